"""Statements as cards: what and how many, who and where and when, the exact words, and what is known about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from bot.model import Entry, Stance, Statement
from bot.render.figures import claim, clip, escape, side
from bot.render.hedges import hedge
from bot.render.quotes import joined, shorten
from bot.render.view import View

__all__ = ["SAMPLE", "card", "group", "link", "quote"]

SAMPLE = "sample"
"""The reader of channels whose posts were composed for the demo."""

MOST = 5
"""So many figures of one sentence share a card."""

NEAR = 40
"""Clauses no further apart (in characters) are taken for one sentence."""

SENTENCE_ENDS = tuple(".!?\n;")
WORDS = 200


def group(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries as cards, in their order: neighbours that were said in one sentence share one."""
    groups: list[list[Entry]] = []
    for entry in entries:
        if groups and len(groups[-1]) < MOST and _same_sentence(groups[-1], entry):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _same_sentence(shown: Sequence[Entry], entry: Entry) -> bool:
    return _frame(shown[0]) == _frame(entry) and any(_near(other.statement, entry.statement) for other in shown)


def _near(a: Statement, b: Statement) -> bool:
    """Whether the words of both overlap, or follow each other before a sentence ends."""
    first, second = (a, b) if a.start <= b.start else (b, a)
    gap = second.start - first.end
    return gap < 0 or (gap <= NEAR and first.evidence[-1:] not in SENTENCE_ENDS)


def _frame(entry: Entry) -> tuple[object, ...]:
    """What a card says once for all its figures."""
    said = entry.statement
    post = (entry.channel.id, entry.message_id, entry.retracted_at, entry.retracted_version)
    return (*post, entry.speaker.key, said.force, said.stance, said.hedge, said.via, said.place)


def card(entries: Sequence[Entry], view: View, wish: str = "") -> str:
    """One card in HTML, of entries that `group` put together; wish is a last remark, in HTML."""
    first = entries[0]
    return "\n".join((_headline(entries, view), _who(first, view), quote(entries), _known(entries, view, wish)))


def _headline(entries: Sequence[Entry], view: View) -> str:
    first = entries[0]
    posted = first.date.astimezone(ZoneInfo(first.channel.zone)).date()
    claims = " · ".join(claim(entry.statement, posted, view) for entry in entries)
    mark = _mark(first, view)
    return f"{side(first.statement.force, view)} {claims}{f'   {mark}' if mark else ''}"


def _mark(entry: Entry, view: View) -> str:
    if entry.retracted_at is not None:
        return view.say("mark-dropped" if entry.is_dropped else "mark-gone")
    match entry.statement.stance:
        case Stance.DENIED:
            return view.say("mark-denied")
        case Stance.HEDGED:
            return view.say("mark-hedged", hedge=hedge(entry.statement.hedge, view))
        case Stance.ASSERTED:
            return ""


def _who(entry: Entry, view: View) -> str:
    said = entry.statement
    speaker = clip(entry.speaker.name)
    if said.stance is Stance.DENIED:
        speaker = view.say("denies", speaker=speaker)
    if said.via:
        speaker = view.say("via", speaker=speaker, relay=clip(", ".join(said.via)))
    return " · ".join(filter(None, (speaker, clip(said.place or ""), view.moment(entry.date))))


def quote(entries: Sequence[Entry]) -> str:
    """The exact words of one or more statements of a post, shortened around their figures, in HTML."""
    words = joined((entry.statement.start, entry.statement.end, entry.statement.evidence) for entry in entries)
    return f"«{escape(shorten(words, _figures(entry.statement for entry in entries), WORDS))}»"


def _figures(statements: Iterable[Statement]) -> list[int]:
    return [number for said in statements if said.count for number in (said.count.low, said.count.high) if number]


def link(entry: Entry, words: str) -> str:
    """Words that lead to the post, in HTML."""
    return f'<a href="https://t.me/{escape(entry.channel.username)}/{entry.message_id}">{words}</a>'


def _known(entries: Sequence[Entry], view: View, wish: str) -> str:
    first = entries[0]
    said = max(entry.said for entry in entries)
    post = link(first, view.say("post"))
    if first.statement.speaker != first.channel.owner:
        post = view.say("post-in", post=post, channel=clip(first.channel.title))
    return " · ".join(
        filter(
            None,
            (
                view.say("said-times", times=said) if said > 1 else "",
                post,
                ", ".join(entry.ref for entry in entries),
                view.say("sample") if first.channel.reader == SAMPLE else "",
                wish,
            ),
        )
    )

"""All that is known of one statement, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.model import Entry, Stance, Statement
from bot.names import force_name
from bot.render.cards import SAMPLE, link
from bot.render.figures import amount, claim, clip, escape
from bot.render.hedges import hedge
from bot.render.quotes import shorten
from bot.render.view import View

__all__ = ["record"]

WORDS = 1200
STATES = 6


class State(Protocol):
    """What a version of the post made of the statement; None where it is gone."""

    @property
    def version(self) -> int: ...
    @property
    def first_seen(self) -> datetime: ...
    @property
    def last_seen(self) -> datetime: ...
    @property
    def statement(self) -> Statement | None: ...
    @property
    def extractor(self) -> int: ...
    @property
    def corrected_by(self) -> str | None: ...


def record(entry: Entry, history: Sequence[State], view: View) -> str:
    """The record in HTML; history is the statement's states, oldest first."""
    said = entry.statement
    posted = entry.date.astimezone(ZoneInfo(entry.channel.zone)).date()
    whose = force_name(said.force, view.language) if said.force else view.say("force-unknown")
    numbers = [number for number in (said.count.low, said.count.high) if number] if said.count else []
    rows = [
        f"<b>{entry.ref}</b>{_stance(entry, view)}",
        f"{claim(said, posted, view)} · {escape(whose)}, {view.say('people', people=said.people.value)}",
        _row(view.say("record-speaker"), _speaker(entry, view)),
        _row(view.say("record-place"), clip(said.place) if said.place else view.say("not-said")),
        _row(view.say("record-words"), f"«{escape(shorten(said.evidence, numbers, WORDS))}»"),
        _row(view.say("record-read-by"), _read_by(entry, view)),
        _row(view.say("record-post"), _post(entry, history, view)),
        _row(view.say("record-said"), view.say("said-times", times=entry.said)) if entry.said > 1 else "",
        *_changes(history, view),
        view.say("sample") if entry.channel.reader == SAMPLE else "",
    ]
    return "\n".join(filter(None, rows))


def _row(name: str, value: str) -> str:
    return f"<i>{name}</i>  {value}"


def _stance(entry: Entry, view: View) -> str:
    if entry.retracted_at is not None:
        return f" · {view.say('mark-dropped' if entry.is_dropped else 'mark-gone')}"
    match entry.statement.stance:
        case Stance.DENIED:
            return f" · {view.say('mark-denied')}"
        case Stance.HEDGED:
            words = entry.statement.hedge
            quoted = f": «{clip(words)}»" if words else ""
            return f" · {view.say('mark-hedged', hedge=hedge(words, view))}{quoted}"
        case Stance.ASSERTED:
            return ""


def _speaker(entry: Entry, view: View) -> str:
    said = entry.statement
    name = clip(entry.speaker.name)
    if said.stance is Stance.DENIED:
        name = view.say("denies", speaker=name)
    if said.via:
        name = view.say("via", speaker=name, relay=clip(", ".join(said.via)))
    return view.say("record-channel", speaker=name, channel=f"{clip(entry.channel.title)} (@{entry.channel.username})")


def _read_by(entry: Entry, view: View) -> str:
    version = view.say("extractor", version=entry.extractor)
    return " · ".join(filter(None, (escape(entry.statement.language), *map(escape, entry.statement.rules), version)))


def _post(entry: Entry, history: Sequence[State], view: View) -> str:
    where = link(entry, f"t.me/{escape(entry.channel.username)}/{entry.message_id}")
    parts = [where, view.moment(entry.date), view.say("version", version=entry.version)]
    if history:
        parts.append(view.say("last-seen", moment=view.moment(history[-1].last_seen)))
    return " · ".join(parts)


def _changes(history: Sequence[State], view: View) -> list[str]:
    """What edits made of the figure, and those who read the same words again; newest last."""
    rows: list[str] = []
    for before, after in pairwise(history):
        old, new = (_figure(state.statement, view) for state in (before, after))
        if old != new:
            rows.append(_change(before, after, old, new, view))
    return rows[-STATES:]


def _change(before: State, after: State, old: str, new: str, view: View) -> str:
    if after.corrected_by is not None:
        return view.say("record-corrected", person=clip(after.corrected_by), old=old, new=new)
    if before.version == after.version:
        return view.say("record-reread", version=after.extractor, old=old, new=new)
    return view.say("record-change", moment=view.moment(after.first_seen), old=old, new=new)


def _figure(statement: Statement | None, view: View) -> str:
    if statement is None:
        return view.say("nothing-left")
    return amount(statement, view) or view.say("no-figure")

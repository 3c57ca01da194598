"""One phone screen on a span of time: for each force and event, what each speaker says last, and the range across speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from bot.model import Basis, Entry, Event, Stance, Statement
from bot.names import flag, force_name
from bot.render.cards import SAMPLE
from bot.render.figures import amount, clip, escape, figure, label, window
from bot.render.view import View

__all__ = ["FORCES", "forces", "summary"]

FORCES = 3
FIGURES = 3
SPEAKERS = 2
LINES = 24
"""What a screen has room for; the rest is counted, and stands behind /latest."""

LENGTHS = ((1, "day"), (8, "week"), (31, "month"))
Topic = tuple[Event, str, str, str]


def forces(entries: Iterable[Entry]) -> list[str]:
    """The forces that the entries speak of, the most spoken of first."""
    found: dict[str, int] = defaultdict(int)
    for entry in entries:
        if entry.statement.force:
            found[entry.statement.force] += 1
    return sorted(found, key=lambda force: (-found[force], force))


def summary(title: str, entries: Sequence[Entry], view: View) -> str:
    """The screen in HTML; entries are the newest of each speaker as the ledger gives them, title is HTML."""
    named = forces(entries)
    speakers = {entry.speaker.key for entry in entries}
    blocks = [f"<b>{title}</b> · {view.say('summary-counts', forces=len(named), speakers=len(speakers))}"]
    shown = named[:FORCES]
    for force in shown:
        blocks.append(_force(force, [entry for entry in entries if entry.statement.force == force], LINES // len(shown), view))
    rest = [force_name(force, view.language) for force in named[FORCES:]]
    if rest:
        blocks.append(view.say("summary-rest", forces=escape(", ".join(rest[:8])), more=max(0, len(rest) - 8)))
    if any(entry.channel.reader == SAMPLE for entry in entries):
        blocks.append(view.say("sample-summary"))
    return "\n\n".join(blocks)


def _force(force: str, entries: Sequence[Entry], room: int, view: View) -> str:
    """A force's block: what most speakers speak of first, in about so many lines."""
    lines = [f"{flag(force)} <b>{escape(force_name(force, view.language))}</b>".strip()]
    topics: dict[Topic, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.statement.count is not None:
            topics[_topic(entry.statement)].append(entry)
    ordered = [_newest_of_each_speaker(topics[topic]) for topic in sorted(topics)]
    ordered.sort(key=len, reverse=True)
    left = len(ordered)
    for topic in ordered:
        if len(lines) >= room:
            break
        lines += _lines(topic, view)
        left -= 1
    if left:
        lines.append(view.say("summary-topics", count=left))
    if not ordered:
        lines.append(view.say("summary-no-figures", count=len(entries)))
    return "\n".join(lines)


def _topic(said: Statement) -> Topic:
    """What may be compared: no totals with figures for a closed time, no days with months, no soldiers with civilians."""
    return said.event, said.people.value, said.of.value, _length(said) if said.basis is Basis.PERIOD else ""


def _length(said: Statement) -> str:
    if said.when is None or said.when.start is None or said.when.end is None:
        return "unknown"
    days = (said.when.end - said.when.start).days
    return next((name for most, name in LENGTHS if days <= most), "longer")


def _newest_of_each_speaker(entries: Iterable[Entry]) -> list[Entry]:
    newest: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.date, reverse=True):
        newest.setdefault(entry.speaker.key, entry)
    return list(newest.values())


def _lines(entries: Sequence[Entry], view: View) -> list[str]:
    covers = {_window(entry, view) for entry in entries}
    shared = covers.pop() if len(covers) == 1 else ""
    head = " ".join(filter(None, (label(entries[0].statement, view), shared)))
    places = {entry.statement.place for entry in entries}
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        scope = "" if shared else _window(entry, view)
        where = clip(entry.statement.place or "") if len(places) > 1 else ""
        same[_figure(entry, ", ".join(filter(None, (scope, where))), view)].append(entry)
    rows = [f"{words} {_sayers(sayers, view)}" for words, sayers in same.items()]
    if len(rows) == 1:
        return [f"{head}: {rows[0]}"]
    lines = [f"{head}: {_range(entries, view)}".rstrip(), *(f"   {row}" for row in rows[:FIGURES])]
    hidden = sum(len(sayers) for sayers in list(same.values())[FIGURES:])
    return [*lines, "   " + view.say("summary-speakers", count=hidden)] if hidden else lines


def _range(entries: Sequence[Entry], view: View) -> str:
    """From the least to the greatest claimed figure, where speakers differ on what may be compared."""
    claimed = [entry.statement for entry in entries if entry.statement.stance is not Stance.DENIED]
    scopes = {(said.when and said.when.start, said.place) for said in claimed}
    counts = [(said.count, said.approx) for said in claimed if said.count]
    if len({count for count, _ in counts}) < SPEAKERS or len(scopes) > 1:
        return ""
    least = min(counts, key=lambda pair: pair[0].low if pair[0].low is not None else pair[0].high or 0)
    most = max(counts, key=lambda pair: pair[0].high if pair[0].high is not None else pair[0].low or 0)
    return view.say("summary-range", least=figure(*least, view), most=figure(*most, view))


def _figure(entry: Entry, scope: str, view: View) -> str:
    """The figure with the time and place it is for, and how firmly it is said."""
    words = f"<b>{amount(entry.statement, view)}</b> {scope}".rstrip()
    match entry.statement.stance:
        case Stance.DENIED:
            return f"{words} {view.say('mark-denied')}"
        case Stance.HEDGED:
            return f"{words} ⚠"
        case Stance.ASSERTED:
            return words


def _sayers(entries: Sequence[Entry], view: View) -> str:
    # Somebody unnamed whom two channels quote is two speakers to the ledger, and one to the eye.
    words = list(dict.fromkeys(f"{clip(entry.speaker.name, 60)}, {view.day(entry.date)}" for entry in entries))
    more = [view.say("summary-speakers", count=len(words) - SPEAKERS)] if len(words) > SPEAKERS else []
    return "— " + "; ".join([*words[:SPEAKERS], *more])


def _window(entry: Entry, view: View) -> str:
    posted = entry.date.astimezone(ZoneInfo(entry.channel.zone)).date()
    return window(entry.statement, posted, view)

"""The report of a rereading as lines of text (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.model import ChangeKind, Statement, Window
from bot.names import force_name
from bot.render.figures import amount, label
from bot.render.view import View
from bot.reread.report import Report, Turn

__all__ = ["lines"]

UNREAD = 20
"""So many posts that could not be read are named."""

WORDS = 80
"""What is longer is cut, in characters."""

KINDS = {
    ChangeKind.NEW: ("+", "statements added"),
    ChangeKind.AMENDED: ("~", "statements changed"),
    ChangeKind.DROPPED: ("−", "statements dropped"),
    ChangeKind.RETRACTED: ("⌫", "statements taken back by an edit that could not be read before"),
}
FIGURE = ("count", "of", "approx")
"""The fields that people see as one."""

ALWAYS = (ChangeKind.NEW, ChangeKind.AMENDED, ChangeKind.DROPPED)


def lines(report: Report, view: View) -> Iterator[str]:
    """The lines to print: figures first, then examples of what came, changed and went, then what could not be read."""
    if not report.posts and not report.edited:
        yield f"Nothing to read again: there is no post that an extractor older than {report.extractor} read last."
        return
    yield f"Extractor {report.extractor} read the ledger again." + (" Nothing was written." if report.is_dry else "")
    yield from (f"{view.number(number):>9}  {what}" for number, what in _figures(report))
    if report.is_quiet:
        yield "Every statement stands as it stood before."
    for kind, (mark, what) in KINDS.items():
        turns = report.examples[kind]
        if turns:
            some = f", {len(turns)} of them" if len(turns) < report.counts[kind] else ""
            yield f"\n{what}{some}:"
            yield from (f"  {mark} {_turn(turn, view)}" for turn in turns)
    if report.unread:
        some = f", {UNREAD} of them" if len(report.unread) > UNREAD else ""
        yield f"\nposts that could not be read{some}:"
        yield from (f"  ! {post}  {_short(error)}" for post, error in report.unread[:UNREAD])


def _figures(report: Report) -> Iterator[tuple[int, str]]:
    yield report.posts, f"posts read, of channels: {report.channels}"
    yield report.unchanged, "posts unchanged"
    for kind, (_, what) in KINDS.items():
        if kind in ALWAYS or report.counts[kind]:
            yield report.counts[kind], what
    for number, what in (
        (report.corrected, "statements that people corrected, left as they are"),
        (report.edited, "posts edited or read by a newer extractor meanwhile, left as they are"),
        (len(report.unread), "posts that could not be read; their statements stay"),
    ):
        if number:
            yield number, what


def _turn(turn: Turn, view: View) -> str:
    ref = "" if turn.number is None else f"s{turn.number} "
    if turn.old is not None and turn.new is not None:
        names = dict.fromkeys("figure" if name in FIGURE else name for name in turn.differences)
        told = "; ".join(f"{name} {_field(turn.old, name, view)} → {_field(turn.new, name, view)}" for name in names)
    else:
        told = _statement(turn.new or turn.old, view)
    return f"{ref}{turn.post}  {told}"


def _statement(statement: Statement | None, view: View) -> str:
    if statement is None:
        return ""
    parts = (_field(statement, name, view) for name in ("force", "speaker", "evidence"))
    return " · ".join((f"{label(statement, view)}: {_field(statement, 'figure', view)}", *parts))


def _field(statement: Statement, name: str, view: View) -> str:
    """One field of a statement in a few words."""
    value: Any = getattr(statement, name, None)
    match name:
        case "event":
            return label(statement, view)
        case "figure":
            return amount(statement, view) or view.say("no-figure")
        case "force":
            return force_name(value, view.language) if value else view.say("force-unknown")
        case "evidence":
            return f"«{_short(value)}»"
        case "via":
            return _short(", ".join(value)) or "–"
    if isinstance(value, Window):
        return f"{value.start or ''}…{value.end or ''}"
    return _short(str(value)) if value else "–"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WORDS else f"{line[: WORDS - 1]}…"

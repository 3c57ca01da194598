"""How many of whose people, in a few words: "≥ 3,000", "≈ 2 brigades", "in a day"."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape as escape_html

from bot.model import Basis, Count, Statement, Unit
from bot.names import flag, force_name
from bot.render.view import View

__all__ = ["amount", "claim", "clip", "escape", "figure", "label", "side", "window"]

SMALL = 1
WEEK = range(6, 8)
MONTH = range(27, 32)


def escape(text: str) -> str:
    """The text as it may stand in Telegram's HTML."""
    return escape_html(text, quote=False)


def clip(text: str, limit: int = 90) -> str:
    """A name on one line and no longer than the limit (in characters), as it may stand in HTML."""
    line = " ".join(text.split())
    return escape(line if len(line) <= limit else f"{line[: limit - 1]}…")


def figure(count: Count, approx: bool, view: View) -> str:
    """The figure with its bounds: "≥ 3,000", "≤ 250", "≈ 1,000", "10,000–12,000"."""
    low, high = count.low, count.high
    about = "≈ " if approx else ""
    if low is None:
        return f"{about}≤ {view.number(high or 0)}"
    if high is None:
        return f"{about}≥ {view.number(low)}"
    if low == high:
        return f"{about}{view.number(low)}"
    return f"{about}{view.number(low)}–{view.number(high)}"


def amount(statement: Statement, view: View) -> str | None:
    """The figure with what is counted, where that is not people: "≥ 2 brigades"; None where no figure was said."""
    count = statement.count
    if count is None:
        return None
    said = figure(count, statement.approx, view)
    if statement.of is Unit.PERSON:
        return said
    many = count.high if count.high is not None else count.low
    return view.say("amount-of-units", figure=said, unit=statement.of.value, count=many or 0)


def label(statement: Statement, view: View) -> str:
    """What is said to have happened: "Killed", "Civilians wounded"."""
    return view.say("event", event=statement.event.value, people=statement.people.value)


def claim(statement: Statement, posted: date, view: View) -> str:
    """Event, figure and what time it covers, in HTML, with the figure to the fore; posted is the channel's day of the post."""
    how_many = amount(statement, view)
    head = view.say("claim", event=label(statement, view), amount=how_many or view.say("no-figure"))
    covers = window(statement, posted, view) if how_many else ""
    return f"<b>{head}</b> {covers}".rstrip()


def side(force: str | None, view: View) -> str:
    """Whose people: the flag of a state, the name of another force, in HTML."""
    if force is None:
        return f"{view.say('force-unknown')} ·"
    return flag(force) or f"{escape(force_name(force, view.language))} ·"


def window(statement: Statement, posted: date, view: View) -> str:
    """What time a figure covers, where that was said; days are the channel's own."""
    when, basis = statement.when, statement.basis
    start, end = (when.start, when.end) if when else (None, None)
    if basis is Basis.TOTAL:
        if start:
            return view.say("window-since", day=view.day(start))
        if end and (posted - end).days > SMALL:
            return view.say("window-by", day=view.day(end))
        return view.say("window-total")
    if start and end:
        return _closed(start, end, posted, basis, view)
    if start:
        return view.say("window-since", day=view.day(start))
    if end:
        return view.say("window-by", day=view.day(end))
    return view.say("window-period") if basis is Basis.PERIOD else ""


def _closed(start: date, end: date, posted: date, basis: Basis | None, view: View) -> str:
    days = (end - start).days
    if basis is Basis.PERIOD and abs((posted - end).days) <= SMALL:
        if days <= SMALL:
            return view.say("window-day")
        if days in WEEK:
            return view.say("window-week")
        if days in MONTH:
            return view.say("window-month")
    if days == 0:
        return view.say("window-on", day=view.day(end))
    if start.day == 1 and (end + timedelta(days=1)).day == 1 and days in MONTH:
        return view.say("window-month-of", month=view.month(start))
    return view.days(start, end)

"""The pieces that tell a time: what posts tell it with, seen from the day of asking, on which most of it is past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from bot.extract.dates import DAY, SEASONS, YEAR, month_of
from bot.extract.moment import Time
from bot.extract.row import Row
from bot.extract.spans import LENGTHS
from bot.extract.text import is_number
from bot.extract.times import times
from bot.model import Window
from bot.query.record import ALWAYS, NOTHING, Piece, Query
from bot.query.sheet import Sheet

__all__ = ["period_pieces"]

LENGTH_RANK, TIME_RANK = 0, 1
YEARS = range(1900, 2100)
ROUND = 100
"""Years that are full hundreds are figures: nobody asks for what was "from 2000", and many for "from 2000" killed."""

YEAR_MONTH = re.compile(r"(?<![\d.-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])")
SHORT = re.compile(r"(?<!\w)(\d{1,3})([dwmyh])(?!\w)", re.IGNORECASE)
SMALL = re.compile(r"\d{1,2}")
SHORT_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
HOURS = 24
WIDTHS = {"past_week": 7, "past_month": 30}
"""Phrases for so many days up to and with today; a post means the days before its own by them."""

LEFT_OUT = frozenset({"span", "same", "running"})
MOST_COUNTED = 1000
MOST_MONTH = 62
"""A day of any number comes again within so many days."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Days that are told at tokens begin up to end of a row."""

    begin: int
    end: int
    days: Window
    rank: int = TIME_RANK


def period_pieces(sheet: Sheet, day: date) -> Iterator[Piece]:
    """The times in a question that is asked on a day."""
    for piece in chain(_shortened(sheet, day), *(_told(row, day) for row in sheet.rows)):
        if all(end is None or end.year in YEARS for end in (piece.asks.since, piece.asks.until)):
            yield piece
            yield from _bounded(sheet, piece)


def _shortened(sheet: Sheet, day: date) -> Iterator[Piece]:
    """ "2024-12", "30d", "24h"."""
    for found in YEAR_MONTH.finditer(sheet.text):
        yield Piece(*found.span(), LENGTH_RANK, _asked(month_of(int(found[1]), int(found[2]))))
    for found in SHORT.finditer(sheet.text):
        unit = found[2].casefold()
        back = int(found[1]) // HOURS if unit == "h" else int(found[1]) * SHORT_DAYS[unit] - 1
        yield Piece(*found.span(), LENGTH_RANK, _asked(Window(day - max(back, 0) * DAY, day)))


def _told(row: Row, day: date) -> Iterator[Piece]:
    """The times that a language's words tell."""
    for told in (*_times(row, day), *_lengths(row, day), *_years_first(row)):
        last = row.tokens[told.end - 1]
        yield Piece(row.tokens[told.begin].start, last.end + len(last.ending), told.rank, _asked(told.days))


def _asked(days: Window) -> Query:
    return NOTHING if days == ALWAYS else Query(since=days.start, until=days.end)


def _times(row: Row, day: date) -> Iterator[_Told]:
    """What a post would tell by these words, open where it began then and goes on, and in the past where no year is said."""
    for time in times(row, day):
        days = time.window
        if days is None or time.rule in LEFT_OUT or _is_figure(row, time):
            continue
        if width := WIDTHS.get(time.rule):
            days = Window(day - (width - 1) * DAY, day)
        days = _whole_month(row, time, _in_the_past(row, time, days, day), day)
        is_open = (time.open and days.end == day) or _begins_with_season(row, time)
        yield _Told(time.begin, time.end, Window(days.start, None) if is_open else days)


def _begins_with_season(row: Row, time: Time) -> bool:
    """Whether a time runs since a season, which in a post tells when in it something happened: "since spring"."""
    inside = range(time.begin + 1, time.end)
    has_end = any(row.norm(index) == "-" or row.has(index, "ranges.to", "time.until", "bounds.upto") for index in inside)
    return row.has(time.begin, "time.since") and not has_end and any(row.has(index, *SEASONS) for index in inside)


def _is_figure(row: Row, time: Time) -> bool:
    """Whether a time is nothing but a round year, with a word before it that may as well bound a figure: "from 2000"."""
    last = row.norm(time.end - 1)
    return time.end <= row.after(time.begin) + 1 and bool(YEAR.fullmatch(last)) and int(last) % ROUND == 0


def _whole_month(row: Row, time: Time, days: Window, day: date) -> Window:
    """The month that is named, whole: a post in the middle of it tells of no day behind its own."""
    inside = range(time.begin, time.end)
    if time.open or days.start is None or days.start.day != 1 or days.end != day or days.start.month != day.month:
        return days
    named = any(row.has(index, "months.") for index in inside) and not any(SMALL.fullmatch(row.norm(index)) for index in inside)
    return month_of(day.year, day.month) if named else days


def _in_the_past(row: Row, time: Time, days: Window, day: date) -> Window:
    """The latest such days that have begun, where neither a year was said nor what is still to come."""
    first = days.start or days.end
    inside = range(time.begin, time.end)
    if first is None or first <= day or any(re.search(r"\d{4}", row.norm(index)) for index in inside):
        return days
    if any(row.has(index, "months.", "calendar.month") for index in inside):
        return Window(_a_year_back(days.start), _a_year_back(days.end))
    if days.start == days.end:
        return Window(*[_a_month_back(first)] * 2)
    return days


def _a_year_back(day: date | None) -> date | None:
    if day is None:
        return None
    if (day + DAY).day == 1:  # the last of a month stays the last of it, also of February
        return month_of(day.year - 1, day.month).end
    return day.replace(year=day.year - 1)


def _a_month_back(day: date) -> date:
    """The latest day of the same number before it."""
    return next(found for back in range(1, MOST_MONTH) if (found := day - back * DAY).day == day.day)


def _bounded(sheet: Sheet, piece: Piece) -> Iterator[Piece]:
    """A closed period with the word of any language that bounds it: "since yesterday", "since листопада", 지난주부터."""
    since, until = piece.asks.since, piece.asks.until
    if since is None or until is None:
        return
    for row in sheet.rows:
        for term in row.terms:
            start, end = row.tokens[term.begin].start, row.tokens[term.end - 1].end
            first, second = (piece.end, start) if row.lexicon.glues else (end, piece.start)  # 부터 stands behind, "since" before
            if first > second or sheet.text[first:second].strip():
                continue
            span = min(start, piece.start), max(end, piece.end)
            if "time.since" in term.roles:
                yield Piece(*span, piece.rank, Query(since=since))
            elif term.roles & {"time.until", "time.by_end"}:
                yield Piece(*span, piece.rank, Query(until=until))


def _lengths(row: Row, day: date) -> Iterator[_Told]:
    """ "week", "last 30 days", «за три дні», 최근 10일: so many days up to and with the day of asking."""
    for begin in range(len(row)):
        at = begin
        for roles in (("time.during",), ("links.the",), ("time.last",)):
            at = row.after(at) if not is_number(row.norm(at)) and row.has(at, *roles) else at
        if (length := _length(row, at, row.has(row.before(at), "time.last"))) is not None:
            yield _Told(begin, length[0], Window(day - length[1] * DAY, day), LENGTH_RANK)


def _length(row: Row, at: int, is_last: bool) -> tuple[int, int] | None:
    """The index behind a length of time, and how many days before today it goes back."""
    if spans := row.values(at, "spans."):
        return row.after(at), int(spans[0]) - 1
    counted = _count(row, at)
    end, count = counted or (at, 1)
    if row.has(end, "time.hour"):
        return row.after(end), max(1, count // HOURS)
    unit = next((days for role, days in LENGTHS.items() if role in row.roles(end)), None)
    if unit is None and counted and row.has(end, "calendar.year"):
        unit = LENGTHS["time.year"]
    if unit is None and counted and is_last and row.has(end, "calendar.day"):
        unit = LENGTHS["time.day"]
    return None if unit is None else (row.after(end), count * unit - 1)


def _count(row: Row, at: int) -> tuple[int, int] | None:
    """The index behind a small number, and the number."""
    if re.fullmatch(r"[1-9]\d{0,2}", row.norm(at)):
        return at + 1, int(row.norm(at))
    numbers = [float(value) for value in row.values(at, "numbers.")]
    return (row.after(at), int(numbers[-1])) if numbers and 1 <= numbers[-1] < MOST_COUNTED else None


def _years_first(row: Row) -> Iterator[_Told]:
    """ "2024 december": the year before its month."""
    for at in range(len(row) - 1):
        months = row.values(at + 1, "months.")
        if months and YEAR.fullmatch(row.norm(at)) and not YEAR.fullmatch(row.norm(row.after(at + 1))):
            yield _Told(at, row.after(at + 1), month_of(int(row.norm(at)), int(months[0])), LENGTH_RANK)

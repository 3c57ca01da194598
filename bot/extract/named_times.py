"""Windows that have a name: today, last week, this month, the third quarter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from bot.extract.bounded import bounded_behind, until_time
from bot.extract.dates import DAY, SEASONS, YEAR, Dated, Seen, date_at, day_number, month_of, step
from bot.extract.moment import Time
from bot.extract.row import Row
from bot.model import Window

__all__ = ["named_time"]

INVASION = date(2022, 2, 24)
RUNNING = frozenset({"this_year", "month_so_far", "invasion"})
YEARS = {"this_year": 0, "last_year": -1, "next_year": 1}
"""Phrases behind which a month or season may say which part of the year they mean: "last year in August"."""

PARTS = {"quarter1": (1, 3), "quarter2": (4, 6), "quarter3": (7, 9), "quarter4": (10, 12), "half1": (1, 6), "half2": (7, 12)}
"""The first and last month of a part of the year; the halves are of a month where one is named behind."""

MONTHS = {"last_month": -1, "this_month": 0, "next_month": 1}
"""Months behind which a day's number may stand: «지난달 15일»."""

HALF, QUARTER = 15, 3
PHRASE = 3
"""A phrase of so many words that tells of a running time may name its beginning behind."""

DATED = frozenset({"today", "overnight", "past_day", "yesterday"})
"""Phrases behind which a date may say which day they mean: "over the past 24 hours (4 December)"."""

NIGHTS = frozenset({"overnight", "past_day"})
AS_OF = frozenset({"time.as_of"})


def _weekend(day: date) -> Window:
    """The last weekend, as far as it has gone."""
    saturday = day - (day.weekday() - 5) % 7 * DAY
    return Window(saturday, min(saturday + DAY, day))


WHOLE: dict[str, Callable[[date], Window]] = {
    "overnight": lambda d: Window(d - DAY, d),
    "today": lambda d: Window(d, d),
    "yesterday": lambda d: Window(d - DAY, d - DAY),
    "before_yesterday": lambda d: Window(d - 2 * DAY, d - 2 * DAY),
    "past_day": lambda d: Window(d - DAY, d),
    "past_week": lambda d: Window(d - 7 * DAY, d),
    "last_week": lambda d: Window(d - (d.weekday() + 7) * DAY, d - (d.weekday() + 1) * DAY),
    "past_month": lambda d: Window(d - 30 * DAY, d),
    "last_month": lambda d: month_of(*step(d.year, d.month, -1)),
    "month_so_far": lambda d: Window(d.replace(day=1), d),
    "this_month": lambda d: Window(d.replace(day=1), d),
    "next_month": lambda d: month_of(*step(d.year, d.month, 1)),
    "weekend": _weekend,
    "this_year": lambda d: Window(date(d.year, 1, 1), d),
    "next_year": lambda d: Window(date(d.year + 1, 1, 1), date(d.year + 1, 12, 31)),
    "last_year": lambda d: Window(date(d.year - 1, 1, 1), date(d.year - 1, 12, 31)),
    "invasion": lambda d: Window(INVASION, d),
    "tomorrow": lambda d: Window(d + DAY, d + DAY),
    "next_week": lambda d: Window(d + (7 - d.weekday()) * DAY, d + (13 - d.weekday()) * DAY),
}
"""What a phrase means that tells its window all by itself, seen from the day of the post; "tonight" is a night first."""


def named_time(row: Row, at: int, day: date, roles: frozenset[str]) -> Time | None:
    """A phrase that tells its window all by itself, with the date behind it where one is."""
    end = row.after(at)
    if (name := _name_of_whole(roles)) is not None:
        window = WHOLE[name]
        if name in YEARS and (dated := _part_of_year(row, end, day, day.year + YEARS[name])) is not None:
            return Time(at, dated[0], dated[1], rule="date")
        if name in DATED and (dated := _date_behind(row, end, day)) is not None:
            return Time(at, dated[0], _with_eve(dated[1]) if name in NIGHTS else dated[1], rule=name)
        if name in MONTHS and (dated := _day_of_month(row, end, day, MONTHS[name])) is not None:
            return bounded_behind(row, at, *dated, day) or Time(at, *dated, rule="date")
        if (
            name in RUNNING
            and row.has(end, "time.until")
            and (last := until_time(row, end, day, row.roles(end) | AS_OF)) is not None
        ):
            return Time(at, last.end, Window(window(day).start, last.window.end if last.window else day), open=True, rule=name)
        return Time(at, end, window(day), open=name in RUNNING, rule=name)
    if (part := _name_of_part(roles)) is not None:
        return _part(row, at, day, PARTS[part])
    if "time.since_then" in roles:
        return Time(at, end, None, open=True, same=True, rule="since_then")
    if "time.same" in roles:
        return Time(at, end, None, same=True, rule="same")
    if "time.running" in roles and end - at >= PHRASE and (dated := _date_behind(row, end, day)) is not None and dated[1].start:
        return Time(at, dated[0], Window(dated[1].start, day), open=True, rule="since")  # «с начала операции 1 июля»
    if "time.running" in roles:
        return Time(at, end, None, open=True, weak=True, rule="running")
    return None


@lru_cache(maxsize=1 << 10)
def _name_of_whole(roles: frozenset[str]) -> str | None:
    return next((name for name in WHOLE if f"time.{name}" in roles), None)


@lru_cache(maxsize=1 << 10)
def _name_of_part(roles: frozenset[str]) -> str | None:
    return next((name for name in PARTS if f"time.{name}" in roles), None)


def _part(row: Row, at: int, day: date, months: tuple[int, int]) -> Time:
    """A quarter or half of a year, the last one that has begun; or the half of a month that is named behind."""
    end = row.after(at)
    behind = end + row.has(end, "links.of")
    first, last = months
    if row.values(behind, "months.") and last - first > QUARTER:
        dated = date_at(row, behind, Seen(day))
        if dated is not None and dated[1].start is not None and dated[1].end is not None:
            middle = dated[1].start + (HALF - 1) * DAY
            half = Window(dated[1].start, middle) if first == 1 else Window(middle + DAY, dated[1].end)
            return Time(at, dated[0], half, rule="date")
    named = date_at(row, behind, Seen(day)) if YEAR.fullmatch(row.norm(behind)) else None
    by_phrase = next((year for role, year in YEARS.items() if row.has(behind, f"time.{role}")), None)
    year = day.year - (date(day.year, first, 1) > day)
    if named is not None and named[1].start is not None:
        year, end = named[1].start.year, named[0]
    elif by_phrase is not None:
        year, end = day.year + by_phrase, row.after(behind)
    return Time(at, end, Window(date(year, first, 1), month_of(year, last).end), rule="date")


def _day_of_month(row: Row, at: int, day: date, by: int) -> Dated | None:
    """The day of last month, this one or the next: «지난달 *15일*»."""
    number = day_number(row, at)
    if number is None or not row.has(at + 1, "calendar.day"):
        return None
    year, month = step(day.year, day.month, by)
    if number > ((month_of(year, month).end or day).day):
        return None
    return at + 2, Window(date(year, month, number), date(year, month, number))


def _part_of_year(row: Row, at: int, day: date, year: int) -> Dated | None:
    """The month or season of a year that begins here, or behind a preposition: «торік *восени*»."""
    first = row.after(at) if row.has(at, "time.during", "places.before") else at
    if not row.has(first, *SEASONS, "months.", "time.early", "time.mid", "time.late"):
        return None
    dated = date_at(row, first, Seen(day))
    if dated is None or dated[1].start is None or dated[1].end is None:
        return None
    start, end = dated[1].start, dated[1].end
    by = (year - start.year) * 12
    last = month_of(*step(end.year, end.month, by)).end
    whole = end == month_of(end.year, end.month).end and last is not None
    stop = last if whole else date(end.year + year - start.year, end.month, end.day)
    return dated[0], Window(start.replace(year=year), stop)


def _date_behind(row: Row, at: int, day: date) -> Dated | None:
    """The date that begins here, or behind a bracket, comma or preposition."""
    for index in range(at, at + 3):
        dated = date_at(row, index, Seen(day))
        if dated is not None:
            return dated
        if not (row.norm(index) in (",", "(") or row.has(index, "time.during", "places.before")):
            return None
    return None


def _with_eve(window: Window) -> Window:
    """A night or round of the clock that is named by the day it ends on: it began the day before."""
    if window.start is None or window.start != window.end:
        return window
    return Window(window.start - DAY, window.end)

"""Times: words and dates → the days a figure covers, resolved against the channel's day of the post."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bot.extract.dates import DAY, SEASONS, Dated, Seen, date_at, day_number, is_range, may_be_date, month_of, step
from bot.extract.row import Row
from bot.extract.text import is_number
from bot.model import Window

__all__ = ["LENGTHS", "Time", "times"]

INVASION = date(2022, 2, 24)


@dataclass(frozen=True, slots=True)
class Time:
    """A window told at tokens begin up to end.

    open marks a running one ("since August", "so far"); same, one that repeats the window before; weak, one that only
    dates a report ("as of the 11th"); said, one that tells when something was said; is_span, a length of time without an
    anchor ("over three days").
    """

    begin: int
    end: int
    window: Window | None
    open: bool = False
    same: bool = False
    weak: bool = False
    said: bool = False
    is_span: bool = False
    rule: str = ""


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
    "last_year": lambda d: Window(date(d.year - 1, 1, 1), date(d.year - 1, 12, 31)),
    "invasion": lambda d: Window(INVASION, d),
}
"""What a phrase means that tells its window all by itself, seen from the day of the post; "tonight" is a night first."""

RUNNING = frozenset({"this_year", "month_so_far", "invasion"})
YEARS = {"this_year": 0, "last_year": -1}
"""Phrases behind which a month or season may say which part of the year they mean: "last year in August"."""

DATED = frozenset({"today", "overnight", "past_day", "yesterday"})
"""Phrases behind which a date may say which day they mean: "over the past 24 hours (4 December)"."""

NIGHTS = frozenset({"overnight", "past_day"})
LENGTHS = {"time.day": 1, "time.night": 1, "time.week": 7, "time.month": 30, "time.year": 365}
AS_OF_REACH = 4
AS_OF = frozenset({"time.as_of"})

BEGINNINGS = ("time.", "months.", "weekday.", "spans.", "ranges.from")
"""What a time begins with where it begins with no number."""


def times(row: Row, day: date) -> list[Time]:
    """The times of a sentence, in order, none overlapping another; day is the channel's own day of the post."""
    found: list[Time] = []
    end = 0
    for at in row.beginnings(BEGINNINGS):
        time = _time(row, at, day) if at >= end and (row.term(at) or may_be_date(row.norm(at))) else None
        if time is not None:
            found.append(replace(time, said=True) if _is_of_saying(row, time) else time)
            end = time.end
    return found


def _is_of_saying(row: Row, time: Time) -> bool:
    """Whether a time tells when something was said, as in "said on Monday"."""
    if row.lexicon.glues or time.open or time.window is None or time.window.start != time.window.end:
        return False
    before = time.begin - 1
    if before >= 0 and row.has(before, "time.during", "places.before"):
        before -= 1
    return row.has(before, "say.verbs", "say.his_words")


def _time(row: Row, at: int, day: date) -> Time | None:
    roles = row.roles(at)
    anchored = bool(roles & {"time.since", "time.by_end", "time.as_of"})
    if not anchored and (time := _whole(row, at, day, roles)) is not None:
        return time
    if "time.since" in roles and (time := _since(row, at, day)) is not None:
        return time
    if roles & {"time.until", "time.by_end", "time.as_of"} and (time := _until(row, at, day, roles)) is not None:
        return time
    return _span(row, at, day) or _dated(row, at, day)


def _dated(row: Row, at: int, day: date) -> Time | None:
    """ "on 3 February", "in January", "between 28 December and 3 January"."""
    first = at
    if row.roles(at) & {"time.during", "ranges.from", "time.overnight"}:
        first = row.after(at)
        first += row.has(first, "links.the")
    if row.has(first, "time.last") and row.has(row.after(first), *SEASONS):
        first = row.after(first)
    seen = Seen(day, future=row.has(first, *SEASONS) and row.plays(("plan.",)))
    dated = date_at(row, first, seen)
    if dated is None:
        return None
    end, window = _to_later(row, dated, day, row.has(at, "ranges.from"))
    return _bounded_behind(row, at, end, window, day) or Time(at, end, window, rule="date")


def _bounded_behind(row: Row, at: int, end: int, window: Window, day: date) -> Time | None:
    """A date bounded by what is glued on behind it: «8월 초부터», «2월 말까지», «11일 기준»."""
    if not row.lexicon.glues:
        return None
    index = end + row.has(end, "time.early")
    after = row.after(index)
    if (row.has(end, "spans.") or row.has(end, "time.during")) and not is_range(window):  # «7월 한 달 동안»
        return _bounded_behind(row, at, row.after(end), window, day) or Time(at, row.after(end), window, rule="date")
    last = _last_of_range(row, after, day) if row.has(index, "time.since") else None
    if last is not None and window.start and last[1].end and window.start < last[1].end:
        return Time(at, last[0], Window(window.start, last[1].end), rule="range")
    if row.has(index, "time.since") and window.start is not None and not is_range(window):
        return Time(at, after, Window(window.start, day), open=True, rule="since")
    if row.has(index, "time.until", "time.by_end"):
        if is_range(window):  # «4일부터 8일까지»
            return Time(at, after, window, rule="range")
        return Time(at, after, Window(None, window.end), rule="until")
    if row.has(index, "time.as_of"):
        return Time(at, after, Window(None, window.end), weak=True, rule="until")
    return None


def _last_of_range(row: Row, at: int, day: date) -> Dated | None:
    """The date that ends a range with its particle: 8월 초부터 *11월 말까지*."""
    dated = date_at(row, at, Seen(day))
    if dated is None:
        return None
    end = dated[0] + row.has(dated[0], "time.early")
    return (row.after(end), dated[1]) if row.has(end, "time.until", "time.by_end") else None


def _to_later(row: Row, dated: Dated, day: date, begins: bool) -> Dated:
    """A date with the later one that ends its range, where one does: "5 January – 9 January"."""
    end, window = dated
    joined = row.norm(end) == "-" or row.has(end, "time.until") or (begins and row.has(end, "ranges.to"))
    second = date_at(row, end + 1, Seen(day)) if joined else None
    if second is None or not (window.start and second[1].end) or window.start >= second[1].end:
        return dated
    return second[0], Window(window.start, second[1].end)


def _whole(row: Row, at: int, day: date, roles: frozenset[str]) -> Time | None:
    """A phrase that tells its window all by itself, with the date behind it where one is."""
    end = row.after(at)
    if (name := _name_of_whole(roles)) is not None:
        window = WHOLE[name]
        if name in YEARS and (dated := _part_of_year(row, end, day, day.year + YEARS[name])) is not None:
            return Time(at, dated[0], dated[1], rule="date")
        if name in DATED and (dated := _date_behind(row, end, day)) is not None:
            return Time(at, dated[0], _with_eve(dated[1]) if name in NIGHTS else dated[1], rule=name)
        if name in RUNNING and row.has(end, "time.until") and (last := _until(row, end, day, row.roles(end) | AS_OF)) is not None:
            return Time(at, last.end, Window(window(day).start, last.window.end if last.window else day), open=True, rule=name)
        return Time(at, end, window(day), open=name in RUNNING, rule=name)
    if "time.same" in roles:
        return Time(at, end, None, same=True, rule="same")
    if "time.running" in roles:
        return Time(at, end, None, open=True, weak=True, rule="running")
    return None


@lru_cache(maxsize=1 << 10)
def _name_of_whole(roles: frozenset[str]) -> str | None:
    return next((name for name in WHOLE if f"time.{name}" in roles), None)


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


def _since(row: Row, at: int, day: date) -> Time | None:
    """ "since 8 December", "from 11 to 12 January", "since August"."""
    is_plan = any(role.startswith("plan.") for term in row.terms for role in term.roles)
    start_at = _behind_small(row, row.after(at))
    first = date_at(row, start_at, Seen(day, past=not is_plan))
    bare = _bare_day(row, start_at) if first is None else None
    end = first[0] if first is not None else bare[0] if bare is not None else None
    if end is None:
        return None
    if row.norm(end) == "-" or row.has(end, "ranges.to", "time.until", "bounds.upto"):
        second = date_at(row, _behind_small(row, end + 1), Seen(day))
        if second is not None and second[1].end is not None:
            last = second[1].end
            start = first[1].start if first is not None else _day_before(last, bare[1] if bare else 1)
            if start is not None:
                start = start if start <= last else _years_back(start, last)
                return Time(at, second[0], Window(start, last), rule="range")
    if first is None or first[1].start is None:
        return None
    if is_range(first[1]):
        return Time(at, end, first[1], rule="range")
    if first[1].start > day:
        return Time(at, end, Window(first[1].start, None), rule="since")
    return Time(at, end, Window(first[1].start, day), open=True, rule="since")


def _behind_small(row: Row, at: int) -> int:
    """Behind words that do not change which day is meant: "the", "early"."""
    while at < len(row) and row.has(at, "links.the", "links.of", "time.early", "time.mid"):
        at += 1
    return at


def _bare_day(row: Row, at: int) -> tuple[int, int] | None:
    """The index behind a day's number that stands without a month, and the number: "from *11* to 12 January"."""
    number = day_number(row, at)
    if number is None:
        return None
    end = at + 1
    if row.norm(end) == "-" and row.glued(end) and row.is_word(end + 1):
        end += 2
    return end + row.has(end, "calendar.day"), number


def _day_before(last: date, number: int) -> date | None:
    """The latest day of that number up to a date."""
    return next((found for back in range(62) if (found := last - back * DAY).day == number), None)


def _years_back(start: date, last: date) -> date:
    """The same day in the latest year that brings it before a date."""
    year = last.year if (start.month, start.day) <= (last.month, last.day) else last.year - 1
    return date(year, start.month, min(start.day, 28) if start.month == 2 else start.day)


def _until(row: Row, at: int, day: date, roles: frozenset[str]) -> Time | None:
    """ "by the end of January", "as of 11 March", "until spring"."""
    is_report = "time.as_of" in roles
    first = _behind_small(row, row.after(at))
    seen = Seen(day, past=is_report, future=not is_report)
    dated = None
    for index in range(first, min(first + AS_OF_REACH, len(row)) if is_report else first + 1):
        dated = dated or date_at(row, index, seen)
    dated = dated or _end_of(row, first, day)
    if dated is None:
        return None
    return Time(at, dated[0], Window(None, dated[1].end), weak=is_report, rule="until")


def _end_of(row: Row, at: int, day: date) -> Dated | None:
    """The end of the month, year or week that the post stands in."""
    ends = {
        "time.month": month_of(day.year, day.month).end,
        "time.year": date(day.year, 12, 31),
        "time.week": day + (6 - day.weekday()) * DAY,
    }
    return next(((row.after(at), Window(None, end)) for role, end in ends.items() if row.has(at, role)), None)


def _span(row: Row, begin: int, day: date) -> Time | None:
    """ "in the past three days", «за три дні», 지난 사흘간."""
    at = begin
    is_last = row.has(begin, "time.last")
    if row.has(begin, "time.during", "time.last") and not is_number(row.norm(begin)):
        at = row.after(begin)
        at += row.has(at, "links.the", "sides.them") or (row.is_word(at) and not row.roles(at))
    elif not row.has(begin, "spans."):
        return None
    if row.has(at, "time.last"):
        is_last, at = True, row.after(at)
    elif row.has(at, "joins.of_them", "places.there"):
        at = row.after(at)
    length = _length(row, at, is_last)
    if length is None:
        return None
    end, days = length
    return Time(begin, end, Window(day - days * DAY, day), is_span=not is_last, rule="span")


def _length(row: Row, at: int, is_last: bool) -> tuple[int, int] | None:
    """The index behind a length of time, and how many days it lasts; with is_last, one without a number is of one unit."""
    if spans := row.values(at, "spans."):
        return row.after(at), int(spans[0])
    counted = _count(row, at)
    if counted is None and not is_last:
        return None
    at, count = counted or (at, 1)
    at += row.has(at, "joins.whole")
    days = _days(row, at, count)
    return None if days is None else (row.after(at), days)


def _count(row: Row, at: int) -> tuple[int, int] | None:
    """The index behind a small number, and the number."""
    if re.fullmatch(r"\d{1,3}", row.norm(at)):
        return at + 1, int(row.norm(at))
    numbers = [float(value) for value in row.values(at, "numbers.")]
    return (row.after(at), int(numbers[-1])) if numbers and numbers[-1] >= 1 else None


def _days(row: Row, at: int, count: int) -> int | None:
    """How many days so many of the unit of time that stands here last."""
    if row.has(at, "time.hour"):
        return max(1, count // 24)
    return next((count * days for role, days in LENGTHS.items() if row.has(at, role)), None)

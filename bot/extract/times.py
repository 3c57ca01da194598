"""Times: words and dates → the days a figure covers, resolved against the channel's day of the post."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from bot.extract.dates import (
    DAY,
    MONTHS_AHEAD,
    SEASONS,
    YEAR,
    Dated,
    Seen,
    date_at,
    day_number,
    is_range,
    may_be_date,
    month_of,
    step,
)
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
    "tomorrow": lambda d: Window(d + DAY, d + DAY),
    "next_week": lambda d: Window(d + (7 - d.weekday()) * DAY, d + (13 - d.weekday()) * DAY),
}
"""What a phrase means that tells its window all by itself, seen from the day of the post; "tonight" is a night first."""

RUNNING = frozenset({"this_year", "month_so_far", "invasion"})
YEARS = {"this_year": 0, "last_year": -1}
"""Phrases behind which a month or season may say which part of the year they mean: "last year in August"."""

PARTS = {"quarter1": (1, 3), "quarter2": (4, 6), "quarter3": (7, 9), "quarter4": (10, 12), "half1": (1, 6), "half2": (7, 12)}
"""The first and last month of a part of the year; the halves are of a month where one is named behind."""

MONTHS = {"last_month": -1, "this_month": 0, "next_month": 1}
"""Months behind which a day's number may stand: «지난달 15일»."""

HALF, QUARTER = 15, 3
PHRASE = 3
"""A phrase of so many words that tells of a running time may name its beginning behind."""

AHEAD = 6
"""What is planned for a month without a year lies no more than so many months ahead."""

SINCE_REACH = 6
"""So many words may stand between "since" and a date: "since *the operation began on* 8 December"."""

OLD = 20
"""A year alone that lies so far back dates no figure; somebody was born in it."""

DATED = frozenset({"today", "overnight", "past_day", "yesterday"})
"""Phrases behind which a date may say which day they mean: "over the past 24 hours (4 December)"."""

SINGLE = frozenset({"date", "today", "yesterday", "before_yesterday", "overnight"})
NEAR = timedelta(days=3)
"""Days that are told together lie no further apart."""

NIGHTS = frozenset({"overnight", "past_day"})
LENGTHS = {"time.day": 1, "time.night": 1, "time.week": 7, "time.month": 30, "time.year": 365}
AS_OF_REACH = 4
AS_OF = frozenset({"time.as_of"})

BEGINNINGS = ("time.", "months.", "weekday.", "spans.", "ranges.from", "numbers.")
"""What a time begins with where it begins with no number."""


def times(row: Row, day: date) -> list[Time]:
    """The times of a sentence, in order, none overlapping another; day is the channel's own day of the post."""
    found: list[Time] = []
    end = 0
    for at in row.beginnings(BEGINNINGS):
        time = _time(row, at, day) if at >= end and (row.term(at) or may_be_date(row.norm(at))) else None
        if time is None:
            continue
        end = time.end
        if found and (both := _joined(row, found[-1], time)) is not None:
            found[-1] = both
        else:
            found.append(replace(time, said=True) if _is_of_saying(row, time) else time)
    return found


def _joined(row: Row, one: Time, other: Time) -> Time | None:
    """Two days or months in a row taken as one time: "on Tuesday and today"; not where each has its own figure."""
    first, last = one.window, other.window
    if first is None or last is None or one.open or other.open or one.said or row.plays(("joins.each",)):
        return None
    if one.rule not in SINGLE or other.rule not in SINGLE or not row.has(one.end, "joins.and") or other.begin != one.end + 1:
        return None
    if not (first.start and first.end and last.start and last.end) or not timedelta() <= last.start - first.end <= NEAR:
        return None
    return replace(one, end=other.end, window=Window(first.start, last.end))


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
    return _ago(row, at, day) or _span(row, at, day) or _dated(row, at, day)


def _ago(row: Row, at: int, day: date) -> Time | None:
    """ "three days ago", «тиждень тому»: a day so long before the post's."""
    length = _length(row, at, True)
    if length is None or not row.has(length[0], "time.ago") or length[1] >= LENGTHS["time.month"]:
        return None
    then = day - length[1] * DAY
    return Time(at, row.after(length[0]), Window(then, then), rule="date")


def _dated(row: Row, at: int, day: date) -> Time | None:
    """ "on 3 February", "in January", "between 28 December and 3 January"."""
    first = at
    if row.roles(at) & {"time.during", "ranges.from", "time.overnight"}:
        first = row.after(at)
        first += row.has(first, "links.the")
    is_last = row.has(first, "time.last") and row.has(row.after(first), *SEASONS)
    first = row.after(first) if is_last else first
    planned = row.plays(("plan.",))
    seen = Seen(day, future=row.has(first, *SEASONS) and planned, ahead=AHEAD if row.plays(("plan.firm",)) else MONTHS_AHEAD)
    dated = date_at(row, first, seen)
    if dated is None or _is_old_year(row, at, dated, day):
        return None
    if is_last and dated[1].start and dated[1].end and dated[1].end >= day:  # "last summer", in summer
        dated = dated[0], Window(_year_before(dated[1].start), _year_before(dated[1].end))
    if dated[1] == month_of(day.year, day.month):
        if not planned:
            dated = dated[0], Window(dated[1].start, day)
        if row.lexicon.glues and row.has(dated[0], "time.past_month"):
            dated = row.after(dated[0]), dated[1]
    elif row.lexicon.glues and row.has(dated[0], "time.past_month"):  # «7월 한 달 동안»
        dated = row.after(dated[0]), dated[1]
    end, window = _to_later(row, dated, day, row.has(at, "ranges.from"))
    return _bounded_behind(row, at, end, window, day) or Time(at, end, window, rule="date")


def _is_old_year(row: Row, at: int, dated: Dated, day: date) -> bool:
    """Whether only a year long past is named, and no time from then on: a year of birth."""
    start = dated[1].start
    alone = start is not None and dated[1].end == date(start.year, 12, 31) and start == date(start.year, 1, 1)
    return start is not None and alone and start.year < day.year - OLD and not row.has(at, "time.since")


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


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
    end += row.norm(end) == "." and row.norm(end + 1) in ("-", "~")
    joined = row.norm(end) in ("-", "~") or row.has(end, "time.until") or (begins and row.has(end, "ranges.to"))
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
        if name in MONTHS and (dated := _day_of_month(row, end, day, MONTHS[name])) is not None:
            return _bounded_behind(row, at, *dated, day) or Time(at, *dated, rule="date")
        if name in RUNNING and row.has(end, "time.until") and (last := _until(row, end, day, row.roles(end) | AS_OF)) is not None:
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


def _since(row: Row, at: int, day: date) -> Time | None:
    """ "since 8 December", "from 11 to 12 January", "since August"."""
    is_plan = any(role.startswith("plan.") for term in row.terms for role in term.roles)
    start_at = _behind_small(row, row.after(at))
    first = date_at(row, start_at, Seen(day, past=not is_plan)) or _behind_began(row, start_at, day)
    bare = _bare_day(row, start_at) if first is None else None
    end = first[0] if first is not None else bare[0] if bare is not None else None
    if end is None:
        return None
    if row.norm(end) == "-" or row.has(end, "ranges.to", "time.until", "bounds.upto"):
        second = date_at(row, _behind_small(row, end + 1), Seen(day))
        if second is None and first is not None and first[1].start is not None and row.has(end + 1, "time.today"):
            return Time(at, row.after(end + 1), Window(first[1].start, day), open=True, rule="since")
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


def _behind_began(row: Row, at: int, day: date) -> Dated | None:
    """The date on which began what is named: "since *the ground operation began on 1 October*"."""
    began = False
    for index in range(at, min(at + SINCE_REACH + 1, len(row))):
        if not row.is_word(index) and not is_number(row.norm(index)):
            return None
        began = began or row.has(index, "time.began")
        dated = date_at(row, index, Seen(day, past=True)) if began else None
        if dated is not None:
            return dated
    return None


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

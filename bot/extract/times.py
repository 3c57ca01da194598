"""Times: words and dates → the days a figure covers, resolved against the channel's day of the post."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.extract.bounded import bounded_behind, since_time, to_later, until_time
from bot.extract.dates import MONTHS_AHEAD, SEASONS, Dated, Seen, date_at, may_be_date, month_of
from bot.extract.moment import Time
from bot.extract.named_times import named_time
from bot.extract.row import Row
from bot.extract.spans import spanning, time_ago
from bot.model import Window

__all__ = ["times"]

AHEAD = 6
"""What is planned for a month without a year lies no more than so many months ahead."""

OLD = 20
"""A year alone that lies so far back dates no figure; somebody was born in it."""

SINGLE = frozenset({"date", "today", "yesterday", "before_yesterday", "overnight"})
NEAR = timedelta(days=3)
"""Days that are told together lie no further apart."""

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
    if not anchored and (time := named_time(row, at, day, roles)) is not None:
        return time
    if "time.since" in roles and (time := since_time(row, at, day)) is not None:
        return time
    if roles & {"time.until", "time.by_end", "time.as_of"} and (time := until_time(row, at, day, roles)) is not None:
        return time
    return time_ago(row, at, day) or spanning(row, at, day) or _dated(row, at, day)


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
    end, window = to_later(row, dated, day, row.has(at, "ranges.from"))
    return bounded_behind(row, at, end, window, day) or Time(at, end, window, rule="date")


def _is_old_year(row: Row, at: int, dated: Dated, day: date) -> bool:
    """Whether only a year long past is named, and no time from then on: a year of birth."""
    start = dated[1].start
    alone = start is not None and dated[1].end == date(start.year, 12, 31) and start == date(start.year, 1, 1)
    return start is not None and alone and start.year < day.year - OLD and not row.has(at, "time.since")


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)

"""Windows that have a length: in three days, two weeks ago."""

from __future__ import annotations

import re
from datetime import date

from bot.extract.dates import DAY
from bot.extract.moment import Time
from bot.extract.row import Row
from bot.extract.text import is_number
from bot.model import Window

__all__ = ["LENGTHS", "spanning", "time_ago"]

LENGTHS = {"time.day": 1, "time.night": 1, "time.week": 7, "time.month": 30, "time.year": 365}


def time_ago(row: Row, at: int, day: date) -> Time | None:
    """ "three days ago", «тиждень тому»: a day so long before the post's."""
    length = _length(row, at, True)
    if length is None or not row.has(length[0], "time.ago") or length[1] >= LENGTHS["time.month"]:
        return None
    then = day - length[1] * DAY
    return Time(at, row.after(length[0]), Window(then, then), rule="date")


def spanning(row: Row, begin: int, day: date) -> Time | None:
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

"""Times: words and dates → the days a figure covers, resolved against the channel's day of the post."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.extract.row import Row
from bot.extract.text import is_number
from bot.model import Window

__all__ = ["Time", "times"]

INVASION = date(2022, 2, 24)
DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Time:
    """A window told at tokens begin up to end.

    open marks a running one ("since August", "so far"); same, one that repeats the window before; weak, one that only
    dates a report ("as of the 11th"); is_span, a length of time without an anchor ("over three days").
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


def times(row: Row, day: date) -> list[Time]:
    """The times of a sentence, in order, none overlapping another."""
    found: list[Time] = []
    at = 0
    while at < len(row):
        time = _time(row, at, day)
        if time is None:
            at += 1
            continue
        found.append(replace(time, said=_is_of_saying(row, time)))
        at = max(time.end, at + 1)
    return _respective(row, found)


def _is_of_saying(row: Row, time: Time) -> bool:
    """Whether a time tells when something was said, as in "said on Monday"."""
    if time.open or time.window is None or (time.window.start != time.window.end):
        return False
    before = time.begin - 1
    if before >= 0 and row.has(before, "time.during", "places.before"):
        before -= 1
    return row.has(before, "say.verbs") and row.language != "ko"


def _respective(row: Row, found: list[Time]) -> list[Time]:
    return found


WHOLE: dict[str, Callable[[date], Window]] = {
    "today": lambda d: Window(d, d),
    "yesterday": lambda d: Window(d - DAY, d - DAY),
    "before_yesterday": lambda d: Window(d - 2 * DAY, d - 2 * DAY),
    "overnight": lambda d: Window(d - DAY, d),
    "past_day": lambda d: Window(d - DAY, d),
    "past_week": lambda d: Window(d - 7 * DAY, d),
    "last_week": lambda d: Window(d - (d.weekday() + 7) * DAY, d - (d.weekday() + 1) * DAY),
    "past_month": lambda d: Window(d - 30 * DAY, d),
    "last_month": lambda d: _month(*_step(d.year, d.month, -1)),
    "this_month": lambda d: Window(d.replace(day=1), d),
    "next_month": lambda d: _month(*_step(d.year, d.month, 1)),
    "this_year": lambda d: Window(date(d.year, 1, 1), d),
    "last_year": lambda d: Window(date(d.year - 1, 1, 1), date(d.year - 1, 12, 31)),
    "invasion": lambda d: Window(INVASION, d),
}
RUNNING = frozenset({"this_year", "invasion"})


def _time(row: Row, at: int, day: date) -> Time | None:
    roles = row.roles(at)
    if "joins.more" in roles and "time.last" in roles:
        roles = roles - {"time.last"}
    whole = _whole(row, at, day, roles)
    if whole is not None and not any(role in roles for role in ("time.since", "time.by_end", "time.as_of")):
        return whole
    if any(role.startswith("time.since") for role in roles) and (time := _since(row, at, day)):
        return time
    if roles & {"time.until", "time.by_end", "time.as_of"} and (time := _until(row, at, day, roles)):
        return time
    if (time := _span(row, at, day)) is not None:
        return time
    begin = at
    if roles & {"time.during", "ranges.from", "time.overnight"}:
        at = row.after(at)
        if row.norm(at) in ("the",):
            at += 1
    dated = _date(row, at, day)
    if dated is None:
        return None
    end, window = dated
    return Time(begin, end, window, rule="date")


def _whole(row: Row, at: int, day: date, roles: frozenset[str]) -> Time | None:
    for name, window in WHOLE.items():
        if f"time.{name}" in roles:
            end = row.after(at)
            if name in ("today", "overnight", "past_day", "yesterday"):
                begin_date = row.after(at) if row.has(end, "time.during", "places.before") else end
                dated = _date(row, end, day) or (_date(row, begin_date, day) if begin_date > end else None)
                skipped = end
                while dated is None and skipped < min(end + 2, len(row)) and (row.norm(skipped) in ",(" or row.has(skipped, "time.during")):
                    skipped += 1
                    dated = _date(row, skipped, day)
                if dated is not None and dated[1].start is not None and dated[1].end is not None:
                    start = dated[1].start
                    if name in ("overnight", "past_day") and start == dated[1].end:
                        start -= DAY
                    return Time(at, dated[0], Window(start, dated[1].end), rule=name)
                if name == "overnight" and "time.yesterday" in roles:
                    return Time(at, end, Window(day - DAY, day), rule=name)
            return Time(at, end, window(day), open=name in RUNNING, rule=name)
    if "time.same" in roles:
        return Time(at, row.after(at), None, same=True, rule="same")
    if "time.running" in roles:
        return Time(at, row.after(at), None, open=True, weak=True, rule="running")
    return None


def _since(row: Row, at: int, day: date) -> Time | None:
    """ "since 8 December", "from 11 to 12 January", "since August"."""
    start_at = _skip_small(row, row.after(at))
    first = _date(row, start_at, day, past=True)
    if first is None:
        first = _bare_day(row, start_at, day)
        if first is None:
            return None
    end, window = first
    joined = end
    if row.norm(joined) in ("-",) or row.has(joined, "ranges.to", "time.until", "bounds.upto"):
        second = _date(row, _skip_small(row, joined + 1), day)
        if second is not None:
            if isinstance(window, _BareDay):
                window = window.with_month_of(second[1])
            if window.start and second[1].end and window.start <= second[1].end:
                return Time(at, second[0], Window(window.start, second[1].end), rule="range")
            if window.start and second[1].end and window.start > second[1].end:
                return Time(at, second[0], Window(window.start.replace(year=window.start.year - 1), second[1].end), rule="range")
    if isinstance(window, _BareDay):
        return None
    return Time(at, end, Window(window.start, day), open=True, rule="since")


def _skip_small(row: Row, at: int) -> int:
    while at < len(row) and (row.norm(at) in ("the", "of") or row.has(at, "time.early")):
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class _BareDay(Window):
    number: int = 1

    def with_month_of(self, other: Window) -> Window:
        assert other.end is not None
        try:
            start = other.end.replace(day=self.number)
        except ValueError:
            start = other.end
        return Window(start, start)


def _bare_day(row: Row, at: int, day: date) -> tuple[int, _BareDay] | None:
    if at < len(row) and re.fullmatch(r"\d{1,2}", row.norm(at)) and 1 <= int(row.norm(at)) <= 31:
        end = at + 1
        if row.norm(end) == "-" and row.glued(end) and row.is_word(end + 1):
            end += 2
        if row.has(end, "calendar.day"):
            end += 1
        return end, _BareDay(None, None, int(row.norm(at)))
    return None


def _until(row: Row, at: int, day: date, roles: frozenset[str]) -> Time | None:
    """ "by the end of January", "as of 11 March", "until spring"."""
    start_at = _skip_small(row, row.after(at))
    future = "time.as_of" not in roles
    dated = _date(row, start_at, day, future=future)
    if dated is None and row.has(start_at, "time.month", "time.year", "time.week"):
        last = {
            "time.month": _month(day.year, day.month).end,
            "time.year": date(day.year, 12, 31),
            "time.week": day + (6 - day.weekday()) * DAY,
        }
        end_day = next(value for role, value in last.items() if row.has(start_at, role))
        dated = row.after(start_at), Window(None, end_day)
    if dated is None:
        if "time.as_of" in roles:
            skip = start_at
            while skip < min(start_at + 4, len(row)) and _date(row, skip, day) is None:
                skip += 1
            dated = _date(row, skip, day)
        if dated is None:
            return None
    return Time(at, dated[0], Window(None, dated[1].end), weak="time.as_of" in roles, rule="until")


def _span(row: Row, at: int, day: date) -> Time | None:
    """ "in the past three days", "за три дні", "지난 사흘간"."""
    begin = at
    if row.has(at, "time.during", "time.last") and not is_number(row.norm(at)):
        at = row.after(at)
        if row.norm(at) in ("the", "these", "ці", "эти"):
            at += 1
    elif not row.has(at, "time.span"):
        return None
    is_last = row.has(begin, "time.last")
    if row.has(at, "time.last"):
        is_last, at = True, row.after(at)
    elif at < len(row) and row.has(at, "joins.of_them", "places.there"):
        at = row.after(at)
    count = 1
    if at < len(row) and re.fullmatch(r"\d{1,3}", row.norm(at)):
        count, at = int(row.norm(at)), at + 1
    elif row.values(at, "numbers.") and float(row.values(at, "numbers.")[-1]) >= 1:
        count, at = int(float(row.values(at, "numbers.")[-1])), row.after(at)
    elif not is_last:
        return None
    if row.norm(at) in ("full", "whole"):
        at += 1
    units = {"time.day": 1, "time.night": 1, "time.week": 7, "time.month": 30, "time.year": 365}
    for role, days in units.items():
        if row.has(at, role):
            return Time(begin, row.after(at), Window(day - count * days * DAY, day), is_span=not is_last, rule="span")
    if row.has(at, "time.hour"):
        return Time(begin, row.after(at), Window(day - max(1, count // 24) * DAY, day), is_span=not is_last, rule="span")
    return None


def _month(year: int, month: int) -> Window:
    return Window(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _step(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def _year_of(month: int, day: date, past: bool, future: bool, number: int = 1) -> int:
    """The year meant where none is said: the nearest that makes sense."""
    if future:
        return day.year if month >= day.month else day.year + 1
    ahead = (month - day.month) % 12
    if not past and 0 < ahead <= 2:
        return day.year + (day.month + ahead > 12)
    return day.year if (month, number) <= (day.month, day.day if past else 31) else day.year - 1


def _date(row: Row, at: int, day: date, *, past: bool = False, future: bool = False) -> tuple[int, Window] | None:
    """The date, month, year or weekday, or the range of them, that begins here; and the index behind it."""
    if at >= len(row):
        return None
    norm = row.norm(at)
    if found := DOTTED.fullmatch(norm):
        return _one(at + 1, _safe(int(found[3]) + (2000 if len(found[3]) == 2 else 0), int(found[2]), int(found[1])))
    if found := ISO.fullmatch(norm):
        return _one(at + 1, _safe(int(found[1]), int(found[2]), int(found[3])))
    if row.values(at, "weekday."):
        back = (day.weekday() - int(row.values(at, "weekday.")[0])) % 7
        return _one(row.after(at), day - back * DAY)
    if re.fullmatch(r"\d{1,2}", norm) and 1 <= int(norm) <= 31:
        return _day_first(row, at, day, past, future)
    if months := row.values(at, "months."):
        return _month_first(row, at, int(months[0]), day, past, future)
    if re.fullmatch(r"(?:19|20)\d\d", norm) and not row.has(at + 1, "people.", "units.", "scales.", "counters."):
        return _year_first(row, at, day, past, future)
    return None


def _one(end: int, day: date | None) -> tuple[int, Window] | None:
    return None if day is None else (end, Window(day, day))


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ordinal_end(row: Row, at: int) -> int:
    """Behind a day's ordinal ending: "27th", "3-го"."""
    end = at + 1
    if row.glued(end) and row.norm(end) in ("st", "nd", "rd", "th", "го", "е"):
        end += 1
    elif row.norm(end) == "-" and row.glued(end) and row.norm(end + 1) in ("го", "е", "те", "ше", "ге", "му"):
        end += 2
    return end


def _day_first(row: Row, at: int, day: date, past: bool, future: bool) -> tuple[int, Window] | None:
    number = int(row.norm(at))
    end = _ordinal_end(row, at)
    last: int | None = None
    if row.has(end, "calendar.month"):
        return _korean_month(row, end + 1, number, day, past, future)
    if row.has(end, "calendar.day"):
        found = _recent(day, number)
        if found is None:
            return None
        end += 1
        if row.norm(end) in ("~", "-") or row.has(end, "time.since"):
            second = end + 1
            if re.fullmatch(r"\d{1,2}", row.norm(second)) and row.has(second + 1, "calendar.day"):
                other = _recent(day, int(row.norm(second)))
                if other and other >= found:
                    return second + 2, Window(found, other)
        return _one(end, found)
    joined = row.norm(end) in ("-", "/") or row.has(end, "ranges.to", "joins.and")
    if joined and re.fullmatch(r"\d{1,2}", row.norm(end + 1)):
        last, end = int(row.norm(end + 1)), _ordinal_end(row, end + 1)
    if row.norm(end) == "of":
        end += 1
    months = row.values(end, "months.")
    if not months:
        return None
    month = int(months[0])
    end = row.after(end)
    year, end = _said_year(row, end)
    year = year or _year_of(month, day, past, future, number)
    start = _safe(year, month, number)
    stop = _safe(year, month, last) if last else start
    if start is None or stop is None or stop < start:
        return None
    return end, Window(start, stop)


def _recent(day: date, number: int) -> date | None:
    """The day of that number nearest to the post's, no more than ten days ahead."""
    for back in range(-10, 40):
        candidate = day - back * DAY
        if candidate.day == number and back >= -3:
            return candidate
    return next((day + n * DAY for n in range(4, 11) if (day + n * DAY).day == number), None)


def _said_year(row: Row, end: int) -> tuple[int | None, int]:
    skip = end + 1 if row.norm(end) in (",", "of") else end
    if re.fullmatch(r"(?:19|20)\d\d", row.norm(skip)):
        end = skip + 1
        if row.has(end, "time.year"):
            end = row.after(end)
            if row.norm(end) == "." and row.glued(end):
                end += 1
        return int(row.norm(skip)), end
    return None, end


def _month_first(row: Row, at: int, month: int, day: date, past: bool, future: bool) -> tuple[int, Window] | None:
    end = row.after(at)
    if row.norm(end) == "." and row.glued(end):
        end += 1
    number = row.norm(end)
    if re.fullmatch(r"\d{1,2}", number) and 1 <= int(number) <= 31 and row.language == "en":
        end = _ordinal_end(row, end)
        year, end = _said_year(row, end)
        return _one(end, _safe(year or _year_of(month, day, past, future, int(number)), month, int(number)))
    year, end = _said_year(row, end)
    window = _month(year or _year_of(month, day, past, future), month)
    joined = row.norm(end) == "-" or row.has(end, "ranges.to", "joins.and")
    if joined and (second := row.values(row.after(end), "months.")):
        after = row.after(row.after(end))
        said, after = _said_year(row, after)
        last = _month(said or year or _year_of(int(second[0]), day, past, future), int(second[0]))
        if window.start and last.end and window.start < last.end:
            return after, Window(window.start, last.end)
    return end, window


def _year_first(row: Row, at: int, day: date, past: bool, future: bool) -> tuple[int, Window] | None:
    year, end = int(row.norm(at)), at + 1
    if row.has(end, "calendar.year"):
        end += 1
        if re.fullmatch(r"\d{1,2}", row.norm(end)) and row.has(end + 1, "calendar.month"):
            return _korean_month(row, end + 2, int(row.norm(end)), day, past, future, year)
    elif row.has(end, "time.year"):
        end = row.after(end)
        if row.norm(end) == "." and row.glued(end):
            end += 1
    return end, Window(date(year, 1, 1), date(year, 12, 31))


def _korean_month(
    row: Row, at: int, month: int, day: date, past: bool, future: bool, year: int | None = None
) -> tuple[int, Window] | None:
    if not 1 <= month <= 12:
        return None
    number = row.norm(at)
    if re.fullmatch(r"\d{1,2}", number) and row.has(at + 1, "calendar.day"):
        said = year or _year_of(month, day, past, future, int(number))
        return _one(at + 2, _safe(said, month, int(number)))
    return at, _month(year or _year_of(month, day, past, future), month)

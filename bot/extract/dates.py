"""Dates: a day, month, year or weekday, or a range of days or months, seen from the day of the post."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.extract.row import Row
from bot.model import Window

__all__ = [
    "DAY",
    "MONTHS_AHEAD",
    "SEASONS",
    "YEAR",
    "Seen",
    "date_at",
    "day_number",
    "is_range",
    "may_be_date",
    "month_of",
    "step",
]

DAY = timedelta(days=1)
DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
YEAR = re.compile(r"(?:19|20)\d\d")
SEASONS = {"time.spring": 3, "time.summer": 6, "time.autumn": 9, "time.winter": 12}
"""The month that a season begins with."""

NUMBER = re.compile(r"\d{1,2}")
COUNTED = ("people.", "units.", "scales.", "counters.")
MODIFIERS = ("sides.", "force.", "joins.more")
NAMED = ("people.", "units.", "bodies.", "force.", "place", "quiet.", "counters.")
MONTHS_AHEAD = 2
"""A month without a year is one to come where it is so near; else it is the last of that name."""

YEARS_BACK = {"time.last_year": 1, "time.this_year": 0}
LAST_MONTH = 12
EARLIEST = 1000
DAYS_AHEAD, DAYS_BACK = 3, 39
"""A day without a month is the nearest of that number, so far ahead of the post or behind it."""

Dated = tuple[int, Window]
"""The index behind a date, and the days it means."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The day of the post, and which way a date without a year may lie: past bars days to come, future days gone by.

    ahead is how many months to come a month without a year may be.
    """

    day: date
    past: bool = False
    future: bool = False
    ahead: int = MONTHS_AHEAD

    def year_of(self, month: int, number: int = 1) -> int:
        """The year meant where none is said: the nearest that makes sense."""
        day = self.day
        if self.future:
            return day.year + (month < day.month)
        ahead = (month - day.month) % 12
        if not self.past and 0 < ahead <= self.ahead:
            return day.year + (month < day.month)
        return day.year - ((month, number) > (day.month, day.day if self.past else 31))

    def month_of(self, month: int, year: int | None = None) -> Window:
        """The whole of a month; year None where none is said."""
        return month_of(year or self.year_of(month), month)

    def season_of(self, month: int, year: int | None = None) -> Window:
        """The season that begins with a month: the one that runs; else the last, or with future the next."""
        if year is not None:
            return _season(year, month)
        known = [_season(self.day.year + by, month) for by in (-2, -1, 0, 1)]
        begun = [window for window in known if window.start is not None and window.start <= self.day]
        runs = begun[-1].end is not None and begun[-1].end >= self.day
        return known[len(begun)] if self.future and not runs else begun[-1]

    def day_of(self, number: int) -> date | None:
        """The day of that number where no month is said."""
        steps = range(DAYS_BACK) if self.future else range(DAYS_AHEAD, -DAYS_BACK, -1)
        return next((day for days in steps if (day := self.day + days * DAY).day == number), None)

    def weekday(self, number: int) -> date:
        """The last day of that name, the post's own included; with future, the next one."""
        if self.future:
            return self.day + (number - self.day.weekday()) % 7 * DAY
        return self.day - (self.day.weekday() - number) % 7 * DAY


def month_of(year: int, month: int) -> Window:
    """The whole of a month."""
    return Window(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _season(year: int, month: int) -> Window:
    """Three months from the first of one."""
    return Window(date(year, month, 1), month_of(*step(year, month, 2)).end)


def step(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month so many months on."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def is_range(window: Window) -> bool:
    """Whether a window was told by its two ends, and is no single day, month or year."""
    start, end = window.start, window.end
    if start is None or end is None or start == end:
        return False
    return window not in (month_of(start.year, start.month), _year(start.year))


def date_at(row: Row, at: int, seen: Seen) -> Dated | None:
    """The date, month, year or weekday, or the range of them, that begins here."""
    norm = row.norm(at)
    named = row.has(at, "weekday.", "months.", "time.")
    if not (named or may_be_date(norm)) or _is_part_of_name(row, at):
        return None
    if not named and (number := day_number(row, at)) is not None:
        return _day_first(row, at, number, seen)
    if found := DOTTED.fullmatch(norm):
        return _one(at + 1, _safe(int(found[3]) + (2000 if len(found[3]) == 2 else 0), int(found[2]), int(found[1])))
    if found := ISO.fullmatch(norm):
        return _one(at + 1, _safe(int(found[1]), int(found[2]), int(found[3])))
    if weekdays := row.values(at, "weekday."):
        return _behind_weekday(row, row.after(at), seen) or _one(row.after(at), seen.weekday(int(weekdays[0])))
    if (season := next((month for role, month in SEASONS.items() if row.has(at, role)), None)) is not None:
        year, end = _said_year(row, row.after(at), seen)
        return end, seen.season_of(season, year)
    if row.has(at, "time.early", "time.mid", "time.late") and row.values(row.after(at), "months."):
        return _third(row, at, seen)
    if (number := day_number(row, at)) is not None:
        return _day_first(row, at, number, seen)
    if months := row.values(at, "months."):
        return _month_first(row, at, int(months[0]), seen)
    if YEAR.fullmatch(norm) and not _counts(row, at):
        return _year_first(row, at, seen)
    return None


@lru_cache(maxsize=1 << 10)
def may_be_date(norm: str) -> bool:
    """Whether digits may be a date, or a day's number or a year, which begins one."""
    return any(form.fullmatch(norm) for form in (NUMBER, YEAR, DOTTED, ISO))


def _behind_weekday(row: Row, at: int, seen: Seen) -> Dated | None:
    """The date of a weekday, where it is said behind: "Thursday, *6 March*"."""
    at += row.norm(at) == ","
    at += row.has(at, "links.the")
    dated = date_at(row, at, seen) if day_number(row, at) is not None or row.values(at, "months.") else None
    return dated if dated is not None and dated[1].start == dated[1].end else None


def _third(row: Row, at: int, seen: Seen) -> Dated | None:
    """ "early May" is its first ten days, "late May" what follows the twentieth."""
    month = _month_first(row, row.after(at), int(row.values(row.after(at), "months.")[0]), seen)
    if month is None or month[1].start is None or month[1].end is None:
        return month
    end, start, stop = month[0], month[1].start, month[1].end
    if row.has(at, "time.early"):
        return end, Window(start, start + 9 * DAY)
    return end, Window(start + 10 * DAY, start + 19 * DAY) if row.has(at, "time.mid") else Window(start + 20 * DAY, stop)


def day_number(row: Row, at: int) -> int | None:
    """The number of a day of a month, where digits here may be one."""
    norm = row.norm(at)
    return int(norm) if NUMBER.fullmatch(norm) and 1 <= int(norm) <= 31 else None


def _is_part_of_name(row: Row, at: int) -> bool:
    """Whether digits hang on a word or sign: "#2025", "name_22", "F-16"."""
    before = row.norm(at - 1)
    if not row.glued(at) or not before or not row.norm(at)[0].isdecimal():
        return False
    return (
        before in "#@_№"
        or (before[-1].isalpha() and not row.counts_myriads)
        or (before == "-" and row.is_word(at - 2) and row.glued(at - 1))
    )


def _counts(row: Row, at: int) -> bool:
    """Whether four digits that may be a year count people: "killed 2024 enemy soldiers", but not "in 2024 Russian soldiers …"."""
    after = row.after(at)
    dated = row.has(at - 1, "time.during", "time.since", "time.until", "places.before", "months.")
    return row.has(after, *COUNTED) or (not dated and _is_counted(row, after))


def _is_counted(row: Row, at: int) -> bool:
    """Whether people stand here whom a number before them counts."""
    return row.has(at, *COUNTED) or (row.has(at, *MODIFIERS) and row.has(row.after(at), *COUNTED))


def _one(end: int, day: date | None) -> Dated | None:
    return None if day is None else (end, Window(day, day))


def _safe(year: int, month: int, day: int) -> date | None:
    if year < EARLIEST:  # whoever counts back from such a day would fall off the calendar
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _behind_ordinal(row: Row, at: int) -> int:
    """Behind a day's number and its ending: "27th", "3-го"."""
    end = at + 1
    if row.glued(end) and row.lexicon.tells("day", row.norm(end)):
        return end + 1
    if row.norm(end) == "-" and row.glued(end) and row.glued(end + 1) and row.lexicon.tells("day", row.norm(end + 1)):
        return end + 2
    return end


def _day_first(row: Row, at: int, number: int, seen: Seen) -> Dated | None:
    """ "27 January", "11–12 January", "10일부터 14일", "the 11th"."""
    end = _behind_ordinal(row, at)
    if row.has(end, "calendar.month"):
        return _counted_month(row, end + 1, number, seen)
    if row.has(end, "calendar.day"):
        return _counted_days(row, end + 1, number, seen)
    is_ordinal, last = end > at + 1, None
    joined = row.norm(end) in ("-", "/", "~") or row.has(end, "ranges.to", "joins.and")
    if joined and (second := day_number(row, end + 1)) is not None:
        if row.has(end + 2, "calendar.day"):
            return _counted_days(row, end, number, seen)
        if row.has(end + 2, "calendar.month") and number < second <= LAST_MONTH:
            return end + 3, _months(number, second, seen)
        last, end = second, _behind_ordinal(row, end + 1)
    if row.has(end, "links.of"):
        end += 1
    months = row.values(end, "months.")
    if not months:
        return _one(end, seen.day_of(number)) if is_ordinal and last is None and _stands_for_day(row, at, end) else None
    month = int(months[0])
    year, end = _said_year(row, _behind_stop(row, row.after(end)), seen)
    year = year or seen.year_of(month, number)
    start = _safe(year, month, number)
    stop = _safe(year, month, last) if last else start
    return None if start is None or stop is None or stop < start else (end, Window(start, stop))


def _months(first: int, last: int, seen: Seen, year: int | None = None) -> Window:
    """From the first of a month to the last of another: «1~2월»."""
    stop = seen.month_of(last, year)
    return Window(date((stop.start or seen.day).year, first, 1), stop.end)


def _stands_for_day(row: Row, at: int, end: int) -> bool:
    """Whether an ordinal is a day of the month ("as of the 11th") and no regiment's number ("the 11th Corps")."""
    skip = at - 1 if row.has(at - 1, "links.the") else at
    dated = row.has(skip - 1, "time.since", "time.until", "time.as_of", "time.by_end", "time.during")
    follows = row.is_word(end) and (row.has(end, *NAMED) or not row.roles(end))
    return dated and not follows


def _behind_stop(row: Row, end: int) -> int:
    """Behind the full stop of a shortened word."""
    return end + 1 if row.norm(end) == "." and row.glued(end) and end + 1 < len(row) else end


def _said_year(row: Row, end: int, seen: Seen) -> tuple[int | None, int]:
    """The year behind a date, in digits or as "last year", and the index behind it."""
    for role, by in YEARS_BACK.items():
        if row.has(end, role):
            return seen.day.year - by, row.after(end)
    skip = end + 1 if row.norm(end) == "," or row.has(end, "links.of") else end
    if not YEAR.fullmatch(row.norm(skip)) or row.has(skip + 1, *COUNTED):
        return None, end
    return int(row.norm(skip)), _behind_year_word(row, skip + 1)


def _behind_year_word(row: Row, end: int) -> int:
    return _behind_stop(row, row.after(end)) if row.has(end, "time.year") else end


def _month_first(row: Row, at: int, month: int, seen: Seen) -> Dated | None:
    """ "January 27", "January", "January–March 2025"."""
    end = _behind_stop(row, row.after(at))
    number = day_number(row, end)
    if number is not None and row.lexicon.month_first:
        return _days_of_month(row, end, month, number, seen)
    year, end = _said_year(row, end, seen)
    window = seen.month_of(month, year)
    joined = row.norm(end) == "-" or row.has(end, "ranges.to", "joins.and")
    if joined and (second := row.values(row.after(end), "months.")):
        said, after = _said_year(row, row.after(row.after(end)), seen)
        last = seen.month_of(int(second[0]), said or year)
        if said and not year:
            window = month_of(said - (month > int(second[0])), month)
        if window.start and last.end and window.start < last.end:
            return after, Window(window.start, last.end)
    return end, window


def _days_of_month(row: Row, at: int, month: int, number: int, seen: Seen) -> Dated | None:
    """ "27, 2025", "11–12", the month standing before."""
    end, last = _behind_ordinal(row, at), number
    joined = row.norm(end) == "-" or row.has(end, "ranges.to", "joins.and")
    second = day_number(row, end + 1) if joined else None
    if second is not None and second > number and not _is_counted(row, end + 2):
        last, end = second, _behind_ordinal(row, end + 1)
    year, end = _said_year(row, end, seen)
    year = year or seen.year_of(month, number)
    start, stop = _safe(year, month, number), _safe(year, month, last)
    return None if start is None or stop is None else (end, Window(start, stop))


def _year_first(row: Row, at: int, seen: Seen) -> Dated | None:
    year, end = int(row.norm(at)), at + 1
    if row.has(end, "calendar.year"):
        month = day_number(row, end + 1)
        if month is not None and row.has(end + 2, "calendar.month"):
            return _counted_month(row, end + 3, month, seen, year)
        return end + 1, _year(year)
    return _behind_year_word(row, end), _year(year)


def _year(year: int) -> Window:
    return Window(date(year, 1, 1), date(year, 12, 31))


def _counted_month(row: Row, at: int, month: int, seen: Seen, year: int | None = None) -> Dated | None:
    """A month that is told by its number, «8월», and perhaps a day of it, «8월 3일»."""
    if not 1 <= month <= 12:
        return None
    number = day_number(row, at)
    later = day_number(row, at + 2) if number is not None and row.norm(at + 1) in ("-", "~") else None
    if number is not None and later is not None and row.has(at + 3, "calendar.day"):  # «5월 3~9일»
        first = _safe(year or seen.year_of(month, number), month, number)
        final = None if first is None else _safe(first.year, month, later)
        return (at + 4, Window(first, final)) if first and final and first < final else None
    if number is None or not row.has(at + 1, "calendar.day"):
        joins = row.has(at, "joins.and") and number is None
        second = day_number(row, at + 1) if joins and row.has(at + 2, "calendar.month") else None
        if second is not None and month < second <= LAST_MONTH and day_number(row, at + 3) is None:
            return at + 3, _months(month, second, seen, year)  # «1월과 2월»
        return at, seen.month_of(month, year)
    start = _safe(year or seen.year_of(month, number), month, number)
    if start is None:
        return None
    last = _last_counted_day(row, at + 2)
    stop = None if last is None else _safe(start.year, month, last[1])
    return (last[0], Window(start, stop)) if last and stop and stop >= start else _one(at + 2, start)


def _counted_days(row: Row, at: int, number: int, seen: Seen) -> Dated | None:
    """A day that is told by its number alone, «10일», or a range of such, «10일부터 14일»."""
    start = seen.day_of(number)
    if start is None:
        return None
    last = _last_counted_day(row, at)
    stop = None if last is None else Seen(start, future=True).day_of(last[1])
    return (last[0], Window(start, stop)) if last and stop else _one(at, start)


def _last_counted_day(row: Row, at: int) -> tuple[int, int] | None:
    """The index behind the day that ends a range of days, and its number."""
    if not (row.norm(at) in ("-", "~") or row.has(at, "time.since", "joins.and")):
        return None
    number = day_number(row, at + 1)
    return (at + 3, number) if number is not None and row.has(at + 2, "calendar.day") else None

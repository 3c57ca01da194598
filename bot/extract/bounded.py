"""Windows with a bound that is told: since, until, as of, from … to."""

from __future__ import annotations

from datetime import date

from bot.extract.dates import DAY, Dated, Seen, date_at, day_number, is_range, month_of
from bot.extract.moment import Time
from bot.extract.row import Row
from bot.extract.text import is_number
from bot.model import Window

__all__ = ["bounded_behind", "since_time", "to_later", "until_time"]

SINCE_REACH = 6
"""So many words may stand between "since" and a date: "since *the operation began on* 8 December"."""

AS_OF_REACH = 4


def bounded_behind(row: Row, at: int, end: int, window: Window, day: date) -> Time | None:
    """A date bounded by what is glued on behind it: «8월 초부터», «2월 말까지», «11일 기준»."""
    if not row.lexicon.glues:
        return None
    index = end + row.has(end, "time.early")
    after = row.after(index)
    if (row.has(end, "spans.") or row.has(end, "time.during")) and not is_range(window):  # «7월 한 달 동안»
        return bounded_behind(row, at, row.after(end), window, day) or Time(at, row.after(end), window, rule="date")
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


def to_later(row: Row, dated: Dated, day: date, begins: bool) -> Dated:
    """A date with the later one that ends its range, where one does: "5 January – 9 January"."""
    end, window = dated
    end += row.norm(end) == "." and row.norm(end + 1) in ("-", "~")
    joined = row.norm(end) in ("-", "~") or row.has(end, "time.until") or (begins and row.has(end, "ranges.to"))
    second = date_at(row, end + 1, Seen(day)) if joined else None
    if second is None or not (window.start and second[1].end) or window.start >= second[1].end:
        return dated
    return second[0], Window(window.start, second[1].end)


def since_time(row: Row, at: int, day: date) -> Time | None:
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


def until_time(row: Row, at: int, day: date, roles: frozenset[str]) -> Time | None:
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

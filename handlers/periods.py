"""Spans of time that people ask about: whole days of the reader's zone, either end open."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model import Window
from bot.render.view import View

__all__ = ["bounds", "title"]

DAY = timedelta(days=1)


def bounds(period: Window, view: View) -> tuple[datetime | None, datetime | None]:
    """The first moment of the period and the first after it, UTC; None where it is open."""
    zone = ZoneInfo(view.zone)
    return (
        None if period.start is None else _midnight(period.start, zone),
        None if period.end is None else _midnight(period.end + DAY, zone),
    )


def title(period: Window, view: View) -> str:
    """The name of the period: "December 2024", "last 7 days", "since 1 Nov 2024"."""
    start, end = period.start, period.end
    if start is None:
        return view.say("period-always") if end is None else view.say("period-until", day=view.day(end))
    if end is None:
        return view.say("period-since", day=view.day(start))
    if start.day == 1 and end + DAY == _after_months(start, 1):
        return view.month(start)
    if (start.month, start.day) == (1, 1) and end + DAY == _after_months(start, 12):
        return str(start.year)
    if end == view.now.astimezone(ZoneInfo(view.zone)).date() and start <= end:
        return view.say("period-days", days=(end - start).days + 1)
    return view.day(start) if start >= end else view.days(start, end)


def _after_months(first: date, months: int) -> date:
    """The first of a month so many months (up to twelve) after the first of one."""
    index = first.month - 1 + months
    return date(first.year + index // 12, index % 12 + 1, 1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)

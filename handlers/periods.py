"""Spans of time that people ask about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.render.view import View

__all__ = ["Period", "bounds", "title"]

DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar month or year, or the last so many days; a month without a year is the latest one that has begun."""

    kind: Literal["month", "year", "days"]
    year: int | None = None
    month: int | None = None
    days: int = 0


def bounds(period: Period, view: View) -> tuple[datetime, datetime]:
    """The first moment of the period and the first after it, UTC; its days are the reader's days."""
    zone = ZoneInfo(view.zone)
    today = view.now.astimezone(zone).date()
    if period.kind == "days":
        first, after = today - timedelta(days=period.days - 1), today + timedelta(days=1)
    elif period.kind == "year":
        first, after = date(period.year or today.year, 1, 1), date((period.year or today.year) + 1, 1, 1)
    else:
        first = _month(period, today)
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return _midnight(first, zone), _midnight(after, zone)


def title(period: Period | None, view: View) -> str:
    """The name of the period: "December 2024", "last 7 days"."""
    if period is None:
        return view.say("period-always")
    if period.kind == "days":
        return view.say("period-days", days=period.days)
    if period.kind == "year":
        return str(period.year)
    return view.month(_month(period, view.now.astimezone(ZoneInfo(view.zone)).date()))


def _month(period: Period, today: date) -> date:
    month = period.month or 1
    return date(period.year or (today.year if month <= today.month else today.year - 1), month, 1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)

"""Through whose eyes a record is shown: language, time zone and the present moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.texts import Texts

__all__ = ["View"]

UTC = "UTC"


@dataclass(frozen=True, slots=True)
class View:
    """A reader's language, IANA zone and present moment (aware), with the texts."""

    texts: Texts
    language: str
    zone: str
    now: datetime

    def say(self, key: str, **values: str | int) -> str:
        """The sentence of that key in the reader's language; values in HTML must be escaped."""
        return self.texts.say(self.language, key, **values)

    def number(self, number: int) -> str:
        """A number in full figures."""
        return self.texts.number(self.language, number)

    def moment(self, when: datetime) -> str:
        """Day and time in the reader's zone, which is named where it is nobody's own."""
        said = self.texts.moment(self.language, when, self.zone, self.now)
        return f"{said} {UTC}" if self.zone == UTC else said

    def lately(self, when: datetime) -> str:
        """The time of day in the reader's zone where that is today, else day and time."""
        zone = ZoneInfo(self.zone)
        if when.astimezone(zone).date() != self.now.astimezone(zone).date():
            return self.moment(when)
        said = self.texts.time(self.language, when, self.zone)
        return f"{said} {UTC}" if self.zone == UTC else said

    def day(self, day: date) -> str:
        """A calendar day; a moment is taken in the reader's zone."""
        zone = ZoneInfo(self.zone)
        if isinstance(day, datetime):
            day = day.astimezone(zone).date()
        return self.texts.day(self.language, day, self.now, zone)

    def days(self, start: date, end: date) -> str:
        """The calendar days from one to another."""
        return self.texts.days(self.language, start, end, self.now, ZoneInfo(self.zone))

    def month(self, day: date) -> str:
        """The month of a calendar day, with its year."""
        return self.texts.month(self.language, day)

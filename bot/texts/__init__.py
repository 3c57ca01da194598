"""What the bot says, by language: sentences from Fluent files, numbers and dates as the language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel.dates import format_interval, format_skeleton, format_time
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

__all__ = ["FALLBACK", "Texts"]

FALLBACK = "en"
LOCALES = {"en": "en_GB"}
"""The day stands before the month also in English, as it does in the other languages."""


class Texts:
    """The sentences of every language there is; a language without a file speaks English."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        """sources are Fluent texts by language; the fallback must be among them."""
        self._bundles = {language: _bundle(language, source) for language, source in sources.items()}

    @classmethod
    def load(cls) -> Texts:
        """Read the files beside this one."""
        folder = files(__name__)
        return cls({entry.name[:-4]: entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".ftl")})

    def say(self, language: str, key: str, **values: str | int) -> str:
        """The sentence of that key; values that are to stand in HTML were escaped by the caller.

        Raises LookupError where the key, or a value that the sentence needs, is missing.
        """
        bundle = self._bundles.get(language, self._bundles[FALLBACK])
        if not bundle.has_message(key):
            bundle = self._bundles[FALLBACK]
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise LookupError(key)
        said, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise LookupError(f"{key}: {errors}")
        return str(said)

    def number(self, language: str, number: int) -> str:
        """The number in full figures, grouped: 3,000."""
        return format_decimal(number, locale=_locale(language))

    def moment(self, language: str, when: datetime, zone: str, now: datetime) -> str:
        """Day and time in a zone, with the year when it is not this one: 23 Dec 2024, 17:40."""
        place = ZoneInfo(zone)
        return f"{self.day(language, when.astimezone(place).date(), now, place)}, {self.time(language, when, zone)}"

    def time(self, language: str, when: datetime, zone: str) -> str:
        """The time of day in a zone: 17:40."""
        return format_time(when.astimezone(ZoneInfo(zone)), "short", locale=_locale(language))

    def day(self, language: str, day: date, now: datetime, zone: tzinfo = UTC) -> str:
        """The day, with the year when it is not this one as seen from the zone: 23 Dec 2024."""
        this_year = day.year == now.astimezone(zone).year
        return format_skeleton("MMMd" if this_year else "yMMMd", day, locale=_locale(language))

    def days(self, language: str, start: date, end: date, now: datetime, zone: tzinfo = UTC) -> str:
        """The days from one to another: 8–13 Oct 2024."""
        this_year = start.year == end.year == now.astimezone(zone).year
        return format_interval(start, end, "MMMd" if this_year else "yMMMd", locale=_locale(language))

    def month(self, language: str, day: date) -> str:
        """The month of a day, with its year: December 2024."""
        return format_skeleton("yMMMM", day, locale=_locale(language))


def _locale(language: str) -> str:
    return LOCALES.get(language, language)


def _bundle(language: str, source: str) -> FluentBundle:
    bundle = FluentBundle([_locale(language).replace("_", "-")], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle

"""The small tables beside the handlers: sound, and read as meant."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import available_timezones

import pytest

import handlers
from bot.model import Event
from bot.render.view import View
from bot.texts import Texts
from handlers.periods import Period, bounds, title
from handlers.presets import Presets, zone_of, zone_of_nation
from handlers.words import GROUPS

FOLDER = Path(handlers.__file__).parent


def test_no_word_asks_for_two_things() -> None:
    table = tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))
    words = Counter(word for entries in table.values() for listed in entries.values() for word in listed)
    assert [word for word, times in words.items() if times > 1] == []
    assert all(word == word.casefold() for word in words)


def test_the_words_name_events_and_groups_that_there_are() -> None:
    table = tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))
    assert set(table["events"]) == {event.value for event in Event} - {Event.CASUALTIES}
    assert set(table["groups"]) == set(GROUPS)
    assert set(table["months"]) == {str(month) for month in range(1, 13)}


def test_the_zones_exist() -> None:
    assert set(tomllib.loads((FOLDER / "zones.toml").read_text("utf-8")).values()) <= available_timezones()


def test_every_preset_has_a_nation_with_a_zone() -> None:
    presets = list(Presets.load())
    assert len(presets) >= 10
    assert all(zone_of_nation(preset.nation) != "UTC" for preset in presets)
    assert Presets.load().of("generalstaffzsu") is not None


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("kyiv", "Europe/Kyiv"),
        ("New York", "America/New_York"),
        ("utc", "UTC"),
        ("../etc/passwd", None),
        ("", None),
        ("Atlantis", None),
    ],
)
def test_zones_are_found_as_people_type_them(typed: str, zone: str | None) -> None:
    assert zone_of(typed) == zone


@pytest.mark.parametrize(
    ("period", "name", "since", "until"),
    [
        (Period("month", 2024, 12), "December 2024", "2024-11-30T22:00", "2024-12-31T22:00"),
        (Period("month", None, 12), "December 2024", "2024-11-30T22:00", "2024-12-31T22:00"),
        (Period("month", None, 1), "January 2025", "2024-12-31T22:00", "2025-01-31T22:00"),
        (Period("year", 2024), "2024", "2023-12-31T22:00", "2024-12-31T22:00"),
        (Period("days", days=1), "Today", "2025-01-10T22:00", "2025-01-11T22:00"),
        (Period("days", days=7), "Last 7 days", "2025-01-04T22:00", "2025-01-11T22:00"),
    ],
)
def test_periods_are_the_readers_days(period: Period, name: str, since: str, until: str) -> None:
    view = View(Texts.load(), "en", "Europe/Kyiv", datetime(2025, 1, 10, 23, tzinfo=UTC))  # the 11th in Kyiv
    assert title(period, view) == name
    assert bounds(period, view) == (datetime.fromisoformat(f"{since}+00:00"), datetime.fromisoformat(f"{until}+00:00"))

"""The small tables beside the handlers: sound, and read as meant."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import available_timezones

import pytest

import handlers
from bot.model import Window
from bot.render.view import View
from bot.texts import Texts
from handlers.periods import bounds, title
from handlers.presets import Presets, zone_of, zone_of_nation

FOLDER = Path(handlers.__file__).parent


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
        (Window(date(2024, 12, 1), date(2024, 12, 31)), "December 2024", "2024-11-30T22:00", "2024-12-31T22:00"),
        (Window(date(2025, 2, 1), date(2025, 2, 28)), "February 2025", "2025-01-31T22:00", "2025-02-28T22:00"),
        (Window(date(2024, 1, 1), date(2024, 12, 31)), "2024", "2023-12-31T22:00", "2024-12-31T22:00"),
        (Window(date(2025, 1, 11), date(2025, 1, 11)), "today", "2025-01-10T22:00", "2025-01-11T22:00"),
        (Window(date(2025, 1, 5), date(2025, 1, 11)), "last 7 days", "2025-01-04T22:00", "2025-01-11T22:00"),
        (Window(date(2024, 12, 23), date(2024, 12, 23)), "23 Dec 2024", "2024-12-22T22:00", "2024-12-23T22:00"),
        (Window(date(2024, 12, 5), date(2024, 12, 9)), "5–9 Dec 2024", "2024-12-04T22:00", "2024-12-09T22:00"),
        (Window(date(2024, 11, 1), None), "since 1 Nov 2024", "2024-10-31T22:00", None),
        (Window(None, date(2025, 1, 5)), "until 5 Jan", None, "2025-01-05T22:00"),
        (Window(None, None), "The whole ledger", None, None),
    ],
)
def test_periods_are_the_readers_days(period: Window, name: str, since: str | None, until: str | None) -> None:
    view = View(Texts.load(), "en", "Europe/Kyiv", datetime(2025, 1, 10, 23, tzinfo=UTC))  # the 11th in Kyiv
    assert title(period, view) == name
    moments = [None if moment is None else datetime.fromisoformat(f"{moment}+00:00") for moment in (since, until)]
    assert list(bounds(period, view)) == moments

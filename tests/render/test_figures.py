"""Figures with their bounds, units and windows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.model import Basis, Count, Event, People, Unit, Window
from bot.render.figures import amount, claim, figure, side, window
from bot.render.view import View
from tests.builders import a_statement

POSTED = date(2024, 12, 23)


@pytest.mark.parametrize(
    ("count", "approx", "shown"),
    [
        (Count(3000, None), False, "≥ 3,000"),
        (Count(None, 250), False, "≤ 250"),
        (Count(100, 100), False, "100"),
        (Count(1000, 1000), True, "≈ 1,000"),
        (Count(10_000, 12_000), False, "10,000–12,000"),
        (Count(None, 250), True, "≈ ≤ 250"),
        (Count(0, 0), False, "0"),
        (Count(None, 0), False, "≤ 0"),
    ],
)
def test_bounds_are_shown_in_full_figures(count: Count, approx: bool, shown: str, view: View) -> None:
    assert figure(count, approx, view) == shown


@pytest.mark.parametrize(
    ("low", "high", "of", "shown"),
    [
        (2, None, Unit.BRIGADE, "≥ 2 brigades"),
        (1, 1, Unit.COMPANY, "1 company"),
        (None, 1, Unit.BATTALION, "≤ 1 battalion"),
        (2, 3, Unit.CORPS, "2–3 corps"),
        (3, 3, Unit.ARMY, "3 armies"),
        (None, None, Unit.PERSON, None),
    ],
)
def test_units_are_named_in_their_number(low: int | None, high: int | None, of: Unit, shown: str | None, view: View) -> None:
    assert amount(a_statement(Event.DEPLOYED, low, high, of=of), view) == shown


@pytest.mark.parametrize("of", list(Unit))
def test_every_unit_has_a_word(of: Unit, view: View) -> None:
    said = amount(a_statement(Event.DEPLOYED, 2, 2, of=of), view)
    assert said == "2" if of is Unit.PERSON else said and of.value[:3] in said


@pytest.mark.parametrize(
    ("basis", "start", "end", "shown"),
    [
        (Basis.TOTAL, None, None, "in all"),
        (Basis.TOTAL, date(2022, 2, 24), date(2024, 12, 23), "since 24 Feb 2022"),
        (Basis.TOTAL, None, date(2024, 12, 11), "by 11 Dec"),
        (Basis.TOTAL, None, date(2024, 12, 23), "in all"),
        (Basis.PERIOD, date(2024, 12, 22), date(2024, 12, 23), "in a day"),
        (Basis.PERIOD, date(2024, 12, 16), date(2024, 12, 22), "in a week"),
        (Basis.PERIOD, date(2024, 11, 1), date(2024, 11, 30), "in November 2024"),
        (Basis.PERIOD, date(2024, 12, 1), date(2024, 12, 1), "on 1 Dec"),
        (Basis.PERIOD, date(2024, 12, 14), date(2024, 12, 15), "14–15 Dec"),
        (Basis.PERIOD, date(2024, 10, 8), date(2024, 10, 13), "8–13 Oct"),
        (Basis.PERIOD, None, None, "in a limited time"),
        (None, None, None, ""),
        (None, date(2023, 12, 30), date(2024, 1, 2), "30 Dec 2023\u2009–\u20092 Jan 2024"),
    ],
)
def test_windows_are_said_where_they_matter(
    basis: Basis | None, start: date | None, end: date | None, shown: str, view: View
) -> None:
    when = Window(start, end) if start or end else None
    assert window(a_statement(basis=basis, when=when), POSTED, view) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "<b>Killed or wounded: ≥ 3,000</b> in all"),
        ({"count": None}, "<b>Killed or wounded: no figure</b>"),
        ({"event": Event.KILLED, "people": People.CIVILIAN, "basis": None}, "<b>Civilians killed: ≥ 3,000</b>"),
        ({"event": Event.PLANNED, "basis": None}, "<b>To be deployed: ≥ 3,000</b>"),
    ],
)
def test_a_claim_says_what_and_how_many(fields: dict[str, Any], shown: str, view: View) -> None:
    assert claim(a_statement(**{"low": 3000, **fields}), POSTED, view) == shown


def test_a_force_is_its_flag_or_its_name(view: View) -> None:
    assert side("KP", view) == "🇰🇵"
    assert side("hamas", view) == "Hamas ·"
    assert side(None, view) == "Force not named ·"

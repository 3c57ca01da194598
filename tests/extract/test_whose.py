"""Whose people they are, where a report tells it by its place or by the one state it speaks of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract import extract
from bot.model import Channel, Post

REPORTS: list[tuple[str, str | None]] = [
    ("Gunmen killed five soldiers in Niger early on Tuesday.", "NE"),
    ("A car bomb killed 12 people in central Baghdad.", "IQ"),
    ("At least 31 soldiers were killed in northern Burkina Faso.", "BF"),
    ("A bomber killed 17 officers at a gate of Somalia’s capital.", "SO"),
    ("22 people were killed by a bomber, Iraqi officials said.", "IQ"),
    ("На півночі Буркіна-Фасо загинули 12 військових.", "BF"),
    ("На севере Буркина-Фасо погибли 12 военных.", "BF"),
    ("말리 북부에서 군인 12명이 숨졌다.", "ML"),
    # two states and no place: it cannot be told
    ("Iraqi officials and Iranian officials said that 22 people were killed.", None),
    # who struck tells nothing of whom
    ("A Russian strike killed nine people.", "DE"),
    # a domestic report speaks of its own
    ("Nine soldiers were wounded when a lorry overturned.", "DE"),
    ("German officials said that nine soldiers were wounded beside Malian soldiers.", "DE"),
]


@pytest.mark.parametrize(("text", "force"), REPORTS)
def test_whose_people_a_report_means(text: str, force: str | None) -> None:
    channel = Channel(username="dw", title="Deutsche Welle", owner="Deutsche Welle", nation="DE")
    (statement, *_) = extract(Post(1, datetime(2025, 1, 15, 12, tzinfo=UTC), text), channel)
    assert statement.force == force

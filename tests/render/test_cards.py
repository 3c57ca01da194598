"""Cards: at most five lines, the speaker beside the figure, everything escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.model import Basis, Channel, Entry, Event, Speaker, Stance, Window
from bot.render.cards import card, group
from bot.render.view import View
from tests.builders import START, a_channel, a_statement, an_entry


def entry(number: int = 118, said: int = 1, channel: Channel | None = None, **fields: Any) -> Entry:
    """An entry with these fields in its statement."""
    return an_entry(number, a_statement(**{"low": 3000, **fields}), said=said, channel=channel or a_channel(id=1))


def test_the_card_of_the_story(view: View) -> None:
    assert card([entry(said=4)], view) == (
        "🇰🇵 <b>Killed or wounded: ≥ 3,000</b> in all   ⚠ preliminary\n"
        "Volodymyr Zelensky · Kursk Oblast · 23 Dec, 17:40\n"
        "«the number of killed and wounded North Korean soldiers exceeds 3,000»\n"
        'said 4 times · <a href="https://t.me/sample_president/1">post</a> · s118 · sample text'
    )


def test_dates_of_another_year_have_it(view: View) -> None:
    later = replace(view, now=START + timedelta(days=30))
    assert "23 Dec 2024, 17:40" in card([entry()], later)


def test_a_real_channel_is_no_sample(view: View) -> None:
    assert "sample" not in card([entry(channel=a_channel("president", id=1, reader="web"))], view)


def test_a_denial_is_marked_and_said(view: View) -> None:
    lines = card([entry(stance=Stance.DENIED, hedge=None)], view).splitlines()
    assert lines[0].endswith("✖ denied")
    assert lines[1].startswith("Volodymyr Zelensky denies it")


def test_one_mark_at_most(view: View) -> None:
    gone = replace(entry(), retracted_at=START, retracted_version=2)
    head = card([gone], view).splitlines()[0]
    assert sum(head.count(mark) for mark in "⚠✖✎⌫⚖") == 1
    assert head.endswith("⌫ taken back")
    assert card([replace(gone, retracted_version=None)], view).splitlines()[0].endswith("⌫ misread by us")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("за попередніми даними", "⚠ preliminary"),
        ("추정", "⚠ estimated"),
        ("предположительно", "⚠ presumably"),
        ("may have", "⚠ possibly"),
        ("как говорят", "⚠ «как говорят»"),
        (None, "⚠ hedged"),
    ],
)
def test_hedges_are_said_in_the_readers_language(words: str | None, shown: str, view: View) -> None:
    assert card([entry(hedge=words)], view).splitlines()[0].endswith(shown)


def test_relays_and_foreign_channels_are_named(view: View) -> None:
    spoken = an_entry(
        104,
        a_statement(Event.KILLED, 100, speaker="National Intelligence Service", via=("Lee Seong-kweun",)),
        speaker=Speaker("nis", "National Intelligence Service"),
        channel=a_channel("yonhap", id=2, title="Yonhap", owner="Yonhap News Agency"),
    )
    lines = card([spoken], view).splitlines()
    assert lines[1].startswith("National Intelligence Service, via Lee Seong-kweun · ")
    assert "post</a> in Yonhap · s104" in lines[3]


def test_statements_of_one_sentence_share_a_card(view: View) -> None:
    words = "최소 100여 명의 사망자와 부상자는 1천여 명"
    killed = entry(104, event=Event.KILLED, low=100, basis=None, evidence=words, start=0, end=27)
    wounded = entry(105, event=Event.WOUNDED, low=1000, high=1000, approx=True, basis=None, evidence=words, start=0, end=27)
    assert group([killed, wounded]) == [[killed, wounded]]
    lines = card([killed, wounded], view).splitlines()
    assert lines[0] == "🇰🇵 <b>Killed: ≥ 100</b> · <b>Wounded: ≈ 1,000</b>   ⚠ preliminary"
    assert lines[2] == f"«{words}»"
    assert "s104, s105" in lines[3]


@pytest.mark.parametrize(
    "other",
    [
        {"message": 2},
        {"start": 500, "end": 560},
        {"force": "RU"},
        {"stance": Stance.DENIED},
        {"place": "Pokrovsk"},
        {"via": ("BBC",)},
    ],
)
def test_what_differs_gets_a_card_of_its_own(other: dict[str, Any]) -> None:
    message = other.pop("message", 1)
    second = replace(entry(119, **other), message_id=message)
    assert len(group([entry(), second])) == 2


def test_a_day_and_a_total_are_told_apart(view: View) -> None:
    total = entry(1, low=773620, high=773620, approx=True, basis=Basis.TOTAL)
    day = entry(2, low=1560, high=1560, basis=Basis.PERIOD, when=Window(date(2024, 12, 22), date(2024, 12, 23)))
    head = card([total, day], view).splitlines()[0]
    assert "≈ 773,620</b> in all · <b>Killed or wounded: 1,560</b> in a day" in head


def test_everything_is_escaped(view: View) -> None:
    evil = "<b>&</b><script>\u202e"
    channel = a_channel(id=1, title=evil, owner="someone else")
    shown = an_entry(
        1,
        a_statement(low=5, via=(evil,), place=evil, evidence=evil, hedge=evil),
        speaker=Speaker("x", evil),
        channel=channel,
    )
    html = card([shown], view)
    assert re.sub(r"</?(?:b|a href=\"[^\"]*\"|a)>", "", html).count("<") == 0
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("length", [0, 10, 4096, 100_000])
def test_cards_are_short_whatever_the_record(length: int, view: View) -> None:
    long = "слово " * (length // 6)
    shown = an_entry(
        1, a_statement(low=5, via=(long, long), place=long, evidence=long, hedge=long), speaker=Speaker("x", long or "x")
    )
    html = card([shown], view)
    assert len(html.splitlines()) <= 5
    assert len(html) < 1000


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("count", [(5, 5), (None, None)])
def test_no_card_says_that_it_was_so(event: Event, count: tuple[int | None, int | None], view: View) -> None:
    low, high = count
    html = card([entry(event=event, low=low, high=high, evidence="…")], view)
    assert not re.search(r"\b(?:were|was|have been)\b", html)


def test_the_place_of_a_window_is_the_channels_day(view: View) -> None:
    late_evening = datetime(2024, 12, 22, 22, 30, tzinfo=UTC)  # already the 23rd in Kyiv
    shown = replace(entry(basis=Basis.TOTAL, when=Window(None, date(2024, 12, 22))), date=late_evening)
    assert "in all" in card([shown], view)

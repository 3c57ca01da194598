"""Where it happened: short texts and the place of their last statement."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract import extract
from bot.model import Channel, Post

PLACES: list[tuple[str, str | None]] = [
    # a say-word within commas parts no place from its figure
    ("З Румунії, як повідомило міноборони, виведено 800 американських військових.", "Romania"),
    ("В Мали тем временем, пишет Le Monde, находятся 2 000 российских военных.", "Mali"),
    # where the hurt were taken to
    ("A shell fell on Tabane. Two peacekeepers were wounded and flown to Bangui.", "Tabane"),
    # an army's losses of a long time are not those of the place spoken of before
    ("Бій під Лиманом.\n\nЗа минулий тиждень ворог утратив 8 400 осіб.", None),
    ("Бій під Лиманом.\n\nЗагинули 12 окупантів.", "Lyman"),
    # the nearer of two that lie in one another; a name that no table has behind a noun
    ("У Куп'янському районі Харківської області загинули двоє людей.", "Kupiansk District"),
    ("У селищі Довга Верба загинули двоє людей.", "Довга Верба"),
    # what people are withdrawn from, before its verb or behind "from", and where those go who are moved from one place to another
    ("Сенегал покинули последние 350 французских военных.", "Senegal"),
    ("Малі залишили останні 100 німецьких солдатів.", "Mali"),
    ("마지막 미군 500명이 니제르를 떠났다.", "Niger"),
    ("Israel has pulled three divisions out of Lebanon.", "Lebanon"),
    ("Britain brought 600 soldiers back from Afghanistan.", "Afghanistan"),
    ("Russia will shift a division from Kursk to Donetsk Oblast.", "Donetsk Oblast"),
    # a campaign or a land that an adjective names, a line, a name that no table has behind the noun of an area
    ("Курская операция: тезисы\n\nРоссия перебросила в регион 40 тысяч военных.", "Kursk Oblast"),
    ("Немецких солдат на украинской территории не будет.", "Ukraine"),
    ("На линии контроля убиты 35 пакистанских военных.", "Line of Control"),
    ("После налёта на остров Кечер пропали без вести 20 угандийских солдат.", "Кечер"),
    # a state before a place in it
    ("로씨야련방 꾸르스크주에 병력 4천명이 파견되였다.", "Kursk Oblast"),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_place(text: str, place: str | None) -> None:
    channel = Channel(username="example", title="Example", owner="Ministry of Defence of Ukraine", nation="UA")
    assert extract(Post(1, datetime(2025, 1, 15, 12, tzinfo=UTC), text), channel)[-1].place == place

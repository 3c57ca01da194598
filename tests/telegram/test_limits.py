"""Telegram's limits, on a clock that is moved by hand."""

from __future__ import annotations

import pytest

from tests.builders import Clock
from tests.telegram.engine import Telegram
from tests.telegram.people import Seat


@pytest.fixture
def telegram(clock: Clock) -> Telegram:
    """Telegram with its limits on."""
    return Telegram(clock=clock, limits=True)


async def _send(telegram: Telegram, seat: Seat, method: str = "sendMessage") -> int:
    """Seconds that Telegram asks to wait; 0 where it took the message."""
    status, body = await telegram.call(method, {"chat_id": seat.room.id, "text": "x"})
    if status == 429:
        assert body["description"] == f"Too Many Requests: retry after {body['parameters']['retry_after']}"
        return int(body["parameters"]["retry_after"])
    return 0


async def test_a_private_chat_takes_three_at_once_and_then_one_a_second(telegram: Telegram, olena: Seat, clock: Clock) -> None:
    assert [await _send(telegram, olena) for _ in range(4)] == [0, 0, 0, 1]
    clock.forward(seconds=1)
    assert [await _send(telegram, olena) for _ in range(2)] == [0, 1]
    clock.forward(seconds=60)
    assert [await _send(telegram, olena) for _ in range(4)] == [0, 0, 0, 1]
    assert len(olena.room.bots) == 7


async def test_a_group_takes_twenty_a_minute(telegram: Telegram, olena: Seat, clock: Clock) -> None:
    group = telegram.group(olena)
    for _ in range(20):
        assert await _send(telegram, group) == 0
        clock.forward(seconds=1)
    assert await _send(telegram, group) == 40
    clock.forward(seconds=40)
    assert [await _send(telegram, group) for _ in range(2)] == [0, 1]


async def test_thirty_in_one_second_over_all(telegram: Telegram, clock: Clock) -> None:
    people = [telegram.person() for _ in range(31)]
    for person in people:
        person.says("/start")
    assert [await _send(telegram, person) for person in people] == [0] * 30 + [1]
    clock.forward(seconds=1)
    assert await _send(telegram, people[-1]) == 0


async def test_edits_count_and_looking_does_not(telegram: Telegram, olena: Seat) -> None:
    for _ in range(50):
        assert await _send(telegram, olena, "sendChatAction") == 0
        assert (await telegram.call("getMe", {}))[0] == 200
    assert [await _send(telegram, olena, "editMessageText") for _ in range(4)] == [0, 0, 0, 1]

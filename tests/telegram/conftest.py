"""A fake Telegram on a clock that stands, a person in it, and a bot that calls it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.builders import Clock
from tests.telegram.engine import Telegram
from tests.telegram.people import Seat

Ask = Callable[..., Coroutine[Any, Any, Any]]


@pytest.fixture
def telegram(clock: Clock) -> Telegram:
    """Telegram, with its limits off."""
    return Telegram(clock=clock)


@pytest.fixture
def olena(telegram: Telegram) -> Seat:
    """A person who has started the bot."""
    seat = telegram.person()
    seat.says("/start")
    telegram.updates.waiting.clear()
    return seat


@pytest.fixture
def ask(telegram: Telegram) -> Ask:
    """Call a method; gives its result, or the words of the refusal."""

    async def call(method: str, **params: Any) -> Any:
        status, body = await telegram.call(method, params, params.pop("files", None))
        assert body["ok"] is (status == 200)
        return body["result"] if status == 200 else body["description"]

    return call

"""Telegram's limits, kept in one place for answers and alerts alike, and what may become of an alert that is sent."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.model import Alert

log = structlog.get_logger()

os.environ.setdefault("PTB_TIMEDELTA", "1")  # else the library warns of its future at every `RetryAfter`

ALERT = "alert"
"""The rate-limit argument that marks a request as an alert: it leaves room for people's answers."""

WRITES = ("send", "edit", "copy", "forward", "stop")
RETRIES = 3
LONGEST_WAIT = 300.0


class Limits(BaseRateLimiter[str]):
    """Telegram's limits: 30 messages in any second over all, one a second in a chat, 20 in any minute in a group.

    A bucket that holds b and leaks r a second lets b + r through in its busiest second, so each bucket here is sized
    by that sum. Alerts share the overall limit with people's answers but may use two thirds of it at most.
    """

    def __init__(self) -> None:
        """Start with every bucket empty."""
        self._all = AsyncLimiter(5, 0.2)
        self._alerts = AsyncLimiter(4, 0.25)
        self._chats: dict[object, AsyncLimiter] = {}
        self._groups: dict[object, AsyncLimiter] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """Make the request when its turn comes; on `Retry-After` wait as told and try again, three times at most."""
        chat = data.get("chat_id")
        if chat is None or not endpoint.startswith(WRITES):
            return await callback(*args, **kwargs)
        for attempt in range(RETRIES + 1):
            await self._turn(chat, rate_limit_args == ALERT)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                if attempt == RETRIES or rate_limit_args == ALERT:
                    raise
                await asyncio.sleep(seconds(error))
        return None

    async def _turn(self, chat: object, is_alert: bool) -> None:
        if isinstance(chat, int) and chat < 0:
            await self._groups.setdefault(chat, AsyncLimiter(8, 40)).acquire()
        await self._chats.setdefault(chat, AsyncLimiter(2, 2)).acquire()
        if is_alert:
            await self._alerts.acquire()
        await self._all.acquire()


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait, in seconds."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took the message and gave it this id."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Later:
    """It could not be sent now; try again after so many seconds."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Never:
    """It cannot be sent; chat_gone says that nothing else can be sent to the chat either."""

    reason: str
    chat_gone: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup, which is another chat."""

    chat: int


Outcome = Sent | Later | Never | Moved
Send = Callable[[Alert], Awaitable[int]]


async def attempt(send: Send, alert: Alert) -> Outcome:
    """Send one alert and say what became of it; never raises, whatever Telegram, the network or the alert itself has."""
    try:
        return Sent(await send(alert))
    except RetryAfter as error:
        return Later(seconds(error), str(error))
    except ChatMigrated as error:
        return Moved(error.new_chat_id)
    except Forbidden as error:
        return Never(str(error), chat_gone=True)
    except BadRequest as error:
        return Never(str(error), chat_gone="chat not found" in str(error).lower())
    except InvalidToken as error:
        return Later(LONGEST_WAIT, str(error))
    except TelegramError as error:
        return Later(_patience(alert), str(error))
    except Exception as error:  # one alert that cannot be made must not hold up the others, nor its chat for ever
        log.exception("alert could not be made", chat=alert.chat, statements=alert.numbers)
        reason = f"{type(error).__name__}: {error}"[:500]
        return Later(_patience(alert), reason) if alert.attempts < RETRIES else Never(reason)


def _patience(alert: Alert) -> float:
    return min(LONGEST_WAIT, 2.0 ** min(alert.attempts, 9))

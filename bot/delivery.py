"""Telegram's limits, kept in one place for answers and alerts alike, and what may become of an alert that is sent."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.access import NotAllowedError
from bot.lanes import Lane
from bot.model import Alert

log = structlog.get_logger()

os.environ.setdefault("PTB_TIMEDELTA", "1")  # else the library warns of its future at every `RetryAfter`

ALERT = "alert"
"""The rate-limit argument that marks a request as an alert: it leaves room for people's answers."""

WRITES = ("send", "edit", "copy", "forward", "stop")
RETRIES = 3
LONGEST_WAIT = 300.0


class Limits(BaseRateLimiter[str]):
    """Telegram's limits: 30 messages in any second over all, and what each chat takes, which is its lane's matter.

    A bucket that holds b and leaks r a second lets b + r through in its busiest second, so each bucket here is sized
    by that sum. Alerts share the overall limit with people's answers but may use two thirds of it at most.
    """

    def __init__(self) -> None:
        """Start with every bucket empty."""
        self._all = AsyncLimiter(5, 0.2)
        self._alerts = AsyncLimiter(4, 0.25)
        self._lanes: dict[object, Lane] = {}

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
        """Make the request when its turn comes; on `Retry-After` the chat rests as told, an answer is tried thrice more.

        An alert is left to the outbox then, and so is RetryAfter raised for it.
        """
        chat, is_alert = data.get("chat_id"), rate_limit_args == ALERT
        if chat is None or not endpoint.startswith(WRITES):
            return await callback(*args, **kwargs)
        lane = self._lanes.setdefault(chat, Lane(is_group=isinstance(chat, int) and chat < 0))
        for attempt in range(RETRIES + 1):
            try:
                async with lane.turn(is_alert=is_alert):
                    if is_alert:
                        await self._alerts.acquire()
                    await self._all.acquire()
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                lane.close(seconds(error))
                if attempt == RETRIES or is_alert:
                    raise
        return None


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
class NoTopic:
    """The forum topic was deleted or closed; the chat itself may still be written to."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup, which is another chat."""

    chat: int


Outcome = Sent | Later | Never | NoTopic | Moved
Send = Callable[[Alert], Awaitable[int]]


async def attempt(send: Send, alert: Alert) -> Outcome:
    """Send one alert and say what became of it; never raises, whatever Telegram, the network or the alert itself has."""
    try:
        return Sent(await send(alert))
    except RetryAfter as error:
        return Later(seconds(error), str(error))
    except ChatMigrated as error:
        return Moved(error.new_chat_id)
    except NotAllowedError as error:
        return Never(str(error) or "the chat is not allowed")
    except Forbidden as error:
        return Never(str(error), chat_gone=True)
    except BadRequest as error:
        return _refused(alert, str(error))
    except InvalidToken as error:
        return Later(LONGEST_WAIT, str(error))
    except TelegramError as error:
        return Later(_patience(alert), str(error))
    except Exception as error:  # one alert that cannot be made must not hold up the others, nor its chat for ever
        log.exception("alert could not be made", chat=alert.chat, statements=alert.numbers)
        reason = f"{type(error).__name__}: {error}"[:500]
        return Later(_patience(alert), reason) if alert.attempts < RETRIES else Never(reason)


NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
NO_CHAT = ("chat not found", "not enough rights", "have no rights", "chat_write_forbidden", "chat_restricted", "peer_id_invalid")
"""What Telegram says of a topic, and of a chat, that the bot cannot write to."""


def _refused(alert: Alert, reason: str) -> NoTopic | Never:
    said = reason.lower()
    if alert.topic and any(words in said for words in NO_TOPIC):
        return NoTopic(reason)
    return Never(reason, chat_gone=any(words in said for words in NO_CHAT))


def _patience(alert: Alert) -> float:
    return min(LONGEST_WAIT, 2.0 ** min(alert.attempts, 9))

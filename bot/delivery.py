"""Telegram's limits, kept in one place for answers and alerts alike, and the outbox's way to Telegram."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.clock import Clock
from bot.model import Alert, replace
from store import Store

log = structlog.get_logger()

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


Outcome = Sent | Later | Never
Send = Callable[[Alert], Awaitable[int]]


async def attempt(send: Send, alert: Alert) -> Outcome:
    """Send one alert and say what became of it; never raises on an error of Telegram's or of the network."""
    try:
        return Sent(await send(alert))
    except RetryAfter as error:
        return Later(seconds(error), str(error))
    except Forbidden as error:
        return Never(str(error), chat_gone=True)
    except BadRequest as error:  # before NetworkError, which it derives from
        return Never(str(error), chat_gone="chat not found" in str(error).lower())
    except InvalidToken as error:
        return Later(LONGEST_WAIT, str(error))
    except NetworkError as error:
        return Later(min(LONGEST_WAIT, 2.0 ** min(alert.attempts, 9)), str(error))


class Delivery:
    """The outbox's way to Telegram: one alert at a time in a chat, many chats at once, nothing lost."""

    def __init__(self, store: Store, send: Send, clock: Clock, *, look_every: float = 5.0) -> None:
        """send gives a message to Telegram and returns its id; look_every is the idle interval in seconds."""
        self._store, self._send, self._clock, self._look_every = store, send, clock, look_every
        self._wake = asyncio.Event()

    def nudge(self) -> None:
        """Look into the outbox now."""
        self._wake.set()

    async def run(self) -> None:
        """Deliver what is due, until cancelled."""
        while True:
            self._wake.clear()
            try:
                delivered = await self.deliver_due()
            except Exception:
                log.exception("delivery failed; trying again")
                delivered = 0
            if not delivered:
                try:
                    async with asyncio.timeout(self._look_every):
                        await self._wake.wait()
                except TimeoutError:
                    pass

    async def deliver_due(self) -> int:
        """Try every alert that is due, chats side by side and each chat in order; returns how many were settled."""
        async with self._store.reading() as ledger:
            due = await ledger.outbox.due(self._clock())
        chats: dict[int, deque[Alert]] = defaultdict(deque)
        for alert in due:
            chats[alert.chat].append(alert)
        settled = await asyncio.gather(*(self._deliver_to(queue) for queue in chats.values()))
        return sum(settled)

    async def _deliver_to(self, queue: deque[Alert]) -> int:
        settled = 0
        while queue:
            alert = queue.popleft()
            outcome = await attempt(self._send, alert)
            await self._settle(alert, outcome)
            match outcome:
                case Sent():
                    settled += 1
                case Later():
                    break  # the chat's order is kept: what comes after waits too
                case Never(chat_gone=True):
                    break
        return settled

    async def _settle(self, alert: Alert, outcome: Outcome) -> None:
        now = self._clock()
        async with self._store.writing() as ledger:
            match outcome:
                case Sent(message_id):
                    await ledger.outbox.settle(alert.ids, now, message_id)
                case Later(wait, reason):
                    log.warning("alert postponed", chat=alert.chat, seconds=wait, reason=reason)
                    await ledger.outbox.postpone(alert.ids, now + timedelta(seconds=wait))
                case Never(reason, chat_gone):
                    log.warning("alert dropped", chat=alert.chat, reason=reason)
                    await ledger.outbox.drop(alert.ids, reason, now)
                    if chat_gone:
                        await ledger.chats.put(replace(await ledger.chats.get(alert.chat), active=False))

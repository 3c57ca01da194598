"""What waits for the bot: updates are kept until an offset confirms them, and one poller at a time gets them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import count
from typing import Any

from tests.telegram.errors import conflict

__all__ = ["Updates"]

MOST = 100
UNASKED = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds that come only where they were asked for by name."""

TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Updates:
    """The queue behind getUpdates."""

    def __init__(self) -> None:
        """Start with nothing to tell."""
        self.waiting: list[dict[str, Any]] = []
        self.allowed: list[str] = []
        self.webhook, self.secret = "", ""
        self._ids = count(1)
        self._come = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None

    @property
    def polled(self) -> bool:
        """Whether somebody waits for the next update at this moment."""
        return self._poller is not None and not self._poller.done()

    def add(self, **content: Any) -> None:
        """Queue an update, unless its kind is not wanted."""
        (kind,) = content
        if kind not in self.allowed if self.allowed else kind in UNASKED:
            return
        self.waiting.append({"update_id": next(self._ids), **content})
        self._come.set()

    async def take(self, offset: int, limit: int, seconds: float, allowed: list[str] | None) -> list[dict[str, Any]]:
        """Updates from the offset on, those before it confirmed; waits so many seconds where there are none."""
        if self.webhook:
            raise conflict(WEBHOOK)
        if allowed is not None:
            self.allowed = allowed
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(conflict(TERMINATED))
        if offset < 0:
            self.waiting = self.waiting[offset:]
        else:
            self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        if not self.waiting and seconds > 0:
            await self._wait(seconds)
        return self.waiting[: limit if 0 < limit <= MOST else MOST]

    async def _wait(self, seconds: float) -> None:
        self._come.clear()
        mine = self._poller = asyncio.get_running_loop().create_future()
        come = asyncio.ensure_future(self._come.wait())
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await asyncio.wait((mine, come), return_when=asyncio.FIRST_COMPLETED)
            if mine.done():
                mine.result()
        finally:
            come.cancel()
            if not mine.done():
                mine.cancel()

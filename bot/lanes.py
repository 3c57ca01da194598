"""A lane for each chat: one request at a time takes its turn there, people's answers before alerts, each kind in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiolimiter import AsyncLimiter

from bot.door import Door

__all__ = ["Lane"]


class Lane:
    """What a chat takes: two at once and one a second, in a group twenty a minute besides, of which alerts leave a quarter.

    A bucket that holds b and leaks r a second lets b + r through in its busiest second, so each is sized by that sum.
    """

    def __init__(self, *, is_group: bool) -> None:
        """Start with empty buckets."""
        self._chat = AsyncLimiter(2, 2)
        self._group = AsyncLimiter(8, 40) if is_group else None
        self._alerts = AsyncLimiter(5, 30) if is_group else None
        self._door = Door()
        self._closed_until = 0.0

    @asynccontextmanager
    async def turn(self, *, is_alert: bool) -> AsyncIterator[None]:
        """Wait until the chat takes another message; whoever comes later waits until this block is left."""
        if is_alert and self._alerts is not None:
            await self._alerts.acquire()  # before the queue, so that no answer waits behind it
        async with self._door.turn(may_wait=is_alert):
            await asyncio.sleep(max(0.0, self._closed_until - asyncio.get_running_loop().time()))
            if self._group is not None:
                await self._group.acquire()
            await self._chat.acquire()
            yield

    def close(self, seconds: float) -> None:
        """Let nothing through for so long: Telegram asked for it."""
        self._closed_until = max(self._closed_until, asyncio.get_running_loop().time() + seconds)

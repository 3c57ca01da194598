"""A door that one goes through at a time: whoever may wait goes only where nobody else does."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

__all__ = ["Door"]


class Door:
    """A lock whose next holder is the first of those that wait, and one that may wait only where no other does."""

    def __init__(self) -> None:
        """Start open."""
        self._held = False
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._numbers = count()

    @asynccontextmanager
    async def turn(self, *, may_wait: bool) -> AsyncIterator[None]:
        """Hold the door for this block, as soon as it is this one's turn."""
        await self._enter(may_wait)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, may_wait: bool) -> None:
        if not self._held:
            self._held = True
            return
        called = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (may_wait, next(self._numbers), called))
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():  # it was called, and goes away all the same
                self._leave()
            raise

    def _leave(self) -> None:
        while self._waiting:
            _, _, called = heapq.heappop(self._waiting)
            if not called.done():
                called.set_result(None)
                return
        self._held = False

"""Housekeeping: it goes on by itself, and a ledger that fails does not end it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from bot.housekeeping import EVERY, Housekeeping
from store import StoreError
from tests import virtual_time


class _Store:
    """A ledger that is locked at the first look, in the place of one that a virtual hour could not be waited for."""

    def __init__(self) -> None:
        self.looks: list[float] = []

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Any]:
        self.looks.append(asyncio.get_running_loop().time())
        if len(self.looks) == 1:
            raise StoreError("locked")
        yield self

    @property
    def copies(self) -> _Store:
        return self

    async def let_go(self, before: object, limit: int) -> int:
        return 0


def test_it_looks_every_hour_also_after_a_failure() -> None:
    store = _Store()

    async def three_hours() -> None:
        task = asyncio.create_task(Housekeeping(store, timedelta(days=1)).run())  # type: ignore[arg-type]
        await asyncio.sleep(2.5 * EVERY)
        task.cancel()

    virtual_time.run(three_hours())
    assert [round(look / EVERY) for look in store.looks] == [0, 1, 2]

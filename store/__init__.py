"""The ledger on disk: every post with its versions, what was stated in it, and who is to be told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.clock import Clock
from store import engine as engines
from store.errors import StoreError
from store.ledger import Ledger, Saved
from store.posts import Before, Found, Kept, Wanted
from store.statements import State
from store.upgrade import Standing, standing, upgrade

__all__ = ["Before", "Found", "Kept", "Ledger", "Saved", "Standing", "State", "Store", "StoreError", "Wanted", "look"]


async def look(url: str) -> Standing:
    """How far the ledger at an address is along, making and changing nothing; raises StoreError where it could not be opened."""
    engine = engines.create(url)
    try:
        with engines.explained(engine):
            if not await engines.is_there(engine):
                return Standing.EMPTY
            await engines.check(engine)
            return await standing(engine)
    finally:
        await engine.dispose()


class Store:
    """A ledger's database; open it, then work in transactions."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        """Take an engine whose database is up to date; Store.open makes one."""
        self._engine, self._clock = engine, clock
        self._turn = asyncio.Lock()
        self._going_back: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, url: str, clock: Clock) -> Store:
        """Open the ledger at an address such as sqlite+aiosqlite:///ledger.sqlite3, made or brought up to date where need be.

        Raises StoreError, which says what to do, where that cannot be.
        """
        engine = engines.create(url)
        try:
            with engines.explained(engine):
                await engines.check(engine)
                await upgrade(engine)
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine, clock)

    @property
    def database(self) -> str:
        """What people call the database that the ledger is kept in."""
        return engines.name(self._engine)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Ledger]:
        """A transaction that sees one moment of the ledger, beside whoever writes."""
        with engines.explained(self._engine):
            async with self._lent() as connection, connection.begin():
                yield Ledger(connection, self._clock)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Ledger]:
        """A transaction that is kept at the end, and undone on an error; writers take turns.

        Raises StoreError where another program holds the database too long, or the disk fails.
        """
        with engines.explained(self._engine):
            async with self._turn, self._lent() as connection:
                await connection.execution_options(writes=True)
                async with connection.begin():
                    yield Ledger(connection, self._clock)

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[AsyncConnection]:
        connection = await self._engine.connect()
        try:
            yield connection
        finally:
            # Whoever is cancelled meanwhile is gone at once; the connection still goes back, and close waits for it.
            back = asyncio.create_task(connection.close())
            self._going_back.add(back)
            back.add_done_callback(self._going_back.discard)
            await asyncio.shield(back)

    async def close(self) -> None:
        """Close the database; transactions must be over."""
        if self._going_back:
            await asyncio.wait(self._going_back)
        await self._engine.dispose()

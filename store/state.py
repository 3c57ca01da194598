"""State: the few facts about the program itself that outlive it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.schema import facts
from store.sql import upsert


class Facts:
    """Keeps texts by key."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work in one transaction."""
        self._connection = connection

    async def get(self, key: str) -> str | None:
        """The text kept under a key."""
        value: str | None = await self._connection.scalar(select(facts.c.value).where(facts.c.key == key))
        return value

    async def starting(self, key: str) -> list[str]:
        """The texts kept under the keys that start so, in the order of their keys."""
        query = select(facts.c.value).where(facts.c.key.startswith(key, autoescape=True)).order_by(facts.c.key)
        return list((await self._connection.execute(query)).scalars())

    async def put(self, key: str, value: str) -> None:
        """Keep a text under a key, in place of what was there."""
        await upsert(self._connection, facts, [{"key": key, "value": value}], by=["key"], set_=["value"])

"""Speakers: the entities that make claims."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Speaker
from store.codec import speaker_of
from store.schema import speakers
from store.sql import portions, upsert
from store.types import clean


class Speakers:
    """Keeps one row a key."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work in one transaction."""
        self._connection = connection

    async def get(self, key: str) -> Speaker | None:
        """The speaker of that key."""
        row = (await self._connection.execute(select(speakers).where(speakers.c.key == key))).mappings().first()
        return None if row is None else speaker_of(row)

    async def ids(self, wanted: Iterable[Speaker]) -> dict[str, int]:
        """The row ids of these speakers by key, written or brought up to date where need be."""
        records = {clean(speaker.key): speaker for speaker in wanted}
        known: dict[str, tuple[int, Speaker]] = {}
        for some in portions(list(records)):
            rows = (await self._connection.execute(select(speakers).where(speakers.c.key.in_(some)))).mappings()
            known |= {row["key"]: (row["id"], speaker_of(row)) for row in rows}
        changed = [
            {"key": key, "name": clean(speaker.name), "kind": speaker.kind.value, "nation": speaker.nation}
            for key, speaker in records.items()
            if key not in known or known[key][1] != speaker
        ]
        if not changed:
            return {key: number for key, (number, _) in known.items()}
        await upsert(self._connection, speakers, changed, by=["key"], set_=["name", "kind", "nation"])
        return await self.ids_of(list(records))

    async def ids_of(self, keys: list[str]) -> dict[str, int]:
        """The row ids of these keys."""
        found: dict[str, int] = {}
        for some in portions(keys):
            query = select(speakers.c.key, speakers.c.id).where(speakers.c.key.in_(some))
            found |= {row.key: row.id for row in await self._connection.execute(query)}
        return found

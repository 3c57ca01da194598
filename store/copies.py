"""Copies: what versions were read from, as it was fetched, compressed and for a time: the proof of a quiet edit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.schema import copies, posts, versions


@dataclass(frozen=True, slots=True)
class Copy:
    """What a version of a post was read from, and since when it is kept (UTC)."""

    version: int
    kept_at: datetime
    content: bytes


async def keep(connection: AsyncConnection, fetched: Iterable[tuple[int, bytes]], at: datetime) -> None:
    """Keep what the versions of these ids were read from; nothing where a reader tells nothing of it."""
    rows = [
        {"version_id": version, "kept_at": at, "size": len(content), "content": zlib.compress(content)}
        for version, content in fetched
        if content
    ]
    if rows:
        await connection.execute(insert(copies), rows)


class Copies:
    """Reads the copies, and lets go of old ones; Ledger.save keeps them."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work in one transaction."""
        self._connection = connection

    async def of(self, channel_id: int, message_id: int) -> list[Copy]:
        """The copies of a post's versions that are still kept, by version."""
        query = (
            select(versions.c.number, copies.c.kept_at, copies.c.content)
            .join_from(copies, versions, versions.c.id == copies.c.version_id)
            .join(posts, posts.c.id == versions.c.post_id)
            .where(posts.c.channel_id == channel_id, posts.c.message_id == message_id)
            .order_by(versions.c.number)
        )
        return [Copy(row.number, row.kept_at, zlib.decompress(row.content)) for row in await self._connection.execute(query)]

    async def let_go(self, before: datetime, limit: int = 1000) -> int:
        """Delete the oldest of the copies that are kept since before that moment, at most so many; returns how many."""
        old = select(copies.c.version_id).where(copies.c.kept_at < before).order_by(copies.c.kept_at).limit(limit)
        done = await self._connection.execute(delete(copies).where(copies.c.version_id.in_(old)))
        return done.rowcount

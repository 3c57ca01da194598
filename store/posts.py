"""Posts: what is known of them before they are read again, and those that broke the extractor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Channel, Entry
from store.codec import channel_of
from store.entries import entries
from store.schema import channels, posts, statements, versions
from store.sql import portions

_CURRENT = and_(versions.c.post_id == posts.c.id, versions.c.number == posts.c.version)


@dataclass(frozen=True, slots=True)
class Before:
    """A post as the ledger holds it: the hash of its current version and its statements that stand."""

    hash: str
    entries: tuple[Entry, ...]


class Posts:
    """Reads the ledger's posts; Ledger.save writes them."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Look through one transaction."""
        self._connection = connection

    async def before(self, channel_id: int, message_ids: Sequence[int]) -> dict[int, Before]:
        """What is known of these posts of a channel, by message id; unknown ones are left out."""
        found: dict[int, Before] = {}
        for some in portions(message_ids):
            these = and_(posts.c.channel_id == channel_id, posts.c.message_id.in_(some))
            query = select(posts.c.message_id, versions.c.hash).join_from(posts, versions, _CURRENT).where(these)
            stand = statements.c.retracted_at.is_(None)
            of_post: dict[int, list[Entry]] = defaultdict(list)
            for entry in await entries(self._connection, and_(these, stand)):
                of_post[entry.message_id].append(entry)
            for row in await self._connection.execute(query):
                found[row.message_id] = Before(row.hash, tuple(of_post[row.message_id]))
        return found

    async def count(self, channel_id: int) -> int:
        """How many posts of a channel the ledger holds."""
        query = select(func.count()).select_from(posts).where(posts.c.channel_id == channel_id)
        return await self._connection.scalar(query) or 0

    async def set_aside(self) -> list[tuple[Channel, int, str]]:
        """The posts of watched channels whose current version broke the extractor: channel, message id, error."""
        query = (
            select(channels, posts.c.message_id, versions.c.error)
            .join_from(versions, posts, _CURRENT)
            .join(channels, channels.c.id == posts.c.channel_id)
            .where(versions.c.error.is_not(None), channels.c.removed_at.is_(None))
            .order_by(channels.c.id, posts.c.message_id)
        )
        rows = (await self._connection.execute(query)).mappings()
        return [(channel_of(row), row["message_id"], row["error"]) for row in rows]

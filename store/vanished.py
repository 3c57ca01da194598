"""Vanished posts: those that were proven to be gone from their channel; what they said stays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.schema import posts, statements
from store.sql import portions


async def mark_vanished(
    connection: AsyncConnection, channel_id: int, message_ids: Collection[int], reader: str, at: datetime
) -> list[int]:
    """Mark these posts of a channel as gone, as a reader found out at that moment (UTC).

    What is so marked stays as it is, and posts that the ledger has not are left out. Returns the numbers of the statements that
    stand in the posts marked now.
    """
    numbers: list[int] = []
    for some in portions(sorted(set(message_ids))):
        here = (posts.c.channel_id == channel_id, posts.c.message_id.in_(some), posts.c.vanished_at.is_(None))
        ids = list((await connection.execute(select(posts.c.id).where(*here))).scalars())
        await connection.execute(update(posts).where(posts.c.id.in_(ids)).values(vanished_at=at, vanished_by=reader))
        stand = select(statements.c.number).where(statements.c.post_id.in_(ids), statements.c.retracted_at.is_(None))
        numbers += (await connection.execute(stand.order_by(statements.c.number))).scalars()
    return numbers

"""Subscriptions: who asked to be told of what."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Subscription
from store.codec import Row, filter_of, filter_text
from store.schema import chats, subscriptions
from store.sql import ensure_chat, upsert


class Subscriptions:
    """Keeps each wish of a chat once."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Work in one transaction."""
        self._connection = connection

    async def add(self, subscription: Subscription) -> Subscription:
        """Save a wish and give it its id; where the chat has the same one for the same topic, that one is returned."""
        text = filter_text(subscription.filter)
        await ensure_chat(self._connection, subscription.chat)
        values = {"chat": subscription.chat, "topic": subscription.topic, "filter": text, "created": subscription.created}
        await upsert(self._connection, subscriptions, [values], by=["chat", "topic", "filter"])
        same = {name: values[name] for name in ("chat", "topic", "filter")}
        return (await self._list(select(subscriptions).filter_by(**same)))[0]

    async def of(self, chat: int) -> list[Subscription]:
        """The wishes of a chat, oldest first."""
        return await self._list(select(subscriptions).where(subscriptions.c.chat == chat))

    async def all(self) -> list[Subscription]:
        """The wishes of every chat that is active, oldest first."""
        active = select(subscriptions).join(chats, chats.c.id == subscriptions.c.chat).where(chats.c.active)
        return await self._list(active)

    async def remove(self, subscription_id: int, chat: int) -> bool:
        """Drop one wish of this chat; False where it has no such."""
        mine = (subscriptions.c.id == subscription_id, subscriptions.c.chat == chat)
        return (await self._connection.execute(delete(subscriptions).where(*mine))).rowcount > 0

    async def clear(self, chat: int) -> int:
        """Drop every wish of a chat; returns how many."""
        return (await self._connection.execute(delete(subscriptions).where(subscriptions.c.chat == chat))).rowcount

    async def leave_topic(self, chat: int, topic: int) -> None:
        """Let the wishes of a topic be the chat's own, that is, those of its General topic."""
        for wish in await self._list(select(subscriptions).filter_by(chat=chat, topic=topic)):
            await self.add(replace(wish, topic=0))
            await self.remove(wish.id, chat)

    async def _list(self, query: Select[tuple[object, ...]]) -> list[Subscription]:
        return [_subscription(row) for row in (await self._connection.execute(query.order_by(subscriptions.c.id))).mappings()]


def _subscription(row: Row) -> Subscription:
    return Subscription(
        chat=row["chat"], filter=filter_of(row["filter"]), created=row["created"], id=row["id"], topic=row["topic"]
    )

"""Chats: whom the bot talks with, in which language and zone."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.model import Chat, Draft
from store.access import Access
from store.outbox import Outbox
from store.schema import chats
from store.sql import upsert
from store.subscriptions import Subscriptions


class Chats:
    """Keeps what is known of a chat."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
        """Work in one transaction."""
        self._connection, self._clock = connection, clock

    async def get(self, chat_id: int) -> Chat:
        """The chat of that id, or a fresh one that is not saved yet."""
        row = (await self._connection.execute(select(chats).where(chats.c.id == chat_id))).mappings().first()
        if row is None:
            return Chat(chat_id)
        draft = None if row["draft_command"] is None else Draft(row["draft_command"], row["draft_data"])
        return Chat(row["id"], row["language"], row["zone"], row["active"], draft)

    async def put(self, chat: Chat) -> None:
        """Save a chat; one that is switched off is owed no alert, so those that wait for it are dropped."""
        values = {
            "id": chat.id,
            "language": chat.language,
            "zone": chat.zone,
            "active": chat.active,
            "draft_command": chat.draft and chat.draft.command,
            "draft_data": chat.draft and chat.draft.data,
        }
        await upsert(self._connection, chats, [values], by=["id"], set_=[name for name in values if name != "id"])
        if not chat.active:
            await Outbox(self._connection, self._clock).drop_all(chat.id, "the chat is switched off", self._clock())

    async def move(self, old: int, new: int) -> None:
        """Let a chat that is another now (a group that became a supergroup) keep its ways, its wishes and what is owed to it.

        Where the new one is known already its own ways stay. The old one is forgotten.
        """
        known = (await self._connection.execute(select(chats.c.id).where(chats.c.id == new))).first()
        if known is None:
            await self.put(replace(await self.get(old), id=new))
        wishes = Subscriptions(self._connection)
        for wish in await wishes.of(old):
            await wishes.add(replace(wish, chat=new))
        await Outbox(self._connection, self._clock).move(old, new, self._clock())
        await Access(self._connection, self._clock).move(old, new)
        await self.forget(old)

    async def forget(self, chat_id: int) -> None:
        """Delete a chat with its subscriptions and everything that was or would be sent to it."""
        await self._connection.execute(delete(chats).where(chats.c.id == chat_id))

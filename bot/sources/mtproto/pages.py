"""Messages of a channel as they are asked for: a page at a time, one request after another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from telethon import TelegramClient
from telethon.tl import functions, types

from bot.sources.mtproto.posts import Names, names

__all__ = ["ALBUM", "PAGE", "Page", "Pages", "ids_of"]

PAGE = 100
"""Messages that one request gives at most."""

ALBUM = 10
"""An album has so many parts at most, whose ids follow one another."""

PAUSE = 0.5
"""Seconds from one request to the next."""

Sleep = Callable[[float], Awaitable[None]]


def ids_of(messages: Iterable[object]) -> list[int]:
    """The ids of messages, service messages included."""
    return [message.id for message in messages]  # type: ignore[attr-defined]  # every kind of message has one


@dataclass(frozen=True, slots=True)
class Page:
    """Messages as one request gave them, newest first, and the channel as it is now; full: there may be more beyond them."""

    messages: Sequence[object]
    called: Names
    channel: types.Channel | None
    full: bool

    @property
    def whole(self) -> Sequence[object]:
        """The messages without an album that a full page may have cut: the one that its oldest message is a part of."""
        oldest = self.messages[-1] if self.full else None
        album = oldest.grouped_id if isinstance(oldest, types.Message) else None
        if not album:
            return self.messages
        return [one for one in self.messages if not (isinstance(one, types.Message) and one.grouped_id == album)]


class Pages:
    """Asks for the messages of channels, one request at a time, whoever asks; raises what the library raises."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        """sleep waits between two requests."""
        self._turn, self._sleep = asyncio.Lock(), sleep

    async def before(self, client: TelegramClient, peer: types.TypeInputPeer, offset: int = 0, limit: int = PAGE) -> Page:
        """The messages before one, or the newest where there is no offset."""
        return await self._page(client, peer, offset, 0, limit)

    async def behind(self, client: TelegramClient, peer: types.TypeInputPeer, first: int) -> Page:
        """The messages from that id on."""
        return await self._page(client, peer, first, -PAGE, PAGE)

    async def gone(self, client: TelegramClient, peer: types.TypeInputPeer, ids: Sequence[int]) -> tuple[int, ...]:
        """Those of the messages that are not there when they are asked for by number."""
        if not ids:
            return ()
        async with self._turn:
            found = await client.get_messages(peer, ids=list(ids))
            await self._sleep(PAUSE)
        return tuple(number for number, message in zip(ids, found, strict=True) if message is None)

    async def album(self, client: TelegramClient, peer: types.TypeInputPeer, part: types.Message) -> list[types.Message]:
        """All parts of the album that a message is one of."""
        around = range(max(1, part.id - ALBUM + 1), part.id + ALBUM)
        async with self._turn:
            found = await client.get_messages(peer, ids=list(around))
        return [one for one in found if isinstance(one, types.Message) and one.grouped_id == part.grouped_id] or [part]

    async def _page(self, client: TelegramClient, peer: types.TypeInputPeer, offset: int, add: int, limit: int) -> Page:
        request = functions.messages.GetHistoryRequest(
            peer=peer, offset_id=offset, offset_date=None, add_offset=add, limit=limit, max_id=0, min_id=0, hash=0
        )
        async with self._turn:
            answer = await client(request)
            await self._sleep(PAUSE)
        number = getattr(peer, "channel_id", None)
        channel = next((one for one in answer.chats if isinstance(one, types.Channel) and one.id == number), None)
        return Page(answer.messages, names((*answer.chats, *answer.users)), channel, len(answer.messages) >= limit)

"""What the library tells as it happens: messages, edits and deletions of channels, nothing of the account's other chats."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from telethon import TelegramClient, events, utils
from telethon.tl import types

from bot.sources.mtproto.posts import Names, names

__all__ = ["Event", "News"]

TOGETHER = 1.0
"""Seconds in which the parts of an album come one after another."""


@dataclass(frozen=True, slots=True)
class Event:
    """A message that is new or was edited (with what those are called whom it names), or the ids of those that were deleted.

    number is the bare numeric id of the channel.
    """

    number: int
    message: types.Message | None = None
    called: Names = field(default_factory=dict)
    deleted: tuple[int, ...] = ()


class News:
    """The events of one connection, in the order in which they came; an album is one, which waits for its parts."""

    def __init__(self) -> None:
        """Begin with none."""
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._albums: dict[int, asyncio.TimerHandle] = {}

    def of(self, client: TelegramClient) -> None:
        """Hear what this client hears."""
        client.add_event_handler(self._message, events.NewMessage(func=_in_channel))
        client.add_event_handler(self._message, events.MessageEdited(func=_in_channel))
        client.add_event_handler(self._deletion, events.MessageDeleted(func=_in_channel))

    async def get(self) -> Event:
        """The next event."""
        return await self._events.get()

    async def _deletion(self, event: Any) -> None:
        self._events.put_nowait(Event(_number(event), deleted=tuple(event.deleted_ids)))

    async def _message(self, event: Any) -> None:
        message = event.message
        if not isinstance(message, types.Message):
            return
        origin = message.forward
        heard = Event(_number(event), message, names((origin.chat, origin.sender)) if origin is not None else {})
        if not message.grouped_id:
            self._events.put_nowait(heard)
            return
        waiting = self._albums.pop(message.grouped_id, None)
        if waiting is not None:
            waiting.cancel()

        def ready() -> None:
            del self._albums[message.grouped_id]
            self._events.put_nowait(heard)

        self._albums[message.grouped_id] = asyncio.get_running_loop().call_later(TOGETHER, ready)


def _in_channel(event: Any) -> bool:
    return bool(event.is_channel)


def _number(event: Any) -> int:
    number, _ = utils.resolve_id(event.chat_id)
    return int(number)

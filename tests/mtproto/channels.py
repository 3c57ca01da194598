"""Channels on the fake side of Telegram's own protocol: the library's objects, and what happens to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from telethon.tl import types

START = datetime(2025, 1, 10, 8, 0, tzinfo=UTC)

Tell = Callable[["FakeChannel", Any], None]


@dataclass
class FakeChannel:
    """A channel with its messages by id; without a username it is a private one. Its posts date from their id, in minutes."""

    number: int
    username: str | None
    title: str
    member: bool
    tell: Tell
    forbidden: bool = False
    group: bool = False
    pts: int = 100
    messages: dict[int, types.TypeMessage] = field(default_factory=dict)

    @property
    def entity(self) -> types.Channel:
        """The channel as the protocol describes it."""
        return types.Channel(
            id=self.number,
            title=self.title,
            photo=types.ChatPhotoEmpty(),
            date=START,
            left=not self.member,
            broadcast=not self.group,
            megagroup=self.group,
            verified=True,
            access_hash=self.number * 7,
            username=self.username,
        )

    def holds(self, number: int, text: str = "", **fields: Any) -> types.Message:
        """Have a message that nobody is told of."""
        message = self.messages[number] = types.Message(
            id=number,
            peer_id=types.PeerChannel(self.number),
            date=START + timedelta(minutes=number),
            message=text,
            post=True,
            **fields,
        )
        return message

    def serves(self, number: int) -> None:
        """Have a service message."""
        self.messages[number] = types.MessageService(
            id=number,
            peer_id=types.PeerChannel(self.number),
            date=START,
            action=types.MessageActionChatEditTitle("Another"),
            post=True,
        )

    def posts(self, number: int, text: str = "", **fields: Any) -> types.Message:
        """Publish a message; members are told."""
        message = self.holds(number, text, **fields)
        self.pts += 1
        self.tell(self, types.UpdateNewChannelMessage(message, self.pts, 1))
        return message

    def edits(self, number: int, text: str, **fields: Any) -> None:
        """Edit a message; members are told."""
        given = {"edit_date": START + timedelta(days=1)} | fields
        message = self.holds(number, text, **given)
        self.pts += 1
        self.tell(self, types.UpdateEditChannelMessage(message, self.pts, 1))

    def deletes(self, *numbers: int, silently: bool = False) -> None:
        """Delete messages; members are told."""
        for number in numbers:
            del self.messages[number]
        self.pts += len(numbers)
        if not silently:
            self.tell(self, types.UpdateDeleteChannelMessages(self.number, list(numbers), self.pts, len(numbers)))

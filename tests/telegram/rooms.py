"""Chats as Telegram keeps them: who is in, what was said, and whether the bot may still write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.telegram.errors import RefusedError, bad_request, forbidden
from tests.telegram.messages import Message

__all__ = ["Room"]


@dataclass
class Room:
    """A chat; its deeds are what the bot did there, in order: each message sent and each edit; topics are open or closed."""

    id: int
    kind: str
    title: str
    username: str | None = None
    open: bool = True
    shut: str = ""
    migrated_to: int | None = None
    privacy: bool = True
    messages: dict[int, Message] = field(default_factory=dict)
    deeds: list[Message] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    heard: int = 0
    topics: dict[int, bool] = field(default_factory=dict)

    @property
    def payload(self) -> dict[str, Any]:
        """The chat as the Bot API tells of it."""
        name = "first_name" if self.kind == "private" else "title"
        told: dict[str, Any] = {"id": self.id, "type": self.kind, name: self.title}
        return told if self.username is None else {**told, "username": self.username}

    @property
    def bots(self) -> list[Message]:
        """The bot's messages that stand in the chat, oldest first."""
        return [one for one in self.messages.values() if one.sender and one.sender["is_bot"] and not one.deleted]

    def admit(self) -> None:
        """Let the bot write; raises RefusedError where it may not."""
        if not self.open:
            raise bad_request("chat not found")
        if self.shut:
            raise forbidden(self.shut)
        if self.migrated_to is not None:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise RefusedError(400, words, {"migrate_to_chat_id": self.migrated_to})

    def admit_to(self, topic: int) -> None:
        """Let the bot write into a forum's topic; raises RefusedError where it was deleted (it is not there) or closed."""
        if topic and topic not in self.topics:
            raise bad_request("message thread not found")
        if topic and not self.topics[topic]:
            raise bad_request("TOPIC_CLOSED")

    def find(self, number: int, purpose: str) -> Message:
        """A message that stands in the chat; raises RefusedError where there is none."""
        message = self.messages.get(number)
        if message is None or message.deleted:
            raise bad_request(f"message to {purpose} not found")
        return message

    def own(self, number: int, purpose: str = "edit") -> Message:
        """A message of the bot's; raises RefusedError where it is none."""
        message = self.find(number, purpose)
        if message.sender is None or not message.sender["is_bot"]:
            raise bad_request("message can't be edited")
        return message

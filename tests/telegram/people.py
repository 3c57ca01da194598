"""The people's side: what they type, press, block and post, and what they see of the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.telegram.entities import units
from tests.telegram.messages import MOST_TEXT, Message, Version, command_entities
from tests.telegram.rooms import Room

if TYPE_CHECKING:
    from tests.telegram.engine import Telegram

__all__ = ["Broadcast", "Seat"]


@dataclass
class Seat:
    """A person in a chat with the bot: a private one or a group."""

    telegram: Telegram
    user: dict[str, Any]
    room: Room

    @property
    def id(self) -> int:
        """The person's numeric id."""
        return int(self.user["id"])

    def says(self, text: str, topic: int = 0) -> Message:
        """Send a message, in a topic of a forum; in a group with privacy the bot is told only of commands that may be its own."""
        if not 0 < units(text) <= MOST_TEXT:
            raise ValueError(f"nobody can send {units(text)} characters in one message")
        self.room.open = True
        message = self.telegram.write(self.room, self.user, Version(text, command_entities(text)))
        message.topic = topic
        if self._reaches_the_bot(text):
            self.telegram.updates.add(message=message.payload)
        return message

    def sends(self, **media: Any) -> Message:
        """Send what is no text, as Telegram's object for it: a sticker, a picture, a place."""
        self.room.open = True
        message = self.telegram.write(self.room, self.user, Version(""), media)
        if self._reaches_the_bot(""):
            self.telegram.updates.add(message=message.payload)
        return message

    def edits(self, message: Message, text: str) -> None:
        """Change a message of one's own."""
        message.versions.append(Version(text, command_entities(text)))
        message.edited_at = self.telegram.seconds()
        if self._reaches_the_bot(text):
            self.telegram.updates.add(edited_message=message.payload)

    def presses(self, label: str, under: Message | None = None, *, out_of_reach: bool = False) -> str:
        """Press the button of that label, under the newest message that has one; returns the press's id.

        out_of_reach: the message is too old for Telegram to tell the bot what stands in it.
        """
        if under is None:
            shown = [message for message in self.room.bots if label in message.labels]
            assert shown, f"no button {label!r} in {[(one.text, one.labels) for one in self.room.bots]}"
            under = shown[-1]
        button = under.button(label)
        assert "callback_data" in button, f"{label!r} is a link to {button.get('url')}"
        return self.sends_press(button["callback_data"], under, out_of_reach=out_of_reach)

    def sends_press(self, data: str, under: Message, *, out_of_reach: bool = False) -> str:
        """Press a button that held this data when the person's application loaded the message."""
        told = {"chat": self.room.payload, "message_id": under.number, "date": 0} if out_of_reach else under.payload
        query = self.telegram.query(self.room)
        content = {"id": query, "from": self.user, "chat_instance": str(self.room.id), "data": data, "message": told}
        self.telegram.updates.add(callback_query=content)
        return query

    def blocks(self) -> None:
        """Block the bot."""
        self.room.shut = "bot was blocked by the user"
        self._tell_of_membership("member", "kicked")

    def adds_the_bot(self) -> None:
        """Add the bot to the group."""
        self._tell_of_membership("left", "member")

    def opens_topic(self, number: int) -> None:
        """Make a topic in a forum, or open it again."""
        self.room.topics[number] = True

    def closes_topic(self, number: int) -> None:
        """Close a topic: nobody but those who manage topics may write there."""
        self.room.topics[number] = False

    def deletes_topic(self, number: int) -> None:
        """Delete a topic with all that was said in it."""
        del self.room.topics[number]

    def unblocks(self) -> None:
        """Let the bot write again."""
        self.room.shut = ""
        self._tell_of_membership("kicked", "member")

    async def answer(self) -> Message:
        """The next thing that the bot did in the chat and that was not looked at yet: a message, or one that was edited."""
        await self.telegram.until(lambda: len(self.room.deeds) > self.room.heard, f"an answer in chat {self.room.id}")
        self.room.heard += 1
        return self.room.deeds[self.room.heard - 1]

    @property
    def unheard(self) -> list[Message]:
        """What the bot did here that nobody has looked at."""
        return self.room.deeds[self.room.heard :]

    def _reaches_the_bot(self, text: str) -> bool:
        if self.room.kind == "private" or not self.room.privacy:
            return True
        command = text.partition(" ")[0]
        return command.startswith("/") and command.partition("@")[2] in ("", self.telegram.bot["username"])

    def _tell_of_membership(self, before: str, after: str) -> None:
        def member(status: str) -> dict[str, Any]:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.telegram.bot, "status": status, **until}

        change = {"old_chat_member": member(before), "new_chat_member": member(after)}
        content = {"chat": self.room.payload, "from": self.user, "date": self.telegram.seconds(), **change}
        self.telegram.updates.add(my_chat_member=content)


@dataclass
class Broadcast:
    """A channel of which the bot is a member."""

    telegram: Telegram
    room: Room

    def posts(self, text: str) -> Message:
        """Publish a post."""
        message = self.telegram.write(self.room, None, Version(text))
        self.telegram.updates.add(channel_post=self._told(message))
        return message

    def edits(self, message: Message, text: str) -> None:
        """Change a post."""
        message.versions.append(Version(text))
        message.edited_at = self.telegram.seconds()
        self.telegram.updates.add(edited_channel_post=self._told(message))

    def _told(self, message: Message) -> dict[str, Any]:
        return {**message.payload, "sender_chat": self.room.payload}

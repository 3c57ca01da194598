"""The people's side: what they type, press, block and post, and what they see of the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

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
        self.telegram.updates.add(my_chat_member=_membership(self.telegram, self.room, self.user, "member", "kicked"))

    def adds_the_bot(self) -> None:
        """Add the bot to the group."""
        self.telegram.updates.add(my_chat_member=_membership(self.telegram, self.room, self.user, "left", "member"))

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
        self.telegram.updates.add(my_chat_member=_membership(self.telegram, self.room, self.user, "kicked", "member"))

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


def _membership(telegram: Telegram, room: Room, user: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    change = {"old_chat_member": telegram.member(before), "new_chat_member": telegram.member(after)}
    return {"chat": room.payload, "from": user, "date": telegram.seconds(), **change}


@dataclass
class Broadcast:
    """A channel that has the bot for an administrator until it is dismissed."""

    telegram: Telegram
    room: Room

    OWNER: ClassVar[dict[str, Any]] = {"id": 999, "is_bot": False, "first_name": "Owner"}

    def posts(self, text: str, number: int | None = None, **media: Any) -> Message:
        """Publish a post, of a number where one is given; with media the text is a caption."""
        message = self.telegram.write(self.room, None, Version(text), media, number)
        self._tell("channel_post", message)
        return message

    def edits(self, message: Message, text: str) -> None:
        """Change a post."""
        message.versions.append(Version(text))
        message.edited_at = self.telegram.seconds()
        self._tell("edited_channel_post", message)

    def appoints(self) -> None:
        """Make the bot an administrator."""
        self.room.shut = ""
        self._turn("left", "administrator")

    def dismisses(self) -> None:
        """Throw the bot out."""
        self.room.shut = "bot was kicked from the channel chat"
        self._turn("administrator", "kicked")

    def _turn(self, before: str, after: str) -> None:
        self.telegram.updates.add(my_chat_member=_membership(self.telegram, self.room, self.OWNER, before, after))

    def _tell(self, kind: str, message: Message) -> None:
        if not self.room.shut:
            self.telegram.updates.add(**{kind: {**message.payload, "sender_chat": self.room.payload}})

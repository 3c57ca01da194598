"""Messages as Telegram keeps them, and the keyboards under them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.entities import ADDRESS, Entity, Marked, units
from tests.telegram.errors import bad_request

__all__ = ["MOST_CAPTION", "MOST_TEXT", "Message", "Rows", "Version", "as_shown", "command_entities", "keyboard"]

MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_DATA = 64
MOST_BUTTONS = 100
COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w)")
CONTROLS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")

Rows = tuple[tuple[dict[str, Any], ...], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """How a message stands at a time: text or caption, what is marked in it, and the buttons beneath."""

    text: str
    entities: tuple[Entity, ...] = ()
    rows: Rows = ()


@dataclass
class Message:
    """A message of a chat with all its versions, the newest last; media is Telegram's object for an upload."""

    number: int
    chat: dict[str, Any]
    date: int
    versions: list[Version]
    sender: dict[str, Any] | None = None
    media: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    edited_at: int | None = None
    deleted: bool = False
    topic: int = 0

    @property
    def now(self) -> Version:
        """The version that is shown."""
        return self.versions[-1]

    @property
    def text(self) -> str:
        """The text as it is shown, without markup."""
        return self.now.text

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons, row after row."""
        return [button["text"] for row in self.now.rows for button in row]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """What is marked: the kind of each entity and the words it covers."""
        raw = self.text.encode("utf-16-le", "surrogatepass")
        cut = ((one["type"], raw[2 * one["offset"] : 2 * (one["offset"] + one["length"])]) for one in self.now.entities)
        return [(kind, words.decode("utf-16-le", "surrogatepass")) for kind, words in cut]

    @property
    def links(self) -> list[str]:
        """Where the words of the text lead."""
        return [one["url"] for one in self.now.entities if one["type"] == "text_link"]

    def button(self, label: str) -> dict[str, Any]:
        """The button of that label; fails where the message shows none."""
        found = [button for row in self.now.rows for button in row if button["text"] == label]
        assert found, f"no button {label!r} among {self.labels} under {self.text!r}"
        return found[0]

    @property
    def payload(self) -> dict[str, Any]:
        """The message as the Bot API tells of it."""
        told: dict[str, Any] = {"message_id": self.number, "date": self.date, "chat": self.chat, **self.media}
        if self.sender is not None:
            told["from"] = self.sender
        if self.topic:
            told |= {"message_thread_id": self.topic, "is_topic_message": True}
        if self.edited_at is not None:
            told["edit_date"] = self.edited_at
        words, marks = ("caption", "caption_entities") if self.media else ("text", "entities")
        if self.text or not self.media:
            told[words] = self.text
        if self.now.entities:
            told[marks] = list(self.now.entities)
        if self.now.rows:
            told["reply_markup"] = {"inline_keyboard": [list(row) for row in self.now.rows]}
        return told


def as_shown(marked: Marked, most: int) -> Marked:
    """A text as Telegram shows it: no control characters, no space around it; raises RefusedError where it is too long."""
    text = CONTROLS.sub(" ", marked.text).replace("\r", "")
    if "\r" in marked.text:
        assert not marked.entities, "the fake moves no entities over carriage returns"
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    length = units(text)
    if length > most:
        raise bad_request("message is too long" if most == MOST_TEXT else "message caption is too long")
    entities = []
    for one in marked.entities:
        begin, end = max(0, one["offset"] - lead), min(length, one["offset"] + one["length"] - lead)
        if begin < end:
            entities.append({**one, "offset": begin, "length": end - begin})
    return Marked(text, tuple(entities))


def command_entities(text: str) -> tuple[Entity, ...]:
    """The commands in a person's text, marked as Telegram marks them."""
    return tuple(
        {"type": "bot_command", "offset": units(text[: found.start()]), "length": len(found[0])}
        for found in COMMAND.finditer(text)
    )


def keyboard(markup: Mapping[str, Any] | None) -> Rows:
    """The rows of an inline keyboard; raises RefusedError for one that Telegram does not take."""
    if markup is None:
        return ()
    if not isinstance(markup, Mapping) or not isinstance(markup.get("inline_keyboard"), list):
        raise bad_request("object expected as reply markup")
    rows = tuple(tuple(_button(button) for button in row) for row in markup["inline_keyboard"] if row)
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return rows


def _button(button: Mapping[str, Any]) -> dict[str, Any]:
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if data := button.get("callback_data"):
        if len(str(data).encode()) > MOST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    elif url := button.get("url"):
        if not ADDRESS.fullmatch(str(url)):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    else:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    return dict(button)

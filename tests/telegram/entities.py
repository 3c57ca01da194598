"""What may be marked in a text, and how its length is counted; the rules are those of tdlib's MessageEntity.cpp."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.telegram.errors import RefusedError, bad_request

__all__ = ["ADDRESS", "KINDS", "Entity", "Marked", "Opened", "argument_of", "decoded", "entity_of", "refused", "units"]

Entity = dict[str, Any]

KINDS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
"""The only named references that are decoded; any other stays as it was written."""

LONGEST_REFERENCE = 10
ADDRESS = re.compile(r"(?:(?:https?|ton|tonsite)://)?[^\s/:@.]+(?:\.[^\s/:@.]+)+(?::\d+)?(?:[/?#]\S*)?|tg://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as it is shown, and what is marked in it; offsets are in UTF-16 code units."""

    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(slots=True)
class Opened:
    """A tag that waits for its end: what its attributes say, and where it stands, in UTF-16 units and in characters."""

    tag: str
    argument: str
    offset: int
    at: int


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def entity_of(opened: Opened, length: int, text: str, before: Sequence[Entity]) -> Entity | None:
    """The entity of a tag that has ended; None where there is none, or where one before it took this one in."""
    entity: Entity = {"type": KINDS[opened.tag], "offset": opened.offset, "length": length}
    last = before[-1] if before else {}
    same = (last.get("offset"), last.get("length")) == (opened.offset, length)
    if opened.tag == "a":
        address = opened.argument or text[opened.at :]
        return {**entity, "url": address} if ADDRESS.fullmatch(address) else None  # dropped without a word
    if opened.tag == "tg-emoji":
        if not opened.argument.isdecimal() or int(opened.argument) == 0:
            raise refused("Invalid custom emoji identifier specified")
        entity["custom_emoji_id"] = opened.argument
    elif opened.tag == "code" and opened.argument:
        if same and last["type"] == "pre":
            last["language"] = opened.argument
            return None
        entity["language"] = opened.argument
    elif opened.tag == "pre" and same and last["type"] == "code" and "language" in last:
        last["type"] = "pre"
        return None
    elif opened.tag == "blockquote" and opened.argument:
        entity["type"] = "expandable_blockquote"
    return entity


def argument_of(tag: str, name: str, value: str) -> str:
    """What an attribute means to a tag; empty where it means nothing."""
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("blockquote", "expandable"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
    return ""


def decoded(found: re.Match[str]) -> str:
    """The character of a reference; empty where Telegram leaves it as it is."""
    hexadecimal, decimal, name = found.groups()
    if name:
        return NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and len(found[0].rstrip(";")) < LONGEST_REFERENCE else ""


def refused(words: str) -> RefusedError:
    """The refusal of a markup."""
    return bad_request(f"can't parse entities: {words}")

"""Exports as Telegram Desktop writes them, made up: one chat, a whole account, and files of some size."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.builders import START

CHANNEL_ID = 1234567890
TITLE = "President of Ukraine"


def message(number: int = 1, text: Any = "", *, at: datetime = START - timedelta(days=30), **fields: Any) -> dict[str, Any]:
    """A message of a channel; further fields stand beside its own, and None takes one away."""
    edited: datetime | None = fields.pop("edited_at", None)
    made: dict[str, Any] = {
        "id": number,
        "type": "message",
        "date": f"{at:%Y-%m-%dT%H:%M:%S}",
        "date_unixtime": str(int(at.timestamp())),
        "from": TITLE,
        "from_id": f"channel{CHANNEL_ID}",
        "text": text,
        "text_entities": [],
    }
    if edited is not None:
        made |= {"edited": f"{edited:%Y-%m-%dT%H:%M:%S}", "edited_unixtime": str(int(edited.timestamp()))}
    return {key: value for key, value in (made | fields).items() if value is not None}


def chat(*messages: dict[str, Any], name: str = TITLE, kind: str = "public_channel", number: int = CHANNEL_ID) -> dict[str, Any]:
    """A chat of an export."""
    return {"name": name, "type": kind, "id": number, "messages": list(messages)}


def account(*chats: dict[str, Any], left: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """An export of a whole account."""
    return {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1, "first_name": "A", "bio": "b"},
        "chats": {"about": "This page lists all chats.", "list": list(chats)},
        "left_chats": {"about": "Chats that were left.", "list": list(left)},
    }


def written(export: Any) -> bytes:
    """The bytes of a file."""
    return json.dumps(export, ensure_ascii=False, indent=1).encode()


def posted(minutes: int) -> datetime:
    """A moment so many minutes after the beginning of 2024."""
    return datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)

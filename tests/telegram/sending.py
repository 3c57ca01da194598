"""The methods that put something into a chat, change it, or take it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.telegram.entities import Marked
from tests.telegram.errors import bad_request
from tests.telegram.markup import parse_html
from tests.telegram.messages import MOST_CAPTION, MOST_TEXT, Message, Version, as_shown, keyboard
from tests.telegram.params import Params
from tests.telegram.rooms import Room

if TYPE_CHECKING:
    from tests.telegram.engine import Telegram

Files = Mapping[str, tuple[str, bytes]]
"""Uploads by the name of their part: file name and content."""

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
ACTIONS = ("typing", "upload_photo", "upload_document", "record_video", "upload_video", "find_location", "choose_sticker")


async def send_message(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Send a text."""
    room = _writable(telegram, asked)
    marked = _marked(asked, "text", MOST_TEXT)
    if not marked.text:
        raise bad_request("message text is empty")
    return _sent(telegram, room, asked, marked)


async def send_photo(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Send a picture."""
    room = _writable(telegram, asked)
    content = _upload(telegram, asked, files, "photo")
    sizes = [{"file_id": telegram.keep(content), "file_unique_id": "p", "width": 90, "height": 90}]
    return _sent(telegram, room, asked, _marked(asked, "caption", MOST_CAPTION), {"photo": sizes})


async def send_document(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Send a file."""
    room = _writable(telegram, asked)
    name, content = _upload(telegram, asked, files, "document")
    document = {"file_id": telegram.keep((name, content)), "file_unique_id": "d", "file_name": name, "file_size": len(content)}
    return _sent(telegram, room, asked, _marked(asked, "caption", MOST_CAPTION), {"document": document})


async def edit_message_text(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Put another text and keyboard in the place of a message's."""
    room = _writable(telegram, asked)
    message = room.own(asked.integer("message_id"))
    if message.media:
        raise bad_request("there is no text in the message to edit")
    marked = _marked(asked, "text", MOST_TEXT)
    if not marked.text:
        raise bad_request("message text is empty")
    return _edited(telegram, room, message, Version(marked.text, marked.entities, keyboard(asked.get("reply_markup"))))


async def edit_message_reply_markup(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Put another keyboard under a message."""
    room = _writable(telegram, asked)
    message = room.own(asked.integer("message_id"))
    now = message.now
    return _edited(telegram, room, message, Version(now.text, now.entities, keyboard(asked.get("reply_markup"))))


async def delete_message(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Take a message away."""
    room = telegram.room(asked.text("chat_id"))
    room.admit()
    message = room.find(asked.integer("message_id"), "delete")
    if room.kind != "private" and message not in room.bots:
        raise bad_request("message can't be deleted")
    message.deleted = True
    return True


async def send_chat_action(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Show that the bot is at work."""
    room = telegram.room(asked.text("chat_id"))
    room.admit()
    if asked.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    room.actions.append(asked.text("action"))
    return True


def _writable(telegram: Telegram, asked: Params) -> Room:
    room = telegram.room(asked.text("chat_id"))
    room.admit()
    telegram.count(room)
    return room


def _marked(asked: Params, name: str, most: int) -> Marked:
    text, mode = asked.text(name), asked.text("parse_mode").lower()
    if mode not in ("", "html"):
        raise bad_request("unsupported parse_mode")
    entities = asked.get("entities" if name == "text" else "caption_entities") or ()
    return as_shown(parse_html(text) if mode else Marked(text, tuple(entities)), most)


def _upload(telegram: Telegram, asked: Params, files: Files, name: str) -> tuple[str, bytes]:
    given = asked.text(name)
    if given in telegram.uploads:
        return telegram.uploads[given]
    part = files.get(given.removeprefix("attach://") or name)
    if part is None:
        raise bad_request(f"there is no {name} in the request" if not given else "wrong remote file identifier specified")
    if not part[1]:
        raise bad_request("file must be non-empty")
    return part


def _sent(telegram: Telegram, room: Room, asked: Params, marked: Marked, media: dict[str, Any] | None = None) -> dict[str, Any]:
    rows = keyboard(asked.get("reply_markup"))
    topic = asked.integer("message_thread_id")
    room.admit_to(topic)
    message = telegram.write(room, telegram.bot, Version(marked.text, marked.entities, rows), media or {})
    message.topic = topic
    message.options = {name: asked.get(name) for name in ("parse_mode", "link_preview_options") if asked.get(name)}
    room.deeds.append(message)
    return message.payload


def _edited(telegram: Telegram, room: Room, message: Message, version: Version) -> dict[str, Any]:
    if version == message.now:
        raise bad_request(NOT_MODIFIED)
    message.versions.append(version)
    message.edited_at = telegram.seconds()
    room.deeds.append(message)
    return message.payload

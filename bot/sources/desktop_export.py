"""The reader of Telegram Desktop's result.json: one chat or a whole account, streamed, however large.

What is known of it: texts are strings or lists of strings and entities; `date` has no zone and `date_unixtime`, a string, is the
truth, which older programs did not write; they wrote `edited` in 1970 for what was not edited. Ids are bare, in copies made by
others also with -100 before them. The parts of an album are messages of their own, and nothing says that they belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any, BinaryIO

import ijson

from bot.model import Post, replace
from bot.sources.mending import Mended, TooLongError
from bot.sources.records import AHEAD, Chat, LeftOut, Reason
from bot.sources.text import canonical

__all__ = ["CHANNELS", "Export", "posts"]

CHANNELS = frozenset({"public_channel", "private_channel"})
"""The kinds of chat that are channels."""

LISTS = ("", "chats.list.item", "left_chats.list.item")
"""Where chats stand: a file is one, or has a list of those that were left, too."""

ABOUT = ("name", "type", "id")
MEDIA = ("photo", "file", "media_type", "sticker_emoji")
TOLD = ("id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "forwarded_from", "text", "poll", *MEDIA)

PIECE = 1 << 16
SHIFT = 10**12
"""Programs for bots write minus this, minus the bare id."""

CUT = re.compile("EOF|ncomplete")
WHOLE = re.compile("-?[0-9]{1,15}")

Record = dict[str, Any]
Events = Iterator[tuple[str, str, Any]]


class Export:
    """One file, read once from its beginning to its end.

    Where it cannot be read further it ends, and damage says how and where; what stands before that was given.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Read from an open file."""
        self._mended = Mended(file)
        self._where = "before the first post"
        self.damage: str | None = None

    @property
    def replaced(self) -> int:
        """How often there were bytes that are no UTF-8; posts have U+FFFD there."""
        return self._mended.replaced

    def chats(self) -> Iterator[tuple[Chat, Iterator[Record]]]:
        """The chats, each with its messages, which are to be taken before the next chat is."""
        events = self._events()
        about: Record = {}
        for prefix, event, value in events:
            place, _, key = prefix.rpartition(".")
            if event == "start_map" and prefix in LISTS:
                about = {}
            elif key in ABOUT and place in LISTS:
                about[key] = value
            elif event == "start_array" and key == "messages" and place in LISTS:
                title, kind = canonical(str(about.get("name") or "")), str(about.get("type") or "")
                chat = Chat(_bare(about.get("id")), title, kind, is_alone=not place)
                self._where = f"before the first post of “{chat.title}”"
                records = self._records(events, f"{prefix}.item", chat)
                yield chat, records
                for _ in records:  # whoever wants them has taken them
                    pass

    def _events(self) -> Events:
        try:
            yield from ijson.parse(self._mended, buf_size=PIECE)
        except ijson.JSONError as error:
            how = "ends in the middle" if CUT.search(str(error)) else "is damaged"
            self.damage = f"{how}, {self._where}"
        except (TooLongError, ValueError):
            self.damage = f"is damaged, {self._where}"

    def _records(self, events: Events, item: str, chat: Chat) -> Iterator[Record]:
        keys = {f"{item}.{key}": key for key in TOLD}
        texts = (f"{item}.text.item", f"{item}.text.item.text")
        record: Record = {}
        parts: list[str] = []
        for prefix, event, value in events:
            if prefix in keys:
                record[keys[prefix]] = value
            elif prefix in texts:
                if event == "string":
                    parts.append(value)
            elif prefix == item:
                if event == "start_map":
                    record, parts = {}, []
                elif event == "end_map":
                    if parts:
                        record["text"] = "".join(parts)
                    self._where = f"after post {record.get('id')} of “{chat.title}”"
                    yield record
            elif event == "end_array" and f"{prefix}.item" == item:
                return


def posts(records: Iterator[Record], zone: tzinfo, now: datetime) -> Iterator[Post | LeftOut]:
    """The posts of a channel's messages, in the file's order; dates without a zone are of the zone given.

    An album is one post, as in the channel itself: of messages that follow one another in the same second, those without words
    belong to the one before.
    """
    waiting: Post | None = None
    last, was_media = 0, False
    for record in records:
        found = _post(record, zone, now)
        if isinstance(found, LeftOut):
            yield found
            continue
        is_media = _has(record, *MEDIA)
        follows = was_media and is_media and found.message_id == last + 1
        last, was_media = found.message_id, is_media
        if waiting is not None and follows and found.date == waiting.date and not (found.text and waiting.text):
            waiting = _joined(waiting, found)
            yield LeftOut(Reason.ALBUM, f"post {found.message_id}")
            continue
        if waiting is not None:
            yield waiting
        waiting = found
    if waiting is not None:
        yield waiting


def _joined(first: Post, part: Post) -> Post:
    text = first.text or part.text
    seen = max(filter(None, (first.as_of, part.as_of)), default=None)
    return replace(first, text=text, edited=first.edited or part.edited, picture_only=not text, as_of=seen)


def _post(record: Record, zone: tzinfo, now: datetime) -> Post | LeftOut:
    number = _whole(record.get("id"))
    where = f"post {record.get('id')}"
    if record.get("type") == "service":
        return LeftOut(Reason.SERVICE, where)
    if record.get("type") != "message":
        return LeftOut(Reason.UNSUPPORTED, where)
    if number is None or number <= 0:
        return LeftOut(Reason.NO_NUMBER, where)
    date = _moment(record.get("date_unixtime"), record.get("date"), zone)
    if date is None:
        return LeftOut(Reason.NO_DATE, where)
    if date > now + AHEAD:
        return LeftOut(Reason.FUTURE, where)
    edit = _moment(record.get("edited_unixtime"), record.get("edited"), zone)
    edit = edit if edit is not None and edit >= date else None
    text = record.get("text")
    words = canonical(text) if isinstance(text, str) else ""
    forwarded = record.get("forwarded_from")
    return Post(
        message_id=number,
        date=date,
        text=words,
        edited=edit is not None,
        picture_only=not words and _has(record, *MEDIA) and not _has(record, "poll"),
        forwarded_from=canonical(forwarded) or None if isinstance(forwarded, str) else None,
        as_of=min(edit or date, now),
    )


def _has(record: Record, *keys: str) -> bool:
    return any(record.get(key) is not None for key in keys)


def _bare(number: Any) -> int | None:
    """The bare numeric id of a channel, however it is written."""
    whole = _whole(number)
    if whole is None:
        return None
    return -SHIFT - whole if whole < -SHIFT else abs(whole) or None


def _whole(value: Any) -> int | None:
    return int(value) if WHOLE.fullmatch(str(value)) else None


def _moment(seconds: Any, written: Any, zone: tzinfo) -> datetime | None:
    """The moment, in UTC, of a Unix time or else of a date; None where neither is one, and for the year 1970."""
    number = _whole(seconds)
    try:
        if number is not None:
            moment = datetime.fromtimestamp(number, UTC)
        else:
            moment = datetime.fromisoformat(written)
            moment = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return moment if moment.year > 1970 else None

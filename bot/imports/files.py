"""Files of posts: what they are, and what they hold, chat by chat, in the order of the file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import BinaryIO

from bot.extract.jsonl import read_line
from bot.model import Post
from bot.sources import canonical
from bot.sources.desktop_export import Export, posts
from bot.sources.mending import MARK
from bot.sources.records import AHEAD, Chat, LeftOut, Reason

__all__ = ["Found", "PostFile", "UnreadableError", "find"]

Found = tuple[Chat, Post | LeftOut | None]
"""Something of a chat that a file holds; None where time went by over a chat that is left out."""

Wants = Callable[[Chat], tzinfo | None]
"""The time zone of a chat's channel; None where the chat is left out."""

LINES = (".jsonl", ".ndjson")
HEAD = 1 << 16
LONGEST_LINE = 1 << 24
TICK = 1000

EXPORT = re.compile(rb'"(messages|chats|left_chats|personal_information|about|contacts)"\s*:')
NUMBER = re.compile(r"(?:.*/)?([0-9]{1,15})")
"""A post's number as the id of a line, alone or at the end of a link."""


class UnreadableError(Exception):
    """A file cannot be read; str() says why, and what to do."""


class PostFile:
    """A file of posts, open; damage and replaced are as in Export, and known when all was read."""

    def __init__(self, path: Path) -> None:
        """Look at a file; raises UnreadableError where it is none that could be read."""
        self.path = path
        self.damage: str | None = None
        self.replaced = 0
        self._file: BinaryIO | None = None
        try:
            with path.open("rb") as file:
                head = file.read(HEAD)
            self.size = path.stat().st_size
        except OSError as error:
            raise UnreadableError(f"{path} cannot be opened: {error.strerror}.") from error
        self._is_export = self._is_one(head.removeprefix(MARK).lstrip())

    def _is_one(self, start: bytes) -> bool:
        """Whether it is an export, or else JSON lines, by how it begins; raises UnreadableError where it is neither."""
        if not start:
            raise UnreadableError(f"{self.path} is empty.")
        if self.path.suffix.lower() in LINES:
            return False
        if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start[:4]:
            raise UnreadableError(f"{self.path} is not UTF-8. Save it as UTF-8, or export it again.")
        if start.startswith(b"<"):
            raise UnreadableError(f"{self.path} is HTML. Export the chat again, as “Machine-readable JSON”.")
        first, _, rest = start.partition(b"\n")
        if _is_line(first):
            return False
        if start.startswith(b"{") and EXPORT.search(start):
            return True
        if start.startswith(b"{") and rest.lstrip().startswith(b"{"):
            return False
        raise UnreadableError(
            f"{self.path} is neither an export of Telegram Desktop's (result.json) nor JSON lines of posts. "
            "Export the chat as “Machine-readable JSON”."
        )

    @property
    def done(self) -> int:
        """How many bytes were read."""
        return self.size if self._file is None or self._file.closed else self._file.tell()

    def found(self, wants: Wants, now: datetime) -> Iterator[Found]:
        """What it holds; of the chats that are left out nothing but that time goes by."""
        with self.path.open("rb") as self._file:
            yield from (self._of_export if self._is_export else self._of_lines)(self._file, wants, now)

    def _of_export(self, file: BinaryIO, wants: Wants, now: datetime) -> Iterator[Found]:
        export = Export(file)
        any_chat = False
        for chat, records in export.chats():
            any_chat = True
            zone = wants(chat)
            if zone is None:
                yield from ((chat, None) for number, _ in enumerate(records) if number % TICK == 0)
            else:
                yield from ((chat, found) for found in posts(records, zone, now))
        self.damage, self.replaced = export.damage, export.replaced
        if not any_chat and self.damage is None:
            self.damage = "holds no chat"

    def _of_lines(self, file: BinaryIO, wants: Wants, now: datetime) -> Iterator[Found]:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                self.damage = f"has a line without an end, line {number}"
                return
            if not line.strip():
                continue
            try:
                chat, post = _of_line(line.removeprefix(MARK) if number == 1 else line)
            except (ValueError, OverflowError, RecursionError) as error:
                yield Chat(), LeftOut(Reason.BROKEN, f"line {number}: {error}")
                continue
            if wants(chat) is None:
                yield chat, None
            elif post.date > now + AHEAD:
                yield chat, LeftOut(Reason.FUTURE, f"line {number}")
            else:
                yield chat, post


def find(path: Path) -> PostFile:
    """The file of posts that a path leads to, which may be the folder of an export; raises UnreadableError."""
    if not path.is_dir():
        return PostFile(path)
    if (path / "result.json").is_file():
        return PostFile(path / "result.json")
    if any(path.glob("messages*.html")):
        raise UnreadableError(f"{path} is an export as HTML. Export the chat again, as “Machine-readable JSON”.")
    raise UnreadableError(f"{path} is a folder without a result.json. Name the file.")


def _is_line(text: bytes) -> bool:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "text" in row and "messages" not in row


def _of_line(line: bytes) -> tuple[Chat, Post]:
    """The chat and the post of a line; raises ValueError, or OverflowError for a date at the calendar's end."""
    key, given, channel = read_line(line.decode())
    number = NUMBER.fullmatch(str(key))
    if number is None or not int(number[1]):
        raise ValueError(f"its id {key!r} is no number of a post, such as 118 or https://t.me/name/118")
    date = given.date.astimezone(UTC)
    post = Post(int(number[1]), date, canonical(given.text), as_of=date)
    return Chat(title=channel.title, username=channel.username.removeprefix("@")), post

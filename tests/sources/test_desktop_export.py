"""Telegram Desktop's result.json: posts as the channel has them, in constant memory, and as far as a damaged file can be read."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.model import Post
from bot.sources.desktop_export import Export, posts
from bot.sources.records import Chat, LeftOut, Reason
from tests.builders import START
from tests.exports import CHANNEL_ID, TITLE, account, chat, message, posted, written

KYIV = ZoneInfo("Europe/Kyiv")
AT = posted(0)
CHAT = Chat(CHANNEL_ID, TITLE, "public_channel", is_alone=True)


def read(data: bytes) -> tuple[list[tuple[Chat, list[Post | LeftOut]]], str | None]:
    """Everything that a file holds, and how it is damaged."""
    export = Export(io.BytesIO(data))
    found = [(chat, list(posts(records, KYIV, START))) for chat, records in export.chats()]
    return found, export.damage


def read_one(*messages: dict[str, Any]) -> list[Post | LeftOut]:
    """What a chat of these messages holds."""
    ((_, found),), damage = read(written(chat(*messages)))
    assert damage is None
    return found


def only(*messages: dict[str, Any]) -> Post:
    """The one post that these messages are."""
    (found,) = read_one(*messages)
    assert isinstance(found, Post)
    return found


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Plain", "Plain"),
        (
            ["On ", {"type": "bold", "text": "Monday"}, ": ", {"type": "text_link", "text": "a link", "href": "https://x"}],
            "On Monday: a link",
        ),
        ([{"type": "custom_emoji", "text": "🔥", "document_id": "1"}, " fire"], "🔥 fire"),
        ("Two\r\nlines  \u2028more", "Two\nlines\nmore"),
        ("кои\u0306", "кой"),
        ([], ""),
        (None, ""),
    ],
)
def test_texts_are_those_of_every_reader(text: Any, read_as: str) -> None:
    assert only(message(text=text)).text == read_as


def test_an_account_has_chats_and_left_chats() -> None:
    export = account(
        chat(message(1, "a")), chat(message(2, "b"), name="Я", kind="personal_chat", number=7), left=(chat(number=9),)
    )
    found, damage = read(written(export))
    assert damage is None
    assert [(one.telegram_id, one.title, one.kind, one.is_alone, len(inside)) for one, inside in found] == [
        (CHANNEL_ID, TITLE, "public_channel", False, 1),
        (7, "Я", "personal_chat", False, 1),
        (9, TITLE, "public_channel", False, 0),
    ]


@pytest.mark.parametrize("number", [CHANNEL_ID, -CHANNEL_ID, -(10**12) - CHANNEL_ID, str(CHANNEL_ID)])
def test_the_numeric_id_is_bare_however_it_is_written(number: Any) -> None:
    (((one, _),), _) = read(written(chat(message(), number=number)))
    assert one == CHAT


@pytest.mark.parametrize("number", [None, "x", 1.5, [], True])
def test_an_id_that_is_none_is_unknown(number: Any) -> None:
    (((one, _),), _) = read(written(chat(message(), number=number)))
    assert one.telegram_id is None


def test_unix_time_is_the_truth() -> None:
    post = only(message(at=AT, date="2031-01-01T00:00:00"))
    assert (post.date, post.as_of, post.edited) == (AT, AT, False)


def test_without_unix_time_a_date_is_of_the_channels_zone() -> None:
    post = only(message(date="2024-07-01T12:00:00", date_unixtime=None, edited="1970-01-01T02:00:00"))
    assert (post.date, post.edited) == (datetime(2024, 7, 1, 9, tzinfo=UTC), False)


def test_an_edit_says_since_when_the_text_stands() -> None:
    edit = AT + timedelta(days=3)
    post = only(message(at=AT, edited_at=edit))
    assert (post.date, post.edited, post.as_of) == (AT, True, edit)


@pytest.mark.parametrize(
    ("fields", "picture_only", "text"),
    [
        ({"photo": "photos/1.jpg"}, True, ""),
        ({"photo": "photos/1.jpg", "text": "words"}, False, "words"),
        ({"media_type": "video_file", "file": "(File not included.)"}, True, ""),
        ({"poll": {"question": "?", "answers": []}}, False, ""),
        ({"location_information": {"latitude": 1.5}}, False, ""),
    ],
)
def test_a_picture_without_words_is_only_a_picture(fields: dict[str, Any], picture_only: bool, text: str) -> None:
    post = only(message() | fields)
    assert (post.picture_only, post.text) == (picture_only, text)


def test_whom_a_post_is_forwarded_from() -> None:
    assert only(message(forwarded_from="Генштаб  ")).forwarded_from == "Генштаб"
    assert only(message() | {"forwarded_from": None}).forwarded_from is None


def test_an_album_is_one_post() -> None:
    parts = [message(number, photo="x", at=AT) for number in (5, 6, 7)]
    parts[1] |= {"text": "caption"}
    other = [message(8, "its own", photo="x", at=AT), message(9, photo="x", at=posted(1))]
    found = read_one(*parts, *other)
    assert [(one.message_id, one.text) for one in found if isinstance(one, Post)] == [(5, "caption"), (8, "its own"), (9, "")]
    assert [one.where for one in found if isinstance(one, LeftOut)] == ["post 6", "post 7"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"type": "service", "action": "pin_message"}, Reason.SERVICE),
        ({"type": "unsupported"}, Reason.UNSUPPORTED),
        ({"id": -5}, Reason.NO_NUMBER),
        ({"id": 10**30}, Reason.NO_NUMBER),
        ({"date_unixtime": "soon", "date": "one day"}, Reason.NO_DATE),
        ({"date_unixtime": "99999999999999", "date": None}, Reason.NO_DATE),
        ({"date_unixtime": str(int((START + timedelta(hours=2)).timestamp()))}, Reason.FUTURE),
    ],
)
def test_what_is_no_post_is_left_out_by_name(fields: dict[str, Any], reason: Reason) -> None:
    found = read_one(message(1, "a"), message(2, "b") | fields, message(3, "c"))
    assert [one.message_id for one in found if isinstance(one, Post)] == [1, 3]
    (left,) = (one for one in found if isinstance(one, LeftOut))
    assert left == LeftOut(reason, f"post {fields.get('id', 2)}")


def test_ids_that_go_backwards_are_posts_all_the_same() -> None:
    assert [one.message_id for one in read_one(message(9), message(3), message(9)) if isinstance(one, Post)] == [9, 3, 9]


def test_raw_control_characters_stop_nothing() -> None:
    data = written(chat(message(1, "a@b"), message(2, "after"))).replace(b"@", b"\x01\n\\x0B")
    ((_, found),), damage = read(data)
    assert damage is None
    assert [one.text for one in found if isinstance(one, Post)] == ["a\n\nb", "after"]


def test_a_file_that_ends_anywhere_gives_what_stands_before() -> None:
    data = written(chat(*(message(number, f"text {number}", at=posted(number)) for number in range(1, 6))))
    for end in range(0, len(data) - 1, 7):
        found, damage = read(data[:end])
        given = [one.message_id for _, inside in found for one in inside if isinstance(one, Post)]
        assert given == list(range(1, 1 + data[:end].count(b'"text_entities": []\n  }')))
        assert damage is not None
        if given:
            assert damage == f"ends in the middle, after post {given[-1]} of “{TITLE}”"


def test_a_file_that_is_damaged_gives_what_stands_before_and_says_where() -> None:
    data = written(chat(message(1, "a"), message(2, "b"), message(3, "c"))).replace(b'"id": 3', b'"id" 3')
    ((_, found),), damage = read(data)
    assert [one.message_id for one in found if isinstance(one, Post)] == [1, 2]
    assert damage == f"is damaged, after post 2 of “{TITLE}”"


def test_strange_shapes_are_no_reason_to_break() -> None:
    strange: list[Any] = [7, None, [], {"id": {}, "text": {"a": [1]}}, {"type": "message", "id": 2, "date": 5, "text": 8}]
    ((_, found),), damage = read(written(chat(*strange, message(3, ["a", 5, {"text": 7}, None, {"text": "b"}]))))
    assert damage is None
    assert [one.text for one in found if isinstance(one, Post)] == ["ab"]


class Endless(io.RawIOBase):
    """An export without an end, which counts how much of it was read."""

    def __init__(self) -> None:
        super().__init__()
        self._more = self._written()
        self.given = 0

    def _written(self) -> Iterator[bytes]:
        yield json.dumps({"name": TITLE, "type": "public_channel", "id": CHANNEL_ID}).encode()[:-1] + b', "messages": ['
        number = 0
        while True:
            number += 1
            yield json.dumps(message(number, "x" * 500)).encode() + b",\n"

    def read(self, size: int = -1) -> bytes:
        part = b""
        while len(part) < size:
            part += next(self._more)
        self.given += len(part)
        return part


def test_posts_come_before_the_file_is_read_any_further() -> None:
    file = Endless()
    for _, records in Export(file).chats():  # type: ignore[arg-type]
        for number, _ in enumerate(records, 1):
            if number == 1000:
                break
        break
    assert file.given < 1_500_000

"""What messages of the protocol say, beside their words: pictures, polls, forwards, edits, albums, rich messages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telethon.extensions import BinaryReader
from telethon.tl import types

from bot.model import Post
from bot.sources.mtproto.posts import grouped, names, posts_of
from bot.sources.preview_page import parse
from tests.mtproto.channels import START
from tests.sources.pages import html as page


def _message(number: int = 1, text: str = "", **fields: Any) -> types.Message:
    message = types.Message(number, types.PeerChannel(5), START, text, post=True, **fields)
    return BinaryReader(bytes(message)).tgread_object()


def _post(**fields: Any) -> Post | None:
    return next(iter(posts_of(grouped([_message(**fields)]), {})), None)


PHOTO = types.MessageMediaPhoto()
POLL = types.MessageMediaPoll(
    types.Poll(1, types.TextWithEntities("How many?", []), [types.PollAnswer(types.TextWithEntities("1", []), b"1")], hash=0),
    types.PollResults(),
)
PAGE = types.MessageMediaWebPage(types.WebPageEmpty(1))


@pytest.mark.parametrize(
    ("fields", "picture_only"),
    [
        ({"media": PHOTO}, True),
        ({"media": types.MessageMediaUnsupported()}, True),
        ({"media": PHOTO, "text": "A caption."}, False),
        ({"media": POLL}, False),
        ({"media": PAGE, "text": "A link."}, False),
    ],
)
def test_what_is_only_a_picture(fields: dict[str, Any], picture_only: bool) -> None:
    post = _post(**fields)
    assert post is not None
    assert post.picture_only is picture_only


def test_what_is_no_post() -> None:
    service = types.MessageService(2, types.PeerChannel(5), START, action=types.MessageActionChatEditTitle("Another"))
    assert posts_of(grouped([service, types.MessageEmpty(3, None), _message(4)]), {}) == ()


@pytest.mark.parametrize(
    ("fields", "edited"),
    [({}, False), ({"edit_date": START}, True), ({"edit_date": START, "edit_hide": True}, False)],
)
def test_only_an_edit_that_is_shown_is_one(fields: dict[str, Any], edited: bool) -> None:
    post = _post(text="x", **fields)
    assert post is not None
    assert post.edited is edited


def test_dates_are_utc() -> None:
    post = _post(text="x")
    assert post is not None
    assert post.date == START
    assert post.date.tzinfo is UTC or post.date.utcoffset() == datetime.now(UTC).utcoffset()


@pytest.mark.parametrize(
    ("header", "origin"),
    [
        ({"from_id": types.PeerChannel(9)}, "합참 & 국정원"),
        ({"from_id": types.PeerUser(8)}, "Taras Writer"),
        ({"from_name": "Hidden Person"}, "Hidden Person"),
        ({"from_id": types.PeerChannel(10)}, None),
        ({}, None),
    ],
)
def test_forwards_name_their_origin(header: dict[str, Any], origin: str | None) -> None:
    channel = types.Channel(9, "합참 & 국정원", types.ChatPhotoEmpty(), START)
    known = names([channel, types.User(8, first_name="Taras", last_name="Writer"), types.ChatEmpty(3)])
    (post,) = posts_of(grouped([_message(text="x", fwd_from=types.MessageFwdHeader(START, **header))]), known)
    assert post.forwarded_from == origin


def test_an_album_is_one_post_with_the_first_caption() -> None:
    parts = [_message(number, text, media=PHOTO, grouped_id=7) for number, text in ((12, ""), (11, "The caption."), (10, ""))]
    (post,) = posts_of(grouped(parts), {})
    assert (post.message_id, post.text, post.picture_only) == (10, "The caption.", False)
    assert post.fetched.count(b'"Message"') == 3


def _plain(text: str) -> types.TextPlain:
    return types.TextPlain(text)


def test_a_rich_message_reads_as_on_the_page() -> None:
    nested = types.PageListItemBlocks(
        [
            types.PageBlockParagraph(types.TextConcat([_plain("wounded: "), types.TextBold(_plain("30"))])),
            types.PageBlockList([types.PageListItemText(_plain("heavily: 4"))]),
        ]
    )

    def row(*cells: str) -> types.PageTableRow:
        return types.PageTableRow([types.PageTableCell(text=_plain(cell)) for cell in cells])

    blocks = [
        types.PageBlockHeading3(_plain("Losses")),
        types.PageBlockList([types.PageListItemText(_plain("killed: 12")), nested]),
        types.PageBlockTable(types.TextEmpty(), [row("captured", "7"), row("missing", "2")]),
    ]
    post = _post(rich_message=types.RichMessage(blocks, [], []))
    on_the_page = {one.message_id: one for one in parse(page("blocks")).posts}
    assert post is not None
    assert post.text == on_the_page[4].text


def test_a_rich_message_of_every_kind_of_words_is_read() -> None:
    caption = types.PageCaption(_plain("A picture"), types.TextItalic(_plain("by us")))
    blocks = [
        types.PageBlockParagraph(types.TextConcat([types.TextUrl(_plain("link"), "e.org", 0), types.TextCustomEmoji(1, "🪖")])),
        types.PageBlockBlockquote(types.TextSpoiler(_plain("quoted")), _plain("somebody")),
        types.PageBlockPhoto(1, caption),
        types.PageBlockDivider(),
        types.PageBlockPreformatted(types.TextMath("x^2"), ""),
    ]
    post = _post(rich_message=types.RichMessage(blocks, [], []))
    assert post is not None
    assert post.text == "link🪖\nquoted\nsomebody\nA picture\nby us\nx^2"

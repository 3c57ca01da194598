"""One post has one text, whichever reader reads it: the preview page, a pushed update, the account, an export."""

from __future__ import annotations

import io
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update
from telethon.extensions import BinaryReader
from telethon.tl import types

from bot.model import Post
from bot.sources.bot_updates import pushed
from bot.sources.desktop_export import Export, posts
from bot.sources.mtproto.posts import grouped, posts_of
from bot.sources.preview_page import parse

NUMBER, MESSAGE = 1700000118, 77
DATE = datetime(2025, 2, 1, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """A post: its plain text as the owner sent it, what is marked in it (kind, words), and the preview's HTML of the same."""

    text: str
    html: str
    marks: tuple[tuple[str, str], ...] = ()
    more: dict[str, str] = field(default_factory=dict)


FACE = '<i class="emoji" style="background-image:url(\'//telegram.org/img/emoji/40/x.png\')"><b>{0}</b></i>'

SAID = {
    "lines": Said("Втрати за добу:\n\n1 210 осіб.\nСлава!", "Втрати за добу:<br/><br/>1 210 осіб.<br/>Слава!"),
    "bold and italic": Said(
        "At least 40 were killed.", "At least <b>40</b> <i>were</i> killed.", (("bold", "40"), ("italic", "were"))
    ),
    "a link behind words": Said(
        "Source: the briefing",
        'Source: <a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener">the briefing</a>',
        (("text_link", "the briefing"),),
        {"url": "https://example.com/?a=1&b=2"},
    ),
    "a bare link": Said(
        "See https://example.com/?day=2&part=1 now",
        'See <a href="https://example.com/?day=2&amp;part=1">https://example.com/?day=2&amp;amp;part=1</a> now',
        (("url", "https://example.com/?day=2&part=1"),),
    ),
    "mention and hashtag": Said(
        "By @sample_staff #losses",
        'By <a href="https://t.me/sample_staff" target="_blank">@sample_staff</a> <a href="?q=%23losses">#losses</a>',
        (("mention", "@sample_staff"), ("hashtag", "#losses")),
    ),
    "emoji": Said("🇺🇦 Слава", FACE.format("🇺🇦") + " Слава"),
    "custom emoji": Said(
        "🪖 12 wounded",
        f'<tg-emoji emoji-id="5345799227572257356">{FACE.format("🪖")}</tg-emoji> 12 wounded',
        (("custom_emoji", "🪖"),),
        {"custom_emoji_id": "5345799227572257356"},
    ),
    "spoiler": Said("Losses: 300 killed", "Losses: <tg-spoiler>300 killed</tg-spoiler>", (("spoiler", "300 killed"),)),
    "code": Said("x = 1 end", "<code>x = 1</code> end", (("code", "x = 1"),)),
    "table": Said(
        "Table:\nkilled   12\nwounded  30\nend",
        "Table:<pre>killed   12\nwounded  30</pre>end",
        (("pre", "killed   12\nwounded  30"),),
    ),
    "quotation": Said(
        "He said:\nAt least 40.\nWe regret it.\nNo more is known.",
        "He said:<blockquote>At least 40.<br/>We regret it.</blockquote>No more is known.",
        (("blockquote", "At least 40.\nWe regret it."),),
    ),
    "struck and underlined": Said("30 40 killed", "<s>30</s> <u>40</u> killed", (("strikethrough", "30"), ("underline", "40"))),
    "signs of HTML": Said("1 < 2 && <b>no</b> &amp;", "1 &lt; 2 &amp;&amp; &lt;b&gt;no&lt;/b&gt; &amp;amp;"),
    "blanks at ends": Said(
        "  Losses: 3\u00a0000 \n  of them 5\u202f% \n ", "  Losses: 3&nbsp;000 <br/>  of them 5\u202f% <br/> "
    ),
    "decomposed letters": Said("Украи\u0308на, и\u0306 e\u0301", "Украи\u0308на, и\u0306 e&#x301;"),
    "joined and directed": Said("👨\u200d👩 \u200f북한군\u200e 100명", "👨\u200d👩 \u200f북한군\u200e 100명"),
    "a phone and a mail": Said(
        "Call +380441234567, a@example.com",
        'Call <a href="tel:+380441234567">+380441234567</a>, <a href="mailto:a@example.com">a@example.com</a>',
        (("phone_number", "+380441234567"), ("email", "a@example.com")),
    ),
}

KINDS = {
    "bold": types.MessageEntityBold,
    "italic": types.MessageEntityItalic,
    "url": types.MessageEntityUrl,
    "mention": types.MessageEntityMention,
    "hashtag": types.MessageEntityHashtag,
    "spoiler": types.MessageEntitySpoiler,
    "code": types.MessageEntityCode,
    "blockquote": types.MessageEntityBlockquote,
    "strikethrough": types.MessageEntityStrike,
    "underline": types.MessageEntityUnderline,
    "phone_number": types.MessageEntityPhone,
    "email": types.MessageEntityEmail,
}


def _spans(said: Said) -> list[tuple[str, int, int]]:
    """What is marked, with offset and length in UTF-16 code units, as Telegram counts."""

    def units(text: str) -> int:
        return len(text.encode("utf-16-le")) // 2

    return [(kind, units(said.text[: said.text.index(words)]), units(words)) for kind, words in said.marks]


def on_the_page(said: Said) -> Post:
    """The post as the preview page has it."""
    view = urlsafe_b64encode(json.dumps({"c": -NUMBER}).encode()).decode().rstrip("=")
    (post,) = parse(
        f'<div class="tgme_widget_message" data-post="sample_staff/{MESSAGE}" data-view="{view}">'
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{said.html}</div>'
        '<span class="tgme_widget_message_meta"><a class="tgme_widget_message_date">'
        f'<time datetime="{DATE.isoformat()}"></time></a></span></div>'
    ).posts
    return post


def as_pushed(said: Said) -> Post:
    """The post as the Bot API pushes it."""
    entities = [{"type": kind, "offset": at, "length": size} | said.more for kind, at, size in _spans(said)]
    chat = {"id": -1000000000000 - NUMBER, "type": "channel", "title": "Sample", "username": "sample_staff"}
    message = {"message_id": MESSAGE, "date": int(DATE.timestamp()), "chat": chat, "text": said.text, "entities": entities}
    found = pushed(Update.de_json({"update_id": 1, "channel_post": message}))
    assert found is not None
    return found.post


def by_the_account(said: Said) -> Post:
    """The post as Telegram's own protocol has it, having travelled over the network."""
    marks = []
    for kind, at, size in _spans(said):
        if kind == "text_link":
            marks.append(types.MessageEntityTextUrl(at, size, said.more["url"]))
        elif kind == "custom_emoji":
            marks.append(types.MessageEntityCustomEmoji(at, size, int(said.more["custom_emoji_id"])))
        elif kind == "pre":
            marks.append(types.MessageEntityPre(at, size, ""))
        else:
            marks.append(KINDS[kind](at, size))
    sent = types.Message(MESSAGE, types.PeerChannel(NUMBER), DATE, said.text, post=True, entities=marks)
    (post,) = posts_of(grouped([BinaryReader(bytes(sent)).tgread_object()]), {})
    return post


def as_exported(said: Said) -> Post:
    """The post as Telegram Desktop writes it: plain pieces and marked ones, one after another."""
    pieces: list[Any] = []
    rest = said.text
    for kind, words in said.marks:
        before, _, rest = rest.partition(words)
        name = {"url": "link", "phone_number": "phone"}.get(kind, kind)
        pieces += [before, {"type": name, "text": words} | said.more]
    pieces.append(rest)
    record = {"id": MESSAGE, "type": "message", "date_unixtime": str(int(DATE.timestamp())), "text": pieces}
    chat = {"name": "Sample", "type": "public_channel", "id": NUMBER, "messages": [record]}
    (found,) = ((list(posts(records, UTC, DATE))) for _, records in Export(io.BytesIO(json.dumps(chat).encode())).chats())
    (post,) = found
    assert isinstance(post, Post)
    return post


@pytest.mark.parametrize("name", SAID)
def test_every_reader_gives_the_same_text(name: str) -> None:
    said = SAID[name]
    read = {reader.__name__: reader(said) for reader in (on_the_page, as_pushed, by_the_account, as_exported)}
    assert len({post.text for post in read.values()}) == 1, {reader: post.text for reader, post in read.items()}
    assert len({(post.message_id, post.date, post.hash, post.edited, post.picture_only) for post in read.values()}) == 1

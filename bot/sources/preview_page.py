"""What a public preview page says: HTML in, a channel's posts out, or what the page is instead (pure)."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from json import loads

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.model import Post
from bot.sources.text import canonical

__all__ = ["Kind", "Page", "parse"]

MOST_TAGS = 60_000
"""A page of twenty posts has some thousands; reading deep nesting takes time that grows with its square."""

MESSAGE = ".tgme_widget_message[data-post]"
CHANNEL = ".tgme_channel_info, .tgme_channel_history"
TITLE = ".tgme_channel_info_header_title, .tgme_header_title, .tgme_page_title"
VERIFIED = ".tgme_channel_info_header .verified-icon, .tgme_header_labels .verified-icon"
OLDER = "a.tme_messages_more[data-before]"
QUOTED = ".tgme_widget_message_reply, .tgme_widget_message_link_preview"
TEXT = ".tgme_widget_message_text.js-message_text"
DATE = "a.tgme_widget_message_date time[datetime]"
META = ".tgme_widget_message_meta"
FORWARDED = ".tgme_widget_message_forwarded_from_name"
POLL = ".tgme_widget_message_poll"
MEDIA = ", ".join(
    f".{name}"
    for name in (
        "tgme_widget_message_photo_wrap",
        "tgme_widget_message_video_player",
        "tgme_widget_message_roundvideo_player",
        "tgme_widget_message_voice_player",
        "tgme_widget_message_document_wrap",
        "tgme_widget_message_sticker_wrap",
        "message_media_not_supported",
    )
)

ID = re.compile(r"/([0-9]{1,15})(?![0-9])")
BEFORE = re.compile(r"[?&]before=([0-9]{1,15})(?![0-9])")
EDITED = re.compile(r"\bedited\b")
NO_CHANNEL = re.compile(r"@|\bmembers?\b|\busers?\b")

BREAK, EDGE, SOURCE = "\u2028", "\u2029", "\r"
"""While a text is taken out: a line break of the post, the edge of a block, a line break of the page's source."""

BLOCKS = "blockquote, pre, p, div, ul, ol, li, table, tr, h1, h2, h3, h4, h5, h6"
SOURCE_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


class Kind(StrEnum):
    """What a page turned out to be."""

    CHANNEL = "channel"
    EMPTY = "channel without posts"
    PREVIEW_OFF = "channel without preview"
    NOT_CHANNEL = "person, bot or group"
    UNKNOWN = "unknown name"
    FOREIGN = "no page of Telegram"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read.

    username is in the channel's own spelling and telegram_id the bare numeric id, both None where the page does not say.
    posts are the oldest first, without service messages and those that are undated or cut off; oldest and newest are ids
    of messages on the page, service messages included. before is what `?before=` takes for the page of older posts. ids are
    those of all that is on the page, readable or not.
    """

    kind: Kind
    username: str | None = None
    title: str = ""
    telegram_id: int | None = None
    verified: bool = False
    posts: tuple[Post, ...] = ()
    oldest: int | None = None
    newest: int | None = None
    before: int | None = None
    ids: tuple[int, ...] = ()


def parse(html: str) -> Page:
    """Read a preview page, whole or cut, of Telegram or not; never raises."""
    if html.count("<") > MOST_TAGS:
        return Page(Kind.FOREIGN)
    tree = LexborHTMLParser(html.encode("utf-8", "replace"))
    messages = tree.css(MESSAGE)
    if not messages and not tree.css_first(CHANNEL):
        return Page(_without_channel(tree), title=_title(tree))

    views = Counter(filter(None, map(_telegram_id, messages)))
    names = [name for message in messages if (name := _attribute(message, "data-post").partition("/")[0])]
    title, verified, before = _title(tree), tree.css_first(VERIFIED) is not None, _before(tree)
    posts: dict[int, Post | None] = {}
    ids: set[int] = set()
    for message in reversed(messages):  # damage may put one message inside another: the inner one is read and taken out first
        number, date = _message_id(message), _date(message)
        if number is not None:
            ids.add(number)
            if "service_message" in _attribute(message, "class").split():
                posts[number] = None
            elif date and not message.css_first(f"{TEXT} {DATE}"):  # its end is there, and outside of its text
                posts[number] = _post(message, number, date)
        message.decompose()
    oldest = min(posts, default=None)
    return Page(
        kind=Kind.CHANNEL if posts else Kind.EMPTY,
        username=names[0] if names else None,
        title=title,
        telegram_id=views.most_common(1)[0][0] if views else None,
        verified=verified,
        posts=tuple(post for number in sorted(posts) if (post := posts[number])),
        oldest=oldest,
        newest=max(posts, default=None),
        before=before if before is not None else oldest,
        ids=tuple(sorted(ids)),
    )


def _without_channel(tree: LexborHTMLParser) -> Kind:
    if tree.css_first(".tgme_page_title"):
        extra = " ".join(node.text() for node in tree.css(".tgme_page_extra"))
        return Kind.NOT_CHANNEL if NO_CHANNEL.search(extra) else Kind.PREVIEW_OFF
    contact = _title(tree).startswith("Telegram: Contact @")
    return Kind.UNKNOWN if contact or tree.css_first(".tgme_page") else Kind.FOREIGN


def _title(tree: LexborHTMLParser) -> str:
    for node in tree.css(TITLE):
        if title := canonical(" ".join(node.text().split())):
            return title.removesuffix(" ✔")
    meta = tree.css_first('meta[property="og:title"]')
    return canonical(_attribute(meta, "content")) if meta else ""


def _before(tree: LexborHTMLParser) -> int | None:
    more = tree.css_first(OLDER)
    if more and re.fullmatch(r"[0-9]{1,15}", number := _attribute(more, "data-before")):
        return int(number)
    link = tree.css_first('link[rel="prev"]')
    found = BEFORE.search(_attribute(link, "href")) if link else None
    return int(found[1]) if found else None


def _post(message: LexborNode, number: int, date: datetime) -> Post:
    fetched = (message.html or "").encode("utf-8", "replace")
    for quoted in message.css(QUOTED):
        quoted.decompose()
    forwarded = message.css_first(FORWARDED)
    text = _text(message)
    return Post(
        message_id=number,
        date=date,
        text=text,
        edited=_edited(message),
        picture_only=not text and not message.css_first(POLL) and message.css_first(MEDIA) is not None,
        forwarded_from=canonical(forwarded.text()) or None if forwarded else None,
        fetched=fetched,
    )


def _text(message: LexborNode) -> str:
    node = message.css_first(TEXT)  # the outermost: captions of albums are wrapped twice
    if node is None:
        return ""
    for link in node.css("a"):
        if "&amp;" in (words := link.text()):  # the page escapes the addresses of links once too often
            link.replace_with(words.replace("&amp;", "&"))
    for pre in node.css("pre"):
        pre.replace_with(EDGE + re.sub("\r\n?|\n", BREAK, pre.text()) + EDGE)
    for line in node.css("br"):
        line.replace_with(BREAK)
    for block in node.css(BLOCKS):
        block.insert_before(EDGE)
        block.insert_after(EDGE)
    for cell in node.css("td, th"):
        cell.insert_after(" ")
    text = SOURCE_BREAK.sub(SOURCE, node.text())
    text = re.sub(f"{SOURCE}*([{BREAK}{EDGE}]){SOURCE}*", r"\1", text).replace(SOURCE, " ")
    text = re.sub(f"{EDGE}*{BREAK}{EDGE}*", BREAK, text).strip(EDGE)
    return canonical(re.sub(f"{EDGE}+", BREAK, text))


def _date(message: LexborNode) -> datetime | None:
    node = message.css_first(DATE)
    try:
        date = datetime.fromisoformat(_attribute(node, "datetime")) if node else None
        return date and (date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def _edited(message: LexborNode) -> bool:
    meta = message.css_first(META)
    return meta is not None and any(EDITED.search(node.text()) for node in meta.iter(include_text=True) if node.is_text_node)


def _message_id(message: LexborNode) -> int | None:
    found = ID.search(_attribute(message, "data-post"))
    return int(found[1]) if found else None


def _telegram_id(message: LexborNode) -> int | None:
    """The bare numeric id of the channel: `data-view` holds minus it, as `c` of some JSON in base64."""
    view = _attribute(message, "data-view")
    try:
        number = loads(urlsafe_b64decode(view + "=" * (-len(view) % 4)))["c"]
        return abs(int(number)) or None
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None


def _attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""

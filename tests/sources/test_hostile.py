"""No page, however broken, makes the parser raise or stall."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.preview_page import MOST_TAGS, Kind, parse
from bot.sources.text import canonical
from tests.sources.pages import PAGES, html

WHOLE = sorted(PAGES.glob("*.html"))

FRAGMENTS = st.sampled_from(
    [
        '<div class="tgme_widget_message" data-post="sample/7">',
        '<div class="tgme_widget_message" data-post="/99999999999999999999">',
        '<div class="tgme_widget_message service_message" data-post data-view="e30">',
        '<div class="tgme_widget_message_text js-message_text">',
        '<a class="tgme_widget_message_date"><time datetime="2025-01-01T00:00:00Z">',
        '<a class="tgme_widget_message_date"><time datetime="-1">',
        '<a class="tgme_widget_message_reply">',
        '<span class="tgme_widget_message_meta">edited',
        '<div class="tgme_channel_history">',
        '<a class="tme_messages_more" data-before="x">',
        '<link rel="prev" href="?before=">',
        "<blockquote>",
        "<pre>",
        "<br>",
        "<table><td>",
        "</div>",
        "</a>",
        "&amp;amp;",
        "<!--",
        "\x00\ud83d",
    ]
)


@given(st.binary(max_size=2000))
def test_random_bytes(body: bytes) -> None:
    parse(body.decode("utf-8", "surrogateescape"))


@given(st.lists(FRAGMENTS | st.text(max_size=20), max_size=60).map("".join))
def test_random_markup(source: str) -> None:
    page = parse(source)
    assert all(post.text == canonical(post.text) for post in page.posts)
    assert [post.message_id for post in page.posts] == sorted({post.message_id for post in page.posts})


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_page_cut_anywhere_gives_whole_posts_only(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    posts = {post.message_id: post for post in parse(source).posts}
    for end in range(0, len(source), 997):
        for post in parse(source[:end]).posts:
            whole = posts[post.message_id]
            assert (post.text, post.date, post.edited) == (whole.text, whole.date, whole.edited)


def test_nesting_without_end_is_refused_and_not_read() -> None:
    assert parse(html("newest") + "<div>" * MOST_TAGS).kind is Kind.FOREIGN

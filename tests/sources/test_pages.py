"""Every composed page reads as its reviewed reading says."""

from __future__ import annotations

import json

import pytest

from bot.sources.preview_page import Kind, parse
from tests.sources.pages import PAGES, html, reading


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_page_reads_as_reviewed(name: str) -> None:
    reviewed = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    assert reading(html(name)) == reviewed, "look through the new reading: python -m tests.sources.pages"


def test_every_reading_has_its_page() -> None:
    assert {path.stem for path in PAGES.glob("*.json")} == {path.stem for path in PAGES.glob("*.html")}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("newest", Kind.CHANNEL),
        ("only_service", Kind.CHANNEL),
        ("no_posts", Kind.EMPTY),
        ("preview_off", Kind.PREVIEW_OFF),
        ("one_subscriber", Kind.PREVIEW_OFF),
        ("group", Kind.NOT_CHANNEL),
        ("person", Kind.NOT_CHANNEL),
        ("bot", Kind.NOT_CHANNEL),
        ("contact", Kind.UNKNOWN),
        ("foreign", Kind.FOREIGN),
    ],
)
def test_pages_are_told_apart(name: str, kind: Kind) -> None:
    assert parse(html(name)).kind is kind


def test_quoted_reply_is_not_the_posts_text() -> None:
    texts = [post.text for post in parse(html("reply")).posts]
    assert texts == ["That figure was wrong: 300.", "No comment.", "", "See the briefing: example.com/briefing"]


def test_caption_of_an_album_is_read_once_and_its_links_unescaped() -> None:
    texts = [post.text for post in parse(html("album")).posts]
    assert texts[0] == "Втрати за добу: 1 210 осіб.\nФото: пресслужба"
    assert texts[1] == "Джерело: https://example.com/?day=2&part=1 і А&Б"


def test_posts_with_the_label_not_supported_are_kept() -> None:
    posts = parse(html("media")).posts
    assert [post.message_id for post in posts] == list(range(1, 11))
    assert posts[0].text == "12 soldiers were wounded near the village."
    assert [post.message_id for post in posts if post.picture_only] == [3, 4, 5, 6, 9, 10]


def test_only_the_bare_word_marks_an_edit() -> None:
    assert [post.message_id for post in parse(html("edited")).posts if post.edited] == [1, 2, 5]


def test_posts_without_a_time_of_their_own_are_dropped() -> None:
    dates = {post.message_id: post.date.isoformat() for post in parse(html("dates")).posts}
    assert dates == {
        2: "2024-11-30T22:30:00+00:00",
        5: "2024-12-02T08:15:00+00:00",
        6: "2024-12-03T08:15:00+00:00",
    }


def test_forwards_are_marked_and_service_messages_dropped_but_counted() -> None:
    page = parse(html("forwards"))
    assert {post.message_id: post.forwarded_from for post in page.posts} == {70: "합참 & 국정원", 71: "Hidden Person"}
    assert (page.oldest, page.newest) == (70, 73)


def test_a_footer_that_changes_changes_no_version() -> None:
    later = html("newest").replace("1.2K", "3.4M").replace("21.5ms", "8.1ms").replace("88.4K", "90K")
    assert [post.hash for post in parse(later).posts] == [post.hash for post in parse(html("newest")).posts]


def test_a_post_cut_within_its_text_is_left_for_the_next_time() -> None:
    page = parse(html("cut"))
    assert [post.message_id for post in page.posts] == [2101, 2103]
    assert page.newest == 2103


def test_damage_gives_no_post_the_text_of_another() -> None:
    texts = {post.message_id: post.text for post in parse(html("damaged")).posts}
    assert texts == {1: "", 3: "30 were wounded."}


@pytest.mark.parametrize(("name", "before"), [("newest", 2101), ("paging_link_only", 281), ("paging_neither", 302)])
def test_the_way_to_older_posts_is_found(name: str, before: int) -> None:
    assert parse(html(name)).before == before


def test_feed_is_served_whole() -> None:
    source = html("newest")
    page = parse(source)
    assert page.kind is Kind.CHANNEL
    assert len(page.posts) == source.count("data-post=") == 3
    assert sum(post.edited for post in page.posts) == source.count("edited &nbsp;") == 2
    assert all(bool(post.text) != post.picture_only for post in page.posts)
    assert page.telegram_id
    assert page.verified
    assert not any("VIEW IN TELEGRAM" in post.text or "<" in post.text for post in page.posts)


@pytest.mark.parametrize(("name", "kind"), [("preview_off", Kind.PREVIEW_OFF), ("contact", Kind.UNKNOWN)])
def test_other_pages_are_no_channel(name: str, kind: Kind) -> None:
    page = parse(html(name))
    assert page.kind is kind
    assert page.posts == ()

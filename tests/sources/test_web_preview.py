"""The reader of previews against a preview server in the network's place."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from random import Random

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Channel, ChannelState, Post
from bot.sources import READERS, Batch, Pull, ReaderError
from bot.sources.web_preview import WebPreview
from tests.sources.server import CONTACT, NO_POSTS, PreviewServer, SampleChannel

EMPTY = f'<div class="tgme_channel_info"></div><div class="tgme_channel_history">{NO_POSTS}</div>'


def throttled(page: str, _request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, html=page)


async def read_all(web: WebPreview, channel: Channel) -> tuple[Channel, list[Post]]:
    """Read until there is no more to read at once, as the pipeline does."""
    posts: list[Post] = []
    more = True
    while more:
        batch = await web.read(channel)
        channel, more = replace(channel, cursor=batch.cursor), batch.more
        posts += batch.posts
    return channel, posts


def ids(posts: tuple[Post, ...] | list[Post]) -> list[int]:
    return [post.message_id for post in posts]


def test_the_table_of_readers_knows_it() -> None:
    reader: Pull = READERS["web"](httpx.AsyncClient())
    assert isinstance(reader, WebPreview)


async def test_look_shows_what_an_admin_wants_to_see(web: WebPreview) -> None:
    preview = await web.look("SAMPLE_STAFF".lower())
    assert (preview.username, preview.title, preview.telegram_id) == ("sample_staff", "Sample", 1700000118)
    assert ids(preview.posts) == list(range(120, 160, 2))


async def test_first_read_is_the_newest_page(web: WebPreview, channel: Channel) -> None:
    batch = await web.read(channel)
    assert ids(batch.posts) == list(range(120, 160, 2))
    assert (batch.quiet, batch.more) == (True, False)


async def test_quiet_read_is_one_request_and_shows_edits(web: WebPreview, channel: Channel, server: PreviewServer) -> None:
    channel, before = await read_all(web, channel)
    server.channels["sample_staff"].posts[150] = "Post 150, corrected."
    server.channels["sample_staff"].edited.add(150)
    asked = len(server.asked)
    batch = await web.read(channel)
    assert len(server.asked) == asked + 1
    assert not batch.quiet
    changed = {post.message_id for post in batch.posts} - {
        post.message_id for post in batch.posts if post.hash in {old.hash for old in before}
    }
    assert changed == {150}
    assert [post.message_id for post in batch.posts if post.edited] == [150]


@pytest.mark.parametrize("missed", [1, 5, 19, 20, 21, 77])
async def test_reading_goes_on_without_gaps_after_any_downtime(
    web: WebPreview, channel: Channel, server: PreviewServer, missed: int
) -> None:
    channel, _ = await read_all(web, channel)
    new = [158 + 3 * (index + 1) for index in range(missed)]
    server.channels["sample_staff"].posts.update({number: f"Post {number}." for number in new})
    channel, posts = await read_all(web, channel)
    assert sorted({number for number in ids(posts) if number > 158}) == new
    channel, posts = await read_all(web, channel)
    assert ids(posts)[-1] == new[-1]


async def test_posts_that_come_while_catching_up_are_read_too(web: WebPreview, channel: Channel, server: PreviewServer) -> None:
    channel, _ = await read_all(web, channel)
    posts = server.channels["sample_staff"].posts
    posts.update(dict.fromkeys(range(160, 225), "During the outage."))
    seen: set[int] = set()
    for _ in range(12):
        batch = await web.read(channel)
        channel = replace(channel, cursor=batch.cursor)
        seen.update(ids(batch.posts))
        posts[max(posts) + 1] = "Meanwhile."
    assert seen >= set(range(160, max(posts)))


async def test_nothing_older_than_the_first_page_comes_to_sight_as_new(
    web: WebPreview, channel: Channel, server: PreviewServer
) -> None:
    channel, _ = await read_all(web, channel)
    for number in (150, 152, 158):
        del server.channels["sample_staff"].posts[number]
    _, posts = await read_all(web, channel)
    assert min(ids(posts)) == 120


async def test_posts_gone_while_catching_up_do_not_stop_it(web: WebPreview, channel: Channel, server: PreviewServer) -> None:
    channel, _ = await read_all(web, channel)
    posts = server.channels["sample_staff"].posts
    posts.update(dict.fromkeys(range(160, 200), "New."))
    batch = await web.read(channel)
    assert batch.more
    for number in range(160, 200):
        del posts[number]
    channel, _ = await read_all(web, replace(channel, cursor=batch.cursor))
    posts[210] = "The next."
    _, read = await read_all(web, channel)
    assert 210 in ids(read)


async def test_another_readers_cursor_is_a_first_read(web: WebPreview, channel: Channel) -> None:
    for cursor in ("", "[1]", "{}", "158", '{"last": "x", "until": 1, "floor": 1}', "not JSON"):
        batch = await web.read(replace(channel, cursor=cursor))
        assert batch.quiet


async def failure(web: WebPreview, channel: Channel) -> ReaderError:
    with pytest.raises(ReaderError) as caught:
        await web.read(channel)
    return caught.value


async def test_a_name_that_came_to_another_channel_is_not_followed(
    web: WebPreview, channel: Channel, server: PreviewServer
) -> None:
    first = await web.read(channel)
    server.channels["sample_staff"] = SampleChannel(telegram_id=99, title="Imposter", posts={160: "Buy."})
    for known in (channel, replace(channel, cursor=first.cursor), replace(channel, cursor=first.cursor, telegram_id=None)):
        error = await failure(web, known)
        assert error.state is ChannelState.RENAMED
        assert "“Imposter”, id 99 and not 1700000118" in str(error)


async def test_unknown_name(web: WebPreview) -> None:
    with pytest.raises(ReaderError) as caught:
        await web.look("sample_nobody")
    assert caught.value.state is ChannelState.NOT_FOUND
    assert str(caught.value) == (
        "@sample_nobody shows no public preview: the name does not exist, or its owner switched the preview off. "
        "Check the spelling, or read it as a member (/help readers)."
    )


async def test_preview_switched_off(web: WebPreview, channel: Channel, server: PreviewServer) -> None:
    server.channels["sample_staff"].preview = False
    error = await failure(web, channel)
    assert error.state is ChannelState.PREVIEW_OFF
    assert server.paths == ["/s/sample_staff", "/sample_staff"]


async def test_unknown_name_behind_a_redirect(web: WebPreview, server: PreviewServer) -> None:
    server.odd = lambda request: (
        httpx.Response(302, headers={"Location": "/sample_nobody"}) if request.url.path == "/s/sample_nobody" else None
    )
    with pytest.raises(ReaderError) as caught:
        await web.look("sample_nobody")
    assert caught.value.state is ChannelState.NOT_FOUND


async def test_server_that_knows_no_such_page(web: WebPreview, server: PreviewServer) -> None:
    server.odd = lambda request: httpx.Response(404) if "nobody" in request.url.path else None
    with pytest.raises(ReaderError) as caught:
        await web.look("sample_nobody")
    assert caught.value.state is ChannelState.NOT_FOUND


@pytest.mark.parametrize("page", [CONTACT, EMPTY])
async def test_soft_throttling_is_neither_success_nor_the_end(
    web: WebPreview, channel: Channel, server: PreviewServer, page: str
) -> None:
    first = await web.read(channel)
    server.odd = partial(throttled, page)
    for known in (channel, replace(channel, cursor=first.cursor)):
        error = await failure(web, known)
        assert error.state is ChannelState.THROTTLED
        assert "limiting requests" in str(error)
    server.odd = lambda _request: None
    batch = await web.read(replace(channel, cursor=first.cursor))
    assert ids(batch.posts) == ids(first.posts)


async def test_soft_throttling_while_catching_up_loses_nothing(web: WebPreview, channel: Channel, server: PreviewServer) -> None:
    channel, _ = await read_all(web, channel)
    server.channels["sample_staff"].posts.update(dict.fromkeys(range(160, 200), "New."))
    server.odd = lambda request: httpx.Response(200, html=EMPTY) if "after" in request.url.params else None
    assert (await failure(web, channel)).state is ChannelState.THROTTLED
    server.odd = lambda _request: None
    _, posts = await read_all(web, channel)
    assert {number for number in ids(posts) if number >= 160} == set(range(160, 200))


async def test_page_that_is_not_telegrams(web: WebPreview, channel: Channel, server: PreviewServer) -> None:
    server.odd = lambda _request: httpx.Response(200, html="<title>Sign in to the network</title>")
    error = await failure(web, channel)
    assert error.state is ChannelState.UNREACHABLE
    assert "no page of Telegram" in str(error)


async def test_channel_with_service_messages_only(web: WebPreview, channel: Channel, server: PreviewServer) -> None:
    service = '<div class="tgme_widget_message service_message" data-post="sample_staff/1"></div>'
    server.odd = lambda _request: httpx.Response(200, html=service)
    batch = await web.read(channel)
    assert batch == Batch((), batch.cursor, quiet=True)
    server.odd = lambda _request: None
    batch = await web.read(replace(channel, cursor=batch.cursor))
    assert not batch.quiet
    assert batch.posts


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.integers(1, 70)),
        st.tuples(st.just("edit"), st.integers(0, 19)),
        st.tuples(st.just("delete"), st.integers(0, 40)),
        st.tuples(st.just("throttle"), st.integers(0, 1)),
        st.tuples(st.just("read"), st.integers(1, 3)),
    ),
    max_size=25,
)


@given(STEPS, st.randoms(use_true_random=False))
async def test_whatever_happens_every_post_is_read_and_every_late_edit_seen(steps: list[tuple[str, int]], chance: Random) -> None:
    sample = SampleChannel(telegram_id=5, posts={number: f"Post {number}." for number in range(1, 31)})
    server = PreviewServer(channels={"sample": sample})
    channel = Channel("sample", "Sample", "Sample", None, telegram_id=5)
    seen: dict[int, str] = {}
    next_id = 31

    async def read(web: WebPreview) -> None:
        nonlocal channel
        batch = await web.read(channel)
        channel = replace(channel, cursor=batch.cursor)
        seen.update({post.message_id: post.text for post in batch.posts})

    async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as client:
        web = WebPreview(client, clock=server.clock, sleep=server.clock.sleep)
        await read(web)
        for step, amount in steps:
            numbers = sorted(sample.posts)
            if step == "publish":
                for _ in range(amount):
                    next_id += chance.randint(1, 4)
                    sample.posts[next_id] = f"Post {next_id}."
            elif step == "edit" and len(numbers) > amount:
                sample.posts[numbers[-1 - amount]] += " Corrected."
            elif step == "delete" and len(numbers) > amount + 1:
                del sample.posts[numbers[-1 - amount]]
            elif step == "throttle":
                server.odd = partial(throttled, (CONTACT, EMPTY)[amount])
                assert (await failure(web, channel)).state is ChannelState.THROTTLED
                server.odd = lambda _request: None
            elif step == "read":
                for _ in range(amount):
                    await read(web)
        before = None
        while channel.cursor != before:
            before = channel.cursor
            await read(web)
    present = {number: text for number, text in sample.posts.items() if number > 10}
    assert seen.keys() >= present.keys()
    newest = sorted(present)[-20:]
    assert {number: seen[number] for number in newest} == {number: present[number] for number in newest}
    assert min(seen) == 11

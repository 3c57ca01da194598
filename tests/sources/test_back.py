"""Going back through a channel's previews: to its beginning, once through, behind those who read onwards."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from bot.model import Channel, ChannelState
from bot.sources import ReaderError
from bot.sources.web_preview import WebPreview
from tests.sources.server import PreviewServer, SampleChannel
from tests.sources.test_web_preview import EMPTY


async def walk(web: WebPreview, channel: Channel, most: int = 20) -> list[list[int]]:
    """The ids of each page on the way back."""
    pages: list[list[int]] = []
    before: int | None = None
    for _ in range(most):
        batch = await web.back(channel, before)
        assert (batch.quiet, batch.aside) == (True, True)
        pages.append([post.message_id for post in batch.posts])
        if not batch.more:
            return pages
        before = int(batch.cursor or 0)
    raise AssertionError(f"no end after {most} pages")


async def test_the_beginning_is_reached_and_every_post_met_once(web: WebPreview, channel: Channel) -> None:
    pages = await walk(web, channel)
    assert [number for page in pages[::-1] for number in page] == list(range(100, 160, 2))


async def test_a_first_post_of_number_one_needs_no_further_question(
    web: WebPreview, channel: Channel, server: PreviewServer
) -> None:
    server.channels["sample_staff"].posts = dict.fromkeys(range(1, 31), "A post.")
    assert [len(page) for page in await walk(web, channel)] == [20, 10]
    assert len(server.asked) == 2


async def test_empty_is_the_beginning_only_where_the_channel_shows_itself(
    web: WebPreview, channel: Channel, server: PreviewServer
) -> None:
    server.odd = lambda _request: httpx.Response(200, html=EMPTY)
    with pytest.raises(ReaderError) as caught:
        await web.back(channel, 100)
    assert caught.value.state is ChannelState.THROTTLED
    server.odd = lambda _request: None
    assert not (await web.back(channel, 100)).more


async def test_an_empty_page_in_the_middle_is_not_the_beginning(web: WebPreview, channel: Channel, server: PreviewServer) -> None:
    answers = iter([EMPTY])  # the limit ends while the channel is asked to show itself
    server.odd = lambda _request: httpx.Response(200, html=page) if (page := next(answers, "")) else None
    with pytest.raises(ReaderError) as caught:
        await web.back(channel, 140)
    assert caught.value.state is ChannelState.THROTTLED
    assert [post.message_id for post in (await web.back(channel, 140)).posts] == list(range(100, 140, 2))


async def test_a_page_that_was_seen_ends_the_walk(web: WebPreview, channel: Channel, server: PreviewServer) -> None:
    newest = server.channels["sample_staff"].page("sample_staff", list(range(120, 160, 2)))
    server.odd = lambda _request: httpx.Response(200, html=newest)  # whatever is asked for
    assert await walk(web, channel) == [list(range(120, 160, 2)), []]


async def test_a_page_of_service_messages_is_passed(web: WebPreview, channel: Channel, server: PreviewServer) -> None:
    service = "".join(
        f'<div class="tgme_widget_message service_message" data-post="sample_staff/{number}"></div>' for number in (118, 119)
    )
    server.odd = lambda request: httpx.Response(200, html=service) if request.url.params.get("before") == "120" else None
    pages = await walk(web, channel)
    assert pages[1] == []
    assert pages[2][-1] == 116


async def test_a_name_that_came_to_another_channel_is_not_gone_back_through(
    web: WebPreview, channel: Channel, server: PreviewServer
) -> None:
    server.channels["sample_staff"] = SampleChannel(telegram_id=99, posts={160: "Buy."})
    for before in (None, 170):
        with pytest.raises(ReaderError) as caught:
            await web.back(channel, before)
        assert caught.value.state is ChannelState.RENAMED


async def test_those_who_read_onwards_go_first(server: PreviewServer, channel: Channel) -> None:
    async def slowly(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        return server(request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(slowly)) as client:
        web = WebPreview(client, clock=server.clock, sleep=server.clock.sleep)
        back = [web.back(channel, 130) for _ in range(3)]
        await asyncio.gather(*back, *(web.read(channel) for _ in range(3)))
    queries = [path.partition("?")[2] for path in server.paths]
    assert queries == ["before=130", "", "", "", "before=130", "before=130"]

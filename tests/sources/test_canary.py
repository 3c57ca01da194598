"""Before a channel is called gone, one that is known to be good is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from bot.model import Channel, ChannelState
from bot.sources import ReaderError
from bot.sources.web_preview import WebPreview
from tests.sources.server import CONTACT, PreviewServer, SampleChannel


@pytest.fixture
async def known(web: WebPreview, channel: Channel) -> Channel:
    """The channel, read once."""
    return replace(channel, cursor=(await web.read(channel)).cursor)


async def failure(web: WebPreview, channel: Channel) -> ReaderError:
    with pytest.raises(ReaderError) as caught:
        await web.read(channel)
    return caught.value


async def test_a_renamed_or_removed_channel_is_gone_where_others_show_themselves(
    web: WebPreview, known: Channel, server: PreviewServer
) -> None:
    server.channels.clear()
    error = await failure(web, known)
    assert error.state is ChannelState.NOT_FOUND
    assert "it was renamed or removed" in str(error)
    assert "add it by that one" in error.advice
    assert server.paths[1:] == ["/s/sample_staff", "/s/telegram", "/s/sample_staff"]


async def test_a_channel_that_was_read_lately_is_the_better_canary(
    web: WebPreview, known: Channel, server: PreviewServer
) -> None:
    server.channels["sample_other"] = SampleChannel(7, posts={1: "A."})
    await web.look("sample_other")
    del server.channels["sample_staff"]
    await failure(web, known)
    assert "/s/sample_other" in server.paths[3:]
    assert "/s/telegram" not in server.paths


async def test_where_all_look_unknown_requests_are_limited_and_the_canary_is_asked_once(
    web: WebPreview, known: Channel, server: PreviewServer
) -> None:
    server.odd = lambda _request: httpx.Response(200, html=CONTACT)
    for name in ("sample_staff", "sample_one", "sample_two"):
        error = await failure(web, replace(known, username=name))
        assert error.state is ChannelState.THROTTLED
    assert server.paths.count("/s/telegram") == 1
    server.clock.now += timedelta(minutes=2)
    await failure(web, known)
    assert server.paths.count("/s/telegram") == 2


async def test_one_answer_that_looks_like_an_unknown_name_is_no_end(
    web: WebPreview, known: Channel, server: PreviewServer
) -> None:
    answers = iter([CONTACT])
    server.odd = lambda _request: httpx.Response(200, html=page) if (page := next(answers, "")) else None
    assert (await web.read(known)).posts


async def test_a_canary_that_cannot_be_reached_does_not_sing(web: WebPreview, known: Channel, server: PreviewServer) -> None:
    def fails(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/s/telegram":
            raise httpx.ConnectError("no route", request=request)
        return httpx.Response(200, html=CONTACT)

    server.odd = fails
    assert (await failure(web, known)).state is ChannelState.THROTTLED

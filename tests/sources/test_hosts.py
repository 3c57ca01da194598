"""Politeness, fall-back and refusal at the network's edge."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import httpx
import pytest

from bot.model import Channel, ChannelState
from bot.sources import ReaderError
from bot.sources.hosts import MOST_BYTES
from bot.sources.web_preview import WebPreview
from tests.sources.server import PreviewServer, SampleChannel


async def failure(web: WebPreview, name: str = "sample_staff") -> ReaderError:
    with pytest.raises(ReaderError) as caught:
        await web.look(name)
    return caught.value


async def test_one_request_at_a_time_and_at_most_one_a_second(server: PreviewServer) -> None:
    under_way = 0
    most = 0

    async def slowly(request: httpx.Request) -> httpx.Response:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        answer = server(request)
        under_way -= 1
        return answer

    server.channels |= {f"sample_{index}": SampleChannel(index, posts={1: "A."}) for index in range(1, 20)}
    async with httpx.AsyncClient(transport=httpx.MockTransport(slowly)) as client:
        web = WebPreview(client, clock=server.clock, sleep=server.clock.sleep)
        await asyncio.gather(*(web.look(name) for name in server.channels))
    times = [time for time, _ in server.asked]
    assert most == 1
    assert all(later - earlier >= timedelta(seconds=1) for earlier, later in pairwise(times))


async def test_the_second_host_when_the_first_cannot_be_reached(web: WebPreview, server: PreviewServer) -> None:
    def first_is_down(request: httpx.Request) -> None:
        if request.url.host == "t.me":
            raise httpx.ConnectError("no route", request=request)

    server.odd = first_is_down
    await web.look("sample_staff")
    await web.look("sample_staff")
    assert server.hosts == ["t.me", "telegram.me", "telegram.me"]
    server.clock.now += timedelta(minutes=11)
    server.odd = lambda _request: None
    await web.look("sample_staff")
    assert server.hosts[3:] == ["t.me"]


async def test_those_who_wait_do_not_find_out_one_by_one(server: PreviewServer) -> None:
    async def first_is_down(request: httpx.Request) -> httpx.Response:
        answer = server(request)
        await asyncio.sleep(0)
        if request.url.host == "t.me":
            await server.clock.sleep(10)
            raise httpx.ConnectTimeout("", request=request)
        return answer

    async with httpx.AsyncClient(transport=httpx.MockTransport(first_is_down)) as client:
        web = WebPreview(client, clock=server.clock, sleep=server.clock.sleep)
        previews = await asyncio.gather(*(web.look("sample_staff") for _ in range(9)))
    assert all(preview.posts for preview in previews)
    assert server.hosts == ["t.me"] + ["telegram.me"] * 9


@pytest.mark.parametrize("status", [500, 502, 403])
async def test_no_host_answers(web: WebPreview, server: PreviewServer, status: int) -> None:
    server.odd = lambda _request: httpx.Response(status)
    error = await failure(web)
    assert error.state is ChannelState.UNREACHABLE
    assert f"t.me answered {status}; telegram.me answered {status}" in str(error)


async def test_dead_network(web: WebPreview, server: PreviewServer) -> None:
    def dead(request: httpx.Request) -> None:
        raise httpx.ConnectTimeout("", request=request)

    server.odd = dead
    error = await failure(web)
    assert error.state is ChannelState.UNREACHABLE
    assert str(error).startswith("@sample_staff could not be read: t.me cannot be reached (ConnectTimeout);")


async def test_retry_after_is_obeyed_for_every_channel_of_the_host(web: WebPreview, server: PreviewServer) -> None:
    server.channels["sample_other"] = SampleChannel(1, posts={1: "A."})
    server.odd = lambda _request: httpx.Response(429, headers={"Retry-After": "90"})
    error = await failure(web)
    assert (error.state, error.retry_after) == (ChannelState.THROTTLED, 90)
    server.odd = lambda _request: None
    server.clock.now += timedelta(seconds=30)
    error = await failure(web, "sample_other")
    assert error.retry_after == pytest.approx(60, abs=1)
    assert len(server.asked) == 1
    server.clock.now += timedelta(seconds=61)
    assert (await web.look("sample_other")).posts


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("Fri, 10 Jan 2025 08:02:00 GMT", 119.8),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 1),
        ("soon", 60),
        ("", 60),
        ("1e999", 86400),
        ("-5", 60),
    ],
)
async def test_whatever_retry_after_says(web: WebPreview, server: PreviewServer, header: str, seconds: float) -> None:
    server.odd = lambda _request: httpx.Response(429, headers={"Retry-After": header})
    assert (await failure(web)).retry_after == pytest.approx(seconds)


async def test_redirect_loop(web: WebPreview, server: PreviewServer) -> None:
    server.odd = lambda request: httpx.Response(302, headers={"Location": str(request.url)})
    error = await failure(web)
    assert error.state is ChannelState.UNREACHABLE
    assert "redirects in a loop" in str(error)
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://127.0.0.1/s/sample_staff", "redirects to http://127.0.0.1;"),
        ("http://[::1]:8080/", "redirects to http://[::1]:8080;"),
        ("https://t.me.example.com/s/sample_staff", "redirects to https://t.me.example.com;"),
        ("http://t.me/s/sample_staff", "redirects to http://t.me;"),
        ("https://t.me:8443/s/sample_staff", "redirects to https://t.me:8443;"),
        ("file:///etc/passwd", "redirects to file://;"),
        ("//evil.example", "redirects to https://evil.example;"),
    ],
)
async def test_redirect_to_any_other_host_is_refused(web: WebPreview, server: PreviewServer, location: str, words: str) -> None:
    server.odd = lambda _request: httpx.Response(302, headers={"Location": location})
    error = await failure(web)
    assert error.state is ChannelState.UNREACHABLE
    assert words in str(error)
    assert "refused" in str(error)
    assert len(server.asked) == 1


async def test_redirect_to_no_address_at_all(web: WebPreview, server: PreviewServer) -> None:
    server.odd = lambda _request: httpx.Response(302, headers={"Location": "https://t.me:port/"})
    assert (await failure(web)).state is ChannelState.UNREACHABLE


async def test_redirect_between_the_configured_hosts_is_followed(web: WebPreview, server: PreviewServer) -> None:
    server.odd = lambda request: (
        httpx.Response(301, headers={"Location": f"https://telegram.me{request.url.raw_path.decode()}"})
        if request.url.host == "t.me"
        else None
    )
    assert (await web.look("sample_staff")).posts
    assert server.hosts == ["t.me", "telegram.me"]


class Flood(httpx.AsyncByteStream):
    """A body of fifty megabytes that counts what was taken of it."""

    taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(50):
            self.taken += 1_000_000
            yield b"a" * 1_000_000


async def test_body_without_end_is_cut_off(web: WebPreview, server: PreviewServer) -> None:
    flood = Flood()
    server.odd = lambda _request: httpx.Response(200, stream=flood)
    error = await failure(web)
    assert error.state is ChannelState.UNREACHABLE
    assert "larger than 8 MB" in str(error)
    assert flood.taken <= MOST_BYTES + 1_000_000
    assert len(server.asked) == 1


async def test_packed_body_without_end_is_cut_off(web: WebPreview, server: PreviewServer) -> None:
    packed = gzip.compress(bytes(50_000_000))
    server.odd = lambda _request: httpx.Response(200, content=packed, headers={"Content-Encoding": "gzip"})
    assert "larger than 8 MB" in str(await failure(web))


async def test_page_that_breaks_off_is_asked_of_the_next_host(web: WebPreview, server: PreviewServer) -> None:
    def breaks_off(request: httpx.Request) -> None:
        if request.url.host == "t.me":
            raise httpx.RemoteProtocolError("peer closed connection", request=request)

    server.odd = breaks_off
    await web.look("sample_staff")
    await web.look("sample_staff")
    assert server.hosts == ["t.me", "telegram.me", "t.me", "telegram.me"]


async def test_body_that_cannot_be_unpacked(web: WebPreview, server: PreviewServer) -> None:
    server.odd = lambda _request: httpx.Response(200, content=b"no gzip", headers={"Content-Encoding": "gzip"})
    assert (await failure(web)).state is ChannelState.UNREACHABLE


PAGE = SampleChannel(7, posts={1: "Втрати: 300 осіб."}).page("sample_staff", [1])


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (PAGE.encode(), "text/html; charset=utf-8"),
        (PAGE.encode(), "text/html; charset=windows-1251"),
        (PAGE.encode(), "text/html; charset=no-such-charset"),
        (PAGE.encode(), "text/html"),
        (PAGE.encode() + "ї".encode()[:1], "text/html; charset=windows-1251"),
        (PAGE.encode("windows-1251"), "text/html; charset=windows-1251"),
    ],
)
async def test_wrong_label_of_the_charset(web: WebPreview, server: PreviewServer, body: bytes, label: str) -> None:
    server.odd = lambda _request: httpx.Response(200, content=body, headers={"Content-Type": label})
    preview = await web.look("sample_staff")
    assert preview.posts[0].text == "Втрати: 300 осіб."


async def test_bytes_of_no_charset_are_read_as_far_as_they_go(web: WebPreview, server: PreviewServer) -> None:
    body = PAGE.encode("windows-1251")
    server.odd = lambda _request: httpx.Response(200, content=body, headers={"Content-Type": "text/html; charset=base64"})
    preview = await web.look("sample_staff")
    assert "300" in preview.posts[0].text


@pytest.mark.parametrize(
    ("told", "asked"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")], ids=["state", "date"]
)
async def test_a_page_that_its_server_can_tell_changes_of_is_asked_for_so(
    web: WebPreview, server: PreviewServer, channel: Channel, told: str, asked: str
) -> None:
    page = server.channels["sample_staff"].page("sample_staff", [156, 158])
    requests: list[httpx.Request] = []

    def state(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        if request.headers.get(asked) == "W/7":
            return httpx.Response(304)
        return httpx.Response(200, html=page, headers={told: "W/7"})

    server.odd = state
    first = await web.look("sample_staff")
    assert await web.look("sample_staff") == first
    assert [request.headers.get(asked) for request in requests] == [None, "W/7"]
    page = server.channels["sample_staff"].page("sample_staff", [156])
    server.odd = lambda request: httpx.Response(200, html=page)
    assert [post.message_id for post in (await web.look("sample_staff")).posts] == [156]
    server.odd = state
    await web.look("sample_staff")
    assert asked not in requests[-1].headers


async def test_an_unchanged_page_that_nobody_asked_about_is_no_page(web: WebPreview, server: PreviewServer) -> None:
    server.odd = lambda _request: httpx.Response(304)
    assert (await failure(web)).state is ChannelState.UNREACHABLE


async def test_names_cannot_lead_to_other_pages(server: PreviewServer, web: WebPreview) -> None:
    await failure(web, "../joinchat/x?y#z")
    assert server.paths[0] == "/s/..%2Fjoinchat%2Fx%3Fy%23z"


async def test_addresses_are_the_operators(server: PreviewServer, channel: Channel) -> None:
    async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as client:
        web = WebPreview(client, ["http://127.0.0.1:8080"], clock=server.clock, sleep=server.clock.sleep)
        batch = await web.read(channel)
    assert batch.posts
    assert server.asked[0][1] == "http://127.0.0.1:8080/s/sample_staff"

"""Following the channels: one that fails stops no other, and what is wrong is told in the ledger, once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import httpx
import pytest

from bot.model import Channel, ChannelState, Post
from bot.sources import Batch, Preview, Pull
from bot.sources.web_preview import WebPreview
from bot.watch import Watch
from store import Store
from tests.builders import START, Clock
from tests.running import QUICK, until
from tests.sources.server import PreviewServer, SampleChannel

Follow = Callable[..., Awaitable[Channel]]


class Shelf:
    """A reader at the network's edge: hands over a post at each look, unless its channel is one that breaks it."""

    def __init__(self) -> None:
        self.looks: list[str] = []

    async def look(self, name: str) -> Preview:
        """Nobody looks here."""
        raise NotImplementedError

    async def read(self, channel: Channel) -> Batch:
        """A post, or an error that no reader should raise."""
        self.looks.append(channel.username)
        if channel.username == "broken":
            raise KeyError("a bug of the reader's")
        number = self.looks.count(channel.username)
        return Batch((Post(number, START, "Добрий ранок, Україно!"),), str(number), quiet=number == 1, more=number < 3)


@pytest.fixture
def server() -> PreviewServer:
    """Two channels."""
    return PreviewServer(channels={name: SampleChannel(at, name, {1380: "x"}) for at, name in enumerate(("one", "two"), 101)})


@pytest.fixture
async def follow(store: Store, clock: Clock, server: PreviewServer) -> AsyncIterator[Follow]:
    """Adds a channel to those that are watched; the watch starts with the first."""
    running: list[asyncio.Task[None]] = []
    async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as client:
        web: Pull = WebPreview(client, clock=server.clock, sleep=server.clock.sleep)

        async def add(name: str, reader: Pull = web) -> Channel:
            async with store.writing() as ledger:
                channel = await ledger.channels.add(Channel(name, name.title(), name.title(), "UA"))
            if not running:
                watch = Watch(store, {"web": reader}, QUICK, clock=clock)
                running.append(asyncio.create_task(watch.run()))
            return channel

        yield add
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _now(store: Store, channel: Channel) -> Channel:
    async with store.reading() as ledger:
        found = await ledger.channels.get(channel.id)
    assert found is not None
    return found


async def _becomes(store: Store, channel: Channel, state: ChannelState) -> Channel:
    async def is_so() -> bool:
        return (await _now(store, channel)).state is state

    await until(is_so, f"@{channel.username} to be {state}")
    return await _now(store, channel)


def _refused(name: str) -> Callable[[httpx.Request], httpx.Response | None]:
    def answer(request: httpx.Request) -> httpx.Response | None:
        if name in request.url.path:
            raise httpx.ConnectError("Connection refused", request=request)
        return None

    return answer


async def test_a_channel_that_cannot_be_read_stops_no_other(store: Store, server: PreviewServer, follow: Follow) -> None:
    server.odd = lambda request: httpx.Response(500) if "/one" in request.url.path else None
    one, two = await follow("one"), await follow("two")
    await _becomes(store, two, ChannelState.READING)
    told = await _becomes(store, one, ChannelState.UNREACHABLE)
    assert told.state_reason.startswith("@one could not be read: t.me answered 500")
    assert told.state_since == START
    assert told.last_read_at is None


async def test_a_dead_network_at_the_start_is_told_once_and_got_over(
    store: Store, clock: Clock, server: PreviewServer, follow: Follow, capsys: pytest.CaptureFixture[str]
) -> None:
    server.odd = _refused("/")
    one = await follow("one")
    await _becomes(store, one, ChannelState.UNREACHABLE)
    await until(lambda: _asked(server, 8), "a few more attempts")
    clock.forward(minutes=5)
    server.odd = lambda request: None
    read = await _becomes(store, one, ChannelState.READING)
    assert (read.state_reason, read.state_since, read.last_read_at) == ("", clock(), clock())
    assert capsys.readouterr().out.count("channel cannot be read") == 1


async def _asked(server: PreviewServer, times: int) -> bool:
    return len(server.asked) >= times


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (httpx.Response(429, headers={"Retry-After": "3600"}), ChannelState.THROTTLED, "asks to wait 3600 seconds"),
        (httpx.Response(302, headers={"Location": "/one"}), ChannelState.PREVIEW_OFF, "shows no public preview"),
        (httpx.Response(200, html="<p>Welcome to our hotel's network</p>"), ChannelState.UNREACHABLE, "is no page of Telegram"),
        (httpx.Response(404), ChannelState.NOT_FOUND, "the name does not exist"),
    ],
)
async def test_each_trouble_has_its_words(
    answer: httpx.Response, state: ChannelState, words: str, store: Store, server: PreviewServer, follow: Follow
) -> None:
    server.channels["one"].preview = False
    server.odd = lambda request: answer if request.url.path == "/s/one" else None
    one = await follow("one")
    assert words in (await _becomes(store, one, state)).state_reason


async def test_a_channel_waits_longer_each_time_also_where_its_trouble_cannot_be_noted(
    store: Store, server: PreviewServer, clock: Clock, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[int] = []

    def wait(recent: object, now: object, chance: float, failed: int, *rest: object) -> float:
        failures.append(failed)
        return 0.01

    monkeypatch.setattr("bot.watch.next_wait", wait)
    server.odd = _refused("/")
    async with store._engine.connect() as connection:  # before anybody writes: the disk of a ledger that can be read alone
        await connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE UPDATE ON channels BEGIN SELECT RAISE(FAIL, 'disk is full'); END"
        )
        await connection.commit()
    await follow("one")

    async def tried() -> bool:
        return len(failures) >= 4

    await until(tried, "a few attempts")
    assert failures[:4] == [1, 2, 3, 4]


async def test_a_reader_that_breaks_stops_no_other_channel(
    store: Store, follow: Follow, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = Shelf()
    broken, good = await follow("broken", shelf), await follow("good", shelf)
    await until(lambda: _looked(shelf, "broken", 3), "a reader that breaks to be tried again")
    await until(lambda: _looked(shelf, "good", 4), "the other channel to be read")
    assert (await _now(store, good)).state is ChannelState.READING
    assert (await _now(store, broken)).last_read_at is None
    assert capsys.readouterr().out.count("reading failed; trying again") >= 2


async def _looked(shelf: Shelf, name: str, times: int) -> bool:
    return shelf.looks.count(name) >= times


async def test_a_paused_channel_rests_until_it_is_resumed(store: Store, server: PreviewServer, follow: Follow) -> None:
    one, two = await follow("one"), await follow("two")
    await _becomes(store, one, ChannelState.READING)
    async with store.writing() as ledger:
        await ledger.channels.update(replace(await _held(ledger.channels.get(one.id)), state=ChannelState.PAUSED))
    await _rests(server, "/s/one", "/s/two")
    assert (await _now(store, one)).state is ChannelState.PAUSED
    async with store.writing() as ledger:
        await ledger.channels.update(replace(await _held(ledger.channels.get(one.id)), state=ChannelState.NEW))
    await _becomes(store, one, ChannelState.READING)
    assert (await _now(store, two)).state is ChannelState.READING


async def test_a_removed_channel_is_asked_for_no_longer(store: Store, server: PreviewServer, follow: Follow) -> None:
    one, _ = await follow("one"), await follow("two")
    await _becomes(store, one, ChannelState.READING)
    async with store.writing() as ledger:
        await ledger.channels.remove(one.id, START)
    await _rests(server, "/s/one", "/s/two")


async def _held(found: Awaitable[Channel | None]) -> Channel:
    channel = await found
    assert channel is not None
    return channel


async def _rests(server: PreviewServer, still: str, going: str) -> None:
    """See that a page is asked for no longer while another is; one last request may have been under way."""

    async def more(since: int, times: int) -> bool:
        return server.paths[since:].count(going) >= times

    begun = len(server.asked)
    await until(lambda: more(begun, 5), f"{going} to be read")
    settled = len(server.asked)
    await until(lambda: more(settled, 5), f"{going} to be read again")
    assert server.paths[settled:].count(still) == 0

"""Back-fills: as far as was asked for and no further, every post once, nobody alerted, and a restart goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.backfill import Backfill, Goal, Stage, backfill_of, change, keep, stepped, wanted
from bot.backfiller import Backfiller, Manners
from bot.model import Channel, ChannelState, Filter, Post, Subscription
from bot.pipeline import ingest
from bot.sources import Batch
from bot.sources.web_preview import WebPreview
from store import Store
from tests.builders import START, Clock
from tests.running import ADMINS, House, running, until
from tests.sources.server import PreviewServer, SampleChannel

SENT = "About {number:,} North Korean soldiers were sent to Kursk Oblast."
BEGIN = START - timedelta(minutes=10_000)
IDS = range(1000, 1200, 2)
CHAT = 7


@pytest.fixture
def server(clock: Clock) -> PreviewServer:
    """A channel of a hundred posts, two minutes apart."""
    posts = {number: SENT.format(number=number) for number in IDS}
    server = PreviewServer(channels={"staff": SampleChannel(1500000203, "Staff", posts, begin=BEGIN)})
    server.clock.now = clock.now
    return server


@pytest.fixture
async def web(server: PreviewServer) -> AsyncIterator[WebPreview]:
    """The reader, with the server in the network's place."""
    async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as client:
        yield WebPreview(client, clock=server.clock, sleep=server.clock.sleep)


@pytest.fixture
async def channel(store: Store, clock: Clock, web: WebPreview) -> Channel:
    """The channel, watched and read once, and somebody who wants to be told of everything."""
    async with store.writing() as ledger:
        await ledger.subscriptions.add(Subscription(CHAT, Filter(), START))
        added = await ledger.channels.add(Channel("staff", "Staff", "General Staff", "UA", telegram_id=1500000203))
    await ingest(store, added, await web.read(added), clock)
    return added


class Desk:
    """Whoever shows how far it is: keeps what was to be shown, in one message."""

    def __init__(self) -> None:
        self.shown: list[Backfill] = []

    async def show(self, job: Backfill, channel: Channel) -> int:
        """Show it in message 9."""
        self.shown.append(job)
        return 9


async def _begin(store: Store, channel: Channel, goal: Goal) -> Backfill:
    job = Backfill(channel.id, goal, START, CHAT)
    async with store.writing() as ledger:
        await keep(ledger, job)
    return job


async def _now(store: Store, channel: Channel) -> Backfill:
    async with store.reading() as ledger:
        job = await backfill_of(ledger, channel.id)
    assert job is not None
    return job


async def _works(
    store: Store, web: WebPreview, clock: Clock, enough: Callable[[Backfill], bool], channel: Channel
) -> list[Backfill]:
    """Let a worker go on until that is so; gives what it showed."""
    desk = Desk()
    worker = Backfiller(store, {"web": web}, desk.show, clock=clock, manners=Manners(look_every=0.01, show_every=0.0))
    task = asyncio.create_task(worker.run())

    async def is_so() -> bool:
        return enough(await _now(store, channel))

    await until(is_so, "the back-fill")
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    return desk.shown


async def _known(store: Store, channel: Channel) -> list[int]:
    async with store.reading() as ledger:
        return sorted(await ledger.posts.before(channel.id, range(900, 1300)))


async def _alerts(store: Store) -> int:
    async with store.reading() as ledger:
        return await ledger.outbox.pending()


def _told(job: Backfill) -> bool:
    return job.told


@pytest.mark.parametrize(
    ("goal", "first", "read", "new"),
    [
        (Goal(posts=50), 1100, 50, 30),
        (Goal(posts=20), 1160, 20, 0),
        (Goal(posts=5), 1160, 5, 0),
        (Goal(posts=5000), 1000, 100, 80),
        (Goal(since=BEGIN + timedelta(minutes=1090)), 1090, 55, 35),
        (Goal(since=BEGIN + timedelta(minutes=1180)), 1160, 10, 0),
        (Goal(), 1000, 100, 80),
    ],
)
async def test_as_far_as_was_asked_for(
    store: Store, web: WebPreview, clock: Clock, channel: Channel, goal: Goal, first: int, read: int, new: int
) -> None:
    await _begin(store, channel, goal)
    shown = await _works(store, web, clock, _told, channel)
    assert await _known(store, channel) == list(range(first, 1200, 2))
    assert await _alerts(store) == 0
    job = await _now(store, channel)
    assert (job.stage, job.read, job.new, job.message) == (Stage.DONE, read, new, 9)
    assert shown[-1].stage is Stage.DONE
    assert [one.read for one in shown] == sorted(one.read for one in shown)


async def test_a_restart_goes_on_where_it_was(
    store: Store, web: WebPreview, clock: Clock, channel: Channel, server: PreviewServer
) -> None:
    await _begin(store, channel, Goal())
    await _works(store, web, clock, lambda job: job.read >= 40, channel)
    asked = len(server.asked)
    await _works(store, web, clock, _told, channel)
    job = await _now(store, channel)
    assert (job.stage, job.read, job.new) == (Stage.DONE, 100, 80)
    assert not any(path == "/s/staff" for path in server.paths[asked : asked + 2])
    assert await _known(store, channel) == list(IDS)


async def test_what_is_stopped_stays_stopped(store: Store, web: WebPreview, clock: Clock, channel: Channel) -> None:
    job = await _begin(store, channel, Goal())
    await _works(store, web, clock, lambda job: job.read >= 40, channel)
    async with store.writing() as ledger:
        stopped = await change(ledger, job, stage=Stage.STOPPED, told=True)
    assert stopped is not None
    async with store.writing() as ledger:
        assert await change(ledger, job, read=99) is None
    await _begin(store, channel, Goal(posts=5))
    await _works(store, web, clock, _told, channel)
    assert (await _now(store, channel)).read == 5


async def test_new_posts_and_fresh_edits_are_left_to_those_who_read_onwards(
    store: Store, web: WebPreview, clock: Clock, channel: Channel, server: PreviewServer
) -> None:
    posts = server.channels["staff"].posts
    posts[1200] = SENT.format(number=13_000)
    server.channels["staff"].begin = START - timedelta(minutes=1200)  # so that all are of today
    posts[1190] = SENT.format(number=14_000)
    await _begin(store, channel, Goal(posts=60))
    await _works(store, web, clock, _told, channel)
    assert 1200 not in await _known(store, channel)
    async with store.reading() as ledger:
        now = await ledger.channels.get(channel.id)
        assert (await ledger.posts.before(channel.id, [1190]))[1190].version == 1
    assert now is not None
    saved = await ingest(store, now, await web.read(now), clock)
    assert {one.entry.message_id for one in saved} == {1190, 1200}
    assert await _alerts(store) > 0


async def test_old_edits_are_kept_and_alert_nobody(
    store: Store, web: WebPreview, clock: Clock, channel: Channel, server: PreviewServer
) -> None:
    server.channels["staff"].posts[1190] = SENT.format(number=14_000)
    await _begin(store, channel, Goal(posts=60))
    await _works(store, web, clock, _told, channel)
    async with store.reading() as ledger:
        assert (await ledger.posts.before(channel.id, [1190]))[1190].version == 2
    assert await _alerts(store) == 0


async def test_a_trouble_is_shown_and_waited_out(
    store: Store, web: WebPreview, clock: Clock, channel: Channel, server: PreviewServer
) -> None:
    server.odd = lambda _request: httpx.Response(429, headers={"Retry-After": "90"})
    await _begin(store, channel, Goal())
    await _works(store, web, clock, lambda job: bool(job.trouble), channel)
    assert len(server.asked) == 2
    assert "asks to wait 90 seconds" in (await _now(store, channel)).trouble
    server.odd = lambda _request: None
    server.clock.now += timedelta(seconds=91)
    await _works(store, web, clock, _told, channel)
    assert (await _now(store, channel)).read == 100


async def test_a_paused_channel_waits_and_a_removed_one_ends_it(
    store: Store, web: WebPreview, clock: Clock, channel: Channel, server: PreviewServer
) -> None:
    async with store.writing() as ledger:
        now = await ledger.channels.get(channel.id)
        assert now is not None
        await ledger.channels.update(replace(now, state=ChannelState.PAUSED))
    await _begin(store, channel, Goal())
    other = Desk()
    worker = Backfiller(store, {"web": web}, other.show, clock=clock, manners=Manners(look_every=0.0, show_every=0.0))
    assert not await worker._turn(await _now(store, channel))
    assert len(server.asked) == 1
    async with store.writing() as ledger:
        await ledger.channels.remove(channel.id, START)
    assert not await worker._turn(await _now(store, channel))
    assert (await _now(store, channel)).stage is Stage.LOST


PAGES = st.lists(st.integers(1, 20), min_size=1, max_size=8)


@given(PAGES, st.one_of(st.none(), st.integers(1, 100)), st.one_of(st.none(), st.integers(0, 100)))
def test_whatever_the_pages_are_it_takes_the_newest_that_were_asked_for(
    sizes: list[int], number: int | None, minute: int | None
) -> None:
    every = [Post(n, BEGIN + timedelta(minutes=n), "") for n in range(1, sum(sizes) + 1)]
    since = None if minute is None else BEGIN + timedelta(minutes=minute)
    job = Backfill(1, Goal(number, since), START, CHAT)
    left, taken = every, list[Post]()
    for place, size in enumerate(sizes, 1):
        page, left = tuple(left[-size:]), left[:-size]
        taken += wanted(job, page)
        job = stepped(job, Batch(page, str(page[0].message_id), more=place < len(sizes)), 0)
        if job.stage is Stage.DONE:
            break
    assert job.stage is Stage.DONE
    asked = [post for post in every if since is None or post.date >= since]
    if number is not None:
        asked = asked[-number:]
    assert sorted(post.message_id for post in taken) == [post.message_id for post in asked]
    assert (job.read, job.reached) == (len(asked), min((post.date for post in asked), default=None))


@pytest.fixture
async def house(url: str) -> AsyncIterator[House]:
    """The bot at work."""
    made = House(url)
    made.serves("president", dict.fromkeys(range(1200, 1300), "Good morning!"))
    async with running(made):
        yield made


async def test_one_message_shows_it_from_the_first_word_to_the_last(house: House) -> None:
    await house.watches("president")
    taras = house.telegram.person("Taras", ADMINS[0])
    taras.says("/backfill @president 60")
    begun = await taras.answer()
    ended = await taras.answer()
    while "✓" not in ended.text:
        ended = await taras.answer()
    assert begun.number == ended.number
    assert ended.labels == []
    assert ended.text == (
        "✓ @president was read back: its newest 60 posts.\n60 posts read, 40 of them new to the ledger, back to 10 Jan"
    )

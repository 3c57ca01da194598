"""Reading and ingesting: what a batch brings into the ledger and the outbox, once; and a post that breaks the extractor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.changes import JOIN_WITHIN
from bot.model import Alert, ChangeKind, Channel, ChannelState, Filter, Post, Reading, Subscription
from bot.pipeline import ingest, read, read_all
from bot.sources import Batch
from store import Store
from tests.builders import START, Clock, a_channel, a_post

LOSSES = "За попередніми даними, кількість убитих та поранених північнокорейських військових перевищує вже 3000 осіб."
SENT = "About 12,000 North Korean soldiers were sent to Kursk Oblast."
CAPTURED = "We captured two North Korean soldiers in Kursk Oblast."
WEATHER = "Добрий ранок, Україно!"
HOSTILE = Post(9, datetime.max.replace(tzinfo=UTC), LOSSES)
"""A date that a page can hold, and that no time zone east of Greenwich can."""

CHAT = 7


@pytest.fixture
async def channel(store: Store) -> Channel:
    """A watched channel, and somebody who wants to be told of everything."""
    async with store.writing() as ledger:
        await ledger.subscriptions.add(Subscription(CHAT, Filter(), START))
        return await ledger.channels.add(a_channel())


async def _due(store: Store, clock: Clock) -> list[Alert]:
    async with store.reading() as ledger:
        return await ledger.outbox.due(clock())


async def _count(store: Store) -> int:
    async with store.reading() as ledger:
        return await ledger.statements.count()


def test_a_post_that_breaks_the_extractor_is_set_aside_with_its_error() -> None:
    reading = read(HOSTILE, a_channel())
    assert reading.statements == ()
    assert reading.error is not None
    assert reading.error.startswith("OverflowError: ")


def test_the_posts_beside_it_are_read() -> None:
    readings = read_all((a_post(1, LOSSES), HOSTILE, a_post(2, SENT), a_post(3, WEATHER)), a_channel())
    assert [len(reading.statements) for reading in readings] == [1, 0, 1, 0]
    assert [reading.error is None for reading in readings] == [True, False, True, True]


async def test_a_set_aside_post_stops_no_batch_and_retracts_nothing(store: Store, clock: Clock, channel: Channel) -> None:
    await ingest(store, channel, Batch((a_post(9, LOSSES),), "1"), clock)
    (alert,) = await _due(store, clock)
    saved = await ingest(store, channel, Batch((HOSTILE, a_post(10, SENT)), "2"), clock)
    assert [(one.change.kind, one.entry.message_id) for one in saved] == [(ChangeKind.NEW, 10)]
    async with store.reading() as ledger:
        entry = await ledger.statements.get(alert.numbers[0])
    assert entry is not None
    assert entry.retracted_at is None


async def test_doing_it_twice_changes_nothing(store: Store, clock: Clock, channel: Channel) -> None:
    batch = Batch((a_post(1, LOSSES), a_post(2, WEATHER), a_post(3, SENT)), "3")
    assert len(await ingest(store, channel, batch, clock)) == 2
    before = await _count(store), await _due(store, clock)
    clock.forward(minutes=1)
    assert await ingest(store, channel, batch, clock) == ()
    assert (await _count(store), await _due(store, clock)) == before


async def test_a_first_reading_alerts_nobody_and_what_comes_then_does(store: Store, clock: Clock, channel: Channel) -> None:
    assert len(await ingest(store, channel, Batch((a_post(1, LOSSES),), "1", quiet=True), clock)) == 1
    assert await _due(store, clock) == []
    await ingest(store, channel, Batch((a_post(1, LOSSES), a_post(2, SENT)), "2"), clock)
    (alert,) = await _due(store, clock)
    assert (alert.chat, alert.late) == (CHAT, False)
    async with store.reading() as ledger:
        (entry,) = await ledger.statements.many(alert.numbers)
    assert entry.message_id == 2


async def test_statements_of_one_post_come_in_one_alert(store: Store, clock: Clock, channel: Channel) -> None:
    await ingest(store, channel, Batch((a_post(1, f"{SENT}\n\n{CAPTURED}"),), "1"), clock)
    (alert,) = await _due(store, clock)
    assert len(alert.numbers) == 2


async def test_an_edit_keeps_the_number_and_is_no_news(store: Store, clock: Clock, channel: Channel) -> None:
    (new,) = await ingest(store, channel, Batch((a_post(1, LOSSES),), "1"), clock)
    (amended,) = await ingest(store, channel, Batch((a_post(1, LOSSES.replace("3000", "4000"), edited=True),), "1"), clock)
    assert (amended.change.kind, amended.entry.number) == (ChangeKind.AMENDED, new.entry.number)
    (gone,) = await ingest(store, channel, Batch((a_post(1, WEATHER, edited=True),), "1"), clock)
    assert (gone.change.kind, gone.entry.number) == (ChangeKind.RETRACTED, new.entry.number)
    assert len(await _due(store, clock)) == 1


async def test_the_readers_place_and_the_state_are_kept_with_the_posts(store: Store, clock: Clock, channel: Channel) -> None:
    await ingest(store, channel, Batch((a_post(1, WEATHER),), "place"), clock)
    async with store.reading() as ledger:
        kept = await ledger.channels.get(channel.id)
    assert kept is not None
    assert (kept.cursor, kept.last_read_at, kept.state, kept.state_since) == ("place", START, ChannelState.READING, START)


async def test_a_channel_that_was_removed_meanwhile_takes_nothing(store: Store, clock: Clock, channel: Channel) -> None:
    async with store.writing() as ledger:
        await ledger.channels.remove(channel.id, START)
    assert await ingest(store, channel, Batch((a_post(1, LOSSES),), "1"), clock) == ()
    assert await _count(store) == 0


async def test_what_a_better_extractor_finds_in_a_known_text_alerts_nobody(store: Store, clock: Clock, channel: Channel) -> None:
    unread = Reading(a_post(1, LOSSES), extractor=0)
    async with store.writing() as ledger:
        await ledger.save(channel, [unread], [], "sample", START, JOIN_WITHIN)
    (found,) = await ingest(store, channel, Batch((a_post(1, LOSSES),), "1"), clock)
    assert found.change.kind is ChangeKind.NEW
    assert await _due(store, clock) == []


async def test_what_an_edit_adds_is_news(store: Store, clock: Clock, channel: Channel) -> None:
    await ingest(store, channel, Batch((a_post(1, WEATHER),), "1"), clock)
    await ingest(store, channel, Batch((a_post(1, LOSSES, edited=True),), "1"), clock)
    assert len(await _due(store, clock)) == 1


async def test_whose_batch_it_was_is_kept_with_what_it_saw(store: Store, clock: Clock, channel: Channel) -> None:
    post = a_post(1, LOSSES, fetched=b"a record")
    await ingest(store, channel, Batch((post,), None, quiet=True, aside=True), clock, reader="export")
    async with store.reading() as ledger:
        (copy,) = await ledger.copies.of(channel.id, 1)
    assert (copy.version, copy.content) == (1, b"a record")


async def test_an_older_export_makes_no_edit_of_a_newer_text(store: Store, clock: Clock, channel: Channel) -> None:
    await ingest(store, channel, Batch((a_post(1, LOSSES.replace("3000", "4000"), edited=True),), "1"), clock)
    old = a_post(1, LOSSES, as_of=START - timedelta(hours=1))
    assert await ingest(store, channel, Batch((old,), None, quiet=True, aside=True), clock, reader="export") == ()
    newer = a_post(1, WEATHER, edited=True, as_of=START + timedelta(hours=1))
    clock.forward(hours=3)
    (gone,) = await ingest(store, channel, Batch((newer,), None, quiet=True, aside=True), clock, reader="export")
    assert gone.change.kind is ChangeKind.RETRACTED
    assert await ingest(store, channel, Batch((old,), None, quiet=True, aside=True), clock, reader="export") == ()


async def test_a_post_in_the_same_batch_has_not_vanished(store: Store, clock: Clock, channel: Channel) -> None:
    await ingest(store, channel, Batch((a_post(1, LOSSES), a_post(2, SENT)), "1"), clock)
    batch = Batch((a_post(2, SENT),), "1", vanished=(1, 2, 3))
    (gone,) = await ingest(store, channel, batch, clock)
    assert (gone.change.kind, gone.entry.message_id, gone.entry.vanished_at) == (ChangeKind.VANISHED, 1, clock())
    assert gone.entry.vanished_by == channel.reader
    assert await ingest(store, channel, batch, clock) == ()

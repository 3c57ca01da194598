"""What a look at the ledger as a whole counts: posts, pictures, and messages that wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.model import Alert, AlertKind, Event
from store import Store
from tests.builders import START, Clock, a_post, a_statement
from tests.store.reading import read, watched

HOUR = timedelta(hours=1)


async def test_the_database_has_a_name(store: Store) -> None:
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    assert store.database == names[store._engine.dialect.name]


async def test_posts_are_counted_in_a_channel_and_in_all(store: Store) -> None:
    one, other = await watched(store), await watched(store, "other")
    await read(store, one, {a_post(1): (), a_post(2): ()})
    await read(store, other, {a_post(1): ()})
    await read(store, one, {a_post(1, "edited"): ()})
    async with store.writing() as ledger:
        await ledger.channels.remove(other.id, START)
        assert await ledger.posts.count(one.id) == 2
        assert await ledger.posts.count() == 3


async def test_pictures_are_those_of_watched_channels_whose_newest_version_has_no_text(store: Store) -> None:
    channel, removed = await watched(store), await watched(store, "removed")
    async with store.reading() as ledger:
        assert await ledger.posts.pictures(START) == (0, 0)
    picture: dict[str, Any] = {"text": "", "picture_only": True}
    dates = {1: START - HOUR, 2: START, 3: START + HOUR, 4: START + HOUR}
    await read(store, channel, {a_post(number, date=date, **picture): () for number, date in dates.items()})
    await read(store, channel, {a_post(5, "words", date=START): (), a_post(4, "a caption", date=START + HOUR): ()})
    await read(store, removed, {a_post(1, date=START, **picture): ()})
    async with store.writing() as ledger:
        await ledger.channels.remove(removed.id, START)
        assert await ledger.posts.pictures(START) == (2, 4)


async def test_messages_that_wait_are_counted_and_not_their_rows(store: Store, clock: Clock) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(1): (a_statement(), a_statement(Event.KILLED, 7)), a_post(2): (a_statement(low=9),)})
    async with store.writing() as ledger:
        assert await ledger.outbox.waiting() == (0, None)
        await ledger.outbox.add([Alert(5, AlertKind.NEW, (1, 2), (1, 2), START)])
        clock.forward(hours=1)
        await ledger.outbox.add([Alert(5, AlertKind.NEW, (3,), (3,), START), Alert(6, AlertKind.NEW, (1,), (1,), START)])
        assert await ledger.outbox.waiting() == (3, START)
        first, *_ = await ledger.outbox.due(clock())
        await ledger.outbox.settle(first.ids, clock(), 1)
        assert await ledger.outbox.waiting() == (2, START + HOUR)

"""Versions: when and by which reader they were seen, what they were read from, and posts that vanish and come back."""

from __future__ import annotations

from datetime import timedelta

from bot.housekeeping import AT_ONCE, Housekeeping
from bot.model import ChangeKind, Channel, Post, Reading
from store import Store
from store.schema import posts, versions
from tests.builders import START, Clock, a_post, a_statement
from tests.store.reading import JOIN_WITHIN, read, rows, watched

HOUR = timedelta(hours=1)
PAGE = b"<div class='tgme_widget_message'>\xff\x00</div>" * 40


async def _look(store: Store, channel: Channel, post: Post, reader: str, hours: int = 0, **more: object) -> None:
    async with store.writing() as ledger:
        await ledger.save(channel, [Reading(post)], [], reader, START + hours * HOUR, JOIN_WITHIN, **more)  # type: ignore[arg-type]


async def _sights(store: Store) -> list[tuple[object, ...]]:
    """Of each version: first seen and last seen, in hours from the start, and by whom."""
    names = ("first_seen", "reader", "last_seen", "last_reader")
    async with store.reading() as ledger:
        found = await ledger.posts._connection.execute(versions.select().order_by(versions.c.number))
        return [
            tuple((value - START) / HOUR if hasattr(value, "tzinfo") else value for value in (row[name] for name in names))
            for row in found.mappings()
        ]


async def test_a_version_tells_who_saw_it_first_and_last(store: Store) -> None:
    channel = await watched(store)
    await _look(store, channel, a_post(), "web")
    await _look(store, channel, a_post(), "mtproto", 1)
    assert await _sights(store) == [(0, "web", 1, "mtproto")]
    await _look(store, channel, a_post(), "web", -1)
    assert await _sights(store) == [(0, "web", 1, "mtproto")], "a clock that was set back changes nothing"


async def test_an_export_has_seen_a_version_when_the_post_had_that_text(store: Store) -> None:
    channel = await watched(store)
    await _look(store, channel, a_post(), "web", 2)
    await _look(store, channel, a_post(as_of=START), "export", 5)
    assert await _sights(store) == [(0, "export", 2, "web")]
    await _look(store, channel, a_post(2, as_of=START - HOUR), "export", 5)
    assert (-1, "export", -1, "export") in await _sights(store)


async def test_an_older_text_is_kept_beside_the_one_that_the_post_has(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(text="exceeds 3,100"): (a_statement(low=3100),)}, at=START)
    await _look(store, channel, a_post(text="exceeds 3,000", as_of=START - HOUR), "export", 5, older={1})
    assert await _sights(store) == [(0, "sample", 0, "sample"), (-1, "export", -1, "export")]
    async with store.reading() as ledger:
        assert (await ledger.posts.before(channel.id, [1]))[1].version == 1
        found, _ = await ledger.posts.search([["exceeds"]], 5)
    assert [one.post.text for one in found] == ["exceeds 3,100"]


async def test_a_copy_is_kept_of_each_version_and_not_of_each_look(store: Store) -> None:
    channel = await watched(store)
    await _look(store, channel, a_post(text="one", fetched=PAGE), "web")
    await _look(store, channel, a_post(text="one", fetched=PAGE + b"another footer"), "web", 1)
    await _look(store, channel, a_post(text="two", fetched=b"two"), "web", 2)
    await _look(store, channel, a_post(text="three"), "bot", 3)
    async with store.reading() as ledger:
        kept = await ledger.copies.of(channel.id, 1)
        assert await ledger.copies.of(channel.id, 2) == []
    assert [(copy.version, copy.kept_at, copy.content) for copy in kept] == [(1, START, PAGE), (2, START + 2 * HOUR, b"two")]
    (first, _) = (await rows(store))["copies"]
    assert first[2] == len(PAGE)
    assert isinstance(first[3], bytes)
    assert len(first[3]) < len(PAGE) / 10


async def test_copies_are_kept_for_a_time(store: Store, clock: Clock) -> None:
    channel = await watched(store)
    readings = [Reading(a_post(number, f"{number}", fetched=b"x")) for number in range(AT_ONCE + 5)]
    async with store.writing() as ledger:
        await ledger.save(channel, readings, [], "web", START, JOIN_WITHIN)
    await _look(store, channel, a_post(1000, "later", fetched=b"later"), "web", 1)
    keeper = Housekeeping(store, timedelta(days=90), clock)
    clock.forward(days=90)
    assert await keeper.tidy() == 0
    clock.forward(minutes=1)
    assert await keeper.tidy() == AT_ONCE + 5
    async with store.reading() as ledger:
        assert [copy.content for copy in await ledger.copies.of(channel.id, 1000)] == [b"later"]
        assert await ledger.posts.count() == AT_ONCE + 6


async def test_a_copy_of_an_old_export_is_kept_as_long_as_any(store: Store, clock: Clock) -> None:
    channel = await watched(store)
    await _look(store, channel, a_post(as_of=START - 900 * HOUR * 24, fetched=b"record"), "export")
    assert await Housekeeping(store, timedelta(days=1), clock).tidy() == 0


async def test_a_post_that_vanished_is_marked_and_what_it_said_stands(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(1): (a_statement(), a_statement(low=7)), a_post(2, "more"): (a_statement(low=9),)})
    async with store.writing() as ledger:
        gone = await ledger.vanish(channel, [1, 77], "web", START + HOUR)
        assert await ledger.vanish(channel, [1], "mtproto", START + 2 * HOUR) == ()
        assert await ledger.vanish(channel, [], "web", START) == ()
    assert [(one.change.kind, one.entry.number) for one in gone] == [(ChangeKind.VANISHED, 1), (ChangeKind.VANISHED, 2)]
    async with store.reading() as ledger:
        entries = await ledger.statements.many([1, 2, 3])
    assert [(entry.vanished_at, entry.vanished_by) for entry in entries] == [(START + HOUR, "web")] * 2 + [(None, None)]
    assert {entry.retracted_at for entry in entries} == {None}
    assert {entry.said for entry in entries} == {1}


async def test_a_post_that_is_read_again_is_there_again(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(),)})
    async with store.writing() as ledger:
        await ledger.vanish(channel, [1], "web", START + HOUR)
    await _look(store, channel, a_post(as_of=START), "export", 3)
    async with store.reading() as ledger:
        entry = await ledger.statements.get(1)
        assert entry is not None
        assert entry.vanished_at == START + HOUR, "an old export proves nothing of today"
    assert await read(store, channel, {a_post(): (a_statement(),)}, at=START + 2 * HOUR) == ()
    async with store.reading() as ledger:
        entry = await ledger.statements.get(1)
    assert entry is not None
    assert (entry.vanished_at, entry.vanished_by) == (None, None)


async def test_of_a_post_in_another_channel_nothing_is_marked(store: Store) -> None:
    channel, other = await watched(store), await watched(store, "other")
    await read(store, channel, {a_post(): (a_statement(),)})
    async with store.writing() as ledger:
        assert await ledger.vanish(other, [1], "web", START) == ()
        found = await ledger.posts._connection.execute(posts.select())
        assert [row.vanished_at for row in found] == [None]

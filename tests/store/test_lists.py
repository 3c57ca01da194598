"""Lists of statements: filters, order, pages, and the newest of each speaker."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.alerts import matches
from bot.model import Count, Entry, Event, Filter, People, Statement, replace
from store import Store
from tests.builders import START, a_post, a_statement
from tests.store.reading import read, watched

DAY = timedelta(days=1)


async def listed(store: Store, wish: Filter, limit: int = 100, offset: int = 0) -> tuple[list[int], int]:
    async with store.reading() as ledger:
        entries, total = await ledger.statements.latest(wish, limit, offset)
    return [entry.number for entry in entries], total


async def newest(store: Store, wish: Filter, since: datetime | None = None, until: datetime | None = None) -> list[int]:
    async with store.reading() as ledger:
        return [entry.number for entry in await ledger.statements.newest_per_speaker(wish, since, until)]


async def fill(store: Store, *days: tuple[Statement, ...]) -> None:
    """A post a day, each with these statements."""
    channel = await watched(store)
    posts = {a_post(day, f"{day}", date=START + day * DAY): statements for day, statements in enumerate(days)}
    await read(store, channel, posts)


async def test_the_newest_post_comes_first_and_its_statements_in_their_order(store: Store) -> None:
    await fill(store, (a_statement(), a_statement(Event.KILLED, 100)), (a_statement(low=3100), a_statement(Event.WOUNDED, 7)))
    assert await listed(store, Filter()) == ([3, 4, 1, 2], 4)
    assert await listed(store, Filter(), limit=2, offset=1) == ([4, 1], 4)
    assert await listed(store, Filter(), limit=2, offset=4) == ([], 4)


async def test_order_follows_the_posts_dates_and_not_when_they_were_read(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(9, "new"): (a_statement(),)})
    await read(store, channel, {a_post(1, "old", date=START - 30 * DAY): (a_statement(low=1),)})
    assert await listed(store, Filter()) == ([1, 2], 2)


async def test_statements_of_removed_channels_are_still_listed(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(),)})
    async with store.writing() as ledger:
        await ledger.channels.remove(channel.id, START)
    assert await listed(store, Filter()) == ([1], 1)


@pytest.mark.parametrize(
    ("wish", "numbers"),
    [
        (Filter(forces=frozenset({"KP"})), [1, 3]),
        (Filter(forces=frozenset({"KP", "RU"})), [1, 2, 3]),
        (Filter(forces=frozenset({"XX"})), []),
        (Filter(events=frozenset({Event.KILLED})), [3, 4]),
        (Filter(forces=frozenset({"KP"}), events=frozenset({Event.KILLED})), [3]),
        (Filter(minimum=100), [1, 2, 3]),
        (Filter(minimum=101), [1, 2]),
        (Filter(minimum=5000), []),
        (Filter(minimum=0), [1, 2, 3]),
    ],
)
async def test_a_filter_lets_through_what_was_asked_for(store: Store, wish: Filter, numbers: list[int]) -> None:
    statements = (
        a_statement(),
        a_statement(low=None, high=1430, force="RU"),
        a_statement(Event.KILLED, 100, 5000),
        a_statement(Event.KILLED, None, None, None),
    )
    await fill(store, statements)
    assert await listed(store, wish) == (numbers, len(numbers))


FIGURES = st.one_of(st.none(), st.integers(0, 30).map(lambda n: Count(n, None)), st.integers(0, 30).map(lambda n: Count(None, n)))
STATEMENTS = st.builds(
    lambda event, count, force: replace(a_statement(event, force=force), count=count),
    st.sampled_from(Event),
    FIGURES,
    st.sampled_from(["KP", "RU", "hamas", None]),
)
FILTERS = st.builds(
    Filter,
    forces=st.frozensets(st.sampled_from(["KP", "RU", "hamas"])),
    events=st.frozensets(st.sampled_from(Event)),
    minimum=st.none() | st.integers(0, 31),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statements=st.lists(STATEMENTS, max_size=8), wishes=st.lists(FILTERS, min_size=1, max_size=5))
async def test_lists_go_by_the_same_rule_as_alerts(store: Store, statements: list[Statement], wishes: list[Filter]) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): tuple(statements)})
    async with store.reading() as ledger:
        everything: list[Entry] = (await ledger.statements.latest(Filter(), 100))[0]
        for wish in wishes:
            expected = [entry for entry in everything if matches(wish, entry)]
            assert (await ledger.statements.latest(wish, 100)) == (expected, len(expected))


async def test_the_newest_of_each_speaker_and_subject(store: Store) -> None:
    nis = replace(a_statement(low=1100), speaker="National Intelligence Service")
    await fill(
        store,
        (a_statement(low=2000), nis),
        (a_statement(low=3000), a_statement(low=40, people=People.CIVILIAN)),
        (a_statement(Event.DEPLOYED, 12000, 12000),),
    )
    assert await newest(store, Filter()) == [5, 3, 4, 2]
    assert await newest(store, Filter(events=frozenset({Event.CASUALTIES}))) == [3, 4, 2]
    assert await newest(store, Filter(), until=START + DAY) == [1, 2]
    assert await newest(store, Filter(), since=START + DAY) == [5, 3, 4]
    assert await newest(store, Filter(), since=START + DAY, until=START + 2 * DAY) == [3, 4]


async def test_a_list_of_a_time_goes_by_when_it_was_posted(store: Store) -> None:
    await fill(store, (a_statement(low=2000),), (a_statement(low=3000),), (a_statement(low=4000),))
    async with store.reading() as ledger:
        latest = ledger.statements.latest
        for since, until, expected in (
            (START + DAY, None, [3, 2]),
            (None, START + DAY, [1]),
            (START + DAY, START + 2 * DAY, [2]),
            (START + 2 * DAY, START + DAY, []),
        ):
            entries, total = await latest(Filter(), 10, since=since, until=until)
            assert ([entry.number for entry in entries], total) == (expected, len(expected))
        assert [entry.number for entry in (await latest(Filter(), 1, 1, since=START + DAY))[0]] == [2]


async def test_the_newest_of_a_speaker_is_never_a_retracted_one(store: Store) -> None:
    await fill(store, (a_statement(low=2000),), (a_statement(low=3000),))
    assert await newest(store, Filter()) == [2]
    async with store.reading() as ledger:
        (channel,) = await ledger.channels.all()
    await read(store, channel, {a_post(1, "deleted", date=START + DAY): ()})
    assert await newest(store, Filter()) == [1]


async def test_unknown_numbers_are_left_out_and_order_is_kept(store: Store) -> None:
    await fill(store, (a_statement(), a_statement(Event.KILLED)))
    async with store.reading() as ledger:
        assert [entry.number for entry in await ledger.statements.many([2, 99, 1, 2])] == [2, 1, 2]
        assert await ledger.statements.many([]) == []
        assert await ledger.statements.get(99) is None
        assert await ledger.statements.history(99) == []

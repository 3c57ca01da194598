"""Whatever order posts are edited, deleted and read again in, the ledger agrees with itself and with what was read last."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import ChangeKind, Event, Filter, Post, Statement
from store import Store
from tests.builders import START, Clock, a_channel, a_post, a_statement
from tests.store.reading import JOIN_WITHIN, emptied, rows, save

FIGURES = st.builds(
    lambda event, low, place: a_statement(event, low, place=place),
    st.sampled_from([Event.KILLED, Event.WOUNDED]),
    st.sampled_from([100, 200]),
    st.sampled_from(["Kursk Oblast", None]),
)
TEXTS = st.dictionaries(st.sampled_from("abc"), st.lists(FIGURES, max_size=3).map(tuple), min_size=3, max_size=3)
"""What is stated in each of three texts: the same text is always read alike."""

STEPS = st.lists(st.dictionaries(st.integers(1, 3), st.sampled_from("abc"), min_size=1), min_size=1, max_size=8)
"""Batches: which text each post of a batch has."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS, steps=STEPS)
async def test_the_ledger_agrees_with_itself(
    store: Store, clock: Clock, texts: dict[str, tuple[Statement, ...]], steps: list[dict[int, str]]
) -> None:
    await emptied(store)
    await _live_through(store, clock, texts, steps)


async def _live_through(store: Store, clock: Clock, texts: dict[str, tuple[Statement, ...]], steps: list[dict[int, str]]) -> None:
    async with store.writing() as ledger:
        channel = await ledger.channels.add(a_channel())
    now: dict[int, Post] = {}
    for step in steps:
        clock.forward(minutes=5)
        posts = {_post(message_id, text): texts[text] for message_id, text in step.items()}
        async with store.writing() as ledger:
            saved = await save(ledger, channel, posts, clock())
        now |= {post.message_id: post for post in posts}
        for item in saved:
            assert (item.entry.retracted_at is not None) == (item.change.kind is ChangeKind.RETRACTED)
        async with store.writing() as ledger:
            assert await save(ledger, channel, posts, clock()) == ()
        await _check(store, now, texts)


def _post(message_id: int, text: str) -> Post:
    """Posts 1 and 2 are of one time, post 3 is of another: its claims are its own."""
    late = 2 * JOIN_WITHIN if message_id == 3 else timedelta(message_id)
    return a_post(message_id, text, date=START + late)


async def _check(store: Store, now: dict[int, Post], texts: dict[str, tuple[Statement, ...]]) -> None:
    async with store.reading() as ledger:
        entries, total = await ledger.statements.latest(Filter(), 1000)
        before = await ledger.posts.before(entries[0].channel.id if entries else 1, list(now))
        assert total == len(entries) == await ledger.statements.count()
        for entry in entries:
            history = await ledger.statements.history(entry.number)
            current = [state for state in history if state.statement == entry.statement and state.version == entry.version]
            assert [state.text for state in current] == [now[entry.message_id].text]
            assert all(state.statement is not None for state in history)
    stated: dict[int, list[Statement]] = defaultdict(list)
    for entry in entries:
        stated[entry.message_id].append(entry.statement)
    for message_id, post in now.items():
        assert _sorted(stated[message_id]) == _sorted(texts[post.text])
        assert before[message_id].hash == post.hash
        assert {entry.number for entry in before[message_id].entries} == {
            entry.number for entry in entries if entry.message_id == message_id
        }
    makers: dict[int, dict[int, datetime]] = defaultdict(dict)
    for entry in entries:
        makers[entry.claim][entry.message_id] = entry.date
    assert all(entry.said == len(makers[entry.claim]) for entry in entries)
    assert not any(3 in dates and len(dates) > 1 for dates in makers.values())
    tables = await rows(store)
    for claim, _, first_at, last_at, said in tables["claims"]:
        dates = makers[claim].values()  # type: ignore[index]
        assert said == len(dates)
        assert not dates or (first_at, last_at) == (min(dates), max(dates))
    assert len(tables["versions"]) == len({(row[1], row[3]) for row in tables["versions"]})


def _sorted(statements: list[Statement] | tuple[Statement, ...]) -> list[Statement]:
    return sorted(statements, key=lambda s: (s.event, s.count.low if s.count else 0, s.place or ""))

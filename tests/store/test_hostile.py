"""Texts and names that nobody writes in good faith: stored or refused, never a crash."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Chat, Count, Draft, Event, Filter, Reading, Subscription, Window, replace
from store import Store
from store.codec import filter_of, filter_text, statement_of, statement_values
from store.types import clean
from tests.builders import START, a_channel, a_post, a_statement
from tests.store.reading import emptied, read, watched

ANY_TEXT = st.text(st.characters(), max_size=40)
"""Every code point, half surrogates and NUL among them."""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("half \ud83d surrogate", "half � surrogate"),
        ("\udc00\ud800", "��"),
        ("NUL \x00 and \x01", "NUL � and \x01"),
        ("\U0010ffff\ufdd0\u202e", "\U0010ffff\ufdd0\u202e"),
        ("", ""),
        ("1" * 1_000_000, "1" * 1_000_000),
        ("'); DROP TABLE posts; --", "'); DROP TABLE posts; --"),
    ],
    ids=["surrogate", "surrogates in the wrong order", "NUL", "noncharacters", "empty", "a million characters", "SQL"],
)
async def test_a_post_of_any_text_is_stored(store: Store, text: str, kept: str) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(text=text): (a_statement(evidence=text),)})
    assert await read(store, channel, {a_post(text=text): (a_statement(evidence=text),)}) == ()
    async with store.reading() as ledger:
        (state,) = await ledger.statements.history(1)
    assert state.statement is not None
    assert (state.text, state.statement.evidence) == (kept, kept)


@given(ANY_TEXT)
def test_cleaning_keeps_every_offset_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned
    cleaned.encode()
    assert "\x00" not in cleaned


STATEMENTS = st.builds(
    lambda text, names, bounds, days: replace(
        a_statement(),
        count=None if bounds == (None, None) else Count(*sorted(bounds)) if None not in bounds else Count(*bounds),
        when=None if days == (None, None) else Window(*days),
        speaker=text,
        force=text,
        place=text,
        hedge=text,
        evidence=text,
        via=tuple(names),
        rules=tuple(names),
    ),
    ANY_TEXT.map(clean),
    st.lists(ANY_TEXT.map(clean), max_size=3),
    st.tuples(st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**9)),
    st.tuples(st.none() | st.dates(), st.none() | st.dates()),
)


@given(STATEMENTS)
def test_a_statement_survives_its_row(statement: object) -> None:
    assert statement_of(statement_values(statement)) == statement  # type: ignore[arg-type]


@given(
    st.builds(
        Filter,
        forces=st.frozensets(ANY_TEXT.map(clean), max_size=3),
        events=st.frozensets(st.sampled_from(Event)),
        minimum=st.none() | st.integers(),
    )
)
def test_a_filter_survives_its_text(wish: Filter) -> None:
    assert filter_of(filter_text(wish)) == wish


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT, number=st.integers(-(10**30), 10**30))
async def test_every_noun_takes_any_text_and_any_number(store: Store, text: str, number: int) -> None:
    await emptied(store)
    async with store.writing() as ledger:
        channel = await ledger.channels.add(a_channel(text, title=text, owner=text, nation=text, zone=text, cursor=text))
        assert await ledger.channels.by_name(text) == channel or clean(text) != text
        await ledger.channels.update(replace(channel, state_reason=text, telegram_id=number))
        await ledger.channels.get(number)
        await ledger.save(channel, [Reading(a_post(number, text), error=text)], [], text, START, START - START)
        await ledger.chats.put(Chat(number, language=text, zone=text, draft=Draft(text, text)))
        kept = await ledger.subscriptions.add(Subscription(number, Filter(frozenset({text}), minimum=number), START))
        assert await ledger.subscriptions.remove(kept.id, number) is True
        await ledger.state.put(text, text)
        assert await ledger.state.get(text) == clean(text)
        assert await ledger.statements.get(number) is None
        assert await ledger.statements.many([number]) == []
        assert await ledger.statements.latest(Filter(frozenset({text}), minimum=number), 5) == ([], 0)
        assert await ledger.speakers.get(text) is None
        await ledger.channels.remove(channel.id, START)

"""Saving: versions, states and claims, and what is told of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model import Change, ChangeKind, Count, Event, Filter, Reading, Speaker, SpeakerKind, replace
from store import Store
from store.schema import versions
from tests.builders import START, ZELENSKY, Clock, a_post, a_statement
from tests.store.reading import JOIN_WITHIN, read, rows, save, watched

KILLED = a_statement(Event.KILLED, 100)
LATER = START + timedelta(hours=1)


async def test_a_new_statement_comes_back_as_it_was_put_in(store: Store) -> None:
    channel = await watched(store)
    statement = a_statement(via=("Reuters", "ТСН"), place_text="на Курщині", speaker_text="Зеленський")
    (saved,) = await read(store, channel, {a_post(): (statement,)}, extractor=3)
    entry = saved.entry
    assert (saved.change.kind, saved.joined) == (ChangeKind.NEW, False)
    assert entry.statement == statement
    assert entry.speaker == ZELENSKY
    assert entry.channel == channel
    assert (entry.ref, entry.message_id, entry.date, entry.version) == ("s1", 1, a_post().date, 1)
    assert (entry.extractor, entry.said, entry.retracted_at) == (3, 1, None)
    async with store.reading() as ledger:
        assert await ledger.statements.get(1) == entry


async def test_the_same_post_again_moves_last_seen_and_nothing_else(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(), KILLED)})
    before = await rows(store)
    assert await read(store, channel, {a_post(): (a_statement(), KILLED)}, at=LATER) == ()
    after = await rows(store)
    last_seen = list(versions.c).index(versions.c.last_seen)
    ((*version,),) = before["versions"]
    version[last_seen] = LATER
    assert after == before | {"versions": [tuple(version)]}


async def test_a_clock_that_was_set_back_makes_nothing_last_seen_earlier(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(),)}, at=LATER)
    await read(store, channel, {a_post(): (a_statement(),)}, at=START)
    async with store.reading() as ledger:
        (state,) = await ledger.statements.history(1)
    assert (state.first_seen, state.last_seen) == (LATER, LATER)


async def test_an_edit_amends_the_statement_under_its_number(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(),)})
    amended = a_statement(low=3100)
    (saved,) = await read(store, channel, {a_post(text="exceeds 3,100"): (amended,)}, at=LATER)
    assert saved.change.kind is ChangeKind.AMENDED
    assert (saved.entry.number, saved.entry.version, saved.entry.statement) == (1, 2, amended)
    async with store.reading() as ledger:
        first, second = await ledger.statements.history(1)
        assert (await ledger.statements.latest(Filter(minimum=3050), 10))[1] == 1
    assert (first.version, first.statement, first.first_seen) == (1, a_statement(), START)
    assert (second.version, second.text, second.first_seen) == (2, "exceeds 3,100", LATER)


async def test_an_edit_that_moves_the_words_keeps_the_statement_and_its_new_offsets(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(),)})
    moved = a_statement(start=80, end=149)
    assert await read(store, channel, {a_post(text="Good evening. " + a_post().text): (moved,)}, at=LATER) == ()
    async with store.reading() as ledger:
        entry = await ledger.statements.get(1)
    assert entry is not None
    assert (entry.statement, entry.version, entry.said) == (moved, 2, 1)


async def test_a_statement_edited_away_is_retracted_and_kept(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(), KILLED)})
    (saved,) = await read(store, channel, {a_post(text="nothing of it"): (KILLED,)}, at=LATER)
    assert saved.change.kind is ChangeKind.RETRACTED
    assert (saved.entry.number, saved.entry.retracted_at, saved.entry.said) == (1, LATER, 0)
    assert saved.entry.statement == a_statement()
    async with store.reading() as ledger:
        assert await ledger.statements.get(1) == saved.entry
        listed, total = await ledger.statements.latest(Filter(), 10)
        history = await ledger.statements.history(1)
        assert await ledger.statements.count() == 1
    assert ([entry.number for entry in listed], total) == ([2], 1)
    assert [(state.version, state.statement) for state in history] == [(1, a_statement()), (2, None)]


async def test_a_post_that_flaps_between_two_texts_adds_no_rows(store: Store) -> None:
    channel = await watched(store)
    one, two = a_post(text="exceeds 3,000"), a_post(text="exceeds 3,100")
    await read(store, channel, {one: (a_statement(),)})
    await read(store, channel, {two: (a_statement(low=3100),)})
    before = {name: len(content) for name, content in (await rows(store)).items()}
    for _ in range(3):
        (saved,) = await read(store, channel, {one: (a_statement(),)})
        assert (saved.entry.number, saved.entry.version, saved.entry.statement) == (1, 1, a_statement())
        (saved,) = await read(store, channel, {two: (a_statement(low=3100),)})
        assert (saved.entry.number, saved.entry.version, saved.entry.statement) == (1, 2, a_statement(low=3100))
    assert {name: len(content) for name, content in (await rows(store)).items()} == before


async def test_a_claim_made_by_another_post_is_joined(store: Store) -> None:
    president, ministry = await watched(store), await watched(store, "sample_ministry")
    (first,) = await read(store, president, {a_post(): (a_statement(),)})
    (second,) = await read(store, ministry, {a_post(7): (a_statement(),)})
    assert (first.joined, second.joined) == (False, True)
    assert first.entry.claim == second.entry.claim
    async with store.reading() as ledger:
        assert [entry.said for entry in await ledger.statements.many([1, 2])] == [2, 2]


async def test_of_two_posts_of_one_batch_the_second_joins_the_first(store: Store) -> None:
    saved = await read(store, await watched(store), {a_post(1): (a_statement(),), a_post(2, "again"): (a_statement(),)})
    assert [(item.joined, item.entry.said) for item in saved] == [(False, 2), (True, 2)]


async def test_the_same_claim_twice_in_one_post_is_said_once_and_joins_nothing(store: Store) -> None:
    twice = (a_statement(), a_statement(place="Sudzha"))
    saved = await read(store, await watched(store), {a_post(): twice})
    assert [(item.joined, item.entry.said) for item in saved] == [(False, 1), (False, 1)]
    assert saved[0].entry.claim == saved[1].entry.claim


@pytest.mark.parametrize(
    ("days", "joined"), [(14, True), (15, False), (-14, True), (-15, False)], ids=["in time", "too late", "before", "long before"]
)
async def test_a_claim_is_known_for_so_long_either_side(store: Store, days: int, joined: bool) -> None:
    channel = await watched(store)
    (first,) = await read(store, channel, {a_post(1): (a_statement(),)})
    then = a_post().date + timedelta(days=days)
    (second,) = await read(store, channel, {a_post(2, date=then): (a_statement(),)})
    assert second.joined is joined
    assert (first.entry.claim == second.entry.claim) is joined


async def test_a_claim_that_is_repeated_stays_known(store: Store) -> None:
    channel = await watched(store)
    joined = []
    for week in range(4):
        date = a_post().date + timedelta(days=10 * week)
        (saved,) = await read(store, channel, {a_post(week + 1, date=date): (a_statement(),)})
        joined.append(saved.joined)
    assert joined == [False, True, True, True]
    assert saved.entry.said == 4


async def test_what_was_retracted_elsewhere_is_not_joined(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(1): (a_statement(),)})
    await read(store, channel, {a_post(1, "deleted"): ()})
    (again,) = await read(store, channel, {a_post(2): (a_statement(),)})
    assert (again.joined, again.entry.said) == (False, 1)


async def test_an_amended_statement_leaves_its_claim_to_the_others(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(1): (a_statement(),), a_post(2, "again"): (a_statement(),)})
    (saved,) = await read(store, channel, {a_post(1, "exceeds 3,100"): (a_statement(low=3100),)})
    assert (saved.joined, saved.entry.said) == (False, 1)
    async with store.reading() as ledger:
        other = await ledger.statements.get(2)
    assert other is not None
    assert other.said == 1
    (back,) = await read(store, channel, {a_post(1): (a_statement(),)})
    assert (back.joined, back.entry.said, back.entry.claim) == (True, 2, other.claim)


async def test_a_post_that_broke_the_extractor_is_set_aside_with_its_error(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(1): (a_statement(),)})
    broken = [Reading(a_post(1, "worse"), error="ValueError: no"), Reading(a_post(2), (a_statement(),), extractor=1)]
    async with store.writing() as ledger:
        change = Change(ChangeKind.NEW, 2, None, a_statement(), ZELENSKY, "key")
        assert len(await ledger.save(channel, broken, [change], "sample", LATER, JOIN_WITHIN)) == 1
    async with store.reading() as ledger:
        assert await ledger.posts.set_aside() == [(channel, 1, "ValueError: no")]
        kept = await ledger.statements.get(1)
        assert kept is not None
        assert (kept.version, kept.retracted_at) == (1, None)
    await read(store, channel, {a_post(1, "worse"): (a_statement(),)}, extractor=2)
    async with store.reading() as ledger:
        assert await ledger.posts.set_aside() == []


async def test_a_better_extractor_adds_a_state_to_the_same_version(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(),)}, extractor=1)
    better = a_statement(low=3000, high=3000)
    (saved,) = await read(store, channel, {a_post(): (better,)}, extractor=2)
    assert (saved.entry.version, saved.entry.extractor, saved.entry.statement) == (1, 2, better)
    async with store.reading() as ledger:
        assert [state.statement for state in await ledger.statements.history(1)] == [a_statement(), better]


async def test_a_speaker_is_one_row_and_takes_the_newest_name(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(1): (a_statement(),)})
    renamed = Speaker("zelensky", "Volodymyr Zelenskyy", SpeakerKind.PERSON, "UA")
    async with store.writing() as ledger:
        change = Change(ChangeKind.NEW, 2, None, KILLED, renamed, "key")
        await ledger.save(channel, [Reading(a_post(2), (KILLED,))], [change], "sample", LATER, JOIN_WITHIN)
    async with store.reading() as ledger:
        assert await ledger.speakers.get("zelensky") == renamed
        assert await ledger.speakers.get("nobody") is None
        assert {entry.speaker for entry in await ledger.statements.many([1, 2])} == {renamed}


async def test_a_statement_can_be_retracted_without_reading_its_post_again(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(),)})
    async with store.writing() as ledger:
        gone = Change(ChangeKind.RETRACTED, 1, 1, None, None, "")
        (saved,) = await ledger.save(channel, [], [gone], "sample", LATER, JOIN_WITHIN)
    assert saved.entry.retracted_at == LATER


@pytest.mark.parametrize("number", [2, 99], ids=["of another post", "unknown"])
async def test_a_change_of_a_statement_that_the_post_has_not_is_refused(store: Store, number: int) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(1): (a_statement(),), a_post(2): (KILLED,)})
    async with store.writing() as ledger:
        change = Change(ChangeKind.AMENDED, 1, number, KILLED, ZELENSKY, "key")
        with pytest.raises(LookupError, match=f"post 1 has no statement s{number}"):
            await ledger.save(channel, [], [change], "sample", LATER, JOIN_WITHIN)


async def test_a_change_of_a_post_that_the_channel_has_not_is_refused(store: Store) -> None:
    channel = await watched(store)
    async with store.writing() as ledger:
        change = Change(ChangeKind.NEW, 5, None, KILLED, ZELENSKY, "key")
        with pytest.raises(LookupError, match="no post 5"):
            await ledger.save(channel, [], [change], "sample", LATER, JOIN_WITHIN)


async def test_a_post_twice_in_one_batch_is_refused(store: Store) -> None:
    channel = await watched(store)
    async with store.writing() as ledger:
        with pytest.raises(ValueError, match="each post once"):
            await ledger.save(channel, [Reading(a_post()), Reading(a_post(text="x"))], [], "sample", LATER, JOIN_WITHIN)


async def test_a_batch_of_thousands_is_saved_whole(store: Store, clock: Clock) -> None:
    channel = await watched(store)
    posts = {a_post(number, f"{number}"): (a_statement(low=number), KILLED) for number in range(1, 1201)}
    saved = await read(store, channel, posts)
    assert [item.entry.number for item in saved] == list(range(1, 2401))
    async with store.reading() as ledger:
        assert await ledger.posts.count(channel.id) == 1200
        assert len(await ledger.posts.before(channel.id, range(1300))) == 1200
        last = await ledger.statements.get(2400)
    assert last is not None
    assert last.said == 1200


async def test_a_statement_without_a_figure_or_a_force_is_kept(store: Store) -> None:
    bare = replace(a_statement(low=None, force=None), basis=None, place=None, hedge=None)
    (saved,) = await read(store, await watched(store), {a_post(): (bare,)})
    assert saved.entry.statement == bare


async def test_a_figure_beyond_all_people_is_clamped_and_breaks_nothing(store: Store) -> None:
    huge = replace(a_statement(), count=Count(10**30, None))
    (saved,) = await read(store, await watched(store), {a_post(): (huge,)})
    assert saved.entry.statement.count == Count(2**63 - 1, None)
    async with store.writing() as ledger:
        assert await ledger.statements.get(10**30) is None
        assert await ledger.statements.many([10**30, 1]) == [saved.entry]
        assert (await ledger.statements.latest(Filter(minimum=10**40), 5))[1] == 1
        again = await save(ledger, saved.entry.channel, {a_post(): (huge,)})
    assert [item.change.kind for item in again] == [ChangeKind.AMENDED]

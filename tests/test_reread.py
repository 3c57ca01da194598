"""Reading the ledger again: better readings come in under the old numbers, nobody is alerted, corrections stay."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

import bot.reread as module
from bot.changes import JOIN_WITHIN, claim_key, compare
from bot.extract import EXTRACTOR, extract
from bot.model import (
    Change,
    ChangeKind,
    Channel,
    Count,
    Entry,
    Event,
    Filter,
    Post,
    Reading,
    Statement,
    Subscription,
    replace,
)
from bot.pipeline import ingest, speaker_of
from bot.reread import Report, Scope, reread
from bot.sources import Batch
from store import Store, Wanted
from store.schema import statements, states, versions
from tests.builders import START, Clock, a_channel, a_post
from tests.store.reading import rows

OLD = EXTRACTOR - 1
"""The extractor that read the posts before: what it did not know is put in by hand."""

KILLED = a_post(1, "300 North Korean soldiers were killed in Kursk Oblast.")
SENT = a_post(2, "About 12,000 North Korean soldiers were sent to Kursk Oblast.")
CAPTURED = a_post(3, "We captured two North Korean soldiers in Kursk Oblast.")
WEATHER = a_post(4, "Good morning!")
HOSTILE = Post(9, datetime.max.replace(tzinfo=UTC), KILLED.text)
"""A date that no time zone east of Greenwich can hold: it breaks the extractor."""


@pytest.fixture
async def channel(store: Store) -> Channel:
    """A watched channel, and somebody who wants to be told of everything."""
    async with store.writing() as ledger:
        await ledger.subscriptions.add(Subscription(7, Filter(), START))
        return await ledger.channels.add(a_channel())


def now_read(post: Post) -> Statement:
    """The one statement that this extractor finds in a post."""
    (statement,) = extract(post, a_channel())
    return statement


async def put(store: Store, channel: Channel, readings: dict[Post, tuple[Statement, ...]], extractor: int = OLD) -> None:
    """Have posts in the ledger as some extractor read them."""
    async with store.writing() as ledger:
        given = [Reading(post, found, extractor=extractor) for post, found in readings.items()]
        before = await ledger.posts.before(channel.id, [post.message_id for post in readings])
        same_text = {number for was in before.values() for number in was.current}
        entries = {message_id: was.entries for message_id, was in before.items()}
        changes = compare(entries, given, partial(speaker_of, channel), same_text)
        await ledger.save(channel, given, changes, "sample", START, JOIN_WITHIN)


async def correct(store: Store, entry: Entry, statement: Statement | None, by: str = "Olena") -> None:
    """Have a person say what is to be read instead, or that it is no statement."""
    post = a_post(entry.message_id)
    kind = ChangeKind.AMENDED if statement else ChangeKind.DROPPED
    said = statement or entry.statement
    speaker = speaker_of(entry.channel, said, post)
    change = Change(kind, entry.message_id, entry.number, said, speaker, claim_key(said, speaker, post))
    async with store.writing() as ledger:
        await ledger.correct(entry.channel, change, by, START, JOIN_WITHIN)


async def entry_of(store: Store, number: int) -> Entry:
    async with store.reading() as ledger:
        entry = await ledger.statements.get(number)
    assert entry is not None
    return entry


async def standing(store: Store) -> dict[int, Statement]:
    async with store.reading() as ledger:
        entries, _ = await ledger.statements.latest(Filter(), 100)
    return {entry.number: entry.statement for entry in entries}


def counts(report: Report) -> tuple[int, ...]:
    """Posts, unchanged ones, statements added, changed and dropped."""
    kinds = (ChangeKind.NEW, ChangeKind.AMENDED, ChangeKind.DROPPED)
    return (report.posts, report.unchanged, *(report.counts[kind] for kind in kinds))


async def test_what_is_read_as_before_is_noted_as_read_and_nothing_else(store: Store, clock: Clock, channel: Channel) -> None:
    await put(store, channel, {KILLED: (now_read(KILLED),), WEATHER: ()})
    before = await rows(store)
    clock.forward(days=1)
    report = await reread(store, clock=clock)
    assert (counts(report), report.is_quiet) == ((2, 2, 0, 0, 0), True)
    extractor = list(versions.c).index(versions.c.extractor)
    noted = [(*row[:extractor], EXTRACTOR, *row[extractor + 1 :]) for row in before["versions"]]
    assert await rows(store) == before | {"versions": noted}


async def test_what_comes_changes_and_goes(store: Store, channel: Channel) -> None:
    sent, killed = now_read(SENT), now_read(KILLED)
    noise = replace(killed, event=Event.WOUNDED, count=Count(7, 7))
    await put(store, channel, {KILLED: (killed, noise), SENT: (replace(sent, count=Count(12, 12)),), CAPTURED: (), WEATHER: ()})
    report = await reread(store)
    assert counts(report) == (4, 1, 1, 1, 1)
    assert await standing(store) == {1: killed, 3: sent, 4: now_read(CAPTURED)}
    added, changed, dropped = (report.examples[kind][0] for kind in (ChangeKind.NEW, ChangeKind.AMENDED, ChangeKind.DROPPED))
    assert (added.number, added.post, added.old, added.new) == (4, "@sample_president/3", None, now_read(CAPTURED))
    assert (changed.number, changed.differences) == (3, ("count",))
    assert (dropped.number, dropped.post, dropped.old, dropped.new) == (2, "@sample_president/1", noise, None)
    assert (await entry_of(store, 3)).extractor == EXTRACTOR


async def test_a_second_run_finds_nothing_and_one_over_all_changes_nothing(store: Store, channel: Channel) -> None:
    await put(store, channel, {KILLED: (replace(now_read(KILLED), place=None),), SENT: (), HOSTILE: ()})
    assert not (await reread(store)).is_quiet
    before = await rows(store)
    assert counts(await reread(store)) == (0, 0, 0, 0, 0)
    again = await reread(store, Scope(all=True))
    assert (again.is_quiet, again.posts, len(again.unread)) == (True, 3, 1)
    assert await rows(store) == before


async def test_nobody_is_alerted(store: Store, clock: Clock, channel: Channel) -> None:
    await put(store, channel, {KILLED: (), SENT: (replace(now_read(SENT), count=None),)})
    assert (await reread(store, clock=clock)).counts[ChangeKind.NEW] == 1
    async with store.reading() as ledger:
        assert await ledger.outbox.pending() == 0
    await ingest(store, channel, Batch((KILLED, SENT), "2"), clock)
    async with store.reading() as ledger:
        assert await ledger.outbox.pending() == 0, "nor later, when the same posts are looked at"


@pytest.mark.parametrize(
    "was",
    [
        lambda said: replace(said, event=Event.CASUALTIES),
        lambda said: replace(said, force="RU"),
        lambda said: replace(said, count=Count(30, 30), speaker="Somebody Else"),
        lambda said: replace(said, start=said.start + 4, evidence=said.evidence[4:], place=None),
    ],
    ids=["event", "force", "figure and speaker", "words and place"],
)
async def test_the_same_words_read_otherwise_keep_their_number(
    store: Store, channel: Channel, was: Callable[[Statement], Statement]
) -> None:
    await put(store, channel, {KILLED: (was(now_read(KILLED)),)})
    assert counts(await reread(store)) == (1, 0, 0, 1, 0)
    assert await standing(store) == {1: now_read(KILLED)}


async def test_other_words_with_another_event_and_figure_are_another_statement(store: Store, channel: Channel) -> None:
    other = replace(now_read(KILLED), event=Event.WOUNDED, count=Count(7, 7))
    await put(store, channel, {KILLED: (other,)})
    assert counts(await reread(store)) == (1, 0, 1, 0, 1)
    assert await standing(store) == {2: now_read(KILLED)}


async def test_what_is_dropped_was_taken_back_by_nobody(store: Store, clock: Clock, channel: Channel) -> None:
    await put(store, channel, {WEATHER: (now_read(KILLED),)})
    await reread(store, clock=clock)
    entry = await entry_of(store, 1)
    assert (entry.retracted_at, entry.retracted_version, entry.is_dropped, entry.said) == (clock(), None, True, 0)
    async with store.reading() as ledger:
        assert [state.statement for state in await ledger.statements.history(1)] == [now_read(KILLED)]


async def test_a_bot_that_reads_a_text_again_drops_too(store: Store, clock: Clock, channel: Channel) -> None:
    await put(store, channel, {WEATHER: (now_read(KILLED),)})
    (saved,) = await ingest(store, channel, Batch((WEATHER,), "2"), clock)
    assert (saved.change.kind, saved.entry.is_dropped) == (ChangeKind.DROPPED, True)


async def test_what_an_edit_took_back_is_retracted_though_nobody_could_read_the_edit_before(
    store: Store, channel: Channel
) -> None:
    await put(store, channel, {KILLED: (now_read(KILLED),)})
    edited = replace(WEATHER, message_id=KILLED.message_id)
    async with store.writing() as ledger:
        broken = Reading(edited, error="ValueError: no", extractor=OLD)
        await ledger.save(channel, [broken], [], "sample", START, JOIN_WITHIN)
    report = await reread(store)
    assert report.counts[ChangeKind.RETRACTED] == 1
    entry = await entry_of(store, 1)
    assert (entry.retracted_version, entry.is_dropped) == (2, False)


async def test_what_was_dropped_and_is_found_again_has_its_number(store: Store, channel: Channel) -> None:
    await put(store, channel, {KILLED: (now_read(KILLED),)}, OLD - 1)
    await put(store, channel, {KILLED: ()})
    assert (await entry_of(store, 1)).is_dropped
    report = await reread(store)
    assert counts(report) == (1, 0, 1, 0, 0)
    assert (report.examples[ChangeKind.NEW][0].number, await standing(store)) == (1, {1: now_read(KILLED)})


@pytest.mark.parametrize(
    "corrected",
    [
        lambda said: replace(said, count=Count(30, 30)),
        lambda said: replace(said, event=Event.MISSING, force="RU", count=Count(31, None)),
        lambda said: replace(said, speaker="Somebody Else", event=Event.WOUNDED),
        lambda said: said,
    ],
    ids=["figure", "nearly everything", "speaker and event", "confirmed as it was"],
)
async def test_a_correction_survives(
    store: Store, clock: Clock, channel: Channel, corrected: Callable[[Statement], Statement]
) -> None:
    said = now_read(KILLED)
    await put(store, channel, {KILLED: (replace(said, place=None),), SENT: ()})
    await correct(store, await entry_of(store, 1), corrected(said))
    report = await reread(store, clock=clock)
    assert (counts(report), report.corrected) == ((2, 1, 1, 0, 0), 1)
    later = a_post(KILLED.message_id, f"Update. {KILLED.text}")
    for post in (KILLED, later, KILLED):
        await ingest(store, channel, Batch((post,), "2"), clock)
        assert await standing(store) == {1: corrected(said), 2: now_read(SENT)}
    entry = await entry_of(store, 1)
    assert (entry.corrected_by, entry.corrected_at) == ("Olena", START)
    async with store.reading() as ledger:
        history = await ledger.statements.history(1)
    assert [(state.statement, state.corrected_by) for state in history] == [
        (replace(said, place=None), None),
        (corrected(said), "Olena"),
    ], "the original stays beneath it"


async def test_what_a_person_dropped_does_not_come_back(store: Store, clock: Clock, channel: Channel) -> None:
    await put(store, channel, {KILLED: (now_read(KILLED),)})
    await correct(store, await entry_of(store, 1), None)
    report = await reread(store, clock=clock)
    assert (counts(report), report.corrected) == ((1, 1, 0, 0, 0), 1)
    await ingest(store, channel, Batch((KILLED,), "2"), clock)
    assert await standing(store) == {}
    assert len((await rows(store))["statements"]) == 1
    assert (await entry_of(store, 1)).is_dropped


async def test_what_a_person_added_is_found_by_a_better_extractor_without_a_double(store: Store, channel: Channel) -> None:
    await put(store, channel, {KILLED: ()})
    said = now_read(KILLED)
    speaker = speaker_of(channel, said, KILLED)
    added = Change(ChangeKind.NEW, KILLED.message_id, None, replace(said, place="Sudzha"), speaker, "key")
    async with store.writing() as ledger:
        saved = await ledger.correct(channel, added, "Olena", START, JOIN_WITHIN)
    assert (saved.entry.number, saved.entry.corrected_by) == (1, "Olena")
    assert (await reread(store)).is_quiet
    assert await standing(store) == {1: replace(said, place="Sudzha")}


async def test_words_that_an_edit_takes_back_take_their_correction_with_them(
    store: Store, clock: Clock, channel: Channel
) -> None:
    await put(store, channel, {KILLED: (now_read(KILLED),)})
    await correct(store, await entry_of(store, 1), replace(now_read(KILLED), count=Count(30, 30)))
    await ingest(store, channel, Batch((replace(WEATHER, message_id=KILLED.message_id),), "2"), clock)
    entry = await entry_of(store, 1)
    assert (entry.retracted_version, entry.statement.count) == (2, Count(30, 30))


async def test_a_dry_run_tells_the_same_and_writes_nothing(store: Store, channel: Channel) -> None:
    await put(
        store, channel, {KILLED: (), SENT: (replace(now_read(SENT), count=None),), WEATHER: (now_read(KILLED),), HOSTILE: ()}
    )
    before = await rows(store)
    dry = await reread(store, dry_run=True)
    assert await rows(store) == before
    wet = await reread(store)
    assert counts(dry) == counts(wet) == (4, 0, 1, 1, 1)
    assert (dry.unread, dry.examples[ChangeKind.AMENDED]) == (wet.unread, wet.examples[ChangeKind.AMENDED])


async def test_stopped_halfway_it_goes_on_from_there(store: Store, channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    await put(store, channel, {a_post(number, KILLED.text): () for number in range(1, 6)})

    def stop(done: int, total: int) -> None:
        assert total == 5
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await reread(store, progress=stop)
    assert len(await standing(store)) == 4
    told: list[tuple[int, int]] = []
    assert counts(await reread(store, progress=lambda *done: told.append(done))) == (1, 0, 1, 0, 0)
    assert told == [(0, 1), (1, 1)]
    assert len(await standing(store)) == 5


async def test_a_post_that_breaks_the_extractor_is_named_keeps_its_statements_and_is_not_tried_again(
    store: Store, channel: Channel
) -> None:
    kept = now_read(KILLED)
    await put(store, channel, {HOSTILE: (kept,), KILLED: (kept,)})
    report = await reread(store)
    ((post, error),) = report.unread
    assert (post, counts(report)) == ("@sample_president/9", (2, 1, 0, 0, 0))
    assert error.startswith("OverflowError: ")
    assert len(await standing(store)) == 2
    async with store.reading() as ledger:
        assert await ledger.posts.set_aside() == [(channel, 9, error)]
    assert (await reread(store)).posts == 0


async def test_an_edit_or_a_newer_reading_that_came_meanwhile_is_left_alone(store: Store, clock: Clock, channel: Channel) -> None:
    better = replace(now_read(CAPTURED), place="Sudzha")
    await put(store, channel, {KILLED: (), SENT: (), CAPTURED: ()})
    async with store.reading() as ledger:
        batch = await ledger.posts.to_read_again(channel.id, Wanted(EXTRACTOR), None, 10)
    readings = [Reading(kept.post, (now_read(kept.post),), extractor=EXTRACTOR) for kept in batch]
    await ingest(store, channel, Batch((replace(KILLED, text=WEATHER.text),), "2"), clock)
    await put(store, channel, {CAPTURED: (better,)}, EXTRACTOR + 1)
    report = Report(EXTRACTOR)
    async with store.writing() as ledger:
        await module._settle(ledger, channel, batch, readings, report, clock())
    assert (counts(report), report.edited) == ((1, 0, 1, 0, 0), 2)
    assert await standing(store) == {1: better, 2: now_read(SENT)}


async def test_what_a_newer_extractor_read_is_left_as_that_read_it(store: Store, clock: Clock, channel: Channel) -> None:
    better = replace(now_read(KILLED), place="Sudzha")
    await put(store, channel, {KILLED: (better,)}, EXTRACTOR + 1)
    assert (await reread(store, Scope(all=True))).posts == 0
    await ingest(store, channel, Batch((KILLED,), "2"), clock)
    assert await standing(store) == {1: better}
    assert counts(await reread(store, Scope(all=True))) == (0, 0, 0, 0, 0), "nor is it forgotten who read it"
    await ingest(store, channel, Batch((replace(KILLED, text=SENT.text),), "2"), clock)
    assert [one.event for one in (await standing(store)).values()] == [Event.DEPLOYED], "a new text is read all the same"


async def test_signs_that_no_database_holds_make_no_edit(store: Store, channel: Channel) -> None:
    post = a_post(1, f"\x00 {KILLED.text} \ud800")
    await put(store, channel, {post: ()})
    assert counts(await reread(store)) == (1, 0, 1, 0, 0)
    assert len((await rows(store))["versions"]) == 1
    assert (await reread(store, Scope(all=True))).is_quiet


async def test_one_channel_from_a_day_on_and_removed_ones_too(store: Store, channel: Channel) -> None:
    async with store.writing() as ledger:
        other = await ledger.channels.add(a_channel("sample_ministry"))
    late = replace(SENT, date=SENT.date + timedelta(days=1))
    await put(store, channel, {KILLED: ()})
    await put(store, other, {KILLED: (), late: ()})
    async with store.writing() as ledger:
        await ledger.channels.remove(other.id, START)
    report = await reread(store, Scope("Sample_Ministry", late.date))
    assert (counts(report), report.channels) == ((1, 0, 1, 0, 0), 1)
    assert report.examples[ChangeKind.NEW][0].post == "@sample_ministry/2"
    report = await reread(store)
    assert (counts(report), report.channels) == ((2, 0, 2, 0, 0), 2)
    with pytest.raises(LookupError, match="The ledger has no channel @nobody"):
        await reread(store, Scope("nobody"))


async def test_it_runs_beside_a_bot(
    url: str, store: Store, clock: Clock, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 3)
    texts = (KILLED.text, SENT.text, CAPTURED.text, WEATHER.text)
    posts = [a_post(number, texts[number % 4], date=KILLED.date + timedelta(minutes=number)) for number in range(1, 41)]
    await put(store, channel, dict.fromkeys(posts, ()))
    beside = await Store.open(url, clock)

    async def watch() -> None:
        for number in range(41, 61):
            edited = replace(posts[number % 40], text=texts[number % 3])
            await ingest(beside, channel, Batch((a_post(number, KILLED.text), edited), f"{number}"), clock)

    await asyncio.gather(reread(store, clock=clock), watch())
    await beside.close()
    assert (await reread(store)).posts == 0
    assert (await reread(store, Scope(all=True))).is_quiet
    assert len(await standing(store)) > 40


async def test_alerts_that_wait_are_sent_all_the_same(store: Store, clock: Clock, channel: Channel) -> None:
    await ingest(store, channel, Batch((KILLED,), "1"), clock)
    await reread(store, Scope(all=True), clock=clock)
    async with store.reading() as ledger:
        assert [alert.numbers for alert in await ledger.outbox.due(clock())] == [(1,)]


async def test_a_state_is_signed_and_everything_before_it_is_not(store: Store, channel: Channel) -> None:
    await put(store, channel, {KILLED: (now_read(KILLED),)})
    await correct(store, await entry_of(store, 1), now_read(KILLED))
    tables = await rows(store)
    signed = list(states.c).index(states.c.corrected_by)
    assert [row[signed] for row in tables["states"]] == [None, "Olena"]
    (statement,) = tables["statements"]
    assert statement[list(statements.c).index(statements.c.state_id)] == 2

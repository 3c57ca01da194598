"""The outbox: each alert once, in order, and nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model import Alert, AlertKind, Chat, Event, Filter, Subscription
from store import Saved, Store
from tests.builders import START, Clock, a_post, a_statement
from tests.store.reading import read, watched

KILLED = Filter(events=frozenset({Event.KILLED}))
MINUTE = timedelta(minutes=1)


def an_alert(chat: int, *saved: Saved, kind: AlertKind = AlertKind.NEW, **fields: object) -> Alert:
    numbers = tuple(item.entry.number for item in saved)
    claims = tuple(item.entry.claim for item in saved)
    return Alert(chat, kind, numbers, claims, START, **fields)  # type: ignore[arg-type]


@pytest.fixture
async def saved(store: Store) -> tuple[Saved, ...]:
    """Two statements of one post and one of another."""
    channel = await watched(store)
    posts = {a_post(1): (a_statement(), a_statement(Event.KILLED, 100)), a_post(2, "more"): (a_statement(Event.WOUNDED, 7),)}
    return await read(store, channel, posts)


async def test_an_alert_comes_out_as_it_went_in(store: Store, saved: tuple[Saved, ...]) -> None:
    alert = an_alert(5, *saved[:2], late=True, filters=(Filter(), KILLED))
    async with store.writing() as ledger:
        assert await ledger.outbox.add([alert]) == 2
        assert await ledger.outbox.pending() == 2
        (due,) = await ledger.outbox.due(START)
    assert due == Alert(**{name: getattr(alert, name) for name in Alert.__slots__} | {"ids": (1, 2)})


async def test_a_chat_is_told_of_a_claim_once(store: Store, saved: tuple[Saved, ...]) -> None:
    async with store.writing() as ledger:
        await ledger.outbox.add([an_alert(5, saved[0])])
        assert await ledger.outbox.add([an_alert(5, *saved[:2]), an_alert(6, saved[0])]) == 2
        assert await ledger.outbox.add([an_alert(5, saved[0], kind=AlertKind.AMENDED)]) == 1
        await ledger.outbox.settle([1], START, 100)
        assert await ledger.outbox.add([an_alert(5, saved[0])]) == 0
        assert await ledger.outbox.add([]) == 0


async def test_what_is_due_comes_oldest_first_in_portions_that_split_no_alert(store: Store, saved: tuple[Saved, ...]) -> None:
    async with store.writing() as ledger:
        await ledger.outbox.add([an_alert(5, *saved[:2]), an_alert(6, saved[0]), an_alert(5, saved[2])])
        assert [(alert.chat, alert.numbers) for alert in await ledger.outbox.due(START)] == [(5, (1, 2)), (6, (1,)), (5, (3,))]
        assert [alert.numbers for alert in await ledger.outbox.due(START, limit=1)] == [(1, 2)]
        assert await ledger.outbox.due(START - MINUTE) == []


async def test_what_was_sent_or_dropped_is_never_due_again(store: Store, saved: tuple[Saved, ...]) -> None:
    async with store.writing() as ledger:
        await ledger.outbox.add([an_alert(5, *saved[:2]), an_alert(6, saved[0])])
        first, second = await ledger.outbox.due(START)
        await ledger.outbox.settle(first.ids, START, 100)
        await ledger.outbox.drop(second.ids, "Forbidden: bot was blocked by the user", START)
        await ledger.outbox.postpone(first.ids, START)
        assert await ledger.outbox.due(START + MINUTE) == []
        assert await ledger.outbox.pending() == 0


async def test_a_postponed_alert_keeps_its_place_in_its_chat(store: Store, saved: tuple[Saved, ...]) -> None:
    async with store.writing() as ledger:
        await ledger.outbox.add([an_alert(5, saved[0]), an_alert(6, saved[0]), an_alert(5, saved[2])])
        first = (await ledger.outbox.due(START))[0]
        await ledger.outbox.postpone(first.ids, START + MINUTE)
        assert [alert.chat for alert in await ledger.outbox.due(START)] == [6]
        later = await ledger.outbox.due(START + MINUTE)
        assert [(alert.chat, alert.numbers, alert.attempts) for alert in later] == [(5, (1,), 1), (6, (1,), 0), (5, (3,), 0)]


async def test_an_alert_that_is_due_later_holds_nothing_up(store: Store, saved: tuple[Saved, ...]) -> None:
    settling = Alert(5, AlertKind.AMENDED, (1,), (saved[0].entry.claim,), START + 5 * MINUTE)
    async with store.writing() as ledger:
        await ledger.outbox.add([settling, an_alert(5, saved[2])])
        assert [alert.numbers for alert in await ledger.outbox.due(START)] == [(3,)]


async def test_a_chat_that_is_switched_off_is_owed_nothing(store: Store, saved: tuple[Saved, ...], clock: Clock) -> None:
    async with store.writing() as ledger:
        await ledger.outbox.add([an_alert(5, saved[0]), an_alert(6, saved[0])])
        await ledger.chats.put(Chat(5, active=False))
        assert [alert.chat for alert in await ledger.outbox.due(START)] == [6]
        await ledger.chats.put(Chat(5))
        assert await ledger.outbox.pending() == 1
        await ledger.chats.forget(6)
        assert await ledger.outbox.pending() == 0


async def test_a_queue_outlives_the_program(url: str, store: Store, saved: tuple[Saved, ...], clock: Clock) -> None:
    async with store.writing() as ledger:
        await ledger.outbox.add([an_alert(5, saved[0])])
    await store.close()
    reopened = await Store.open(url, clock)
    async with reopened.reading() as ledger:
        assert [alert.ids for alert in await ledger.outbox.due(START)] == [(1,)]
    await reopened.close()


async def test_each_topic_of_a_chat_is_told(store: Store, saved: tuple[Saved, ...]) -> None:
    async with store.writing() as ledger:
        assert await ledger.outbox.add([an_alert(5, saved[0], topic=42), an_alert(5, saved[0])]) == 2
        assert await ledger.outbox.add([an_alert(5, saved[0], topic=42)]) == 0
        assert [(alert.topic, alert.numbers) for alert in await ledger.outbox.due(START)] == [(42, (1,)), (0, (1,))]


async def test_what_the_general_topic_was_told_is_not_told_there_again(store: Store, saved: tuple[Saved, ...]) -> None:
    async with store.writing() as ledger:
        await ledger.outbox.add([an_alert(5, saved[0]), an_alert(5, *saved[:2], topic=42)])
        told, astray = await ledger.outbox.due(START)
        await ledger.outbox.settle(told.ids, START, 100)
        await ledger.outbox.leave_topic(5, 42, astray.ids, START)
        (left,) = await ledger.outbox.due(START)
        assert (left.numbers, left.topic, left.astray) == ((2,), 0, True)
        assert await ledger.outbox.pending() == 1


async def test_a_chat_that_moved_is_owed_what_the_old_one_was(store: Store, saved: tuple[Saved, ...]) -> None:
    async with store.writing() as ledger:
        await ledger.chats.put(Chat(-5, zone="Europe/Kyiv"))
        await ledger.subscriptions.add(Subscription(-5, KILLED, START))
        await ledger.outbox.add([an_alert(-5, saved[0]), an_alert(-5, saved[1]), an_alert(-5, saved[2])])
        first = (await ledger.outbox.due(START))[0]
        await ledger.outbox.settle(first.ids[:1], START, 100)
        await ledger.outbox.add([an_alert(-99, saved[2])])
        await ledger.chats.move(-5, -99)
        assert [(alert.chat, alert.numbers) for alert in await ledger.outbox.due(START)] == [(-99, (2,)), (-99, (3,))]
        assert await ledger.outbox.add([an_alert(-99, saved[0])]) == 0, "the group was told of it"
        assert [one.filter for one in await ledger.subscriptions.of(-99)] == [KILLED]
        assert await ledger.subscriptions.of(-5) == []


async def test_a_chat_that_moved_keeps_its_ways(store: Store) -> None:
    async with store.writing() as ledger:
        await ledger.chats.put(Chat(-5, zone="Europe/Kyiv", active=False))
        await ledger.chats.move(-5, -99)
        assert await ledger.chats.get(-99) == Chat(-99, zone="Europe/Kyiv", active=False)
        await ledger.chats.move(-6, -99)
        assert await ledger.chats.get(-99) == Chat(-99, zone="Europe/Kyiv", active=False)

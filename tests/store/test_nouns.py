"""Channels, chats, subscriptions and facts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model import ChannelState, Chat, Draft, Event, Filter, Subscription, replace
from store import Store, StoreError
from tests.builders import START, a_channel, a_post, a_statement
from tests.store.reading import read, watched

KILLED = Filter(forces=frozenset({"KP", "RU"}), events=frozenset({Event.KILLED, Event.WOUNDED}), minimum=100)


async def test_a_channel_comes_back_with_every_field(store: Store) -> None:
    full = a_channel(
        telegram_id=1234567890123,
        verified=True,
        state=ChannelState.PREVIEW_OFF,
        state_reason="its owner switched the preview off",
        state_since=START,
        cursor="118",
        last_read_at=START + timedelta(microseconds=1),
    )
    async with store.writing() as ledger:
        added = await ledger.channels.add(full)
        assert added == replace(full, id=1)
        assert await ledger.channels.get(1) == await ledger.channels.by_name("SAMPLE_President") == added
        changed = replace(added, title="Офіс", state=ChannelState.READING, state_since=None, cursor=None)
        await ledger.channels.update(changed)
        assert await ledger.channels.all() == [changed]
        assert await ledger.channels.get(2) is None
        assert await ledger.channels.by_name("nobody") is None


async def test_a_channel_is_added_once_in_whatever_case(store: Store) -> None:
    first = await watched(store)
    again = await watched(store, "Sample_PRESIDENT", title="another title")
    assert again == first


async def test_a_removed_channel_is_gone_but_keeps_its_posts(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(),)})
    async with store.writing() as ledger:
        await ledger.channels.remove(channel.id, START)
        assert await ledger.channels.all() == []
        assert await ledger.channels.get(channel.id) is None
        assert await ledger.channels.by_name(channel.username) is None
        await ledger.channels.update(replace(channel, title="late write"))
        assert await ledger.channels.all() == []
    revived = await watched(store, title="New title")
    assert (revived.id, revived.title) == (channel.id, "New title")
    async with store.reading() as ledger:
        assert await ledger.channels.all() == [revived]
        assert await ledger.posts.count(revived.id) == 1


async def test_a_channel_that_took_another_name_is_known_by_its_number(store: Store) -> None:
    channel = await watched(store, telegram_id=77)
    async with store.writing() as ledger:
        await ledger.channels.remove(channel.id, START)
    renamed = await watched(store, "sample_office", telegram_id=77)
    assert (renamed.id, renamed.username) == (channel.id, "sample_office")


async def test_a_name_that_another_channel_took_is_another_channel(store: Store) -> None:
    channel = await watched(store, telegram_id=77)
    with pytest.raises(StoreError, match="Remove the old one first"):
        await watched(store, telegram_id=78)
    async with store.writing() as ledger:
        await ledger.channels.remove(channel.id, START)
    assert (await watched(store, telegram_id=78)).id != channel.id


async def test_a_channel_whose_number_was_not_known_is_revived_by_name(store: Store) -> None:
    channel = await watched(store)
    async with store.writing() as ledger:
        await ledger.channels.remove(channel.id, START)
    assert (await watched(store, telegram_id=78)) == replace(channel, telegram_id=78)


async def test_a_chat_is_made_up_until_it_is_saved(store: Store) -> None:
    async with store.writing() as ledger:
        assert await ledger.chats.get(-1001234567890) == Chat(-1001234567890)
        chat = Chat(-1001234567890, "uk", "Europe/Kyiv", active=True, draft=Draft("addchannel", '{"name": "ї"}'))
        await ledger.chats.put(chat)
        assert await ledger.chats.get(chat.id) == chat
        await ledger.chats.put(replace(chat, draft=None, active=False))
        assert await ledger.chats.get(chat.id) == replace(chat, draft=None, active=False)


async def test_an_equal_wish_is_kept_once(store: Store) -> None:
    async with store.writing() as ledger:
        first = await ledger.subscriptions.add(Subscription(5, KILLED, START))
        assert first == Subscription(5, KILLED, START, id=first.id)
        reordered = Filter(forces=frozenset(["RU", "KP"]), events=frozenset([Event.WOUNDED, Event.KILLED]), minimum=100)
        assert await ledger.subscriptions.add(Subscription(5, reordered, START + timedelta(days=1))) == first
        other = await ledger.subscriptions.add(Subscription(5, Filter(), START))
        assert await ledger.subscriptions.of(5) == [first, other]
        assert (await ledger.subscriptions.add(Subscription(6, KILLED, START))).id not in (first.id, other.id)


async def test_wishes_of_chats_that_are_switched_off_rest(store: Store) -> None:
    async with store.writing() as ledger:
        kept = await ledger.subscriptions.add(Subscription(5, KILLED, START))
        await ledger.subscriptions.add(Subscription(6, KILLED, START))
        await ledger.chats.put(Chat(6, active=False))
        assert await ledger.subscriptions.all() == [kept]
        await ledger.chats.put(Chat(6))
        assert len(await ledger.subscriptions.all()) == 2


async def test_a_wish_is_dropped_by_its_own_chat_only(store: Store) -> None:
    async with store.writing() as ledger:
        mine = await ledger.subscriptions.add(Subscription(5, KILLED, START))
        assert await ledger.subscriptions.remove(mine.id, 6) is False
        assert await ledger.subscriptions.remove(mine.id, 5) is True
        assert await ledger.subscriptions.remove(mine.id, 5) is False
        await ledger.subscriptions.add(Subscription(5, KILLED, START))
        await ledger.subscriptions.add(Subscription(5, Filter(), START))
        assert await ledger.subscriptions.clear(5) == 2
        assert await ledger.subscriptions.of(5) == []


async def test_a_forgotten_chat_leaves_nothing_behind(store: Store) -> None:
    async with store.writing() as ledger:
        await ledger.chats.put(Chat(5, "uk"))
        await ledger.subscriptions.add(Subscription(5, KILLED, START))
        await ledger.chats.forget(5)
        assert await ledger.subscriptions.of(5) == []
        assert await ledger.chats.get(5) == Chat(5)
        await ledger.chats.forget(5)


async def test_a_fact_is_kept_under_its_key(store: Store) -> None:
    async with store.writing() as ledger:
        assert await ledger.state.get("offset") is None
        await ledger.state.put("offset", "1")
        await ledger.state.put("offset", "2")
        assert await ledger.state.get("offset") == "2"

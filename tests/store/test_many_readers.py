"""A channel that several readers read, in turn or at once: each post once, no false edit, the place kept, nobody told twice."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select
from telegram import Update
from telethon.tl import types

from bot.clock import Clock as Now
from bot.imports.keeping import keep
from bot.inbox import take_post
from bot.listening import take
from bot.model import Alert, Channel, ChannelState, Filter, Post, Subscription
from bot.pipeline import ingest, read_all
from bot.sources.bot_updates import pushed
from bot.sources.desktop_export import Export, posts
from bot.sources.mtproto.account import Account
from bot.sources.place import Place
from bot.sources.reader import Batch, ReaderError
from bot.sources.web_preview import WebPreview
from store import Store
from store.schema import versions
from tests.builders import Clock
from tests.mtproto.channels import FakeChannel
from tests.mtproto.telegram import FakeTelegram
from tests.sources.server import START, PreviewServer, SampleChannel

NUMBER = 1700000118
SENT = "About 12,000 North Korean soldiers were sent to Kursk Oblast."
KILLED = "«Ліквідовано 60 військових КНДР» \nта ще троє в полоні 🇰🇵"
TEXTS = {1380: "Добрий ранок, Україно!", 1381: SENT, 1382: KILLED}
CHAT = 7


async def nap(_seconds: float) -> None:
    """Waits no time between two requests."""


class Readers:
    """One channel, seen by the preview, by the account, by the bot and in an export; and the ledger that all write to."""

    def __init__(self, store: Store, client: httpx.AsyncClient, server: PreviewServer, clock: Now) -> None:
        self.store, self.server, self.clock = store, server, clock
        self.telegram = FakeTelegram()
        self.page = server.channels["sample_staff"]
        self.fake: FakeChannel = self.telegram.channel(NUMBER, "sample_staff")
        self.web = WebPreview(client, clock=server.clock, sleep=server.clock.sleep)
        self.account = Account(self.telegram.client, self.watched, nap)

    async def watched(self) -> list[Channel]:
        return [await self.channel()]

    def says(self, number: int, text: str) -> None:
        """Publish a post, or edit it, for all readers."""
        self.page.posts[number] = text
        message = self.fake.holds(number, text)
        message.date = self.page.begin + timedelta(minutes=number)

    async def channel(self) -> Channel:
        async with self.store.reading() as ledger:
            (found,) = await ledger.channels.all()
        return found

    async def reads(self, way: str) -> None:
        """Have the channel read by this reader, as an admin does, until there is no more."""
        async with self.store.writing() as ledger:
            (channel,) = await ledger.channels.all()
            await ledger.channels.update(replace(channel, reader=way))
        reader = self.web if way == "web" else self.account
        while True:
            channel = await self.channel()
            batch = await reader.read(channel)
            await ingest(self.store, channel, batch, self.clock)
            if not batch.more:
                return

    async def is_pushed(self, number: int, text: str, *, edited: bool = False) -> None:
        """Have the bot pushed a post."""
        chat = {"id": -1000000000000 - NUMBER, "type": "channel", "title": "Sample", "username": "sample_staff"}
        date = int((self.page.begin + timedelta(minutes=number)).timestamp())
        told = {"message_id": number, "date": date, "chat": chat, "text": text}
        given = pushed(Update.de_json({"update_id": 1, "edited_channel_post" if edited else "channel_post": told}))
        assert given is not None
        await take_post(self.store, given, self.clock)

    async def imports(self) -> None:
        """Import the channel as Telegram Desktop exports it."""
        records = [
            {
                "id": number,
                "type": "message",
                "date_unixtime": str(int((self.page.begin + timedelta(minutes=number)).timestamp())),
                "text": [{"type": "plain", "text": text}],
            }
            for number, text in self.page.posts.items()
        ]
        file = {"name": "Sample", "type": "public_channel", "id": NUMBER, "messages": records}
        channel = await self.channel()
        for _, found in Export(io.BytesIO(json.dumps(file).encode())).chats():
            kept = [post for post in posts(found, START.tzinfo, self.clock()) if isinstance(post, Post)]  # type: ignore[arg-type]
            await keep(self.store, channel, read_all(kept, channel), "export", self.clock)

    async def texts(self) -> list[tuple[int, str]]:
        """Every version in the ledger: number and text, in order."""
        async with self.store._engine.connect() as connection:
            rows = await connection.execute(select(versions.c.number, versions.c.text).order_by(versions.c.id))
            return [(row.number, row.text) for row in rows]

    async def alerts(self) -> list[Alert]:
        """What waits in the outbox."""
        async with self.store.reading() as ledger:
            return await ledger.outbox.due(self.clock() + timedelta(days=1))


@pytest.fixture
async def readers(store: Store, clock: Clock) -> AsyncIterator[Readers]:
    """The channel with three posts, watched by its preview, and one chat that asked for North Korea."""
    clock.now = START + timedelta(hours=1)
    server = PreviewServer(channels={"sample_staff": SampleChannel(NUMBER, "Sample")})
    async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as client:
        made = Readers(store, client, server, clock)
        for number, text in TEXTS.items():
            made.says(number, text)
        async with store.writing() as ledger:
            await ledger.channels.add(Channel("sample_staff", "Sample", "General Staff", "UA", telegram_id=NUMBER))
            await ledger.subscriptions.add(Subscription(CHAT, Filter(forces=frozenset({"KP"})), clock()))
        yield made
        await made.account.close()


ONCE = [(1, "Добрий ранок, Україно!"), (1, SENT), (1, "«Ліквідовано 60 військових КНДР»\nта ще троє в полоні 🇰🇵")]


async def test_the_preview_then_the_account_then_the_preview(readers: Readers) -> None:
    for way in ("web", "mtproto", "web", "mtproto"):
        await readers.reads(way)
        assert await readers.texts() == ONCE
    assert await readers.alerts() == []


async def test_what_came_between_two_readers_is_news_once(readers: Readers) -> None:
    await readers.reads("web")
    readers.says(1383, SENT.replace("12,000", "13,000"))
    await readers.reads("mtproto")
    assert len(await readers.alerts()) == 1
    await readers.reads("web")
    readers.says(1384, SENT.replace("12,000", "14,000"))
    await readers.reads("web")
    await readers.reads("mtproto")
    assert len(await readers.alerts()) == 2
    assert [number for number, _ in await readers.texts()] == [1] * 5


async def test_a_gap_is_filled_by_the_next_reader(readers: Readers) -> None:
    await readers.reads("web")
    for number in range(1383, 1600):
        readers.says(number, f"Post {number}.")
    await readers.reads("mtproto")
    assert len(await readers.texts()) == 220
    for number in range(1600, 1660):
        readers.says(number, f"Post {number}.")
    await readers.reads("web")
    assert len(await readers.texts()) == 280
    assert {number for number, _ in await readers.texts()} == {1}


async def test_what_is_pushed_is_the_same_post(readers: Readers) -> None:
    await readers.reads("web")
    for number, text in TEXTS.items():
        await readers.is_pushed(number, text)
        await readers.is_pushed(number, text, edited=True)
    await readers.reads("mtproto")
    assert await readers.texts() == ONCE
    assert await readers.alerts() == []


async def test_what_is_imported_is_the_same_post(readers: Readers) -> None:
    await readers.imports()
    for way in ("web", "mtproto"):
        await readers.reads(way)
        await readers.imports()
    assert await readers.texts() == ONCE
    assert await readers.alerts() == []


async def test_an_edit_is_one_whoever_sees_it(readers: Readers) -> None:
    await readers.reads("web")
    later = SENT.replace("12,000", "15,000")
    readers.says(1381, later)
    await readers.reads("mtproto")
    await readers.reads("web")
    await readers.is_pushed(1381, later, edited=True)
    assert await readers.texts() == [*ONCE, (2, later)]


async def test_the_account_is_told_of_a_post_that_the_preview_shows_later(readers: Readers) -> None:
    await readers.reads("web")
    readers.says(1383, SENT.replace("12,000", "13,000"))
    await readers.reads("mtproto")
    channel = await readers.channel()
    again = Post(1383, readers.page.begin + timedelta(minutes=1383), SENT.replace("12,000", "13,000"))
    await take(readers.store, channel, Batch((again,), None, aside=True), readers.clock)
    await readers.reads("web")
    assert len(await readers.alerts()) == 1
    assert [number for number, _ in await readers.texts()] == [1] * 4


async def test_an_edit_of_a_post_that_was_never_read_is_kept_and_alerts_nobody(readers: Readers) -> None:
    await readers.reads("mtproto")
    old = Post(12, readers.page.begin, SENT.replace("12,000", "11,000"), edited=True)
    await take(readers.store, await readers.channel(), Batch((old,), None, aside=True), readers.clock)
    assert len(await readers.texts()) == 4
    assert await readers.alerts() == []


async def test_what_a_paused_channel_is_told_waits_for_its_reading(readers: Readers) -> None:
    await readers.reads("mtproto")
    readers.says(1383, SENT.replace("12,000", "13,000"))
    async with readers.store.writing() as ledger:
        await ledger.channels.update(replace(await readers.channel(), state=ChannelState.PAUSED))
    post = Post(1383, readers.page.begin + timedelta(minutes=1383), SENT.replace("12,000", "13,000"))
    await take(readers.store, await readers.channel(), Batch((post,), None, aside=True), readers.clock)
    assert await readers.texts() == ONCE
    await readers.reads("mtproto")
    assert len(await readers.alerts()) == 1


async def test_a_renamed_channel_is_the_same_and_goes_by_its_new_name(readers: Readers) -> None:
    await readers.reads("web")
    readers.fake.username = "new_name"
    readers.server.channels["new_name"] = readers.server.channels.pop("sample_staff")
    await readers.reads("mtproto")
    assert (await readers.channel()).username == "new_name"
    await readers.reads("web")
    assert await readers.texts() == ONCE


async def test_a_renamed_channel_is_known_by_what_is_pushed(readers: Readers) -> None:
    await readers.reads("web")
    chat = {"id": -1000000000000 - NUMBER, "type": "channel", "title": "Sample", "username": "New_Name"}
    told = {
        "message_id": 1381,
        "date": int((readers.page.begin + timedelta(minutes=1381)).timestamp()),
        "chat": chat,
        "text": SENT,
    }
    given = pushed(Update.de_json({"update_id": 1, "channel_post": told}))
    assert given is not None
    await take_post(readers.store, given, readers.clock)
    assert (await readers.channel()).username == "New_Name"
    assert await readers.texts() == ONCE


@pytest.mark.parametrize("way", ["web", "mtproto"])
async def test_a_name_that_came_to_another_channel_is_not_followed(way: str, readers: Readers) -> None:
    await readers.reads("web")
    readers.fake.username, readers.fake.member = None, False
    readers.server.channels["sample_staff"] = SampleChannel(999, "A stranger", {1400: SENT})
    readers.telegram.channel(999, "sample_staff", title="A stranger").holds(1400, SENT)
    with pytest.raises(ReaderError) as told:
        await readers.reads(way)
    assert told.value.state is ChannelState.RENAMED
    assert await readers.texts() == ONCE


async def test_a_name_that_another_watched_channel_has_is_not_taken(readers: Readers) -> None:
    await readers.reads("mtproto")
    async with readers.store.writing() as ledger:
        other = await ledger.channels.add(Channel("new_name", "Other", "Other", "UA", telegram_id=5))
        (channel, _) = await ledger.channels.all()
    await ingest(readers.store, channel, Batch((), channel.cursor, username="new_name"), readers.clock)
    async with readers.store.reading() as ledger:
        assert [one.username for one in await ledger.channels.all()] == ["sample_staff", "new_name"]
        assert (await ledger.channels.by_name("new_name")) == other


async def test_the_place_is_kept_by_whoever_reads(readers: Readers) -> None:
    await readers.reads("web")
    place = (await readers.channel()).cursor
    await readers.is_pushed(1383, "Later.")
    assert (await readers.channel()).cursor == place
    readers.says(1383, "Later.")
    await readers.reads("mtproto")
    now = Place.of((await readers.channel()).cursor)
    assert now is not None
    assert (now.last, now.until, now.floor, now.id) == (1383, 1383, 1380, NUMBER)


async def test_an_album_is_the_same_post_for_the_account_and_the_preview(readers: Readers) -> None:
    await readers.reads("web")
    for number, text in ((1383, ""), (1384, SENT), (1385, "")):
        message = readers.fake.holds(number, text, media=types.MessageMediaPhoto(), grouped_id=9)
        message.date = readers.page.begin + timedelta(minutes=1383)
    readers.page.posts[1383] = SENT
    await readers.reads("mtproto")
    await readers.reads("web")
    assert await readers.texts() == [*ONCE, (1, SENT)]

"""Posts that Telegram pushes: stored before receipt is confirmed, one with what the preview shows, and admins told who reads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.inbox import Inbox
from bot.model import Channel, ChannelState
from store import Store, StoreError
from tests.running import ADMINS, House, running, until
from tests.telegram.people import Broadcast, Seat

MORNING = 1380
QUIET = "Good morning!"
SENT = "About 12,000 North Korean soldiers were sent to Kursk Oblast."
LATER = "About 13,000 North Korean soldiers were sent to Kursk Oblast."


@pytest.fixture
async def house(url: str) -> AsyncIterator[House]:
    """The bot at work, with one channel that has said nothing of interest."""
    made = House(url)
    made.serves("president", {MORNING: QUIET})
    async with running(made):
        yield made


@pytest.fixture
async def taras(house: House) -> Seat:
    """The first admin, who has started the bot and asked for North Korea."""
    seat = house.telegram.person("Taras", ADMINS[0])
    seat.says("/subscribe north korea")
    await seat.answer()
    return seat


@pytest.fixture
async def president(house: House, taras: Seat) -> Channel:
    """The channel, watched by its preview."""
    return await house.watches("president")


@pytest.fixture
def owner(house: House, president: Channel) -> Broadcast:
    """The channel's own side."""
    return house.telegram.channel("president", -1001500000000)


async def _now(house: House, channel: Channel) -> Channel:
    async with house.store.reading() as ledger:
        found = await ledger.channels.get(channel.id)
    assert found is not None
    return found


async def _version(house: House, channel: Channel, number: int) -> int:
    async with house.store.reading() as ledger:
        known = await ledger.posts.before(channel.id, [number])
    return known[number].version if number in known else 0


async def test_an_administrator_is_pushed_posts_and_edits(
    house: House, taras: Seat, president: Channel, owner: Broadcast
) -> None:
    owner.appoints()
    assert "@president made this bot an administrator" in (await taras.answer()).text
    assert (await _now(house, president)).reader == "bot"
    post = owner.posts(SENT, MORNING + 1)
    assert (await taras.answer()).text.startswith("🔔")
    owner.edits(post, LATER)
    await until(lambda: _is(house, president, MORNING + 1, 2), "the second version")
    owner.edits(post, LATER)
    owner.posts(QUIET, MORNING + 2)
    await house.has_read(president, MORNING + 2)
    assert await _version(house, president, MORNING + 1) == 2
    async with house.store.reading() as ledger:
        (first, second) = await ledger.copies.of(president.id, MORNING + 1)
    assert SENT.encode() in first.content
    assert b"edited_channel_post" in second.content


async def _is(house: House, channel: Channel, number: int, version: int) -> bool:
    return await _version(house, channel, number) == version


async def test_both_readers_see_one_post(house: House, taras: Seat, president: Channel, owner: Broadcast) -> None:
    text = "Ранок  дня\n\n«Ліквідовано 60 військових КНДР» \nта ще троє в полоні 🇰🇵\u200b"
    house.server.channels["president"].posts[MORNING + 1] = SENT
    assert (await taras.answer()).text.startswith("🔔")
    owner.appoints()
    await taras.answer()
    owner.posts(SENT, MORNING + 1)
    owner.posts(text, MORNING + 2)
    await house.has_read(president, MORNING + 2)
    heard = len(taras.room.deeds)
    house.server.channels["president"].posts[MORNING + 2] = text
    owner.dismisses()
    await until(lambda: _told(taras, "read by its public preview again"), "a word to the admin")
    assert (await _now(house, president)).reader == "web"
    await house.looks_again(president)
    assert [await _version(house, president, number) for number in (MORNING + 1, MORNING + 2)] == [1, 1]
    assert sum(message.text.startswith("🔔") for message in taras.room.deeds[heard:]) <= 1


async def _told(seat: Seat, words: str) -> bool:
    return any(words in message.text for message in seat.room.bots)


async def test_a_post_proves_what_nobody_told(house: House, taras: Seat, president: Channel, owner: Broadcast) -> None:
    owner.posts(QUIET, MORNING + 1)
    assert "made this bot an administrator" in (await taras.answer()).text
    assert (await _now(house, president)).reader == "bot"


async def test_a_removal_is_told_once(house: House, taras: Seat, president: Channel, owner: Broadcast) -> None:
    owner.appoints()
    await taras.answer()
    owner.dismisses()
    assert "read by its public preview again" in (await taras.answer()).text
    owner.dismisses()
    owner.appoints()
    assert "made this bot an administrator" in (await taras.answer()).text
    assert taras.unheard == []


async def test_an_unknown_channel_is_offered(house: House, taras: Seat) -> None:
    house.serves("staff", {MORNING: QUIET})
    staff = house.telegram.channel("staff", -1001500000001)
    staff.appoints()
    assert "@staff (staff) made this bot an administrator, and is not watched" in (await taras.answer()).text
    staff.posts(SENT, MORNING + 1)
    taras.presses("See it first")
    assert "Staff" in (await taras.answer()).text
    taras.presses("Watch it")
    await taras.answer()
    staff.posts(LATER, MORNING + 2)
    notice, alert = sorted([(await taras.answer()).text, (await taras.answer()).text], key=lambda text: "13,000" in text)
    assert "made this bot an administrator" in notice
    assert "13,000" in alert


async def test_a_channel_without_preview_is_watched_by_the_bot(house: House, taras: Seat) -> None:
    house.serves("closed", {}).preview = False
    closed = house.telegram.channel("closed", -1001500000001)
    taras.says("/addchannel @closed | Volodymyr Zelensky | Ukraine | Europe/Kyiv")
    assert "closed" in (await taras.answer()).text
    taras.presses("Watch it")
    await taras.answer()
    closed.posts(SENT, 7)
    assert (await taras.answer()).text.startswith("🔔")


async def test_a_paused_channel_is_kept_and_alerts_nobody(
    house: House, taras: Seat, president: Channel, owner: Broadcast
) -> None:
    async with house.store.writing() as ledger:
        await ledger.channels.update(replace(await _now(house, president), state=ChannelState.PAUSED))
    owner.posts(SENT, MORNING + 1)
    await house.has_read(president, MORNING + 1)
    assert (await _now(house, president)).state is ChannelState.PAUSED
    assert not any(message.text.startswith("🔔") for message in taras.room.bots)


async def test_an_album_is_one_post_and_a_service_message_none(
    house: House, taras: Seat, president: Channel, owner: Broadcast
) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    owner.posts(SENT, MORNING + 1, photo=photo, media_group_id="7")
    owner.posts("", MORNING + 2, photo=photo, media_group_id="7")
    owner.posts("", MORNING + 3, new_chat_title="Another")
    owner.posts("", MORNING + 4, photo=photo)
    await house.has_read(president, MORNING + 4)
    assert [await _version(house, president, MORNING + number) for number in (1, 2, 3, 4)] == [1, 0, 0, 1]
    async with house.store.reading() as ledger:
        assert (await ledger.posts.pictures(house.clock.now.replace(year=2000)))[0] == 1


async def test_polling_that_dies_is_begun_again(house: House, taras: Seat, capsys: pytest.CaptureFixture[str]) -> None:
    (polling,) = (task for task in asyncio.all_tasks() if "polling_task" in task.get_name())
    polling.cancel()
    taras.says("/help")
    assert "Ask in plain words" in (await taras.answer()).text
    assert capsys.readouterr().out.count("polling ended; beginning again") == 1


async def test_what_cannot_be_read_is_left_and_told_once(house: House, taras: Seat, capsys: pytest.CaptureFixture[str]) -> None:
    house.telegram.updates.add(message={"telepathy": True})
    taras.says("/help")
    assert "Ask in plain words" in (await taras.answer()).text
    assert capsys.readouterr().out.count("an update cannot be read and is left") == 1


async def test_receipt_is_confirmed_only_when_stored(
    house: House,
    taras: Seat,
    president: Channel,
    owner: Broadcast,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    writing = Store.writing
    failed: list[list[dict[str, object]]] = []

    def locked(store: Store) -> object:
        if len(failed) < 3:
            failed.append(list(house.telegram.updates.waiting))
            raise StoreError("it is locked")
        return writing(store)

    monkeypatch.setattr("bot.inbox.FIRST_WAIT", 0.01)
    async with house.store.writing() as ledger:  # the bot reads it, so that nobody else writes
        await ledger.channels.update(replace(await _now(house, president), reader="bot", telegram_id=1500000000))
    monkeypatch.setattr(Store, "writing", locked)
    owner.posts(SENT, MORNING + 1)
    assert (await taras.answer()).text.startswith("🔔")
    assert all("channel_post" in waiting[-1] for waiting in failed if waiting)
    assert any(failed)
    await house.telegram.until(lambda: not house.telegram.updates.waiting, "receipt to be confirmed")


async def test_put_raises_nothing(store: Store) -> None:
    inbox = Inbox(store)
    await inbox.put("the library's own sign")
    assert inbox.get_nowait() == "the library's own sign"

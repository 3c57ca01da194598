"""How a channel is read is shown and changed by admins; the channel keeps its place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.extract import EXTRACTOR
from bot.model import Channel, ChannelState, Reading
from bot.sources.account import Absent
from bot.sources.mtproto.account import Account
from bot.sources.place import Place
from handlers.desk import Desk
from tests.builders import a_post
from tests.handlers.conftest import ADMIN
from tests.handlers.talk import Talk
from tests.mtproto.channels import FakeChannel
from tests.mtproto.telegram import FakeTelegram

NUMBER = 1500000203


async def nap(_seconds: float) -> None:
    """Waits no time between two requests."""


@pytest.fixture
def telegram() -> FakeTelegram:
    """Telegram's own protocol."""
    return FakeTelegram()


@pytest.fixture
def staff(telegram: FakeTelegram) -> FakeChannel:
    """The channel of the preview server, as the account sees it."""
    made = telegram.channel(NUMBER, "GeneralStaffZSU", title="Генеральний штаб ЗСУ")
    made.holds(203, "Слава Україні!")
    return made


@pytest.fixture
async def admin(desk: Desk, telegram: FakeTelegram) -> AsyncIterator[Talk]:
    """An admin's chat with a bot that has an account."""

    async def watched() -> list[Channel]:
        return []

    account = Account(telegram.client, watched, nap)
    yield Talk(replace(desk, readers={**desk.readers, "mtproto": account}), user=ADMIN)
    await account.close()


async def watch(talk: Talk, **fields: object) -> Channel:
    """Have the channel watched by its preview."""
    async with talk.desk.store.writing() as ledger:
        channel = Channel("GeneralStaffZSU", "Staff", "General Staff", "UA", telegram_id=NUMBER)
        return await ledger.channels.add(replace(channel, **fields))  # type: ignore[arg-type]


async def now(talk: Talk, channel: Channel) -> Channel:
    """The channel as it stands."""
    async with talk.desk.store.reading() as ledger:
        found = await ledger.channels.get(channel.id)
    assert found is not None
    return found


async def test_a_channel_is_read_another_way_and_back(admin: Talk, staff: FakeChannel) -> None:
    place = str(Place(203, 203, 201, NUMBER))
    channel = await watch(admin, cursor=place)
    await admin.type("/channels")
    await admin.press("@GeneralStaffZSU")
    assert "Read by its public preview (web)" in admin.transcript
    await admin.press("Read by the account")
    assert "@GeneralStaffZSU is read by the account from now on, from where it was" in admin.transcript
    changed = await now(admin, channel)
    assert (changed.reader, changed.cursor, changed.state) == ("mtproto", place, ChannelState.NEW)
    await admin.press("Undo")
    assert ((await now(admin, channel)).reader, (await now(admin, channel)).cursor) == ("web", place)
    await admin.type("/channels @generalstaffzsu mtproto")
    assert (await now(admin, channel)).reader == "mtproto"
    assert "is read by the account already" in (await admin.type("/channels @GeneralStaffZSU mtproto")).html


async def test_a_paused_channel_stays_paused(admin: Talk, staff: FakeChannel) -> None:
    channel = await watch(admin, state=ChannelState.PAUSED)
    await admin.type("/channels @GeneralStaffZSU mtproto")
    assert ((await now(admin, channel)).reader, (await now(admin, channel)).state) == ("mtproto", ChannelState.PAUSED)


async def test_a_reader_that_does_not_see_the_channel_is_not_taken(admin: Talk, telegram: FakeTelegram) -> None:
    channel = await watch(admin)
    said = await admin.type("/channels @GeneralStaffZSU mtproto")
    assert said.html == "@GeneralStaffZSU is read as before. @GeneralStaffZSU does not exist. Check the spelling."
    telegram.channel(42, "GeneralStaffZSU", title="A <stranger>").holds(1, "x")
    said = await admin.type("/channels @GeneralStaffZSU mtproto")
    assert "Under this name there is another channel now: “A &lt;stranger&gt;”" in said.html
    assert await now(admin, channel) == channel


async def test_without_an_account_it_is_said_what_is_missing(admin: Talk) -> None:
    await watch(admin)
    admin.desk = replace(admin.desk, readers={**admin.desk.readers, "mtproto": Absent("No account is set up.", "See README.")})
    said = await admin.type("/channels @GeneralStaffZSU mtproto")
    assert said.html == "@GeneralStaffZSU is read as before. No account is set up. See README."


@pytest.mark.parametrize("way", ["pigeon", "bot", "<b>"])
async def test_what_is_no_reader_is_told(way: str, admin: Talk) -> None:
    channel = await watch(admin)
    said = await admin.type(f"/channels @GeneralStaffZSU {way}")
    assert "There is: web · bot · mtproto" in said.html
    assert await now(admin, channel) == channel


async def test_where_no_reader_kept_a_place_it_is_behind_what_the_ledger_has(admin: Talk, staff: FakeChannel) -> None:
    channel = await watch(admin, reader="bot")
    async with admin.desk.store.writing() as ledger:
        readings = [Reading(a_post(number), extractor=EXTRACTOR) for number in (198, 202)]
        await ledger.save(channel, readings, [], "bot", admin.desk.clock(), timedelta(days=1))
    await admin.type("/channels @GeneralStaffZSU mtproto")
    assert Place.of((await now(admin, channel)).cursor) == Place(202, 202, 198, NUMBER)


async def test_old_buttons_and_odd_words_are_answered(admin: Talk) -> None:
    for words in ("/channels @nobody_here", "/channels ???", "/channels @nobody_here mtproto"):
        assert (await admin.type(words)).html
    for data in ("channels:one:99", "channels:by:99:web", "channels:one:", "channels:by:x:y", "channels:nonsense", "channels:"):
        assert (await admin.send(data)).html


async def test_a_channel_that_only_members_see_is_added_by_its_number(admin: Talk, telegram: FakeTelegram) -> None:
    telegram.channel(1234567890, None, title="Closed").holds(7, "For members.")
    said = await admin.type("/addchannel https://t.me/c/1234567890/7 | General Staff | Ukraine")
    assert "@c/1234567890 · id <code>-1001234567890</code> · 1 post" in said.html
    await admin.press("Watch it")
    async with admin.desk.store.reading() as ledger:
        (channel,) = await ledger.channels.all()
    assert (channel.username, channel.telegram_id, channel.reader) == ("c/1234567890", 1234567890, "mtproto")
    assert "@c/1234567890 is watched already" in (await admin.type("/addchannel -1001234567890")).html
    await admin.type("/pause c/1234567890")
    assert "@c/1234567890 is paused" in admin.transcript


async def test_a_channel_without_a_preview_is_added_by_the_account(admin: Talk, telegram: FakeTelegram) -> None:
    telegram.channel(77, "hidden_office", title="Hidden").holds(7, "Text.")
    await admin.type("/addchannel @hidden_office | Office | Ukraine")
    await admin.press("Watch it")
    async with admin.desk.store.reading() as ledger:
        (channel,) = await ledger.channels.all()
    assert (channel.username, channel.reader) == ("hidden_office", "mtproto")

"""What comes by itself: the library's own events become batches, and the connection is begun again when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest
from telethon.tl import types

from bot.sources import Batch, ReaderError
from bot.sources.mtproto.account import Account
from tests.mtproto.channels import FakeChannel
from tests.mtproto.conftest import Books
from tests.mtproto.telegram import FakeTelegram

PATIENCE = 10.0


async def until(condition: Callable[[], object]) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 (the fake sends no events)
            await asyncio.sleep(0.001)


@pytest.fixture(autouse=True)
def _no_waiting_for_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sources.mtproto.live.TOGETHER", 0.01)


@pytest.fixture
async def listening(account: Account, staff: FakeChannel, books: Books) -> AsyncIterator[asyncio.Task[None]]:
    """The reader listens; the channel was read once."""
    task = asyncio.create_task(account.listen(books.take))
    await until(lambda: books.batches)
    books.batches.clear()
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _news(books: Books, times: int = 1) -> list[Batch]:
    await until(lambda: len(books.batches) >= times)
    return books.batches


async def test_a_new_post_comes_by_itself(listening: object, staff: FakeChannel, books: Books) -> None:
    staff.posts(160, "About 12,000 soldiers were sent.")
    (batch,) = await _news(books)
    assert [(post.message_id, post.text, post.edited) for post in batch.posts] == [
        (160, "About 12,000 soldiers were sent.", False)
    ]
    assert batch.aside
    assert not batch.quiet


async def test_edits_and_deletions_come_in_their_order(listening: object, staff: FakeChannel, books: Books) -> None:
    staff.posts(160, "Twelve.")
    staff.edits(160, "Thirteen.")
    staff.edits(160, "Thirteen.", edit_hide=True)
    staff.deletes(160, 158)
    told = await _news(books, 4)
    assert [[(post.text, post.edited) for post in batch.posts] for batch in told] == [
        [("Twelve.", False)],
        [("Thirteen.", True)],
        [("Thirteen.", False)],
        [],
    ]
    assert told[-1].vanished == (160, 158)


async def test_nothing_is_taken_of_other_chats(
    listening: object, telegram: FakeTelegram, staff: FakeChannel, books: Books
) -> None:
    other = telegram.channel(42, "not_watched")
    other.posts(1, "Nobody watches this.")
    other.deletes(1)
    private = types.Message(id=9, peer_id=types.PeerUser(5), from_id=types.PeerUser(5), date=staff.entity.date, message="Hello")
    for line in telegram.lines:
        line.push(types.Updates([types.UpdateNewMessage(private, 2, 1)], [types.User(5)], [], staff.entity.date, 0))
        line.push(types.Updates([types.UpdateDeleteMessages([9], 3, 1)], [], [], staff.entity.date, 0))
    staff.posts(160, "The last.")
    assert [post.text for batch in await _news(books) for post in batch.posts] == ["The last."]


async def test_service_messages_are_left_out(listening: object, staff: FakeChannel, books: Books) -> None:
    staff.serves(160)
    staff.pts += 1
    staff.tell(staff, types.UpdateNewChannelMessage(staff.messages[160], staff.pts, 1))
    staff.posts(161, "The last.")
    assert [post.message_id for batch in await _news(books) for post in batch.posts] == [161]


async def test_an_album_comes_whole_and_once(listening: object, telegram: FakeTelegram, staff: FakeChannel, books: Books) -> None:
    for number in (160, 161, 162):
        staff.posts(number, "The caption." if number == 161 else "", media=types.MessageMediaPhoto(), grouped_id=7)
    await until(lambda: books.batches)
    staff.edits(162, "", media=types.MessageMediaPhoto(), grouped_id=7, edit_hide=True)
    told = await _news(books, 2)
    assert [[(p.message_id, p.text, p.edited, p.picture_only) for p in batch.posts] for batch in told] == [
        [(160, "The caption.", False, False)]
    ] * 2
    assert telegram.asked.count("GetMessages") == 2


async def test_a_forwarded_post_names_its_origin(
    listening: object, telegram: FakeTelegram, staff: FakeChannel, books: Books
) -> None:
    telegram.channel(43, "origin", title="합참 & 국정원").holds(1, "x")
    header = types.MessageFwdHeader(date=staff.entity.date, from_id=types.PeerChannel(43), channel_post=1)
    message = staff.holds(160, "Forwarded.", fwd_from=header)
    staff.pts += 1
    update = types.Updates(
        [types.UpdateNewChannelMessage(message, staff.pts, 1)],
        [],
        [staff.entity, telegram.channels[43].entity],
        staff.entity.date,
        0,
    )
    for line in telegram.lines:
        line.push(update)
    (batch,) = await _news(books)
    assert batch.posts[0].forwarded_from == "합참 & 국정원"


async def test_what_is_told_need_not_be_asked_for(
    listening: object, telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books
) -> None:
    asked = len(telegram.asked)
    batch = await account.read(books.channel)
    assert (batch.posts, batch.aside) == ((), True)
    assert len(telegram.asked) == asked


async def test_what_was_read_and_not_stored_is_read_again(
    listening: object, account: Account, staff: FakeChannel, books: Books
) -> None:
    books.channels[0] = replace(books.channel, cursor=None)
    assert (await account.read(books.channel)).posts


async def test_a_channel_that_the_account_never_joined_is_looked_at(
    telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books
) -> None:
    staff.member = False
    task = asyncio.create_task(account.listen(books.take))
    await _news(books)
    staff.posts(160, "Later.")
    assert (await account.read(books.channel)).posts[-1].text == "Later."
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_connection_that_breaks_is_told_and_what_was_missed_is_filled(
    listening: asyncio.Task[None], telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books
) -> None:
    telegram.cut()
    with pytest.raises(ReaderError, match="could not be reached with the account: Connection reset by peer"):
        await listening
    staff.posts(160, "While nobody listened.")
    staff.edits(120, "Edited meanwhile.")
    staff.deletes(130)
    again = asyncio.create_task(account.listen(books.take))
    (batch,) = await _news(books)
    texts = {post.message_id: post.text for post in batch.posts}
    assert (texts[160], texts[120]) == ("While nobody listened.", "Edited meanwhile.")
    assert 130 in batch.vanished
    staff.posts(161, "And on.")
    assert (await _news(books, 2))[1].posts[0].text == "And on."
    again.cancel()
    await asyncio.gather(again, return_exceptions=True)


async def test_a_reader_that_stops_leaves_no_connection(
    listening: asyncio.Task[None], telegram: FakeTelegram, staff: FakeChannel
) -> None:
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    assert telegram.lines == []


async def test_a_question_under_way_when_the_connection_breaks_is_told(
    listening: object, telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books
) -> None:
    telegram.odd = lambda request: None if type(request).__name__ == "ResolveUsernameRequest" else NotImplemented
    asking = asyncio.create_task(account.look("sample_staff"))
    await until(lambda: telegram.asked[-1] == "ResolveUsername")
    telegram.cut()
    with pytest.raises(ReaderError, match="the connection ended"):
        await asking


async def test_what_cannot_be_stored_ends_the_listening(
    account: Account, telegram: FakeTelegram, staff: FakeChannel, books: Books
) -> None:
    async def full(_channel: object, _batch: object) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        await account.listen(full)
    assert telegram.lines == []


async def test_an_account_that_is_logged_out_while_it_listens_is_told(
    listening: asyncio.Task[None], telegram: FakeTelegram, account: Account, books: Books
) -> None:
    telegram.authorised = False
    telegram.cut()
    await asyncio.gather(listening, return_exceptions=True)
    with pytest.raises(ReaderError, match="logged the account out"):
        await account.listen(books.take)

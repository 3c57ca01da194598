"""Reading on, gaps, edits, holes and history: what is asked for of a channel, by the account's reader."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telethon import errors
from telethon.tl import types

from bot.model import Channel, ChannelState
from bot.sources import Batch, ReaderError
from bot.sources.mtproto.account import Account
from bot.sources.place import Place
from tests.mtproto.channels import FakeChannel
from tests.mtproto.conftest import NUMBER, Books, nap
from tests.mtproto.telegram import FakeTelegram


async def on(account: Account, books: Books) -> Batch:
    """Read on, and keep what was read."""
    batch = await account.read(books.channel)
    await books.take(books.channel, batch)
    return batch


async def all_of(account: Account, books: Books) -> list[int]:
    """Read until there is no more; gives the ids of the posts in order."""
    found = []
    while True:
        batch = await on(account, books)
        found += [post.message_id for post in batch.posts]
        if not batch.more:
            return found


async def test_a_channel_is_shown_before_it_is_added(account: Account, staff: FakeChannel) -> None:
    shown = await account.look("Sample_Staff")
    assert (shown.username, shown.title, shown.telegram_id, shown.verified) == ("sample_staff", "Sample", NUMBER, True)
    assert [post.message_id for post in shown.posts] == list(range(120, 160, 2))


async def test_the_first_reading_is_quiet(account: Account, staff: FakeChannel, books: Books) -> None:
    first = await on(account, books)
    assert [post.message_id for post in first.posts] == list(range(100, 160, 2))
    assert first.quiet
    assert Place.of(first.cursor) == Place(158, 158, 100, NUMBER)


async def test_what_came_since_is_news(account: Account, staff: FakeChannel, books: Books) -> None:
    await on(account, books)
    staff.holds(160, "Later.")
    batch = await on(account, books)
    assert batch.posts[-1].text == "Later."
    assert not batch.quiet
    assert not batch.aside


async def test_a_gap_of_any_length_is_filled_in_order(account: Account, staff: FakeChannel, books: Books) -> None:
    await on(account, books)
    for number in range(159, 600):
        staff.holds(number, f"Post {number}.")
    assert await all_of(account, books) == [*range(159, 600)]
    assert all(not batch.quiet for batch in books.batches[1:])
    assert (await on(account, books)).posts[0].message_id == 500


async def test_a_gap_that_a_page_just_covers_is_no_gap(account: Account, staff: FakeChannel, books: Books) -> None:
    await on(account, books)
    for number in range(159, 259):
        staff.holds(number, f"Post {number}.")
    assert await all_of(account, books) == list(range(159, 259))


async def test_a_channel_whose_rest_was_deleted_ends(account: Account, staff: FakeChannel, books: Books) -> None:
    await on(account, books)
    for number in range(159, 400):
        staff.holds(number, f"Post {number}.")
    last = (await on(account, books)).posts[-1].message_id
    staff.deletes(*range(159, 400), silently=True)
    assert await all_of(account, books) == []
    batch = await on(account, books)
    assert [post.message_id for post in batch.posts] == list(range(100, 160, 2))
    assert {number for number in batch.vanished if number > 158} == set(range(159, last + 1))


async def test_an_empty_channel_is_read(account: Account, telegram: FakeTelegram, books: Books) -> None:
    empty = telegram.channel(NUMBER, "sample_staff")
    first = await on(account, books)
    assert (first.posts, first.quiet) == ((), True)
    empty.holds(1, "The first.")
    assert [post.text for post in (await on(account, books)).posts] == ["The first."]


async def test_edits_of_recent_posts_are_seen(account: Account, staff: FakeChannel, books: Books) -> None:
    await on(account, books)
    staff.edits(120, "Corrected.")
    post = next(post for post in (await on(account, books)).posts if post.message_id == 120)
    assert (post.text, post.edited) == ("Corrected.", True)


async def test_a_hole_is_gone_once_it_was_asked_for_by_number(
    account: Account, telegram: FakeTelegram, staff: FakeChannel, books: Books
) -> None:
    await on(account, books)
    staff.deletes(130, 140, silently=True)
    gone = (await on(account, books)).vanished
    assert {130, 140} <= set(gone)
    assert not set(staff.messages) & set(gone)
    assert (await on(account, books)).vanished == ()
    assert telegram.asked.count("GetMessages") == 1


async def test_what_was_there_before_the_channel_was_watched_stays_unread(
    account: Account, staff: FakeChannel, books: Books
) -> None:
    for number in range(159, 300):
        staff.holds(number, f"Post {number}.")
    await on(account, books)
    staff.deletes(*range(250, 300), silently=True)
    assert min(post.message_id for post in (await on(account, books)).posts) == 200


async def test_history_goes_back_to_the_beginning(account: Account, staff: FakeChannel, books: Books) -> None:
    for number in range(160, 400):
        staff.holds(number, f"Post {number}.")
    pages, before = [], None
    while True:
        page = await account.back(books.channel, before)
        assert page.quiet
        assert page.aside
        pages.append([post.message_id for post in page.posts])
        if not page.more:
            break
        before = pages[-1][0]
    assert [number for page in reversed(pages) for number in page] == [*range(100, 160, 2), *range(160, 400)]
    assert [len(page) for page in pages] == [100, 100, 70]


async def test_history_passes_over_service_messages(account: Account, staff: FakeChannel, books: Books) -> None:
    for number in range(160, 400):
        staff.serves(number)
    page = await account.back(books.channel, None)
    assert page.posts[-1].message_id == 158


@pytest.mark.parametrize("before", [155, 156, 160])
async def test_an_album_is_never_cut(before: int, account: Account, staff: FakeChannel, books: Books) -> None:
    for number in range(60, 260):
        album = 7 if before <= number < before + 10 else None
        text = "Caption." if number == before + 3 else "" if album else f"Post {number}."
        staff.holds(number, text, media=types.MessageMediaPhoto() if album else None, grouped_id=album)
    page = await account.back(books.channel, None)
    older = await account.back(books.channel, page.posts[0].message_id)
    found = [post for post in (*older.posts, *page.posts) if post.text == "Caption." or not post.text]
    assert [(post.message_id, post.text, post.picture_only) for post in found] == [(before, "Caption.", False)]


@pytest.mark.parametrize("first", [242, 245, 247, 250, 257])
async def test_an_album_at_the_edge_of_a_gap_is_one_post(first: int, account: Account, staff: FakeChannel, books: Books) -> None:
    await on(account, books)
    for number in range(159, 500):
        album = 7 if first <= number < first + 10 else None
        staff.holds(number, "" if album else f"Post {number}.", media=types.MessageMediaPhoto(), grouped_id=album)
    found = await all_of(account, books)
    assert {first + part for part in range(10)} & set(found) == {first}


async def test_a_renamed_channel_is_read_on_by_its_number(account: Account, staff: FakeChannel, books: Books) -> None:
    await on(account, books)
    staff.username = "new_name"
    staff.holds(160, "Under another name.")
    batch = await on(account, books)
    assert batch.posts[-1].text == "Under another name."
    assert batch.username == "new_name"


async def test_a_name_that_came_to_another_channel_is_not_followed(
    telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books
) -> None:
    await on(account, books)
    staff.username, staff.member = "new_name", False
    telegram.channel(999, "sample_staff").holds(1, "A stranger's.")
    anew = Account(telegram.client, books.watched, nap)
    with pytest.raises(ReaderError, match=f"id {NUMBER} is not among those") as told:
        await anew.read(books.channel)
    assert told.value.state is ChannelState.RENAMED
    await anew.close()


async def test_a_channel_that_only_members_see_is_found_by_its_number(
    telegram: FakeTelegram, account: Account, books: Books
) -> None:
    closed = telegram.channel(555, None, title="Closed")
    closed.holds(1, "For members.")
    shown = await account.look("c/555")
    assert (shown.username, shown.telegram_id) == ("c/555", 555)
    books.channels[0] = replace(books.channel, username="c/555", telegram_id=555)
    assert [post.text for post in (await on(account, books)).posts] == ["For members."]


async def test_a_public_channel_is_read_without_being_a_member(
    telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books
) -> None:
    staff.member = False
    await on(account, books)
    staff.holds(160, "Later.")
    assert (await on(account, books)).posts[-1].text == "Later."


async def test_a_channel_without_a_number_is_found_by_name_and_then_known_by_number(
    account: Account, staff: FakeChannel, books: Books
) -> None:
    books.channels[0] = replace(books.channel, telegram_id=None)
    place = Place.of((await on(account, books)).cursor)
    assert place is not None
    assert place.id == NUMBER


@pytest.mark.parametrize(
    ("name", "state", "words"),
    [
        ("nobody_here", ChannelState.NOT_FOUND, "@nobody_here does not exist. Check the spelling."),
        ("a_group", ChannelState.NOT_FOUND, "@a_group is a person, a bot or a group, not a channel."),
        ("c/12345", ChannelState.NOT_FOUND, "@c/12345 is closed to the account"),
        ("forbidden", ChannelState.NOT_FOUND, "@forbidden is closed to the account"),
    ],
)
async def test_what_cannot_be_seen_is_told(
    name: str, state: ChannelState, words: str, telegram: FakeTelegram, account: Account
) -> None:
    telegram.channel(5, "a_group").group = True
    telegram.channel(6, "forbidden").forbidden = True
    with pytest.raises(ReaderError) as told:
        await account.look(name)
    assert told.value.state is state
    assert str(told.value).startswith(words)


def _raising(telegram: FakeTelegram, error: Exception, times: int = 10**6) -> list[object]:
    asked: list[object] = []

    def odd(request: object) -> object:
        if type(request).__name__ != "GetHistoryRequest" or len(asked) >= times:
            return NotImplemented
        asked.append(request)
        raise error

    telegram.odd = odd
    return asked


async def test_long_waits_are_told(telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books) -> None:
    _raising(telegram, errors.FloodWaitError(None, 1000))
    with pytest.raises(ReaderError, match="asks the account to wait 1000 seconds") as told:
        await account.read(books.channel)
    assert (told.value.state, told.value.retry_after) == (ChannelState.THROTTLED, 1000)


async def test_short_waits_are_waited(
    telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    asked = _raising(telegram, errors.FloodWaitError(None, 60), times=1)
    monkeypatch.setattr("telethon.client.users.asyncio.sleep", sleep)
    assert (await account.read(books.channel)).posts
    assert len(asked) == 1
    assert 60 in waited


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (errors.AuthKeyUnregisteredError(None), ChannelState.UNREACHABLE, "Telegram has logged the account out. Log in"),
        (errors.AuthKeyDuplicatedError(None), ChannelState.UNREACHABLE, "Telegram has logged the account out. Log in"),
        (errors.SessionRevokedError(None), ChannelState.UNREACHABLE, "Telegram has logged the account out. Log in"),
        (errors.ChannelPrivateError(None), ChannelState.NOT_FOUND, "@sample_staff is closed to the account"),
        (errors.PeerIdInvalidError(None), ChannelState.UNREACHABLE, "@sample_staff could not be read: "),
        (ConnectionError("reset"), ChannelState.UNREACHABLE, "Telegram could not be reached with the account: reset"),
    ],
)
async def test_each_trouble_has_its_words(
    error: Exception, state: ChannelState, words: str, telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books
) -> None:
    _raising(telegram, error)
    with pytest.raises(ReaderError) as told:
        await account.read(books.channel)
    assert told.value.state is state
    assert str(told.value).startswith(words)


async def test_an_account_that_was_logged_out_is_told_and_tried_again(
    telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books
) -> None:
    telegram.authorised = False
    with pytest.raises(ReaderError, match="Log in on the machine of the bot: communique login"):
        await account.read(books.channel)
    assert telegram.lines == []
    telegram.authorised = True
    assert (await account.read(books.channel)).posts


async def test_a_dead_network_is_told_and_tried_again(
    telegram: FakeTelegram, account: Account, staff: FakeChannel, books: Books
) -> None:
    telegram.away = True
    with pytest.raises(ReaderError, match="could not be reached with the account: Connection to Telegram failed"):
        await account.read(books.channel)
    telegram.away = False
    assert (await account.read(books.channel)).posts


async def test_another_channels_cursor_is_no_place(account: Account, staff: FakeChannel, books: Books) -> None:
    for cursor in ("", "12", "[]", '{"etag": "x"}', "\x00"):
        books.channels[0] = replace(books.channel, cursor=cursor)
        assert (await account.read(books.channel)).quiet


async def test_the_place_of_the_preview_is_gone_on_from(account: Account, staff: FakeChannel, books: Books) -> None:
    for number in range(159, 300):
        staff.holds(number, f"Post {number}.")
    books.channels[0] = replace(books.channel, cursor=str(Place(150, 158, 120, NUMBER)))
    found = await all_of(account, books)
    assert found[:9] == [152, 154, 156, 158, 159, 160, 161, 162, 163]
    assert not any(batch.quiet for batch in books.batches)


def channel(number: int) -> Channel:
    """Another watched channel."""
    return Channel(f"other_{number}", "Other", "Other", "UA", reader="mtproto", id=number, telegram_id=number)

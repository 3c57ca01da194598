"""Importing: posts of the past come in once, alert nobody, and never stand in place of what is newer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.imports import running
from bot.imports.files import find
from bot.imports.report import Report
from bot.imports.running import Importer
from bot.imports.targets import Refusal
from bot.imports.workers import workers
from bot.model import Channel, ChannelState, Filter, Post, Subscription, replace
from bot.pipeline import ingest
from bot.sources import Batch
from bot.sources.records import Reason
from store import Store
from store.schema import versions
from tests.builders import START, Clock, a_channel, a_post
from tests.exports import CHANNEL_ID, TITLE, account, chat, message, posted, written
from tests.store.reading import rows

KILLED = "300 North Korean soldiers were killed in Kursk Oblast."
MORE = "500 North Korean soldiers were killed in Kursk Oblast."
SENT = "About 12,000 North Korean soldiers were sent to Kursk Oblast."
WEATHER = "Good morning!"
AT = START - timedelta(days=30)


@pytest.fixture
async def channel(store: Store) -> Channel:
    """A watched channel, read a while ago, and somebody who wants to be told of everything."""
    async with store.writing() as ledger:
        await ledger.subscriptions.add(Subscription(7, Filter(), START))
        read: dict[str, Any] = {"state": ChannelState.READING, "cursor": "900", "last_read_at": START - timedelta(hours=5)}
        return await ledger.channels.add(a_channel(telegram_id=CHANNEL_ID, title=TITLE, **read))


async def imported(store: Store, clock: Clock, *paths: Path, wanted: Channel | None = None, jobs: int = 1) -> Report:
    """What an import of files did."""
    async with store.reading() as ledger:
        channels = await ledger.channels.all()
    with workers(jobs) as pool:
        return await Importer(store, pool, clock, channels, wanted).run([find(path) for path in paths])


def saved(folder: Path, *messages: dict[str, Any], name: str = "result.json") -> Path:
    """An export of one chat in a file."""
    path = folder / name
    path.write_bytes(written(chat(*messages)))
    return path


def lines(folder: Path, *given: Any, name: str = "posts.jsonl") -> Path:
    """Rows as lines of JSON in a file."""
    path = folder / name
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in given), "utf-8")
    return path


def a_line(number: Any = 1, text: str = KILLED, username: str = "sample_president", date: str = "2024-11-23T18:00:00Z") -> Any:
    return {"id": number, "date": date, "channel": {"username": username, "title": "T"}, "text": text}


async def texts(store: Store, channel: Channel, numbers: Sequence[int]) -> dict[int, str]:
    """The hashes of the current texts, by message id."""
    async with store.reading() as ledger:
        return await ledger.posts.newest(channel.id, numbers)


async def events(store: Store) -> list[tuple[int, int | None]]:
    """Post and figure of every statement that stands, the newest first."""
    async with store.reading() as ledger:
        found, _ = await ledger.statements.latest(Filter(), 100)
    return [(one.message_id, one.statement.count.low if one.statement.count else None) for one in found]


def hash_of(text: str) -> str:
    return a_post(text=text).hash


async def test_posts_come_in_with_their_statements_and_alert_nobody(
    store: Store, channel: Channel, clock: Clock, tmp_path: Path
) -> None:
    file = saved(tmp_path, message(1, KILLED), message(2, WEATHER), message(3, SENT, at=AT + timedelta(days=1)))
    report = await imported(store, clock, file)
    assert (report.total.new, report.total.statements, report.is_good) == (3, 2, True)
    assert await events(store) == [(3, 12000), (1, 300)]
    async with store.reading() as ledger:
        assert await ledger.outbox.due(START + timedelta(days=1)) == []
        assert await ledger.channels.get(channel.id) == channel, "how the channel is read stays as it is"
        (state,) = await ledger.statements.history(1)
    assert (state.first_seen, state.last_seen) == (AT, AT)
    assert {row[10] for row in (await rows(store))["versions"]} == {"export"}


async def test_the_same_file_twice_changes_nothing(store: Store, channel: Channel, clock: Clock, tmp_path: Path) -> None:
    file = saved(tmp_path, message(1, KILLED), message(2, SENT))
    await imported(store, clock, file)
    before = await rows(store)
    clock.forward(days=1)
    report = await imported(store, clock, file)
    assert (report.total.new, report.total.edited, report.total.known) == (0, 0, 2)
    assert await rows(store) == before


async def test_a_post_that_was_read_before_is_no_edit(store: Store, channel: Channel, clock: Clock, tmp_path: Path) -> None:
    await ingest(store, channel, Batch((Post(1, AT, KILLED),), "1", quiet=True), clock)
    report = await imported(store, clock, saved(tmp_path, message(1, [{"type": "bold", "text": "300 "}, KILLED[4:]])))
    assert (report.total.known, report.total.new, report.total.edited) == (1, 0, 0)
    assert await events(store) == [(1, 300)]


async def test_a_post_that_was_imported_is_no_news_when_it_is_read(
    store: Store, channel: Channel, clock: Clock, tmp_path: Path
) -> None:
    await imported(store, clock, saved(tmp_path, message(1, KILLED)))
    assert await ingest(store, channel, Batch((Post(1, AT, KILLED),), "1"), clock) == ()
    async with store.reading() as ledger:
        (state,) = await ledger.statements.history(1)
        assert await ledger.outbox.due(START + timedelta(days=1)) == []
    assert (state.first_seen, state.last_seen) == (AT, START)


async def test_an_old_text_never_stands_in_place_of_a_newer_one(
    store: Store, channel: Channel, clock: Clock, tmp_path: Path
) -> None:
    await ingest(store, channel, Batch((Post(1, AT, MORE, edited=True),), "1", quiet=True), clock)
    report = await imported(store, clock, saved(tmp_path, message(1, KILLED, edited_at=AT + timedelta(hours=1))))
    assert (report.total.older, report.total.edited) == (1, 0)
    assert await events(store) == [(1, 500)]
    async with store.reading() as ledger:
        kept = await ledger.posts._connection.execute(versions.select().order_by(versions.c.number))
        assert [(row.text, row.reader, row.last_seen) for row in kept][1:] == [(KILLED, "export", AT + timedelta(hours=1))]


async def test_an_edit_after_the_text_was_last_seen_is_an_edit(
    store: Store, channel: Channel, clock: Clock, tmp_path: Path
) -> None:
    await ingest(store, channel, Batch((Post(1, AT, KILLED),), "1", quiet=True), clock)
    clock.forward(days=3)
    report = await imported(store, clock, saved(tmp_path, message(1, MORE, edited_at=START + timedelta(days=1))))
    assert (report.total.edited, report.total.older) == (1, 0)
    assert await events(store) == [(1, 500)]
    async with store.reading() as ledger:
        assert await ledger.outbox.due(START + timedelta(days=9)) == []


@pytest.mark.parametrize("turned", [False, True])
async def test_of_two_exports_the_later_text_stands_whichever_comes_first(
    store: Store, channel: Channel, clock: Clock, tmp_path: Path, turned: bool
) -> None:
    winter = saved(tmp_path, message(1, KILLED), name="winter.json")
    spring = saved(tmp_path, message(1, MORE, edited_at=AT + timedelta(days=9)), name="spring.json")
    await imported(store, clock, *((spring, winter) if turned else (winter, spring)))
    assert await events(store) == [(1, 500)]


async def test_a_post_that_stands_twice_in_a_file_is_the_later_of_both(
    store: Store, channel: Channel, clock: Clock, tmp_path: Path
) -> None:
    later = message(1, MORE, edited_at=AT + timedelta(days=1))
    report = await imported(store, clock, saved(tmp_path, message(2, SENT), later, message(1, KILLED)))
    assert (report.total.new, report.total.known) == (2, 1)
    assert (await texts(store, channel, [1]))[1] == hash_of(MORE)


async def test_an_account_gives_the_watched_channels_alone(store: Store, channel: Channel, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "result.json").write_bytes(
        written(
            account(
                chat(message(1, SENT), name="Olena", kind="personal_chat", number=CHANNEL_ID),
                chat(message(1, KILLED)),
                chat(message(1, SENT), name="Other", number=5),
            )
        )
    )
    report = await imported(store, clock, tmp_path)
    assert await events(store) == [(1, 300)]
    assert [(one.title, why) for one, why in report.refused.items()] == [
        ("Olena", Refusal.NO_CHANNEL),
        ("Other", Refusal.NOT_WATCHED),
    ]


async def test_a_channel_that_was_named_keeps_its_numeric_id(store: Store, clock: Clock, tmp_path: Path) -> None:
    async with store.writing() as ledger:
        named = await ledger.channels.add(a_channel("named", title="Named"))
    await imported(store, clock, saved(tmp_path, message(1, KILLED), message(2, SENT)), wanted=named)
    async with store.reading() as ledger:
        assert await ledger.channels.by_name("named") == replace(named, telegram_id=CHANNEL_ID)
        assert await ledger.posts.count() == 2


async def test_a_channel_is_added_once_there_is_something_of_it(store: Store, clock: Clock, tmp_path: Path) -> None:
    wanted = a_channel("added", title="", state=ChannelState.PAUSED)
    other = tmp_path / "other.json"
    other.write_bytes(written(chat(message(1, SENT), kind="private_group")))
    report = await imported(store, clock, other, wanted=wanted)
    assert (report.added, report.is_good) == ([], False)
    report = await imported(store, clock, saved(tmp_path, message(1, KILLED)), wanted=wanted)
    assert report.added == ["added"]
    async with store.reading() as ledger:
        (added,) = await ledger.channels.all()
    assert (added.username, added.title, added.telegram_id, added.state) == ("added", TITLE, CHANNEL_ID, ChannelState.PAUSED)


async def test_lines_of_several_channels_in_turn(store: Store, channel: Channel, clock: Clock, tmp_path: Path) -> None:
    async with store.writing() as ledger:
        await ledger.channels.add(a_channel("second"))
    rows = [a_line(f"https://t.me/x/{n}", KILLED, ("SAMPLE_president", "second", "third")[n % 3]) for n in range(1, 31)]
    report = await imported(store, clock, lines(tmp_path, *rows))
    assert {name: one.kept.new for name, one in report.channels.items()} == {"sample_president": 10, "second": 10}
    assert [one.username for one in report.refused] == ["third"]


async def test_lines_that_are_no_posts_are_named_and_the_others_read(
    store: Store, channel: Channel, clock: Clock, tmp_path: Path
) -> None:
    file = lines(tmp_path, a_line(1), "{", a_line("x"), "", a_line(2, date="2031-01-01T00:00:00Z"), a_line(3), '{"id": "\xff"')
    report = await imported(store, clock, file)
    assert report.total.new == 2
    first, second, third = report.lines.names[Reason.BROKEN]
    assert first.startswith("line 2: not JSON")
    assert second.startswith("line 3: its id 'x' is no number of a post")
    assert third.startswith("line 7: ")
    assert report.channels["sample_president"].names[Reason.FUTURE] == ["line 5"]
    assert not report.is_good


async def test_what_stands_before_the_damage_is_kept_and_the_rest_comes_with_a_whole_file(
    store: Store, channel: Channel, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BATCH", 4)
    file = saved(tmp_path, *(message(number, f"{WEATHER} {number}", at=posted(number)) for number in range(1, 21)))
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    report = await imported(store, clock, file)
    (damage,) = report.damage
    assert damage == f"{file} ends in the middle, after post {report.total.new} of “{TITLE}”."
    assert 5 < report.total.new < 20
    file.write_bytes(whole)
    again = await imported(store, clock, file)
    assert (again.total.new, again.total.known) == (20 - report.total.new, report.total.new)


async def test_bytes_that_are_no_utf_8_are_told_and_stop_nothing(
    store: Store, channel: Channel, clock: Clock, tmp_path: Path
) -> None:
    file = saved(tmp_path, message(1, KILLED), message(2, "a@b"))
    file.write_bytes(file.read_bytes().replace(b"@", b"\xff"))
    report = await imported(store, clock, file)
    assert (report.total.new, len(report.remarks)) == (2, 1)
    assert (await texts(store, channel, [2]))[2] == hash_of("a�b")


async def test_stopped_it_goes_on_where_it_was(
    store: Store, channel: Channel, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BATCH", 5)
    file = saved(tmp_path, *(message(number, f"{WEATHER} {number}", at=posted(number)) for number in range(1, 61)))
    with workers(1) as pool:
        importer = Importer(store, pool, clock, [channel], progress=lambda done, posts: importer.stop() if posts >= 15 else None)
        report = await importer.run([find(file)])
    assert report.is_stopped
    assert 15 <= report.total.new < 60
    again = await imported(store, clock, file)
    assert (again.total.new, again.total.known) == (60 - report.total.new, report.total.new)


async def test_it_goes_on_beside_a_bot_that_writes(
    store: Store, url: str, channel: Channel, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BATCH", 10)
    past = [message(number, f"{WEATHER} {number}", at=posted(number)) for number in range(1, 101)]
    beside = await Store.open(url, clock)

    async def bot() -> None:
        for number in range(201, 221):
            await ingest(beside, channel, Batch((Post(number, START, f"{KILLED} {number}"),), str(number)), clock)

    try:
        report, _ = await asyncio.gather(imported(store, clock, saved(tmp_path, *past)), bot())
    finally:
        await beside.close()
    assert report.total.new == 100
    async with store.reading() as ledger:
        assert await ledger.posts.count(channel.id) == 120
        current = await ledger.channels.get(channel.id)
    assert current is not None
    assert current.cursor == "220"


async def test_a_channel_that_was_removed_meanwhile_ends_it(store: Store, channel: Channel, clock: Clock, tmp_path: Path) -> None:
    with workers(1) as pool:
        importer = Importer(store, pool, clock, [channel])
        async with store.writing() as ledger:
            await ledger.channels.remove(channel.id, START)
        with pytest.raises(LookupError, match="was removed"):
            await importer.run([find(saved(tmp_path, message(1, KILLED)))])

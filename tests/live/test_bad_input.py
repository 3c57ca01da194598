"""What an operator's world does wrong, done to the real process: clear words once, no busy loop, nothing lost."""

from __future__ import annotations

import asyncio
import re
import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.live.town import Town
from tests.telegram.http import free_address

SENT = "About {number:,} North Korean soldiers were sent to Kursk Oblast."
FOLLOWED = (1500000000, 300)
QUICK = "?timeout=1"
"""SQLite waits a second for another program, not ten."""

FEW = 40
"""Polls in a test that does not go round in circles; a busy loop makes hundreds a second."""


async def _begins(town: Town, **settings: str) -> asyncio.subprocess.Process:
    """A bot that reads one channel as its administrator, and an admin who asked for North Korea."""
    await town.tell("channel", username="president", telegram_id=FOLLOWED[0], minutes=FOLLOWED[1])
    await town.tell("publish", username="president", number=1, text="Good morning!")
    bot = await town.run(**settings)
    await town.polled()
    await town.tell("says", person=town.admin, text="/addchannel @president | Volodymyr Zelensky | Ukraine | Europe/Kyiv")
    await town.hears("Watch this channel?")
    await town.tell("presses", person=town.admin, label="Watch it")
    await town.hears("Watching @president")
    await town.logs("reading ")
    await town.tell("appoints", username="president")
    await town.hears("made this bot an administrator")
    await town.tell("says", person=town.admin, text="/subscribe north korea")
    await town.hears("Set: new statements")
    return bot


async def _push(town: Town, number: int) -> None:
    await town.tell("push", username="president", number=100 + number, text=SENT.format(number=10_000 + number))


async def _alerts(town: Town, number: int) -> int:
    return sum(f"{10_000 + number:,}" in message["text"] for message in await town.heard())


async def _polls(town: Town) -> int:
    calls = (await town.tell("state"))["calls"]
    return sum(method == "getUpdates" for method, _ in calls)


def _another(path: Path) -> str:
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE recipes (id)")
    return ""


def _newer(path: Path) -> str:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE alembic_version (version_num)")
        file.execute("INSERT INTO alembic_version VALUES ('9999')")
    return ""


def _read_only(path: Path) -> str:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 1")
    return f"sqlite+aiosqlite:///file:{path}?mode=ro&uri=true"


def _locked(path: Path) -> str:
    other = sqlite3.connect(path, isolation_level=None)
    LOCKS.append(other)
    other.execute("BEGIN EXCLUSIVE")
    return f"sqlite+aiosqlite:///{path}{QUICK}"


LOCKS: list[sqlite3.Connection] = []
LEDGERS: dict[str, Callable[[Path], str]] = {
    "DATABASE_URL: .* is the database of another program. Name another file.": _another,
    "DATABASE_URL: .* was written by a newer version of this program": _newer,
    "DATABASE_URL: .* cannot be written to. Give this user the right": _read_only,
    "DATABASE_URL: .* is being written to by another program. Stop it": _locked,
}
TOKENS = {
    "Telegram does not know TELEGRAM_TOKEN. Ask @BotFather": "1000000000:of-a-bot-that-nobody-has-ever-made",
    "TELEGRAM_TOKEN is wrong: a token is a number": "ghp_an_entirely_different_service",
}


async def test_what_is_no_good_at_the_start_ends_it_in_a_line(town: Town) -> None:
    started = []
    for number, make in enumerate(LEDGERS.values()):
        path = town.folder / f"{number}.sqlite3"
        started.append(await town.run(DATABASE_URL=make(path) or f"sqlite+aiosqlite:///{path}"))
    for token in TOKENS.values():
        started.append(await town.run(TELEGRAM_TOKEN=token))
    assert await asyncio.gather(*map(town.ends, started)) == [2] * len(started)
    for lock in LOCKS:
        lock.close()
    assert {words: len(re.findall(words, town.log)) for words in (*LEDGERS, *TOKENS)} == dict.fromkeys((*LEDGERS, *TOKENS), 1)
    assert "Traceback" not in town.log
    assert not any(token in town.log for token in TOKENS.values())


async def test_a_locked_and_a_full_database_and_kills_lose_nothing(town: Town) -> None:
    bot = await _begins(town, DATABASE_URL=town.url + QUICK)
    with closing(sqlite3.connect(town.folder / "ledger.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await _push(town, 1)
        await town.logs("an update cannot be stored")
        await _push(town, 2)
        assert (await town.tell("state"))["waiting"] >= 1
    for number in (1, 2):
        await town.hears(f"{10_000 + number:,}")
    assert town.log.count("an update cannot be stored") == 1
    everything = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)
    room = 64 * 1024  # the log has room in it, and the ledger none
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (room, everything[1]))
    await _push(town, 3)
    await town.logs("the disk fails")
    await town.until(partial(_logged, town, "an update cannot be stored", 2), "a word about the disk")
    assert (await town.tell("state"))["waiting"] >= 1
    assert bot.returncode is None
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, everything)
    await town.hears("10,003")
    assert town.log.count("an update cannot be stored") == 2
    assert [await _alerts(town, number) for number in (1, 2, 3)] == [1, 1, 1]
    for number in (4, 5):
        await _push(town, number)
        bot.kill()
        await town.ends(bot)
        bot = await town.run()
    for number in (4, 5):
        await town.hears(f"{10_000 + number:,}")
    assert sum([await _alerts(town, number) for number in range(1, 6)]) <= 5 + 2


async def _logged(town: Town, words: str, times: int) -> bool:
    return town.log.count(words) >= times


async def test_what_a_webhook_is_sent_is_stored_before_it_is_taken_and_a_locked_database_keeps_nobody_from_stopping(
    town: Town,
) -> None:
    bot = await _begins(town)
    bot.kill()
    await town.ends(bot)
    where = free_address()
    hook = {"WEBHOOK_URL": f"http://{where}/from-telegram", "WEBHOOK_LISTEN": where, "DATABASE_URL": town.url + QUICK}
    bot = await town.run(**hook)
    await town.until(partial(_hooked, town), "the webhook to be set")
    with closing(sqlite3.connect(town.folder / "ledger.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await _push(town, 1)
        await town.logs("an update cannot be stored")
        assert (await town.tell("state"))["waiting"] == 1
        bot.terminate()
        assert await town.ends(bot) == 0
    assert (await town.tell("state"))["waiting"] == 1
    await town.run(**hook)
    await town.hears("10,001")
    await town.until(partial(_has_nothing_waiting, town), "the update to be taken")
    assert await _alerts(town, 1) == 1


async def _hooked(town: Town) -> bool:
    return bool((await town.tell("state"))["webhook"])


async def _has_nothing_waiting(town: Town) -> bool:
    return not (await town.tell("state"))["waiting"]


async def test_nonsense_from_telegram_is_told_once_and_got_over_and_a_revoked_token_ends_it(town: Town) -> None:
    bot = await _begins(town)
    before = await _polls(town)
    for fault in ("429", "500", "502", "html", "half", "silence"):
        await town.tell("fails", method="getUpdates", fault=fault)
    await town.tell("update", content={"telepathy": {"thought": "killed north korea"}})
    await town.tell("update", content={"channel_post": {"telepathy": True}})
    await _push(town, 1)
    await town.hears("10,001")
    assert await _alerts(town, 1) == 1
    assert town.log.count("Telegram does not answer") == 1
    assert town.log.count("an update cannot be read and is left") == 1
    assert await _polls(town) - before < FEW
    await town.tell("token", token="1000000000:the-one-that-was-given-out-anew")
    await town.tell("says", person=town.admin, text="/start")
    assert await town.ends(bot) == 2
    assert town.log.count("Telegram does not know TELEGRAM_TOKEN. Ask @BotFather") == 1
    assert "Traceback" not in town.log

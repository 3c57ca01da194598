"""`communique check`: each thing that may be wrong is found and told with what to do, and nothing is changed by looking."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from telegram import Bot

from bot.check import Finding, check
from bot.check.command import line
from bot.model import Channel, ChannelState
from bot.settings import load
from bot.sources.web_preview import WebPreview
from store import Store
from tests.builders import Clock
from tests.sources.server import PreviewServer, SampleChannel
from tests.telegram import faults
from tests.telegram.engine import TOKEN, Telegram
from tests.telegram.transport import Transport

SOUND = "Ordinary day."


@pytest.fixture
def telegram(clock: Clock) -> Telegram:
    """Telegram, with one person who has written to the bot."""
    made = Telegram(clock=clock)
    made.person("Olena", 7).says("/start")
    return made


@pytest.fixture
def server() -> PreviewServer:
    """A preview server with one channel."""
    return PreviewServer(channels={"president": SampleChannel(1500000000, "President", {100: SOUND})})


class Asked:
    """The check, with the network's edge in place; look() gives its findings."""

    def __init__(self, url: str, telegram: Telegram, server: PreviewServer) -> None:
        self.url, self.telegram, self.server = url, telegram, server

    async def look(self, admins: tuple[int, ...] = (7,), token: str = TOKEN) -> list[Finding]:
        settings = load(_env_file=None, telegram_token=token, admin_ids=admins, database_url=self.url)
        bot = Bot(token, request=Transport(self.telegram), get_updates_request=Transport(self.telegram))
        async with httpx.AsyncClient(transport=httpx.MockTransport(self.server)) as client:
            web = WebPreview(client, clock=self.server.clock, sleep=self.server.clock.sleep)
            return [finding async for finding in check(settings, bot, {"web": web}, self.server.clock)]


@pytest.fixture
def asked(url: str, telegram: Telegram, server: PreviewServer) -> Asked:
    """The check over a ledger that does not exist yet."""
    return Asked(url, telegram, server)


async def keep(url: str, clock: Clock, *channels: Channel) -> None:
    """Make the ledger, with these channels."""
    store = await Store.open(url, clock)
    async with store.writing() as ledger:
        for channel in channels:
            kept = await ledger.channels.add(replace(channel, state=ChannelState.NEW))
            await ledger.channels.update(replace(kept, state=channel.state))
    await store.close()


def a_channel(username: str = "president", **fields: object) -> Channel:
    return replace(Channel(username, username.title(), "Somebody", "UA", telegram_id=1500000000), **fields)  # type: ignore[arg-type]


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def wrong(findings: list[Finding]) -> list[str]:
    assert all(finding.advice or "DATABASE_URL: " in finding.what for finding in findings if finding.good is False)
    return [finding.what for finding in findings if finding.good is False]


async def test_all_is_well(asked: Asked, clock: Clock) -> None:
    await keep(asked.url, clock, a_channel())
    findings = await asked.look()
    assert [finding.good for finding in findings] == [True] * 4
    told = "\n".join(finding.what for finding in findings)
    assert "Telegram knows the token: @communique_bot." in told
    assert "Admin 7: Olena." in told
    assert "The ledger is up to date: 0 statements, 1 channels." in told
    assert "@president: “President”, newest post 9 Jan 2025 09:40 UTC." in told


async def test_looking_makes_nothing(asked: Asked, tmp_path: Path) -> None:
    findings = await asked.look()
    assert wrong(findings) == []
    assert "The database can be used; the ledger is made there at the first start." in [finding.what for finding in findings]
    assert names(tmp_path) == []
    assert {call.method.lower() for call in asked.telegram.calls} == {"getme", "getchat"}


async def test_an_older_ledger_is_not_changed(asked: Asked, clock: Clock, tmp_path: Path) -> None:
    await keep(asked.url, clock)
    with sqlite3.connect(tmp_path / "ledger.sqlite3") as older:
        older.execute("UPDATE alembic_version SET version_num = '0001'")
    older.close()
    findings = await asked.look()
    assert any("of an older version; the next start brings it up to date" in finding.what for finding in findings)
    with sqlite3.connect(tmp_path / "ledger.sqlite3") as older:
        assert older.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    older.close()


async def test_a_token_that_is_none_is_told_and_the_rest_is_looked_at(asked: Asked, clock: Clock) -> None:
    await keep(asked.url, clock, a_channel())
    findings = await asked.look(token="1000000000:another-one-that-is-of-no-bot")
    assert wrong(findings) == ["Telegram does not know TELEGRAM_TOKEN."]
    assert any("Admins were not looked up: 7" in finding.what for finding in findings)
    assert findings[-1].good is True


async def test_a_telegram_that_is_away_is_told_without_the_token(asked: Asked) -> None:
    asked.telegram.down = True
    (words,) = wrong(await asked.look())
    assert words.startswith("Telegram cannot be reached at https://api.telegram.org")
    assert TOKEN not in words


ODD = [
    faults.bad_gateway(),
    faults.server_error(),
    faults.half_an_answer(),
    faults.network(),
    faults.timeout(),
    faults.wait(30),
]


@pytest.mark.parametrize("fault", ODD)
async def test_a_telegram_that_answers_oddly_is_told(asked: Asked, fault: faults.Fault) -> None:
    asked.telegram.fails("getMe", fault)
    (words,) = wrong(await asked.look())
    assert words.startswith("Telegram cannot be reached")


async def test_nobody_to_configure_it_is_told(asked: Asked) -> None:
    assert wrong(await asked.look(admins=())) == ["ADMIN_IDS names nobody, so nobody can add a channel."]


async def test_an_admin_who_never_wrote_is_told(asked: Asked) -> None:
    findings = await asked.look(admins=(7, 8))
    assert wrong(findings) == ["Admin 8 has never written to the bot, so it cannot write to them."]
    assert any("open https://t.me/communique_bot and press Start" in finding.advice for finding in findings)


async def test_the_database_of_another_program_is_told(asked: Asked, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "ledger.sqlite3")
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    (words,) = wrong(await asked.look())
    assert "is the database of another program. Name another file." in words


async def test_a_ledger_without_channels_says_how_to_add_one(asked: Asked, clock: Clock) -> None:
    await keep(asked.url, clock)
    assert (await asked.look())[-1] == Finding(None, "No channel is watched yet. Add one in the chat: /addchannel")


async def test_every_channel_that_cannot_be_read_is_told(asked: Asked, clock: Clock) -> None:
    asked.server.channels["closed"] = SampleChannel(1500000001, "Closed", {100: SOUND}, preview=False)
    asked.server.channels["taken"] = SampleChannel(1500000002, "Somebody else", {100: SOUND})
    await keep(
        asked.url,
        clock,
        a_channel(),
        a_channel("gone", telegram_id=1500000003),
        a_channel("closed", telegram_id=1500000001),
        a_channel("taken", telegram_id=1500000004),
        a_channel("asleep", telegram_id=1500000005, state=ChannelState.PAUSED),
        a_channel("strange", telegram_id=1500000006, reader="pigeon"),
    )
    findings = (await asked.look())[-6:]
    assert {finding.what.split()[0].rstrip(":"): finding.good for finding in findings} == {
        "@president": True,
        "@gone": False,
        "@closed": False,
        "@taken": False,
        "@asleep": None,
        "@strange": False,
    }
    told = "\n".join(finding.what for finding in findings)
    assert "@closed shows no public preview" in told
    assert "@taken is another channel now: “Somebody else”" in told
    assert wrong(findings)


def test_a_finding_is_a_line_with_its_mark_and_advice() -> None:
    assert line(Finding(True, "It works [well].")) == r"[green]✓[/] It works \[well]."
    assert line(Finding(False, "It fails.", "Mend it.")) == "[red]✗[/] It fails.\n  [dim]→[/] Mend it."
    assert line(Finding(None, "Nothing there.")) == "[dim]·[/] Nothing there."

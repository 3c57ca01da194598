"""The process under test, and the world around it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from bot.clock import utcnow
from store import Store
from tests.sources.server import PreviewServer, SampleChannel
from tests.telegram.engine import TOKEN, Telegram
from tests.telegram.people import Seat

__all__ = ["World"]

PATIENCE = 60.0
"""Seconds after which nothing comes any more; only a guard against waiting for ever."""


@dataclass
class World:
    """Telegram, the channel's pages, the people, and the bot's process."""

    telegram: Telegram
    pages: PreviewServer
    channel: SampleChannel
    url: str
    api: str
    hosts: str
    folder: Path
    bot: asyncio.subprocess.Process | None = None
    admin: Seat = field(init=False)
    olena: Seat = field(init=False)

    FIRST: ClassVar[int] = 1000
    """The number of the channel's first post; those before it were minutes earlier."""

    def __post_init__(self) -> None:
        self.admin, self.olena = self.telegram.person("Admin"), self.telegram.person("Olena")

    @property
    def log(self) -> str:
        """What the processes wrote so far."""
        return (self.folder / "log.txt").read_text("utf-8")

    async def spawn(self, **more: str) -> asyncio.subprocess.Process:
        """Start `communique run` with the settings of this world and those given, and nothing else of the environment."""
        settings = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API": self.api,
            "ADMIN_IDS": str(self.admin.id),
            "DATABASE_URL": self.url,
            "PREVIEW_HOSTS": self.hosts,
            "POLL_FLOOR": "1",
            "POLL_CEILING": "1",
        }
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        with (self.folder / "log.txt").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"), env=kept | settings | more, stdout=log, stderr=log
            )

    async def start(self) -> None:
        """Start the bot, and wait until it asks for messages."""
        self.bot = await self.spawn()
        await self.until(lambda: self.telegram.updates.polled, "the first poll")

    async def stop(self) -> int:
        """End the bot as an operator does; gives its exit status."""
        assert self.bot is not None
        self.bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            return await self.bot.wait()

    async def kill(self) -> None:
        """End the bot as a failing machine does."""
        if self.bot is not None:
            with suppress(ProcessLookupError):
                self.bot.kill()
            await self.bot.wait()

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until a condition holds."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not condition():  # noqa: ASYNC110 (another process sends no events)
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"waited for {what}; the log says:\n{self.log}") from None

    async def watches(self) -> None:
        """Let the admin add the channel and Olena subscribe, in the chat."""
        self.admin.says("/addchannel @president | Volodymyr Zelensky | Ukraine | Europe/Kyiv")
        await self.admin.answer()
        await self.until(lambda: any("Watch it" in message.labels for message in self.admin.room.bots), "the proposal")
        self.admin.presses("Watch it")
        self.olena.says("/subscribe north korea")
        await self.olena.answer()
        await self.looks_again()

    def publish(self, number: int, killed: int) -> None:
        """Put a post with a figure of its own onto the channel's page."""
        self.channel.posts[number] = f"{killed} North Korean soldiers were killed in Kursk Oblast."

    async def looks_again(self) -> None:
        """Wait until the page was read twice more: once might have begun before."""
        before = len(self.pages.asked)
        await self.until(lambda: len(self.pages.asked) >= before + 2, "another look at the page")

    def told(self) -> list[str]:
        """The alerts that Olena got."""
        return [message.text for message in self.olena.room.bots if message.text.startswith("🔔")]

    async def versions(self, number: int) -> int:
        """How many versions of a post the ledger holds."""
        store = await Store.open(self.url, utcnow)
        async with store.reading() as ledger:
            channel = await ledger.channels.by_name("president")
            assert channel is not None
            known = await ledger.posts.before(channel.id, [number])
        await store.close()
        return known[number].version if number in known else 0

"""The fakes as a process of their own, and the bot as another beside it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.telegram.engine import TOKEN

__all__ = ["Town", "opened"]

PATIENCE = 60.0
"""Seconds after which nothing comes any more; only a guard against waiting for ever."""


@dataclass
class Town:
    """What the bot meets, spoken to over HTTP, and the bots that were started here."""

    api: str
    pages: str
    control: str
    folder: Path
    client: httpx.AsyncClient
    admin: int = 0
    bots: list[asyncio.subprocess.Process] = field(default_factory=list)

    @property
    def log(self) -> str:
        """What the bots wrote so far."""
        path = self.folder / "log.txt"
        return path.read_text("utf-8") if path.exists() else ""

    @property
    def url(self) -> str:
        """Where the ledger is."""
        return f"sqlite+aiosqlite:///{self.folder / 'ledger.sqlite3'}"

    async def tell(self, verb: str, **arguments: Any) -> Any:
        """Control the fakes; gives the verb's result."""
        answer = await self.client.post(f"{self.control}/{verb}", json=arguments)
        assert answer.is_success, answer.text
        return answer.json()

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call the Bot API as a bot does."""
        answer = await self.client.post(f"{self.api}/bot{TOKEN}/{method}", data=parameters)
        told: dict[str, Any] = answer.json()
        return told

    async def run(self, *before: str, command: str = "run", **settings: str) -> asyncio.subprocess.Process:
        """Start a command of the bot's, behind other words where some are given, with nothing else of the environment."""
        given = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API": self.api,
            "ADMIN_IDS": str(self.admin),
            "DATABASE_URL": self.url,
            "PREVIEW_HOSTS": self.pages,
            "POLL_FLOOR": "1",
            "POLL_CEILING": "1",
        }
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        words: Sequence[str] = (*before, sys.executable, "-m", "bot", command)
        with (self.folder / "log.txt").open("ab") as log:
            bot = await asyncio.create_subprocess_exec(*words, env=kept | given | settings, stdout=log, stderr=log)
        self.bots.append(bot)
        return bot

    async def ends(self, bot: asyncio.subprocess.Process) -> int:
        """Wait until a bot has ended; gives its exit status."""
        async with asyncio.timeout(PATIENCE):
            return await bot.wait()

    async def until(self, condition: Callable[[], Awaitable[bool]], what: str) -> None:
        """Wait until a condition holds."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not await condition():  # noqa: ASYNC110 (another process sends no events)
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"waited for {what}; the log says:\n{self.log}") from None

    async def polled(self) -> None:
        """Wait until a bot asks for messages."""

        async def polls() -> bool:
            return bool((await self.tell("state"))["polled"])

        await self.until(polls, "the first poll")

    async def logs(self, words: str) -> None:
        """Wait until a bot has logged these words."""

        async def logged() -> bool:
            return words in self.log

        await self.until(logged, f"“{words}” in the log")

    async def hears(self, words: str, person: int | None = None) -> None:
        """Wait until the bot has written these words to a person, the admin where none is named."""

        async def heard() -> bool:
            return any(words in message["text"] for message in await self.heard(person))

        await self.until(heard, f"“{words}” in the chat")

    async def heard(self, person: int | None = None) -> list[Mapping[str, Any]]:
        """What the bot wrote to a person, the admin where none is named."""
        found: list[Mapping[str, Any]] = await self.tell("heard", person=person or self.admin)
        return found


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Town]:
    """Start the fakes, with an admin; whatever runs is ended at the end."""
    fakes = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.telegram", stdout=asyncio.subprocess.PIPE)
    assert fakes.stdout is not None
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        town = Town(**json.loads(await fakes.stdout.readline()), folder=folder, client=client)
        town.admin = await town.tell("person", name="Admin")
        try:
            yield town
        finally:
            for one in (*town.bots, fakes):
                with suppress(ProcessLookupError):
                    one.kill()
                await one.wait()

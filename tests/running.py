"""The whole bot, running: its real wiring over a real ledger, with a fake Telegram and a preview server at the network's edge."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import httpx

from bot.app import App, wire
from bot.model import Channel
from bot.settings import load
from bot.sources.web_preview import WebPreview
from bot.watch import Pace
from store import Store
from tests.builders import Clock
from tests.sources.server import START, PreviewServer, SampleChannel
from tests.telegram.engine import TOKEN, Telegram
from tests.telegram.transport import Transport

__all__ = ["ADMINS", "QUICK", "House", "running", "until"]

ADMINS = tuple(range(1, 10))
QUICK = Pace(floor=0.02, ceiling=0.02, roll_call=0.02)
PATIENCE = 20.0


async def until(condition: Callable[[], Awaitable[bool]], what: str = "something") -> None:
    """Wait until a condition on the ledger holds."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not await condition():  # noqa: ASYNC110 (a database sends no events)
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"waited for {what}") from None


@dataclass
class House:
    """The bot with its Telegram, its channels and its clock, which starts with the preview server's and stands."""

    url: str
    clock: Clock = field(default_factory=lambda: Clock(START))
    server: PreviewServer = field(default_factory=PreviewServer)
    telegram: Telegram = field(init=False)
    app: App = field(init=False)
    work: asyncio.Task[None] = field(init=False)
    token: str = TOKEN
    access: str = "open"

    def __post_init__(self) -> None:
        self.telegram = Telegram(clock=self.clock)

    @property
    def store(self) -> Store:
        """The bot's ledger."""
        return self.app.store

    def serves(self, username: str, posts: Mapping[int, str]) -> SampleChannel:
        """Put a channel on the server; a post's number is the minute of its day, counted from the same hour of the day before."""
        number = 1500000000 + len(self.server.channels)
        channel = self.server.channels[username] = SampleChannel(number, username.title(), dict(posts))
        return channel

    async def watches(self, username: str, owner: str = "Volodymyr Zelensky", nation: str = "UA") -> Channel:
        """Have the bot watch a channel from now on, and wait until it was read once."""
        async with self.store.writing() as ledger:
            channel = await ledger.channels.add(
                Channel(username=username, title=username.title(), owner=owner, nation=nation, zone="Europe/Kyiv")
            )
        await until(lambda: self._is_read(channel.id), f"@{username} to be read")
        return channel

    async def has_read(self, channel: Channel, number: int) -> None:
        """Wait until a post is in the ledger and every alert that it brought is settled."""

        async def saved() -> bool:
            async with self.store.reading() as ledger:
                known = await ledger.posts.before(channel.id, [number])
                return number in known and not await ledger.outbox.pending()

        await until(saved, f"post {number} of @{channel.username}")

    async def pending(self) -> int:
        """How many alerts wait."""
        async with self.store.reading() as ledger:
            return await ledger.outbox.pending()

    async def due(self) -> int:
        """How many alerts would be sent now."""
        async with self.store.reading() as ledger:
            return len(await ledger.outbox.due(self.clock()))

    async def count(self) -> int:
        """How many statements the ledger holds."""
        async with self.store.reading() as ledger:
            return await ledger.statements.count()

    async def looks_again(self, channel: Channel) -> None:
        """Wait until the channel was read twice more: once might have begun before."""
        name = f"/s/{channel.username}"
        before = self.server.paths.count(name)

        async def again() -> bool:
            return self.server.paths.count(name) >= before + 3

        await until(again, f"another look at @{channel.username}")

    async def _is_read(self, channel_id: int) -> bool:
        async with self.store.reading() as ledger:
            channel = await ledger.channels.get(channel_id)
            return channel is not None and channel.last_read_at is not None

    def later(self, **span: float) -> None:
        """Move the clock on, and let the outbox be looked at."""
        self.clock.now += timedelta(**span)
        self.app.postman.nudge()


@asynccontextmanager
async def running(house: House, *, pace: Pace = QUICK) -> AsyncIterator[House]:
    """Start the bot in this house, and stop it at the end; what ends it before is raised."""
    settings = load(_env_file=None, telegram_token=house.token, admin_ids=ADMINS, database_url=house.url, access=house.access)
    transports = Transport(house.telegram), Transport(house.telegram)
    async with httpx.AsyncClient(transport=httpx.MockTransport(house.server)) as client:
        web = WebPreview(client, clock=house.server.clock, sleep=house.server.clock.sleep)
        async with wire(
            settings, clock=house.clock, readers={"web": web}, requests=transports, pace=pace, retry_every=0.01
        ) as house.app:
            stop = asyncio.Event()
            house.work = asyncio.create_task(house.app.run(stop))
            try:
                yield house
            finally:
                stop.set()
                await house.work

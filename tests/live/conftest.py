"""The bot as a process of its own, started as an operator starts it, on one database and on the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.live.process import World
from tests.live.town import Town, opened
from tests.postgresql import address, database
from tests.sources.server import PreviewServer, SampleChannel
from tests.telegram.engine import Telegram
from tests.telegram.http import serving


@pytest.fixture(params=["sqlite", "postgresql"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    """A Telegram and a server of preview pages over HTTP, one channel, an admin and a subscriber, and a bot not yet started."""
    async with AsyncExitStack() as stack:
        url = f"sqlite+aiosqlite:///{tmp_path / 'ledger.sqlite3'}"
        if request.param == "postgresql":
            server: str = request.getfixturevalue("server")
            url = address(server, await stack.enter_async_context(database(server)))
        begin = datetime.now(UTC) - timedelta(minutes=World.FIRST + 5)
        channel = SampleChannel(1500000000, "President", {World.FIRST: "Good morning!"}, begin=begin)
        telegram, pages = Telegram(limits=True), PreviewServer(channels={"president": channel})
        api, hosts = await stack.enter_async_context(serving(telegram, pages))
        made = World(telegram, pages, channel, url, api, hosts, tmp_path)
        stack.push_async_callback(made.kill)
        yield made


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """The fakes as a process, with an admin, and no bot yet."""
    async with opened(tmp_path) as made:
        yield made

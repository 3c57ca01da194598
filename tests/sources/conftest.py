"""A preview server, and the reader that asks it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from hypothesis import settings

from bot.model import Channel
from bot.sources.web_preview import WebPreview
from tests.sources.server import PreviewServer, SampleChannel

settings.register_profile("sources", deadline=None)
settings.load_profile("sources")


@pytest.fixture
def server() -> PreviewServer:
    """A server with one channel of thirty posts whose ids have holes."""
    posts = {number: f"Post {number}." for number in range(100, 160, 2)}
    return PreviewServer(channels={"sample_staff": SampleChannel(telegram_id=1700000118, posts=posts)})


@pytest.fixture
async def web(server: PreviewServer) -> AsyncIterator[WebPreview]:
    """The reader, with the server in the network's place."""
    async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as client:
        yield WebPreview(client, clock=server.clock, sleep=server.clock.sleep)


@pytest.fixture
def channel() -> Channel:
    """The server's channel as the ledger knows it when it was just added."""
    return Channel("sample_staff", "Sample", "Sample Staff", "UA", telegram_id=1700000118)

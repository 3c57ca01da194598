"""What tests of several parts share: a clock, and a ledger in a real file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store import Store
from tests.builders import Clock


@pytest.fixture
def clock() -> Clock:
    """A clock that starts at 18:00 UTC on 23 December 2024 and stands until it is moved."""
    return Clock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a ledger that does not exist yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'ledger.sqlite3'}"


@pytest.fixture
async def store(url: str, clock: Clock) -> AsyncIterator[Store]:
    """An empty ledger in a real SQLite file."""
    opened = await Store.open(url, clock)
    yield opened
    await opened.close()

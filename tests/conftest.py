"""What tests of several parts share: a clock, and a ledger in a real file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog

from store import Store
from tests.builders import Clock
from tests.postgresql import running


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """What a command that ran within a test's own process chose for its log ends with the test."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def clock() -> Clock:
    """A clock that starts at 18:00 UTC on 23 December 2024 and stands until it is moved."""
    return Clock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a ledger that does not exist yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'ledger.sqlite3'}"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL of its own, started when first asked for; the address of a database there, to be filled in."""
    with running() as address:
        yield address


@pytest.fixture
async def store(url: str, clock: Clock) -> AsyncIterator[Store]:
    """An empty ledger in a real database."""
    opened = await Store.open(url, clock)
    yield opened
    await opened.close()

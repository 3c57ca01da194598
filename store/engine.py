"""The engine: how a database is connected to, and in plain words why it could not be.

Each database has a module beside this one that does the same things: create(url), is_there(engine), check(engine) and
reason(engine, error); NAME is what people call it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from store import postgresql, sqlite
from store.errors import StoreError

DATABASES: Mapping[str, ModuleType] = {"sqlite+aiosqlite": sqlite, "postgresql+asyncpg": postgresql}
EXAMPLES = " or ".join(database.EXAMPLE for database in DATABASES.values())


def create(url: str) -> AsyncEngine:
    """An engine for a database's address; raises StoreError where it cannot be used."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"What was given is no address of a database. Write it like {EXAMPLES}") from error
    database = DATABASES.get(parsed.drivername)
    if database is None:
        raise StoreError(f"The ledger cannot be kept in {parsed.drivername!r}. Write the address like {EXAMPLES}")
    made: AsyncEngine = database.create(parsed)
    return made


def name(engine: AsyncEngine) -> str:
    """What people call the database of an engine."""
    return str(DATABASES[engine.url.drivername].NAME)


async def check(engine: AsyncEngine) -> None:
    """See that the database can be reached, is ours or new, and may be written; raises StoreError where not."""
    await DATABASES[engine.url.drivername].check(engine)


async def is_there(engine: AsyncEngine) -> bool:
    """Whether there is anything that could be looked into; raises StoreError where nothing could be made there."""
    there: bool = await DATABASES[engine.url.drivername].is_there(engine)
    return there


@contextmanager
def explained(engine: AsyncEngine) -> Iterator[None]:
    """Turn the driver's errors about the database itself into a StoreError that says what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.DatabaseError) as error:
        words = DATABASES[engine.url.drivername].reason(engine, error)
        if words is None:
            raise
        raise StoreError(words) from error

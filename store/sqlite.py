"""A ledger in an SQLite file."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from store.errors import StoreError

NAME = "SQLite"
EXAMPLE = "sqlite+aiosqlite:////var/lib/communique/ledger.sqlite3"
BUSY_TIMEOUT = 10.0
"""Seconds that a writer waits for another process, where the address names none (`?timeout=30`)."""

BEAT = 0.05
"""Seconds between two looks at a file that another program has."""


def create(url: URL) -> AsyncEngine:
    """An engine for a file; raises StoreError where none is named, or its folder is missing."""
    if not url.database or ":memory:" in url.database:
        raise StoreError(f"The ledger needs a file to be kept in. Write the address like {EXAMPLE}")
    folder = Path(url.database).absolute().parent
    if "uri" not in url.query and not folder.is_dir():
        raise StoreError(f"The folder {folder} for the ledger does not exist. Create it (mkdir -p {folder}) or name another one.")
    engine = create_async_engine(url, connect_args={} if "timeout" in url.query else {"timeout": BUSY_TIMEOUT})
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


async def is_there(engine: AsyncEngine) -> bool:
    """Whether there is a file already; raises StoreError where none could be made."""
    return "uri" in engine.url.query or await asyncio.to_thread(_is_there, str(engine.url.database))


def _is_there(name: str) -> bool:
    path = Path(name).absolute()
    if not path.exists() and not os.access(path.parent, os.W_OK):
        raise StoreError(_WORDS["unable to open"].format(path=path, folder=path.parent))
    return path.exists()


async def check(engine: AsyncEngine) -> None:
    """See that the file can be opened, is ours or new, and may be written; raises StoreError where not.

    Done without the pool: where its connection fails, its thread would report to an event loop that may be gone by then.
    """
    (address,), options = engine.dialect.create_connect_args(engine.url)
    await asyncio.to_thread(_check, str(engine.url.database), address, options)


def _check(path: str, address: str, options: Mapping[str, Any]) -> None:
    wait = float(options.get("timeout", BUSY_TIMEOUT))
    with closing(sqlite3.connect(address, timeout=wait, uri=options.get("uri", False))) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and "alembic_version" not in tables:
            raise StoreError(f"{path} is the database of another program. Name another file.")
        _let_readers_go_on(connection, wait)


def _let_readers_go_on(connection: sqlite3.Connection, wait: float) -> None:
    """Have readers go on beside a writer, which the file remembers; SQLite waits for no other program here, so we do."""
    until = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "is locked" not in str(error) or time.monotonic() >= until:
                raise
            time.sleep(BEAT)
        else:
            return


def _prepare(connection: Any, record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves: the driver would begin them too late
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def reason(engine: AsyncEngine, error: Exception) -> str | None:
    """What to do about an error of the file itself; None for any other."""
    path = engine.url.database
    cause = str(getattr(error, "orig", error))
    for sign, words in _WORDS.items():
        if sign in cause:
            return words.format(path=path, folder=Path(str(path)).absolute().parent)
    return None


_WORDS = {
    "not a database": "{path} is no ledger: it is not an SQLite file. Name another file, or move this one away.",
    "malformed": "{path} is damaged. Put a backup in its place.",
    "unable to open": "{path} cannot be opened. Check that it is a file and that this user may read and write it and {folder}.",
    "readonly": "{path} cannot be written to. Give this user the right to write it and {folder}.",
    "disk I/O error": "{path} cannot be read or written: the disk fails. Check the disk of {folder}.",
    "is full": "The disk of {folder} is full. Make room; nothing that was saved before is lost.",
    "is locked": "{path} is being written to by another program. Stop it, or wait and try again.",
}

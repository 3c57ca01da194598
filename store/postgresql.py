"""A ledger in a PostgreSQL database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from store.errors import StoreError

NAME = "PostgreSQL"
EXAMPLE = "postgresql+asyncpg://communique:password@localhost/communique"
CONNECT_TIMEOUT = 10.0
BUSY_TIMEOUT = 10.0
"""Seconds that a connection, and a writer's turn, are waited for."""

TURN = 0x636F6D6D
"""The advisory lock that writers of one ledger take in turn, in whatever process."""

READS = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"


def create(url: URL) -> AsyncEngine:
    """An engine for a database; raises StoreError where none is named, or the driver is not installed."""
    if not url.database:
        raise StoreError(f"The address names no database. Write it like {EXAMPLE}")
    try:
        import asyncpg
    except ImportError as error:
        raise StoreError("For PostgreSQL a driver is needed: pip install 'communique[postgres]'") from error

    async def connect(*arguments: Any, **options: Any) -> Any:
        try:
            return await asyncpg.connect(*arguments, **options, timeout=CONNECT_TIMEOUT)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise StoreError(_unreached(url, error)) from error

    engine = create_async_engine(
        url,
        pool_pre_ping=True,  # a server that was restarted is connected to again
        connect_args={
            "async_creator_fn": connect,
            "server_settings": {
                "application_name": "communique",
                "timezone": "UTC",
                "lock_timeout": str(int(BUSY_TIMEOUT * 1000)),
                "idle_in_transaction_session_timeout": "600000",
            },
        },
    )
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


async def is_there(engine: AsyncEngine) -> bool:
    """Whether there is a database already: one that is not is told by check."""
    return True


async def check(engine: AsyncEngine) -> None:
    """See that the database can be reached, holds any script, is ours or new, and may be written; raises StoreError where not."""
    name = engine.url.database
    async with engine.connect() as connection:
        if (encoding := await connection.scalar(text("SHOW server_encoding"))) != "UTF8":
            raise StoreError(
                f"The database {name} keeps its texts in {encoding}, which has no room for every script. "
                f"Make another one: CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"
            )
        tables = set((await connection.execute(text(TABLES))).scalars())
        if tables and "alembic_version" not in tables:
            raise StoreError(f"{name} is the database of another program. Name another one.")
        if await connection.scalar(text("SELECT pg_is_in_recovery()")):
            raise StoreError(f"The server of {name} is a copy that can only be read. Name the server that it is a copy of.")
        if not tables and not await connection.scalar(text("SELECT has_schema_privilege(current_schema(), 'CREATE')")):
            raise StoreError(_may_not(engine))


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
    else:
        connection.exec_driver_sql(READS)


def _may_not(engine: AsyncEngine) -> str:
    user, name = engine.url.username, engine.url.database
    return f"{user} may not write to the database {name}. As its owner: GRANT ALL ON SCHEMA public TO {user}"


def _unreached(url: URL, error: Exception) -> str:
    """Why a connection could not be made, and what to do; the password is never told."""
    server = url.query.get("host", url.host) or "localhost"
    kind = type(error).__name__
    words = {
        "InvalidCatalogNameError": f"There is no database {url.database} on {server}. Make it: createdb {url.database}",
        "InvalidPasswordError": f"{server} does not take the password of {url.username}. Put the right one into DATABASE_URL.",
        "InvalidAuthorizationSpecificationError": f"{server} does not let {url.username} in. Check the name in DATABASE_URL, "
        "and the server's pg_hba.conf.",
        "TooManyConnectionsError": f"{server} has no connection left. Stop other programs, or raise its max_connections.",
        "CannotConnectNowError": f"{server} is starting or stopping. Wait and try again.",
    }
    unknown = f"{server} cannot be reached ({error or kind}). Check that PostgreSQL runs there and that DATABASE_URL is right."
    return words.get(kind, unknown)


def reason(engine: AsyncEngine, error: Exception) -> str | None:
    """What to do about an error of the database itself; None for any other."""
    name = engine.url.database
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return f"The connection to the database {name} broke. Check that PostgreSQL runs; nothing that was saved before is lost."
    code = getattr(getattr(error, "orig", None), "sqlstate", None)
    if code == "42501":
        return _may_not(engine)
    words = _WORDS.get(str(code))
    return None if words is None else words.format(name=name)


_WORDS = {
    "53100": "The disk of the database {name} is full. Make room; nothing that was saved before is lost.",
    "25006": "The database {name} can only be read. Name the server that it is a copy of.",
    "55P03": "{name} is being written to by another program. Stop it, or wait and try again.",
    "57P01": "The database {name} is being shut down. Start it again; nothing that was saved before is lost.",
    "57P02": "The database {name} has crashed. Start it again; nothing that was saved before is lost.",
    "58030": "The database {name} cannot be read or written: the disk fails. Check its server.",
}

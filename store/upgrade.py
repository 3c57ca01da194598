"""Bringing a database up to date, with Alembic where it is not."""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from store.errors import StoreError
from store.schema import HEAD

MIGRATIONS = Path(__file__).with_name("migrations")


class Standing(StrEnum):
    """How far a database is along with the tables of this version."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"


async def standing(engine: AsyncEngine) -> Standing:
    """Where a database stands, changing nothing; raises StoreError where a newer program made its tables."""
    async with engine.connect() as connection, connection.begin():
        revision = await connection.run_sync(_revision)
    if revision is None:
        return Standing.EMPTY
    if revision == HEAD:
        return Standing.CURRENT
    _must_know(revision, str(engine.url.database))
    return Standing.BEHIND


async def upgrade(engine: AsyncEngine) -> None:
    """Make the tables, or change them to what this version needs; costs a query where nothing is to be done.

    Raises StoreError where a newer program made them.
    """
    async with engine.connect() as connection, connection.begin():
        if await connection.run_sync(_revision) == HEAD:
            return
    async with engine.connect() as connection:
        await connection.execution_options(writes=True)
        async with connection.begin():
            await connection.run_sync(_migrate)


def _revision(connection: Connection) -> str | None:
    """Where the database stands; None where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _migrate(connection: Connection) -> None:
    from alembic import command  # takes a while to load, and is rarely needed
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every start
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    revision = _revision(connection)  # once more: another process may have been faster
    if revision is not None:
        _must_know(revision, str(connection.engine.url.database))
    command.upgrade(config, "head")


def _must_know(revision: str, name: str) -> None:
    from alembic.script import ScriptDirectory

    if revision not in {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}:
        raise StoreError(
            f"{name} was written by a newer version of this program (its tables are at {revision!r}). "
            "Install that version or a later one."
        )

"""The tables: what the migrations make is what the queries expect, and the lists are answered by indexes."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, make_url
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.model import Count, Event, Filter
from store import Store
from store import engine as engines
from store.schema import HEAD, metadata
from store.upgrade import MIGRATIONS
from tests.builders import START, Clock, a_post, a_statement
from tests.store.reading import read, watched


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


async def test_the_migrations_make_the_tables(store: Store) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))

    async with store._engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_ledger_of_the_first_tables_is_brought_up_to_date_with_what_it_holds(url: str, clock: Clock) -> None:
    engine = engines.create(url)
    async with engine.connect() as connection, connection.begin():
        await connection.run_sync(lambda sync: _migrate_to(sync, "0001"))
        for row in FIRST.split(";"):
            await connection.exec_driver_sql(row)
    await engine.dispose()
    store = await Store.open(url, clock)
    async with store.reading() as ledger:
        entry = await ledger.statements.get(118)
    await store.close()
    assert entry is not None
    assert (entry.statement.event, entry.statement.count) == (Event.KILLED, Count(3, 3))
    assert (entry.corrected_by, entry.corrected_at) == (None, None)


def _migrate_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


FIRST = """
INSERT INTO channels VALUES
    (1, 'c', 'c', 'C', 'O', 'UA', 'UTC', 'web', NULL, 0, 'new', '', NULL, NULL, NULL, '2024-12-23 18:00:00', NULL);
INSERT INTO speakers VALUES (1, 'o', 'O', 'person', 'UA');
INSERT INTO claims VALUES (1, 'key', '2024-12-23 18:00:00', '2024-12-23 18:00:00', 1);
INSERT INTO posts VALUES (1, 1, 1, '2024-12-23 18:00:00', 1);
INSERT INTO versions VALUES
    (1, 1, 1, 'hash', '3 killed', 0, 0, NULL, '2024-12-23 18:00:00', '2024-12-23 18:00:00', 'web', 1, NULL);
INSERT INTO statements VALUES
    (118, 1, 1, 1, 1, 1, NULL, NULL, '2024-12-23 18:00:00', 'killed', 3, 3, 'person', NULL, 'military', NULL, 'asserted');
INSERT INTO states VALUES
    (1, 118, 1, 1, 'killed', 3, 3, 'person', 0, NULL, 'military', NULL, 'asserted',
    'O', NULL, '[]', NULL, NULL, NULL, NULL, '3 killed', 0, 8, NULL, '[]', 'en')
"""
"""What a ledger of the first tables may hold."""


async def test_the_migrations_make_the_tables_to_the_letter(store: Store) -> None:
    """Alembic's comparison overlooks names and conditions of indexes, and what a foreign key does on deletion."""
    async with store._engine.connect() as connection:
        made = {
            _plain(sql)
            for (sql,) in await connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
            if "alembic_version" not in sql
        }
        expected = set()
        for table in metadata.sorted_tables:
            expected.add(_plain(str(CreateTable(table).compile(dialect=connection.dialect))))
            expected |= {_plain(str(CreateIndex(index).compile(dialect=connection.dialect))) for index in table.indexes}
    assert made == expected


def test_postgresql_would_take_the_tables() -> None:
    dialect = make_url("postgresql+asyncpg://").get_dialect()()
    ddl = "\n".join(str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables)
    ddl += "\n".join(
        str(CreateIndex(index).compile(dialect=dialect)) for table in metadata.sorted_tables for index in table.indexes
    )
    assert "number BIGSERIAL" in ddl
    assert "TIMESTAMP WITH TIME ZONE" in ddl
    assert "WHERE removed_at IS NULL" in ddl


def _plain(sql: str) -> tuple[str, ...]:
    """A statement with no care for spaces; of a table, its columns and constraints in alphabetical order."""
    sql = " ".join(sql.split())
    if not sql.startswith("CREATE TABLE"):
        return (sql,)
    head, _, body = sql.partition("(")
    return head.strip(), *sorted(part.strip() for part in re.split(r",(?![^()]*\))", body.strip().removesuffix(")")))


FORCE, EVENT = frozenset({"KP"}), frozenset({Event.KILLED})


@pytest.mark.parametrize(
    ("wish", "index"),
    [
        (Filter(), "ix_statements_posted_at"),
        (Filter(forces=FORCE), "ix_statements_force"),
        (Filter(events=EVENT), "ix_statements_event"),
        (Filter(forces=FORCE, events=EVENT), "ix_statements_force_event"),
        (Filter(forces=FORCE, events=EVENT, minimum=100), "ix_statements_force_event"),
    ],
)
async def test_a_page_of_a_list_is_read_from_an_index(store: Store, wish: Filter, index: str) -> None:
    (page,) = [plan for plan in await _plans(store, wish) if "claims" in plan]
    lines = page.replace("COVERING ", "").splitlines()
    assert re.fullmatch(rf"(SCAN|SEARCH) statements USING INDEX {index}( .*)?", lines[1]), page
    assert sum("USING INTEGER PRIMARY KEY" in line for line in lines) == 7, page


async def test_a_list_is_counted_in_an_index(store: Store) -> None:
    assert "SEARCH statements USING COVERING INDEX ix_statements_force_event (force=? AND event=?)" in await _plans(
        store, Filter(forces=FORCE, events=EVENT)
    )


async def _plans(store: Store, wish: Filter) -> list[str]:
    """How the database goes about each query behind a page of a list, in a ledger of some size."""
    channel = await watched(store)
    kinds = [a_statement(kind, 10 * n, force=force) for n in (1, 2, 3) for kind in Event for force in ("KP", "RU", "UA")]
    posts = {
        a_post(number, f"{number}", date=START + timedelta(hours=number)): tuple(kinds[number % 60 :][:8])
        for number in range(1, 101)
    }
    await read(store, channel, posts)
    asked: list[tuple[str, Any]] = []

    def listen(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(store._engine.sync_engine, "before_cursor_execute", listen)
    async with store.reading() as ledger:
        await ledger.statements.latest(wish, 5)
    event.remove(store._engine.sync_engine, "before_cursor_execute", listen)
    plans = []
    async with store._engine.connect() as connection:
        for statement, parameters in asked:
            lines = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append("\n".join(line[-1] for line in lines))
    return plans

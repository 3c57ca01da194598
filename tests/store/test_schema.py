"""The tables: what the migrations make is what the queries expect, and the lists are answered by indexes."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, inspect

from bot.model import Count, Event, Filter
from store import Ledger, Store
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
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "include_name": _is_described}
        )
        return list(compare_metadata(context, metadata))

    async with store._engine.connect() as connection:
        assert await connection.run_sync(differences) == []


def _is_described(name: str | None, kind: str, parents: object) -> bool:
    """Whether the metadata describe a table: the full-text index is looked at to the letter below."""
    return kind != "table" or not str(name).startswith("post_words")


async def test_a_ledger_of_the_first_tables_is_brought_up_to_date_with_what_it_holds(url: str, clock: Clock) -> None:
    engine = engines.create(url)
    async with engine.connect() as connection:
        await connection.execution_options(writes=True)
        async with connection.begin():
            await connection.run_sync(lambda sync: _migrate_to(sync, "0001"))
            for row in FIRST.split(";"):
                await connection.exec_driver_sql(row)
    await engine.dispose()
    store = await Store.open(url, clock)
    async with store.reading() as ledger:
        entry = await ledger.statements.get(118)
        channel = await ledger.channels.get(1)
        found, _ = await ledger.posts.search([["killed"]], 5)
        wishes = await ledger.subscriptions.of(7)
        assert await ledger.posts.count() == await ledger.posts.count(1) == 1
    await store.close()
    assert [(one.channel.username, one.post.text) for one in found] == [("c", "3 killed")]
    assert channel is not None
    assert channel.state_since == START
    assert [(one.topic, one.created) for one in wishes] == [(0, START)]
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
    (1, 'c', 'c', 'C', 'O', 'UA', 'UTC', 'web', NULL, false, 'new', '', NULL, NULL, NULL, '2024-12-23 18:00:00', NULL);
INSERT INTO speakers VALUES (1, 'o', 'O', 'person', 'UA');
INSERT INTO claims VALUES (1, 'key', '2024-12-23 18:00:00', '2024-12-23 18:00:00', 1);
INSERT INTO posts VALUES (1, 1, 1, '2024-12-23 18:00:00', 1);
INSERT INTO versions VALUES
    (1, 1, 1, 'hash', '3 killed', false, false, NULL, '2024-12-23 18:00:00', '2024-12-23 18:00:00', 'web', 1, NULL);
INSERT INTO chats VALUES (7, 'en', 'UTC', true, NULL, NULL);
INSERT INTO subscriptions VALUES (1, 7, '{}', '2024-12-23 18:00:00');
INSERT INTO statements VALUES
    (118, 1, 1, 1, 1, 1, NULL, NULL, '2024-12-23 18:00:00', 'killed', 3, 3, 'person', NULL, 'military', NULL, 'asserted');
INSERT INTO states VALUES
    (1, 118, 1, 1, 'killed', 3, 3, 'person', false, NULL, 'military', NULL, 'asserted',
    'O', NULL, '[]', NULL, NULL, NULL, NULL, '3 killed', 0, 8, NULL, '[]', 'en')
"""
"""What a ledger of the first tables may hold."""


async def test_the_migrations_make_the_tables_to_the_letter(store: Store, url: str) -> None:
    """Alembic's comparison overlooks names and conditions of indexes, and what a foreign key does on deletion."""
    async with store._engine.connect() as connection:
        await connection.execution_options(writes=True)
        made = await connection.run_sync(_described)
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
        assert await connection.run_sync(_described) == made
    assert {"channels", "outbox", "states"} <= made.keys()


def _described(connection: Connection) -> dict[str, Any]:
    """All that a database tells of its tables, with no care for the order of columns: some were added later."""
    inspector = inspect(connection)
    return {
        table: [
            sorted(str(column) for column in inspector.get_columns(table)),
            inspector.get_pk_constraint(table),
            sorted(str(key) for key in inspector.get_foreign_keys(table)),
            sorted(str(_readable(dict(index))) for index in inspector.get_indexes(table)),
            sorted(str(unique) for unique in inspector.get_unique_constraints(table)),
            sorted(str(check) for check in inspector.get_check_constraints(table)),
        ]
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def _readable(told: Any) -> Any:
    """With every condition as its words."""
    if isinstance(told, dict):
        return {name: _readable(value) for name, value in told.items()}
    return told if isinstance(told, str | int | list | tuple | None) else str(told)


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
    if store._engine.dialect.name == "sqlite":
        lines = page.replace("COVERING ", "").splitlines()
        assert re.fullmatch(rf"(SCAN|SEARCH) statements USING INDEX {index}( .*)?", lines[1]), page
        assert sum("USING INTEGER PRIMARY KEY" in line for line in lines) == 7, page
    else:
        assert re.search(rf"Index (Only )?Scan Backward using {index} on statements", page), page
        assert "Seq Scan" not in page, page


async def test_a_list_is_counted_in_an_index(store: Store) -> None:
    plans = await _plans(store, Filter(forces=FORCE, events=EVENT))
    if store._engine.dialect.name == "sqlite":
        assert "SEARCH statements USING COVERING INDEX ix_statements_force_event (force=? AND event=?)" in plans
    else:
        assert any("Index Only Scan using ix_statements_force_event on statements" in plan for plan in plans)


async def test_what_a_look_at_the_whole_ledger_counts_is_no_scan_of_posts(store: Store) -> None:
    asked = await _asked(store, lambda ledger: ledger.posts.count())
    assert "posts" not in {word for query, _ in asked for word in re.findall(r"(?:FROM|JOIN) (\w+)", query)}
    (plan,) = await _explained(store, await _asked(store, lambda ledger: ledger.posts.pictures(START)))
    if store._engine.dialect.name == "sqlite":  # PostgreSQL takes whatever index is least work in so small a ledger
        assert "SEARCH posts USING INDEX ix_posts_date" in plan
    else:
        assert "Seq Scan on posts" not in plan


async def _plans(store: Store, wish: Filter) -> list[str]:
    """How the database goes about each query behind a page of a list, in a ledger of some size."""
    channel = await watched(store)
    kinds = [a_statement(kind, 10 * n, force=force) for n in (1, 2, 3) for kind in Event for force in ("KP", "RU", "UA")]
    posts = {
        a_post(number, f"{number}", date=START + timedelta(hours=number)): tuple(kinds[number % 60 :][:8])
        for number in range(1, 101)
    }
    await read(store, channel, posts)
    return await _explained(store, await _asked(store, lambda ledger: ledger.statements.latest(wish, 5)))


async def _asked(store: Store, ask: Callable[[Ledger], Awaitable[object]]) -> list[tuple[str, Any]]:
    """The queries behind something that is asked of the ledger, with their parameters."""
    asked: list[tuple[str, Any]] = []

    def listen(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(store._engine.sync_engine, "before_cursor_execute", listen)
    async with store.reading() as ledger:
        await ask(ledger)
    event.remove(store._engine.sync_engine, "before_cursor_execute", listen)
    return asked


async def _explained(store: Store, asked: list[tuple[str, Any]]) -> list[str]:
    """How the database goes about each query."""
    sqlite = store._engine.dialect.name == "sqlite"
    plans = []
    async with store._engine.connect() as connection:
        if not sqlite:  # of so small a ledger PostgreSQL would rather read everything
            for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
                await connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        for statement, parameters in asked:
            lines = await connection.exec_driver_sql(f"EXPLAIN {'QUERY PLAN' if sqlite else ''} {statement}", parameters)
            plans.append("\n".join(line[-1] for line in lines))
    return plans

"""The few pieces of SQL that every noun needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Chat
from store.schema import chats

T = TypeVar("T")

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def portions(items: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """The items in portions that fit into one statement's parameters."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


async def reserve(connection: AsyncConnection, table: Table, number: int) -> list[int]:
    """So many ids for new rows of a table, rising; whoever asks holds the writer's turn and inserts before asking again."""
    if not number:
        return []
    (key,) = table.primary_key
    if connection.dialect.name == "sqlite":
        last = await connection.scalar(select(func.coalesce(func.max(key), 0))) or 0
        return list(range(last + 1, last + 1 + number))
    sequence = func.nextval(func.pg_get_serial_sequence(table.name, key.name))
    return list((await connection.execute(select(sequence).select_from(func.generate_series(1, number)))).scalars())


async def insert_all(connection: AsyncConnection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows and return the ids they were given, in order.

    The ids are taken first: a database promises no order of those that it gives, so that each row would be a call of its own.
    """
    (key,) = table.primary_key
    ids = await reserve(connection, table, len(rows))
    if rows:
        await connection.execute(insert(table), [row | {key.name: number} for row, number in zip(rows, ids, strict=True)])
    return ids


async def upsert(
    connection: AsyncConnection, table: Table, rows: Sequence[dict[str, Any]], by: Sequence[str], set_: Sequence[str] = ()
) -> int:
    """Insert rows; where one with the same key columns exists, set the named columns, or leave it be where none is named.

    Returns how many rows were inserted or set.
    """
    written = 0
    for row in rows:
        new = _INSERT[connection.dialect.name](table).values(row)
        changed = {name: new.excluded[name] for name in set_}
        if changed:
            query = new.on_conflict_do_update(index_elements=by, set_=changed)
        else:
            query = new.on_conflict_do_nothing(index_elements=by)
        written += (await connection.execute(query)).rowcount
    return written


async def ensure_chat(connection: AsyncConnection, chat_id: int) -> None:
    """Have a row for the chat that other rows can point to."""
    fresh = Chat(chat_id)
    values = {"id": fresh.id, "language": fresh.language, "zone": fresh.zone, "active": fresh.active}
    await upsert(connection, chats, [values], by=["id"])

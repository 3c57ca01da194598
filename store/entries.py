"""Entries: statements as they stand now, with everything that is known around them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Channel, Entry
from store.codec import Row, channel_of, speaker_of, statement_of
from store.schema import channels, claims, posts, speakers, statements, states, versions

_ENTRY = (
    select(
        *(column for column in states.c if column.name not in ("id", "statement", "version_id")),
        statements.c.number,
        statements.c.retracted_at,
        statements.c.retracted_version,
        posts.c.message_id,
        posts.c.date,
        posts.c.vanished_at,
        posts.c.vanished_by,
        versions.c.number.label("version"),
        claims.c.id.label("claim"),
        claims.c.said,
        *(channels.c[name].label(f"channel_{name}") for name in Channel.__slots__),
        *(column.label(f"speaker_{column.name}") for column in speakers.c if column is not speakers.c.id),
    )
    .select_from(statements)
    .join(states, states.c.id == statements.c.state_id)
    .join(versions, versions.c.id == states.c.version_id)
    .join(posts, posts.c.id == statements.c.post_id)
    .join(channels, channels.c.id == posts.c.channel_id)
    .join(speakers, speakers.c.id == statements.c.speaker_id)
    .join(claims, claims.c.id == statements.c.claim_id)
)


async def entries(connection: AsyncConnection, where: ColumnElement[bool]) -> list[Entry]:
    """The entries that a condition names, by number."""
    return await _fetch(connection, _ENTRY.where(where).order_by(statements.c.number))


async def entries_in_order(connection: AsyncConnection, numbers: Subquery) -> list[Entry]:
    """The entries of a subquery's `number`, newest post first, then by number."""
    query = _ENTRY.join(numbers, numbers.c.number == statements.c.number)
    return await _fetch(connection, query.order_by(statements.c.posted_at.desc(), statements.c.number))


async def _fetch(connection: AsyncConnection, query: Select[Any]) -> list[Entry]:
    return [_entry(row) for row in (await connection.execute(query)).mappings()]


def _entry(row: Row) -> Entry:
    return Entry(
        number=row["number"],
        statement=statement_of(row),
        speaker=speaker_of(row, "speaker_"),
        channel=channel_of(row, "channel_"),
        message_id=row["message_id"],
        date=row["date"],
        claim=row["claim"],
        version=row["version"],
        extractor=row["extractor"],
        said=row["said"],
        retracted_at=row["retracted_at"],
        retracted_version=row["retracted_version"],
        corrected_by=row["corrected_by"],
        corrected_at=row["corrected_at"],
        vanished_at=row["vanished_at"],
        vanished_by=row["vanished_by"],
    )

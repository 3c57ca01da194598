"""How tests put posts into a ledger: as the pipeline does it, with statements given instead of extracted."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from bot.changes import compare
from bot.model import Channel, Post, Reading, Speaker, Statement
from store import Ledger, Saved, Store, StoreError
from store.schema import metadata
from tests.builders import START, ZELENSKY, Clock, a_channel

JOIN_WITHIN = timedelta(days=14)


def speaker_of(statement: Statement, post: Post) -> Speaker:
    """The entity behind a statement's speaker: the tests know one by name, the others are what they are called."""
    if statement.speaker == ZELENSKY.name:
        return ZELENSKY
    return Speaker(statement.speaker.lower(), statement.speaker)


async def save(
    ledger: Ledger, channel: Channel, posts: Mapping[Post, tuple[Statement, ...]], at: datetime = START, extractor: int = 1
) -> tuple[Saved, ...]:
    """Save posts with what is stated in them, compared with what the ledger holds."""
    readings = [Reading(post, statements, extractor=extractor) for post, statements in posts.items()]
    before = await ledger.posts.before(channel.id, [post.message_id for post in posts])
    entries = {message_id: was.entries for message_id, was in before.items()}
    changes = compare(entries, readings, speaker_of)
    return await ledger.save(channel, readings, changes, "sample", at, JOIN_WITHIN)


async def read(
    store: Store, channel: Channel, posts: Mapping[Post, tuple[Statement, ...]], at: datetime = START, extractor: int = 1
) -> tuple[Saved, ...]:
    """The same in a transaction of its own."""
    async with store.writing() as ledger:
        return await save(ledger, channel, posts, at, extractor)


async def watched(store: Store, username: str = "sample_president", **fields: object) -> Channel:
    """A channel that is watched."""
    async with store.writing() as ledger:
        return await ledger.channels.add(a_channel(username, **fields))


async def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a small program of its own, to its end; a warning is an error there too."""
    command = [sys.executable, "-W", "error", "-c", code, *arguments]
    return await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)


async def refusal(url: str) -> str:
    """Why a ledger is not opened."""
    with pytest.raises(StoreError) as refused:
        await Store.open(url, Clock())
    return str(refused.value)


async def emptied(store: Store) -> None:
    """Delete every row and number anew, for the next example of a test."""
    async with store.writing() as ledger:
        connection = ledger.channels._connection
        for table in reversed(metadata.sorted_tables):
            await connection.execute(table.delete())
        if connection.dialect.name == "postgresql":  # SQLite begins at 1 where a table is empty
            names = ", ".join(table.name for table in metadata.sorted_tables)
            await connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY")


async def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, to see that nothing else changed."""
    async with store.reading() as ledger:
        connection = ledger.channels._connection
        return {
            table.name: [tuple(row) for row in await connection.execute(table.select().order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }

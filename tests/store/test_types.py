"""Column types: moments in any zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import StatementError

from bot.model import Filter
from store import Store
from tests.builders import START, a_channel, a_post, a_statement
from tests.store.reading import read, watched


async def test_a_moment_in_any_zone_comes_back_in_utc_and_sorts(store: Store) -> None:
    kyiv, seoul = ZoneInfo("Europe/Kyiv"), ZoneInfo("Asia/Seoul")
    channel = await watched(store, last_read_at=datetime(2024, 12, 23, 20, 0, 0, 1, tzinfo=kyiv))
    async with store.reading() as ledger:
        kept = await ledger.channels.get(channel.id)
    assert kept is not None
    assert kept.last_read_at == datetime(2024, 12, 23, 18, 0, 0, 1, tzinfo=UTC)
    assert kept.last_read_at.tzinfo is UTC
    posts = {
        a_post(1, "newest", date=datetime(2024, 12, 23, 19, 30, tzinfo=kyiv)): (a_statement(low=2),),
        a_post(2, "middle", date=datetime(2024, 12, 24, 2, 0, tzinfo=seoul)): (a_statement(low=1),),
        a_post(3, "oldest", date=datetime(2024, 12, 23, 16, 0, tzinfo=UTC)): (a_statement(low=3),),
    }
    await read(store, channel, posts)
    async with store.reading() as ledger:
        entries, _ = await ledger.statements.latest(Filter(), 10)
    assert [(entry.message_id, entry.date.hour) for entry in entries] == [(1, 17), (2, 17), (3, 16)]


async def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    async with store.writing() as ledger:
        with pytest.raises(StatementError, match="has no time zone"):
            await ledger.channels.add(a_channel(last_read_at=START.replace(tzinfo=None)))

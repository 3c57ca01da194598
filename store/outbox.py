"""The outbox: alerts are rows before they are messages, and each is told once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.model import Alert, AlertKind
from store.codec import Row, filter_of, filter_text
from store.schema import outbox, statements
from store.sql import ensure_chat, portions, upsert

_WAITS = outbox.c.done_at.is_(None)
_MESSAGE = ("chat", "topic", "post_id", "kind")


class Outbox:
    """Queues alerts, gives out those that are due, and remembers what became of each."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
        """Work in one transaction."""
        self._connection, self._clock = connection, clock

    async def add(self, alerts: Sequence[Alert]) -> int:
        """Queue a row for each statement of each alert; what a chat or topic was told of is left out. Returns how many."""
        numbers = sorted({number for alert in alerts for number in alert.numbers})
        post_of: dict[int, int] = {}
        for some in portions(numbers):
            query = select(statements.c.number, statements.c.post_id).where(statements.c.number.in_(some))
            post_of |= {row.number: row.post_id for row in await self._connection.execute(query)}
        for chat in sorted({alert.chat for alert in alerts}):
            await ensure_chat(self._connection, chat)
        rows = [
            {
                "chat": alert.chat,
                "topic": alert.topic,
                "astray": alert.astray,
                "claim_id": claim,
                "kind": alert.kind.value,
                "statement": number,
                "post_id": post_of[number],
                "due": alert.due,
                "late": alert.late,
                "attempts": alert.attempts,
                "filters": json.dumps([filter_text(wish) for wish in alert.filters], ensure_ascii=False),
                "queued_at": self._clock(),
            }
            for alert in alerts
            for number, claim in zip(alert.numbers, alert.claims, strict=True)
        ]
        return await upsert(self._connection, outbox, rows, by=["chat", "topic", "claim_id", "kind"])

    async def due(self, now: datetime, limit: int = 100) -> list[Alert]:
        """The alerts whose time has come, oldest first, a chat's in their order: behind one that was postponed the rest waits."""
        held = (
            select(outbox.c.chat, func.min(outbox.c.id).label("start"))
            .where(_WAITS, outbox.c.attempts > 0, outbox.c.due > now)
            .group_by(outbox.c.chat)
            .subquery()
        )
        ready = (_WAITS, outbox.c.due <= now, or_(held.c.start.is_(None), outbox.c.id < held.c.start))
        message = [outbox.c[name] for name in _MESSAGE]
        first = func.min(outbox.c.id).label("first")
        wanted = (
            select(*message, first)
            .outerjoin_from(outbox, held, held.c.chat == outbox.c.chat)
            .where(*ready)
            .group_by(*message)
            .order_by(first)
            .limit(limit)
            .subquery()
        )
        query = (
            select(outbox, wanted.c.first)
            .join(wanted, and_(*(outbox.c[name] == wanted.c[name] for name in _MESSAGE)))
            .where(_WAITS, outbox.c.due <= now)
            .order_by(wanted.c.first, outbox.c.statement)
        )
        rows = (await self._connection.execute(query)).mappings().all()
        return [_alert(list(group)) for _, group in groupby(rows, key=itemgetter("first"))]

    async def settle(self, ids: Sequence[int], at: datetime, message_id: int) -> None:
        """Note that these rows were sent, in that message."""
        await self._end(outbox.c.id.in_(ids), done_at=at, message_id=message_id)

    async def postpone(self, ids: Sequence[int], until: datetime) -> None:
        """Try these rows again at that time."""
        await self._end(outbox.c.id.in_(ids), due=until, attempts=outbox.c.attempts + 1)

    async def drop(self, ids: Sequence[int], reason: str, at: datetime) -> None:
        """Give these rows up, and keep why."""
        await self._end(outbox.c.id.in_(ids), done_at=at, reason=reason)

    async def drop_all(self, chat: int, reason: str, at: datetime) -> None:
        """Give up everything that waits for a chat."""
        await self._end(outbox.c.chat == chat, done_at=at, reason=reason)

    async def leave_topic(self, chat: int, topic: int, astray: Sequence[int], at: datetime) -> None:
        """Send what waits for a topic to the chat's General one, and let the rows of these ids say so.

        What the General one was told already is dropped there.
        """
        await self._connection.execute(update(outbox).where(outbox.c.id.in_(astray)).values(astray=True))
        there = and_(outbox.c.chat == chat, outbox.c.topic == topic)
        await self._end(and_(there, _untold({"topic": 0})), topic=0)
        await self._end(there, done_at=at, reason="told in the General topic before")

    async def move(self, old: int, new: int, at: datetime) -> None:
        """Owe what waits for a chat to another, and let it have been told what that was told; in both once."""
        moved = and_(outbox.c.chat == old, _untold({"chat": new}))
        await self._connection.execute(update(outbox).where(moved).values(chat=new))
        await self.drop_all(old, f"the group is {new} now", at)

    async def pending(self) -> int:
        """How many rows wait to be sent."""
        return await self._connection.scalar(select(func.count()).select_from(outbox).where(_WAITS)) or 0

    async def waiting(self) -> tuple[int, datetime | None]:
        """How many messages wait to be sent, and since when the oldest does (UTC); None where none waits."""
        message = [outbox.c[name] for name in _MESSAGE]
        messages = select(func.min(outbox.c.queued_at).label("since")).where(_WAITS).group_by(*message).subquery()
        count, since = (await self._connection.execute(select(func.count(), func.min(messages.c.since)))).one()
        return count, since

    async def _end(self, which: ColumnElement[bool], **values: Any) -> None:
        await self._connection.execute(update(outbox).where(which, _WAITS).values(**values))


def _untold(other: dict[str, int]) -> ColumnElement[bool]:
    """That there is no row of the same claim and kind for another chat or topic."""
    twin = outbox.alias()
    same = [twin.c[name] == other.get(name, outbox.c[name]) for name in ("chat", "topic", "claim_id", "kind")]
    return ~exists().where(*same)


def _alert(rows: Sequence[Row]) -> Alert:
    wishes = (filter_of(text) for row in rows for text in json.loads(row["filters"]))
    return Alert(
        chat=rows[0]["chat"],
        kind=AlertKind(rows[0]["kind"]),
        numbers=tuple(row["statement"] for row in rows),
        claims=tuple(row["claim_id"] for row in rows),
        due=min(row["due"] for row in rows),
        late=any(row["late"] for row in rows),
        ids=tuple(row["id"] for row in rows),
        attempts=max(row["attempts"] for row in rows),
        filters=tuple(dict.fromkeys(wishes)),
        topic=rows[0]["topic"],
        astray=any(row["astray"] for row in rows),
    )

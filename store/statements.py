"""Statements: one by its number, lists of them, and what became of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Entry, Filter, Statement
from store.codec import Row, statement_of
from store.entries import entries, entries_in_order
from store.schema import posts, statements, states, versions
from store.sql import portions

_GROUP = ("force", "event", "of", "people", "basis", "speaker_id")


@dataclass(frozen=True, slots=True)
class State:
    """What a version of the post made of a statement: its number and text, when it was seen (UTC), None where it is gone.

    extractor is the one that read it so first; corrected_by the person who put it in the reading's place.
    """

    version: int
    text: str
    first_seen: datetime
    last_seen: datetime
    statement: Statement | None
    extractor: int = 0
    corrected_by: str | None = None


class Statements:
    """Reads the ledger's statements; Ledger.save writes them."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Look through one transaction."""
        self._connection = connection

    async def get(self, number: int) -> Entry | None:
        """The statement of that number, a retracted one too."""
        found = await entries(self._connection, statements.c.number == number)
        return found[0] if found else None

    async def many(self, numbers: Sequence[int]) -> list[Entry]:
        """The statements of these numbers in the order asked, retracted ones too; unknown numbers are left out."""
        found: dict[int, Entry] = {}
        for some in portions(numbers):
            found |= {entry.number: entry for entry in await entries(self._connection, statements.c.number.in_(some))}
        return [found[number] for number in numbers if number in found]

    async def latest(
        self, wish: Filter, limit: int, offset: int = 0, since: datetime | None = None, until: datetime | None = None
    ) -> tuple[list[Entry], int]:
        """A page of what stands (not retracted) in posts from since on and before until, and how many there are in all.

        Newest post first, those of one moment by number.
        """
        where = and_(_fits(wish), *_posted(since, until))
        total = await self._connection.scalar(select(func.count()).select_from(statements).where(where))
        page = (
            select(statements.c.number)
            .where(where)
            .order_by(statements.c.posted_at.desc(), statements.c.number)
            .limit(limit)
            .offset(offset)
            .subquery()
        )
        return await entries_in_order(self._connection, page), total or 0

    async def newest_per_speaker(self, wish: Filter, since: datetime | None, until: datetime | None) -> list[Entry]:
        """What each speaker says last of each force, event, unit, people and basis, in posts from since on and before until.

        Newest post first; of several in one post the first said.
        """
        place = func.row_number().over(
            partition_by=[statements.c[name] for name in _GROUP],
            order_by=(statements.c.posted_at.desc(), statements.c.number),
        )
        ranked = select(statements.c.number, place.label("place")).where(_fits(wish), *_posted(since, until)).subquery()
        newest = select(ranked.c.number).where(ranked.c.place == 1).subquery()
        return await entries_in_order(self._connection, newest)

    async def history(self, number: int) -> list[State]:
        """A statement's states in the order in which they came, and last, where it was retracted, the version without it."""
        seen = (versions.c.number.label("version"), versions.c.text, versions.c.first_seen, versions.c.last_seen)
        query = (
            select(*seen, *(column for column in states.c if column.name not in ("id", "version_id")))
            .join_from(states, versions, versions.c.id == states.c.version_id)
            .where(states.c.statement == number)
            .order_by(states.c.id)
        )
        gone = (
            select(*seen)
            .join_from(statements, posts, posts.c.id == statements.c.post_id)
            .join(versions, and_(versions.c.post_id == posts.c.id, versions.c.number == statements.c.retracted_version))
            .where(statements.c.number == number)
        )
        rows = (await self._connection.execute(query)).mappings().all()
        last = (await self._connection.execute(gone)).mappings().all()
        return [_state(row, statement_of(row), row["extractor"], row["corrected_by"]) for row in rows] + [
            _state(row, None) for row in last
        ]

    async def count(self) -> int:
        """How many statements stand in the ledger."""
        return await self._connection.scalar(select(func.count()).select_from(statements).where(_STANDS)) or 0


_STANDS = statements.c.retracted_at.is_(None)


def _state(row: Row, statement: Statement | None, extractor: int = 0, corrected_by: str | None = None) -> State:
    return State(row["version"], row["text"], row["first_seen"], row["last_seen"], statement, extractor, corrected_by)


def _posted(since: datetime | None, until: datetime | None) -> Iterator[ColumnElement[bool]]:
    if since is not None:
        yield statements.c.posted_at >= since
    if until is not None:
        yield statements.c.posted_at < until


def _fits(wish: Filter) -> ColumnElement[bool]:
    """The same rule as bot.alerts.matches, for what stands."""
    where: list[ColumnElement[bool]] = [_STANDS]
    if wish.forces:
        where.append(statements.c.force.in_(sorted(wish.forces)))
    if wish.events:
        where.append(statements.c.event.in_(sorted(event.value for event in wish.events)))
    if wish.minimum is not None:
        where.append(func.coalesce(statements.c.low, statements.c.high) >= wish.minimum)
    return and_(*where)

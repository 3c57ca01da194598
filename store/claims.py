"""Claims: what several posts may say alike, told by its key and its time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.schema import claims, statements
from store.sql import insert_all, portions

_STANDS = statements.c.retracted_at.is_(None)
_MADE = (statements.c.claim_id == claims.c.id, _STANDS)


@dataclass(slots=True)
class _Claim:
    id: int
    key: str
    first_at: datetime
    last_at: datetime
    said: int

    def distance(self, date: datetime) -> timedelta:
        return max(self.first_at - date, date - self.last_at, timedelta(0))


class Claims:
    """The claims that a batch touches, kept in step while it is written; settle() writes them back."""

    def __init__(self, connection: AsyncConnection, join_within: timedelta) -> None:
        """Work in one transaction; made again within this time before or after, a claim is the same one."""
        self._connection, self._join_within = connection, join_within
        self._by_id: dict[int, _Claim] = {}
        self._by_key: dict[str, list[_Claim]] = defaultdict(list)
        self._made: Counter[tuple[int, int]] = Counter()
        self._touched: set[int] = set()
        self._new: list[_Claim] = []

    async def load(self, keys: Collection[str], ids: Collection[int], post_ids: Collection[int]) -> None:
        """Fetch the claims of these keys and ids, and which of them these posts make."""
        for some in portions(sorted(keys)):
            await self._fetch(claims.c.key.in_(some))
        for more in portions(sorted(set(ids) - set(self._by_id))):
            await self._fetch(claims.c.id.in_(more))
        for posts in portions(sorted(post_ids)):
            query = select(statements.c.claim_id, statements.c.post_id).where(statements.c.post_id.in_(posts), _STANDS)
            self._made.update((row.claim_id, row.post_id) for row in await self._connection.execute(query))

    async def _fetch(self, where: ColumnElement[bool]) -> None:
        for row in await self._connection.execute(select(claims).where(where)):
            self._keep(_Claim(row.id, row.key, row.first_at, row.last_at, row.said))

    def _keep(self, claim: _Claim) -> None:
        if claim.id not in self._by_id:
            self._by_id[claim.id] = claim
            self._by_key[claim.key].append(claim)

    def find(self, key: str, date: datetime, current: int | None = None) -> int:
        """The claim of this key that is nearest to a post's date, a new one where none is near enough.

        A statement whose current claim has the key keeps it. What a new one is called holds until number() gives it its id.
        """
        if current is not None and self._by_id[current].key == key:
            return current
        near = [claim for claim in self._by_key[key] if claim.distance(date) <= self._join_within]
        if near:
            return min(near, key=lambda claim: (claim.distance(date), claim.id)).id
        claim = _Claim(-1 - len(self._new), key, date, date, 0)
        self._new.append(claim)
        self._keep(claim)
        return claim.id

    async def number(self) -> dict[int, int]:
        """Write the new claims; returns their ids by what find() called them."""
        rows = [{"key": claim.key, "first_at": claim.first_at, "last_at": claim.last_at, "said": 0} for claim in self._new]
        ids = await insert_all(self._connection, claims, rows)
        real = {claim.id: number for claim, number in zip(self._new, ids, strict=True)}
        self._touched = {real.get(number, number) for number in self._touched}
        return real

    def made_elsewhere(self, claim_id: int, post_id: int) -> bool:
        """Whether another post makes the claim now."""
        here = 1 if self._made[claim_id, post_id] else 0
        return self._by_id[claim_id].said > here

    def make(self, claim_id: int, post_id: int, date: datetime) -> None:
        """Note that a statement of the post makes the claim."""
        claim = self._by_id[claim_id]
        if not self._made[claim_id, post_id]:
            claim.said += 1
        self._made[claim_id, post_id] += 1
        claim.first_at, claim.last_at = min(claim.first_at, date), max(claim.last_at, date)
        self._touched.add(claim_id)

    def unmake(self, claim_id: int, post_id: int) -> None:
        """Note that a statement of the post makes the claim no longer."""
        self._made[claim_id, post_id] -= 1
        if not self._made[claim_id, post_id]:
            self._by_id[claim_id].said -= 1
        self._touched.add(claim_id)

    async def settle(self) -> None:
        """Count anew what was touched: posts that make the claim, and the first and last of them.

        A claim that nobody makes any longer keeps its days, so that the same post saying it again is no news.
        """
        said = select(func.count(statements.c.post_id.distinct())).where(*_MADE).scalar_subquery()
        first = select(func.min(statements.c.posted_at)).where(*_MADE).scalar_subquery()
        last = select(func.max(statements.c.posted_at)).where(*_MADE).scalar_subquery()
        counted = {
            "said": said,
            "first_at": func.coalesce(first, claims.c.first_at),
            "last_at": func.coalesce(last, claims.c.last_at),
        }
        for some in portions(sorted(self._touched)):
            await self._connection.execute(update(claims).where(claims.c.id.in_(some)).values(counted))

"""The writer: statements, their states and their claims, for the changes of one batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Change, ChangeKind
from store.claims import Claims
from store.codec import LISTED, Row, statement_values
from store.schema import statements, states
from store.speakers import Speakers
from store.sql import insert_all, portions, reserve
from store.types import clean
from store.versions import Place

Written = tuple[Change, int, bool]
"""A change, the number of its statement, and whether its claim was known from another post."""


@dataclass(slots=True)
class _Step:
    """A change on its way into the tables.

    was is the row of its statement, None for a new one; values are the columns of its state, empty for one that stands no longer.
    """

    change: Change
    place: Place
    was: Row | None
    values: dict[str, Any]
    speaker_id: int = 0
    claim_id: int = 0
    joined: bool = False
    number: int = 0
    state_id: int = 0

    @property
    def stood(self) -> bool:
        """Whether the statement stood before."""
        return self.was is not None and self.was["retracted_at"] is None

    @property
    def changes_row(self) -> bool:
        """Whether the statement's row is another after it."""
        if self.was is None or not self.stood:
            return True
        now = (self.claim_id, self.speaker_id, self.state_id)
        return now != (self.was["claim_id"], self.was["speaker_id"], self.was["state_id"])


class Writer:
    """Writes the changes of one batch; its methods are the steps, in order."""

    def __init__(
        self,
        connection: AsyncConnection,
        speakers: Speakers,
        places: Mapping[int, Place],
        at: datetime,
        by: str | None = None,
    ) -> None:
        """Write for the posts at these places, by message id, as of a moment in UTC; by is the person who signs, if one does."""
        self._connection, self._speakers, self._places = connection, speakers, places
        self._at, self._by = at, by

    async def write(self, changes: Sequence[Change], join_within: timedelta) -> list[Written]:
        """Write them, in order: of two posts of a batch that make one claim, the first makes it and the second joins it."""
        if not changes:
            return []
        steps = await self._prepare(changes)
        kept = [step for step in steps if step.values]
        await self._find_speakers(kept)
        claims = await self._find_claims(steps, join_within)
        new = await self._find_states(kept)
        await self._number(kept)
        await self._add_states(new)
        await self._turn(step for step in kept if step.was is not None and step.changes_row)
        await self._retract(step for step in steps if step.stood and not step.values)
        await claims.settle()
        return [(step.change, step.number, step.joined) for step in steps]

    async def _prepare(self, changes: Sequence[Change]) -> list[_Step]:
        rows: dict[int, Row] = {}
        for some in portions([change.number for change in changes if change.number is not None]):
            query = select(statements).where(statements.c.number.in_(some))
            rows |= {row["number"]: row for row in (await self._connection.execute(query)).mappings()}
        steps = []
        for change in changes:
            place = self._places.get(change.message_id)
            if place is None:
                raise LookupError(f"the channel has no post {change.message_id}")
            was = None if change.number is None else rows.get(change.number)
            if change.number is not None and (was is None or was["post_id"] != place.post_id):
                raise LookupError(f"post {change.message_id} has no statement s{change.number}")
            values = {} if change.statement is None else statement_values(change.statement)
            steps.append(_Step(change, place, was, values, number=change.number or 0))
        return steps

    async def _find_speakers(self, steps: Sequence[_Step]) -> None:
        named = [step.change.speaker for step in steps if step.change.speaker is not None]
        ids = await self._speakers.ids(named)
        for step in steps:
            if step.change.speaker is None:
                raise LookupError(f"a statement of post {step.change.message_id} has no speaker")
            step.speaker_id = ids[clean(step.change.speaker.key)]

    async def _find_claims(self, steps: Sequence[_Step], join_within: timedelta) -> Claims:
        claims = Claims(self._connection, join_within)
        await claims.load(
            keys={clean(step.change.claim_key) for step in steps},
            ids={step.was["claim_id"] for step in steps if step.was is not None},
            post_ids={step.place.post_id for step in steps},
        )
        for step in steps:
            old = None if step.was is None else step.was["claim_id"]
            post_id, date = step.place.post_id, step.place.date
            if step.values or old is None:
                step.claim_id = claims.find(clean(step.change.claim_key), date, old)
            else:
                step.claim_id = old
            step.joined = claims.made_elsewhere(step.claim_id, post_id)
            if step.stood and old is not None and (not step.values or old != step.claim_id):
                claims.unmake(old, post_id)
            if step.values and not (step.stood and old == step.claim_id):
                claims.make(step.claim_id, post_id, date)
        ids = await claims.number()
        for step in steps:
            step.claim_id = ids.get(step.claim_id, step.claim_id)
        return claims

    async def _find_states(self, steps: Sequence[_Step]) -> list[_Step]:
        """Find each statement's state in its version, or give it an id: a post that flaps between two texts adds none.

        Returns the steps whose state is new.
        """
        known: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for some in portions([step.number for step in steps if step.was is not None]):
            query = select(states).where(states.c.statement.in_(some)).order_by(states.c.id)
            for row in (await self._connection.execute(query)).mappings():
                known[row["statement"], row["version_id"]].append(row)
        new = []
        for step in steps:
            alike = [
                state["id"]
                for state in known[step.number, step.place.version_id]
                if state["corrected_by"] == self._by and all(state[name] == value for name, value in step.values.items())
            ]
            if alike:
                step.state_id = alike[-1]
            else:
                new.append(step)
        for step, state_id in zip(new, await reserve(self._connection, states, len(new)), strict=True):
            step.state_id = state_id
        return new

    async def _number(self, steps: Sequence[_Step]) -> None:
        """Give new statements their numbers, in the order in which they stand in the batch."""
        new = [step for step in steps if step.was is None]
        rows = [
            self._row(step) | {"post_id": step.place.post_id, "first_version": step.place.version, "state_id": step.state_id}
            for step in new
        ]
        for step, number in zip(new, await insert_all(self._connection, statements, rows), strict=True):
            step.number = number

    async def _add_states(self, steps: Sequence[_Step]) -> None:
        signed = {"corrected_by": self._by, "corrected_at": None if self._by is None else self._at}
        rows = [
            step.values
            | {"id": step.state_id, "statement": step.number, "version_id": step.place.version_id}
            | {"extractor": step.place.extractor}
            | signed
            for step in steps
        ]
        if rows:
            await self._connection.execute(insert(states), rows)

    async def _turn(self, steps: Iterable[_Step]) -> None:
        """Point the statements to their current states."""
        rows = [self._row(step) | {"state_id": step.state_id, "which": step.number} for step in steps]
        if rows:
            names: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "which"}
            await self._connection.execute(
                update(statements).where(statements.c.number == bindparam("which")).values(names), rows
            )

    def _row(self, step: _Step) -> dict[str, Any]:
        return {name: step.values[name] for name in LISTED} | {
            "claim_id": step.claim_id,
            "speaker_id": step.speaker_id,
            "posted_at": step.place.date,
            "retracted_at": None,
            "retracted_version": None,
        }

    async def _retract(self, steps: Iterable[_Step]) -> None:
        """Let statements stand no longer; the version is noted only where it was the one that took them back."""
        rows = [
            {"which": step.number, "in_version": None if step.change.kind is ChangeKind.DROPPED else step.place.version}
            for step in steps
        ]
        if rows:
            gone = {"retracted_at": self._at, "retracted_version": bindparam("in_version")}
            await self._connection.execute(update(statements).where(statements.c.number == bindparam("which")).values(gone), rows)

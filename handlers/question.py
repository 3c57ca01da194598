"""A person's words → what a command can go by, and what of them it leaves out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.model import Filter, Window
from bot.query import Query, parse_query
from bot.render.view import View
from handlers.payload import fits

__all__ = ["Question", "understand"]


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood, and of it the filter that a button can carry; too_many says that some forces found no room."""

    query: Query
    filter: Filter
    too_many: bool = False

    @property
    def period(self) -> Window:
        """The days asked for, as days of the chat's zone."""
        return self.query.period

    @property
    def has_period(self) -> bool:
        """Whether a time was asked for."""
        return self.query.since is not None or self.query.until is not None

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that were not understood."""
        return self.query.unknown

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names that were understood, and by which no command goes yet."""
        return tuple(self._left_out())

    @property
    def is_lost(self) -> bool:
        """Whether something was asked and there is nothing in it to go by."""
        return bool(self.unknown or self.left_out or self.query.lacks_figure) and self.filter.is_empty and not self.has_period

    def _left_out(self) -> Iterator[str]:
        yield from sorted(speaker.name for speaker in self.query.speakers)
        yield from sorted(self.query.places)
        if self.query.channel is not None:
            yield f"@{self.query.channel}"


async def understand(words: str, view: View) -> Question:
    """Read a question as it is asked in a chat now; the first one waits for the lexicons, and holds nobody else up."""
    query = await asyncio.to_thread(parse_query, words, now=view.now, zone=view.zone)
    wish, too_many = Filter(events=query.events, minimum=query.minimum), False
    for force in sorted(query.forces):
        wider = replace(wish, forces=wish.forces | {force})
        if fits(wider, query.period):
            wish = wider
        else:
            too_many = True
    return Question(query, wish, too_many)

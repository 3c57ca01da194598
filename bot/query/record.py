"""What a question asks for, and the pieces of it that were understood one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.model import Event, Speaker, Window

__all__ = ["ALWAYS", "IDLE_RANK", "NOTHING", "Piece", "Query", "merged"]

ALWAYS = Window(None, None)
IDLE_RANK = 9
"""The rank of a post's small words, which ask for nothing: whatever asks for something goes before them."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; an empty field means "any", and what several fields ask for must all be so.

    forces are ISO codes or slugs, channel a channel's name without its @, places canonical English names; since and until are
    the first and the last day asked for, as days of the zone in which the question was read; minimum is the least figure.
    lacks_figure tells of a "min" with no figure behind it. unknown are the words that were not understood, in order and as they
    were written.
    """

    forces: frozenset[str] = frozenset()
    events: frozenset[Event] = frozenset()
    speakers: frozenset[Speaker] = frozenset()
    channel: str | None = None
    places: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    minimum: int | None = None
    lacks_figure: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def period(self) -> Window:
        """The days asked for."""
        return Window(self.since, self.until)

    @property
    def asks_for_nothing(self) -> bool:
        """Whether no word of it was understood to narrow anything."""
        return replace(self, unknown=(), lacks_figure=False) == NOTHING


NOTHING = Query()


@dataclass(frozen=True, slots=True)
class Piece:
    """Words from start up to end (offsets in the question) and what they ask for; small words ask for nothing.

    rank decides between meanings of the same words, the lower first. weak is an event that only goes for one where no
    plainer word names any ("are there"), plans an event that turns a deployment told beside it into a plan.
    """

    start: int
    end: int
    rank: int
    asks: Query = NOTHING
    weak: bool = False
    plans: bool = False


def merged(pieces: Iterable[Piece]) -> Query:
    """What the pieces ask for together; of several least figures and channels the first counts."""
    query = NOTHING
    for asks in (piece.asks for piece in pieces):
        period = _joined(query.period, asks.period)
        query = Query(
            forces=query.forces | asks.forces,
            events=query.events | asks.events,
            speakers=query.speakers | asks.speakers,
            channel=query.channel or asks.channel,
            places=query.places | asks.places,
            since=period.start,
            until=period.end,
            minimum=query.minimum if query.minimum is not None else asks.minimum,
        )
    return query


def _joined(one: Window, other: Window) -> Window:
    """Two periods in one question: closed ones are spanned ("november … january"), unless one lies in the other ("december
    last year"), and open ones bound each other.
    """
    if ALWAYS in (one, other):
        return other if one == ALWAYS else one
    starts = [day for day in (one.start, other.start) if day is not None]
    ends = [day for day in (one.end, other.end) if day is not None]
    span = Window(min(starts, default=None), max(ends, default=None))
    if len(starts) == len(ends) == 2 and span not in (one, other):
        return span
    return Window(max(starts, default=None), min(ends, default=None))

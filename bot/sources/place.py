"""How far a channel was read, by ids of messages: one form for all readers of Telegram, so that one goes on for another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from json import dumps, loads

__all__ = ["MOST_SEEN", "Place"]

KEPT = ("last", "until", "floor")
"""What a place always tells; the rest only where there is something to tell."""

MOST_SEEN = 120
"""So many of the newest posts are looked after: six pages."""


@dataclass(frozen=True, slots=True)
class Place:
    """Everything up to the message last was read; until is known to exist; id is the channel's bare numeric id.

    What is older than floor was there before the channel was watched, and may come to sight when newer posts vanish.
    seen are the newest posts that were served, lacking those of them that the last page around them had not. older is what
    `?before=` takes for the next page of recent posts that is looked at again, older_at when one was (seconds since 1970),
    and older_now says that the next look is for it.
    """

    last: int
    until: int
    floor: int
    id: int | None = None
    seen: tuple[int, ...] = ()
    lacking: tuple[int, ...] = ()
    older: int | None = None
    older_at: float = 0.0
    older_now: bool = False

    @property
    def more(self) -> bool:
        """Whether there is something to read at once."""
        return self.last < self.until or self.older_now

    @classmethod
    def of(cls, cursor: str | None) -> Place | None:
        """The place a cursor names, or None where there is none or it is that of a reader which counts otherwise."""
        try:
            place = cls(**loads(cursor or ""))
            return replace(
                place,
                last=int(place.last),
                until=int(place.until),
                floor=int(place.floor),
                seen=tuple(map(int, place.seen)),
                lacking=tuple(map(int, place.lacking)),
            )
        except (ValueError, TypeError):
            return None

    def __str__(self) -> str:
        """The cursor that names this place."""
        return dumps({name: value for name, value in asdict(self).items() if value or name in KEPT})

    def after(self, served: Collection[int]) -> tuple[Place, tuple[int, ...]]:
        """The place after a page of these messages, and the posts that are proven to be gone by it.

        A page proves something only of what it has neighbours of on both sides, and nothing where it lacks more than it shows.
        """
        there = set(served)
        absent = [number for number in self.seen if number not in there and min(there) < number < max(there)] if there else []
        if len(absent) >= len(there):
            absent = []
        gone = {number for number in absent if number in self.lacking}
        lacking = {number for number in self.lacking if number not in there and number not in gone} | (set(absent) - gone)
        seen = sorted((set(self.seen) | {number for number in there if number >= self.floor}) - gone)[-MOST_SEEN:]
        kept = tuple(number for number in seen if number in lacking)
        return replace(self, seen=tuple(seen), lacking=kept), tuple(sorted(gone))

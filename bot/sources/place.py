"""How far a channel was read, by ids of messages: one form for all readers of Telegram, so that one goes on for another."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from json import dumps, loads

__all__ = ["Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """Everything up to the message last was read; until is known to exist; id is the channel's bare numeric id.

    What is older than floor was there before the channel was watched, and may come to sight when newer posts vanish.
    """

    last: int
    until: int
    floor: int
    id: int | None = None

    @classmethod
    def of(cls, cursor: str | None) -> Place | None:
        """The place a cursor names, or None where there is none or it is that of a reader which counts otherwise."""
        try:
            place = cls(**loads(cursor or ""))
            return replace(place, last=int(place.last), until=int(place.until), floor=int(place.floor))
        except (ValueError, TypeError):
            return None

    def __str__(self) -> str:
        """The cursor that names this place."""
        return dumps(asdict(self))

"""What a button carries: a place in a list and a filter, in a few bytes; it means the same after a restart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.model import Event, Filter

__all__ = ["Place", "fits", "pack", "pack_filter", "unpack", "unpack_filter"]

LETTERS = {
    Event.KILLED: "k",
    Event.WOUNDED: "w",
    Event.CASUALTIES: "c",
    Event.CAPTURED: "p",
    Event.MISSING: "m",
    Event.DEPLOYED: "d",
    Event.PLANNED: "l",
    Event.WITHDRAWN: "r",
}
EVENTS = {letter: event for event, letter in LETTERS.items()}
FORCE = re.compile(r"[A-Z]{2}|[a-z][a-z0-9-]*")
NUMBER = re.compile(r"[0-9]{1,12}")
ROOM = 43
"""Bytes for a filter, beside the longest command that carries one and a place in the list."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a list: the one that begins at an offset or, going back, ends before it; anew: in a message of its own."""

    offset: int = 0
    back: bool = False
    anew: bool = False


def pack_filter(wish: Filter) -> str:
    """The filter as text, "kw.100.KP,RU"."""
    events = "".join(LETTERS[event] for event in Event if event in wish.events)
    return f"{events}.{wish.minimum or ''}.{','.join(sorted(wish.forces))}"


def unpack_filter(text: str) -> Filter:
    """The filter of such a text; raises ValueError where it is none."""
    events, minimum, forces = text.split(".")
    if minimum and not NUMBER.fullmatch(minimum):
        raise ValueError(minimum)
    codes = frozenset(forces.split(",")) if forces else frozenset()
    if not all(FORCE.fullmatch(code) for code in codes) or not set(events) <= set(EVENTS):
        raise ValueError(text)
    return Filter(codes, frozenset(EVENTS[letter] for letter in events), int(minimum) if minimum else None)


def fits(wish: Filter) -> bool:
    """Whether a button can carry the filter."""
    return len(pack_filter(wish).encode()) <= ROOM


def pack(place: Place, wish: Filter) -> str:
    """A place and a filter as text, "o20.kw.100.KP"."""
    kind = "a" if place.anew else "n" if place.back else "o"
    return f"{kind}{place.offset}.{pack_filter(wish)}"


def unpack(text: str) -> tuple[Place, Filter]:
    """The place and the filter of such a text; raises ValueError where it is none."""
    place, _, rest = text.partition(".")
    if place[:1] not in ("a", "n", "o") or not NUMBER.fullmatch(place[1:]):
        raise ValueError(text)
    return Place(int(place[1:]), back=place[0] == "n", anew=place[0] == "a"), unpack_filter(rest)

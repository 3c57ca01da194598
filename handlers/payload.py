"""What a button carries: a place in a list, a filter and a period, in a few bytes; it means the same after a restart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.model import Event, Filter, Window
from bot.query import ALWAYS

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
DAY = re.compile(r"[0-9a-z]{1,5}")
BASE = 36
FIRST, LAST = date(1900, 1, 1).toordinal(), date(2099, 12, 31).toordinal()
"""The days that a question may ask for, by number."""

ROOM = 43
"""Bytes for a filter and a period, beside the longest command that carries them and a place in the list."""


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
    return Filter(codes, frozenset(EVENTS[letter] for letter in events), int(minimum or 0) or None)


def fits(wish: Filter, period: Window = ALWAYS) -> bool:
    """Whether a button can carry the filter and the period."""
    return len(f"{pack_filter(wish)}{_pack_period(period)}".encode()) <= ROOM


def pack(place: Place, wish: Filter, period: Window = ALWAYS) -> str:
    """A place, a filter and a period as text, "o20.kw.100.KP.fu3c-fu46"; a question about all time leaves the last out."""
    kind = "a" if place.anew else "n" if place.back else "o"
    return f"{kind}{place.offset}.{pack_filter(wish)}{_pack_period(period)}"


def unpack(text: str) -> tuple[Place, Filter, Window]:
    """The place, the filter and the period of such a text; raises ValueError where it is none."""
    place, *wish = text.split(".", 3)
    if place[:1] not in ("a", "n", "o") or not NUMBER.fullmatch(place[1:]):
        raise ValueError(text)
    forces, _, period = wish.pop().partition(".") if wish else ("", "", "")
    wanted = unpack_filter(".".join((*wish, forces)))
    return Place(int(place[1:]), back=place[0] == "n", anew=place[0] == "a"), wanted, _unpack_period(period)


def _pack_period(period: Window) -> str:
    return "" if period == ALWAYS else f".{_pack_day(period.start)}-{_pack_day(period.end)}"


def _unpack_period(text: str) -> Window:
    if not text:
        return ALWAYS
    start, end = text.split("-")
    return Window(_unpack_day(start), _unpack_day(end))


def _pack_day(day: date | None) -> str:
    """A day's number in a base that takes four characters for it."""
    if day is None:
        return ""
    rest, digits = day.toordinal(), ""
    while rest:
        rest, digit = divmod(rest, BASE)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def _unpack_day(text: str) -> date | None:
    if text and not DAY.fullmatch(text):
        raise ValueError(text)
    number = int(text, BASE) if text else None
    if number is None:
        return None
    if not FIRST <= number <= LAST:
        raise ValueError(text)
    return date.fromordinal(number)

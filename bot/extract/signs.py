"""What a line or sentence must hold to state anything, told by bits, so that most need not be read at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_

from bot.extract.text import ANY, ENDING

__all__ = [
    "AFTERWARDS",
    "ALONE",
    "COUNTS",
    "LOSSES",
    "NAMED",
    "PEOPLED",
    "QUIET",
    "TELLS",
    "Signals",
    "in_language",
    "may_state",
    "signs_of",
]

SIGNS = (1 << bit for bit in range(16))
TELLS, LOSSES, HAS, GROWS, EXISTS, COUNTS, PEOPLE, TROOPS, SIDE, NAMED, PEOPLED, HEAVY, ABSENT, GOES_ON, QUIET, AFTERWARDS = SIGNS
"""An event is told; one that befell people; troops are had, or paid with; their number is told or changes; somebody is
somewhere; a number; people without one; soldiers that may be told of without an event; whose they are; people or what numbers
of people stand with; what makes people of an unknown noun, wherever it stands; heavy losses; nobody is there, or a report is
denied; people that a list or a number goes on with; a sentence about something else; words that change what was stated before."""

LOSS = tuple(f"events.{event}." for event in ("killed", "wounded", "casualties", "captured", "missing"))

MARKS = (
    (TELLS, (*LOSS, "events.withdrawn.", *(f"events.deployed.{way}" for way in ("act", "fate", "noun", "own", "people")))),
    (TELLS, ("joins.leave", "joins.now", "joins.arrived", "joins.forever", "joins.take")),
    (LOSSES, (*LOSS, "joins.forever")),
    (HAS, ("events.deployed.have", "joins.cost")),
    (GROWS, ("joins.count", "joins.fewer", "joins.grown")),
    (EXISTS, ("joins.exist",)),
    (COUNTS, ("numbers.", "vague.", "scales.", "digits.")),
    (PEOPLE, ("people.", "units.", "sides.own_people", "sides.enemy_people", "denial.after")),
    (PEOPLE, tuple(f"joins.{kind}" for kind in ("another", "many", "mortal", "national"))),
    (
        TROOPS,
        ("people.military", "people.bodies", "units.", "joins.body", "sides.own_people", "sides.enemy_people", "sides.them"),
    ),
    (SIDE, ("force.", "sides.")),
    (GOES_ON, ("people.military", "people.bodies", "units.", "joins.body", "joins.of_them", "joins.falls", "compounds.")),
    (NAMED, ("people.", "units.", "sides.own_people", "sides.enemy_people", "collective.", "counters.person", "compounds.")),
    (NAMED, tuple(f"joins.{kind}" for kind in ("another", "body", "falls", "mortal", "national", "of_them", "other", "strong"))),
    (PEOPLED, ("compounds.", "joins.mortal")),
    (HEAVY, ("joins.heavy",)),
    (ABSENT, ("denial.absent", "denial.before", "denial.after")),
    (QUIET, ("quiet.",)),
    (AFTERWARDS, ("denial.", "say.of_this", "say.source")),
)
"""The roles by which each is told; the names of an army or an armed group's people are people and troops as well.

A new rule of the grammar that tells something by other words must add them here: what is a sign of nothing is not read.
"""

ALONE = ""
"""Stands beside a word that is a phrase by itself, or whose other words may end in many ways."""


TABLES = frozenset(beginning.partition(".")[0] for _, roles in MARKS for beginning in roles)


def signs_of(role: str) -> int:
    """What a phrase of this role is a sign of."""
    return _signs_of(role) if role.partition(".")[0] in TABLES else 0  # most names are signs of nothing


@lru_cache(maxsize=1 << 12)
def _signs_of(role: str) -> int:
    signs = reduce(or_, (sign for sign, roles in MARKS if role.startswith(roles)), 0)
    if role.startswith("events.") and role.endswith(".people"):
        return signs | NAMED
    is_of_troops = role.startswith("force.") and role.endswith((".army", ".people"))
    return signs | PEOPLE | TROOPS | GOES_ON | NAMED if is_of_troops else signs


def in_language(signs: int, *, glues: bool) -> int:
    """The signs, where a language that glues particles on tells more by them.

    It counts soldiers by the name of their force alone (북한 3천 명), and being or having somewhere tells an event.
    """
    if glues:
        signs |= (GOES_ON if signs & SIDE else 0) | (TELLS if signs & (HAS | EXISTS) else 0)
    return signs


def may_state(signs: int, *, told: bool, listed: bool) -> bool:
    """Whether a statement may come of it; told says that a loss was told before, listed that it may be an item of a list."""
    if signs & COUNTS:
        if signs & TELLS or (signs & HAS and signs & NAMED) or (signs & GROWS and signs & (PEOPLE | TROOPS)):
            return True
        if (signs & TROOPS and signs & SIDE) or (told and (listed or signs & GOES_ON)):
            return True
    if signs & TELLS and signs & PEOPLE:
        return True
    return bool((signs & HEAVY and signs & LOSSES) or (signs & ABSENT and signs & TROOPS and signs & SIDE))


class Signals:
    """The two longest words of each phrase that is a sign of something; a text without both does not hold the phrase."""

    def __init__(self) -> None:
        self._alone: dict[str, int] = {}
        self._words: dict[str, dict[str, int]] = {}
        self._stems: dict[str, dict[str, int]] = {}

    def add(self, phrase: Sequence[str], signs: int) -> None:
        """Look for a phrase, given as the words of a lexicon's entry; a word that ends in * begins one.

        Raises ValueError where a phrase has nothing by which it could be looked for.
        """
        first, *others = sorted((word for word in phrase if word != ANY), key=len, reverse=True) or [ANY]
        if first == ANY:
            raise ValueError("no word by which it could be looked for")
        beside = next((word for word in others if not word.endswith(ANY)), ALONE)
        if first.endswith(ANY):
            known = self._stems.setdefault(first.removesuffix(ANY), {})
        elif beside == ALONE:
            known, beside = self._alone, first
        else:
            known = self._words.setdefault(first, {})
        known[beside] = known.get(beside, 0) | signs

    def beside(self, norm: str) -> Mapping[str, int]:
        """What a word is a sign of, by the word that must stand near it; ALONE where none must."""
        found = {ALONE: self._alone.get(norm, 0), **self._words.get(norm, {})}
        for length in range(max(len(norm) - ENDING, 1), len(norm) + 1):
            for word, signs in self._stems.get(norm[:length], {}).items():
                found[word] = found.get(word, 0) | signs
        return found

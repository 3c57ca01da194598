"""Nouns of people: what they name, of which side, and the words before and behind that belong to them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.scene import Kind, Part, Scene
from bot.model import Event, People, Unit

__all__ = ["NOBODY", "STOPS", "Side", "event_people", "is_head", "kind_of", "plays", "side_of", "words_before", "words_behind"]

HEADS = ("people.", "units.", "sides.own_people", "sides.enemy_people")

STOPS = (
    "events.",
    "say.",
    "plan.",
    "joins.and",
    "joins.or",
    "joins.that",
    "joins.be",
    "joins.part",
    "joins.each",
    "places.before",
    "denial.",
    "relay.",
    "time.",
)
"""A word of these roles ends a noun phrase."""

REACH = 10
UNKNOWN = 3
"""So many parts, and so many unknown words among them, may hang on a noun."""


@dataclass(frozen=True, slots=True)
class Side:
    """Whose people: the code of a force, or a side seen from the speaker ("own", "enemy", "both", "reflexive").

    at is the part that tells it; an empty side tells nothing.
    """

    force: str | None = None
    side: str | None = None
    at: int = -1

    def __bool__(self) -> bool:
        return self.force is not None or self.side is not None


NOBODY = Side()


def plays(part: Part, table: str, *ways: str) -> bool:
    """Whether a part has a role of a table that ends in one of these ways ("events.", "act")."""
    return any(role.startswith(table) and role.rpartition(".")[2] in ways for role in part.roles)


def is_head(part: Part) -> bool:
    """Whether a part names people."""
    return part.has(*HEADS) or plays(part, "force.", "people")


def event_people(part: Part) -> Event | None:
    """The event that a noun of people tells of: "the dead", «загиблих»."""
    for role in sorted(part.roles):
        if role.startswith("events.") and role.endswith(".people"):
            return Event(role.split(".")[1])
    return None


def kind_of(noun: Part) -> tuple[People | None, Unit]:
    """Soldiers or civilians, as far as the noun tells, and what is counted."""
    for unit in noun.values("units."):
        return People.MILITARY, Unit(unit)
    if noun.has("people.military", "sides."):
        return People.MILITARY, Unit.PERSON
    if noun.has("people.civilian"):
        return People.CIVILIAN, Unit.PERSON
    return None, Unit.PERSON


def side_of(part: Part, at: int) -> Side:
    """The side that a part tells; an empty one where it tells none."""
    for role in sorted(part.roles):
        if role.startswith("force."):
            return Side(force=role.split(".")[1], at=at)
    for side, roles in (
        ("reflexive", ("sides.reflexive",)),
        ("own", ("sides.own",)),
        ("enemy", ("sides.enemy",)),
        ("both", ("sides.both",)),
    ):
        if part.has(*roles):
            return Side(side=side, at=at)
    return Side()


def words_before(scene: Scene, head: int) -> tuple[int, Side]:
    """Where the noun phrase of a head begins, and the side that its words before the head tell."""
    at, side = head, Side()
    while (before := scene.get(at - 1)) is not None:
        if before.has("force.") and scene.ends(at - 1, "located") and not scene.ends(at - 1, "genitive"):
            break
        preposition = scene.get(at - 2)
        if before.has("place.") and preposition is not None and preposition.has("places.before"):
            break  # «у Литві бригаду»
        if before.has("force.", "sides.", "place_adjective.") and not before.has("events."):
            is_owner = scene.analytic and side.side == "own" and before.has("force.")  # "Moscow's own soldiers"
            side = side_of(before, at - 1) if is_owner else side or side_of(before, at - 1)
        elif before.kind is not Kind.WORD or scene.glues or head - at >= 2:
            break
        at -= 1
    return at, side


def _is_rank(scene: Scene, at: int) -> bool:
    """Whether a part names people by their rank alone, so that it goes on the noun before."""
    part = scene.get(at)
    return part is not None and part.has("people.military") and part.has("bodies.titles") and not part.has("force.", "sides.")


def words_behind(scene: Scene, head: int) -> tuple[int, Side]:
    """What hangs on a noun: "soldiers *of the Korean People's Army*", «бійців *механізованої бригади ЗСУ*»; and its side."""
    if scene.glues:  # whatever describes a noun stands before it
        return head + 1, Side()
    opened, unknown = not scene.analytic, 0
    for at in range(head + 1, min(head + 1 + REACH, len(scene))):
        here = scene[at]
        if here.has("links.of", "links.from"):
            opened = True
        elif here.has("force.", "sides.own", "sides.enemy", "sides.both", "sides.reflexive"):
            following = scene.get(at + 1)
            names_a_place = following is not None and following.has("places.area")
            if names_a_place or (plays(here, "force.", "name") and not opened):
                break
            return at + 1, side_of(here, at)
        elif here.is_quote or here.has("links.the"):
            continue
        elif here.has("joins.and") and opened and not scene.glues and _is_rank(scene, at + 1):
            continue  # «генералів *і полковників* КВІР»
        elif here.has(*STOPS) or here.kind in (Kind.MARK, Kind.FIGURE, Kind.TIME):
            break
        elif here.has("people.", "units.", "place_adjective.", "place.", "bodies.") or here.kind is Kind.WORD:
            unknown += not here.has("people.", "units.")
            if not opened or unknown > UNKNOWN:
                break
    return head + 1, Side()

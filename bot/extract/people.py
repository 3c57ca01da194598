"""Nouns of people: what they name, of which side, and the words before and behind that belong to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.extract.scene import Kind, Part, Scene
from bot.model import Event, People, Unit

__all__ = [
    "NOBODY",
    "STOPS",
    "Side",
    "carries_particle",
    "event_people",
    "is_head",
    "is_mere_nation",
    "is_where",
    "kind_of",
    "plays",
    "side_of",
    "words_before",
    "words_behind",
]

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
    "links.for",
    "denial.",
    "relay.",
    "time.",
)
"""A word of these roles ends a noun phrase."""

REACH = 10
UNKNOWN = 3
"""So many parts, and so many unknown words among them, may hang on a noun."""

DESCRIBING = 5
"""So many parts may stand between an army and the noun of its people, where nouns stand last."""


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
    return _plays(part.roles, table, ways) if part.roles else False


@lru_cache(maxsize=1 << 12)
def _plays(roles: frozenset[str], table: str, ways: tuple[str, ...]) -> bool:
    return any(role.startswith(table) and role.rpartition(".")[2] in ways for role in roles)


def is_head(part: Part) -> bool:
    """Whether a part names people."""
    return part.has(*HEADS) or plays(part, "force.", "people")


def is_mere_nation(scene: Scene, head: int) -> bool:
    """Whether people are named by their nation alone where nothing speaks of troops, so that they may travel: «россияне»."""
    named = plays(scene[head], "force.", "people") and not scene[head].has("people.", "units.", "sides.")
    return named and not scene.where("people.military", "people.bodies", "units.")


def event_people(part: Part) -> Event | None:
    """The event that a noun of people tells of: "the dead", «загиблих»."""
    return _event_people(part.roles) if part.has("events.") else None


@lru_cache(maxsize=1 << 10)
def _event_people(roles: frozenset[str]) -> Event | None:
    told = (role.split(".") for role in sorted(roles) if role.startswith("events."))
    return next((Event(event) for _, event, way in told if way == "people"), None)


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
    if codes := part.values("force."):
        return Side(force=codes[0].partition(".")[0], at=at)
    for side, roles in (
        ("reflexive", ("sides.reflexive",)),
        ("own", ("sides.own",)),
        ("enemy", ("sides.enemy",)),
        ("both", ("sides.both",)),
    ):
        if part.has(*roles):
            return Side(side=side, at=at)
    return Side()


def is_where(scene: Scene, at: int) -> bool:
    """Whether a particle makes a name the place where, or whither: *러시아에* 3천 명을 보냈다."""
    return scene.ends(at, "located") and not scene.ends(at, "genitive")


def _abbreviation(scene: Scene, closing: int) -> int | None:
    """Where the brackets open that only hold a name's abbreviation: 시리아민주군*(SDF)* 전투원."""
    opening = closing - 2
    return opening if opening > 0 and scene[opening].norm == "(" else None


def _is_of_compound(scene: Scene, at: int) -> bool:
    """Whether a name is the beginning of another word, that of a mission: *레바논*평화유지 공병분대."""
    token, following = scene.row.tokens[scene[at].end - 1], scene.get(at + 1)
    if scene.glues and following is not None and following.kind is Kind.WORD and scene.row.tokens[following.begin].glued:
        return True
    return scene.glues and len(token.ending) > 1 and token.ending not in scene.row.lexicon.particles


def words_before(scene: Scene, head: int) -> tuple[int, Side]:
    """Where the noun phrase of a head begins, and the side that its words before the head tell."""
    at, side = head, Side()
    while (before := scene.get(at - 1)) is not None:
        if before.is_quote and scene.glues and (name := scene.get(at - 2)) is not None and plays(name, "force.", "army"):
            at -= 1  # 러시아 *«아프리카군단»* 병력
            continue
        if before.norm == ")" and scene.glues and (opened := _abbreviation(scene, at - 1)) is not None:
            at = opened
            continue
        if before.has("force.") and scene[head].has("people.stationed") and plays(before, "force.", "name"):
            break  # *니제르* 주둔군
        if before.has("force.") and (is_where(scene, at - 1) or _is_of_compound(scene, at - 1) or scene.ends(at - 1, "subject")):
            break
        if scene.glues and not side and (owner := _owner_before(scene, at - 1)) is not None:
            return owner, side_of(scene[owner], owner)
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


def _owner_before(scene: Scene, at: int) -> int | None:
    """The army before words that only describe its people: *프랑스군* 마지막 병력, *북한군* 추가 병력."""
    for index in range(at, max(at - DESCRIBING, -1), -1):
        part = scene[index]
        if index < at and plays(part, "force.", "army", "name") and not _is_of_compound(scene, index):
            between = range(index + 1, at + 1)
            whole = all(scene[other].has("joins.", "people.", "bodies.", "units.") for other in between)
            numbered = any(scene[other].has("units.") for other in (*between, at + 1))
            return index if not _ends(scene, index) and (whole or numbered or plays(part, "force.", "army")) else None
        names_unit = part.figure is not None and scene[index + 1].has("units.")  # 러시아군 *810*여단 병사
        describes = (
            names_unit
            or part.kind is Kind.WORD
            or part.has("joins.more", "joins.heavy", "people.bodies", "bodies.institutions", "units.")
        )
        if not describes or _ends(scene, index):
            return None
    return None


def _ends(scene: Scene, index: int) -> bool:
    """Whether a word carries a particle that ends its phrase."""
    token = scene.row.tokens[scene[index].end - 1]
    return carries_particle(scene, index) or (bool(token.ending) and not scene.ends(index, "genitive"))


def carries_particle(scene: Scene, index: int) -> bool:
    """Whether an unknown word, of which nothing was cut, ends like one with a particle: *공습으로*."""
    if scene[index].kind is not Kind.WORD:
        return False
    text, lexicon = scene.row.tokens[scene[index].end - 1].text, scene.row.lexicon
    return any(lexicon.tells(kind, text[at:]) for at in (-1, -2, -3) for kind in ("subject", "located", "nameless"))


def _is_rank(scene: Scene, at: int) -> bool:
    """Whether a part names people by their rank alone, so that it goes on the noun before."""
    part = scene.get(at)
    return part is not None and part.has("people.military") and part.has("bodies.titles") and not part.has("force.", "sides.")


def _of_several(scene: Scene, at: int) -> Side:
    """The side that a part tells, or that it is of several: "soldiers from *Malawi, Tanzania* and others"."""
    side, joiner, second = side_of(scene[at], at), scene.get(at + 1), scene.get(at + 2)
    if joiner is None or second is None or not (joiner.norm == "," or joiner.has("joins.and")):
        return side
    other = side_of(second, at + 2)
    named = plays(scene[at], "force.", "name") and plays(second, "force.", "name")
    return Side(side="both", at=at) if named and side.force and other.force not in (None, side.force) else side


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
            return at + 1, _of_several(scene, at) if scene.analytic else side_of(here, at)
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

"""Groups of people: a figure with the noun it counts and whose people they are; or such a noun without a figure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.extract.numbers import Figure
from bot.extract.scene import Kind, Part, Scene
from bot.model import Event, People, Unit

__all__ = ["Group", "Side", "groups", "is_age", "is_head", "things", "without_figure"]

WORDS_BETWEEN = 3
"""So many unknown words may stand between a figure and the noun it counts ("17 well armed enemy soldiers")."""

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
CHAIN = 5


@dataclass(frozen=True, slots=True)
class Side:
    """Whose people: the code of a force, or a side seen from the speaker ("own", "enemy", "both", "reflexive", "them")."""

    force: str | None = None
    side: str | None = None
    at: int = -1


@dataclass(frozen=True, slots=True)
class Group:
    """People, at parts begin up to end.

    figure None is a mass without a number; head the part that names the people, None where the figure stands alone;
    event the one its head tells of ("17 dead"); bare marks a figure whose noun is left out; rest, "of them"; out_of, the part
    that names the whole it is taken out of ("several hundred of the missing").
    """

    begin: int
    end: int
    at: int
    figure: Figure | None
    head: int | None
    of: Unit = Unit.PERSON
    people: People | None = None
    side: Side = Side()
    event: Event | None = None
    bare: bool = False
    rest: bool = False
    more: bool = False
    out_of: int | None = None


def groups(scene: Scene) -> list[Group]:
    """The groups of a sentence that have a figure, in order."""
    found = []
    for index, part in enumerate(scene.parts):
        if part.figure is not None:
            group = _of_figure(scene, index)
            if group is not None:
                found.append(group)
    return found


def things(scene: Scene) -> list[int]:
    """The figures that count something else than people."""
    mine = {group.at for group in groups(scene)}
    return [index for index, part in enumerate(scene.parts) if part.figure is not None and index not in mine]


def is_head(part: Part) -> bool:
    """Whether a part names people."""
    return part.has(*HEADS) or any(role.startswith("force.") and role.endswith(".people") for role in part.roles)


def event_people(part: Part) -> Event | None:
    """The event that a noun of people tells of: "the dead", «загиблих»."""
    for role in sorted(part.roles):
        if role.startswith("events.") and role.endswith(".people"):
            return Event(role.split(".")[1])
    return None


def _of_figure(scene: Scene, index: int) -> Group | None:
    part = scene[index]
    figure = part.figure
    assert figure is not None
    if is_age(scene, index) or _is_of_destroyed_things(scene, index):
        return None
    begin, side, more = _modifiers_before(scene, index)
    before = scene.get(begin - 1)
    head, words, rest = None, 0, before is not None and before.has("joins.of_them")
    if rest and scene.glues and not (side.force or side.side):
        side = _whole_before(scene, begin - 2) or side
    at = index + 1
    event: Event | None = None
    partitive, out_of = False, None
    while (here := scene.get(at)) is not None:
        if here.has("joins.of_them"):
            if not scene.glues:  # there it stands behind the whole, and the part follows
                rest, at = True, at + 1
            break
        if partitive and not is_head(here) and event_people(here) is not None:
            rest, out_of = True, at
            at += 1
            break
        if at == index + 1 and (ahead := _behind_participle(scene, at)) is not None:
            head = ahead
            break
        if is_head(here) or event_people(here) is not None:
            head = at
            break
        if here.is_quote:
            at += 1
            continue
        if here.has(
            "counters.thing", "time.day", "time.week", "time.month", "time.year", "time.hour", "time.night", "places.area"
        ):
            return None
        if here.has("counters."):
            at += 1
            if scene.glues and here.has("counters.person") and not scene.ends(at - 1, "genitive"):
                break
            continue
        if partitive and here.figure is not None and at == index + 2:
            at += 1
            continue
        if here.kind is Kind.TIME or here.figure is not None or (here.kind is Kind.MARK and here.norm != "/"):
            break
        if here.has("force.", "sides.", "place_adjective.", "joins.more", "joins.heavy", "links.the", "links.a"):
            if not side.force and not side.side:
                side = _side_of(here, at) or side
            more = more or here.has("joins.more")
            at += 1
            continue
        if here.has("links.of") and at == index + 1:
            partitive = True
            at += 1
            continue
        if here.has(*STOPS):
            break
        words += 1
        if words > WORDS_BETWEEN:
            break
        at += 1
    if head is None and figure.adjective:
        for at in range(index + 1, min(index + 4, len(scene))):
            if scene[at].has("events.deployed.noun", "bodies.institutions", "units.", "people."):
                end, found = _chain(scene, at)
                return Group(
                    begin,
                    end,
                    index,
                    figure,
                    at,
                    Unit.PERSON,
                    People.MILITARY,
                    side if side.force or side.side else found or side,
                )
    if head is None:
        if words and not _counts_persons(scene, index):
            return None
        if words:
            return Group(begin, index + 2, index, figure, index + 1, side=side, rest=rest, more=more)
        bare = _bare(scene, index, begin, at, side, rest, more)
        return bare and replace(bare, out_of=out_of)
    noun = scene[head]
    following = scene.get(head + 1)
    is_participle = any(role.endswith(".act") for role in noun.roles) and not is_head(noun)
    if (
        is_participle
        and noun.has("events.killed.")
        and following is not None
        and following.kind is Kind.WORD
        and not following.capital
    ):
        return None  # "8,812 destroyed drones"
    event = event_people(noun)
    people, of = _kind(noun)
    if event is not None and not is_head(noun):
        follower = scene.get(head + 1)
        if follower is not None and is_head(follower):
            people, of = _kind(follower)
            head += 1
            noun = follower
    end, found = _chain(scene, head)
    if not (side.force or side.side):
        side = _side_of(noun, head) or found or _gapped(scene, begin) or side
    if event is None and (before := scene.get(begin - 1)) is not None:
        skip = begin - 1
        while before is not None and before.kind is Kind.MARK and before.norm in '-:«»"“”':
            skip -= 1
            before = scene.get(skip)
        dashed = skip < begin - 1
        if before is not None and noun.has("people.either") and (dashed or not any(r.endswith(".act") for r in before.roles)):
            event = event_people(before)
    return Group(begin, end, index, figure, head, of, people, side, event, rest=rest, more=more)


def _behind_participle(scene: Scene, at: int) -> int | None:
    """The noun behind a participle: «11 тысяч *направленных в Россию* военных»."""
    if scene.analytic or not any(role.endswith(".act") for role in scene[at].roles):
        return None
    for index in range(at + 1, min(at + CHAIN, len(scene))):
        here = scene[index]
        if is_head(here) and not here.has("events."):
            return index
        if here.kind in (Kind.MARK, Kind.FIGURE, Kind.TIME) or here.has("events.", "say.", "joins.", "plan."):
            return None
    return None


def is_age(scene: Scene, index: int) -> bool:
    """ "a woman of 61"."""
    of, noun = scene.get(index - 1), scene.get(index - 2)
    return of is not None and of.has("links.of") and noun is not None and is_head(noun) and noun.figure is None


def _is_of_destroyed_things(scene: Scene, index: int) -> bool:
    """ "8,812 destroyed drones": a participle between a figure and a noun that names no people."""
    participle, noun = scene.get(index + 1), scene.get(index + 2)
    if participle is None or noun is None or noun.kind is not Kind.WORD or noun.capital:
        return False
    return participle.has("events.killed.act") and event_people(participle) is None


def _counts_persons(scene: Scene, index: int) -> bool:
    """Whether the figure is of a kind that counts persons alone: collective numerals, Korean 명."""
    part = scene[index]
    row = scene.row
    return any(row.has(at, "collective.", "counters.person") for at in range(part.begin, part.end))


def _gapped(scene: Scene, begin: int) -> Side | None:
    """ "London plans to send 5,000 soldiers, and *Paris – two brigades*"; "all American troops *– almost a thousand men*"."""
    dash, name = scene.get(begin - 1), scene.get(begin - 2)
    if dash is None or dash.norm != "-" or name is None:
        return None
    if name.has("force.") and not name.has("events."):
        return _side_of(name, begin - 2)
    if is_head(name):
        return without_figure(scene, begin - 2).side
    return None


def _bare(scene: Scene, index: int, begin: int, end: int, side: Side, rest: bool, more: bool) -> Group | None:
    """A figure without a noun behind it: the noun may stand before it ("personnel – 774 280", 병력 3천 명), or be left out."""
    figure = scene[index].figure
    assert figure is not None
    at, joined = begin - 1, False
    while (before := scene.get(at)) is not None and (
        before.is_quote or before.norm in ("-", ":", "(", "|", "=") or before.has("counters.") or _is_whole(scene, before)
    ):
        joined = joined or (before.kind is Kind.MARK and not before.is_quote)
        at -= 1
    told = before is not None and event_people(before) is not None
    if told and before is not None and scene.glues and any(role.endswith((".act", ".fate")) for role in before.roles):
        told = False  # a verb there, whose own figure stands before it
    if before is not None and (is_head(before) or told):
        noun = before
        people, of = _kind(noun)
        first, found = _left(scene, at)
        side = side if side.force or side.side else _side_of(noun, at) or found or side
        if not is_head(noun) and not joined and any(role.endswith(".act") for role in noun.roles):
            return Group(first, end, index, figure, at, side=side, event=event_people(noun), bare=True, rest=rest, more=more)
        after, chained = _chain(scene, end - 1) if end > index + 1 else (end, None)
        return Group(
            first,
            max(end, after),
            index,
            figure,
            at,
            of,
            people,
            side or chained or Side(),
            event_people(noun),
            rest=rest,
            more=more,
        )
    if (next_part := scene.get(end)) is not None and next_part.kind is Kind.MARK and next_part.norm in "°%":
        return None
    if figure.looks_like_a_year and not figure.signed:
        return None
    chained_end, chained = end, None
    if rest or (not scene.glues and not scene.analytic and (following := scene.get(end)) is not None and following.has("force.")):
        chained_end, chained = _chain(scene, end - 1)
    if not (side.force or side.side):
        side = chained or _gapped(scene, begin) or side
    if side.at >= begin and any(role.endswith(".army") for role in scene[side.at].roles):
        return Group(begin, chained_end, index, figure, side.at, Unit.PERSON, People.MILITARY, side, rest=rest, more=more)
    if scene.glues and before is not None and not joined and (mine := _side_of(before, at)) is not None and mine.force:
        return Group(at, end, index, figure, at, Unit.PERSON, People.MILITARY, mine, rest=rest, more=more)
    return Group(begin, chained_end, index, figure, None, side=side, bare=True, rest=rest, more=more)


def _whole_before(scene: Scene, at: int) -> Side | None:
    """The side of the whole that a part is taken out of, where the whole stands first: 북한군 *가운데* 최소 100명."""
    for index in range(at, max(at - 3, -1), -1):
        if not (scene[index].has("counters.", "force.", "people.") or scene[index].figure is not None):
            return None
        if scene[index].has("force."):
            return _side_of(scene[index], index)
    return None


def _is_whole(scene: Scene, part: Part) -> bool:
    """Whether a part says "in all" between a noun and its figure, where nouns stand first."""
    return scene.glues and (part.has("bounds.whole") or (part.time is not None and part.time.rule == "running"))


def _modifiers_before(scene: Scene, index: int) -> tuple[int, Side, bool]:
    """Forces, sides and "another" that stand directly before a figure."""
    begin, side, more = index, Side(), False
    while (before := scene.get(begin - 1)) is not None:
        if before.has("joins.more"):
            more = True
        elif before.has("sides.own", "sides.enemy", "sides.reflexive") or any(
            role.startswith("force.") and role.endswith((".adjective", ".army")) for role in before.roles
        ):
            if not side.force and not side.side:
                side = _side_of(before, begin - 1) or side
        elif not before.has("links.the", "time.last", "bounds.about"):
            break
        begin -= 1
    return begin, side, more


def _left(scene: Scene, head: int) -> tuple[int, Side | None]:
    """Where the noun phrase before a figure begins, and whose people its words say."""
    at, side = head, None
    while (before := scene.get(at - 1)) is not None:
        if before.has("force.") and scene.ends(at - 1, "located") and not scene.ends(at - 1, "genitive"):
            break
        if before.has("force.", "sides.", "place_adjective.") and not before.has("events."):
            side = side or _side_of(before, at - 1)
        elif before.kind is not Kind.WORD or scene.glues or head - at >= 2:
            break
        at -= 1
    return at, side


def _chain(scene: Scene, head: int) -> tuple[int, Side | None]:
    """What hangs on a noun: "soldiers *of the Korean People's Army*", «бійців *механізованої бригади ЗСУ*»."""
    at, side, opened, unknown = head + 1, None, not scene.analytic, 0
    end = head + 1
    while (here := scene.get(at)) is not None and at - head <= 2 * CHAIN:
        if here.has("links.of", "links.from"):
            opened = True
        elif here.has("force.", "sides.own", "sides.enemy", "sides.both", "sides.reflexive"):
            following = scene.get(at + 1)
            is_name = any(role.startswith("force.") and role.endswith(".name") for role in here.roles)
            if (is_name and not opened) or (following is not None and following.has("places.area")):
                break
            side = side or _side_of(here, at)
            end = at + 1
            if side is not None:
                break
        elif here.is_quote or here.has("links.the"):
            pass
        elif here.has(*STOPS) or here.kind in (Kind.MARK, Kind.FIGURE, Kind.TIME):
            break
        elif here.has("people.", "units.", "place_adjective.", "place.", "bodies.") or here.kind is Kind.WORD:
            unknown += not here.has("people.", "units.")
            if not opened or unknown > 3:
                break
        at += 1
    return end, side


def _side_of(part: Part, at: int) -> Side | None:
    for role in sorted(part.roles):
        if role.startswith("force."):
            return Side(force=role.split(".")[1], at=at)
    if part.has("sides.reflexive"):
        return Side(side="reflexive", at=at)
    if part.has("sides.own_people", "sides.own"):
        return Side(side="own", at=at)
    if part.has("sides.enemy"):
        return Side(side="enemy", at=at)
    if part.has("sides.both"):
        return Side(side="both", at=at)
    return None


def _kind(noun: Part) -> tuple[People | None, Unit]:
    for unit in noun.values("units."):
        return People.MILITARY, Unit(unit)
    if noun.has("people.military", "sides."):
        return People.MILITARY, Unit.PERSON
    if noun.has("people.civilian"):
        return People.CIVILIAN, Unit.PERSON
    return None, Unit.PERSON


def without_figure(scene: Scene, head: int, figure: Figure | None = None) -> Group:
    """The group that a noun of people makes without a figure of its own."""
    begin, before = _left(scene, head)
    end, after = _chain(scene, head)
    noun = scene[head]
    people, of = _kind(noun)
    side = before or _side_of(noun, head) or after or Side()
    return Group(begin, end, head, figure, head, of, people, side, event_people(noun))


def with_side(group: Group, side: Side) -> Group:
    """The group as people of that side."""
    return replace(group, side=side)

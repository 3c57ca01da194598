"""The noun that a figure counts: the walk from a figure to the right, until people, things, or the end of the phrase."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.people import NOBODY, STOPS, Side, event_people, is_head, plays, side_of
from bot.extract.scene import Kind, Part, Scene

__all__ = ["Walk", "is_age", "walk"]

WORDS = 3
"""So many unknown words may stand between a figure and the noun it counts ("17 well armed enemy soldiers")."""

SHARED = 10
"""A share is told of so many at most."""

PARTICIPLE = 5
"""So many parts may stand between a participle behind a figure and its noun."""

THINGS = (
    "counters.thing",
    "time.day",
    "time.week",
    "time.month",
    "time.year",
    "time.hour",
    "time.night",
    "places.area",
    "places.campaign",
)
BETWEEN = ("force.", "sides.", "place_adjective.", "joins.more", "joins.heavy", "links.the", "links.a")


@dataclass(slots=True)
class Walk:
    """What was met behind a figure.

    head is the part that names the people, None where no noun was met; end, where the walk ended; words, how many unknown
    words were met; rest, that "of them" was; out_of, the noun of the whole ("several hundred of the missing"); thing, that
    the figure counts no people.
    """

    end: int
    head: int | None = None
    side: Side = NOBODY
    words: int = 0
    rest: bool = False
    more: bool = False
    partitive: bool = False
    out_of: int | None = None
    thing: bool = False


def walk(scene: Scene, index: int) -> Walk:
    """Go from a figure to the right as far as its noun phrase goes."""
    found = Walk(index + 1)
    if (
        is_age(scene, index)
        or _is_one_of_ages(scene, index)
        or _is_of_destroyed_things(scene, index)
        or _is_number_of_unit(scene, index)
        or _is_of_fraction(scene, index)
        or _is_share(scene, index)
    ):
        found.thing = True
        return found
    if scene.glues and _is_closed(scene, index):
        return found
    while (here := scene.get(found.end)) is not None and _step(scene, index, here, found):
        found.end += 1
    army = found.side.at if found.side else -1
    if scene.glues and found.head is None and not (army == index + 2 and plays(scene[army], "force.", "army")):
        found.side = NOBODY  # of no noun: 1천 명의 *러시아* 도착
    return found


def _is_closed(scene: Scene, index: int) -> bool:
    """Whether a figure that holds its counting word carries a particle, so that no noun of it follows: 150명 이내*가*."""
    last = scene.row.tokens[scene[index].end - 1]
    return last.ending in scene.row.lexicon.particles and not scene.ends(index, "genitive")


def _holds_counter(scene: Scene, index: int) -> bool:
    """Whether a figure holds the word that counts persons: *70명 이상*."""
    return any(scene.row.has(at, "counters.person") for at in range(scene[index].begin, scene[index].end))


def _carries(scene: Scene, at: int) -> bool:
    """Whether a part carries a particle that closes its phrase."""
    return scene.row.tokens[scene[at].end - 1].ending != "" and not scene.ends(at, "genitive")


def _step(scene: Scene, index: int, here: Part, found: Walk) -> bool:
    """Look at the next part; returns whether to go on behind it."""
    at = found.end
    if scene.glues and at > index + 2 and plays(scene[at - 1], "force.", "army") and _carries(scene, at - 1):
        return False  # 2000명의 *북한군이* 새롭게 …
    if here.has("joins.of_them"):
        if not scene.glues:  # there it stands behind the whole, and the part follows
            found.rest, found.end = True, at + 1
        return False
    if found.partitive and not is_head(here) and event_people(here) is not None:
        found.rest, found.out_of, found.end = True, at, at + 1
        return False
    found.head = _behind_participle(scene, at) if at == index + 1 else None
    if found.head is None and (is_head(here) or event_people(here) is not None or _tells_a_trade(here, found)):
        found.head = at
    if found.head is not None and _only_describes(scene, index, at):
        found.head = None
        found.words += 1
        return True
    if found.head is not None:
        return False
    if scene.glues and here.kind is Kind.WORD and at == index + 1 and scene.row.tokens[here.begin].glued:
        return False  # 400명쯤*이*다
    if scene.glues and at == index + 1 and here.has("idle.") and _holds_counter(scene, index):
        return False  # 500명에 가까운 *것*으로
    if _is_passed(scene, at):
        found.words += 1
        return found.words <= WORDS
    if here.is_quote:
        return True
    if here.has("bounds.rise"):
        return False
    if here.has("idle.") and not scene.glues and not scene.analytic:
        return True
    if here.kind is Kind.TIME and at > index + 1 and scene[at - 1].has("idle."):
        found.thing = True  # «на *один лише листопад*»
        return False
    if here.has(*THINGS):
        found.thing = True
        return False
    if here.has("counters."):
        ends = scene.glues and here.has("counters.person") and not scene.ends(at, "genitive")
        found.end += ends
        return not ends
    if (found.partitive or scene[at - 1].has("links.from")) and here.figure is not None and at == index + 2:  # "63 of 79 drones"
        return True
    if scene.analytic and found.partitive and here.figure is not None and at == index + 3 and scene[at - 1].has("links.the"):
        return True  # "300 of *the 900* troops"
    if here.has("joins.and") and found.side.force and not scene.glues:
        second = scene.get(at + 1)  # «українських *і російських* солдатів»
        if second is not None and plays(second, "force.", "adjective") and side_of(second, at + 1).force != found.side.force:
            found.side, found.end = Side(side="both", at=at), at + 1
            return True
    if here.kind is Kind.TIME or here.figure is not None or (here.kind is Kind.MARK and here.norm != "/"):
        return False
    if here.has(*BETWEEN):
        found.side = found.side or side_of(here, at)
        found.more = found.more or here.has("joins.more")
        return True
    following = scene.get(at + 1)
    if (
        here.has("links.from")
        and at == index + 1
        and following is not None
        and ((following.kind is Kind.WORD and not following.capital) or following.has("counters.thing", "places.area"))
    ):
        found.thing = True  # "one of the raids", where it is said with "from"
        return False
    if here.has("links.from") and at == index + 1 and following is not None and following.figure is not None:
        return True
    if here.has("links.of") and at == index + 1:
        found.partitive = True
        return True
    if here.has(*STOPS):
        return False
    found.words += 1
    return found.words <= WORDS


def _tells_a_trade(here: Part, found: Walk) -> bool:
    """ "three *police*": what names people only where they are counted."""
    return found.words == 0 and here.has("people.behind")


def _only_describes(scene: Scene, index: int, at: int) -> bool:
    """Whether a noun of one person describes things: "two *civilian* cars"; a figure above one asks for its plural."""
    figure, following = scene[index].figure, scene.get(at + 1)
    if not scene.analytic or figure is None or figure.low == 1 or following is None or not scene[at].has("people.single"):
        return False
    return (following.kind is Kind.WORD and not following.capital) or is_head(following) or following.has("counters.thing")


def _is_passed(scene: Scene, at: int) -> bool:
    """Whether a participle stands between a figure and its noun: "150 *remaining* French soldiers"."""
    if not scene.analytic or not scene[at].has("joins.participle") or is_head(scene[at]):
        return False
    for index in range(at + 1, min(at + PARTICIPLE, len(scene))):
        here = scene[index]
        if is_head(here):
            return True
        if not (here.kind is Kind.WORD or here.has("force.", "joins.more")):
            return False
    return False


def _behind_participle(scene: Scene, at: int) -> int | None:
    """The noun behind a participle: «11 тысяч *направленных в Россию* военных»."""
    if scene.analytic or not plays(scene[at], "events.", "act"):
        return None
    for index in range(at + 1, min(at + PARTICIPLE, len(scene))):
        here = scene[index]
        if is_head(here) and not here.has("events."):
            return index
        if here.kind in (Kind.MARK, Kind.FIGURE) or here.has("events.", "say.", "joins.", "plan."):
            return None
    return None


def _is_number_of_unit(scene: Scene, index: int) -> bool:
    """Whether digits name a formation where formations are counted with a counting word (2*개* 사단): 육군 *1*사단."""
    unit, figure = scene.get(index + 1), scene[index].figure
    if not scene.glues or unit is None or figure is None or not figure.digits or not unit.has("units."):
        return False
    return scene.row.tokens[unit.begin].glued


def _is_of_fraction(scene: Scene, index: int) -> bool:
    """Whether a figure is what is taken of so many parts, which is no count: 3분의 *1*."""
    of, parts = scene.get(index - 1), scene.get(index - 2)
    if not scene.glues or of is None or parts is None or parts.figure is None:
        return False
    return of.has("counters.thing") and scene.ends(index - 1, "genitive")


def is_age(scene: Scene, index: int) -> bool:
    """Whether a figure tells somebody's age: "a woman of 61"."""
    of, noun = scene.get(index - 1), scene.get(index - 2)
    if noun is None or noun.has("units.", "joins.body"):
        return False  # "a battalion *of 550* soldiers"
    return of is not None and of.has("links.of") and is_head(noun) and noun.figure is None


def _is_share(scene: Scene, index: int) -> bool:
    """Whether a figure tells a share: "*one in five* of them an officer"."""
    return scene.analytic and (_is_part_of(scene, index) or _is_part_of(scene, index - 2))


def _is_part_of(scene: Scene, index: int) -> bool:
    """Whether a small figure is taken out of the one two parts behind it."""
    part, of, whole = scene.get(index), scene.get(index + 1), scene.get(index + 2)
    if part is None or of is None or whole is None or part.figure is None or whole.figure is None:
        return False
    low, high = part.figure.low, whole.figure.low
    joined = of.has("time.during") and of.has("places.before")
    return joined and low is not None and high is not None and low < high <= SHARED


def _is_one_of_ages(scene: Scene, index: int) -> bool:
    """Whether a figure stands in a row that ends in years: «хлопчики *8* і 12 років»."""
    before = scene.get(index - 1)
    if before is None or not (is_head(before) or before.norm in ("-", ":", "(", ",") or before.has("joins.and")):
        return False
    at = index + 1
    while (here := scene.get(at)) is not None and (here.norm == "," or here.has("joins.and", "joins.or")):
        following = scene.get(at + 1)
        if following is None or following.figure is None:
            return False
        at += 2
    return at > index + 1 and here is not None and here.has("time.year")


def _is_of_destroyed_things(scene: Scene, index: int) -> bool:
    """ "8,812 destroyed drones", «9 тисяч знищених дронів»: a participle between a figure and a noun that names no people."""
    participle, noun = scene.get(index + 1), scene.get(index + 2)
    if participle is None or noun is None:
        return False
    if not noun.has("counters.thing") and (noun.kind is not Kind.WORD or noun.capital):
        return False
    return participle.has("events.killed.act") and not is_head(participle)

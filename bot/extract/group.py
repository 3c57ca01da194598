"""A group of people: a figure with the noun it counts and whose people they are; or such a noun without a figure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.numbers import Figure
from bot.extract.people import NOBODY, Side, event_people, kind_of, side_of, words_before, words_behind
from bot.extract.scene import Kind, Part, Scene
from bot.model import Event, People, Unit

__all__ = ["DESCRIBED", "PAUSES", "Group", "article", "is_of_persons", "kind_at", "without_figure"]

DESCRIBING = ("force.", "place", "people.", "bodies.", "time.", "sides.enemy", "joins.whole", "joins.participle")
PAUSES = frozenset(",.;")
DESCRIBED = 5
"""So many parts may describe the person that "and" joins to a group: «та *14-річну* дівчинку»."""


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
    side: Side = NOBODY
    event: Event | None = None
    bare: bool = False
    rest: bool = False
    more: bool = False
    out_of: int | None = None


def without_figure(scene: Scene, head: int, figure: Figure | None = None) -> Group:
    """The group that a noun of people makes without a figure of its own."""
    begin, before = words_before(scene, head)
    end, behind = words_behind(scene, head)
    people, of = kind_of(scene[head])
    side = before or side_of(scene[head], head) or behind
    return Group(begin, end, head, figure, head, of, people, side, event_people(scene[head]))


def article(scene: Scene, noun: int) -> int | None:
    """Where "a" stands before a noun, with nothing but what describes it between: "a 61-year-old woman"."""
    for index in range(noun - 1, max(noun - DESCRIBED, -1), -1):
        part = scene[index]
        if part.has("links.a", "joins.another"):
            return index
        if part.has("joins.whole") and scene[noun].has("units.") and scene[index - 1].has("links.a"):
            return index - 1
        described = part.kind is Kind.WORD or part.norm == "-" or part.has(*DESCRIBING)
        if not described:
            return None
    return None


def kind_at(scene: Scene, index: int, noun: Part) -> tuple[People | None, Unit]:
    """What a figure counts; persons where its counting word says so, though they are a formation's: 4개 여단 1만2천 *명*."""
    people, of = kind_of(noun)
    if scene.glues and people is None and noun.has("people.bodies") and is_of_persons(scene, index):
        people = People.MILITARY  # 건설부대 5천 명
    return people, Unit.PERSON if scene.glues and is_of_persons(scene, index) else of


def is_of_persons(scene: Scene, index: int) -> bool:
    """Whether a counting word of persons stands behind a figure: 2000*명*."""
    counter = scene.get(index + 1)
    return counter is not None and counter.has("counters.person")

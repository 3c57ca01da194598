"""Formations told of without a figure: "a battalion was destroyed", "the 3rd brigade moved to Kursk"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from bot.extract.bond import Bond
from bot.extract.events import Mention
from bot.extract.group import Group, without_figure
from bot.extract.numbers import Figure
from bot.extract.people import Side, plays, words_behind
from bot.extract.scene import Kind, Part, Scene
from bot.model import DEPLOYMENTS, Unit

__all__ = ["further_units", "is_beside", "is_joined", "moved_unit", "near_side", "struck_unit", "unit_that_moved"]

NEAR = 9
BEFORE = 5
ROW, UNIT = 8, 4
"""What may stand between the formations of a row; between the noun of one and what joins the next."""

UNIT_REACH = 8
"""A formation without a figure stands no more than so many parts from what befell it."""


def struck_unit(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """One formation without a figure: "destroyed a platoon", "up to a battalion", «ліквідовано відділення ворожої піхоти»."""
    counted = {index for group in found for index in range(group.begin, group.end)}
    behind = range(mention.end, min(mention.end + UNIT_REACH, len(scene)))
    ahead = range(mention.begin - 1, max(mention.begin - UNIT_REACH, -1), -1)
    for index in (*_up_to_mark(scene, behind), *_up_to_mark(scene, ahead)):
        part = scene[index]
        if not part.has("units.") or index in counted:
            continue
        first = index
        while (
            (before := scene.get(first - 1)) is not None
            and (_describes_unit(before) or (before.kind is Kind.WORD and not before.has("links.")))
            and index - first < 2
        ):
            first -= 1
        before = scene.get(first - 1)
        if before is not None and before.has("links.a") and (of := scene.get(first - 2)) is not None and of.has("links.of"):
            continue  # "the commander of a company"
        low: int | None = 1
        high: int | None = 1
        if before is not None and before.has("bounds.upto"):
            low, first = None, first - 1
        elif before is not None and before.has("bounds.over"):
            high, first = None, first - 1
        elif not (before is not None and before.has("joins.whole", "links.a")) and not _befalls_unit(scene, mention, index):
            continue
        group = without_figure(scene, index, Figure(scene[first].begin, scene[index].end, low, high, rule="one-unit"))
        return Bond(replace(group, begin=min(first, group.begin)), mention.event, mention, 1.0, "one-unit")
    return None


def _describes_unit(part: Part) -> bool:
    """Whether a force before a formation tells whose it is, and not where it goes: «до *України* роту»."""
    return part.has("sides.") or plays(part, "force.", "adjective", "army")


def _befalls_unit(scene: Scene, mention: Mention, unit: int) -> bool:
    """Whether an event is told of a formation itself, with a time or place between: «*ліквідована* в місті *рота*»."""
    if mention.is_deployment or mention.way not in ("act", "fate", "people", "own"):
        return False
    if mention.way == "own":
        lost = unit >= mention.end and not (scene.analytic or scene.glues) and _has_no_name(scene, unit)
        return lost and _only_tells_where(scene, mention.end, unit)
    if unit == mention.end:
        return mention.way != "fate"
    if scene.analytic or scene.glues or mention.way == "people":
        return False
    if unit > mention.end:
        return _only_tells_where(scene, mention.end, unit)
    before = scene.get(unit - 1)
    opens = before is None or before.kind in (Kind.MARK, Kind.TIME) or before.has("place", "force.", "sides.")
    return opens and _only_tells_where(scene, words_behind(scene, unit)[0], mention.begin)


def _only_tells_where(scene: Scene, begin: int, end: int) -> bool:
    """Whether a stretch names times, places and sides alone."""
    for index in range(begin, end):
        part, before = scene[index], scene.get(index - 1)
        named = part.time is not None or part.has("place", "places.", "time.", "force.", "sides.", "joins.be")
        located = part.kind is Kind.WORD and before is not None and (part.capital or before.has("places.before"))
        numbered = part.norm.isdigit() or part.norm == "-" or (before is not None and before.norm == "-") or part.has("units.")
        if not (named or located or numbered or part.is_quote):
            return False
    return True


def _up_to_mark(scene: Scene, indices: Iterable[int]) -> Iterator[int]:
    """The parts up to a mark that is no quotation's."""
    return takewhile(lambda index: scene[index].kind is not Kind.MARK or scene[index].is_quote, indices)


def moved_unit(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """One formation named behind its movement, in languages without articles: «прибув *батальйон* десантників»."""
    moves = mention.event in DEPLOYMENTS and mention.way in ("act", "fate")
    if scene.analytic or scene.glues or not moves:
        return None
    counted = {index for group in found for index in range(group.begin, group.end)}
    for index in range(mention.end, min(mention.end + NEAR, len(scene))):
        part = scene[index]
        if part.has("events.", "say.verbs") or (part.kind is Kind.MARK and not part.is_quote):
            break
        if not part.has("units."):
            continue
        if index in counted or not _is_any_unit(scene, index):
            return None
        figure = Figure(part.begin, part.end, 1, 1, rule="one-unit")
        return Bond(without_figure(scene, index, figure), mention.event, mention, 1.0, "one-unit")
    return unit_that_moved(scene, mention, counted) if mention.way == "fate" else None


def unit_that_moved(scene: Scene, mention: Mention, counted: Set[int]) -> Bond | None:
    """One formation of a named state that stands before its movement: «норвезький *батальйон* залишив Литву»."""
    for index in range(mention.begin - 1, max(mention.begin - 1 - BEFORE, -1), -1):
        part = scene[index]
        if index in counted or part.kind is Kind.MARK or part.has("say.verbs", "events.", "joins.that", "places.before"):
            return None
        if not part.has("units."):
            continue
        first = index
        while first > 0 and plays(scene[first - 1], "force.", "adjective"):
            first -= 1
        before = scene.get(first - 1)
        opens = before is None or before.kind is Kind.MARK or before.has("joins.that", "joins.and", "idle.") or before.time
        side = without_figure(scene, index).side
        if not opens or not (side.force or side.side == "own") or not _has_no_name(scene, index):
            return None
        figure = Figure(part.begin, part.end, 1, 1, rule="one-unit")
        return Bond(without_figure(scene, index, figure), mention.event, mention, 1.0, "one-unit")
    return None


def is_beside(scene: Scene, unit: Group, bonds: Sequence[Bond]) -> bool:
    """Whether a formation's strength stands right behind it: «прибув *батальйон*, 550 солдатів»."""
    for bond in bonds:
        between = scene.parts[unit.end : bond.group.begin]
        if len(between) == 1 and between[0].norm in (",", "-", "(") and bond.group.of is Unit.PERSON:
            return True
    return False


def is_joined(scene: Scene, unit: Group, bonds: Sequence[Bond]) -> bool:
    """Whether a figure goes on what a formation begins: «стягнули *полк* морпіхів, а слідом – два батальйони»."""
    following = min((bond.group.begin for bond in bonds if bond.group.begin >= unit.end), default=None)
    between = scene.parts[unit.end : following] if following is not None else ()
    joined = any(part.norm == "," or part.has("joins.and") for part in between)
    return joined and len(between) <= ROW and not any(part.has("events.", "say.verbs", "joins.that") for part in between)


def further_units(scene: Scene, mention: Mention, bonds: Sequence[Bond], found: Sequence[Group]) -> Iterator[Bond]:
    """One formation joined to what was counted: «два батальйони *та роту* спецпризначенців»."""
    if scene.analytic or scene.glues or mention.event not in DEPLOYMENTS or not scene.where("units."):
        return
    for bond in bonds:
        if bond.mention is None or bond.mention.begin != mention.begin:
            continue
        joiners = (at for at in range(bond.group.end, bond.group.end + UNIT) if at < len(scene) and scene[at].has("joins.and"))
        at = next(joiners, len(scene)) + 1
        plain = (
            part.kind is Kind.WORD or part.has("people.", "force.", "sides.") for part in scene.parts[bond.group.end : at - 1]
        )
        if not all(plain):
            continue
        while at < len(scene) and (_describes_unit(scene[at]) or (scene[at].kind is Kind.WORD and not scene[at].capital)):
            at += 1
        if at < len(scene) and scene[at].has("units.") and _has_no_name(scene, at):
            figure = Figure(scene[at].begin, scene[at].end, 1, 1, rule="one-unit")
            yield Bond(without_figure(scene, at, figure), mention.event, mention, 1.0, "one-unit")


def _has_no_name(scene: Scene, at: int) -> bool:
    behind = scene.get(at + 1)
    return behind is None or not (behind.is_quote or behind.norm == "№" or (behind.capital and not behind.has("force.", "place")))


def _is_any_unit(scene: Scene, at: int) -> bool:
    """Whether a formation is no certain one, with a number or name, and nobody else's part: «бійці полку», «у складі бригади»."""
    if not _has_no_name(scene, at):
        return False
    for index in range(at - 1, -1, -1):
        before = scene[index]
        if before.has("sides.own", "sides.them") or before.figure is not None or before.norm == "-":
            return False
        preposition = scene.get(index - 1)
        if before.has("place.") and preposition is not None and preposition.has("places.before"):
            return True  # «направить *до України* роту»
        if before.has("places.before", "people.", "units.", "joins.and") or (before.has("bodies.") and not before.has("force.")):
            return False
        if not (
            before.has("force.", "sides.", "place_adjective.", "joins.") or (before.kind is Kind.WORD and not before.capital)
        ):
            return True
    return True


def near_side(scene: Scene, at: int) -> Side:
    """Whose people the words nearest to a part name, behind it or before."""
    for index in (*range(at + 1, min(at + 8, len(scene))), *range(at - 1, max(at - 10, -1), -1)):
        part = scene[index]
        if part.has("force."):
            return Side(force=part.values("force.")[0].split(".")[0], at=index)
        if part.has("sides.enemy", "sides.enemy_people"):
            return Side(side="enemy", at=index)
        if part.has("sides.own", "sides.own_people"):
            return Side(side="own", at=index)
    return Side()

"""Which group is whose: candidates are scored, the best wins, and what stands in a row shares its event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.extract.bond import LIMIT, NEAR, Bond
from bot.extract.events import Mention
from bot.extract.group import Group
from bot.extract.levels import level
from bot.extract.nearest import in_the_end, nearest
from bot.extract.ones import ONE, ONE_UNIT
from bot.extract.people import event_people
from bot.extract.scene import Scene
from bot.extract.shared import is_elsewhere, of_own_clause, shared_bond
from bot.extract.wholes import at_last, is_whole, of_whole, with_wholes
from bot.model import DEPLOYMENTS, Event

__all__ = ["attach"]

BARE_LIMIT = 6.0
DEPLOY_LIMIT = 9.0
ONE_LIMIT = 3.5
UNIT_LIMIT = 6.0
"""What a bond may cost at most: of a figure without a noun, of a movement, of one person or unit without a figure."""


def attach(scene: Scene, found: Sequence[Group], events: Sequence[Mention]) -> tuple[list[Bond], list[Group]]:
    """Bind each group to its event; returns the bonds, in order, and the groups that found none."""
    bonds: list[Bond] = []
    left: list[Group] = []
    last: Group | None = None
    for group in with_wholes(scene, found):
        bond = _bond(scene, group, events, bonds, found)
        of_left = group.rest and last is not None and last in left and is_elsewhere(scene, last, None, found)
        if of_left and last is not None and bond is not None and bond.mention is not None and bond.mention.begin < last.begin:
            bond = None  # «ліквідовано пожежу, врятовано 23 особи, *серед них 4 дитини*»
        last = group
        if bond is None:
            left.append(group)
        else:
            bonds.append(bond)
    for group in reversed(left[:]):
        following = next((bond for bond in bonds if bond.group.begin > group.begin), None)
        if (
            following is not None
            and not group.bare
            and not following.group.rest
            and _joined_to_next(scene, group, following.group)
        ):
            bonds.append(Bond(group, following.event, following.mention, 1.0, "coordinated-ahead"))
            left.remove(group)
    bonds += _thrown_in(scene, bonds, events, found)
    bonds.sort(key=lambda bond: bond.group.at)
    for number, (bond, following) in enumerate(pairwise(bonds[:])):
        ahead = following.mention is not None and 0 <= following.mention.begin - following.group.end <= 2
        if (
            bond.rule == "coordinated"
            and ahead
            and following.rule != "coordinated"
            and _joined_to_next(scene, bond.group, following.group)
            and not _ends_row(scene, bond.group)
        ):
            bonds[number] = replace(bond, event=following.event, mention=following.mention, rule="coordinated-ahead")
    return bonds, left


def _thrown_in(scene: Scene, bonds: Sequence[Bond], events: Sequence[Mention], found: Sequence[Group]) -> list[Bond]:
    """ "*Drew off* two regiments *and threw them* into battle" tells two movements of the same people."""
    made: list[Bond] = []
    for bond in bonds:
        if bond.event is not Event.WITHDRAWN or bond.mention is None or bond.mention.begin >= bond.group.begin or scene.glues:
            continue
        later = next((mention for mention in events if mention.begin >= bond.group.end), None)
        if later is None or later.event is not Event.DEPLOYED or later.way != "act":
            continue
        between = scene.parts[bond.group.end : later.begin]
        joined = 0 < len(between) <= 2 and any(part.has("joins.and") or part.norm == "," for part in between)
        if joined and not any(other.begin >= later.end for other in found):
            made.append(Bond(bond.group, Event.DEPLOYED, later, 1.0, "thrown-in"))
    return made


def _ends_row(scene: Scene, group: Group) -> bool:
    """Whether a row ends with a group, and a comma behind begins a clause: "killed 84 fighters *and 47 soldiers*, while …"."""
    before, behind = scene.get(group.begin - 1), scene.get(group.end)
    return before is not None and before.has("joins.and") and behind is not None and behind.norm == ","


def _joined_to_next(scene: Scene, group: Group, following: Group) -> bool:
    between = scene.parts[group.end : following.begin]
    return 0 < len(between) <= 2 and all(part.has("joins.and") or part.norm == "," for part in between)


def _bond(scene: Scene, group: Group, events: Sequence[Mention], bonds: Sequence[Bond], found: Sequence[Group]) -> Bond | None:
    if group.event is not None:
        anybody = group.head is not None and scene[group.head].has("people.either")  # «врятували 15 *життів*»
        if (group.event is Event.CAPTURED or anybody) and not scene.analytic and is_elsewhere(scene, group, None, found):
            return None  # «засудили 15 *полонених*»
        return _of_counted_people(scene, group, events)
    if is_whole(scene, group, found):
        return of_whole(scene, group, events)
    if (changed := level(scene, group)) is not None:
        return Bond(at_last(scene, group), changed.event, changed, 1.0, "level")
    previous = bonds[-1] if bonds else None
    if group.figure is not None and group.figure.signed and previous is not None:
        return Bond(group, previous.event, previous.mention, 0.0, "increment")
    best = in_the_end(scene, group, nearest(scene, group, events, found), events, found)
    if group.figure is not None and group.figure.rule in (ONE, ONE_UNIT):
        best = best if best is not None and _befalls_one(scene, best) else None
    whole = event_people(scene[group.out_of]) if group.out_of is not None else None
    if whole is not None and (best is None or best.cost > NEAR):  # "120 *of its dead* lay on the field"
        return Bond(group, whole, None, 0.5, "out-of-people")
    if is_elsewhere(scene, group, best, found):
        return None
    if best is not None and previous is not None and best.mention is previous.mention:
        best = of_own_clause(scene, group, best, events, found)
    shared = shared_bond(scene, previous, group, best)
    if shared is not None and group.figure is not None and group.figure.rule == ONE and shared.event in DEPLOYMENTS:
        shared = None  # "soldiers may be sent, *an adviser* said"
    if shared is not None and (best is None or (shared.cost < best.cost if group.bare else shared.cost <= best.cost)):
        return shared
    if best is None:
        return shared
    mention = best.mention
    assert mention is not None
    if group.bare:
        if best.cost <= BARE_LIMIT:
            return replace(best, rule=f"{mention.way}-near-figure")
        if shared is not None:
            return shared
        governs = mention.way in ("noun", "own") and not mention.is_deployment
        return replace(best, rule=f"{mention.way}-governs-figure") if governs and best.cost <= LIMIT else None
    return best if best.cost <= (DEPLOY_LIMIT if mention.is_deployment else LIMIT) else None


def _befalls(scene: Scene, mention: Mention, group: Group) -> bool:
    """Whether a verb right behind a figure tells what befell its people, whatever noun stands before: 사상자는 1명이 *숨지고*."""
    if not scene.glues or mention.begin != group.end or mention.way not in ("act", "fate") or mention.event is group.event:
        return False
    return scene.ends(group.end - 1, "subject") and (group.head is None or group.head < group.at)


def _befalls_one(scene: Scene, bond: Bond) -> bool:
    """Whether an event befalls a single person: no movement, and no clause of its own between them."""
    mention, group = bond.mention, bond.group
    if mention is None or group.figure is None:
        return False
    if group.figure.rule == ONE_UNIT:
        keeps = mention.way in ("own", "have") and mention.is_deployment
        told = mention.way in ("act", "fate") or keeps or mention.event is Event.CASUALTIES
        moved = not mention.is_deployment or bool(group.side or scene.where("place.", "plan."))
        return bond.cost <= UNIT_LIMIT and told and moved
    if bond.cost > ONE_LIMIT or mention.is_deployment or mention.event is Event.CASUALTIES:
        return False
    between = scene.parts[min(mention.end, group.end) : max(mention.begin, group.begin)]
    return not any(part.has("say.verbs", "joins.that") or part.norm in (";", ":") for part in between)


def _verb_behind(scene: Scene, group: Group, events: Sequence[Mention]) -> Mention | None:
    """What befell people who were counted for something else: "50 *prisoners* have *died*", "three of the wounded *died*"."""
    for mention in events:
        if mention.begin < group.end or mention.event not in (Event.KILLED, Event.WOUNDED) or mention.event is group.event:
            continue
        between = scene.parts[group.end : mention.begin]
        told = mention.way == "fate" or (mention.way == "act" and any(part.has("joins.be") for part in between))
        if told and all(part.has("joins.be", "events.deployed.have") for part in between):
            return mention
        return None
    return None


def _of_counted_people(scene: Scene, group: Group, events: Sequence[Mention]) -> Bond:
    """The bond of a group whose noun tells the event ("17 dead"), unless a verb right before it tells another."""
    assert group.event is not None
    for mention in events:
        nearer = mention.way in ("act", "noun") and mention.end == group.begin and mention.event is not group.event
        nearer = nearer and not scene[mention.begin].has("joins.cost")  # "cost them 40 dead"
        if (nearer or _befalls(scene, mention, group)) and not mention.is_deployment:
            return Bond(group, mention.event, mention, 1.0, f"{mention.way}-of-people")
    if scene.analytic and (verb := _verb_behind(scene, group, events)) is not None:
        return Bond(group, verb.event, verb, 1.0, f"{verb.way}-of-people")
    covering = _covering(group, events)
    own = replace(covering, way="people") if covering is not None else None
    return Bond(group, own.event if own else group.event, own, 0.0, "counted-people")


def _covering(group: Group, events: Sequence[Mention]) -> Mention | None:
    for mention in events:
        if mention.begin < group.end and group.begin < mention.end and mention.event in (group.event, Event.CASUALTIES):
            return mention
    return next((m for m in events if m.begin - 1 <= group.end and group.begin <= m.end and m.event is group.event), None)

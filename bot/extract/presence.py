"""Troops that a sentence without a verb only says to be somewhere: «У Росії вже 10 тисяч військових КНДР»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.bond import Bond
from bot.extract.events import Mention
from bot.extract.group import Group
from bot.extract.people import Side, is_head, plays, side_of, words_before, words_behind
from bot.extract.places import Place, places
from bot.extract.scene import Kind, Part, Scene
from bot.model import Event, People

__all__ = ["presences"]

REACH = 6
"""So many parts may stand between a place and the troops that are there."""

HEAD = 5
"""A noun at the head of a clause stands among its first parts."""

PASSED = (
    "time.",
    "idle.",
    "places.",
    "place",
    "compass.",
    "hedge.",
    "force.",
    "links.",
    "say.according",
    "bodies.",
    "ranges.",
    "sides.own",
)
"""What may stand between the troops, their place and their figure."""

ENDS = frozenset(",.;:)!-…")


def presences(scene: Scene, events: Sequence[Mention], found: Sequence[Group]) -> list[Bond]:
    """The troops that are somewhere, in languages that leave out the verb "to be"; none where anything else is told."""
    if scene.analytic or scene.glues or events or not found or scene.where("others.", "denial.none", "plan.open"):
        return []
    planned = next(iter(scene.where("plan.firm")), len(scene))
    now = [group for group in found if group.end <= planned]
    spots = list(places(scene))
    bonds = (_present(scene, group, spots) or _of_those_told(scene, group) or _parted(scene, group, spots) for group in now)
    there = [bond for bond in bonds if bond is not None]
    later = [group for group in found if group.begin > planned and group.bare]
    if there and len(later) == 1 and not any(part.norm == ";" for part in scene.parts[planned : later[0].begin]):
        there.append(
            Bond(later[0], Event.DEPLOYED, there[-1].mention, 1.0, "coordinated")
        )  # «зараз 2 000, *до літа стане* 2 200»
    return there


def _present(scene: Scene, group: Group, spots: Sequence[Place]) -> Bond | None:
    side = group.side
    if group.head is None or group.rest or not (side.force or side.side == "enemy") or not _are_troops(scene, group):
        return None
    at = _place_before(scene, group) or _place_behind(scene, group)
    if at is None or (at < group.begin and not _ends_behind(scene, group.end)):
        return None
    home = next((place.nation for place in spots if place.begin <= at < place.end), None)
    if home is not None and home == side.force:
        return None  # an army at home: its strength, and no movement
    return Bond(group, Event.DEPLOYED, Mention(at, at + 1, Event.DEPLOYED, "fate"), 1.0, "present")


def _parted(scene: Scene, group: Group, spots: Sequence[Place]) -> Bond | None:
    """«*Американских военных в Сирии* – две тысячи»: the noun stands at the head of the clause, and its place behind it."""
    if not group.bare or group.rest or not _ends_behind(scene, group.end):
        return None
    head = next((index for index in range(min(group.begin, HEAD)) if is_head(scene[index])), None)
    if head is None or scene[head].has("people.civilian", "people.either", "people.kinds", "events."):
        return None
    begin, before = words_before(scene, head)
    side = before or side_of(scene[head], head) or words_behind(scene, head)[1]
    if not side.force or not _opens(_without_times(scene, begin)):
        return None
    at = None
    for index in range(head + 1, group.begin):
        part = scene[index]
        if _is_spot(part) and (scene[index - 1].has("places.before") or part.has("places.area")):
            at = index
        elif not (part.time is not None or part.kind is Kind.WORD or part.norm in ("-", ":", ",") or part.has(*PASSED)):
            return None
    home = next((place.nation for place in spots if at is not None and place.begin <= at < place.end), None)
    if at is None or home == side.force:
        return None
    whose = replace(group, begin=begin, head=head, side=side, people=People.MILITARY, bare=False)
    return Bond(whose, Event.DEPLOYED, Mention(at, at + 1, Event.DEPLOYED, "fate"), 1.0, "present")


def _of_those_told(scene: Scene, group: Group) -> Bond | None:
    """«*Їх там* десь п'ятдесят дві тисячі»: how many are there of those told of before."""
    if not group.bare or group.rest or not _ends_behind(scene, group.end):
        return None
    for at in range(group.begin - 1, max(group.begin - 1 - REACH, -1), -1):
        part = scene[at]
        if part.has("sides.them"):
            near = scene.parts[max(at - 3, 0) : group.begin]
            there = any(near_by.has("places.there", "place.", "places.area") for near_by in near)
            those = replace(group, people=People.MILITARY, side=Side(side="them", at=at))
            return Bond(those, Event.DEPLOYED, Mention(at, at + 1, Event.DEPLOYED, "fate"), 1.0, "present") if there else None
        if not (part.time is not None or part.norm == "-" or part.has("time.", "idle.", "place", "compass.", "joins.be")):
            return None
    return None


def _are_troops(scene: Scene, group: Group) -> bool:
    assert group.head is not None
    noun = scene[group.head]
    if group.people is People.CIVILIAN or noun.has("events.", "people.kinds"):
        return False
    return group.people is People.MILITARY or noun.has("units.", "people.bodies") or plays(noun, "force.", "people")


def _place_before(scene: Scene, group: Group) -> int | None:
    """The part that names a place at the head of the clause, with nothing but times and dashes up to the group."""
    for at in range(group.begin - 1, max(group.begin - 1 - REACH, -1), -1):
        part = scene[at]
        before = scene.get(at - 1)
        if _is_spot(part) and before is not None and before.has("places.before"):
            return at if _opens(scene.get(at - 2)) else None
        if not (
            part.time is not None
            or part.norm in ("-", ":")
            or part.has("time.", "idle.", "place.", "place_adjective.", "places.area", "compass.")
        ):
            return None
    return None


def _place_behind(scene: Scene, group: Group) -> int | None:
    """The part that names a place right behind a group at the head of a clause: «12 тисяч північнокорейців на Курщині»."""
    if not _opens(_without_times(scene, group.begin)):
        return None
    for at in range(group.end, min(group.end + REACH, len(scene))):
        part, before = scene[at], scene[at - 1]
        if _is_spot(part) and before.has("places.before") and at > group.end:
            following = scene.get(at + 1)
            inner = following is not None and following.has("places.area")
            return at if _ends_behind(scene, at + 1 + inner) else None
        if not (part.time is not None or part.norm == "-" or part.has("time.", "idle.", "places.before", "place_adjective.")):
            return None
    return None


def _without_times(scene: Scene, begin: int) -> Part | None:
    at = begin - 1
    while at >= 0 and (scene[at].time is not None or scene[at].has("time.running", "idle.")):
        at -= 1
    return scene.get(at)


def _is_spot(part: Part) -> bool:
    return part.has("place.", "place_adjective.", "places.area", "force.") or (part.kind is Kind.WORD and part.capital)


def _opens(before: Part | None) -> bool:
    """Whether a clause begins behind a part."""
    return (
        before is None
        or before.kind is Kind.MARK
        or before.time is not None
        or before.has("joins.that", "time.running", "idle.", "people.bodies", "units.")
    )


def _ends_behind(scene: Scene, end: int) -> bool:
    """Whether the clause ends there, so that no verb we do not know tells what the troops do."""
    while (following := scene.get(end)) is not None and following.is_quote:
        end += 1
    if following is None or following.norm in ENDS or following.has("say.verbs"):
        return True
    if following.has("joins.and"):
        second = scene.get(end + 1)
        return second is not None and (second.figure is not None or second.has("bounds."))
    return False

"""How many are somewhere is changed: "cut its contingent *by 500*", "will be raised *to 2,200* soldiers"."""

from __future__ import annotations

from bot.extract.events import Mention
from bot.extract.group import Group
from bot.extract.scene import Kind, Part, Scene
from bot.model import Event, People

__all__ = ["level"]

REACH = 12
"""So many parts may stand between a verb of change and its figure, or the people whose number changes and their verb."""

TROOPS = ("people.military", "units.", "events.deployed.noun", "joins.body")


def level(scene: Scene, group: Group) -> Mention | None:
    """The movement that a change of the number of soldiers tells of a group; None where none does."""
    if not scene.analytic or group.people is People.CIVILIAN or group.event is not None:
        return None
    changes = [index for index in scene.where("joins.fewer", "joins.grown") if index < group.begin]
    before = scene.get(group.begin - 1)
    both = scene.row.has(scene[group.at].begin, "ranges.from")  # "from 900 to 2,000"
    if not changes or before is None or not (both or before.has("bounds.at", "bounds.reach", "time.until")):
        return None
    verb = changes[-1]
    toll = any(_tells_a_toll(part) for index, part in enumerate(scene.parts[: group.begin]) if index != verb)
    if toll or group.begin - verb > REACH or not _are_troops(scene, verb, group):
        return None
    falls = scene[verb].has("joins.fewer") and before.has("time.until")
    return Mention(verb, verb + 1, Event.WITHDRAWN if falls else Event.DEPLOYED, "own")


def _are_troops(scene: Scene, verb: int, group: Group) -> bool:
    """Whether it is soldiers whose number changes, somewhere: not an army's size."""
    if not scene.where("place.", "place_adjective.", "places.there", "events.deployed.noun"):
        return False
    for index in range(max(verb - REACH, 0), group.begin):
        part = scene[index]
        if part.has(*TROOPS) or any(role.startswith("force.") and role.endswith(".army") for role in part.roles):
            return True
    return False


def _tells_a_toll(part: Part) -> bool:
    return part.kind is Kind.TERM and part.has("events.") and not part.has("events.deployed.", "events.withdrawn.")

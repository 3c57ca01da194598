"""An event that figures share: "300 killed and *40* wounded", "in the north 5, *in the south 7*"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.bond import CLAUSE, LIMIT, NEAR, Bond
from bot.extract.costs import cost_of
from bot.extract.events import Mention
from bot.extract.group import Group
from bot.extract.people import event_people
from bot.extract.scene import Kind, Part, Scene
from bot.model import DEPLOYMENTS, Event

__all__ = ["is_elsewhere", "of_own_clause", "shared_bond"]

VERBS = ("joins.mortal", "joins.depart", "joins.keep")
"""Verbs of their own, which no row goes on over, although what they join is told of them."""

ROW = 6.0
"""What may stand between the groups of a row, by cost."""


def is_elsewhere(scene: Scene, group: Group, best: Bond | None, found: Sequence[Group]) -> bool:
    """Whether a verb that is no event of ours is nearer: people rescued, evacuated, detained."""
    limit = min(best.cost if best else LIMIT, NEAR)
    own = best.mention.begin if best is not None and best.mention is not None else None
    whole = next((other for other in reversed(found) if other.end <= group.begin), None) if group.rest else None
    if whole is not None and (own is None or own < whole.begin) and is_elsewhere(scene, whole, None, found):
        return True  # "23 were rescued, *four of them* children"
    told = [index for index in scene.where("others.") if scene[index].kind is Kind.TERM and index != own]
    verbs = (index for index in told if not _leads_on(scene, index))
    costs = (cost_of(scene, group, Mention(index, index + 1, Event.CASUALTIES, "act"), found) for index in verbs)
    return any(cost is not None and cost <= limit for cost in costs)


def of_own_clause(scene: Scene, group: Group, best: Bond, events: Sequence[Mention], found: Sequence[Group]) -> Bond:
    """What the clause of a bare figure tells, behind a comma, and not the clause before: «вісім полягло, сімох *поранено*»."""
    before, mention = scene.get(group.begin - 1), best.mention
    if scene.analytic or scene.glues or not group.bare or mention is None or mention.begin > group.begin:
        return best
    if before is None or not (before.norm == "," or before.has("joins.and")):
        return best
    behind = (
        event for event in events if event.begin >= group.end and not (event.is_deployment and _leads_on(scene, event.begin))
    )
    later = next(behind, None)
    moves_on = later is not None and later.is_deployment and not (best.event in DEPLOYMENTS and later.way == "act")
    if later is None or later.event is best.event or moves_on or later.way not in ("act", "fate"):
        return best
    clause = scene.parts[group.end : later.begin]
    parted = any(part.norm in (",", ";", ":") or part.figure is not None or part.has("joins.", "say.") for part in clause)
    if parted or len(clause) > CLAUSE or any(other.begin >= later.end and other.begin - later.end <= 1 for other in found):
        return best
    return replace(best, event=later.event, mention=later, rule=f"{later.way}-group")


def _leads_on(scene: Scene, index: int) -> bool:
    """Whether a verb only tells how those were found whom the word behind it names: «сімох вивезли *пораненими*»."""
    following = scene.get(index + 1)
    return not scene.analytic and following is not None and event_people(following) is not None


def shared_bond(scene: Scene, previous: Bond | None, group: Group, best: Bond | None) -> Bond | None:
    """The bond of a group that stands in a row with the one before, if no verb of its own follows in its clause."""
    if previous is None or (cost := _coordinated(scene, previous, group)) is None:
        return None
    own = best.mention if best is not None else None
    following = scene.get(group.end)
    if scene.analytic and group.rest and following is not None and following.has("hedge.not"):
        return None  # "47 were hurt; 16 of them *are in hospital*"
    if following is not None and not group.rest and following.has("hedge.not", *(("plan.", "others.") if group.bare else ())):
        return None  # "six wounded, two *are being prepared* to be moved"
    if own is not None and own is not previous.mention and own.begin >= group.end and own.way in ("act", "fate"):
        clause = scene.parts[group.end : own.begin]
        parted = any(part.norm == "," for part in scene.parts[previous.group.end : group.begin])
        if parted and len(clause) <= CLAUSE and not any(part.norm in (",", ";") or part.figure is not None for part in clause):
            return None
    return Bond(group, previous.event, previous.mention, cost, "coordinated")


def _coordinated(scene: Scene, previous: Bond, group: Group) -> float | None:
    """The cost of taking the group for a further one of the previous: "killed 50 fighters *and ten soldiers*"."""
    between = scene.parts[previous.group.end : group.begin]
    if scene.glues and any(part.has("events.") and not part.has("people.") for part in between):
        return None
    if scene.glues and any(part.has("joins.part") and not part.has("joins.of_them") for part in between):
        return None  # 10명을 *포함해* 17명
    if scene.analytic and any(part.has("joins.inflict") for part in between[-2:]):
        return None  # "murdered 1,200 people and *took* 251 hostages"
    others = (part for part in between if part.has("events.") and not _is_of(previous, scene, part))
    verbs = () if scene.analytic else VERBS
    if any(not part.has("people.", "joins.") or part.has(*verbs) for part in others):
        return None
    if any(part.norm == ";" and not scene.row.is_item for part in between):
        return None
    if not between:
        return 0.5 if group.rest else None
    joined = any(
        part.has("joins.and", "joins.part", "joins.or")
        or (scene.glues and part.has("counters.also"))
        or part.norm in (",", ";", ":", "(")
        for part in between
    )
    if not joined:
        return None
    cost = 1.0
    for part in between:
        if part.has("say.verbs", "joins.that"):
            return None
        cost += 0.0 if part.kind is Kind.MARK or part.has("joins.", "place", "time.", "places.") or part.time else 0.5
    return cost if cost <= ROW else None


def _is_of(previous: Bond, scene: Scene, part: Part) -> bool:
    mention = previous.mention
    return mention is not None and any(scene.parts[index] is part for index in range(mention.begin, mention.end))

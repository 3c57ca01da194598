"""Events in a sentence, and which group is whose: candidates are scored by distance, barriers and order; the best wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.extract.groups import Group
from bot.extract.scene import Kind, Part, Scene
from bot.model import DEPLOYMENTS, Event, People

__all__ = ["Mention", "attach", "mentions"]

TOLL = frozenset({Event.KILLED, Event.WOUNDED})


@dataclass(frozen=True, slots=True)
class Mention:
    """An event told at parts begin up to end; way is how: act, fate, own, noun or people."""

    begin: int
    end: int
    event: Event
    way: str

    @property
    def is_deployment(self) -> bool:
        """Whether it is about a movement and not about casualties."""
        return self.event in DEPLOYMENTS


WAYS = ("own", "act", "fate", "noun", "people", "have")


def mentions(scene: Scene) -> list[Mention]:
    """The events of a sentence, in order; "killed and wounded" is one."""
    found: list[Mention] = []
    for index, part in enumerate(scene.parts):
        told = sorted(
            (role.split(".")[1:] for role in part.roles if role.startswith("events.")),
            key=lambda told: (Event(told[0]) in DEPLOYMENTS, WAYS.index(told[1])),
        )
        if not told or part.kind is not Kind.TERM:
            continue
        mention = Mention(index, index + 1, Event(told[0][0]), told[0][1])
        if found and found[-1].end == index and found[-1].event is mention.event and "people" not in (found[-1].way, mention.way):
            way = mention.way if found[-1].way == "have" else found[-1].way
            found[-1] = Mention(found[-1].begin, index + 1, mention.event, way)
        elif found and _are_one(scene, found[-1], mention):
            found[-1] = Mention(found[-1].begin, index + 1, Event.CASUALTIES, found[-1].way)
        else:
            found.append(mention)
    return found


def _are_one(scene: Scene, first: Mention, second: Mention) -> bool:
    """Whether "killed" and "wounded" with only "and" or "or" between them tell one figure."""
    between = scene.parts[first.end : second.begin]
    if not ({first.event, second.event} <= TOLL | {Event.CASUALTIES} and first.event is not second.event):
        return False
    joined = all(part.has("joins.and", "joins.or") or part.norm in ("/", "-") or part.is_quote for part in between)
    if not joined or not 0 < len(between) <= 2:
        return False
    before, after = scene.get(first.begin - 1), scene.get(second.end)
    two_figures = before is not None and before.figure is not None and after is not None and after.figure is not None
    return not two_figures


@dataclass(frozen=True, slots=True)
class Bond:
    """A group bound to an event; cost tells how far-fetched that is; mention None where it was inherited."""

    group: Group
    event: Event
    mention: Mention | None
    cost: float
    rule: str


LIMIT = 14.0
BARE_LIMIT = 6.0
DEPLOY_LIMIT = 9.0
NEAR = 4.0
CLAUSE = 6


def attach(scene: Scene, found: Sequence[Group], events: Sequence[Mention]) -> tuple[list[Bond], list[Group]]:
    """Bind each group to its event; returns the bonds, in order, and the groups that found none."""
    bonds: list[Bond] = []
    left: list[Group] = []
    for group in found:
        bond = _bond(scene, group, events, bonds, found)
        if bond is None:
            left.append(group)
        else:
            bonds.append(bond)
    for group in reversed(left[:]):
        following = next((bond for bond in bonds if bond.group.begin > group.begin), None)
        if following is not None and not group.bare and _joined_to_next(scene, group, following.group):
            bonds.append(Bond(group, following.event, following.mention, 1.0, "coordinated-ahead"))
            left.remove(group)
    bonds.sort(key=lambda bond: bond.group.at)
    for number, (bond, following) in enumerate(zip(bonds, bonds[1:], strict=False)):
        ahead = following.mention is not None and 0 <= following.mention.begin - following.group.end <= 2
        if (
            bond.rule == "coordinated"
            and ahead
            and following.rule != "coordinated"
            and _joined_to_next(scene, bond.group, following.group)
        ):
            bonds[number] = replace(bond, event=following.event, mention=following.mention, rule="coordinated-ahead")
    return bonds, left


def _joined_to_next(scene: Scene, group: Group, following: Group) -> bool:
    between = scene.parts[group.end : following.begin]
    return 0 < len(between) <= 2 and all(part.has("joins.and") or part.norm == "," for part in between)


def _bond(scene: Scene, group: Group, events: Sequence[Mention], bonds: Sequence[Bond], found: Sequence[Group]) -> Bond | None:
    if group.event is not None:
        return _of_counted_people(group, events)
    previous = bonds[-1] if bonds else None
    if group.figure is not None and group.figure.signed and previous is not None:
        return Bond(group, previous.event, previous.mention, 0.0, "increment")
    best = _best(scene, group, events, found)
    if _is_elsewhere(scene, group, best, found):
        return None
    shared = _shared(scene, previous, group, best)
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


def _of_counted_people(group: Group, events: Sequence[Mention]) -> Bond:
    """The bond of a group whose noun tells the event ("17 dead"), unless a verb right before it tells another."""
    assert group.event is not None
    for mention in events:
        nearer = mention.way in ("act", "noun") and mention.end == group.begin and mention.event is not group.event
        if nearer and not mention.is_deployment:
            return Bond(group, mention.event, mention, 1.0, f"{mention.way}-of-people")
    covering = _covering(group, events)
    own = replace(covering, way="people") if covering is not None else None
    return Bond(group, own.event if own else group.event, own, 0.0, "counted-people")


def _best(scene: Scene, group: Group, events: Sequence[Mention], found: Sequence[Group]) -> Bond | None:
    """The least far-fetched event for a group, however far-fetched."""
    heads = {other.head for other in found if other is not group and other.head is not None and other.event is not None}
    costs = [
        (cost, index)
        for index, mention in enumerate(events)
        if not (mention.begin in heads and mention.begin != group.head and not _reached(scene, mention, group))
        and (cost := _cost(scene, group, mention, found)) is not None
    ]
    if not costs:
        return None
    cost, index = min(costs)
    return Bond(group, events[index].event, events[index], cost, f"{events[index].way}-group")


def _is_elsewhere(scene: Scene, group: Group, best: Bond | None, found: Sequence[Group]) -> bool:
    """Whether a verb that is no event of ours is nearer: people rescued, evacuated, detained."""
    limit = min(best.cost if best else LIMIT, NEAR)
    verbs = (index for index in scene.where("others.") if scene[index].kind is Kind.TERM)
    costs = (_cost(scene, group, Mention(index, index + 1, Event.CASUALTIES, "act"), found) for index in verbs)
    return any(cost is not None and cost <= limit for cost in costs)


def _shared(scene: Scene, previous: Bond | None, group: Group, best: Bond | None) -> Bond | None:
    """The bond of a group that stands in a row with the one before, if no verb of its own follows in its clause."""
    if previous is None or (cost := _coordinated(scene, previous, group)) is None:
        return None
    own = best.mention if best is not None else None
    if own is not None and own is not previous.mention and own.begin >= group.end and own.way in ("act", "fate"):
        clause = scene.parts[group.end : own.begin]
        parted = any(part.norm == "," for part in scene.parts[previous.group.end : group.begin])
        if parted and len(clause) <= CLAUSE and not any(part.norm in (",", ";") or part.figure is not None for part in clause):
            return None
    return Bond(group, previous.event, previous.mention, cost, "coordinated")


def _covering(group: Group, events: Sequence[Mention]) -> Mention | None:
    for mention in events:
        if mention.begin < group.end and group.begin < mention.end and mention.event in (group.event, Event.CASUALTIES):
            return mention
    return next((m for m in events if m.begin - 1 <= group.end and group.begin <= m.end and m.event is group.event), None)


def _coordinated(scene: Scene, previous: Bond, group: Group) -> float | None:
    """The cost of taking the group for a further one of the previous: "killed 50 fighters *and ten soldiers*"."""
    between = scene.parts[previous.group.end : group.begin]
    if scene.glues and any(part.has("events.") and not part.has("people.") for part in between):
        return None
    if any(part.has("events.") and not part.has("people.", "joins.") for part in between):
        if not all(part.has("events.") is False or _is_of(previous, scene, part) for part in between):
            return None
    if any(part.norm == ";" and not scene.row.is_item for part in between):
        return None
    if not between:
        return 0.5 if group.rest else None
    joined = any(part.has("joins.and", "joins.part", "joins.or") or part.norm in (",", ";", ":", "(") for part in between)
    if not joined:
        return None
    cost = 1.0
    for part in between:
        if part.has("say.verbs", "joins.that"):
            return None
        cost += 0.0 if part.kind is Kind.MARK or part.has("joins.", "place", "time.", "places.") or part.time else 0.5
    return cost if cost <= 6 else None


def _is_of(previous: Bond, scene: Scene, part: Part) -> bool:
    mention = previous.mention
    return mention is not None and any(scene.parts[index] is part for index in range(mention.begin, mention.end))


def _cost(scene: Scene, group: Group, mention: Mention, found: Sequence[Group]) -> float | None:
    """How far-fetched it is that the event happened to the group; None where it cannot be."""
    if group.out_of == mention.begin:
        return None
    if mention.begin < group.end and group.begin < mention.end and not mention.begin == group.head:
        if mention.begin >= group.begin and mention.end <= group.end:
            return 0.5
    after = mention.begin >= group.end
    if scene.glues and not after and not _is_bound_before(scene, mention, group):
        return None
    if mention.way == "have" and mention.end != group.begin:
        return None
    between = scene.parts[group.end : mention.begin] if after else scene.parts[mention.end : group.begin]
    cost = 0.0
    for index, part in enumerate(between):
        passive = index > 0 and between[index - 1].has("joins.be")
        cost += 0.5 if passive and part.has("say.verbs", "hedge.") else _barrier(part)
    crossed = [other for other in found if other is not group and _is_between(other, group, mention)]
    cost += 2.0 * len(crossed)
    be = any(part.has("joins.be") for part in between) or _be_before(scene, mention)
    language = scene.row.language
    if mention.is_deployment and group.people is People.CIVILIAN:
        cost += 6
    if mention.way == "own" and not mention.is_deployment:
        cost += 1
    if mention.way == "own" and after and language != "ko":
        cost += 5
    if mention.way == "act" and language == "en" and not mention.is_deployment:
        if after and not be and len(between) > 1:
            cost += 4
        if not after and _be_before(scene, mention):
            cost += 4
    if mention.way == "fate" and language == "en" and not after:
        cost += 3
    if mention.way in ("noun", "people") and not after and group.bare and _reached(scene, mention, group):
        return 0.2
    if mention.way == "noun" and after and len(between) > 2:
        cost += 4
    if mention.is_deployment and group.bare and not group.rest:
        if not scene.glues and (
            not (mention.way == "act" or (mention.way == "fate" and group.more)) or after or len(between) > 2
        ):
            return None
        cost += 2
    if group.bare and not after:
        cost += sum(2.5 for part in between if part.kind is Kind.WORD)
    if mention.is_deployment and group.people is None and not group.side.force and not group.side.side and not group.bare:
        cost += 0 if mention.way in ("own", "noun") else 4
    return cost


def _is_bound_before(scene: Scene, mention: Mention, group: Group) -> bool:
    """Whether an event that stands before a group may be its own, where verbs stand last: "the *deployed* troops", "losses: 240"."""
    between = scene.parts[mention.end : group.begin]
    if mention.way == "noun":
        return all(part.kind is Kind.MARK or part.has("bounds.", "idle.", "counters.", "joins.more") for part in between)
    if between and any(part.norm in (":", "-") for part in between):
        return all(part.kind is not Kind.TERM or not part.has("events.") for part in between)
    if scene.ends(mention.end - 1, "connective"):
        return False
    return not between or (group.head is not None and mention.end == group.head)


def _reached(scene: Scene, mention: Mention, group: Group) -> bool:
    """ "the number of the dead … has risen to 34": a running figure of the noun."""
    row = scene.row
    first, last = scene[mention.begin].end, scene[group.at].begin
    return any("bounds.reach" in term.roles for term in row.terms if first <= term.begin and last - 2 <= term.end <= last + 1)


def _be_before(scene: Scene, mention: Mention) -> bool:
    return any((part := scene.get(mention.begin - back)) is not None and part.has("joins.be") for back in (1, 2))


def _is_between(other: Group, group: Group, mention: Mention) -> bool:
    low, high = min(group.begin, mention.begin), max(group.end, mention.end)
    return low < other.at < high and not group.begin <= other.at < group.end


def _barrier(part: Part) -> float:
    if part.kind is Kind.MARK:
        return {",": 1.5, ";": 7.0, "-": 0.5, ":": 0.5, "(": 1.0, ")": 1.0}.get(part.norm, 0.3)
    if part.has("events."):
        return 3.5
    if part.has("say.verbs"):
        return 2.5
    if part.has("joins.that"):
        return 1.5
    if part.time is not None or part.has("place", "places.", "time.", "bounds.", "joins.be", "force.", "sides."):
        return 0.4
    if part.has("joins.and", "joins.or"):
        return 1.0
    return 0.8

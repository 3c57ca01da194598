"""Which group is whose: candidates are scored, the best wins, and what stands in a row shares its event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.extract.costs import cost_of, reached
from bot.extract.events import Mention
from bot.extract.groups import ONE, ONE_UNIT, Group
from bot.extract.levels import level
from bot.extract.people import event_people
from bot.extract.scene import Kind, Part, Scene
from bot.model import DEPLOYMENTS, Event

__all__ = ["Bond", "attach"]

LIMIT = 14.0
BARE_LIMIT = 6.0
DEPLOY_LIMIT = 9.0
ONE_LIMIT = 3.5
UNIT_LIMIT = 6.0
"""What a bond may cost at most: in general, of a figure without a noun, of a movement, of one person or unit without a figure."""

NEAR = 4.0
CLAUSE = 6
"""A verb no more than so many parts behind a figure is that figure's own."""

RELATIVE = 9
"""What describes a group is no longer than so many parts."""

ROW = 6.0
"""What may stand between the groups of a row, by cost."""


@dataclass(frozen=True, slots=True)
class Bond:
    """A group bound to an event; cost tells how far-fetched that is; mention None where it was inherited."""

    group: Group
    event: Event
    mention: Mention | None
    cost: float
    rule: str


def attach(scene: Scene, found: Sequence[Group], events: Sequence[Mention]) -> tuple[list[Bond], list[Group]]:
    """Bind each group to its event; returns the bonds, in order, and the groups that found none."""
    bonds: list[Bond] = []
    left: list[Group] = []
    for group in _with_wholes(scene, found):
        bond = _bond(scene, group, events, bonds, found)
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


def _joined_to_next(scene: Scene, group: Group, following: Group) -> bool:
    between = scene.parts[group.end : following.begin]
    return 0 < len(between) <= 2 and all(part.has("joins.and") or part.norm == "," for part in between)


def _bond(scene: Scene, group: Group, events: Sequence[Mention], bonds: Sequence[Bond], found: Sequence[Group]) -> Bond | None:
    if group.event is not None:
        if group.event is Event.CAPTURED and not scene.analytic and _is_elsewhere(scene, group, None, found):
            return None  # «засудили 15 *полонених*»
        return _of_counted_people(scene, group, events)
    if _is_whole(scene, group, found):
        return _of_whole(scene, group, events)
    if (changed := level(scene, group)) is not None:
        return Bond(_at_last(scene, group), changed.event, changed, 1.0, "level")
    previous = bonds[-1] if bonds else None
    if group.figure is not None and group.figure.signed and previous is not None:
        return Bond(group, previous.event, previous.mention, 0.0, "increment")
    best = _in_the_end(scene, group, _best(scene, group, events, found), events, found)
    if group.figure is not None and group.figure.rule in (ONE, ONE_UNIT):
        best = best if best is not None and _befalls_one(scene, best) else None
    whole = event_people(scene[group.out_of]) if group.out_of is not None else None
    if whole is not None and (best is None or best.cost > NEAR):  # "120 *of its dead* lay on the field"
        return Bond(group, whole, None, 0.5, "out-of-people")
    if _is_elsewhere(scene, group, best, found):
        return None
    if best is not None and previous is not None and best.mention is previous.mention:
        best = _of_own_clause(scene, group, best, events, found)
    shared = _shared(scene, previous, group, best)
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


def _at_last(scene: Scene, group: Group) -> Group:
    """The group as many as it comes to: "from 900 *to 2,000*"."""
    figure = group.figure
    if figure is None or not scene.row.has(scene[group.at].begin, "ranges.from"):
        return group
    return replace(group, figure=replace(figure, low=figure.high, rule="exact"))


def _with_wholes(scene: Scene, found: Sequence[Group]) -> Iterator[Group]:
    """The groups, a bare one being of the people of the whole that it is taken out of."""
    whole: Group | None = None
    for group in found:
        is_part = whole is not None and group.bare and not group.side
        yield replace(group, side=whole.side, people=whole.people) if is_part and whole is not None else group
        whole = group if _is_whole(scene, group, found) else None


def _is_whole(scene: Scene, group: Group, found: Sequence[Group]) -> bool:
    """Whether a later figure is taken out of this one: "*out of 15,000* sent soldiers 600 fell", in inflected languages."""
    if scene.analytic:
        return _is_whole_ahead(scene, group, found)
    if scene.glues or group.bare or group.begin == 0 or not scene[group.begin - 1].has("links.from"):
        return False
    return any(
        (other.begin >= group.end and (other.bare or other.rest)) or (other.at > group.at and other.head == group.head)
        for other in found
    )


def _is_whole_ahead(scene: Scene, group: Group, found: Sequence[Group]) -> bool:
    """Whether a clause begins with the whole that a bare figure behind is taken out of: "*of 2,200 soldiers* about 700 left"."""
    of, before = scene.get(group.begin - 1), scene.get(group.begin - 2)
    if group.bare or group.head is None or of is None or not of.has("links.of", "joins.of_them"):
        return False
    opens = before is None or before.kind is Kind.MARK or before.has("joins.that")
    return opens and any(other.begin >= group.end and (other.bare or other.rest) for other in found)


def _of_whole(scene: Scene, group: Group, events: Sequence[Mention]) -> Bond | None:
    """The bond of a whole: what its own participle tells, and never what befell the part."""
    assert group.head is not None
    if scene.analytic:
        later = [mention for mention in events if mention.begin >= group.end]
        moved = later[0] if len(later) > 1 and later[0].is_deployment else None  # "of 2,200 soldiers *still there* 700 left"
        return None if moved is None else Bond(group, moved.event, moved, 1.0, "whole")
    mine = (mention for mention in events if mention.way == "act" and group.at < mention.begin < group.head)
    mention = next(mine, None)
    behind = next((m for m in events if m.way == "act" and m.begin <= group.end + 1 and m.begin > group.head), None)
    parted = behind is not None and scene[behind.begin - 1].norm == ","
    mention = mention or (behind if parted else None)
    return None if mention is None else Bond(group, mention.event, mention, 0.5, "whole")


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


def _best(scene: Scene, group: Group, events: Sequence[Mention], found: Sequence[Group]) -> Bond | None:
    """The least far-fetched event for a group, however far-fetched."""
    heads = {other.head for other in found if other is not group and other.head is not None and other.event is not None}
    costs = [
        (cost, index)
        for index, mention in enumerate(events)
        if not (mention.begin in heads and mention.begin != group.head and not reached(scene, mention, group))
        and (cost := cost_of(scene, group, mention, found)) is not None
    ]
    if not costs:
        return None
    cost, index = min(costs)
    if events[index].event is Event.DEPLOYED and events[index].way == "fate":
        index = next((other for _, other in costs if _is_captivity(scene, events, index, other, found)), index)
    if scene.glues and _only_describes(scene, events[index], group):
        cost, index = min(((c, i) for c, i in costs if _is_main(scene, events[i], group, found)), default=(cost, index))
    index = _finite(scene, group, events, index, found)
    return Bond(group, events[index].event, events[index], cost, f"{events[index].way}-group")


def _only_describes(scene: Scene, mention: Mention, group: Group) -> bool:
    """Whether an event only tells which people are meant: *파병된* 북한군 600명이 전사했다, *주둔 병력* 600명이 철수했다."""
    goes_on = scene.row.lexicon.ends_in("onward", scene.row.tokens[scene[mention.end - 1].end - 1].ending)
    if goes_on and mention.is_deployment and mention.begin >= group.end:
        return True  # 북한군 600명이 *참전했다가* 전사했다
    describes = mention.way == "noun" or scene.describes(mention.end - 1)
    return mention.is_deployment and mention.end <= max(group.begin + 1, group.at) and describes


def _is_main(scene: Scene, mention: Mention, group: Group, found: Sequence[Group]) -> bool:
    """Whether an event is the verb that people in front of it are the subject or object of."""
    if mention.begin < group.end or mention.event is Event.DEPLOYED or mention.way not in ("act", "fate"):
        return False
    between = scene.parts[group.end : mention.begin]
    parted = any(part.has("say.verbs", "joins.of_them") for part in between)
    return not parted and not scene.describes(mention.end - 1) and not any(group.at < g.at < mention.begin for g in found)


def _is_captivity(scene: Scene, events: Sequence[Mention], at: int, other: int, found: Sequence[Group]) -> bool:
    """Whether those who are somewhere are in captivity: "in captivity, he says, *there are* 8,000 of ours"."""
    fate = events[other]
    if fate.event not in (Event.CAPTURED, Event.MISSING) or fate.way != "fate":
        return False
    low, high = sorted((fate.begin, events[at].begin))
    parted = any(part.norm in (";", ":") or part.has("joins.and") for part in scene.parts[low:high])
    return not parted and not any(low < group.at < high for group in found)


def _in_the_end(scene: Scene, group: Group, best: Bond | None, events: Sequence[Mention], found: Sequence[Group]) -> Bond | None:
    """What a movement only led up to: "soldiers *sent* to Kursk *were killed*", "crossed the border and *surrendered*"."""
    moved = best.mention if best is not None else None
    if best is None or moved is None or scene.glues:
        return best
    of_body = moved.is_deployment and moved.way == "noun" and moved.end <= group.begin  # "the contingent, 800 men, left"
    if moved.begin < group.end and not of_body:
        return best
    start = group.end if of_body else moved.end
    held = moved.event is Event.CAPTURED and moved.way == "fate"  # "who were in captivity were executed"
    if not (moved.is_deployment or held):
        return best
    later = next((mention for mention in events if mention.begin >= start), None)
    moves_on = later is not None and later.is_deployment and not (of_body and later.event is Event.WITHDRAWN)
    if later is None or moves_on or later.way not in ("act", "fate") or later.event is best.event:
        return best
    between = scene.parts[start : later.begin]
    parted = any(part.norm == ";" or part.figure is not None or part.has("joins.that", "say.verbs") for part in between)
    has_its_own = any(start <= other.begin <= later.end + CLAUSE for other in found)
    if parted or has_its_own or len(between) > CLAUSE:
        return best
    return replace(best, event=later.event, mention=later, rule=f"{later.way}-in-the-end")


def _finite(scene: Scene, group: Group, events: Sequence[Mention], index: int, found: Sequence[Group]) -> int:
    """The verb of the clause, where what stands nearest only describes: "soldiers *serving in Mali* were killed"."""
    first = events[index]
    inside = group.begin <= first.begin < group.end and (first.way == "noun" or scene[first.begin].has("joins.participle"))
    if not scene.analytic or not (inside or (first.way in ("act", "fate") and first.begin >= group.end)):
        return index
    nearest = scene.parts[group.end : first.begin]
    if len(nearest) > 1 or any(not part.has("joins.that") and part.norm != "," for part in nearest):
        return index
    for number, later in enumerate(events[index + 1 :], index + 1):
        between = scene.parts[group.end if inside else first.end : later.begin]
        if len(between) > RELATIVE or later.way not in ("act", "fate") or _is_parted(scene, between, nearest):
            return index
        if any(first.end <= other.at < later.begin for other in found):
            return index
        if later.event is not first.event and _is_finite(scene, later):
            return number
    return index


def _is_parted(scene: Scene, between: Sequence[Part], nearest: Sequence[Part]) -> bool:
    """Whether what describes has ended before the next verb: by a comma, unless one opened it, or by "and"."""
    opened = any(part.norm == "," for part in nearest)
    commas = sum(part.norm == "," for part in between)
    ends = any(part.norm in (";", ":") or part.has("joins.and", "say.verbs", "joins.that") for part in between)
    return ends or commas != opened


def _is_finite(scene: Scene, mention: Mention) -> bool:
    """Whether a verb is the clause's own: "were killed", "have left", "died"; not "to leave", "leaving"."""
    before = scene.get(mention.begin - 1)
    if before is None:
        return False
    if mention.way == "act" or scene[mention.begin].has("joins.participle"):
        return before.has("joins.be")
    return not before.has("places.before", "links.", "sides.")


def _is_elsewhere(scene: Scene, group: Group, best: Bond | None, found: Sequence[Group]) -> bool:
    """Whether a verb that is no event of ours is nearer: people rescued, evacuated, detained."""
    limit = min(best.cost if best else LIMIT, NEAR)
    own = best.mention.begin if best is not None and best.mention is not None else None
    told = [index for index in scene.where("others.") if scene[index].kind is Kind.TERM and index != own]
    verbs = (index for index in told if not _leads_on(scene, index))
    costs = (cost_of(scene, group, Mention(index, index + 1, Event.CASUALTIES, "act"), found) for index in verbs)
    return any(cost is not None and cost <= limit for cost in costs)


def _of_own_clause(scene: Scene, group: Group, best: Bond, events: Sequence[Mention], found: Sequence[Group]) -> Bond:
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
    if later is None or later.event is best.event or later.is_deployment or later.way not in ("act", "fate"):
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


def _shared(scene: Scene, previous: Bond | None, group: Group, best: Bond | None) -> Bond | None:
    """The bond of a group that stands in a row with the one before, if no verb of its own follows in its clause."""
    if previous is None or (cost := _coordinated(scene, previous, group)) is None:
        return None
    own = best.mention if best is not None else None
    following = scene.get(group.end)
    if following is not None and not group.rest and following.has("hedge.not", *(("plan.", "others.") if group.bare else ())):
        return None  # "six wounded, two *are being prepared* to be moved"
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
    if scene.glues and any(part.has("joins.part") and not part.has("joins.of_them") for part in between):
        return None  # 10명을 *포함해* 17명
    others = (part for part in between if part.has("events.") and not _is_of(previous, scene, part))
    if any(not part.has("people.", "joins.") for part in others):
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

"""The event that stands nearest to a figure, as the grammar counts nearness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.bond import CLAUSE, Bond
from bot.extract.costs import cost_of, reached
from bot.extract.events import Mention
from bot.extract.group import Group
from bot.extract.scene import Kind, Part, Scene
from bot.model import Event

__all__ = ["in_the_end", "nearest"]

BODY = 3
"""So many parts may stand between a verb and the body of troops that it is told of."""

GAVE_UP = 4
"""The verb of a relative clause stands no more than so many parts behind its noun."""

RELATIVE = 9
"""What describes a group is no longer than so many parts."""


def nearest(scene: Scene, group: Group, events: Sequence[Mention], found: Sequence[Group]) -> Bond | None:
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


def in_the_end(scene: Scene, group: Group, best: Bond | None, events: Sequence[Mention], found: Sequence[Group]) -> Bond | None:
    """What a movement only led up to: "soldiers *sent* to Kursk *were killed*", "crossed the border and *surrendered*"."""
    moved = best.mention if best is not None else None
    if best is None or moved is None or scene.glues:
        return best
    taken = _gave_up(scene, group, moved, events) or _befell_body(scene, group, moved, events)
    if taken is not None:
        return replace(best, event=taken.event, mention=taken, rule=f"{taken.way}-in-the-end")
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


def _befell_body(scene: Scene, group: Group, moved: Mention, events: Sequence[Mention]) -> Mention | None:
    """What befell a body whose number stands beside it: «*здався* весь гарнізон – сто двоє вояків»."""
    pause = scene.get(group.begin - 1)
    if scene.analytic or moved.way != "noun" or not moved.is_deployment or pause is None or pause.norm not in ",:-(":
        return None
    told = next((mention for mention in reversed(events) if mention.end <= moved.begin), None)
    if told is None or told.is_deployment or told.way not in ("act", "fate") or moved.begin - told.end > BODY:
        return None
    return told if not any(part.kind is Kind.MARK for part in scene.parts[told.end : moved.begin]) else None


def _gave_up(scene: Scene, group: Group, moved: Mention, events: Sequence[Mention]) -> Mention | None:
    """What a relative clause tells of people whom a verb only moved: «вывели 15 солдат, *которые сдались*»."""
    comma, who = scene.get(group.end), scene.get(group.end + 1)
    if scene.analytic or not moved.is_deployment or moved.begin >= group.begin or comma is None or comma.norm != ",":
        return None
    if who is None or not who.has("joins.that", "sides.them"):
        return None
    told = next((mention for mention in events if mention.begin >= group.end), None)
    gave_up = told is not None and told.event is Event.CAPTURED and told.way in ("act", "fate")
    return told if gave_up and told is not None and told.begin - group.end <= GAVE_UP else None


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

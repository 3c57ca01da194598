"""How far-fetched it is that an event happened to a group: distance, barriers between them, and the order a language prefers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.events import Mention
from bot.extract.group import Group
from bot.extract.people import carries_particle, is_head, plays
from bot.extract.scene import Kind, Part, Scene
from bot.model import Event, People

__all__ = ["cost_of", "reached"]


MARKS = {",": 1.5, ";": 7.0, "-": 0.5, ":": 0.5, "(": 1.0, ")": 1.0}
OTHER_MARK = 0.3
CROSSED = 2.0
"""What each figure between an event and a group costs."""

PAIR, ASIDE = 2, 1.5
"""Two commas hold an aside, which costs no more than this."""

OWN_FIGURE = 6.0
LEFT_OUT = 20.0
"""What no group is bound over."""

OBJECT = 4
"""The noun of a verb's object stands no more than so many parts behind it."""

UNKNOWN_VERB = 2.5
"""An unknown word between an event and a figure without a noun may be the verb that the figure belongs to."""


def cost_of(scene: Scene, group: Group, mention: Mention, found: Sequence[Group]) -> float | None:
    """The cost of binding them; None where it cannot be."""
    if group.out_of == mention.begin:
        return None
    if group.begin <= mention.begin and mention.end <= group.end and mention.begin != group.head:
        return 0.5
    after = mention.begin >= group.end
    between = scene.parts[group.end : mention.begin] if after else scene.parts[mention.end : group.begin]
    if not _may_be(scene, group, mention, between, after=after) or (after and _is_agent(scene, mention, between, found)):
        return None
    if after and _only_tell(scene, group, mention):
        return None
    told = mention.way in ("noun", "people") or (mention.way == "act" and bool(scene.where("joins.count")))
    if told and not after and group.bare and reached(scene, mention, group):
        return 0.2
    if (
        after
        and not scene.glues
        and any(other.rest and _is_between(other, group, mention) and not _is_aside(scene, other) for other in found)
    ):
        return None  # "46 were held, seven *of them* died"
    crossed = sum(CROSSED for other in found if other is not group and _is_between(other, group, mention))
    unknown = sum(UNKNOWN_VERB for part in between if part.kind is Kind.WORD) if group.bare and not after else 0.0
    order = _order(scene, mention, between, after=after) + _of_others(scene, mention, between, after=after)
    return _distance(between) + crossed + unknown + order + _fitness(group, mention)


def _is_aside(scene: Scene, part: Group) -> bool:
    """Whether a part of a whole is only told in passing: "22 people, *20 of them children*, were killed"."""
    kind, behind = scene.get(part.end), scene.get(part.end + 1)
    return (
        scene.analytic
        and kind is not None
        and kind.has("people.kinds", "people.civilian")
        and behind is not None
        and behind.norm in (",", ")")
    )


def _may_be(scene: Scene, group: Group, mention: Mention, between: Sequence[Part], *, after: bool) -> bool:
    if mention.way == "have" and scene.analytic:
        joined = all(part.has("links.a", "links.the", "joins.more", "bounds.") for part in between)
        following = scene.get(group.end)  # "had 62 servicemen *killed*"
        befell = following is not None and following.has("events.") and not following.has("events.deployed.", "events.withdrawn.")
        if group.bare or after or not joined or befell:
            return False
    elif mention.way == "have" and (
        after or any(scene.analytic or not part.has("place", "places.", "force.") for part in between)
    ):
        return False
    if mention.is_deployment and (group.people is People.CIVILIAN or _are_carried(scene, group)):
        return False
    if scene.analytic and mention.way == "fate" and mention.event is Event.WITHDRAWN and mention.end == group.begin:
        return False  # "the clash *left* 26 men dead"
    if scene.glues:
        return after or (_is_bound_before(scene, mention, group) and not _has_own_verb(scene, mention, group))
    if scene.analytic and after and not scene.row.is_item and any(part.norm == ";" for part in between):
        return False
    ahead = scene.analytic and mention.is_deployment and mention.way == "noun" and after
    if ahead and any(part.has("joins.and", "joins.be", "joins.that") for part in between):
        return False  # "a brigade has 4,400 soldiers and is known for rapid *deployment*"
    if not mention.is_deployment or not group.bare or group.rest:
        return True
    if mention.way == "noun":  # "a force of 60,000"
        return not after and (len(between) <= 1 or reached(scene, mention, group))
    if after and scene.analytic and mention.way == "fate":  # "tens of thousands *remain*"
        return all(part.has("joins.be", "events.deployed.have", "plan.") for part in between)
    sends = mention.way == "act" or (mention.way == "fate" and group.more) or _numbers(scene, mention)
    parted = [part for part in between if not part.has("place", "places.")]
    return sends and not after and len(parted) <= 2


def _numbers(scene: Scene, mention: Mention) -> bool:
    """Whether a verb tells of how many a body of troops is: «*угруповання* ворога *налічує* 75 тисяч»."""
    before = scene.parts[max(mention.begin - 6, 0) : mention.begin]
    return mention.way == "own" and any(part.has("events.deployed.noun", "people.bodies", "units.") for part in before)


def _are_carried(scene: Scene, group: Group) -> bool:
    """Whether a participle inside a group tells why they are moved: «утримує 18 *полонених* солдатів»."""
    if scene.analytic or scene.glues or group.head is None:
        return False
    return any(part.has("events.captured.people", "events.wounded.people") for part in scene.parts[group.at + 1 : group.head])


def _is_agent(scene: Scene, mention: Mention, between: Sequence[Part], found: Sequence[Group]) -> bool:
    """ "Three gunmen *killed* ten people": who stands before a verb that has an object of its own is not whom it befell."""
    if not scene.analytic or mention.way != "act" or mention.is_deployment or any(part.has("joins.be") for part in between):
        return False
    for index in range(mention.end, min(mention.end + OBJECT, len(scene))):
        part = scene[index]
        if is_head(part) and not part.has("events."):
            return True
        object_ahead = next((other for other in found if other.begin == index), None)
        if object_ahead is not None:
            return object_ahead.head is not None and object_ahead.event is None
        if not (part.kind is Kind.WORD or part.has("links.the", "links.a", "sides.", "force.", "joins.heavy")):
            return part.figure is not None
    return False


def _only_tell(scene: Scene, group: Group, mention: Mention) -> bool:
    """Whether people are counted as those who tell something: «*двое чиновников сказали* агентству: Лондон отправит …»."""
    at = group.end
    while (verb := scene.get(at)) is not None and at < group.end + 2 and verb.has("bodies.") and not verb.has("say.verbs"):
        at += 1
    if scene.glues or verb is None or not verb.has("say.verbs") or verb.has("events.", "hedge.", "joins.be"):
        return False
    return any(part.norm in (":", ",") or part.has("joins.that") for part in scene.parts[at + 1 : mention.begin])


def _distance(between: Sequence[Part]) -> float:
    cost = 0.0
    commas = [index for index, part in enumerate(between) if part.norm == ","]
    if len(commas) == PAIR and not any(
        part.figure is not None or part.has("events.", "joins.and") for part in between[commas[0] : commas[1]]
    ):
        between = [*between[: commas[0]], *between[commas[1] + 1 :]]  # "700 Marines, *most of them young,* are there"
        cost = ASIDE
    for index, part in enumerate(between):
        passive = index > 0 and between[index - 1].has("joins.be") and part.has("say.verbs", "hedge.")  # "are believed to"
        cost += 0.5 if passive else _barrier(part)
    return cost


def _order(scene: Scene, mention: Mention, between: Sequence[Part], *, after: bool) -> float:
    """What it costs that an event stands on the side of its group where this language does not put it."""
    far = len(between)
    if mention.way == "noun":
        if after and not scene.glues and any(part.norm == "," for part in between):
            return LEFT_OUT
        return 4.0 if after and far > 2 else 0.0
    if mention.way == "own":
        return (0.0 if mention.is_deployment else 1.0) + (5.0 if after and not scene.glues else 0.0)
    if not scene.analytic:
        return 0.0
    if mention.way == "fate":
        return 0.0 if after else 3.0
    if mention.way != "act" or mention.is_deployment:
        return 0.0
    passive = _be_before(scene, mention)
    if after:
        return 0.0 if passive or far <= 1 or any(part.has("joins.be") for part in between) else 4.0
    return 4.0 if passive else 0.0


def _of_others(scene: Scene, mention: Mention, between: Sequence[Part], *, after: bool) -> float:
    """What it costs that a verb behind a comma has a figure of its own: "they lost 40 men, *destroyed were two tanks*"."""
    following = scene.get(mention.end)
    has_own = following is not None and following.figure is not None
    parted = after and mention.way == "act" and any(part.norm == "," for part in between)
    return OWN_FIGURE if parted and has_own and not scene.analytic and not scene.glues else 0.0


def _fitness(group: Group, mention: Mention) -> float:
    """What it costs that people of this kind are hardly ever sent anywhere."""
    if not mention.is_deployment:
        return 0.0
    if group.bare:
        return 0.0 if group.rest else 2.0
    unnamed = group.people is None and not group.side.force and not group.side.side
    return 4.0 if unnamed and mention.way not in ("own", "noun") else 0.0


def _has_own_verb(scene: Scene, mention: Mention, group: Group) -> bool:
    """Whether the verb right behind a figure tells what befell its people, not the noun before: 손실은 90명이 *사망하고*."""
    verb = scene.get(group.end)
    if mention.way != "noun" or verb is None or not scene.ends(group.end - 1, "subject"):
        return False
    return plays(verb, "events.", "fate")


def _is_bound_before(scene: Scene, mention: Mention, group: Group) -> bool:
    """Whether an event before a group may be its own, where verbs stand last: "the *deployed* troops", "losses: 240"."""
    between = scene.parts[mention.end : group.begin]
    if mention.way in ("noun", "people"):
        included = [index for index, part in enumerate(between) if part.has("joins.part") and not part.has("joins.of_them")]
        if included and scene.ends(mention.end - 1, "subject"):  # 사상자가 전사 600명을 *포함해* 4,700명
            between = between[included[-1] + 1 :]
        return all(
            part.kind is Kind.MARK or part.time is not None or part.has("bounds.", "idle.", "counters.", "joins.more")
            for part in between
        )
    if between and any(part.norm in (":", "-") for part in between):
        return all(part.kind is not Kind.TERM or not part.has("events.") for part in between)
    if scene.ends(mention.end - 1, "connective") or (mention.way in ("act", "fate", "own") and scene.closes(mention.end - 1)):
        return False
    if between and scene.describes(mention.end - 1) and group.head is not None:
        return all(_is_compound(scene, index) for index in range(mention.end, min(group.head, group.begin)))
    return not between or (group.head is not None and mention.end == group.head)


def _is_compound(scene: Scene, index: int) -> bool:
    """Whether a part only names which people a noun behind it means: 파병된 *동명부대* 장병."""
    part = scene[index]
    if part.is_quote:
        return True
    if not (
        part.kind is Kind.WORD or part.has("force.", "bodies.", "people.bodies", "units.", "sides.", "places.", "joins.more")
    ):
        return False
    return scene.row.tokens[part.end - 1].ending == "" and not carries_particle(scene, index)


def reached(scene: Scene, mention: Mention, group: Group) -> bool:
    """ "the number of the dead … has risen to 34": a running figure of the noun."""
    row = scene.row
    first, last = scene[mention.begin].end, scene[group.at].begin
    if any("bounds.reach" in term.roles for term in row.terms if first <= term.begin and last - 2 <= term.end <= last + 1):
        return True
    given = row.has(scene[group.begin].begin - 1, "bounds.at") and group.begin > mention.end  # "*put* the number of dead *at* 28"
    return given and any(index < mention.begin for index in scene.where("bounds.put"))


def _be_before(scene: Scene, mention: Mention) -> bool:
    return any((part := scene.get(mention.begin - back)) is not None and part.has("joins.be") for back in (1, 2))


def _is_between(other: Group, group: Group, mention: Mention) -> bool:
    low, high = min(group.begin, mention.begin), max(group.end, mention.end)
    return low < other.at < high and not group.begin <= other.at < group.end


def _barrier(part: Part) -> float:
    if part.kind is Kind.MARK:
        return MARKS.get(part.norm, OTHER_MARK)
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

"""The events that a sentence tells, each with the way it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from bot.extract.people import is_head
from bot.extract.scene import Kind, Scene
from bot.model import DEPLOYMENTS, Event

__all__ = ["Mention", "mentions"]

TOLL = frozenset({Event.KILLED, Event.WOUNDED})

AWAY, CONTACT = 9, 10
"""A word that turns a movement round stands no more than so many parts behind its verb; "contact", before "lost"."""

CLAUSES = frozenset(",;:-")
"""Marks that end a clause."""

TAKEN = 4
"""The number of those who were taken stands no more than so many parts behind the verb."""

PAID = 8
"""What something cost stands no more than so many parts behind the verb."""


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
    there = [*(index for index in scene.where("joins.exist") if _is_there(scene, index)), *_whereabouts(scene)]
    paid = frozenset(index for index in scene.where("joins.cost") if _costs_people(scene, index))
    there += [index for index in scene.where("joins.leave") if _is_there(scene, index) and scene.ends(index - 1, "whither")]
    gone = frozenset(index for index in scene.where("joins.forever") if _is_all_told(scene, index))
    taken = frozenset(index for index in scene.where("joins.take") if _takes_people(scene, index))
    for index in sorted({*there, *paid, *gone, *taken, *scene.where("events.")}):
        if index in taken:
            found.append(Mention(index, index + 1, Event.CAPTURED, "act"))
            continue
        if index in gone:
            found.append(Mention(index, index + 1, Event.KILLED, "fate"))
            continue
        if index in there:
            found.append(Mention(index, index + 1, Event.DEPLOYED, "fate"))
            continue
        if index in paid:
            found.append(Mention(index, index + 1, Event.CASUALTIES, "own"))
            continue
        event, told = _told(scene[index].roles)
        if told in ("act", "fate") and _is_noun(scene, index):
            continue
        if told == "people" and _are_asked(scene, index):
            continue
        mention = _turned(scene, Mention(index, index + 1, event, told))
        if found and found[-1].end == index and found[-1].event is mention.event and "people" not in (found[-1].way, mention.way):
            way = mention.way if found[-1].way == "have" else found[-1].way
            found[-1] = Mention(found[-1].begin, index + 1, mention.event, way)
        elif found and _are_one(scene, found[-1], mention):
            found[-1] = Mention(found[-1].begin, index + 1, Event.CASUALTIES, found[-1].way)
        else:
            found.append(mention)
    return found


def _is_all_told(scene: Scene, index: int) -> bool:
    """Whether a figure has no other verb than where they went for ever: «из них 80 – *навсегда*»."""
    at = index - 1
    while (before := scene.get(at)) is not None and before.norm == "-":
        at -= 1
    return not scene.analytic and before is not None and before.figure is not None


def _takes_people(scene: Scene, index: int) -> bool:
    """Whether a verb of taking has a number right behind it, and no word that says what for: «*взяли* там двох корейців»."""
    if scene[index].has("events.", "quiet."):
        return False
    for part in scene.parts[index + 1 : index + TAKEN]:
        if part.figure is not None:
            return True
        if not (part.time is not None or part.has("places.there", "idle.", "joins.more", "bounds.") or part.norm == "-"):
            return False
    return False


@lru_cache(maxsize=1 << 10)
def _told(roles: frozenset[str]) -> tuple[Event, str]:
    """The event that roles tell first, and the way it is told: what befalls people goes before where they are sent."""
    named = (role.split(".") for role in sorted(roles) if role.startswith("events."))
    told = ((Event(event), way) for _, event, way in named)
    return min(told, key=lambda told: (told[0] in DEPLOYMENTS, WAYS.index(told[1])))


def _whereabouts(scene: Scene) -> frozenset[int]:
    """The parts that say no more than that somebody is somewhere: "900 *are* still at Agadez", "*are* now there"."""
    if not scene.analytic:
        return frozenset()
    arrived = [*scene.where("joins.arrived"), *(at for at, _ in scene.times() if scene.row.has(scene[at].begin, "joins.arrived"))]
    found: set[int] = {index for index in arrived if _reaches_a_place(scene, index)}
    for index in scene.where("joins.be"):
        at = index + 1
        while (part := scene.get(at)) is not None and part.has("joins.now"):
            at += 1
        told = at > index + 1 or scene[index].end - scene[index].begin > 1  # "*have been* in Latvia since August"
        before, place = scene.get(at), scene.get(at + 1)
        if place is not None and place.has("links.the", "compass.", "places.compass"):
            place = scene.get(at + 2)
        located = (
            before is not None and before.has("places.before") and not before.has("joins.infinitive", "bounds.over", "links.")
        )
        named = place is not None and place.has("place.", "places.there")
        if told and ((located and named) or (before is not None and before.has("places.there"))):
            found.add(index)
    return frozenset(found)


def _reaches_a_place(scene: Scene, index: int) -> bool:
    """Whether a verb of reaching has a place behind it and no figure: "two battalions *reached* Mogadishu"."""
    at = index + 1
    while (part := scene.get(at)) is not None and part.has("links.the", "compass.", "places.compass", "places.town"):
        at += 1
    return part is not None and part.figure is None and part.has("place.", "places.area", "places.there")


def _costs_people(scene: Scene, index: int) -> bool:
    """Whether a verb of cost names an army and its people as what was paid: «штурм *стоил* России трёх тысяч *солдат*»."""
    if scene.analytic or scene.glues or scene[index].has("events."):
        return False
    paid = False
    for at in range(index + 1, min(index + PAID, len(scene) - 1)):
        part = scene[at]
        if part.figure is not None:
            noun = scene[at + 1]
            return paid and is_head(noun) and not noun.has("events.")
        if part.kind in (Kind.MARK, Kind.WORD) or part.has("events.", "say.verbs", "joins.that"):
            return False
        paid = paid or part.has("force.", "sides.")
    return False


def _turned(scene: Scene, mention: Mention) -> Mention:
    """A movement that a word behind its object turns round: "*brought* its soldiers *home*", "*moved* 300 men *out of* town"."""
    if mention.event is Event.CASUALTIES and any(0 < mention.begin - index <= CONTACT for index in scene.where("joins.contact")):
        return replace(mention, event=Event.MISSING, way="act")  # "*contact* with 12 of them was lost"
    if mention.event is Event.WITHDRAWN and scene[mention.begin].has("joins.pull") and _goes_to_a_place(scene, mention):
        return replace(mention, event=Event.DEPLOYED)
    if scene.analytic and mention.event is Event.WITHDRAWN and mention.way == "fate" and _stays_behind(scene, mention):
        return replace(mention, event=Event.CASUALTIES, way="own")
    if mention.event is Event.WITHDRAWN and mention.way == "fate" and _is_kept(scene, mention):
        return replace(mention, event=Event.DEPLOYED, way="act")
    if mention.event is not Event.DEPLOYED or mention.way not in ("act", "fate"):
        return mention
    if _departs(scene, mention):
        return replace(mention, event=Event.WITHDRAWN)
    if not scene.where("joins.away", "joins.forever"):
        return mention
    for index in range(mention.end, min(mention.end + AWAY, len(scene))):
        part = scene[index]
        if part.norm in (",", ";", ":") or part.has("joins.that", "say.verbs", "events."):
            return mention
        if part.has("joins.forever"):  # «лишилися в посадці *назавжди*»
            return replace(mention, event=Event.KILLED)
        if part.has("joins.away"):
            following = scene.get(index + 1)
            counts = scene.analytic and following is not None and following.figure is not None  # "three *out of* four battalions"
            return mention if counts else replace(mention, event=Event.WITHDRAWN)
    return mention


def _is_kept(scene: Scene, mention: Mention) -> bool:
    """Whether a verb of leaving has people as its object, who stay somewhere: «а в Рафаху *залишив* одну бригаду»."""
    following = scene.get(mention.end)
    if scene.analytic or scene.glues or not scene[mention.begin].has("joins.keep"):
        return False
    if following is None or not (following.figure is not None or following.has("joins.more", "bounds.", "sides.reflexive")):
        return False
    for index in range(mention.begin - 1, 0, -1):
        if scene[index].norm in CLAUSES:
            return False
        if scene[index].has("place", "force.", "places.area") and scene[index - 1].has("places.before"):
            return not scene[index - 1].has("links.from")
    return False


def _departs(scene: Scene, mention: Mention) -> bool:
    """Whether people set out from somewhere and no goal is told: «*из Беларуси поехала* тысяча солдат»."""
    if scene.analytic or scene.glues or not scene[mention.begin].has("joins.depart"):
        return False
    begin, end = mention.begin, mention.end
    while begin > 0 and scene[begin - 1].norm not in CLAUSES:
        begin -= 1
    while end < len(scene) and scene[end].norm not in CLAUSES:
        end += 1
    left = inside = False
    for index in range(begin, end - 1):
        part, following = scene[index], scene[index + 1]
        if part.has("links.from") and not (following.kind is Kind.TIME or following.has("time.", "people.", "units.")):
            left = left or following.has("place", "force.", "places.", "counters.thing") or following.capital
            inside = following.kind is Kind.WORD and not following.capital  # «з *бази* в Тартусі»
        elif part.has("places.before") and following.has("place.", "force.", "places.area", "places.town"):
            if not inside:
                return False
            inside = False
    return left


def _stays_behind(scene: Scene, mention: Mention) -> bool:
    """Whether people were left for good: "the enemy *left* 60 men *on the battlefield*"."""
    for index in range(mention.end, min(mention.end + AWAY, len(scene))):
        part = scene[index]
        if part.norm in (",", ";", ":") or part.has("joins.that", "say.verbs", "events."):
            return False
        if part.has("joins.forever"):
            return True
    return False


def _is_there(scene: Scene, index: int) -> bool:
    """Whether a verb of being or going, right behind a place, tells where people are: 쿠르스크에 *있다*, 러시아로 *간*."""
    before = scene.get(index - 1)
    if before is None or not before.has("place", "force.", "places."):
        return False
    return scene.ends(index - 1, "located") and not scene.ends(index - 1, "genitive")


def _goes_to_a_place(scene: Scene, mention: Mention) -> bool:
    """Whether people are drawn on to somewhere: "is *pulling* two battalions *to Pokrovsk*"."""
    for index in range(mention.end, min(mention.end + AWAY, len(scene) - 1)):
        part, following = scene[index], scene[index + 1]
        if part.norm in (",", ";", ":") or part.has("joins.away", "links.from", "joins.that", "say.verbs", "events."):
            return False
        if part.has("joins.infinitive"):
            return following.has("place.", "links.the") or (following.kind is Kind.WORD and following.capital)
    return False


def _are_asked(scene: Scene, index: int) -> bool:
    """Whether people only tell something: «*по словам* самих *пленных*»."""
    if scene.analytic or scene.glues:
        return False
    near = (scene.get(index - back) for back in (1, 2))
    return any(part is not None and part.has("say.according") for part in near)


def _is_noun(scene: Scene, index: int) -> bool:
    """Whether a verb that is a noun as well is meant so: "*a* joint *patrol*", "*the* heavy *fighting*"."""
    if not scene[index].has("joins.nominal"):
        return False
    for at in range(index - 1, max(index - 4, -1), -1):
        if scene[at].has("links.a", "links.the") or (at == index - 1 and scene[at].figure is not None):
            return True
        if at == index - 1 and scene[at].has("links.of"):
            return True  # "in seven days *of fighting*"
        if scene[at].kind is not Kind.WORD and not scene[at].has("joins.heavy", "force.", "places."):
            return False
    return False


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

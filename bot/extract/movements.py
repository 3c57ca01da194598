"""Movements without a figure: troops that were or will be sent, "additional troops", "North Korean units arrived"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.bond import Bond
from bot.extract.events import Mention
from bot.extract.group import Group, without_figure
from bot.extract.groups import things
from bot.extract.people import is_head, is_mere_nation, plays, side_of
from bot.extract.scene import Kind, Part, Scene
from bot.model import Event

__all__ = ["free_heads", "more_to_come", "moved_troops", "nearest_head"]

NEAR = 9


def _is_company(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether soldiers are those beside whom others do it: "fighting next to *Russian forces*"."""
    between = scene.parts[mention.end : head]
    return scene.analytic and mention.way == "fate" and any(part.has("places.before") for part in between)


def free_heads(scene: Scene, found: Sequence[Group]) -> list[int]:
    """The nouns of people, and the armies, that no figure counts."""
    counted = {index for group in found for index in range(group.begin, group.end)}
    return [
        index
        for index, part in enumerate(scene.parts)
        if part.kind is Kind.TERM
        and index not in counted
        and not part.has("speaker.")
        and (is_head(part) or any(role.endswith(".army") for role in part.roles))
    ]


def nearest_head(scene: Scene, mention: Mention, found: Sequence[Group], reach: int = NEAR) -> int | None:
    """The nearest of them to an event, but not who sends them, no more than so many parts away; None where none is."""
    heads = (index for index in free_heads(scene, found) if abs(index - mention.begin) <= reach)
    near = (index for index in heads if not _is_sender(scene, mention, index))
    return min(near, key=lambda index: abs(index - mention.begin), default=None)


def more_to_come(scene: Scene, mention: Mention, found: Sequence[Group], others: Sequence[Mention]) -> Bond | None:
    """ "will likely send more troops", "is preparing to rotate its soldiers or increase the deployment"."""
    if not mention.is_deployment or mention.event is Event.WITHDRAWN:
        return None
    plans = [index for index in scene.where("plan.") if -8 <= mention.begin - index <= 12]
    if not plans and not scene[mention.begin].has("plan."):
        return None
    head = nearest_head(scene, mention, found, 6)
    if head is None:
        return None
    if any(other.is_deployment and abs(other.begin - head) < abs(mention.begin - head) for other in others):
        return None
    group = _with_sender(scene, mention, without_figure(scene, head))
    begin = min(group.begin - 2, mention.begin - 4)
    more = any(scene[index].has("joins.more") for index in range(max(0, begin), group.end))
    if not (more or group.side or _is_sent_by_a_state(scene, mention, head)):
        return None
    return Bond(group, Event.DEPLOYED, mention, 0.0, "more-to-come")


def _is_sender(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether people before a verb are those who do it: «*росіяни* збираються розгорнути …», «*окупанти* розмістили …»."""
    if scene.analytic or scene.glues or mention.way != "act" or head > mention.begin:
        return False
    if scene.row.lexicon.ends_in("oblique", scene.row.tokens[scene[head].end - 1].norm):
        return False  # «американських *солдатів* не відправлятимуть»
    return scene.row.lexicon.ends_in("active", scene.row.tokens[scene[mention.begin].end - 1].norm)


def _is_sent_by_a_state(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether a state that is no place will send them: "*Türkiye* is ready to send peacekeepers"."""
    if scene.glues or mention.way != "act" or head < mention.end or not scene[head].has("people.military", "people.bodies"):
        return False
    for index in range(mention.begin - 1, -1, -1):
        if scene[index].norm == ";" or scene[index].has("joins.that", "say.verbs"):
            return False
        if scene[index].has("force."):
            before = scene.get(index - 1)
            return before is None or not before.has("places.before")
    return False


def _with_sender(scene: Scene, mention: Mention, group: Group) -> Group:
    """The group with the state or army that sends it, where actors carry particles: *북한은* 교대 병력을 보낼 채비를 한다."""
    if group.side or not scene.glues or mention.way != "act" or group.begin >= mention.begin:
        return group
    for index in range(group.begin - 1, -1, -1):
        if scene[index].has("say.verbs") or scene[index].norm in (";", ":"):
            return group
        if scene.ends(index, "subject") and plays(scene[index], "force.", "name", "army"):
            return replace(group, side=side_of(scene[index], index))
    return group


def moved_troops(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """ "the first North Korean units arrived", "our units withdrew"."""
    begun = mention.event is Event.WITHDRAWN and mention.way == "noun" and _has_begun(scene, mention)
    if not mention.is_deployment or not (mention.way in ("act", "fate") or begun):
        return None
    head = nearest_head(scene, mention, found, 7)
    if head is None or scene[head].has("people.civilian", "people.either") or _travels(scene, mention, head):
        return None
    low, high = sorted((head, mention.begin))
    said = (index for index in range(low, high) if scene[index].has("say.verbs") and scene[index - 1].norm != ",")
    following = scene.get(head + 1)
    if (
        any(True for _ in said)
        or (mention.way == "fate" and things(scene))
        or (following is not None and following.has("joins.of_them"))
        or _is_company(scene, mention, head)
        or _is_told_aside(scene, mention, head)
    ):
        return None
    around = scene.parts[max(0, min(head, mention.begin) - 4) : max(head, mention.end) + 9]
    group = _with_sender(scene, mention, without_figure(scene, head))
    if _is_governed(scene, mention, group):
        return None
    advances = scene.analytic and mention.event is Event.DEPLOYED and mention.way == "fate" and group.side.side == "own"
    if advances:
        return None  # "*our forces* entered the town" tells of ground taken
    places = (
        ("place.", "place_adjective.")
        if scene.analytic or scene.glues
        else ("place.", "place_adjective.", "compass.", "places.there")
    )
    if not any(part.has(*places) or _is_other_land(scene, part, group) for part in around):
        return None
    stated = group.side or scene[head].has("people.state") or _moves_his_own(scene, mention, head)
    if not (stated or _is_sent_by_a_state(scene, mention, head)):
        return None
    return Bond(group, mention.event, mention, 0.0, "moved-mass")


def _moves_his_own(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether somebody tells what he does himself with troops of whom no more is said: 국방부는 *병력을 철수시켰다고* 했다."""
    if not scene.glues or mention.way != "act" or not scene.ends(head, "object"):
        return False
    if any(scene.ends(index, "subject") for index in scene.where("force.", "sides.")):
        return False
    first = next(iter(scene.where("speaker.")), None)
    return first is not None and first < head and scene.row.lexicon.ends_in("quoted", _last_of(scene, mention))


def _last_of(scene: Scene, mention: Mention) -> str:
    """The last word of a verb, with the words that its ending was cut into."""
    index = mention.end - 1
    following = scene.get(index + 1)
    if following is not None and scene.row.glued(following.begin):
        index += 1
    token = scene.row.tokens[scene[index].end - 1]
    return token.norm + token.ending


def _is_governed(scene: Scene, mention: Mention, group: Group) -> bool:
    """Whether another word governs the troops: «брошены *в полицейских*», «остановить *наступление* ВС РФ»."""
    before = scene.get(group.begin - 1)
    if scene.analytic or scene.glues or before is None or group.begin <= mention.begin:
        return False
    attribute = before.kind is Kind.WORD and not before.capital and plays(scene[group.at], "force.", "army")
    vehicle = scene.get(group.begin - 2)
    carried = vehicle is not None and vehicle.has("counters.thing")  # «прибыли *эшелоны с* российскими военными»
    return (before.has("places.before") and not carried) or attribute


def _is_other_land(scene: Scene, part: Part, group: Group) -> bool:
    """Whether a part names a state that is not the one whose troops move: «сенегальский контингент покинул *Гамбию*»."""
    if scene.analytic or scene.glues or not group.side.force or not plays(part, "force.", "name"):
        return False
    return all(code.split(".")[0] != group.side.force for code in part.values("force."))


def _is_told_aside(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether a clause of its own only says which people are meant: «добровольців, *які воюють* за Україну»."""
    if scene.analytic or scene.glues or head > mention.begin:
        return False
    between = scene.parts[head + 1 : mention.begin]
    return mention.way == "fate" and any(part.has("joins.that") for part in between)


def _has_begun(scene: Scene, mention: Mention) -> bool:
    """Whether a withdrawal is under way or over: «*завершён* отвод подразделений», «вывод войск *продолжается*»."""
    if scene.analytic or scene.glues or scene.where("plan."):
        return False
    return any(abs(index - mention.begin) <= NEAR for index in scene.where("joins.begun"))


def _travels(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether people may be travellers as well as soldiers."""
    return scene[mention.begin].has("joins.travel") and is_mere_nation(scene, head)

"""Why a figure with an event makes no statement all the same."""

from __future__ import annotations

from itertools import pairwise

from bot.extract.bond import Bond
from bot.extract.events import mentions
from bot.extract.group import Group
from bot.extract.groups import groups, things
from bot.extract.people import is_head, is_mere_nation, plays
from bot.extract.scene import Kind, Part, Scene
from bot.extract.setting import Setting
from bot.extract.sides import enemy_of
from bot.model import DEPLOYMENTS, Event, People, Unit

__all__ = ["hurts_in_training", "is_quiet", "refusal", "tells_of_a_sending"]

FOLLOWS = 6
TOLD_APART = 5
HARM = (Event.KILLED, Event.WOUNDED)
NEAR = 0.5
TROOPS = ("people.military", "people.bodies", "units.", "force.", "sides.", "bodies.institutions")
NO_SOLDIERS = "it does not say that these are soldiers"


def is_quiet(scene: Scene) -> bool:
    """Whether a sentence is about something else: an exchange, a training, a crew, history, a crime that no arms were used in."""
    quiet = [index for index in scene.where("quiet.") if not _is_going_home(scene, index)]
    return bool(quiet) and not (scene.where("arms.") and all(scene[index].has("quiet.crime") for index in quiet))


def _is_going_home(scene: Scene, index: int) -> bool:
    """Whether a contingent goes home, and not prisoners who were exchanged: «150 *французьких* солдатів повернулися додому»."""
    if not scene[index].has("quiet.home") or scene[index].has("quiet.exchange"):
        return False
    if scene.where("events.captured.", "quiet.exchange"):
        return False
    return _are_sent_out(scene)


def _are_sent_out(scene: Scene) -> bool:
    """Whether a sentence tells of a contingent, or of soldiers of a state of which no war is known that it has prisoners in."""
    if scene.where("events.deployed.noun", "people.bodies", "people.sent", "units."):
        return True
    sides = (
        code
        for index, part in enumerate(scene.parts)
        if plays(part, "force.", "adjective", "army", "people") or (index and is_head(scene[index - 1]))
        for code in part.values("force.")
    )
    return any(enemy_of(code.split(".")[0]) is None or _leaves_a_friend(scene, code.split(".")[0]) for code in sides)


def _leaves_a_friend(scene: Scene, code: str) -> bool:
    """Whether soldiers come home from a state that is not at war with theirs: «на родину *из России* вернулись солдаты КНДР»."""
    if scene.analytic or scene.glues:
        return False
    behind = (scene.get(index + 1) for index in scene.where("links.from"))
    left = (named.partition(".")[0] for part in behind if part is not None for named in part.values("force."))
    return any(state not in (code, enemy_of(code)) for state in left)


def hurts_in_training(scene: Scene) -> bool:
    """Whether all that would silence a sentence is a training, and people came to harm in it."""
    others = any(
        not (part.has("quiet.training", "quiet.drill", "quiet.complement") or _is_crew(part))
        for part in scene.parts
        if part.has("quiet.")
    )
    crew_alone = all(part.has("quiet.complement") or _is_crew(part) for part in scene.parts if part.has("quiet."))
    harm = (mention for mention in mentions(scene) if mention.way in ("act", "fate", "own"))
    return not others and any(mention.event in HARM or (crew_alone and not mention.is_deployment) for mention in harm)


def _is_crew(part: Part) -> bool:
    """Whether a crew is named as the people whom it befell."""
    return part.has("quiet.crew") and part.has("people.")


def tells_of_a_sending(scene: Scene) -> bool:
    """Whether soldiers are sent, to be trained or otherwise; an exchange or a crew stays quiet all the same."""
    if scene.where("quiet.exchange", "quiet.crew", "quiet.crime") or (scene.where("quiet.drill") and not scene.analytic):
        return False
    if any(not _is_going_home(scene, index) for index in scene.where("quiet.home")):
        return False
    return any(mention.is_deployment and mention.way in ("act", "fate", "own") for mention in mentions(scene))


def refusal(setting: Setting, bond: Bond, event: Event, people: People | None) -> str | None:
    """Why a bond makes no statement; None where it does."""
    if setting.memory.history:
        return "it is history"
    if setting.memory.drill and event not in HARM:
        return "it is an exercise"
    if _is_detail(setting, bond):
        setting.details.add(bond.group.at)
        return "a breakdown by sex, age or rank"
    if _are_losers(setting, bond):
        return "it only tells whose losses they are"
    if _is_of_things(setting, bond):
        return "it goes on about things that are no people"
    if people is None and _may_be_of_things(setting, bond):
        return "nothing says that these are people"
    if setting.memory.exchanged and bond.event is Event.CAPTURED and (bond.rule == "counted-people" or setting.scene.glues):
        return "the prisoners were exchanged"
    if setting.memory.exchanged and setting.scene.analytic and event in DEPLOYMENTS and _are_defenders(setting.scene, bond.group):
        return "the prisoners were exchanged"
    if setting.memory.accident and people is not People.MILITARY and event not in DEPLOYMENTS:
        return "it is a crime or an accident"
    if bond.rule == "present" and bond.group.side.side == "them" and setting.memory.people is not People.MILITARY:
        return NO_SOLDIERS
    if event in DEPLOYMENTS:
        return _unfit_for_sending(bond, people, setting.scene)
    mention = bond.mention
    if people is People.CIVILIAN and event is Event.CASUALTIES and mention is not None and mention.way == "own":
        return "workers that are lacking"
    return None


def _are_losers(setting: Setting, bond: Bond) -> bool:
    """Whether formations stand behind a noun of losses that a later figure tells: «втрати *двох дивізій* становили 640 осіб»."""
    mention, group = bond.mention, bond.group
    if (
        setting.scene.analytic
        or group.of is Unit.PERSON
        or mention is None
        or mention.way != "noun"
        or mention.end != group.begin
    ):
        return False
    return any(other.mention is mention and other.group.at > group.at for other in setting.bonds)


def _are_defenders(scene: Scene, group: Group) -> bool:
    """Whether people are named as one does the own ones: "another 303 *defenders* crossed the border"."""
    return group.side.side == "own" or (group.head is not None and scene[group.head].has("sides.own_people"))


def _unfit_for_sending(bond: Bond, people: People | None, scene: Scene) -> str | None:
    group, mention = bond.group, bond.mention
    if mention is not None and scene[mention.begin].has("joins.home") and not _are_sent_out(scene):
        return "they may come home from captivity"
    sends_troops = scene.glues and mention is not None and mention.way == "act"  # 파병, 파견
    if people is People.CIVILIAN and bond.rule != "coordinated":
        return "civilians are not deployed"
    travels = mention is not None and scene[mention.begin].has("joins.travel")
    if travels and group.head is not None and is_mere_nation(scene, group.head):
        return NO_SOLDIERS
    if _is_given_to(scene, bond):
        return "something is given to them"
    musters = sends_troops or (mention is not None and mention.way in ("own", "noun"))
    musters = musters or (
        mention is not None and scene[mention.begin].has("joins.body")
    )  # «*сократят контингент* на 500 человек»
    if mention is not None and mention.way == "noun" and people is None and not scene.where(*TROOPS):
        return NO_SOLDIERS  # "the number of the employed"
    if group.bare and people is not People.MILITARY and not musters:
        return NO_SOLDIERS
    if group.head is not None and scene[group.head].has("people.behind"):
        return None  # "1,000 *police*"
    men = group.head is not None and scene[group.head].has("people.men") and bool(scene.where("sides.", "force.", "units."))
    if group.figure is not None and people is None and not group.side.force and not musters and not men:
        return NO_SOLDIERS
    return None


def _is_given_to(scene: Scene, bond: Bond) -> bool:
    """Whether people stand in the case of those to whom something is brought: «300 *бойцам* доставили форму»."""
    group, mention = bond.group, bond.mention
    if group.head is None or group.figure is None or group.of is not Unit.PERSON or mention is None or mention.way != "act":
        return False
    before = scene.get(group.begin - 1)
    led = before is not None and before.has("places.before")  # «к 300 солдатам отправили»
    return not led and scene.row.lexicon.ends_in("dative", scene.row.tokens[scene[group.head].end - 1].norm)


def _is_detail(setting: Setting, bond: Bond) -> bool:
    """Whether the group is part of the one before, told apart by what sort of people they are."""
    scene, group = setting.scene, bond.group
    previous = setting.before(bond)
    kind = scene.get(group.end)
    if scene.analytic and group.rest and kind is not None and kind.has("people.kinds"):
        return True  # "30 people, 12 of them *children*,"
    if bond.rule == "coordinated" and group.head is not None and previous is not None and previous.group.at in setting.details:
        return True
    if scene.glues and (behind := setting.behind(bond)) is not None and _is_included(scene, group):
        return bond.event is behind.event and not group.side.force
    if previous is not None and group.head is not None and _is_told_apart(setting, bond, previous):
        return True
    before = [
        part for index, part in enumerate(scene.parts[: group.begin]) if index >= group.begin - 3 and not _includes(scene, part)
    ]
    following = scene.get(group.end)
    among = scene.analytic and following is not None and following.has("joins.part") and not following.has("joins.of_them")
    if among and previous is not None and group.head is not None and scene[group.head].has("people.kinds"):
        ends = scene.get(group.end + 1)
        if ends is None or ends.kind is Kind.MARK:  # "four *officers among them*,"
            return True
    is_part = group.rest or any(part.has("joins.part", "joins.of_them") for part in before)
    if not is_part or group.of is not Unit.PERSON or group.side:
        return False
    if previous is not None and previous.group.of is not Unit.PERSON and group.bare and group.rest:
        told = kind is not None and (kind.norm == "-" or kind.has("places.before") or kind.kind is Kind.TIME)
        return not told or (kind is not None and kind.has("links.from"))  # «три полки, серед них один *з-під* Роботиного»
    if any(part.has("joins.part") and following.has("events.") for part, following in pairwise(before)):
        return True
    if group.head is not None and bond.mention is not None and bond.mention.way == "people" and previous is None:
        return scene[group.head].has("people.kinds")  # "the dead include six women"
    if bond.rule == "counted-people":
        return False
    shares = bond.mention in [other.mention for other in setting.bonds if other is not bond]
    if bond.rule not in ("coordinated", "list-event") and not shares:
        return False
    follows = scene.parts[group.end : group.end + FOLLOWS]
    if not scene.analytic and not scene.glues and group.head is None and any(part.time is not None for part in follows[:2]):
        return False  # «з яких 1 030 – *за минулу добу*»
    has_place = any(part.has("place.", "place_adjective.", "force.", "places.there") or part.capital for part in follows)
    if group.head is not None:
        noun = scene[group.head]
        civilians = noun.has("people.civilian") and setting.memory.people is People.CIVILIAN
        return civilians or noun.has("people.kinds") or not noun.has("people.military", "people.civilian")
    return not has_place


def _includes(scene: Scene, part: Part) -> bool:
    """Whether a word says that what stands before it is part of what follows: 경찰관 10명을 *포함해* 17명."""
    return scene.glues and part.has("joins.part") and not part.has("joins.of_them")


def _is_included(scene: Scene, group: Group) -> bool:
    following = scene.get(group.end)
    return following is not None and _includes(scene, following)


def _may_be_of_things(setting: Setting, bond: Bond) -> bool:
    """Whether what was "eliminated" may as well be drones: no word of people or of a side stands in the headline."""
    scene, group, mention, memory = setting.scene, bond.group, bond.mention, setting.memory
    if memory.line or not group.bare or group.side or mention is None or mention.way != "act" or scene.glues:
        return False
    if not scene[mention.begin].has("joins.foe") or bond.event is Event.CAPTURED or memory.people is not None:
        return False
    known = memory.force is not None or bool(memory.lead.side) or memory.lead.event is not None
    return not known and not scene.where("people.", "force.", "sides.", "units.")


def _goes_on(scene: Scene, at: int, end: int) -> bool:
    """Whether what stands between two figures tells of nothing but places: the second counts what the first one does."""
    return not any(part.has("events.", "people.", "say.") for part in scene.parts[at + 1 : end])


def _is_article(scene: Scene, at: int) -> bool:
    """Whether "one" in words counts nothing, before a time: «на *один* лише листопад»."""
    figure, behind = scene[at].figure, scene.get(at + 1)
    if behind is not None and behind.has("idle."):
        behind = scene.get(at + 2)
    return figure is not None and figure.low == figure.high == 1 and behind is not None and behind.time is not None


def _is_told_apart(setting: Setting, bond: Bond, previous: Bond) -> bool:
    """Whether a colon opens a breakdown by sex or age: "24 were injured: *18 men* and six women"."""
    scene, group = setting.scene, bond.group
    between = scene.parts[previous.group.end : group.begin]
    if scene.glues or len(between) > TOLD_APART or not any(part.norm == ":" for part in between):
        return False
    return group.head is not None and scene[group.head].has("people.kinds", "people.either") and not group.side


def _is_of_things(setting: Setting, bond: Bond) -> bool:
    """Whether a bare figure goes on counting the things that the figure before it counted ("16 more were lost")."""
    scene, group, mention = setting.scene, bond.group, bond.mention
    if scene.analytic and group.rest and group.bare and mention is None:  # "19 clashes, *six of them* near the town"
        counted = [index for index in scene.figures if index < group.at]
        return bool(counted) and counted[-1] in things(scene)
    if not group.bare or group.rest or bond.event in (Event.WOUNDED, Event.CAPTURED):
        return False
    if scene.glues and any(scene.row.has(at, "counters.person") for at in range(scene[group.at].begin, scene[group.at].end + 1)):
        return False
    if (
        mention is not None
        and mention.way == "noun"
        and (mention.begin == group.end or mention.end >= group.begin >= mention.begin - 1)
    ):
        return False
    if mention is not None and mention.way in ("noun", "people") and bond.cost <= NEAR:
        return False
    earlier = [index for index in range(group.at) if scene[index].figure is not None and not _is_article(scene, index)]
    if not earlier:
        return setting.memory.thing
    found = {other.at: other for other in groups(scene)}
    people = {at for at, other in found.items() if not other.bare or other.side.force}
    while len(earlier) > 1 and earlier[-1] in found and earlier[-1] not in people and _goes_on(scene, earlier[-1], group.at):
        earlier.pop()  # "eight drones over Kursk, four over Bryansk, *two* over Crimea"
    return earlier[-1] not in people and earlier[-1] in things(scene)

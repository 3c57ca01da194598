"""Whose people they are: the group's own words, the event's owner, what is coordinated, the headline, what carries over."""

from __future__ import annotations

from bot.extract.actors import actor_of, are_both, loser_of, owner_of, paid_by, sufferer_of
from bot.extract.bond import Bond
from bot.extract.forces import Answer, force_at, force_of_side, told_of
from bot.extract.group import without_figure
from bot.extract.homes import at_home, civil_force, state_of_place
from bot.extract.people import is_head, plays, side_of
from bot.extract.setting import Setting
from bot.extract.sides import enemy_of
from bot.extract.untold import untold_force
from bot.model import DEPLOYMENTS, Event, People

__all__ = ["LOSER", "SIDE", "force_of", "noun_beside"]

TOPIC = 8
RANKS = 3
"""A force stands no more than so many parts behind the words «у», «со стороны»."""

LOSER, SIDE = "loser", "side"


def force_of(setting: Setting, bond: Bond, people: People | None) -> Answer:
    """The code of the force (None where it cannot be told) and the name of the rule that told it."""
    return (
        _by_own_words(setting, bond)
        or _of_no_state(setting, bond)
        or _of_the_state(setting, bond)
        or _by_company(setting, bond, people)
        or _of_next(setting, bond)
        or _of_ranks(setting, bond, people)
        or _by_event(setting, bond)
        or _by_topic(setting, bond)
        or _of_foes(setting, bond, people)
        or untold_force(setting, bond, people)
    )


def _by_own_words(setting: Setting, bond: Bond) -> Answer | None:
    side = bond.group.side
    if side.side == "both" or (not side and are_both(setting, bond)):
        return None, "both-sides"
    if side.side in ("reflexive", "them"):
        voice = setting.voice
        speaks = voice.nation if voice is not None and voice.taken and side.side == "reflexive" else None
        tells = speaks or _spoken_of(setting, bond)
        if setting.scene.glues and speaks and not _has_subject(setting, bond):
            return speaks, "reflexive"
        if _are_struck(setting, bond):  # "the ministry says a Turkish drone killed two of *its* soldiers"
            return tells or setting.memory.force, "reflexive"
        return actor_of(setting, bond) or tells or setting.memory.force, "reflexive"
    head, mine = bond.group.head, setting.memory.own or setting.memory.channel.nation
    if head is not None and setting.scene[head].has("people.peace") and mine is not None and mine.islower():
        return mine, "peacekeepers"
    left = bond.event is Event.WITHDRAWN and side.at > 0 and setting.scene[side.at - 1].has("links.from")  # «військ із Сирії»
    if (side.force or side.side) and not (_is_left_mission(setting, bond) if setting.scene.analytic else left):
        return force_of_side(setting, side), "own-words"
    return None


def _has_subject(setting: Setting, bond: Bond) -> bool:
    """Whether a force besides who speaks is marked as the one who acts: 국방부는 *러시아가* 자국 군인을 …"""
    scene, taken = setting.scene, setting.voice.taken if setting.voice is not None else frozenset()
    return any(scene.ends(index, "subject") for index in scene.where("force.") if index < bond.group.begin and index not in taken)


def _are_struck(setting: Setting, bond: Bond) -> bool:
    """Whether people are the object of a verb of killing, so that they are hardly of the one who did it."""
    mention = bond.mention
    acts = mention is not None and mention.way == "act" and not mention.is_deployment and mention.begin < bond.group.begin
    return setting.scene.analytic and acts and bond.event is not Event.CASUALTIES


def _spoken_of(setting: Setting, bond: Bond) -> str | None:
    """The state that tells of its own people: "*the Armenian ministry* says two of its servicemen were killed"."""
    voice = setting.voice
    tells = voice is not None and voice.rule == "says" and setting.scene.analytic and setting.before(bond) is None
    return voice.nation if voice is not None and tells else None


def _is_left_mission(setting: Setting, bond: Bond) -> bool:
    """Whether a force behind "from" is only what they leave: "Britain withdraws 250 troops *from the UN mission*"."""
    scene, at = setting.scene, bond.group.side.at
    if not scene.analytic or bond.event is not Event.WITHDRAWN or at < bond.group.at:
        return False
    leaves = any((part := scene.get(at - back)) is not None and part.has("links.from") for back in (1, 2))
    if leaves and scene[at - 2].has("joins.away"):
        return True  # "brought home *from Mali*"
    mention = bond.mention
    if leaves and mention is not None and mention.way == "act" and mention.begin < bond.group.begin:
        return True
    following = scene.get(at + 1)
    names_a_body = following is not None and following.has("bodies.institutions", "events.deployed.noun")
    return leaves and (names_a_body or plays(scene[at], "force.", "army"))


def _of_no_state(setting: Setting, bond: Bond) -> Answer | None:
    """Militants and mercenaries of whom nothing is said are of the group spoken of, and of no state."""
    head, known = bond.group.head, setting.memory.force
    if head is None or not setting.scene[head].has("people.irregular"):
        return None
    owner = owner_of(setting, bond) if bond.mention is not None else None
    lost = owner if bond.mention is not None and bond.mention.way == "own" else None
    if (lost := lost or (None if setting.scene.analytic or setting.scene.glues else loser_of(setting, bond))) is not None:
        return lost, "event-words"
    known = owner or _group_named(setting, bond) or known
    return (known if known is not None and known.islower() else None), "fighters-of-no-state"


def _of_the_state(setting: Setting, bond: Bond) -> Answer | None:
    """Government troops are of the state they fight in, whoever tells of them: 아라칸군은 *정부군* 450명을 사살했다고 …"""
    scene, group = setting.scene, bond.group
    end = group.end if scene.glues else min(group.end + 1, len(scene))  # «200 солдатів *хунти*»
    if not any(scene[index].has("people.state") for index in range(group.begin, end)):
        return None
    rebels = [code for index in scene.where("force.") for code in _codes(setting, index) if code.islower()]
    rebels += [said.nation for said in (setting.voice,) if said is not None and said.nation and said.nation.islower()]
    rebels += [memory.own for memory in (setting.memory,) if memory.own is not None and memory.own.islower()]
    states = (enemy_of(code) for code in rebels)
    state = state_of_place(setting, bond) or next((code for code in states if code and code.isupper()), None)
    named = [code for code in setting.memory.nations if code.isupper() and code != setting.memory.channel.nation]
    state = state or (named[0] if len(named) == 1 else None)
    return (state, "government-troops") if state is not None else None


def _codes(setting: Setting, index: int) -> tuple[str, ...]:
    return tuple(code.split(".")[0] for code in setting.scene[index].values("force."))


def _group_named(setting: Setting, bond: Bond) -> str | None:
    """The group of no state that was named last before in the sentence: «командира *„Хезболли“* та ще 11 бойовиків»."""
    if setting.scene.glues:
        return None
    before = reversed([index for index in setting.scene.where("force.") if index < bond.group.begin])
    codes = (code.split(".")[0] for index in before for code in setting.scene[index].values("force."))
    return next((code for code in codes if code.islower()), None)


def _by_company(setting: Setting, bond: Bond, people: People | None) -> Answer | None:
    """What stands in a row with an earlier group, or is taken out of it, is of its force."""
    group, mention, force = bond.group, bond.mention, setting.memory.force
    previous = setting.before(bond)
    if previous is not None and (owner := _owner_of_noun(setting, bond)) is not None:
        return owner, "event-words"
    if bond.rule == "coordinated" and bond.event in DEPLOYMENTS and force:
        return force, "coordinated"
    of_named = group.bare and force is not None and previous is not None and previous.group.side.force == force
    if of_named and _is_inflected(setting) and (mention is None or mention.way != "own"):
        return force, "of-them"  # «загинули 78 *іранців*, понад 320 поранено»
    if people is People.CIVILIAN and not group.rest:
        beside = force if bond.rule == "coordinated" and force is not None and force.isupper() else None
        return civil_force(setting, bond) or beside, "civilians"
    told = told_of(setting, group.at) if group.rest and previous is None else None
    if told is not None:
        return setting.scene[told].values("force.")[0].split(".")[0], "of-them"
    if group.rest and previous is None and force:
        return force, "of-them"
    if bond.rule in ("coordinated", "increment") and force:
        return force, "coordinated"
    if (group.bare or group.rest) and previous is not None:
        another_loser = mention is not None and mention.way == "own" and previous.mention is not mention
        if not another_loser:
            return force, "of-them"
    if previous is not None and group.more and group.head is not None and _names_only_people(setting, group.head):
        return force, "others-of-them"  # "two insurgents were killed and two *others* captured"
    return None


def _is_inflected(setting: Setting) -> bool:
    return not (setting.scene.analytic or setting.scene.glues)


def _names_only_people(setting: Setting, head: int) -> bool:
    """Whether a noun says no more than that they are people, "others", of whom something was told before."""
    return setting.scene.analytic and setting.scene[head].has("people.either") and setting.scene[head].has("joins.more")


def _of_next(setting: Setting, bond: Bond) -> Answer | None:
    """ "18 were killed and 11 *occupiers* wounded": the noun that a bare figure leaves to the next one."""
    following = setting.behind(bond)
    if not bond.group.bare or following is None or not following.group.side:
        return None
    between = setting.scene.parts[bond.group.end : following.group.begin]
    in_a_row = all(part.norm == "," or part.has("joins.and", "events.") for part in between)
    return (force_of_side(setting, following.group.side), "noun-of-the-next") if in_a_row else None


def _of_ranks(setting: Setting, bond: Bond, people: People | None) -> Answer | None:
    """In whose ranks it happened: «*у ВСУ* 300 погибших», «*со стороны противника* погибли 20 человек»."""
    scene, group = setting.scene, bond.group
    if people is People.CIVILIAN or bond.event is Event.WITHDRAWN or bond.rule == "coordinated":
        return None
    if scene.glues and not group.side and bond.event not in DEPLOYMENTS:
        among = [at for at in scene.where("sides.own", "sides.enemy") if at < group.begin and scene.ends(at, "among")]
        return (force_of_side(setting, side_of(scene[among[-1]], among[-1])), LOSER) if among else None  # *우리 쪽에서는* 두 명이
    for index in reversed(scene.where("joins.ranks")):
        behind = 0 <= index - group.end <= RANKS and all(part.has("events.") for part in scene.parts[group.end : index])
        between = scene.parts[index + 1 : group.begin]
        if not behind and (index > group.begin or any(part.norm == ";" or part.has("say.verbs") for part in between)):
            continue
        for near in range(index + 1, min(index + 1 + RANKS, len(scene))):
            side = side_of(scene[near], near)
            if side.force or side.side in ("own", "enemy"):
                return force_of_side(setting, side), LOSER
            if not scene[near].is_quote:
                break
    return None


def _by_topic(setting: Setting, bond: Bond) -> Answer | None:
    """ "*North Korean troops*: some 1,100 casualties": the army that a sentence puts before its colon."""
    voice = setting.voice
    told = ".army" if setting.scene.analytic else ".name" if setting.scene.glues else ".people"  # *캄보디아 측*: 전사자 100명
    kinds = (".army", told)
    for index, part in enumerate(setting.scene.parts[: min(TOPIC, bond.group.begin)]):
        if part.norm == ":":
            codes = (
                role for other in range(index) if voice is None or other not in voice.taken for role in setting.scene[other].roles
            )
            armies = [role.split(".")[1] for role in codes if role.startswith("force.") and role.endswith(kinds)]
            alone = not armies and setting.before(bond) is None
            owner = (_owner_of_bill(setting, bond, index) or _side_of_topic(setting, index)) if alone else None
            return (armies[-1], "topic") if armies else (owner, SIDE) if owner is not None else None
        if part.norm == "," and setting.scene.analytic and index and setting.scene[index - 1].has("joins.side"):
            owner = _side_of_topic(setting, index)  # "*on the enemy side*, 25 were killed"
            return (owner, SIDE) if owner is not None else None
    return None


def _side_of_topic(setting: Setting, end: int) -> str | None:
    """ "*Among the enemy*: 25 killed": the side that the words up to a colon tell, if they name no more than that."""
    scene = setting.scene
    if not (scene.analytic or scene.glues) or any(part.has("events.", "time.strike", "say.") for part in scene.parts[:end]):
        return None
    for index in range(end):
        side = side_of(scene[index], index)
        if side.side in ("own", "enemy") or (
            scene.analytic and side.force and end == index + 2 and scene[index + 1].has("joins.side")
        ):
            return force_of_side(setting, side)
    return None


def _owner_of_bill(setting: Setting, bond: Bond, colon: int) -> str | None:
    """ "*Russia's* bill for Chasiv Yar: some 5,000 dead": whose possession a sentence puts before its colon, if no strike."""
    scene = setting.scene
    if not scene.analytic or bond.event in DEPLOYMENTS or any(part.has("time.strike", "arms.") for part in scene.parts[:colon]):
        return None
    for index in range(colon - 1):
        last = scene.row.tokens[scene[index].end - 1]
        taken = setting.voice is not None and index in setting.voice.taken
        if scene[index].has("force.") and not taken and scene.row.lexicon.ends_in("possessive", last.norm + last.ending):
            return scene[index].values("force.")[0].split(".")[0]
    return None


def _of_foes(setting: Setting, bond: Bond, people: People | None) -> Answer | None:
    """People of whom one only says so when they are the enemy's: "12 were eliminated"."""
    mention = bond.mention
    if people is People.CIVILIAN:
        return None
    foes = setting.scene.where("joins.foe")
    taken = bool(foes) and (bond.event is Event.CAPTURED or any(not setting.scene[index].has("events.") for index in foes))
    if not taken and (mention is None or not setting.scene[mention.begin].has("joins.foe")):
        return None
    does = mention is None or mention.way == "act" or setting.scene.analytic or setting.scene.glues
    foe = enemy_of((actor_of(setting, bond) if does else None) or setting.side)
    return (foe, "eliminated") if foe is not None else None


def _by_event(setting: Setting, bond: Bond) -> Answer | None:
    group, mention = bond.group, bond.mention
    if group.bare and (noun := noun_beside(setting, bond)) is not None:
        side = without_figure(setting.scene, noun).side
        if side:
            return force_of_side(setting, side), "noun-before"
    owner = paid_by(setting, bond) or (owner_of(setting, bond) if mention is not None else None)
    owner = owner or _owner_of_fallen(setting, bond) or _owner_of_noun(setting, bond)
    if owner is not None:
        return owner, "event-words"
    if bond.event in DEPLOYMENTS:
        origin = _origin(setting, bond) if bond.event is not Event.WITHDRAWN else None
        return (origin, "origin") if origin is not None else None
    behind = mention is not None and mention.way == "people" and group.head is not None and mention.begin >= group.end
    if bond.event is Event.CAPTURED and mention is not None and (mention.way == "act" or (behind and setting.scene.analytic)):
        foe = enemy_of(actor_of(setting, bond))
        if foe is not None:
            return foe, "captor"
        return at_home(setting, bond)
    if (
        mention is not None
        and mention.way == "act"
        and mention.begin < group.begin
        and (home := at_home(setting, bond)) is not None
    ):
        return home
    suffers = mention is not None and mention.way in ("noun", "people")
    if setting.scene.analytic and bond.event is Event.CAPTURED:
        suffers = False  # "we *took* 594 of them prisoner"
    loser = (sufferer_of(setting, bond) if suffers else None) or loser_of(setting, bond)
    return (loser, LOSER) if loser is not None else None


def _owner_of_fallen(setting: Setting, bond: Bond) -> str | None:
    """ "*Russia's* killed and wounded in February": whose they are who are named by what befell them."""
    scene, mention = setting.scene, bond.mention
    before = scene.get(mention.begin - 1) if mention is not None else None
    if not scene.analytic or mention is None or before is None or mention.begin >= bond.group.begin or mention.way == "own":
        return None
    codes = [code for code in before.values("force.") if code.endswith(".adjective")]
    if plays(before, "force.", "name") and mention.way == "act":
        return None  # "*Boko Haram* killed"
    return codes[0].split(".")[0] if codes and not mention.is_deployment else None


def _owner_of_noun(setting: Setting, bond: Bond) -> str | None:
    """ "*러시아는* 전사 35만 명에 부상 60만 명": what befell them stands as a noun between those and their figure."""
    scene, mention, group = setting.scene, bond.mention, bond.group
    if not scene.glues or mention is None or not group.bare or mention.is_deployment or mention.end > group.begin:
        return None
    at = mention.begin - 1
    if at < 0 or not all(part.has("bounds.", "time.", "counters.also") for part in scene.parts[mention.end : group.begin]):
        return None
    return force_at(setting, at) if scene[at].has("force.", "sides.") else None


def _origin(setting: Setting, bond: Bond) -> str | None:
    """ "*From North Korea* 25,000 soldiers will arrive in Russia"."""
    scene = setting.scene
    comma = max((index for index in range(bond.group.begin) if scene[index].norm == ","), default=-1)
    for index in range(0 if scene.analytic else comma + 1, bond.group.begin - 1):
        if scene[index].has("links.from", "ranges.from") and bond.mention is not None and bond.mention.way == "fate":
            codes = [code for code in scene[index + 1].values("force.") if code.endswith(".name")]
            if codes:
                return codes[0].split(".")[0]
    return None


def noun_beside(setting: Setting, bond: Bond) -> int | None:
    """The noun of a bare figure: "*our soldiers* who fell number 240", "the number of killed *enemy soldiers* exceeds 300"."""
    scene, mention, at = setting.scene, bond.mention, bond.group.begin
    if mention is None or mention.way not in ("fate", "act"):
        return None
    order: tuple[int, ...] = (*range(mention.end, at), *range(mention.begin - 1, max(mention.begin - 9, -1), -1))
    for index in order:
        if scene[index].norm in (";", ":") or scene[index].figure is not None:
            return None
        if is_head(scene[index]):
            return index
    return None

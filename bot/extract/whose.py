"""Whose people they are: the group's own words, the event's owner, what is coordinated, the headline, what carries over."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.attach import Bond
from bot.extract.events import Mention
from bot.extract.groups import Group, without_figure
from bot.extract.insertions import inserted
from bot.extract.lexicon import speaker as speaker_row
from bot.extract.people import Side, is_head, plays
from bot.extract.places import land_at
from bot.extract.scene import Kind
from bot.extract.setting import Setting
from bot.extract.sides import enemy_of
from bot.extract.where import place_of
from bot.model import DEPLOYMENTS, Event, People

__all__ = ["LOSER", "civil_force", "force_of"]

FALLEN = (Event.KILLED, Event.WOUNDED, Event.MISSING)
TOPIC = 6
LOST = 12
LOSER = "loser"
PARTED = frozenset(",;:(")
Answer = tuple[str | None, str]


def force_of(setting: Setting, bond: Bond, people: People | None) -> Answer:
    """The code of the force (None where it cannot be told) and the name of the rule that told it."""
    return (
        _by_own_words(setting, bond)
        or _of_no_state(setting, bond)
        or _by_company(setting, bond, people)
        or _of_next(setting, bond)
        or _by_event(setting, bond)
        or _by_topic(setting, bond)
        or _of_foes(setting, bond, people)
        or _by_story(setting, bond, people)
    )


def civil_force(setting: Setting, bond: Bond) -> str | None:
    """The state whose civilians they are: that of the place, else the channel's."""
    if bond.group.side.force:
        return bond.group.side.force
    voice = setting.voice
    reports = setting.scene.glues or (setting.memory.is_outlet and not setting.scene.analytic)
    speaks = voice.nation if voice is not None and reports and not voice.is_outlet else None
    speaks = speaks if speaks is not None and speaks.isupper() else None
    return _state_of_place(setting, bond) or speaks or _unless_it_struck(setting, bond, setting.memory.nation) or None


def _unless_it_struck(setting: Setting, bond: Bond, nation: str | None) -> str | None:
    """The nation a report speaks of, but not where it is the one that did it: "*Israel* killed 20 people"."""
    mention = bond.mention
    if not (setting.scene.analytic and setting.memory.is_outlet) or mention is None or mention.way != "act":
        return nation
    return None if mention.begin < bond.group.begin and _actor(setting, bond) == nation else nation


def _state_of_place(setting: Setting, bond: Bond) -> str | None:
    """The state that it happened in."""
    place = place_of(setting, bond)
    if place is not None and place.nation is not None:
        return place.nation
    if not setting.scene.analytic:
        return None
    behind = (other.nation for other in setting.places if place is not None and other.begin > place.begin and other.nation)
    if (state := next(behind, None)) is not None:
        return state
    lands = ((abs(index - bond.group.at), land_at(setting.scene, index)) for index in setting.scene.where("force."))
    near = sorted((far, code) for far, code in lands if code is not None)
    return near[0][1] if near else None


def _by_own_words(setting: Setting, bond: Bond) -> Answer | None:
    side = bond.group.side
    if side.side == "both":
        return None, "both-sides"
    if side.side in ("reflexive", "them"):
        voice = setting.voice
        speaks = voice.nation if voice is not None and voice.taken and side.side == "reflexive" else None
        return _actor(setting, bond) or speaks or _spoken_of(setting, bond) or setting.memory.force, "reflexive"
    left = bond.event is Event.WITHDRAWN and side.at > 0 and setting.scene[side.at - 1].has("links.from")  # «військ із Сирії»
    if (side.force or side.side) and not (_is_left_mission(setting, bond) if setting.scene.analytic else left):
        return _resolved(setting, side), "own-words"
    return None


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
    following = scene.get(at + 1)
    names_a_body = following is not None and following.has("bodies.institutions", "events.deployed.noun")
    return leaves and (names_a_body or plays(scene[at], "force.", "army"))


def _of_no_state(setting: Setting, bond: Bond) -> Answer | None:
    """Militants and mercenaries of whom nothing is said are of the group spoken of, and of no state."""
    head, known = bond.group.head, setting.memory.force
    if head is None or not setting.scene[head].has("people.irregular"):
        return None
    owner = _owner(setting, bond) if bond.mention is not None else None
    if owner is not None and bond.mention is not None and bond.mention.way == "own":
        return owner, "event-words"
    known = owner or _group_named(setting, bond) or known
    return (known if known is not None and known.islower() else None), "fighters-of-no-state"


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
    if bond.rule == "coordinated" and bond.event in DEPLOYMENTS and force:
        return force, "coordinated"
    if people is People.CIVILIAN and not group.rest:
        return civil_force(setting, bond), "civilians"
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
    return (_resolved(setting, following.group.side), "noun-of-the-next") if in_a_row else None


def _by_topic(setting: Setting, bond: Bond) -> Answer | None:
    """ "*North Korean troops*: some 1,100 casualties": the army that a sentence puts before its colon."""
    voice = setting.voice
    for index, part in enumerate(setting.scene.parts[: min(TOPIC, bond.group.begin)]):
        if part.norm == ":":
            codes = (
                role for other in range(index) if voice is None or other not in voice.taken for role in setting.scene[other].roles
            )
            armies = [role.split(".")[1] for role in codes if role.startswith("force.") and role.endswith(".army")]
            return (armies[-1], "topic") if armies else None
    return None


def _of_foes(setting: Setting, bond: Bond, people: People | None) -> Answer | None:
    """People of whom one only says so when they are the enemy's: "12 were eliminated"."""
    mention = bond.mention
    if people is People.CIVILIAN:
        return None
    taken = bond.event is Event.CAPTURED and bool(setting.scene.where("joins.foe"))
    if not taken and (mention is None or not setting.scene[mention.begin].has("joins.foe")):
        return None
    foe = enemy_of(_actor(setting, bond) or setting.nation)
    return (foe, "eliminated") if foe is not None else None


def _by_event(setting: Setting, bond: Bond) -> Answer | None:
    group, mention = bond.group, bond.mention
    if group.bare and (noun := noun_beside(setting, bond)) is not None:
        side = without_figure(setting.scene, noun).side
        if side:
            return _resolved(setting, side), "noun-before"
    owner = _owner(setting, bond) if mention is not None else None
    owner = owner or _owner_of_fallen(setting, bond)
    if owner is not None:
        return owner, "event-words"
    if bond.event in DEPLOYMENTS:
        origin = _origin(setting, bond) if bond.event is not Event.WITHDRAWN else None
        return (origin, "origin") if origin is not None else None
    if bond.event is Event.CAPTURED and mention is not None and mention.way == "act":
        foe = enemy_of(_actor(setting, bond))
        if foe is not None:
            return foe, "captor"
        return _at_home(setting, bond)
    if (
        mention is not None
        and mention.way == "act"
        and mention.begin < group.begin
        and (home := _at_home(setting, bond)) is not None
    ):
        return home
    loser = (_sufferer(setting, bond) if mention is not None and mention.way in ("noun", "people") else None) or _loser(
        setting, bond
    )
    return (loser, LOSER) if loser is not None else None


def _owner_of_fallen(setting: Setting, bond: Bond) -> str | None:
    """ "*Russia's* killed and wounded in February": whose they are who are named by what befell them."""
    scene, mention = setting.scene, bond.mention
    before = scene.get(mention.begin - 1) if mention is not None else None
    if not scene.analytic or mention is None or before is None or mention.begin >= bond.group.begin or mention.way == "own":
        return None
    codes = [code for code in before.values("force.") if code.endswith(".adjective")]
    return codes[0].split(".")[0] if codes and not mention.is_deployment else None


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


def _by_story(setting: Setting, bond: Bond, people: People | None) -> Answer:
    memory, group, mention = setting.memory, bond.group, bond.mention
    is_item = setting.scene.row.is_item
    if (killers := _killers_before(setting, bond, people)) is not None:
        return killers, "own-losses"
    if setting.before(bond) is not None and memory.force:
        return memory.force, "coordinated"
    if setting.scene.glues and people is People.MILITARY and not is_item and (mine := _subject(setting, bond)) is not None:
        return mine, "subject"
    if people is People.MILITARY and group.head is not None and group.event is None:
        reported = setting.scene.analytic and memory.is_outlet and bond.event in FALLEN and not is_item
        if reported and (fallen_there := _soldiers_of(setting, bond)) is not None:
            return fallen_there, "soldiers-of-the-place"
        if _are_own_soldiers(setting, bond):
            return _of_scene(setting, bond), "soldiers-of-the-speaker"
    if mention is None or is_item:
        lead = _resolved(setting, memory.lead.side)
        if lead is not None:
            return lead, "headline"
        if group.event is not None and people is People.MILITARY:
            return _resolved(setting, Side(side="enemy")), "enemy-list"
    happened = mention is not None and mention.event not in DEPLOYMENTS and mention.way in ("fate", "act", "people")
    if people is None and happened and (memory.people is not People.MILITARY or group.head is not None):
        return civil_force(setting, bond), "people-of-place"
    if bond.event in DEPLOYMENTS and (foes := setting.scene.where("sides.enemy", "sides.enemy_people")):
        return _resolved(setting, Side(side="enemy", at=foes[0])), "enemy-in-sentence"
    losses = bond.event is Event.CASUALTIES and mention is not None and mention.way == "noun"
    if losses and setting.scene.where("sides.enemy", "sides.enemy_people"):
        return _resolved(setting, Side(side="enemy")), "enemy-in-sentence"
    if memory.force is not None:
        return memory.force, "carried"
    if bond.event is Event.CAPTURED and not memory.is_outlet and (foe := enemy_of(setting.nation)) is not None:
        return foe, "captor"
    return _of_scene(setting, bond), "channel"


def _of_scene(setting: Setting, bond: Bond) -> str | None:
    """Whose soldiers are meant where nothing at all is said: the speaker's; in an outlet, those of the state it happened in."""
    if setting.voice is not None and setting.voice.nation:
        return setting.voice.nation
    memory = setting.memory
    own = memory.channel.nation or None
    if not memory.is_outlet or own in memory.nations or (bond.event in DEPLOYMENTS and not setting.scene.analytic):
        return own
    if bond.event in DEPLOYMENTS:  # a state that is only spoken of may be the one they are sent to
        return None if memory.nations else own
    place = place_of(setting, bond)
    return (place.nation if place is not None else None) or memory.nation


def _killers_before(setting: Setting, bond: Bond, people: People | None) -> str | None:
    """The army whose deeds were told before its own losses: "*Israeli troops* killed three fighters; four soldiers died"."""
    previous, mention, scene = setting.before(bond), bond.mention, setting.scene
    if not scene.analytic or previous is None or previous.mention is None or mention is previous.mention:
        return None
    head = bond.group.head
    if people is not People.MILITARY or bond.event not in FALLEN or head is None or scene[head].has("people.irregular"):
        return None
    told = previous.mention
    active = told.way == "act" and told.begin < previous.group.begin and bond.rule != "coordinated"
    return _actor(setting, previous) if active else None


def _soldiers_of(setting: Setting, bond: Bond) -> str | None:
    """Whose fallen soldiers an outlet tells of: those of the army that speaks, else of the state they fell in."""
    voice, mention = setting.voice, bond.mention
    speaks = voice.nation if voice is not None and not voice.is_outlet else None
    killed = mention is not None and mention.way == "act" and mention.begin < bond.group.begin
    land = _state_of_place(setting, bond)
    if killed and speaks is not None and speaks.islower():
        speaks = None  # a group that tells whom it killed
    known = setting.memory.force if voice is None or setting.memory.force != voice.nation or not killed else None
    return (land if killed else None) or speaks or known or land


def _subject(setting: Setting, bond: Bond) -> str | None:
    """The force that is the subject of the clause: *파키스탄군은* 인도군의 공격으로 군인 11명이 숨졌다고 …"""
    for index in range(bond.group.begin - 1, -1, -1):
        if setting.scene.ends(index, "subject") and (found := _force_at(setting, index)) is not None:
            return found
    return None


def _are_own_soldiers(setting: Setting, bond: Bond) -> bool:
    """Whether soldiers of whom nothing is said are the channel's own: its losses, told in its own voice and in no list."""
    memory, voice = setting.memory, setting.voice
    if bond.event not in FALLEN or bond.mention is None or setting.scene.row.is_item:
        return False
    if voice is not None and voice.nation not in (None, memory.channel.nation):
        return False
    return (memory.channel.nation is not None and memory.line > 0) or not memory.made


def _resolved(setting: Setting, side: Side) -> str | None:
    if side.force:
        return side.force
    if side.side == "own":
        return setting.nation
    if side.side == "enemy":
        return enemy_of(setting.nation)
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


def _owner(setting: Setting, bond: Bond) -> str | None:
    """Whose losses or soldiers the event's own words tell: "the enemy lost", "losses of the AFU", "Russia sent"."""
    mention = bond.mention
    assert mention is not None
    if mention.way in ("own", "have") or (mention.is_deployment and mention.way in ("act", "noun")):
        return _subject_behind(setting, bond) or _actor(setting, bond)
    if mention.way in ("noun", "people"):
        return _genitive(setting, mention)
    return None


def _sufferer(setting: Setting, bond: Bond) -> str | None:
    """ "*The occupiers* have lost far more: 198,000 killed"; not who attacked, as in "the enemy struck: 5 wounded"."""
    scene, mention = setting.scene, bond.mention
    assert mention is not None
    for index in range(mention.begin - 1, -1, -1):
        if scene[index].norm == ";":
            return None
        if scene[index].has("events.casualties.own", "joins.inflict"):
            return _actor(setting, replace(bond, mention=Mention(index, index + 1, Event.CASUALTIES, "own")))
    return None


def _loser(setting: Setting, bond: Bond) -> str | None:
    """ "*The enemy lost* 67,000 men killed and wounded": the event is told by the last words, its owner by the verb."""
    scene = setting.scene
    for index in range(bond.group.begin - 1, max(bond.group.begin - LOST, -1), -1):
        if scene[index].norm == ";" or scene[index].figure is not None:
            return None
        if scene[index].has("events.casualties.noun"):
            return _genitive(setting, Mention(index, index + 1, Event.CASUALTIES, "noun"))
        if scene[index].has("events.casualties.own"):
            return _actor(setting, replace(bond, mention=Mention(index, index + 1, Event.CASUALTIES, "own")))
    return _behind(setting, bond)


def _behind(setting: Setting, bond: Bond) -> str | None:
    """ "906,500 killed and wounded *did the AFU lose*", in languages that let the loser stand last."""
    scene = setting.scene
    if scene.analytic or scene.glues:
        return None
    for index in range(bond.group.end, min(bond.group.end + LOST // 2, len(scene) - 1)):
        if scene[index].norm in PARTED or scene[index].figure is not None:
            return None
        if scene[index].has("events.casualties.own"):
            return _force_at(setting, index + 1)
    return None


def _actor(setting: Setting, bond: Bond) -> str | None:
    """The force that does it: the last one named before the event in its clause."""
    scene, group = setting.scene, bond.group
    at = bond.mention.begin if bond.mention is not None else group.begin
    if scene.glues and (found := _acting_subject(setting, group, at)) is not None:
        return found
    aside = inserted(scene, at)
    for index in range(at - 1, -1, -1):
        part = scene[index]
        if index in aside:
            continue
        if part.norm == ";":
            return None
        if part.has("say.verbs"):
            said = (_force_at(setting, near) for near in range(index - 1, max(index - 4, -1), -1))
            his = group.side.side == "reflexive" or _goes_on(setting, index, at)
            return next((code for code in said if code), None) if his else None
        if group.begin <= index < group.end or _is_of_object(setting, bond, index):
            continue
        is_body = part.has("bodies.institutions") and not scene.glues and not scene.row.is_item
        if is_body and not _has_owner(setting, index) and not _is_where(setting, index):
            return _nation_of_office(setting, index) or setting.nation
        if (found := _force_at(setting, index)) is not None:
            return found
    return None


def _nation_of_office(setting: Setting, index: int) -> str | None:
    """The nation of a body that a table knows: "*the Pentagon* will move two battalions"."""
    known = (speaker_row(int(number)) for number in setting.scene[index].values("speaker."))
    return next((str(row["nation"]) for row in known if row.get("nation")), None)


def _acting_subject(setting: Setting, group: Group, at: int) -> str | None:
    """The last force before a verb that is marked as its subject, where subjects are marked: *북한은* … 러시아에 보냈다."""
    scene = setting.scene
    for index in range(at - 1, -1, -1):
        if scene[index].norm == ";" or scene[index].has("say.verbs"):
            return None
        if group.begin <= index < group.end or not scene.ends(index, "subject"):
            continue
        near = (index, index - 1) if scene[index].has("bodies.") and index else (index,)
        if (found := next((code for one in near if (code := _force_at(setting, one)) is not None), None)) is not None:
            return found
    return None


def _subject_behind(setting: Setting, bond: Bond) -> str | None:
    """ "250 soldiers *keeps Italy*", in languages that let the one who acts stand last."""
    scene, mention = setting.scene, bond.mention
    if scene.analytic or scene.glues or mention is None or mention.begin < bond.group.end or mention.end >= len(scene):
        return None
    named = any(role.startswith("force.") and role.endswith((".name", ".army")) for role in scene[mention.end].roles)
    return _force_at(setting, mention.end) if named or scene[mention.end].has("sides.enemy", "sides.enemy_people") else None


def _goes_on(setting: Setting, said: int, at: int) -> bool:
    """Whether a verb behind "that" has no subject of its own: "the Taliban admitted that *lost* nine men", omitting it."""
    scene = setting.scene
    if scene.analytic or scene.glues:
        return False
    that = next((index for index in range(said + 1, at) if scene[index].has("joins.that")), None)
    if that is None:
        return False
    between = scene.parts[that + 1 : at]
    return not any(part.kind is Kind.WORD or part.has("bodies.", "people.", "force.", "sides.", "speaker.") for part in between)


def _is_where(setting: Setting, index: int) -> bool:
    """Whether a body of people only tells where or in what: «*у* миротворчій *місії*»."""
    scene = setting.scene
    near = (scene.get(other) for other in (index - 1, index - 2))
    return not scene.analytic and any(part is not None and part.has("places.before") for part in near)


def _is_of_object(setting: Setting, bond: Bond, index: int) -> bool:
    """Whether a part belongs to those whom the clause before acts upon: "killed 30 fighters *of the TTP* and lost two men"."""
    if bond.mention is None or bond.mention.way != "own":
        return False
    for other in setting.bonds:
        mention = other.mention
        if other is bond or mention is None or mention.way != "act" or mention.is_deployment:
            continue
        if mention.begin < other.group.begin and other.group.begin <= index < other.group.end:
            return True
    return False


def _has_owner(setting: Setting, index: int) -> bool:
    """Whether words beside "the army" say whose it is."""
    near = (setting.scene.get(other) for other in (index - 1, index + 1, index + 2))
    return any(part is not None and part.has("force.", "sides.") for part in near)


def _genitive(setting: Setting, mention: Mention) -> str | None:
    """The force beside a noun, in its own phrase: "losses *of the AFU*", "*Russian* losses"."""
    scene = setting.scene
    behind = range(mention.end, min(mention.end + 6, len(scene)))
    before = range(mention.begin - 1, max(mention.begin - 4, -1), -1)
    for order in (behind, before):
        for index in order:
            part = scene[index]
            if part.norm == "," and index >= mention.end and _is_suffered(setting, index + 1):
                continue
            if part.norm in PARTED or part.has("say.verbs", "joins.that") or (index >= mention.end and _leaves(setting, index)):
                break
            if scene.glues and index + 1 < mention.begin and _is_of_strikes(setting, index):
                continue
            if part.figure is None and (found := _force_at(setting, index)) is not None:
                return found
            if index < mention.begin and part.has("sides.reflexive", "sides.them"):
                return setting.memory.force  # "their losses"
    return None


def _at_home(setting: Setting, bond: Bond) -> Answer | None:
    """The state in which fighters of none do it: "*JNIM* killed 200 soldiers *in Burkina Faso*"."""
    actor, place = _actor(setting, bond), place_of(setting, bond)
    irregular = actor is not None and actor.islower() and place is not None and place.nation is not None
    return (place.nation, "state-of-place") if irregular and place is not None else None


def _is_suffered(setting: Setting, index: int) -> bool:
    """Whether a participle goes on a noun of losses: "the losses, *suffered by the enemy*"."""
    part = setting.scene.get(index)
    return not setting.scene.analytic and part is not None and part.has("joins.inflict")


def _is_of_strikes(setting: Setting, index: int) -> bool:
    """Whether a state's name says whose strikes they were that an unknown word behind it names: *이스라엘* 공습 사망자."""
    part, following = setting.scene[index], setting.scene[index + 1]
    return not plays(part, "force.", "army", "people") and following.kind is Kind.WORD


def _leaves(setting: Setting, index: int) -> bool:
    """Whether a preposition leads out of a noun's phrase: "25 injured *in* a US raid"."""
    part = setting.scene[index]
    return setting.scene.analytic and part.has("places.before") and not part.has("links.of", "joins.among")


def _force_at(setting: Setting, index: int) -> str | None:
    """The force that a part names as an actor: no mere place, and no adjective of strikes or fire."""
    scene = setting.scene
    part = scene[index]
    codes = part.values("force.")
    if codes:
        is_place = _is_located(setting, index) or (
            all(code.endswith(".adjective") for code in codes) and not _of_people(setting, index)
        )
        return None if is_place else codes[0].split(".")[0]
    for number in part.values("speaker."):
        known = speaker_row(int(number))
        acts = known.get("kind") in ("person", "office") or (scene.analytic and known.get("kind") in ("institution", "officials"))
        if acts and known.get("nation"):
            return str(known["nation"])
    if part.has("sides.them") and not part.has("joins."):
        return setting.memory.force or (None if setting.memory.is_outlet else enemy_of(setting.nation))
    if part.has("sides.enemy", "sides.own") and _is_of_a_place(setting, index):
        return None
    if part.has("sides.enemy", "sides.enemy_people"):
        return _resolved(setting, Side(side="enemy"))
    if part.has("sides.own", "sides.own_people"):
        return _resolved(setting, Side(side="own"))
    return None


def _is_of_a_place(setting: Setting, index: int) -> bool:
    """Whether a side's adjective only tells where: «під *нашими* позиціями»."""
    before, behind = setting.scene.get(index - 1), setting.scene.get(index + 1)
    if before is None or behind is None or not before.has("places.before"):
        return False
    return behind.has("counters.thing", "places.area") or behind.kind is Kind.WORD


def _is_located(setting: Setting, index: int) -> bool:
    scene = setting.scene
    if scene.glues:
        return scene.ends(index, "located") and not scene.ends(index, "genitive")
    before = scene.get(index - 1)
    return before is not None and before.has("places.before") and not before.has("links.of") and scene[index].has("place.")


def _of_people(setting: Setting, index: int) -> bool:
    """Whether an adjective ("Russian") stands with people, an army or its losses, and not with strikes or fire."""
    for other in (index + 1, index + 2):
        near = setting.scene.get(other)
        if near is None or near.kind in (Kind.MARK, Kind.FIGURE, Kind.TIME):
            return False
        if is_head(near) or near.has("bodies.", "events.", "people.", "force.", "joins.and", "units."):
            return True
    return False

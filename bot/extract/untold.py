"""Whose people they are of whom a sentence says nothing: what the story so far makes likely."""

from __future__ import annotations

from bot.extract.actors import actor_of
from bot.extract.bond import Bond
from bot.extract.forces import Answer, force_at, force_of_side
from bot.extract.homes import civil_force, force_of_scene, state_of_place
from bot.extract.people import Side, plays
from bot.extract.setting import Setting
from bot.extract.sides import enemy_of, occupier_of
from bot.model import DEPLOYMENTS, Event, People

__all__ = ["untold_force"]

FALLEN = (Event.KILLED, Event.WOUNDED, Event.MISSING)


def untold_force(setting: Setting, bond: Bond, people: People | None) -> Answer:
    """The force where neither the group nor the event names it, and the rule that told it: always an answer."""
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
        if (struck := _foe_of_own(setting, bond)) is not None:
            return struck
        if _are_own_soldiers(setting, bond):
            return occupier_of(force_of_scene(setting, bond)), "soldiers-of-the-speaker"
    if mention is None or is_item or _is_of_bill(setting, bond):
        lead = force_of_side(setting, memory.lead.side)
        if lead is not None:
            return lead, "headline"
        if group.event is not None and people is People.MILITARY:
            return force_of_side(setting, Side(side="enemy")), "enemy-list"
    if bond.event is Event.CAPTURED and mention is not None and mention.way == "people" and not setting.scene.analytic:
        captor = enemy_of(actor_of(setting, bond))
        if captor is not None:
            return captor, "captor"
    if setting.scene.glues and people is None and (sent := _sent_before(setting, bond)) is not None:
        return sent, "sent-before"
    happened = mention is not None and mention.event not in DEPLOYMENTS and mention.way in ("fate", "act", "people")
    if people is None and setting.scene.analytic and bond.event is Event.CAPTURED and enemy_of(setting.nation) is not None:
        happened = False  # "four *men* raised the white flag"
    if people is None and happened and (memory.people is not People.MILITARY or group.head is not None):
        return civil_force(setting, bond), "people-of-place"
    if bond.event in DEPLOYMENTS and (foes := setting.scene.where("sides.enemy", "sides.enemy_people")):
        return force_of_side(setting, Side(side="enemy", at=foes[0])), "enemy-in-sentence"
    losses = bond.event is Event.CASUALTIES and mention is not None and mention.way == "noun"
    if losses and setting.scene.where("sides.enemy", "sides.enemy_people"):
        return force_of_side(setting, Side(side="enemy")), "enemy-in-sentence"
    if memory.force is not None:
        return memory.force, "carried"
    lost = (index < group.begin for index in setting.scene.where("events.casualties.own"))
    if memory.foe and bond.event not in DEPLOYMENTS and any(lost):
        return force_of_side(setting, Side(side="enemy")), "enemy-spoken-of"  # «Утратив три роти»
    if memory.is_outlet and bond.event in DEPLOYMENTS and (actor := _only_actor(setting, bond)) is not None:
        return actor, "only-actor"
    if bond.event is Event.CAPTURED and not memory.is_outlet and (foe := enemy_of(setting.nation)) is not None:
        return foe, "captor"
    return force_of_scene(setting, bond), "channel"


def _is_of_bill(setting: Setting, bond: Bond) -> bool:
    """Whether a figure is of the losses that a headline announces, although in no list: «*Втрати ворога*. Убитих – 120»."""
    scene, mention, lead = setting.scene, bond.mention, setting.memory.lead
    if scene.analytic or scene.glues or not lead.side or lead.event is None or setting.memory.struck:
        return False
    named = mention is None or mention.way in ("people", "noun")
    return named and not scene.where("say.verbs", "sides.", "time.strike", "arms.", "people.civilian", "force.")


def _only_actor(setting: Setting, bond: Bond) -> str | None:
    """The one state that a sentence names as acting: "*France* ended its mission: the last 1,000 soldiers left"."""
    scene, taken = setting.scene, setting.voice.taken if setting.voice is not None else ()
    if not scene.analytic:
        return None
    named = (force_at(setting, index) for index in scene.where("force.") if index < bond.group.begin and index not in taken)
    codes = {code for code in named if code is not None}
    return codes.pop() if len(codes) == 1 else None


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
    return actor_of(setting, previous) if active else None


def _soldiers_of(setting: Setting, bond: Bond) -> str | None:
    """Whose fallen soldiers an outlet tells of: those of the army that speaks, else of the state they fell in."""
    voice, mention = setting.voice, bond.mention
    speaks = voice.nation if voice is not None and not voice.is_outlet else None
    killed = mention is not None and mention.way == "act" and mention.begin < bond.group.begin
    land = state_of_place(setting, bond)
    if killed and speaks is not None and speaks.islower():
        speaks = None  # a group that tells whom it killed
    known = setting.memory.force if voice is None or setting.memory.force != voice.nation or not killed else None
    return occupier_of((land if killed else None) or speaks or known or land)


def _sent_before(setting: Setting, bond: Bond) -> str | None:
    """The army of which a sentence first told that it was sent: *폭풍군단이* 투입됐으며 사망자 100명이 발생했다."""
    scene = setting.scene
    for index in scene.where("events.deployed."):
        if 0 < index < bond.group.begin and scene.ends(index - 1, "subject") and plays(scene[index - 1], "force.", "army"):
            return force_at(setting, index - 1)
    return None


def _subject(setting: Setting, bond: Bond) -> str | None:
    """The force that is the subject of the clause: *파키스탄군은* 인도군의 공격으로 군인 11명이 숨졌다고 …"""
    for index in range(bond.group.begin - 1, -1, -1):
        if setting.scene.ends(index, "subject") and (found := force_at(setting, index)) is not None:
            return found
    return None


def _foe_of_own(setting: Setting, bond: Bond) -> Answer | None:
    """Of whom those are whom the speaker's own troops killed: of the enemy, of none that is known where there are several."""
    mention = bond.mention
    if not setting.scene.analytic or mention is None or mention.way != "act" or bond.event not in FALLEN:
        return None
    if mention.begin >= bond.group.begin or setting.scene.row.is_item:
        return None
    actor = actor_of(setting, bond)
    return (enemy_of(actor), "struck-by-own") if actor is not None and actor == force_of_scene(setting, bond) else None


def _are_own_soldiers(setting: Setting, bond: Bond) -> bool:
    """Whether soldiers of whom nothing is said are the channel's own: its losses, told in its own voice and in no list."""
    memory, voice = setting.memory, setting.voice
    if bond.event not in FALLEN or bond.mention is None or setting.scene.row.is_item:
        return False
    if voice is not None and voice.nation not in (None, memory.channel.nation):
        return False
    return (memory.channel.nation is not None and memory.line > 0) or not memory.made

"""The state in which it happened, or that speaks, where people are named by no force of their own."""

from __future__ import annotations

from bot.extract.actors import actor_of
from bot.extract.bond import Bond
from bot.extract.forces import Answer
from bot.extract.places import land_at
from bot.extract.setting import Setting
from bot.extract.sides import enemy_of, land_of
from bot.extract.where import place_of
from bot.model import DEPLOYMENTS

__all__ = ["at_home", "civil_force", "force_of_scene", "state_of_place"]


def civil_force(setting: Setting, bond: Bond) -> str | None:
    """The state whose civilians they are: that of the place, else the channel's."""
    if bond.group.side.force:
        return bond.group.side.force
    voice = setting.voice
    reports = setting.scene.glues or (setting.memory.is_outlet and not setting.scene.analytic)
    speaks = voice.nation if voice is not None and reports and not voice.is_outlet else None
    speaks = speaks if speaks is not None and speaks.isupper() else None
    struck = _unless_it_struck(setting, bond, setting.memory.nation)
    return state_of_place(setting, bond) or speaks or struck or _land_of_speaker(setting) or None


def _land_of_speaker(setting: Setting) -> str | None:
    """The land of whoever tells an outlet of people that came to harm, which is his own."""
    voice = setting.voice
    if voice is None or not setting.scene.analytic or not setting.memory.is_outlet or voice.is_outlet:
        return None
    first = setting.scene.get(min(voice.taken) - 1) if voice.taken else None
    if first is not None and first.has("joins.and"):
        return None  # "Iraqi officials *and* Iranian officials said"
    named = (code for index in sorted(voice.taken) for code in setting.scene[index].values("force."))
    return land_of(voice.nation or next(named, "").split(".")[0])


def _unless_it_struck(setting: Setting, bond: Bond, nation: str | None) -> str | None:
    """The nation a report speaks of, but not where it is the one that did it: "*Israel* killed 20 people"."""
    mention = bond.mention
    if not (setting.scene.analytic and setting.memory.is_outlet) or mention is None or mention.way != "act":
        return nation
    return None if mention.begin < bond.group.begin and actor_of(setting, bond) == nation else nation


def state_of_place(setting: Setting, bond: Bond) -> str | None:
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


def force_of_scene(setting: Setting, bond: Bond) -> str | None:
    """Whose soldiers are meant where nothing at all is said: the speaker's; in an outlet, those of the state it happened in."""
    if setting.voice is not None and setting.voice.nation:
        return setting.voice.nation
    memory = setting.memory
    own = (memory.own if setting.scene.analytic else None) or memory.channel.nation or None
    if not memory.is_outlet or own in memory.nations or (bond.event in DEPLOYMENTS and not setting.scene.analytic):
        return own
    if bond.event in DEPLOYMENTS:  # a state that is only spoken of may be the one they are sent to
        return None if memory.nations else own
    place = place_of(setting, bond)
    return (place.nation if place is not None else None) or memory.nation


def at_home(setting: Setting, bond: Bond) -> Answer | None:
    """The state in which fighters of none do it: "*JNIM* killed 200 soldiers *in Burkina Faso*"."""
    actor, place = actor_of(setting, bond), place_of(setting, bond)
    if actor is None or not actor.islower():
        return None
    state = place.nation if place is not None and place.nation is not None else enemy_of(actor)
    return (state, "state-of-place") if state is not None else None

"""A bond becomes a claim: whose people, when, where, how firmly, in which words."""

from __future__ import annotations

from bot.extract.bond import Bond
from bot.extract.clause import clause_of
from bot.extract.forces import told_of
from bot.extract.homes import civil_force
from bot.extract.people import kind_of
from bot.extract.refusals import refusal
from bot.extract.setting import Setting
from bot.extract.stance import denial, hedge, plan
from bot.extract.when import covered, toll_basis
from bot.extract.where import place_of
from bot.extract.whose import LOSER, SIDE, force_of, noun_beside
from bot.model import DEPLOYMENTS, Count, Event, People, Stance, Statement, Unit

__all__ = ["claim"]

HEADLINE = "headline"


def claim(setting: Setting, bond: Bond) -> Statement | str:
    """The statement that a bond makes, its evidence still to be cut out of the text; or why it makes none."""
    plans = plan(setting.scene, bond) if bond.event is Event.DEPLOYED else None
    event = Event.PLANNED if plans else bond.event
    people = _people(setting, bond)
    why = refusal(setting, bond, event, people)
    if why is not None:
        return why
    force, how = force_of(setting, bond, people)
    if bond.mention is not None and setting.scene[bond.mention.begin].has("joins.take") and not _are_foes(setting, bond, force):
        return "it does not say that they were captured"
    if people is None:
        people = People.MILITARY if event in DEPLOYMENTS or _are_soldiers(setting, bond, how) else People.CIVILIAN
    if force is None and people is People.CIVILIAN:
        force = civil_force(setting, bond)
    days = covered(setting, bond)
    if event is Event.DEPLOYED and setting.scene.analytic and days.window is not None and days.window.start is not None:
        yet = days.window.start > setting.memory.day  # "600 officers *leave* for Haiti *in May*"
        event, plans = (Event.PLANNED, "firm") if yet else (event, plans)
    figure, voice, place = bond.group.figure, setting.voice, place_of(setting, bond)
    stance, doubt = _stance(setting, bond, plans)
    start, end = clause_of(setting, bond)
    count = None if figure is None else Count(figure.low, figure.high)
    return Statement(
        event=event,
        count=count,
        of=_unit(setting, bond) if figure is not None else Unit.PERSON,
        approx=figure is not None and figure.approx and figure.low == figure.high,
        force=force,
        people=people,
        basis=days.basis(event, setting.memory.day) or (toll_basis(setting, bond, people) if stance is Stance.ASSERTED else None),
        stance=stance,
        speaker=voice.name if voice else setting.memory.channel.owner,
        speaker_text=voice.text if voice else None,
        via=voice.via if voice else (),
        place=place.name if place else None,
        place_text=place.text if place else None,
        when=days.window,
        evidence="",
        start=start,
        end=end,
        hedge=doubt,
        rules=(bond.rule, *([f"plan-{plans}"] if plans else []), how),
        language=setting.scene.row.language,
    )


def _are_foes(setting: Setting, bond: Bond, force: str | None) -> bool:
    """Whether people are named as soldiers of another side than the speaker's."""
    group = bond.group
    named = bool(group.side) or (group.bare and setting.memory.force is not None) or bond.rule == "coordinated"
    return named and force is not None and force != setting.side


def _unit(setting: Setting, bond: Bond) -> Unit:
    """What is counted: a part of formations told before counts formations: «п'ять батальйонів, *з них два* – на півночі»."""
    previous = setting.before(bond)
    return previous.group.of if bond.group.rest and bond.group.bare and previous is not None else bond.group.of


def _stance(setting: Setting, bond: Bond, plans: str | None) -> tuple[Stance, str | None]:
    """How firmly it is said, with the words that mark it as uncertain."""
    if bond.rule.startswith("denied-") or denial(setting.scene, bond):
        return Stance.DENIED, None
    is_listed = bond.mention is None or setting.scene.row.is_item
    doubt = hedge(setting.scene, bond) or (setting.memory.lead.hedge if is_listed else None)
    previous = setting.before(bond)
    if doubt is None and previous is not None and bond.group.bare and not setting.scene.glues:
        doubt = hedge(setting.scene, previous)  # "may have lost 70,000 killed, *and 100,000* wounded"
    if plans == "open" and doubt is None:
        doubt = _open_words(setting)
    return (Stance.HEDGED if doubt else Stance.ASSERTED), doubt


def _open_words(setting: Setting) -> str | None:
    return next((setting.scene.words(index, index + 1) for index in setting.scene.where("plan.open")), None)


def _people(setting: Setting, bond: Bond) -> People | None:
    """Soldiers or civilians, as far as the group itself or the one it goes on from says."""
    group, last = bond.group, setting.memory.people
    if group.people is not None:
        return group.people
    if bond.mention is not None and setting.scene[bond.mention.begin].has("joins.fallen"):
        return People.MILITARY  # one only says so of soldiers: *전사*
    if group.side.force and group.head is not None and setting.scene[group.head].has("force."):
        return None
    previous, following = setting.before(bond), setting.behind(bond)
    if group.bare and previous is None and following is not None and following.group.people is not None:
        return following.group.people
    if previous is not None and previous.group.people is People.MILITARY and not group.side and _are_people(setting, bond):
        return People.MILITARY  # "three soldiers were killed and seven *others* wounded"
    if group.bare and previous is None and (noun := noun_beside(setting, bond)) is not None:
        return kind_of(setting.scene[noun])[0] or (
            People.MILITARY if setting.scene[noun].has("people.bodies") and bond.event in DEPLOYMENTS else last
        )
    if group.rest and previous is None and told_of(setting, group.at) is not None:
        return People.MILITARY
    told = previous is not None or setting.memory.made > setting.memory.opened
    named = not setting.scene.analytic and not setting.scene.glues and bond.mention is not None and bond.mention.way == "people"
    goes_on = group.bare or group.rest or ((group.event is not None or named) and last is People.MILITARY and told)
    return last if goes_on else None


def _are_soldiers(setting: Setting, bond: Bond, how: str) -> bool:
    """Whether people of whom it is not said are soldiers: an army's losses, prisoners, "the enemy"."""
    group, mention, lead = bond.group, bond.mention, setting.memory.lead
    if group.side.side in ("enemy", "own", "both") or (how == HEADLINE and lead.side.side in ("enemy", "own")):
        return True
    if (
        Event.CAPTURED in (bond.event, group.event)
        or bond.event is Event.CASUALTIES
        or (mention is not None and mention.way == "own")
        or (mention is None and lead.event is Event.CASUALTIES)
    ):
        return True
    return how in ("eliminated", "sent-before", LOSER, SIDE) or (group.side.force is not None and how == "own-words")


def _are_people(setting: Setting, bond: Bond) -> bool:
    """Whether the noun says no more than that they are people."""
    head = bond.group.head
    return head is not None and setting.scene[head].has("people.either")

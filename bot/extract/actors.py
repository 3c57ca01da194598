"""Whose people an event's own words tell of: "*the enemy* lost", "losses *of the AFU*", "*Russia* sent"."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.bond import Bond
from bot.extract.events import Mention
from bot.extract.forces import force_at
from bot.extract.group import Group
from bot.extract.insertions import inserted
from bot.extract.lexicon import speaker as speaker_row
from bot.extract.people import plays
from bot.extract.scene import Kind
from bot.extract.setting import Setting
from bot.extract.sides import enemy_of
from bot.model import DEPLOYMENTS, Event

__all__ = ["actor_of", "are_both", "loser_of", "owner_of", "paid_by", "sufferer_of"]

LOST = 12
PAID = 8
"""So many parts may stand between a verb of cost and what it cost."""

PARTED = frozenset(",;:(")


def owner_of(setting: Setting, bond: Bond) -> str | None:
    """Whose losses or soldiers the event's own words tell: "the enemy lost", "losses of the AFU", "Russia sent"."""
    mention = bond.mention
    assert mention is not None
    voice = setting.voice
    if mention.way == "own" and voice is not None and voice.nation and _is_of_ones_own(setting, mention):
        return voice.nation
    if mention.way in ("own", "have") or (mention.is_deployment and mention.way in ("act", "noun")):
        return _subject_behind(setting, bond) or actor_of(setting, bond)
    if mention.way in ("noun", "people"):
        return None if _acts_on(setting, bond) else _genitive(setting, mention)
    return None


def _acts_on(setting: Setting, bond: Bond) -> bool:
    """Whether a word that may mean people is the verb of the figure behind it: "a Russian drone *killed* two"."""
    mention, scene = bond.mention, setting.scene
    if not scene.analytic or mention is None or mention.way != "people" or mention.begin >= bond.group.at:
        return False
    between = scene.parts[mention.end : bond.group.at]
    return plays(scene[mention.begin], "events.", "act") and not any(part.kind is Kind.MARK for part in between)


def _is_of_ones_own(setting: Setting, mention: Mention) -> bool:
    """Whether the speaker tells of his own in front of the verb: «*своїх* утратили дев'ятьох»."""
    scene = setting.scene
    before = (scene.get(mention.begin - back) for back in (1, 2))
    return not (scene.analytic or scene.glues) and any(part is not None and part.has("sides.reflexive") for part in before)


def sufferer_of(setting: Setting, bond: Bond) -> str | None:
    """ "*The occupiers* have lost far more: 198,000 killed"; not who attacked, as in "the enemy struck: 5 wounded"."""
    scene, mention = setting.scene, bond.mention
    assert mention is not None
    for index in range(mention.begin - 1, -1, -1):
        if scene[index].norm == ";":
            return None
        if scene[index].has("events.casualties.own", "joins.inflict"):
            return actor_of(setting, replace(bond, mention=Mention(index, index + 1, Event.CASUALTIES, "own")))
    return None


def paid_by(setting: Setting, bond: Bond) -> str | None:
    """ "The push *cost the Russian army* 400 dead", "the worst month *for the occupier*: 400 dead"."""
    scene, at = setting.scene, bond.group.begin
    costs = [index for index in scene.where("joins.cost") if 0 <= at - index <= PAID]
    if costs:
        paid = next((code for index in range(costs[-1] + 1, at) if (code := force_at(setting, index)) is not None), None)
        owners = [scene[index].values("force.") for index in scene.where("force.") if index < costs[-1]]
        return paid or (owners[0][0].split(".")[0] if owners and costs[-1] + 1 < at else None)  # "its adventure cost it 70,000"
    later = [index for index in scene.where("joins.cost") if index > at] if not (scene.analytic or scene.glues) else []
    if later:  # «315 тис. убитих – у стільки *обійшлася Росії* ця війна»
        reach = range(later[0] + 1, min(later[0] + PAID, len(scene)))
        return next((code for index in reach if (code := force_at(setting, index)) is not None), None)
    colon = max((index for index in range(at) if scene[index].norm == ":"), default=0)
    for index in range(colon - 1, 0, -1) if scene.analytic else ():
        code = force_at(setting, index)
        if code is not None:
            fors = (scene.get(index - back) for back in (1, 2, 3))
            of_body = (noun := scene.get(index + 1)) is not None and noun.has("bodies.")
            return code if not of_body and any(part is not None and part.has("links.for") for part in fors) else None
    return None


def loser_of(setting: Setting, bond: Bond) -> str | None:
    """ "*The enemy lost* 67,000 men killed and wounded": the event is told by the last words, its owner by the verb."""
    scene = setting.scene
    for index in range(bond.group.begin - 1, max(bond.group.begin - LOST, -1), -1):
        if scene[index].norm == ";" or scene[index].figure is not None:
            return None
        if scene[index].has("events.casualties.noun"):
            return _genitive(setting, Mention(index, index + 1, Event.CASUALTIES, "noun"))
        has = scene.analytic and index == bond.group.begin - 1 and scene[index].has("events.deployed.have")
        if scene[index].has("events.casualties.own") or has:  # "the enemy *had* 62 servicemen killed"
            return actor_of(setting, replace(bond, mention=Mention(index, index + 1, Event.CASUALTIES, "own")))
    return _behind(setting, bond)


def are_both(setting: Setting, bond: Bond) -> bool:
    """Whether two forces lost them together: "*Kyiv and Moscow* have lost a million men", "*both sides* lost 200"."""
    scene, group = setting.scene, bond.group
    if bond.event in DEPLOYMENTS or scene.glues:
        return False
    lost = max((index for index in scene.where("events.casualties.own", "joins.inflict") if index < group.begin), default=None)
    for index in range((lost or 0) - 1, max((lost or 0) - LOST, -1), -1):
        part, before = scene[index], scene.get(index - 2)
        if part.norm in PARTED or part.figure is not None or part.has("say.verbs", "joins.that"):
            return False
        if part.has("sides.both"):
            return True
        code = force_at(setting, index)
        if code is not None:
            joined = before is not None and scene[index - 1].has("joins.and")
            return joined and force_at(setting, index - 2) not in (None, code)
    return False


def _behind(setting: Setting, bond: Bond) -> str | None:
    """ "906,500 killed and wounded *did the AFU lose*", in languages that let the loser stand last."""
    scene = setting.scene
    if scene.analytic or scene.glues:
        return None
    for index in range(bond.group.end, min(bond.group.end + LOST // 2, len(scene) - 1)):
        if scene[index].norm in PARTED or scene[index].figure is not None:
            return None
        if scene[index].has("events.casualties.own"):
            return force_at(setting, index + 1)
    return None


def actor_of(setting: Setting, bond: Bond) -> str | None:
    """The force that does it: the last one named before the event in its clause."""
    scene, group = setting.scene, bond.group
    at = bond.mention.begin if bond.mention is not None else group.begin
    if scene.glues and (found := _acting_subject(setting, group, at)) is not None:
        return found
    aside = inserted(scene, at)
    speaking = setting.voice.taken if scene.glues and setting.voice is not None else frozenset()
    for index in range(at - 1, -1, -1):
        part = scene[index]
        if index in aside or index in speaking:
            continue
        if part.norm == ";":
            return None
        if part.has("say.verbs"):
            said = (force_at(setting, near) for near in range(index - 1, max(index - 4, -1), -1))
            his = group.side.side == "reflexive" or _goes_on(setting, index, at) or _confesses(setting, index, at)
            return next((code for code in said if code), None) if his else None
        if group.begin <= index < group.end or _is_of_object(setting, bond, index):
            continue
        is_body = part.has("bodies.institutions") and not scene.glues and not scene.row.is_item
        parted = not scene.analytic and any(other.norm == "-" for other in scene.parts[index + 1 : at])
        if is_body and not parted and not _has_owner(setting, index) and not _is_where(setting, index):
            own = setting.nation
            foe = enemy_of(own) if scene.analytic and own is not None and own.islower() and part.has("bodies.regulars") else None
            return _nation_of_office(setting, index) or setting.memory.topic or foe or own
        if scene.glues and _only_describes(setting, index):
            continue
        acts = bond.event in DEPLOYMENTS and not scene.glues and not _is_where(setting, index)
        if (found := force_at(setting, index) or (_nation_of_office(setting, index) if acts else None)) is not None:
            return found
    return None


def _confesses(setting: Setting, said: int, at: int) -> bool:
    """Whether he who says it tells of himself: "Israel's army confirmed *having sent* two companies"."""
    between = setting.scene.parts[said + 1 : at]
    return setting.scene.analytic and all(part.has("joins.be", "events.deployed.own", "joins.infinitive") for part in between)


def _only_describes(setting: Setting, index: int) -> bool:
    """Whether a name only describes an unknown word behind it, where actors carry particles: *북한군* 동향을 분석하려고 …"""
    following = setting.scene.get(index + 1)
    if following is not None and following.has("people.stationed"):
        return True  # *니제르* 주둔군
    if following is None or following.kind is not Kind.WORD or setting.scene.ends(index, "subject"):
        return False
    return not setting.scene.row.lexicon.tells("subject", following.norm[-1])  # *키예프* 정권이 잃은 병력


def _nation_of_office(setting: Setting, index: int) -> str | None:
    """The nation of a body that a table knows: "*the Pentagon* will move two battalions"."""
    known = (speaker_row(int(number)) for number in setting.scene[index].values("speaker."))
    return next((str(row["nation"]) for row in known if row.get("nation") and row.get("kind") != "outlet"), None)


def _acting_subject(setting: Setting, group: Group, at: int) -> str | None:
    """The last force before a verb that is marked as its subject, where subjects are marked: *북한은* … 러시아에 보냈다."""
    scene = setting.scene
    for index in range(at - 1, -1, -1):
        if scene[index].norm == ";" or scene[index].has("say.verbs"):
            return None
        if group.begin <= index < group.end or not scene.ends(index, "subject"):
            continue
        near = (index, index - 1) if scene[index].has("bodies.") and index else (index,)
        if (found := next((code for one in near if (code := force_at(setting, one)) is not None), None)) is not None:
            return found
        if _acts_itself(setting, at) and (office := _nation_of_office(setting, index)) is not None:
            return office
    return None


def _acts_itself(setting: Setting, at: int) -> bool:
    """Whether a body in front of an event does it and tells nobody else's: 영국 정부는 병력을 *파견하기로* 했다."""
    scene = setting.scene
    if at < len(scene) and scene[at].has("plan.firm"):
        return True
    if any(index > at for index in scene.where("denial.after")):
        return True
    return not any(part.has("say.verbs", "hedge.words") and not part.has("plan.") for part in scene.parts[at:])


def _subject_behind(setting: Setting, bond: Bond) -> str | None:
    """ "250 soldiers *keeps Italy*", in languages that let the one who acts stand last."""
    scene, mention = setting.scene, bond.mention
    if scene.analytic or scene.glues or mention is None or mention.begin < bond.group.end or mention.end >= len(scene):
        return None
    named = any(role.startswith("force.") and role.endswith((".name", ".army")) for role in scene[mention.end].roles)
    return force_at(setting, mention.end) if named or scene[mention.end].has("sides.enemy", "sides.enemy_people") else None


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
            if part.figure is None and (found := force_at(setting, index)) is not None:
                return found
            if index < mention.begin and part.has("sides.reflexive", "sides.them"):
                return setting.memory.force  # "their losses"
    return None


def _is_suffered(setting: Setting, index: int) -> bool:
    """Whether a participle goes on a noun of losses: "the losses, *suffered by the enemy*"."""
    part = setting.scene.get(index)
    return not setting.scene.analytic and part is not None and part.has("joins.inflict")


def _is_of_strikes(setting: Setting, index: int) -> bool:
    """Whether a name says whose strikes they were that the word behind it names: *이스라엘* 공습 사망자."""
    part, following = setting.scene[index], setting.scene[index + 1]
    return following.has("time.strike") or (not plays(part, "force.", "army", "people") and following.kind is Kind.WORD)


def _leaves(setting: Setting, index: int) -> bool:
    """Whether a preposition leads out of a noun's phrase: "25 injured *in* a US raid"."""
    part = setting.scene[index]
    if any((near := setting.scene.get(index + far)) is not None and near.has("joins.side") for far in (2, 3)):
        return False  # "casualties *on* the Sudanese side"
    return setting.scene.analytic and part.has("places.before") and not part.has("links.of", "joins.among")

"""The force that a part of a sentence names: an army, a state as an actor, "we", "the enemy"."""

from __future__ import annotations

from bot.extract.lexicon import speaker as speaker_row
from bot.extract.people import Side, is_head, plays
from bot.extract.scene import Kind
from bot.extract.setting import Setting
from bot.extract.sides import enemy_of

__all__ = ["Answer", "force_at", "force_of_side", "told_of"]

Answer = tuple[str | None, str]
"""The code of a force, None where it cannot be told, and the name of the rule that told it."""


def force_of_side(setting: Setting, side: Side) -> str | None:
    """The force of a side as it stands in the mouth of whoever speaks; None where nobody can tell."""
    if side.force:
        return side.force
    if side.side == "own":
        return setting.side
    if side.side == "enemy":
        return enemy_of(setting.side)
    return None


def force_at(setting: Setting, index: int) -> str | None:
    """The force that a part names as an actor: no mere place, and no adjective of strikes or fire."""
    scene = setting.scene
    part = scene[index]
    if scene.ends(index, "against"):
        return None  # *러시아보다* 적은 10만 명
    codes = part.values("force.")
    if codes:
        is_place = _is_located(setting, index) or (
            all(code.endswith(".adjective") for code in codes) and not _of_people(setting, index)
        )
        return None if is_place else _possessor(setting, index, codes) or codes[0].split(".")[0]
    for number in part.values("speaker."):
        known = speaker_row(int(number))
        acts = known.get("kind") in ("person", "office") or (scene.analytic and known.get("kind") in ("institution", "officials"))
        if acts and known.get("nation"):
            return str(known["nation"])
    if part.has("sides.them") and not part.has("joins."):
        told = told_of(setting, index)
        if told is not None:
            return scene[told].values("force.")[0].split(".")[0]
        return setting.memory.force or (None if setting.memory.is_outlet else enemy_of(setting.nation))
    owner = scene.get(index - 1)
    if scene.analytic and part.has("sides.own") and owner is not None and owner.has("force."):
        return owner.values("force.")[0].split(".")[0]  # "*Moscow's* own grouping"
    if part.has("sides.enemy", "sides.own") and _is_of_a_place(setting, index):
        return None
    if part.has("sides.enemy", "sides.enemy_people"):
        foe = force_of_side(setting, Side(side="enemy"))
        return foe or (setting.memory.force if not scene.analytic and not scene.glues else None)
    if part.has("sides.own", "sides.own_people"):
        return force_of_side(setting, Side(side="own"))
    return None


def _possessor(setting: Setting, index: int, codes: tuple[str, ...]) -> str | None:
    """ "*Burkina Faso's* junta": a state that stands as the possessor of a word that alone would mean another state's."""
    scene, owner = setting.scene, setting.scene.get(index - 1)
    if not scene.analytic or owner is None or not owner.has("force.") or not codes[0].split(".")[0].isupper():
        return None
    last = scene.row.tokens[owner.end - 1]
    code = owner.values("force.")[0].split(".")[0]
    return code if code.isupper() and scene.row.lexicon.ends_in("possessive", last.norm + last.ending) else None


def told_of(setting: Setting, at: int) -> int | None:
    """Where troops are named of whom "they" and "of them" tell: «с отправки *северокорейских* войск 600 из их числа …»."""
    scene = setting.scene
    if scene.analytic or scene.glues:
        return None
    speaking = setting.voice.taken if setting.voice is not None else frozenset()
    for index in range(at - 1, -1, -1):
        part = scene[index]
        if index in speaking or not part.has("force."):
            continue
        near = (
            scene.parts[index + 1 : index + 3] if plays(part, "force.", "adjective") else scene.parts[max(index - 1, 0) : index]
        )
        if plays(part, "force.", "people", "army") or any(is_head(other) for other in near):
            return index
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
        if is_head(near) or near.has("bodies.", "joins.side", "events.", "people.", "force.", "joins.and", "units."):
            return True
    return False

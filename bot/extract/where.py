"""Where it happened: the sentence's place nearest to the figure, else the paragraph's, else the headline's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.attach import Bond
from bot.extract.places import Place
from bot.extract.scene import Part
from bot.extract.setting import Setting
from bot.model import DEPLOYMENTS

__all__ = ["place_of"]

PARTED = 3
"""A comma or an "and" parts a place from a figure as much as so many words."""


def place_of(setting: Setting, bond: Bond) -> Place | None:
    """The place of a claim; None where none was said."""
    partner = setting.spots.get(bond.group.at)
    mine = [place for place in setting.places if partner is not None and place.begin <= partner < place.end]
    if mine:
        return mine[0]
    fitting = [place for place in setting.places if _fits(setting, bond, place)]
    if fitting:
        return min(fitting, key=lambda place: _distance(setting, bond, place))
    memory = setting.memory
    if setting.scene.where("places.there") and memory.place is None:
        return memory.last_place
    alone = len(memory.seen) == 1 and not setting.scene.row.is_item and bond.event not in DEPLOYMENTS
    return (
        memory.place
        or memory.lead.place
        or (memory.last_place if alone else None)
        or (memory.home if bond.event not in DEPLOYMENTS else None)
    )


def _fits(setting: Setting, bond: Bond, place: Place) -> bool:
    """Whether a place may be the claim's: not one behind a semicolon, nor one that the part of a whole was told with."""
    at = bond.group.at
    low, high = sorted((at, place.begin))
    between = setting.scene.parts[low:high]
    if bond.group.begin <= place.begin < bond.group.end or _parts_with_bracket(between):
        return False
    if place.begin < at:
        return not any(part.has("say.verbs") for part in between) or setting.scene.glues
    if any(part.norm == ";" for part in between):
        return False
    others = (other for other in setting.bonds if at < other.group.at < place.begin)
    return not any(other.group.rest or (other.rule == "coordinated" and other.group.bare) for other in others)


def _parts_with_bracket(between: Sequence[Part]) -> bool:
    """Whether one of two parts stands within brackets and the other without."""
    return sum(part.norm == "(" for part in between) != sum(part.norm == ")" for part in between)


def _distance(setting: Setting, bond: Bond, place: Place) -> tuple[int, float]:
    low, high = sorted((bond.group.at, place.begin))
    between = setting.scene.parts[low + 1 : high]
    marks = sum(1 for part in between if part.norm in (",", ";") or part.has("joins.and"))
    behind = place.begin > bond.group.at
    return setting.crossed(bond, place.begin), len(between) + PARTED * marks - 0.5 * behind

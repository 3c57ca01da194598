"""Where it happened: the sentence's place nearest to the figure, else the paragraph's, else the headline's."""

from __future__ import annotations

from bot.extract.events import Bond
from bot.extract.places import Place
from bot.extract.setting import Setting

__all__ = ["place_of"]


def place_of(setting: Setting, bond: Bond) -> Place | None:
    """The place of a claim; None where none was said."""
    at = bond.group.at
    partner = setting.spots.get(at)
    mine = [place for place in setting.places if partner is not None and place.begin <= partner < place.end]
    if mine:
        return mine[0]
    if setting.places:
        return min(setting.places, key=lambda place: (setting.crossed(bond, place.begin), abs(place.begin - at)))
    return setting.memory.place or setting.memory.lead.place

"""Where it happened: the sentence's place nearest to the figure, else the paragraph's, else the headline's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.extract.bond import Bond
from bot.extract.places import Place, home_of, is_origin
from bot.extract.scene import Part
from bot.extract.setting import Setting
from bot.model import DEPLOYMENTS, Event, People, Window

__all__ = ["place_of"]

LONG = timedelta(days=6)
"""An army's losses of so long a time are told of all its fronts."""

WAY = 3
"""So many parts at most lie between a hospital, or a way to one, and where it is."""

PARTED = 3
"""A comma or an "and" parts a place from a figure as much as so many words."""


def place_of(setting: Setting, bond: Bond) -> Place | None:
    """The place of a claim; None where none was said."""
    partner = setting.spots.get(bond.group.at)
    mine = [place for place in setting.places if partner is not None and place.begin <= partner < place.end]
    if mine:
        return mine[0]
    fitting = [place for place in setting.places if _fits(setting, bond, place)]
    if bond.event is Event.WITHDRAWN and not setting.scene.glues:
        fitting = [place for place in fitting if _is_from(setting, place)] or fitting
    if fitting:
        return min(fitting, key=lambda place: _distance(setting, bond, place))
    memory = setting.memory
    if setting.scene.where("places.there") and memory.place is None:
        return memory.last_place
    if _is_of_army(setting, bond):
        return memory.place
    alone = len(memory.seen) == 1 and not setting.scene.row.is_item and bond.event not in DEPLOYMENTS
    voice = setting.voice if bond.event not in DEPLOYMENTS else None
    return (
        memory.place
        or (_at_home(bond, home_of(voice.name)) if voice is not None else None)
        or memory.lead.place
        or (memory.last_place if alone else None)
        or (_at_home(bond, memory.home) if bond.event not in DEPLOYMENTS else None)
    )


def _is_of_army(setting: Setting, bond: Bond) -> bool:
    """Whether it counts an army's losses of a week or longer that no headline names, which are losses everywhere."""
    military = bond.group.people is People.MILITARY or bond.group.side or bond.event is Event.CASUALTIES
    if not military or bond.event in DEPLOYMENTS:
        return False
    told = [time.window for _, time in setting.scene.times()]
    return not _is_long(setting, setting.memory.lead.window) and any(_is_long(setting, window) for window in told)


def _is_long(setting: Setting, window: Window | None) -> bool:
    return window is not None and window.start is not None and (window.end or setting.memory.day) - window.start >= LONG


def _at_home(bond: Bond, home: Place | None) -> Place | None:
    """Where a speaker's office is, which is where people came to harm of whom he speaks; not an army's losses."""
    military = bond.group.people is People.MILITARY or bond.group.side.side is not None
    return home if home is not None and home.nation is not None and not military else None


def _is_from(setting: Setting, place: Place) -> bool:
    """Whether a place is where people are withdrawn from: «*з Лівії* до Малі»."""
    before = setting.scene.get(place.begin - 1)
    return before is not None and before.has("links.from")


def _fits(setting: Setting, bond: Bond, place: Place) -> bool:
    """Whether a place may be the claim's: not one behind a semicolon, nor one that the part of a whole was told with."""
    at = bond.group.at
    low, high = sorted((at, place.begin))
    between = setting.scene.parts[low:high]
    of_group = bond.group.begin <= place.begin < bond.group.end
    if (of_group and not (bond.event is Event.WITHDRAWN and _is_from(setting, place))) or _parts_with_bracket(between):
        return False
    if _is_left(setting, bond, place) or _is_of_others_way(setting, bond, place):
        return False
    if place.begin < at:
        inner = _without_insertions(between)
        told = any(part.has("say.verbs") and not part.has("hedge.words") for part in inner)  # "are *considered* missing"
        return not told or setting.scene.glues
    if any(part.norm == ";" for part in between):
        return False
    if _is_of_part(setting, bond, place) or _is_on_the_way(setting, bond, place):
        return False
    others = (other for other in setting.bonds if at < other.group.at < place.begin)
    return not any(other.group.rest or (other.rule == "coordinated" and other.group.bare) for other in others)


def _without_insertions(parts: Sequence[Part]) -> list[Part]:
    """The parts but for what stands between two commas: «З Румунії, *як повідомило міноборони*, виведено 800 військових»."""
    commas = [index for index, part in enumerate(parts) if part.norm == ","]
    return [*parts[: commas[0]], *parts[commas[-1] :]] if len(commas) > 1 else list(parts)


def _is_of_part(setting: Setting, bond: Bond, place: Place) -> bool:
    """Whether a place behind a colon is that of a part: "five were killed: *in the Solomianskyi district* three, …"."""
    at = bond.group.at
    colons = [index for index in range(at, place.begin) if setting.scene[index].norm == ":"]
    return bool(colons) and any(other.group.at > colons[-1] for other in setting.bonds)


def _is_on_the_way(setting: Setting, bond: Bond, place: Place) -> bool:
    """Whether those who came to harm were only taken there afterwards: "two were wounded and flown to *Bangui*"."""
    low = max(place.begin - WAY, bond.group.end)
    return bond.event not in DEPLOYMENTS and any(part.has("places.care") for part in setting.scene.parts[low : place.begin])


def _is_left(setting: Setting, bond: Bond, place: Place) -> bool:
    """Whether it is where those who were sent come from: "*from Germany* to Romania", «*з Німеччини* до Румунії»."""
    scene, before = setting.scene, setting.scene.get(place.begin - 1)
    if scene.analytic and bond.event not in DEPLOYMENTS and is_origin(scene, place):
        return True  # "a missile *from Iran* killed five"
    if scene.glues or before is None or bond.event not in (Event.DEPLOYED, Event.PLANNED):
        return False
    return before.has("ranges.from", "links.from") and bool(len(setting.places) > 1 or scene.where("places.there"))


def _is_of_others_way(setting: Setting, bond: Bond, place: Place) -> bool:
    """Whether those who came to harm are only to be taken there: "six are in hospital, two will be moved *to Moscow*"."""
    scene = setting.scene
    if scene.analytic or scene.glues or bond.event in DEPLOYMENTS or place.begin < bond.group.end:
        return False
    return any(part.has("events.deployed.", "hedge.not") for part in scene.parts[bond.group.end : place.begin])


def _parts_with_bracket(between: Sequence[Part]) -> bool:
    """Whether one of two parts stands within brackets and the other without."""
    return sum(part.norm == "(" for part in between) != sum(part.norm == ")" for part in between)


def _distance(setting: Setting, bond: Bond, place: Place) -> tuple[int, float]:
    low, high = sorted((bond.group.at, place.begin))
    between = setting.scene.parts[low + 1 : high]
    marks = sum(1 for part in between if part.norm in (",", ";") or part.has("joins.and"))
    behind = place.begin > bond.group.at
    return setting.crossed(bond, place.begin), len(between) + PARTED * marks - 0.5 * behind

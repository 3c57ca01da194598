"""Where it happened: places that tables know, directions and districts named after them, and names behind a preposition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.extract.basic import basic
from bot.extract.lexicon import REFERENCE, force_name, lexicon
from bot.extract.lexicon import place as place_row
from bot.extract.scene import Kind, Scene
from bot.extract.text import tokens

__all__ = ["Place", "force_of_owner", "home_of", "is_origin", "land_at", "places"]

NAMED = 3
"""The name of a part of a state has no more than so many words."""

SHORTEST, LONG = 2, 4
"""A name that only a particle makes a place has so many letters at least, and so many where the particle is one of motion."""

REGION = " Oblast"
"""What the canonical names of regions end with."""

BEFORE = ("places.before", "ranges.from", "time.since", "time.until", "bounds.upto")
"""What may stand before the name of a state that is meant as a place and not as somebody who acts."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place at parts begin up to end: canonical English name where it is known, the words of the text, and its state."""

    begin: int
    end: int
    name: str
    text: str
    nation: str | None = None


def places(scene: Scene, taken: frozenset[int] = frozenset()) -> list[Place]:
    """The places of a sentence; taken are the parts that belong to names of speakers."""
    found: list[Place] = []
    end = 0
    named = scene.where("place.", "place_adjective.", "compass.", *(() if scene.analytic or scene.glues else ("force.",)))
    behind = {index + 1 for index in scene.where("places.before")}
    towns = ("places.town", "places.area") if not scene.glues else ("places.town",)
    behind |= {index + 1 for index in behind if index < len(scene) and not scene.analytic and scene[index].has(*towns)}
    for at in sorted({*named, *behind}):
        place = _place(scene, at) if end <= at < len(scene) and at not in taken and at not in scene.asides else None
        if place is not None:
            if scene.glues and found and found[-1].end == place.begin and _is_state(found[-1]) and not _is_state(place):
                found.pop()  # 로씨야련방 *꾸르스크주*
            if not (found and _holds(place, found[-1])):
                found.append(place)
            end = place.end
    return found or (_by_particle(scene, taken) if scene.glues and scene.where("events.") else [])


def _by_particle(scene: Scene, taken: frozenset[int]) -> list[Place]:
    """Names that no table has, with a particle of place: *바니반구*에서, *시사껫주* 전투에서, *헤글리그*에 보냈다."""
    found: list[Place] = []
    for at, part in enumerate(scene.parts):
        if part.kind is not Kind.WORD or at in taken or at in scene.asides or scene.row.tokens[part.end - 1].ending:
            continue
        following = scene.get(at + 1)
        name = _before_particle(scene, at)
        if name == part.norm and following is not None and following.has("places.around") and _carries_particle(scene, at + 1):
            name = part.norm if scene.row.lexicon.ends_in("region", part.norm) else ""
        elif name == part.norm:
            continue
        if len(name) >= SHORTEST and not _is_quoted(scene, at):
            bare = scene.row.lexicon.without("region", name)
            found.append(Place(at, at + 1, bare if len(bare) >= SHORTEST + 1 else name, name))
    return found


def _before_particle(scene: Scene, at: int) -> str:
    """A word without its particle of place; where it is that of motion, only before a verb of moving."""
    lexicon, norm = scene.row.lexicon, scene[at].norm
    if (place := lexicon.without("where", norm)) != norm:
        return place
    moves = any(part.has("events.deployed.", "events.withdrawn.") for part in scene.parts[at + 1 : at + 1 + NAMED])
    place = lexicon.without("whither", norm) if moves else norm
    return place if len(place) >= LONG else norm


@cache
def home_of(owner: str) -> Place | None:
    """The place that a channel's owner is of, "Kherson Oblast Military Administration"; None for a state's own bodies."""
    given = list(tokens(owner))
    words = lexicon(REFERENCE, None)
    spans = (given[start:end] for start in range(len(given)) for end in range(len(given), start, -1))  # offices are terms too
    for term in (term for span in spans for term in words.terms(span)[:1]):
        for number in sorted(role.removeprefix("place.") for role in term.roles if role.startswith("place.")):
            row = place_row(int(number))
            if row["name"] != force_name(row.get("nation", "")):
                return Place(term.begin, term.end, str(row["name"]), str(row["name"]), row.get("nation"))
    return None


def _is_state(place: Place) -> bool:
    return place.nation is not None and place.name == force_name(place.nation)


def _holds(place: Place, before: Place) -> bool:
    """Whether a place only tells in what region the one right before it lies: «у Куп'янському районі *Харківської області*»."""
    is_region = place.name.endswith(REGION)
    near = place.begin - before.end <= 1 and before.nation == place.nation
    return is_region and near and not before.name.endswith(REGION) and not _is_state(before)


@cache
def force_of_owner(owner: str) -> str | None:
    """The force of no state that a channel's owner is, "Rapid Support Forces"; None for all others."""
    given = list(tokens(owner))
    words = lexicon(REFERENCE, None)
    for term in words.terms(given):
        codes = [role.split(".")[1] for role in sorted(term.roles) if role.startswith("force.")]
        if codes and codes[0].islower() and (term.begin, term.end) == (0, len(given)):
            return codes[0]
    return None


def _is_quoted(scene: Scene, at: int) -> bool:
    """Whether a name stands alone in quotation marks, as those of meetings and ships do: «Рамштайн»."""
    before, behind = scene.get(at - 1), scene.get(at + 1)
    return before is not None and before.is_quote and behind is not None and behind.is_quote


def _place(scene: Scene, at: int) -> Place | None:
    part = scene[at]
    if part.kind not in (Kind.TERM, Kind.WORD) or _is_quoted(scene, at):
        return None
    indices = part.values("place_adjective.") or part.values("place.")
    next_part = scene.get(at + 1)
    if indices and next_part is not None and next_part.has("places.campaign") and part.values("place_adjective."):
        row = place_row(int(indices[0]))
        return Place(at, at + 1, str(row["name"]), scene.words(at, at + 1), row.get("nation"))
    if indices and next_part is not None and next_part.has("places.area"):
        row = place_row(int(indices[0]))
        base = str(row["name"]).removesuffix(" Oblast").removesuffix(" Region")
        area = next_part.norm if scene.analytic else _area(next_part.norm)
        return Place(at, at + 2, f"{base} {area}", scene.words(at, at + 2), row.get("nation"))
    if next_part is not None and next_part.has("places.area") and (land := _by_adjective(scene, at)) is not None:
        return land
    if part.has("compass."):
        return _quarter(scene, at)
    if part.values("place."):
        row = place_row(int(part.values("place.")[0]))
        names_somebody = part.has("force.", "speaker.")
        if scene.glues and names_somebody and row["name"] != force_name(row.get("nation", "")) and _is_of_town(scene, at):
            return Place(at, at + 1, str(row["name"]), scene.words(at, at + 1), row.get("nation"))
        describes = not scene.ends(at, "located") and next_part is not None and next_part.has("people.", "bodies.")
        if names_somebody and (not (_is_located(scene, at) or _is_topic(scene, at)) or describes):
            return None
        return Place(at, at + 1, str(row["name"]), scene.words(at, at + 1), row.get("nation"))
    if part.values("place_adjective.") and part.capital and _stands_alone(scene, at):
        row = place_row(int(part.values("place_adjective.")[0]))
        base = str(row["name"]).removesuffix(" Oblast")
        return Place(at, at + 1, f"{base} direction", scene.words(at, at + 1), row.get("nation"))
    if part.kind is Kind.WORD and part.capital and at > 0 and scene[at - 1].has("places.before", "places.town", "places.area"):
        return _unknown(scene, at)
    return None


def _by_adjective(scene: Scene, at: int) -> Place | None:
    """A state that only an adjective names: «на *украинской* территории»."""
    before, codes = scene.get(at - 1), [code for code in scene[at].values("force.") if code.endswith(".adjective")]
    if scene.analytic or scene.glues or before is None or not before.has("places.before") or not codes:
        return None
    code = codes[0].split(".")[0]
    return Place(at, at + 2, force_name(code), scene.words(at, at + 2), code) if code.isupper() else None


def _quarter(scene: Scene, at: int) -> Place | None:
    """A part of a state by the compass: "northern Burkina Faso", «на півночі Малі», 말리 북부."""
    begin, named = (at - 1, at - 1) if scene.glues else (at, at + 1)
    part = scene.get(named)
    if part is None or not part.values("place."):
        return None
    row = place_row(int(part.values("place.")[0]))
    if row["name"] != force_name(row.get("nation", "")):
        return None
    name = f"{scene[at].values('compass.')[0]} {row['name']}"
    return Place(begin, begin + 2, name, scene.words(begin, begin + 2), row.get("nation"))


def _unknown(scene: Scene, at: int) -> Place | None:
    """A name that no table has, behind a preposition ("near *Makhnovka*"); what describes a noun is none."""
    end = at + 1
    while end < len(scene) and scene[end].kind is Kind.WORD and scene[end].capital:
        end += 1
    if end < len(scene) and scene[end].has("places.area"):
        end += 1
    elif end < len(scene) and (scene[end].kind is Kind.WORD or scene[end].has("people.", "bodies.", "force.", "units.")):
        return None
    words = scene.words(at, end)
    return Place(at, end, basic(words, scene.row.language), words, _state_behind(scene, end))


def _state_behind(scene: Scene, end: int) -> str | None:
    """The state that a town is said to lie in: "in Boulkessi, *Mali*"."""
    comma, state = scene.get(end), scene.get(end + 1)
    if not scene.analytic or comma is None or comma.norm not in (",", "(") or state is None or not state.has("place."):
        return None
    return place_row(int(state.values("place.")[0])).get("nation")


def _area(norm: str) -> str:
    """A word of the lexicon's area list in English: directions and sectors are what fronts are called."""
    return "District" if norm.startswith("район") else "direction"


def _stands_alone(scene: Scene, at: int) -> bool:
    """ "Pokrovskyi – 241": an adjective whose noun was said before."""
    following = scene.get(at + 1)
    if scene.analytic:
        return False
    if following is None or following.norm in ("-", ",", ":", "."):
        return True
    behind = scene.get(at + 2)  # «на *Лиманському* та Торецькому напрямках»
    return following.has("joins.and") and behind is not None and behind.has("place_adjective.")


def _is_of_town(scene: Scene, at: int) -> bool:
    """Whether the name of a capital stands before a house or the townspeople, and not for its state: *키이우* 아파트."""
    following = scene.get(at + 1)
    return following is not None and (following.kind is Kind.WORD or following.has("people.civilian", "people.either"))


def _carries_particle(scene: Scene, at: int) -> bool:
    """Whether a name, or the words for the region around it that follow, carry a particle of place: 우크라이나 전역*에서*."""
    end = at
    while (following := scene.get(end + 1)) is not None and not scene.row.tokens[scene[end].end - 1].ending:
        if scene.row.lexicon.tells("located", following.norm):  # a particle of two syllables is a token of its own
            return True
        if not following.has("places.around", "compass."):
            break
        end += 1
    return scene.ends(end, "located")


def is_origin(scene: Scene, place: Place) -> bool:
    """Whether a state is only where something comes from: "a missile *from Iran* came down in the city"."""
    before = scene.get(place.begin - 1)
    is_state = place.nation is not None and place.name == force_name(place.nation)
    return scene.analytic and is_state and before is not None and before.has("links.from")


def land_at(scene: Scene, at: int) -> str | None:
    """The state in which something lies, told by a preposition and a state's name behind: "in the northern *Afghan* province"."""
    part = scene[at]
    codes = part.values("force.")
    index = _before_compass(scene, at - 1)
    before = scene.get(index)
    if not codes or before is None or not before.has("places.before") or before.has("links.from"):
        return None
    following = scene.get(at + 1)
    while following is not None and following.has("places.compass") and not following.has("places.town"):
        at += 1
        following = scene.get(at + 1)
    end = at + 1
    while end <= at + NAMED and (name := scene.get(end)) is not None and name.kind is Kind.WORD and name.capital:
        end += 1  # "in Iraq's *Diyala* province"
    following = scene.get(end)
    names_a_part = following is not None and (following.has("places.area", "places.town", "place."))
    return codes[0].split(".")[0] if part.has("place.") or names_a_part else None


def _before_compass(scene: Scene, index: int) -> int:
    """The part before the words that only say more of a place: "in *the northern city of* Kano"."""
    while (part := scene.get(index)) is not None and index > 0:
        described = part.has("compass.", "places.compass", "places.town", "links.the")
        before = scene[index - 1]
        of_town = part.has("links.of") and before.has("places.town", "places.area", "compass.")
        of_state = part.has("force.", "place_adjective.") and scene[index - 1].has(
            "links.the", "compass.", "places.compass", "places.before"
        )
        if not (described or of_town or (of_state and not part.has("place."))):
            break
        index -= 1
    return index


def _is_topic(scene: Scene, at: int) -> bool:
    """Whether a name stands alone: «*Іран.* За дні від 13 до 24 червня загинули …»."""
    return all(index == at or part.kind is Kind.MARK for index, part in enumerate(scene.parts))


def _is_left(scene: Scene, at: int) -> bool:
    """Whether a state before its verb is the one that people left: «*Сенегал* покинули 350 военных», 세네갈을 떠났다."""
    verb, following = scene.get(at + 1), scene.get(at + 2)
    if scene.analytic or verb is None or not verb.has("events.withdrawn.fate", "joins.leave"):
        return False
    return scene.ends(at, "object") if scene.glues else following is not None and not following.has("place.", "joins.and")


def _is_located(scene: Scene, at: int) -> bool:
    if _is_left(scene, at):
        return True
    if scene.glues:
        return _carries_particle(scene, at)
    index = at - 1
    while index >= 0 and (scene[index].has("place_adjective.", "places.area", "links.the") or scene[index].is_quote):
        index -= 1
    index = _before_compass(scene, index)
    before = scene.get(index)
    if before is None:
        return False
    if before.kind is Kind.WORD and not before.capital and not scene.analytic:  # «на северо-востоке Иордании»
        before = scene.get(index - 1) or before
    return before.has(*BEFORE) or (before.has("events.deployed.", "events.withdrawn.") and index == at - 1)

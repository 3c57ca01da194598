"""People who speak without a name: residents, soldiers, an officer, whom a say-word or "citing" stands right beside."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.lexicon import force_name
from bot.extract.named import Name
from bot.extract.scene import Kind, Part, Scene

__all__ = ["crowd_after", "crowd_at", "crowd_before"]

REACH = 3
"""So many words may tell more of them: "a senior Ukrainian officer"."""


def crowd_before(scene: Scene, at: int) -> Name | None:
    """The people whom the words right before a part name: "*residents* told", «*жители Джибо* говорили»."""
    named = crowd_at(scene, at - 1)
    place = scene.get(at - 1)
    if scene.analytic and place is not None and place.has("place.") and at > 1 and scene[at - 2].has("places.before"):
        return crowd_at(scene, at - 3)
    if named is not None or place is None or scene.analytic or scene.glues or place.has("say.", "people."):
        return named
    of_place = crowd_at(scene, at - 2) if place.has("place.") or (place.kind is Kind.WORD and place.capital) else None
    if of_place is None:
        return None
    text = scene.words(of_place.begin, at)
    return replace(of_place, end=at, name=text, text=text)


def crowd_after(scene: Scene, at: int) -> Name | None:
    """The people whom the words from a part on name: "citing *local residents*"."""
    index = at
    while (part := scene.get(index)) is not None and index - at <= REACH:
        if _speaks(part):
            return crowd_at(scene, index)
        if (
            part.kind is Kind.MARK
            or part.figure is not None
            or not (_tells_more(scene, index) or part.has("links.a", "links.the"))
        ):
            return None
        index += 1
    return None


def crowd_at(scene: Scene, at: int) -> Name | None:
    """The people a part names, with the words before that tell which ones; who is counted there does not speak."""
    part = scene.get(at)
    if part is None or not _speaks(part):
        return None
    begin = at
    while begin > 0 and at - begin < REACH and _tells_more(scene, begin - 1):
        begin -= 1
    before = scene.get(begin - 1)
    if before is not None and (before.figure is not None or before.has("joins.and", "joins.part", "events.", "links.of")):
        return None
    text = scene.words(begin, at + 1)
    group = next((code.split(".")[0] for code in part.values("force.") if code.endswith(".people")), None)
    if group is not None and group.islower():  # «*хуситы* заявили»
        return Name(begin, at + 1, force_name(group), text, group, is_listed=True, is_force=True)
    codes = [code.split(".")[0] for part in scene.parts[begin:at] for code in part.values("force.")]
    nation = codes[0] if codes else None
    return Name(begin, at + 1, text, text, nation)


def _speaks(part: Part) -> bool:
    """Whether a part is people, or such as are named in the mass: medics, media."""
    return part.has("people.", "say.crowds") or any(role.startswith("force.") and role.endswith(".people") for role in part.roles)


def _tells_more(scene: Scene, index: int) -> bool:
    part = scene[index]
    if part.has("force.", "place_adjective.") or part.has("places.there"):
        return not part.has("events.")
    return part.kind is Kind.WORD and not part.roles and not part.capital and not scene.glues

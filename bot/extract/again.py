"""Whom a name means that says no more than what kind of body it is: "the ministry", «те саме відомство», 이 단체."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.lexicon import force_name
from bot.extract.named import Name
from bot.extract.scene import Part, Scene

__all__ = ["again", "group_of", "is_bare"]

SHORTEST = 4
"""So many letters at least two forms of one word begin with."""

ENDING = 3
"""So many letters at most of the longer form are its ending."""


def is_bare(scene: Scene, name: Name) -> bool:
    """Whether a name is one noun for a body or for persons, and names nobody in particular."""
    if name.is_listed or name.is_person or name.is_outlet or name.nation is not None:
        return False
    return _noun(scene, name) is not None


def again(scene: Scene, name: Name, said: Sequence[Name], group: str | None) -> Name | None:
    """Who of those named before is meant by a bare noun; group is the armed group that was spoken of last."""
    noun = _noun(scene, name)
    if noun is None:
        return None
    if noun.has("bodies.groups") and group is not None:
        return Name(name.begin, name.end, force_name(group), name.text, group, is_listed=True, is_force=True)
    before = [known for known in reversed(said) if known.text != name.text]
    for known in before:
        if any(_is_alike(noun.norm, word) for word in known.text.casefold().split()):
            return known
    if not noun.has("bodies.again"):
        return None
    return next((known for known in before if not (known.is_person or known.is_outlet or known.is_force)), None)


def group_of(scene: Scene, last: str | None) -> str | None:
    """The armed group that a sentence speaks of last; else the one before it."""
    codes = [code.split(".")[0] for index in scene.where("force.") for code in scene[index].values("force.")]
    slugs = [code for code in codes if code.islower()]
    return slugs[-1] if slugs else last


def _noun(scene: Scene, name: Name) -> Part | None:
    """The one noun of a name that has no other words but such as point back."""
    parts = scene.parts[name.begin : name.end]
    nouns = [part for part in parts if part.has("bodies.")]
    others = [part for part in parts if not part.has("bodies.")]
    if len(nouns) != 1 or any(part.capital or part.has("force.", "place", "speaker.") for part in others):
        return None
    return nouns[0] if not nouns[0].has("speaker.", "force.") else None


def _is_alike(one: str, other: str) -> bool:
    """Whether two words may be forms of one."""
    if one == other:
        return True
    longer, same = max(len(one), len(other)), 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same >= max(SHORTEST, longer - ENDING)

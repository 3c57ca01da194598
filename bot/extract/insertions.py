"""What is put into a clause between commas and only tells who says so."""

from __future__ import annotations

from itertools import pairwise

from bot.extract.scene import Scene

__all__ = ["inserted"]


def inserted(scene: Scene, at: int) -> frozenset[int]:
    """The parts before a verb that only tell who says so: "Pyongyang, *according to the president*, has lost 4,000 soldiers"."""
    commas = [index for index in range(at) if scene[index].norm == ","]
    told: set[int] = set()
    for first, last in pairwise(commas):
        inner = scene.parts[first + 1 : last]
        says = any(part.has("say.verbs", "say.according", "say.his_words") for part in inner)
        if says and first > 0 and not any(part.has("joins.that", "events.") or part.figure is not None for part in inner):
            told.update(range(first, last + 1))
    return frozenset(told)

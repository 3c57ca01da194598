"""The groups of people of a sentence that have a figure, and the figures that count something else."""

from __future__ import annotations

from functools import lru_cache

from bot.extract.counted import of_figure
from bot.extract.group import Group
from bot.extract.ones import ordinals, single_persons, summed, with_one_more
from bot.extract.scene import Scene

__all__ = ["groups", "things"]

REMEMBERED = 1 << 8
"""So many sentences' groups are kept: those of a post are asked for again and again while it is read."""


@lru_cache(maxsize=REMEMBERED)
def groups(scene: Scene) -> tuple[Group, ...]:
    """The groups of a sentence that have a figure, in order."""
    counted = (of_figure(scene, index) for index in scene.figures if not (_is_denied(scene, index) or _is_whole_of(scene, index)))
    found = [with_one_more(scene, group) for group in counted if group is not None]
    if found and scene.where("joins.other"):
        found = sorted([*found, *ordinals(scene, found)], key=lambda group: group.at)
    if scene.analytic:
        found = sorted([*found, *summed(scene, list(single_persons(scene, found)))], key=lambda group: group.at)
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def things(scene: Scene) -> tuple[int, ...]:
    """The figures that count something else than people."""
    mine = {group.at for group in groups(scene)}
    return tuple(index for index in scene.figures if index not in mine)


def _is_denied(scene: Scene, index: int) -> bool:
    """Whether a figure is named only to be set right: "*not 500* but 700 soldiers"."""
    before = scene.get(index - 1)
    return before is not None and before.has("denial.not")


def _is_whole_of(scene: Scene, index: int) -> bool:
    """Whether a figure only tells what another one is taken out of: «одну *з трьох* бригад»."""
    part, of = scene.get(index - 1), scene.get(index - 2)
    if scene.analytic:
        at = index - 2 if part is not None and part.has("links.the") else index - 1
        whole, first = scene.get(at), scene.get(at - 1)
        return whole is not None and whole.has("links.of") and first is not None and first.figure is not None
    if scene.glues or part is None or of is None:
        return False
    return part.has("links.from") and (of.figure is not None or of.has("joins.share"))

""" "85 and 112 occupiers in the Siversk and Lyman sectors respectively": which figure goes with which name or day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.groups import Group
from bot.extract.people import Side
from bot.extract.scene import Scene

__all__ = ["partners", "with_sides"]


def _series(scene: Scene, wanted: tuple[str, ...], count: int) -> list[int]:
    """The indices of so many parts of one kind that stand in a row, joined by commas and "and" alone."""
    run: list[int] = []
    last = -1
    for index, part in enumerate(scene.parts):
        is_one = part.has(*wanted) if wanted != ("weekday",) else part.time is not None and part.time.rule == "date"
        if not is_one:
            continue
        between = scene.parts[last + 1 : index]
        if run and all(other.norm == "," or other.is_quote or other.has("joins.and") for other in between):
            run.append(index)
        else:
            if len(run) == count:
                return run
            run = [index]
        last = index
    return run if len(run) == count else []


def _last_run(scene: Scene, found: Sequence[Group]) -> list[Group]:
    """The groups before "respectively" that stand in a row."""
    each = max(scene.where("joins.each"), default=None)
    if each is None:
        return []
    run: list[Group] = []
    for group in found:
        if run and not all(
            part.norm == "," or part.has("joins.and")
            for part in scene.parts[max(run[-1].at + 1, min(run[-1].end, group.begin)) : group.begin]
        ):
            run = []
        run.append(group)
    return run if len(run) > 1 else []


def with_sides(scene: Scene, found: Sequence[Group]) -> list[Group]:
    """The groups, each with its own force where forces are told in the same order."""
    run = _last_run(scene, found)
    forces = _series(scene, ("force.",), len(run)) if run else []
    if not forces:
        return list(found)
    own = {
        group.at: Side(force=scene[index].values("force.")[0].split(".")[0], at=index)
        for group, index in zip(run, forces, strict=True)
    }
    return [replace(group, side=own[group.at]) if group.at in own else group for group in found]


def partners(scene: Scene, found: Sequence[Group], *wanted: str) -> dict[int, int]:
    """For each figure's part the part of the place or day that is told in the same order; empty where nothing is."""
    run = _last_run(scene, found)
    series = _series(scene, wanted, len(run)) if run else []
    return {group.at: index for group, index in zip(run, series, strict=False)}

""" "85 and 112 occupiers in the Siversk and Lyman sectors respectively": which figure goes with which name or day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.group import Group
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
    if not forces or _is_located(scene, forces[0]):
        return _with_noun_of_last(found, run)
    own = {
        group.at: Side(force=scene[index].values("force.")[0].split(".")[0], at=index)
        for group, index in zip(run, forces, strict=True)
    }
    return [replace(group, side=own[group.at]) if group.at in own else group for group in found]


def _is_located(scene: Scene, index: int) -> bool:
    """Whether a state's name tells where and not who: "*in Gabon* and Chad"."""
    before = scene.get(index - 1)
    if scene.glues and not any(scene[other].has("people.") for other in range(index + 1, min(index + 3, len(scene)))):
        following = next((other for other in range(index, len(scene)) if not scene[other].has("force.", "joins.and")), index)
        return scene.ends(following - 1, "located")  # *아프가니스탄과 이라크에* 주둔한
    return before is not None and before.has("places.before") and scene[index].has("place.")


def _with_noun_of_last(found: Sequence[Group], run: Sequence[Group]) -> list[Group]:
    """The groups, where a row of bare figures has one noun behind its last: "100 and 80 French instructors respectively"."""
    if not run or run[-1].head is None or run[-1].event is not None or not all(group.bare for group in run[:-1]):
        return list(found)
    last, bare = run[-1], {group.at for group in run[:-1]}
    return [
        replace(group, head=last.head, of=last.of, people=last.people, side=group.side or last.side, bare=False)
        if group.at in bare
        else group
        for group in found
    ]


def partners(scene: Scene, found: Sequence[Group], *wanted: str) -> dict[int, int]:
    """For each figure's part the part of the place or day that is told in the same order; empty where nothing is."""
    run = _last_run(scene, found)
    series = _series(scene, wanted, len(run)) if run else []
    return {group.at: index for group, index in zip(run, series, strict=False)}

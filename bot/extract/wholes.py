"""A whole and its part: "of *15,000 sent* 600 were killed", and a figure that is risen to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.bond import Bond
from bot.extract.events import Mention
from bot.extract.group import Group
from bot.extract.scene import Kind, Scene

__all__ = ["at_last", "is_whole", "of_whole", "with_wholes"]


def at_last(scene: Scene, group: Group) -> Group:
    """The group as many as it comes to: "from 900 *to 2,000*"."""
    figure = group.figure
    if figure is None or not scene.row.has(scene[group.at].begin, "ranges.from"):
        return group
    return replace(group, figure=replace(figure, low=figure.high, rule="exact"))


def with_wholes(scene: Scene, found: Sequence[Group]) -> Iterator[Group]:
    """The groups, a bare one being of the people of the whole that it is taken out of."""
    whole: Group | None = None
    for group in found:
        is_part = whole is not None and group.bare and not group.side
        yield replace(group, side=whole.side, people=whole.people) if is_part and whole is not None else group
        whole = group if is_whole(scene, group, found) else None


def is_whole(scene: Scene, group: Group, found: Sequence[Group]) -> bool:
    """Whether a later figure is taken out of this one: "*out of 15,000* sent soldiers 600 fell", in inflected languages."""
    if scene.analytic:
        return _is_whole_ahead(scene, group, found)
    if scene.glues or group.bare or group.begin == 0 or not scene[group.begin - 1].has("links.from"):
        return False
    return any(
        (other.begin >= group.end and (other.bare or other.rest)) or (other.at > group.at and other.head == group.head)
        for other in found
    )


def _is_whole_ahead(scene: Scene, group: Group, found: Sequence[Group]) -> bool:
    """Whether a clause begins with the whole that a bare figure behind is taken out of: "*of 2,200 soldiers* about 700 left"."""
    of, before = scene.get(group.begin - 1), scene.get(group.begin - 2)
    if group.bare or group.head is None or of is None or not of.has("links.of", "joins.of_them"):
        return False
    opens = before is None or before.kind is Kind.MARK or before.has("joins.that")
    return opens and any(other.begin >= group.end and (other.bare or other.rest) for other in found)


def of_whole(scene: Scene, group: Group, events: Sequence[Mention]) -> Bond | None:
    """The bond of a whole: what its own participle tells, and never what befell the part."""
    assert group.head is not None
    if scene.analytic:
        later = [mention for mention in events if mention.begin >= group.end]
        moved = later[0] if len(later) > 1 and later[0].is_deployment else None  # "of 2,200 soldiers *still there* 700 left"
        return None if moved is None else Bond(group, moved.event, moved, 1.0, "whole")
    mine = (mention for mention in events if mention.way == "act" and group.at < mention.begin < group.head)
    mention = next(mine, None)
    behind = next((m for m in events if m.way == "act" and m.begin <= group.end + 1 and m.begin > group.head), None)
    parted = behind is not None and scene[behind.begin - 1].norm == ","
    mention = mention or (behind if parted else None)
    return None if mention is None else Bond(group, mention.event, mention, 0.5, "whole")

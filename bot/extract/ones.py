"""One person told without a figure: "*a soldier* was killed", "two men *and a woman*", "*a third* is wounded"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.group import DESCRIBED, PAUSES, Group, article, without_figure
from bot.extract.nouns import is_age
from bot.extract.numbers import Figure
from bot.extract.people import NOBODY, event_people, is_head, side_of
from bot.extract.scene import Kind, Scene
from bot.model import People, Unit

__all__ = ["ONE", "ONE_UNIT", "one_joined", "ordinals", "single_persons", "summed", "with_one_more"]

ONE = "one-person"
ONE_UNIT = "one-unit"
"""The rules of a figure that an article stands for: of one person, of one formation."""


def ordinals(scene: Scene, found: Sequence[Group]) -> Iterator[Group]:
    """One more person told by an ordinal: «двоє загинули, *третій* – поранений»."""
    for index in scene.where("joins.other"):
        at, before = index + 1, scene.get(index - 1)
        while (verb := scene.get(at)) is not None and (verb.norm == "-" or verb.has("joins.be", "idle.")):
            at += 1
        befell = verb is not None and verb.has("events.") and not verb.has("events.deployed.", "events.withdrawn.")
        opens = before is None or before.norm in PAUSES or before.has("joins.and")
        if befell and opens and found[0].begin < index:
            figure = Figure(scene[index].begin, scene[index].end, 1, 1, rule=ONE)
            yield Group(index, index + 1, index, figure, None, bare=True, more=True)


def with_one_more(scene: Scene, group: Group) -> Group:
    """The group with the one person that stands joined to it without a figure: «двох чоловіків *і жінку*» are three."""
    figure = group.figure
    sums = figure is not None and figure.low is not None and figure.low == figure.high and group.head is not None
    if scene.analytic and group.people is not People.CIVILIAN:
        return group  # "two soldiers and a woman" are told apart
    told = group.event is not None and (group.head is None or event_people(scene[group.head]) is not None)
    if not sums or scene.glues or group.of is not Unit.PERSON or told or group.side:
        return group
    assert figure is not None
    assert figure.low is not None
    before, behind = one_joined(scene, group.begin, -1), one_joined(scene, group.end, 1)
    one = before if before is not None else behind
    if one is None:
        return group
    total = figure.low + 1
    figure = replace(figure, low=total, high=total)
    return replace(group, begin=min(group.begin, one), end=max(group.end, one + 1), figure=figure)


def one_joined(scene: Scene, at: int, step: int) -> int | None:
    """The part that names one person and is joined by "and" to what ends or begins here; step says on which side."""
    first = at if step > 0 else at - 1
    joiner = scene.get(first)
    if joiner is None or not joiner.has("joins.and"):
        return None
    for index in range(first + step, first + step * (DESCRIBED + 1), step):
        part = scene.get(index)
        if part is None:
            return None
        if part.has("people.single"):
            article = scene.get(first + 1 if step > 0 else index - 1)
            counted = article is not None and article.has("links.a") and not part.has("people.military", "people.irregular")
            return index if not scene.analytic or counted else None
        ages = part.figure is not None and part.figure.adjective
        if step < 0 or not (part.kind is Kind.WORD or part.norm == "-" or part.has("links.a", "time.year") or ages):
            return None
    return None


def single_persons(scene: Scene, found: Sequence[Group]) -> Iterator[Group]:
    """Single persons told with an article instead of a figure: "*a soldier* and two policemen", "and *another* was wounded"."""
    counted = {index for group in found for index in range(group.begin, group.end)}
    for index in scene.where("people.single", "people.one", "joins.national", "units."):
        begin = index if scene[index].has("people.one") else article(scene, index)
        if begin is None or not _stands_for_one(scene, begin, index) or not counted.isdisjoint(range(begin, index + 1)):
            continue
        rule, bound, more = (
            ONE_UNIT if scene[index].has("units.") else ONE,
            scene.get(begin - 1),
            scene[begin].has("joins.another"),
        )
        upto, over = (bound is not None and bound.has(f"bounds.{kind}") for kind in ("upto", "over"))
        figure = Figure(scene[index].begin, scene[index].end, None if upto else 1, None if over else 1, rule=rule)
        person = without_figure(scene, index, figure)
        end = index + 3 if is_age(scene, index + 2) else person.end  # "a woman *of 70* was hurt"
        yield replace(person, begin=begin - (upto or over), end=end, more=more)
    for index in scene.where("joins.mortal"):
        one = _one_mortal(scene, index)
        if one is not None and counted.isdisjoint(range(one.begin, one.end)):
            yield one
    for index in scene.where("joins.another"):
        if _is_alone(scene, index) and index not in counted:
            figure = Figure(scene[index].begin, scene[index].end, 1, 1, rule=ONE)
            yield Group(index, index + 1, index, figure, None, bare=True, more=True)


def _one_mortal(scene: Scene, verb: int) -> Group | None:
    """One person told by an unknown noun: "killed *a Chinese welder*", "*a 62-year-old beekeeper* was wounded"."""
    be = scene.get(verb - 1)
    noun = verb - 2 if be is not None and be.has("joins.be") else verb + 1
    if noun > verb:
        if not (scene.get(noun) is not None and scene[noun].has("links.a")):
            return None
        noun += 1
        while (part := scene.get(noun + 1)) is not None and (part.kind is Kind.WORD and not part.capital) and noun < verb + 4:
            noun += 1
    if noun < 0 or noun >= len(scene) or scene[noun].kind is not Kind.WORD or scene[noun].capital:
        return None
    begin = article(scene, noun)
    if begin is None or scene[begin].has("joins.another"):
        return None
    figure = Figure(scene[noun].begin, scene[noun].end, 1, 1, rule=ONE)
    side = next((side_of(scene[index], index) for index in range(begin, noun) if scene[index].has("force.")), NOBODY)
    return Group(begin, noun + 1, noun, figure, noun, people=None if side.side else People.CIVILIAN, side=side)


def summed(scene: Scene, ones: Sequence[Group]) -> list[Group]:
    """ "*Her husband and a neighbour* were hurt" are two: civilians in a row are told apart by nothing that counts."""
    rows: list[Group] = []
    for one in sorted(ones, key=lambda group: group.begin):
        last = rows[-1] if rows else None
        joiner = scene.get(last.end) if last is not None else None
        in_a_row = last is not None and last.end == one.begin - 1 and joiner is not None and joiner.has("joins.and")
        if last is not None and last.figure is not None and in_a_row and _is_plain(last) and _is_plain(one):
            count = (last.figure.low or 0) + 1
            rows[-1] = replace(last, end=one.end, figure=replace(last.figure, low=count, high=count))
        else:
            rows.append(one)
    return rows


def _is_plain(group: Group) -> bool:
    return group.people is People.CIVILIAN and not group.side


def _stands_for_one(scene: Scene, begin: int, noun: int) -> bool:
    """Whether a noun is the people meant: not "a *marine* company", nor "the mother of *a soldier*"."""
    following, of, whole = scene.get(noun + 1), scene.get(begin - 1), scene.get(begin - 2)
    if following is not None and following.has("say.verbs") and scene[noun].has("events."):
        return False  # "what *a prisoner* tells"
    if following is not None and following.has("people.", "units.", "bodies.") and not following.has("events."):
        return False
    if scene[noun].has("joins.national") and not _is_alone(scene, noun):
        return False
    if scene[noun].has("units.") and following is not None and following.kind is Kind.WORD:
        return False  # "a battalion aid station"
    if scene[noun].has("units.") and following is not None and following.has("links.of"):
        counted = scene.get(noun + 2)
        if counted is not None and counted.figure is not None:
            return False  # "a battalion of up to 550 troops"
    hangs = of is not None and of.has("links.of") and whole is not None and not whole.has("events.")
    return not (hangs and (scene[noun].has("units.") or (whole is not None and is_head(whole))))


def _is_alone(scene: Scene, index: int) -> bool:
    """Whether no noun follows, but a verb, a place or a pause."""
    following = scene.get(index + 1)
    return following is None or following.has("joins.be", "events.", "places.before") or following.norm in PAUSES

"""Groups of people: a figure with the noun it counts and whose people they are; or such a noun without a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.extract.insertions import inserted
from bot.extract.nouns import Walk, is_age, walk
from bot.extract.numbers import Figure
from bot.extract.people import (
    NOBODY,
    Side,
    carries_particle,
    event_people,
    is_head,
    is_where,
    kind_of,
    plays,
    side_of,
    words_before,
    words_behind,
)
from bot.extract.scene import Kind, Part, Scene
from bot.model import Event, People, Unit

__all__ = ["ONE", "ONE_UNIT", "Group", "article", "groups", "one_joined", "things", "without_figure"]

ONE = "one-person"
ONE_UNIT = "one-unit"
"""The rules of a figure that an article stands for: of one person, of one formation."""

DESCRIBED = 7
DESCRIBING = ("force.", "place", "people.", "bodies.", "time.", "sides.enemy", "joins.whole", "joins.participle")
PAUSES = frozenset(",.;")

LINKS = frozenset("-:(|=")
"""Marks that may join a noun to the figure behind it: "personnel – 774 280"."""

NUMBERED = 6
"""So many parts may stand between a body of people and the word that tells its number."""

DESCRIBED = 5
"""So many parts may describe the person that "and" joins to a group: «та *14-річну* дівчинку»."""

PARTED = 9
"""A noun that its verb parts from its figure stands no more than so many parts before it."""

FEW = 200
"""So many bands there hardly are; so many men there may be in one."""

REMEMBERED = 1 << 8
"""So many sentences' groups are kept: those of a post are asked for again and again while it is read."""

DASHES = frozenset('-:«»"“”')


@dataclass(frozen=True, slots=True)
class Group:
    """People, at parts begin up to end.

    figure None is a mass without a number; head the part that names the people, None where the figure stands alone;
    event the one its head tells of ("17 dead"); bare marks a figure whose noun is left out; rest, "of them"; out_of, the part
    that names the whole it is taken out of ("several hundred of the missing").
    """

    begin: int
    end: int
    at: int
    figure: Figure | None
    head: int | None
    of: Unit = Unit.PERSON
    people: People | None = None
    side: Side = NOBODY
    event: Event | None = None
    bare: bool = False
    rest: bool = False
    more: bool = False
    out_of: int | None = None


@lru_cache(maxsize=REMEMBERED)
def groups(scene: Scene) -> tuple[Group, ...]:
    """The groups of a sentence that have a figure, in order."""
    counted = (
        _of_figure(scene, index) for index in scene.figures if not (_is_denied(scene, index) or _is_whole_of(scene, index))
    )
    found = [_with_one_more(scene, group) for group in counted if group is not None]
    if found and scene.where("joins.other"):
        found = sorted([*found, *_others(scene, found)], key=lambda group: group.at)
    if scene.analytic:
        found = sorted([*found, *_summed(scene, list(_ones(scene, found)))], key=lambda group: group.at)
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def things(scene: Scene) -> tuple[int, ...]:
    """The figures that count something else than people."""
    mine = {group.at for group in groups(scene)}
    return tuple(index for index in scene.figures if index not in mine)


def _others(scene: Scene, found: Sequence[Group]) -> Iterator[Group]:
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


def _with_one_more(scene: Scene, group: Group) -> Group:
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


def without_figure(scene: Scene, head: int, figure: Figure | None = None) -> Group:
    """The group that a noun of people makes without a figure of its own."""
    begin, before = words_before(scene, head)
    end, behind = words_behind(scene, head)
    people, of = kind_of(scene[head])
    side = before or side_of(scene[head], head) or behind
    return Group(begin, end, head, figure, head, of, people, side, event_people(scene[head]))


def _is_denied(scene: Scene, index: int) -> bool:
    """Whether a figure is named only to be set right: "*not 500* but 700 soldiers"."""
    before = scene.get(index - 1)
    return before is not None and before.has("denial.not")


def _is_whole_of(scene: Scene, index: int) -> bool:
    """Whether a figure only tells what another one is taken out of: «одну *з трьох* бригад»."""
    part, of = scene.get(index - 1), scene.get(index - 2)
    if scene.analytic or scene.glues or part is None or of is None:
        return False
    return part.has("links.from") and (of.figure is not None or of.has("joins.share"))


def _ones(scene: Scene, found: Sequence[Group]) -> Iterator[Group]:
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


def _summed(scene: Scene, ones: Sequence[Group]) -> list[Group]:
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
    if following is not None and following.has("people.", "units.", "bodies.") and not following.has("events."):
        return False
    if scene[noun].has("joins.national") and not _is_alone(scene, noun):
        return False
    if scene[noun].has("units.") and following is not None and following.kind is Kind.WORD:
        return False  # "a battalion aid station"
    hangs = of is not None and of.has("links.of") and whole is not None and not whole.has("events.")
    return not (hangs and (scene[noun].has("units.") or (whole is not None and is_head(whole))))


def _is_alone(scene: Scene, index: int) -> bool:
    """Whether no noun follows, but a verb, a place or a pause."""
    following = scene.get(index + 1)
    return following is None or following.has("joins.be", "events.", "places.before") or following.norm in PAUSES


def article(scene: Scene, noun: int) -> int | None:
    """Where "a" stands before a noun, with nothing but what describes it between: "a 61-year-old woman"."""
    for index in range(noun - 1, max(noun - DESCRIBED, -1), -1):
        part = scene[index]
        if part.has("links.a", "joins.another"):
            return index
        if part.has("joins.whole") and scene[noun].has("units.") and scene[index - 1].has("links.a"):
            return index - 1
        described = part.kind is Kind.WORD or part.norm == "-" or part.has(*DESCRIBING)
        if not described:
            return None
    return None


def _of_figure(scene: Scene, index: int) -> Group | None:
    figure = scene[index].figure
    assert figure is not None
    begin, side, more = _modifiers_before(scene, index)
    before = scene.get(begin - 1)
    rest = before is not None and before.has("joins.of_them")
    if rest and scene.glues:
        side = side or _whole_before(scene, begin - 2)
    found = walk(scene, index)
    if found.head is None and (body := _strong(scene, index) or _apposed(scene, index, begin)) is not None:
        return body
    if found.thing or _is_age_of_titled(scene, index):
        return None
    if scene.glues and not side and scene.row.has(scene[index].end, "counters.unit"):
        side = words_before(scene, begin)[1]  # *북한* 특수부대 2개 여단
    nearer = found.side if scene.analytic else NOBODY  # "Senegal's last 250 *French* soldiers"
    found.side, found.rest, found.more = nearer or side or found.side, rest or found.rest, more or found.more
    if found.head is not None:
        return _headed(scene, index, begin, found)
    if figure.adjective and (mustered := _mustered(scene, index, begin, found)) is not None:
        return mustered
    if not found.words or _is_counted_before(scene, index, begin):
        return _bare(scene, index, begin, found)
    if _counts_persons(scene, index):
        return Group(begin, index + 2, index, figure, index + 1, side=found.side, rest=found.rest, more=found.more)
    if _are_mortal(scene, begin, found.end, found.side):
        people = None if found.side.side else People.CIVILIAN
        return Group(begin, found.end, index, figure, found.end - 1, people=people, side=found.side, more=found.more)
    return None


def _are_mortal(scene: Scene, begin: int, end: int, side: Side) -> bool:
    """Whether an unknown noun names people by what befalls them: "killed *three farm hands*", "*two beekeepers* died"."""
    noun, before = scene.get(end - 1), scene.get(begin - 1)
    if not scene.analytic or noun is None or noun.kind is not Kind.WORD or noun.capital:
        return False
    be = scene.get(begin - 2)
    if before is not None and before.has("joins.mortal") and not (be is not None and be.has("joins.be")):
        return True
    at = end
    while (part := scene.get(at)) is not None and part.has("joins.be", "events.deployed.have"):
        at += 1
    verb = scene.get(at)
    if (
        verb is not None
        and side.side
        and plays(verb, "events.", "fate")
        and not verb.has("events.deployed.", "events.withdrawn.")
    ):
        return True  # "five of *our bravehearts* fell"
    return verb is not None and verb.has("joins.mortal") and (at > end or plays(verb, "events.", "fate"))


def _is_age_of_titled(scene: Scene, index: int) -> bool:
    """Whether brackets behind a rank or a name hold an age: 닥사 대령(*41*)이."""
    opens, closes, before = scene.get(index - 1), scene.get(index + 1), scene.get(index - 2)
    if not scene.glues or opens is None or closes is None or (opens.norm, closes.norm) != ("(", ")") or before is None:
        return False
    return before.has("bodies.") or before.kind is Kind.WORD


def _is_counted_before(scene: Scene, index: int, begin: int) -> bool:
    """Whether the noun right before a figure is what it counts, whatever follows: *러시아군* 12만 명의 신원."""
    noun = scene.get(begin - 1) if begin == index else scene.get(begin)
    if not scene.glues or noun is None or not _is_of_persons(scene, index):
        return False
    return (is_head(noun) or plays(noun, "force.", "army")) and not noun.has("events.")


def _is_band(noun: Part) -> bool:
    """Whether a noun names troops by the band and not by the man: "two *detachments*"."""
    return noun.has("people.bodies") and not noun.has("people.military", "people.civilian", "people.either", "units.", "events.")


def _is_few(figure: Figure | None) -> bool:
    return figure is not None and not figure.adjective and (figure.high or figure.low or 0) < FEW


def _headed(scene: Scene, index: int, begin: int, found: Walk) -> Group | None:
    """The group of a figure with its noun behind it."""
    head = found.head
    assert head is not None
    event = event_people(scene[head])
    following = scene.get(head + 1)
    if event is not None and not is_head(scene[head]) and following is not None and is_head(following):
        head += 1  # "17 dead soldiers"
    noun = scene[head]
    if _is_band(noun) and _is_few(scene[index].figure):
        return None
    people, of = _kind_of(scene, index, noun)
    if people is People.CIVILIAN and scene.analytic and head > index + 1 and plays(scene[head - 1], "force.", "army"):
        people = People.MILITARY  # "5,000 *North Korean military* builders"
    end, behind = words_behind(scene, head)
    between = words_before(scene, head)[1] if head > index + 2 else Side()
    side = found.side or side_of(noun, head) or between or behind or _gapped(scene, begin)
    if people is None and noun.has("people.either") and _is_of_soldiers(scene, begin):
        people = People.MILITARY
    body = _body_numbered(scene, begin) if not side else None
    if body is not None:
        side, people = words_before(scene, body)[1] or words_behind(scene, body)[1], people or kind_of(scene[body])[0]
    elif (body := _body_of(scene, begin)) is not None:
        owner = words_before(scene, body)[1]
        side, people = side or owner, people or (People.MILITARY if noun.has("people.either") else None)
    if event is None and noun.has("people.either"):
        event = _event_before(scene, begin)
    return Group(begin, end, index, scene[index].figure, head, of, people, side, event, rest=found.rest, more=found.more)


def _body_numbered(scene: Scene, begin: int) -> int | None:
    """The body of people whose number a figure tells: "an assault *group* of the occupiers *numbering* 14 men"."""
    before = scene.get(begin - 1)
    if before is None or not before.has("joins.numbering"):
        return None
    for index in range(begin - 2, max(begin - 2 - NUMBERED, -1), -1):
        if scene[index].kind is Kind.MARK or scene[index].figure is not None or scene[index].has("events."):
            return None
        if scene[index].has("people.", "bodies.institutions", "units.") and not scene[index].has("force.", "sides."):
            return index
    return None


def _body_of(scene: Scene, begin: int) -> int | None:
    """The body that people are counted in, told before them: "North Korea's third *batch* of 3,000 soldiers"."""
    of = scene.get(begin - 1)
    if not scene.analytic or of is None or not of.has("links.of", "events.deployed.noun"):
        return None
    at = begin - 2 if of.has("links.of") else begin - 1
    body = scene.get(at)
    if body is None or not body.has("joins.body", "units.", "events.deployed.noun") or scene[at - 1].figure is not None:
        return None
    return at


def _strong(scene: Scene, index: int) -> Group | None:
    """The group of a figure that tells the strength of a body named before it: "a Danish *battalion*, 780 strong,"."""
    following, figure = scene.get(index + 1), scene[index].figure
    tells = following is not None and following.has("joins.strong")
    if not scene.analytic or figure is None or not (tells or figure.adjective):
        return None
    at = index - 1
    while at > 0 and (scene[at].norm in (",", "(", "-") or scene[at].has("joins.be", "bounds.")):
        at -= 1
    if at < 0 or at == index - 1 or not scene[at].has("joins.body", "units.", "people.military"):
        return None
    side = words_before(scene, at)[1] or words_behind(scene, at)[1]
    if not side and not scene.where("place."):
        return None
    return Group(index, index + 1 + tells, index, figure, at, people=People.MILITARY, side=side)


def _apposed(scene: Scene, index: int, begin: int) -> Group | None:
    """The group of a figure put behind its noun, between commas: "Rwandan *troops*, estimated at 6,000, are in Congo"."""
    following, at = scene.get(index + 1), begin - 1
    if not scene.analytic or following is None or following.norm not in (",", ")"):
        return None
    while at > 0 and scene[at].has("bounds.", "joins.numbering", "hedge.words"):
        at -= 1
    noun = scene.get(at - 1)
    if at < 1 or scene[at].norm not in (",", "(") or noun is None:
        return None
    army = plays(noun, "force.", "army")
    if not (army or noun.has("people.military", "people.bodies", "joins.body")):
        return None
    first, side = words_before(scene, at - 1)
    counted = any(part.figure is not None for part in scene.parts[max(first - 2, 0) : at])
    side = side_of(noun, at - 1) if army else side or words_behind(scene, at - 1)[1]
    if counted or not side:
        return None
    return Group(index, index + 1, index, scene[index].figure, at - 1, people=People.MILITARY, side=side)


def _event_before(scene: Scene, begin: int) -> Event | None:
    """The event that a noun before the figure tells: «пораненими – 700 осіб»."""
    at = begin - 1
    while (before := scene.get(at)) is not None and before.kind is Kind.MARK and before.norm in DASHES:
        at -= 1
    if before is None or (at == begin - 1 and plays(before, "events.", "act")):
        return None
    return event_people(before)


def _mustered(scene: Scene, index: int, begin: int, found: Walk) -> Group | None:
    """«110-тисячне угруповання»: a figure inside an adjective counts the soldiers of whatever it describes."""
    for at in range(index + 1, min(index + 4, len(scene))):
        if scene[at].has("events.deployed.noun", "bodies.institutions", "joins.body", "units.", "people."):
            end, behind = words_behind(scene, at)
            side = found.side or behind
            return Group(begin, end, index, scene[index].figure, at, Unit.PERSON, People.MILITARY, side)
    return None


def _counts_persons(scene: Scene, index: int) -> bool:
    """Whether the figure is of a kind that counts persons alone: collective numerals, Korean 명."""
    part = scene[index]
    return any(scene.row.has(at, "collective.", "counters.person") for at in range(part.begin, part.end))


def _kind_of(scene: Scene, index: int, noun: Part) -> tuple[People | None, Unit]:
    """What a figure counts; persons where its counting word says so, though they are a formation's: 4개 여단 1만2천 *명*."""
    people, of = kind_of(noun)
    if scene.glues and people is None and noun.has("people.bodies") and _is_of_persons(scene, index):
        people = People.MILITARY  # 건설부대 5천 명
    return people, Unit.PERSON if scene.glues and _is_of_persons(scene, index) else of


def _is_of_persons(scene: Scene, index: int) -> bool:
    """Whether a counting word of persons stands behind a figure: 2000*명*."""
    counter = scene.get(index + 1)
    return counter is not None and counter.has("counters.person")


def _bare(scene: Scene, index: int, begin: int, found: Walk) -> Group | None:
    """A figure without a noun behind it: the noun may stand before it ("personnel – 774 280", 병력 3천 명), or be left out."""
    figure = scene[index].figure
    assert figure is not None
    at, joined = _noun_before(scene, begin)
    noun = scene.get(at)
    if joined and not scene.glues and any(scene[index].has("counters.thing") for index in range(at + 1, begin)):
        return None  # «танків – 12»
    if joined and noun is not None and _is_unknown_noun(scene, at):
        return None
    counted = scene.analytic and not joined and any(part.figure is not None for part in scene.parts[max(at - 2, 0) : at])
    if noun is not None and not counted and (is_head(noun) or _tells_who(scene, noun) or _is_counted_rank(scene, index, noun)):
        return _behind_noun(scene, index, at, found, joined=joined)
    if figure.looks_like_a_year and not figure.signed and not _is_of_persons(scene, index):
        return None
    if (parted := _noun_parted(scene, begin, found)) is not None:
        people, of = kind_of(scene[parted])
        side = found.side or side_of(scene[parted], parted) or words_before(scene, parted)[1] or words_behind(scene, parted)[1]
        return Group(begin, found.end, index, figure, parted, of, people, side)
    end, behind = found.end, Side()
    if scene.glues and _is_of_persons(scene, index) and (of_unit := _formation_before(scene, begin)):
        return Group(begin, end, index, figure, at, people=People.MILITARY, side=of_unit, rest=found.rest, more=found.more)
    following = scene.get(end)
    owned = not scene.glues and not scene.analytic and following is not None and following.has("force.")
    if found.rest or owned:
        end, behind = words_behind(scene, end - 1)
    side = found.side or behind or _gapped(scene, begin)
    people = _people_of_whole(scene, begin - 2) if scene.glues and found.rest else None
    bare = Group(
        begin,
        end,
        index,
        figure,
        None,
        people=people,
        side=side,
        bare=True,
        rest=found.rest,
        more=found.more,
        out_of=found.out_of,
    )
    apposed = found.rest or not scene.analytic
    if apposed and not side and (dash := scene.get(found.end)) is not None and dash.norm == "-":
        names = scene.get(found.end + 1)  # «дві тисячі з них – *канадці*»
        if names is not None and plays(names, "force.", "people"):
            bare = replace(bare, side=side_of(names, found.end + 1))
    if side.at >= begin and plays(scene[side.at], "force.", "army"):
        return replace(bare, head=side.at, people=People.MILITARY, bare=False)
    if scene.glues and noun is not None and not joined and noun.has("force.") and not is_where(scene, at):
        return replace(bare, begin=at, head=at, people=People.MILITARY, side=side_of(noun, at), bare=False)
    return bare


def _noun_parted(scene: Scene, begin: int, found: Walk) -> int | None:
    """The noun that an impersonal verb parts from its figure: «*окупантів* під Вовчанськом *знищено* 15»."""
    following = scene.get(found.end)
    if (
        scene.analytic
        or scene.glues
        or found.rest
        or not (following is None or following.norm in PAUSES or following.has("joins.and"))
    ):
        return None
    told, aside = False, inserted(scene, begin)
    for at in range(begin - 1, max(begin - 1 - PARTED - len(aside), -1), -1):
        part = scene[at]
        if at in aside:
            continue
        if part.kind is Kind.MARK or part.figure is not None or part.has("say.verbs", "joins.and"):
            return None
        last = scene.row.tokens[part.end - 1].norm
        if plays(part, "events.", "act", "fate"):
            if not scene.row.lexicon.ends_in("impersonal", last):
                return None
            told = True
        elif is_head(part) and not part.has("events."):
            counted = scene[at - 1].figure is not None if at else False
            return at if told and not counted and not scene.row.lexicon.ends_in("instrumental", last) else None
    return None


def _formation_before(scene: Scene, begin: int) -> Side:
    """Whose formation stands with one more word before a figure of persons: *우크라이나 제36해병여단* 소속 1,026명."""
    unit = begin - 2
    if unit < 1 or not scene[unit].has("units.") or scene[begin - 1].kind is not Kind.WORD or carries_particle(scene, begin - 1):
        return Side()
    return words_before(scene, unit)[1]


def _is_unknown_noun(scene: Scene, at: int) -> bool:
    """Whether an unknown word behind a verb is what a figure behind a dash counts: «уражено *пунктів управління* – 4»."""
    if scene[at].has("bodies.institutions") and at > 0:  # «пунктів *управління*»
        at -= 1
    if scene.analytic or scene.glues or scene[at].kind is not Kind.WORD or scene[at].capital:
        return False
    return any(plays(scene[index], "events.", "act") for index in range(max(at - 2, 0), at))


def _noun_before(scene: Scene, begin: int) -> tuple[int, bool]:
    """The part before a figure that may be its noun, and whether a mark joins them."""
    at, joined = begin - 1, False
    if scene.glues and (before := scene.get(at)) is not None and before.norm == ")" and at > 2 and scene[at - 2].norm == "(":
        at -= 3  # 시리아국민군*(SNA)* 24명
    while (before := scene.get(at)) is not None and (
        before.is_quote or before.norm in LINKS or before.has("counters.") or _is_whole(scene, before)
    ):
        joined = joined or (before.kind is Kind.MARK and not before.is_quote)
        at -= 1
    return at, joined


def _is_counted_rank(scene: Scene, index: int, noun: Part) -> bool:
    """Whether a rank or office stands before the figure that counts it: 러시아군 *중사* 2명."""
    return scene.glues and noun.has("bodies.titles") and not noun.has("events.") and _is_of_persons(scene, index)


def _tells_who(scene: Scene, noun: Part) -> bool:
    """Whether a part before a figure is a noun of people by what befell them, and no verb whose own figure stands before it."""
    return event_people(noun) is not None and not (scene.glues and plays(noun, "events.", "act", "fate"))


def _behind_noun(scene: Scene, index: int, at: int, found: Walk, *, joined: bool) -> Group:
    noun, figure = scene[at], scene[index].figure
    begin, before = words_before(scene, at)
    side = found.side or side_of(noun, at) or before
    people, of = _kind_of(scene, index, noun)
    event = event_people(noun)
    if not is_head(noun) and not joined and plays(noun, "events.", "act"):
        return Group(begin, found.end, index, figure, at, side=side, event=event, bare=True, rest=found.rest, more=found.more)
    end, behind = words_behind(scene, found.end - 1) if found.end > index + 1 else (found.end, Side())
    inverted = at == index - 1 and noun.has("people.either") and not scene.analytic and not scene.glues
    return Group(
        begin,
        max(found.end, end),
        index,
        replace(figure, approx=True) if inverted and figure is not None else figure,
        at,
        of,
        people,
        side or behind,
        event,
        rest=found.rest,
        more=found.more,
    )


def _gapped(scene: Scene, begin: int) -> Side:
    """ "London plans to send 5,000 soldiers, and *Paris – two brigades*"; "all American troops *– almost a thousand men*"."""
    dash, name = scene.get(begin - 1), scene.get(begin - 2)
    if dash is not None and dash.norm == "," and name is not None and name.has("units.", "events.deployed.noun"):
        return without_figure(scene, begin - 2).side  # «шведський *батальйон*, 550 солдатів»
    before = scene.get(begin - 3)
    bands = not scene.analytic and before is not None and before.has("people.bodies", "people.military", "units.")
    if dash is not None and dash.norm in (",", ":", "-") and name is not None and bands and name.has("force.", "sides."):
        return side_of(name, begin - 2)  # «резервы *ВСУ*, не менее трёх рот»
    if dash is None or dash.norm != "-" or name is None:
        return Side()
    if not scene.glues and name.has("place.") and before is not None and before.has("places.before"):
        body = scene.get(begin - 4)  # «італійський *контингент* у Лівані – 1 100 осіб»
        told = body is not None and (is_head(body) or body.has("events.deployed.noun"))
        return without_figure(scene, begin - 4).side if told else Side()
    if name.has("force.") and not name.has("events."):
        return side_of(name, begin - 2)
    if name.has("sides.enemy", "sides.own"):  # «диверсійну групу *противника* – сімох бойовиків»
        return side_of(name, begin - 2)
    return without_figure(scene, begin - 2).side if is_head(name) else Side()


def _is_of_soldiers(scene: Scene, begin: int) -> bool:
    """Whether a dash joins a figure of mere people to soldiers: «усіх *миротворців* – 1 960 осіб»."""
    dash, noun, before = (scene.get(begin - back) for back in (1, 2, 3))
    if noun is not None and noun.has("place.") and before is not None and before.has("places.before") and not scene.glues:
        noun = scene.get(begin - 4)  # «контингент *в Ливане* — 1100 человек»
    return dash is not None and dash.norm == "-" and noun is not None and noun.has("people.military", "people.bodies", "units.")


def _whole_before(scene: Scene, at: int) -> Side:
    """The side of the whole that a part is taken out of, where the whole stands first: 북한군 *가운데* 최소 100명."""
    for index in range(at, max(at - 3, -1), -1):
        if scene[index].has("force."):
            return side_of(scene[index], index)
        if not (scene[index].has("counters.", "people.") or scene[index].figure is not None):
            break
    return Side()


def _people_of_whole(scene: Scene, at: int) -> People | None:
    """Of what kind the whole is that a part is taken out of, where the whole stands first: 우리 *장병* 가운데 249명."""
    for index in range(at, max(at - 3, -1), -1):
        if is_head(scene[index]):
            return kind_of(scene[index])[0]
        if not (scene[index].has("counters.", "force.") or scene[index].figure is not None):
            break
    return None


def _is_whole(scene: Scene, part: Part) -> bool:
    """Whether a part says "in all" between a noun and its figure, where nouns stand first."""
    return scene.glues and (part.has("bounds.whole") or (part.time is not None and part.time.rule in ("running", "until")))


def _modifiers_before(scene: Scene, index: int) -> tuple[int, Side, bool]:
    """Forces, sides and "another" that stand directly before a figure."""
    begin, side, more = index, Side(), False
    while (before := scene.get(begin - 1)) is not None:
        if before.has("joins.more"):
            more = True
        elif scene.glues and (is_where(scene, begin - 1) or before.has("sides.own_people", "sides.enemy_people")):
            break
        elif before.has("sides.own", "sides.enemy", "sides.reflexive") or plays(before, "force.", "adjective", "army"):
            side = side or side_of(before, begin - 1)
        elif not before.has("links.the", "time.last", "bounds.about"):
            break
        begin -= 1
    return begin, side, more

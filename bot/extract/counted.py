"""What a figure counts: the people behind it, before it, around it; or nobody."""

from __future__ import annotations

from bot.extract.bare import bare_figure, gapped, is_of_soldiers
from bot.extract.group import Group, is_of_persons, kind_at
from bot.extract.nouns import Walk, walk
from bot.extract.numbers import Figure
from bot.extract.people import NOBODY, Side, event_people, is_head, is_where, kind_of, plays, side_of, words_before, words_behind
from bot.extract.scene import Kind, Part, Scene
from bot.model import Event, People, Unit

__all__ = ["of_figure"]

NUMBERED = 6
"""So many parts may stand between a body of people and the word that tells its number."""

COUNTED = ("people.", "units.", "force.", "sides.", "joins.body", "joins.more", "joins.participle", "time.")
"""What behind a figure may be what it counts, or the beginning of it."""

YOUNGEST, OLDEST = 16, 99
"""So old may be who is told of by name."""

FEW = 200
"""So many bands there hardly are; so many men there may be in one."""

DASHES = frozenset('-:«»"“”')


def of_figure(scene: Scene, index: int) -> Group | None:
    figure = scene[index].figure
    assert figure is not None
    begin, side, more = _modifiers_before(scene, index)
    before = scene.get(begin - 1)
    rest = before is not None and before.has("joins.of_them")
    if rest and scene.glues:
        side = side or _whole_before(scene, begin - 2)
    found = walk(scene, index)
    if found.head is None and (body := _bodied(scene, index, begin)) is not None:
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
        return bare_figure(scene, index, begin, found)
    if _counts_persons(scene, index):
        return Group(begin, index + 2, index, figure, index + 1, side=found.side, rest=found.rest, more=found.more)
    if _are_mortal(scene, begin, found.end, found.side):
        people = None if found.side.side else People.CIVILIAN
        return Group(begin, found.end, index, figure, found.end - 1, people=people, side=found.side, more=found.more)
    return None


def _are_mortal(scene: Scene, begin: int, end: int, side: Side) -> bool:
    """Whether an unknown noun names people by what befalls them: "killed *three farm hands*", "*two beekeepers* died"."""
    noun, before = scene.get(end - 1), scene.get(begin - 1)
    named = noun is not None and not scene.analytic and noun.has("bodies.persons", "bodies.unnamed")
    if scene.glues or noun is None or not (noun.kind is Kind.WORD or named):
        return False
    if noun.capital:
        return _were_hurt(scene, end)
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


def _were_hurt(scene: Scene, at: int) -> bool:
    """Whether a verb tells what befalls none but people, whatever their name: "82 Kyivans *have been hurt*"."""
    while (part := scene.get(at)) is not None and part.has("joins.be", "events.deployed.have"):
        at += 1
    verb = scene.get(at)
    return verb is not None and verb.has("events.killed.fate", "events.wounded.fate")


def _is_age_of_titled(scene: Scene, index: int) -> bool:
    """Whether brackets behind a rank or a name hold an age: 닥사 대령(*41*)이."""
    opens, closes, before = scene.get(index - 1), scene.get(index + 1), scene.get(index - 2)
    if opens is None or closes is None or before is None:
        return False
    if scene.analytic and opens.norm == closes.norm == ",":  # "Sergeant Malka, 27, fell"
        figure = scene[index].figure
        grown = figure is not None and figure.digits and figure.low is not None and YOUNGEST <= figure.low <= OLDEST
        return grown and before.kind is Kind.WORD and before.capital
    if (opens.norm, closes.norm) != ("(", ")"):
        return False
    if scene.analytic:  # "Captain Hasnain (29)"
        title = scene.get(index - 3)
        return before.kind is Kind.WORD and before.capital and title is not None and (title.has("bodies.") or title.capital)
    return scene.glues and (before.has("bodies.") or before.kind is Kind.WORD)


def _is_counted_before(scene: Scene, index: int, begin: int) -> bool:
    """Whether the noun right before a figure is what it counts, whatever follows: *러시아군* 12만 명의 신원."""
    noun = scene.get(begin - 1) if begin == index else scene.get(begin)
    if not scene.glues or noun is None or not is_of_persons(scene, index):
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
    people, of = kind_at(scene, index, noun)
    if people is People.CIVILIAN and scene.analytic and head > index + 1 and plays(scene[head - 1], "force.", "army"):
        people = People.MILITARY  # "5,000 *North Korean military* builders"
    end, behind = words_behind(scene, head)
    between = words_before(scene, head)[1] if head > index + 2 else Side()
    side = found.side or side_of(noun, head) or between or behind or gapped(scene, begin)
    if people is None and noun.has("people.either") and is_of_soldiers(scene, begin):
        people = People.MILITARY
    body = _body_numbered(scene, begin) if not side else None
    if body is not None:
        side, people = words_before(scene, body)[1] or words_behind(scene, body)[1], people or kind_of(scene[body])[0]
    elif (body := _body_of(scene, begin)) is not None:
        owner = words_before(scene, body)[1]
        side, people = side or owner, people or (People.MILITARY if noun.has("people.either") else None)
    if event is None and noun.has("people.either"):
        event = _event_before(scene, begin)
    behind_noun = scene.get(head + 1)
    rest = found.rest or (noun.has("people.either") and _points_back(scene, behind_noun))
    return Group(begin, end, index, scene[index].figure, head, of, people, side, event, rest=rest, more=found.more)


def _points_back(scene: Scene, part: Part | None) -> bool:
    """Whether a part behind "people" says that they are of those told of: «600 человек *из их числа*»."""
    return not (scene.analytic or scene.glues) and part is not None and part.has("joins.of_them")


def _body_numbered(scene: Scene, begin: int) -> int | None:
    """The body of people whose number a figure tells: "an assault *group* of the occupiers *numbering* 14 men"."""
    before = scene.get(begin - 1)
    if before is None or not before.has("joins.numbering"):
        return None
    for index in range(begin - 2, max(begin - 2 - NUMBERED, -1), -1):
        if scene[index].kind is Kind.MARK or scene[index].figure is not None or scene[index].has("events."):
            return None
        if scene[index].has("people.", "bodies.institutions", "units.", "joins.body") and not scene[index].has(
            "force.", "sides."
        ):
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


def _bodied(scene: Scene, index: int, begin: int) -> Group | None:
    """The group of a figure without a noun that tells how many a body of people is."""
    return (
        _strong(scene, index)
        or _apposed(scene, index, begin)
        or _numbered(scene, index, begin)
        or _held_by_body(scene, index, begin)
    )


def _held_by_body(scene: Scene, index: int, begin: int) -> Group | None:
    """ "A *column of 150* was wiped out": soldiers, where nothing behind the figure says what else it counts."""
    of, following = scene.get(begin - 1), scene.get(index + 1)
    body = _body_of(scene, begin) if of is not None else None
    if body is None or (following is not None and (following.kind is Kind.WORD or following.has(*COUNTED, "counters."))):
        return None
    side = words_before(scene, body)[1]
    return Group(index, index + 1, index, scene[index].figure, body, people=People.MILITARY, side=side)


def _numbered(scene: Scene, index: int, begin: int) -> Group | None:
    """ "British troops *numbering 900*": nothing but a mark or a verb may follow."""
    body = _body_numbered(scene, begin) if scene.analytic else None
    following = scene.get(index + 1)
    if body is None or (following is not None and following.kind is Kind.WORD):
        return None
    people, _ = kind_of(scene[body])
    side = words_before(scene, body)[1] or words_behind(scene, body)[1]
    return Group(index, index + 1, index, scene[index].figure, body, people=people or People.MILITARY, side=side)


def _strong(scene: Scene, index: int) -> Group | None:
    """The group of a figure that tells the strength of a body named before it: "a Danish *battalion*, 780 strong,"."""
    following, figure = scene.get(index + 1), scene[index].figure
    tells = following is not None and (following.has("joins.strong") or scene.row.has(scene[index].end, "joins.strong"))
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
    if following is not None and following.has("joins.of_them"):
        following = scene.get(index + 2)  # "Ethiopian troops, 8,000 *of them*, are to stay"
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
    if counted or not (side or scene[begin - 1].has("joins.numbering")):
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


def _whole_before(scene: Scene, at: int) -> Side:
    """The side of the whole that a part is taken out of, where the whole stands first: 북한군 *가운데* 최소 100명."""
    for index in range(at, max(at - 3, -1), -1):
        if scene[index].has("force."):
            return side_of(scene[index], index)
        if not (scene[index].has("counters.", "people.") or scene[index].figure is not None):
            break
    return Side()


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

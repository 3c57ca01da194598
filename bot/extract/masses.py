"""Claims without a number: "heavy losses", "additional troops", and denials of any ("no soldier was sent")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from bot.extract.attach import Bond
from bot.extract.costs import reached
from bot.extract.events import Mention
from bot.extract.groups import ONE, Group, one_joined, things, without_figure
from bot.extract.nouns import is_age
from bot.extract.numbers import Figure
from bot.extract.people import Side, is_head, is_mere_nation, plays, side_of, words_behind
from bot.extract.presence import presences
from bot.extract.scene import Kind, Part, Scene
from bot.model import DEPLOYMENTS, Event, People, Unit

__all__ = ["masses"]

NEAR = 9
BEFORE = 5
DENIED = 6
"""So many parts behind an event it is denied, where that stands behind."""

ROW, UNIT = 8, 4
"""What may stand between the formations of a row; between the noun of one and what joins the next."""
UNIT_REACH = 8
"""A formation without a figure stands no more than so many parts from what befell it."""

BEFALLS = (Event.KILLED, Event.WOUNDED, Event.MISSING, Event.CAPTURED)
"""What is told of one person without a figure."""


def masses(scene: Scene, events: Sequence[Mention], bonds: Sequence[Bond], found: Sequence[Group]) -> list[Bond]:
    """The sentence's claims without a figure, each only where no figure was bound to the same event."""
    taken = {bond.mention.begin for bond in bonds if bond.mention is not None}
    tolls = {bond.event for bond in bonds if bond.mention is not None and reached(scene, bond.mention, bond.group)}
    made: list[Bond] = []
    for mention in events:
        if mention.begin in taken:
            unit = _moved_unit(scene, mention, found)
            if unit is not None and (_is_beside(scene, unit.group, bonds) or _is_joined(scene, unit.group, bonds)):
                made.append(unit)
            made += _further_units(scene, mention, bonds, found)
            continue
        if bonds and scene.analytic and mention.is_deployment and scene[mention.begin].has("joins.participle"):
            before = scene.get(mention.begin - 1)
            if before is None or not before.has("joins.be"):
                continue  # "captured while *fighting in* the Russian army"
        if (
            not mention.is_deployment
            and mention.way == "fate"
            and mention.event in BEFALLS
            and not (scene.analytic or scene.glues)
        ):
            counted = {index for group in found for index in range(group.begin, group.end)}
            struck = _unit_that_moved(scene, mention, counted)
            if struck is not None:
                made.append(struck)
                continue
        if scene.glues and bonds and mention.is_deployment and scene.describes(mention.end - 1):
            continue
        if mention.way == "have" or _only_describes(scene, mention) or (scene.analytic and _describes(scene, mention, bonds)):
            continue
        others = [other for other in events if other is not mention]
        bond = (
            _single(scene, mention, found)
            or (None if scene.analytic else _unit(scene, mention, found))
            or _many(scene, mention)
            or _moved_unit(scene, mention, found)
            or _heavy(scene, mention)
            or _none(scene, mention, found)
            or _more(scene, mention, found, others)
            or _moved(scene, mention, found)
            or _fallen(scene, mention, found)
        )
        if bond is not None and bond.rule == "one-person" and bond.event in tolls:
            continue  # "the number of the dead has risen to four: a boy died at night"
        if bond is not None and not any(_is_same(bond, other) for other in made):
            made.append(bond)
    if not made and not bonds:
        made += (
            _absent(scene, events, found)
            or _numbers(scene, events, found)
            or _standing(scene, events, found)
            or presences(scene, events, found)
        )
    return made


def _only_describes(scene: Scene, mention: Mention) -> bool:
    """Whether a movement only tells which people a noun names: the losses of *파병된* 북한군."""
    following = scene.get(mention.end)
    names = following is not None and (is_head(following) or plays(following, "force.", "army"))
    return mention.is_deployment and names and scene.describes(mention.end - 1)


def _is_same(bond: Bond, other: Bond) -> bool:
    """Whether a claim says nothing new beside another: the same of the same side, or more of the same one person."""
    of_one = bond.rule == other.rule == "one-person" and bond.group.head == other.group.head
    return of_one or (other.event is bond.event and other.group.side == bond.group.side)


def _numbers(scene: Scene, events: Sequence[Mention], found: Sequence[Group]) -> list[Bond]:
    """ "The *number of American troops* in Europe *has reached* 100,000", told without a verb of moving."""
    counts, bodies = scene.where("joins.count"), () if scene.analytic or events else scene.where("units.", "people.bodies")
    if scene.glues or not (counts or bodies) or any(not event.is_deployment for event in events):
        return []
    first = counts[0] if counts else bodies[0] - 1  # «канадська *бригада* в Латвії зросла до 2 200 військових»
    mention = Mention(max(first, 0), first + 1, Event.DEPLOYED, "noun")
    head = next((index for index in range(first + 1, min(first + 5, len(scene))) if is_head(scene[index])), None)
    if head is None or scene[head].has("people.civilian", "people.either"):
        return []
    side = without_figure(scene, head).side
    for group in found:
        bound = scene.analytic and scene.row.has(scene[group.at].begin, "bounds.")  # "exceeds 550,000"
        rises = any(part.has("bounds.rise") for part in scene.parts[head + 1 : group.begin])
        rises = rises or (not scene.analytic and bool(counts) and scene[group.begin - 1].norm == "-")
        if (group.bare or not group.side) and group.begin > head and side and (rises or bound or reached(scene, mention, group)):
            counted = replace(group, head=head, side=side, people=People.MILITARY, bare=False)
            return [Bond(counted, Event.DEPLOYED, mention, 1.0, "number-of-troops")]
    return []


def _standing(scene: Scene, events: Sequence[Mention], found: Sequence[Group]) -> list[Bond]:
    """ "Upwards of 10,000 North Korean soldiers in the Kursk region", which is all that the sentence says."""
    if not scene.analytic or events or len(found) != 1 or found[0].people is not People.MILITARY or not found[0].side:
        return []
    group = found[0]
    opened = scene.parts[: group.begin]
    where = scene.get(group.end)
    if where is None or not where.has("places.before") or any(part.kind is Kind.WORD for part in opened):
        return []
    named = any(part.has("place.") or part.capital for part in scene.parts[group.end + 1 : group.end + 4])
    more = any(part.kind is Kind.WORD and not part.capital for part in scene.parts[group.end + 1 :])
    mention = Mention(group.end, group.end + 1, Event.DEPLOYED, "fate")
    return [Bond(group, Event.DEPLOYED, mention, 1.0, "standing")] if named and not more else []


def _describes(scene: Scene, mention: Mention, bonds: Sequence[Bond]) -> bool:
    """Whether a participle only says more of people that are counted: "331 soldiers *serving* as peacekeepers"."""
    return scene[mention.begin].has("joins.participle") and any(
        0 <= mention.begin - bond.group.end <= 1 for bond in bonds if bond.group.figure is not None
    )


def _absent(scene: Scene, events: Sequence[Mention], found: Sequence[Group]) -> list[Bond]:
    """ "There are none of our soldiers in Sudan", told without a verb of moving."""
    if (
        events
        or not any(part.has("place.", "place_adjective.", "places.area", "places.there") for part in scene.parts)
        or len(scene) > 16
    ):
        return []
    nones = list(scene.where("denial.absent"))
    for head in _heads(scene, found):
        if nones and scene[head].has("people.military", "people.bodies", "force."):
            group = without_figure(scene, head)
            if group.side:
                mention = Mention(nones[0], nones[0] + 1, Event.DEPLOYED, "fate")
                return [Bond(group, Event.DEPLOYED, mention, 0.0, "denied-any")]
    return []


def _is_company(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether soldiers are those beside whom others do it: "fighting next to *Russian forces*"."""
    between = scene.parts[mention.end : head]
    return scene.analytic and mention.way == "fate" and any(part.has("places.before") for part in between)


def _fallen(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """ "The Russian soldiers who were in it died"."""
    told = mention.way == "fate" or (mention.way == "noun" and mention.event is Event.KILLED)
    if mention.is_deployment or not told or mention.event is Event.WOUNDED:
        return None
    head = _nearest(scene, mention, found, 4)
    if (
        head is None
        or (head > mention.begin) is (mention.way == "fate")
        or not scene[head].has("people.military", "people.bodies")
    ):
        return None
    if any(scene[index].norm in ",;:" for index in range(head, mention.begin)):
        return None
    group = without_figure(scene, head)
    return Bond(group, mention.event, mention, 0.0, "fallen-mass") if group.side.force else None


def _heavy(scene: Scene, mention: Mention) -> Bond | None:
    """ "heavy losses", "significant casualties among the North Korean units"."""
    told = mention.way == "noun" or (scene.glues and mention.way == "own")  # 큰 *손실을 봤다*
    if not told or mention.event is not Event.CASUALTIES:
        return None
    before = scene.get(mention.begin - 1)
    if (before is None or not before.has("joins.heavy")) and not _are_heavy(scene, mention.end):
        return None
    group = without_figure(scene, mention.begin)
    side = group.side
    if not (side):
        side = _near_side(scene, mention.begin)
    return Bond(
        Group(group.begin, group.end, mention.begin, None, mention.begin, people=People.MILITARY, side=side),
        mention.event,
        mention,
        0.0,
        "heavy-losses",
    )


def _are_heavy(scene: Scene, at: int) -> bool:
    """Whether losses are said to be heavy, or light, by a verb: "our own losses *are light*"."""
    be, heavy, behind = scene.get(at), scene.get(at + 1), scene.get(at + 2)
    told = be is not None and be.has("joins.be") and heavy is not None and heavy.has("joins.heavy")
    return scene.analytic and told and (behind is None or behind.kind is Kind.MARK or behind.has("places.before", "joins."))


def _single(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """One person without a figure: «погиб водитель»; where articles tell of one, the groups hold it."""
    if scene.analytic or mention.event not in BEFALLS or mention.way not in ("act", "fate"):
        return None
    counted = {index for group in found for index in range(group.begin, group.end)}
    behind = range(mention.end, min(mention.end + 4, len(scene)))
    before = range(mention.begin - 1, max(mention.begin - 6, -1), -1)
    for index in (*_up_to_stop(scene, behind), *_up_to_stop(scene, before)):
        part = scene[index]
        if not part.has("people.single") or index in counted or _is_named(scene, index):
            continue
        if mention.event is Event.CAPTURED and not part.has("people.military"):
            continue
        if any(before.has("denial.none") for before in scene.parts[max(index - 2, 0) : index]):
            return None  # «*ни один* наш боец не погиб»
        count = 2 if not scene.glues and one_joined(scene, index + 1, 1) is not None else 1  # "a man and a woman"
        figure = Figure(part.begin, part.end, count, count, rule=ONE)
        return Bond(without_figure(scene, index, figure), mention.event, mention, 1.0, ONE)
    return None


def _is_named(scene: Scene, index: int) -> bool:
    """Whether a soldier is told of by his name."""
    behind = scene.get(index + 1)
    return scene[index].has("people.military") and behind is not None and behind.kind is Kind.WORD and behind.capital


def _up_to_stop(scene: Scene, indices: Iterable[int]) -> Iterator[int]:
    """The parts up to a figure that is no age, or to a mark that ends a clause."""
    for index in indices:
        part = scene[index]
        if (part.figure is not None and not is_age(scene, index)) or (part.kind is Kind.MARK and part.norm in ".;:"):
            return
        yield index


def _many(scene: Scene, mention: Mention) -> Bond | None:
    """ "40 fighters were killed and *many more* wounded"."""
    if mention.event not in (Event.KILLED, Event.WOUNDED) or mention.way not in ("act", "fate", "people"):
        return None
    at = mention.begin - 1
    while at > 0 and scene[at].has("joins.be"):
        at -= 1
    if at < 0 or not scene[at].has("joins.many"):
        return None
    return Bond(Group(at, at + 1, at, None, None, bare=True), mention.event, mention, 1.0, "many")


def _unit(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """One formation without a figure: "destroyed a platoon", "up to a battalion", «ліквідовано відділення ворожої піхоти»."""
    counted = {index for group in found for index in range(group.begin, group.end)}
    behind = range(mention.end, min(mention.end + UNIT_REACH, len(scene)))
    ahead = range(mention.begin - 1, max(mention.begin - UNIT_REACH, -1), -1)
    for index in (*_up_to_mark(scene, behind), *_up_to_mark(scene, ahead)):
        part = scene[index]
        if not part.has("units.") or index in counted:
            continue
        first = index
        while (
            (before := scene.get(first - 1)) is not None
            and (_describes_unit(before) or (before.kind is Kind.WORD and not before.has("links.")))
            and index - first < 2
        ):
            first -= 1
        before = scene.get(first - 1)
        if before is not None and before.has("links.a") and (of := scene.get(first - 2)) is not None and of.has("links.of"):
            continue  # "the commander of a company"
        low: int | None = 1
        high: int | None = 1
        if before is not None and before.has("bounds.upto"):
            low, first = None, first - 1
        elif before is not None and before.has("bounds.over"):
            high, first = None, first - 1
        elif not (before is not None and before.has("joins.whole", "links.a")) and not _befalls_unit(scene, mention, index):
            continue
        group = without_figure(scene, index, Figure(scene[first].begin, scene[index].end, low, high, rule="one-unit"))
        return Bond(replace(group, begin=min(first, group.begin)), mention.event, mention, 1.0, "one-unit")
    return None


def _describes_unit(part: Part) -> bool:
    """Whether a force before a formation tells whose it is, and not where it goes: «до *України* роту»."""
    return part.has("sides.") or plays(part, "force.", "adjective", "army")


def _befalls_unit(scene: Scene, mention: Mention, unit: int) -> bool:
    """Whether an event is told of a formation itself, with a time or place between: «*ліквідована* в місті *рота*»."""
    if mention.is_deployment or mention.way not in ("act", "fate", "people"):
        return False
    if unit == mention.end:
        return mention.way != "fate"
    if scene.analytic or scene.glues or mention.way == "people":
        return False
    if unit > mention.end:
        return _only_tells_where(scene, mention.end, unit)
    before = scene.get(unit - 1)
    opens = before is None or before.kind in (Kind.MARK, Kind.TIME) or before.has("place", "force.", "sides.")
    return opens and _only_tells_where(scene, words_behind(scene, unit)[0], mention.begin)


def _only_tells_where(scene: Scene, begin: int, end: int) -> bool:
    """Whether a stretch names times, places and sides alone."""
    for index in range(begin, end):
        part, before = scene[index], scene.get(index - 1)
        named = part.time is not None or part.has("place", "places.", "time.", "force.", "sides.", "joins.be")
        located = part.kind is Kind.WORD and before is not None and (part.capital or before.has("places.before"))
        numbered = part.norm.isdigit() or part.norm == "-" or (before is not None and before.norm == "-") or part.has("units.")
        if not (named or located or numbered or part.is_quote):
            return False
    return True


def _up_to_mark(scene: Scene, indices: Iterable[int]) -> Iterator[int]:
    """The parts up to a mark that is no quotation's."""
    return takewhile(lambda index: scene[index].kind is not Kind.MARK or scene[index].is_quote, indices)


def _moved_unit(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """One formation named behind its movement, in languages without articles: «прибув *батальйон* десантників»."""
    moves = mention.event in DEPLOYMENTS and mention.way in ("act", "fate")
    if scene.analytic or scene.glues or not moves:
        return None
    counted = {index for group in found for index in range(group.begin, group.end)}
    for index in range(mention.end, min(mention.end + NEAR, len(scene))):
        part = scene[index]
        if part.has("events.", "say.verbs") or (part.kind is Kind.MARK and not part.is_quote):
            break
        if not part.has("units."):
            continue
        if index in counted or not _is_any_unit(scene, index):
            return None
        figure = Figure(part.begin, part.end, 1, 1, rule="one-unit")
        return Bond(without_figure(scene, index, figure), mention.event, mention, 1.0, "one-unit")
    return _unit_that_moved(scene, mention, counted) if mention.way == "fate" else None


def _unit_that_moved(scene: Scene, mention: Mention, counted: Set[int]) -> Bond | None:
    """One formation of a named state that stands before its movement: «норвезький *батальйон* залишив Литву»."""
    for index in range(mention.begin - 1, max(mention.begin - 1 - BEFORE, -1), -1):
        part = scene[index]
        if index in counted or part.kind is Kind.MARK or part.has("say.verbs", "events.", "joins.that", "places.before"):
            return None
        if not part.has("units."):
            continue
        first = index
        while first > 0 and plays(scene[first - 1], "force.", "adjective"):
            first -= 1
        before = scene.get(first - 1)
        opens = before is None or before.kind is Kind.MARK or before.has("joins.that", "joins.and", "idle.") or before.time
        side = without_figure(scene, index).side
        if not opens or not (side.force or side.side == "own") or not _has_no_name(scene, index):
            return None
        figure = Figure(part.begin, part.end, 1, 1, rule="one-unit")
        return Bond(without_figure(scene, index, figure), mention.event, mention, 1.0, "one-unit")
    return None


def _is_beside(scene: Scene, unit: Group, bonds: Sequence[Bond]) -> bool:
    """Whether a formation's strength stands right behind it: «прибув *батальйон*, 550 солдатів»."""
    for bond in bonds:
        between = scene.parts[unit.end : bond.group.begin]
        if len(between) == 1 and between[0].norm in (",", "-", "(") and bond.group.of is Unit.PERSON:
            return True
    return False


def _is_joined(scene: Scene, unit: Group, bonds: Sequence[Bond]) -> bool:
    """Whether a figure goes on what a formation begins: «стягнули *полк* морпіхів, а слідом – два батальйони»."""
    following = min((bond.group.begin for bond in bonds if bond.group.begin >= unit.end), default=None)
    between = scene.parts[unit.end : following] if following is not None else ()
    joined = any(part.norm == "," or part.has("joins.and") for part in between)
    return joined and len(between) <= ROW and not any(part.has("events.", "say.verbs", "joins.that") for part in between)


def _further_units(scene: Scene, mention: Mention, bonds: Sequence[Bond], found: Sequence[Group]) -> Iterator[Bond]:
    """One formation joined to what was counted: «два батальйони *та роту* спецпризначенців»."""
    if scene.analytic or scene.glues or mention.event not in DEPLOYMENTS or not scene.where("units."):
        return
    for bond in bonds:
        if bond.mention is None or bond.mention.begin != mention.begin:
            continue
        joiners = (at for at in range(bond.group.end, bond.group.end + UNIT) if at < len(scene) and scene[at].has("joins.and"))
        at = next(joiners, len(scene)) + 1
        plain = (
            part.kind is Kind.WORD or part.has("people.", "force.", "sides.") for part in scene.parts[bond.group.end : at - 1]
        )
        if not all(plain):
            continue
        while at < len(scene) and (_describes_unit(scene[at]) or (scene[at].kind is Kind.WORD and not scene[at].capital)):
            at += 1
        if at < len(scene) and scene[at].has("units.") and _has_no_name(scene, at):
            figure = Figure(scene[at].begin, scene[at].end, 1, 1, rule="one-unit")
            yield Bond(without_figure(scene, at, figure), mention.event, mention, 1.0, "one-unit")


def _has_no_name(scene: Scene, at: int) -> bool:
    behind = scene.get(at + 1)
    return behind is None or not (behind.is_quote or behind.norm == "№" or (behind.capital and not behind.has("force.", "place")))


def _is_any_unit(scene: Scene, at: int) -> bool:
    """Whether a formation is no certain one, with a number or name, and nobody else's part: «бійці полку», «у складі бригади»."""
    if not _has_no_name(scene, at):
        return False
    for index in range(at - 1, -1, -1):
        before = scene[index]
        if before.has("sides.own", "sides.them") or before.figure is not None or before.norm == "-":
            return False
        preposition = scene.get(index - 1)
        if before.has("place.") and preposition is not None and preposition.has("places.before"):
            return True  # «направить *до України* роту»
        if before.has("places.before", "people.", "units.", "joins.and") or (before.has("bodies.") and not before.has("force.")):
            return False
        if not (
            before.has("force.", "sides.", "place_adjective.", "joins.") or (before.kind is Kind.WORD and not before.capital)
        ):
            return True
    return True


def _near_side(scene: Scene, at: int) -> Side:
    for index in (*range(at + 1, min(at + 8, len(scene))), *range(at - 1, max(at - 10, -1), -1)):
        part = scene[index]
        if part.has("force."):
            return Side(force=part.values("force.")[0].split(".")[0], at=index)
        if part.has("sides.enemy", "sides.enemy_people"):
            return Side(side="enemy", at=index)
        if part.has("sides.own", "sides.own_people"):
            return Side(side="own", at=index)
    return Side()


def _heads(scene: Scene, found: Sequence[Group]) -> list[int]:
    counted = {index for group in found for index in range(group.begin, group.end)}
    return [
        index
        for index, part in enumerate(scene.parts)
        if part.kind is Kind.TERM
        and index not in counted
        and not part.has("speaker.")
        and (is_head(part) or any(role.endswith(".army") for role in part.roles))
    ]


def _nearest(scene: Scene, mention: Mention, found: Sequence[Group], reach: int = NEAR) -> int | None:
    heads = [
        index for index in _heads(scene, found) if abs(index - mention.begin) <= reach and not _is_sender(scene, mention, index)
    ]
    return min(heads, key=lambda index: abs(index - mention.begin)) if heads else None


def _none(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """ "No serviceman of ours has been killed", "there are no North Korean soldiers", "denied that troops were leaving"."""
    head = _nearest(scene, mention, found)
    if head is None:
        return _no_losses(scene, mention)
    low, high = sorted((head, mention.begin))
    nones = [
        index
        for index in scene.where("denial.none")
        if low - 4 <= index <= high + 6 and not (scene.analytic and _negates_other(scene, mention, index))
    ]
    denied = [index for index in scene.where("denial.before", "denial.after") if abs(index - mention.begin) <= 2 * NEAR]
    if not nones and not denied:
        return None
    if any(part.has("quiet.") for part in scene.parts):
        return None
    group = without_figure(scene, head)
    if not (group.side or scene[head].has("people.military", "people.civilian")):
        return None
    return Bond(group, mention.event, mention, 0.0, "denied-any" if nones else "denied-mass")


def _negates_other(scene: Scene, mention: Mention, index: int) -> bool:
    """Whether a "not" belongs to another word: not right before the verb, nor behind its "were"."""
    if not scene[index].has("denial.not"):
        return False
    before = scene.get(index - 1)
    if index > mention.begin or mention.begin - index > 2:
        return True
    return mention.way == "act" and not (before is not None and before.has("joins.be", "events.deployed.have"))


def _no_losses(scene: Scene, mention: Mention) -> Bond | None:
    """Losses denied by whom they would be of: 이스라엘군은 *피해를* 입은 사실이 *없다*고 …"""
    denied = any(mention.end <= index <= mention.end + DENIED for index in scene.where("denial.after"))
    if not scene.glues or not denied:
        return None
    if mention.event is Event.DEPLOYED and mention.way in ("act", "noun"):  # 러시아 *파병설*을 부인했다
        sent = Group(mention.begin, mention.end, mention.begin, None, mention.begin, people=People.MILITARY)
        return Bond(sent, mention.event, mention, 0.0, "denied-any")
    if mention.way != "noun" or mention.is_deployment:
        return None
    subjects = (index for index in range(mention.begin) if scene.ends(index, "subject") and plays(scene[index], "force.", "army"))
    side = next((side_of(scene[index], index) for index in subjects), None)
    if side is None:
        return None
    group = Group(mention.begin, mention.end, mention.begin, None, mention.begin, people=People.MILITARY, side=side)
    return Bond(group, mention.event, mention, 0.0, "denied-any")


def _more(scene: Scene, mention: Mention, found: Sequence[Group], others: Sequence[Mention]) -> Bond | None:
    """ "will likely send more troops", "is preparing to rotate its soldiers or increase the deployment"."""
    if not mention.is_deployment or mention.event is Event.WITHDRAWN:
        return None
    plans = [index for index in scene.where("plan.") if -8 <= mention.begin - index <= 12]
    if not plans and not scene[mention.begin].has("plan."):
        return None
    head = _nearest(scene, mention, found, 6)
    if head is None:
        return None
    if any(other.is_deployment and abs(other.begin - head) < abs(mention.begin - head) for other in others):
        return None
    group = _with_sender(scene, mention, without_figure(scene, head))
    begin = min(group.begin - 2, mention.begin - 4)
    more = any(scene[index].has("joins.more") for index in range(max(0, begin), group.end))
    if not (more or group.side or _is_sent_by_a_state(scene, mention, head)):
        return None
    return Bond(group, Event.DEPLOYED, mention, 0.0, "more-to-come")


def _is_sender(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether people before a verb are those who do it: «*росіяни* збираються розгорнути …», «*окупанти* розмістили …»."""
    if scene.analytic or scene.glues or mention.way != "act" or head > mention.begin:
        return False
    if scene.row.lexicon.ends_in("oblique", scene.row.tokens[scene[head].end - 1].norm):
        return False  # «американських *солдатів* не відправлятимуть»
    return scene.row.lexicon.ends_in("active", scene.row.tokens[scene[mention.begin].end - 1].norm)


def _is_sent_by_a_state(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether a state that is no place will send them: "*Türkiye* is ready to send peacekeepers"."""
    if scene.glues or mention.way != "act" or head < mention.end or not scene[head].has("people.military", "people.bodies"):
        return False
    for index in range(mention.begin - 1, -1, -1):
        if scene[index].norm == ";" or scene[index].has("joins.that", "say.verbs"):
            return False
        if scene[index].has("force."):
            before = scene.get(index - 1)
            return before is None or not before.has("places.before")
    return False


def _with_sender(scene: Scene, mention: Mention, group: Group) -> Group:
    """The group with the state or army that sends it, where actors carry particles: *북한은* 교대 병력을 보낼 채비를 한다."""
    if group.side or not scene.glues or mention.way != "act" or group.begin >= mention.begin:
        return group
    for index in range(group.begin - 1, -1, -1):
        if scene[index].has("say.verbs") or scene[index].norm in (";", ":"):
            return group
        if scene.ends(index, "subject") and plays(scene[index], "force.", "name", "army"):
            return replace(group, side=side_of(scene[index], index))
    return group


def _moved(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """ "the first North Korean units arrived", "our units withdrew"."""
    begun = mention.event is Event.WITHDRAWN and mention.way == "noun" and _has_begun(scene, mention)
    if not mention.is_deployment or not (mention.way in ("act", "fate") or begun):
        return None
    head = _nearest(scene, mention, found, 7)
    if head is None or scene[head].has("people.civilian", "people.either") or _travels(scene, mention, head):
        return None
    low, high = sorted((head, mention.begin))
    said = (index for index in range(low, high) if scene[index].has("say.verbs") and scene[index - 1].norm != ",")
    following = scene.get(head + 1)
    if (
        any(True for _ in said)
        or (mention.way == "fate" and things(scene))
        or (following is not None and following.has("joins.of_them"))
        or _is_company(scene, mention, head)
        or _is_told_aside(scene, mention, head)
    ):
        return None
    around = scene.parts[max(0, min(head, mention.begin) - 4) : max(head, mention.end) + 9]
    group = _with_sender(scene, mention, without_figure(scene, head))
    if _is_governed(scene, mention, group):
        return None
    if not any(part.has("place.", "place_adjective.") or _is_other_land(scene, part, group) for part in around):
        return None
    if not (group.side or _is_sent_by_a_state(scene, mention, head)):
        return None
    return Bond(group, mention.event, mention, 0.0, "moved-mass")


def _is_governed(scene: Scene, mention: Mention, group: Group) -> bool:
    """Whether another word governs the troops: «брошены *в полицейских*», «остановить *наступление* ВС РФ»."""
    before = scene.get(group.begin - 1)
    if scene.analytic or scene.glues or before is None or group.begin <= mention.begin:
        return False
    attribute = before.kind is Kind.WORD and not before.capital and plays(scene[group.at], "force.", "army")
    return before.has("places.before") or attribute


def _is_other_land(scene: Scene, part: Part, group: Group) -> bool:
    """Whether a part names a state that is not the one whose troops move: «сенегальский контингент покинул *Гамбию*»."""
    if scene.analytic or scene.glues or not group.side.force or not plays(part, "force.", "name"):
        return False
    return all(code.split(".")[0] != group.side.force for code in part.values("force."))


def _is_told_aside(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether a clause of its own only says which people are meant: «добровольців, *які воюють* за Україну»."""
    if scene.analytic or scene.glues or head > mention.begin:
        return False
    between = scene.parts[head + 1 : mention.begin]
    return mention.way == "fate" and any(part.has("joins.that") for part in between)


def _has_begun(scene: Scene, mention: Mention) -> bool:
    """Whether a withdrawal is under way or over: «*завершён* отвод подразделений», «вывод войск *продолжается*»."""
    if scene.analytic or scene.glues or scene.where("plan."):
        return False
    return any(abs(index - mention.begin) <= NEAR for index in scene.where("joins.begun"))


def _travels(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether people may be travellers as well as soldiers."""
    return scene[mention.begin].has("joins.travel") and is_mere_nation(scene, head)

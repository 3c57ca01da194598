"""Claims without a number: "heavy losses", "additional troops", and denials of any ("no soldier was sent")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.extract.bond import Bond
from bot.extract.costs import reached
from bot.extract.events import Mention
from bot.extract.formations import further_units, is_beside, is_joined, moved_unit, near_side, struck_unit, unit_that_moved
from bot.extract.group import Group, without_figure
from bot.extract.movements import free_heads, more_to_come, moved_troops, nearest_head
from bot.extract.nouns import is_age
from bot.extract.numbers import Figure
from bot.extract.ones import ONE, one_joined
from bot.extract.people import is_head, plays, side_of
from bot.extract.presence import presences
from bot.extract.scene import Kind, Scene
from bot.model import Event, People

__all__ = ["masses"]

NEAR = 9
TOPIC = 2
DENIED = 6
"""So many parts behind an event it is denied, where that stands behind."""

BEFALLS = (Event.KILLED, Event.WOUNDED, Event.MISSING, Event.CAPTURED)
"""What is told of one person without a figure."""


def masses(scene: Scene, events: Sequence[Mention], bonds: Sequence[Bond], found: Sequence[Group]) -> list[Bond]:
    """The sentence's claims without a figure, each only where no figure was bound to the same event."""
    if scene.analytic and scene.row.norm(len(scene.row) - 1) == "?":
        return []  # "How many servicemen lost their lives?"
    taken = {bond.mention.begin for bond in bonds if bond.mention is not None}
    tolls = {bond.event for bond in bonds if bond.mention is not None and reached(scene, bond.mention, bond.group)}
    made: list[Bond] = []
    for mention in events:
        if mention.begin in taken:
            unit = moved_unit(scene, mention, found)
            if unit is not None and (is_beside(scene, unit.group, bonds) or is_joined(scene, unit.group, bonds)):
                made.append(unit)
            made += further_units(scene, mention, bonds, found)
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
            struck = unit_that_moved(scene, mention, counted)
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
            or (None if scene.analytic else struck_unit(scene, mention, found))
            or _many(scene, mention)
            or moved_unit(scene, mention, found)
            or _heavy(scene, mention)
            or _none(scene, mention, found)
            or more_to_come(scene, mention, found, others)
            or moved_troops(scene, mention, found)
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
    if not scene.analytic or events or len(found) != 1 or found[0].people is not People.MILITARY:
        return []
    group = found[0]
    if not group.side and group.begin == TOPIC and scene[1].norm == ":":
        group = replace(group, side=side_of(scene[0], 0))  # "*DPRK:* 12,000 servicemen in Kursk region"
    if not group.side:
        return []
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
    reports = scene.where("say.report") if not (scene.analytic or scene.glues) else ()
    nones = [*scene.where("denial.absent"), *(scene.where("denial.before", "denial.after") if reports else ())]
    for head in free_heads(scene, found):
        if nones and scene[head].has("people.military", "people.bodies", "force."):
            group = without_figure(scene, head)
            if group.side:
                mention = Mention(nones[0], nones[0] + 1, Event.DEPLOYED, "fate")
                return [Bond(group, Event.DEPLOYED, mention, 0.0, "denied-any")]
    return []


def _fallen(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """ "The Russian soldiers who were in it died"."""
    told = mention.way == "fate" or (mention.way == "noun" and mention.event is Event.KILLED)
    if mention.is_deployment or not told or mention.event is Event.WOUNDED:
        return None
    head = nearest_head(scene, mention, found, 4)
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
        side = near_side(scene, mention.begin)
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


def _none(scene: Scene, mention: Mention, found: Sequence[Group]) -> Bond | None:
    """ "No serviceman of ours has been killed", "there are no North Korean soldiers", "denied that troops were leaving"."""
    head = nearest_head(scene, mention, found)
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

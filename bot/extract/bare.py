"""A figure whose noun is left out or stands elsewhere: "of them *40* fell", "losses: *770 420*"."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.group import PAUSES, Group, is_of_persons, kind_at, without_figure
from bot.extract.insertions import inserted
from bot.extract.nouns import Walk
from bot.extract.people import (
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
from bot.model import People

__all__ = ["bare_figure", "gapped", "is_of_soldiers"]

LINKS = frozenset("-:(|=")
"""Marks that may join a noun to the figure behind it: "personnel – 774 280"."""

PARTED = 9
"""A noun that its verb parts from its figure stands no more than so many parts before it."""


def bare_figure(scene: Scene, index: int, begin: int, found: Walk) -> Group | None:
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
    if figure.looks_like_a_year and not figure.signed and not is_of_persons(scene, index):
        return None
    if (parted := _noun_parted(scene, begin, found)) is not None:
        people, of = kind_of(scene[parted])
        side = found.side or side_of(scene[parted], parted) or words_before(scene, parted)[1] or words_behind(scene, parted)[1]
        return Group(begin, found.end, index, figure, parted, of, people, side)
    end, behind = found.end, Side()
    if scene.glues and is_of_persons(scene, index) and (of_unit := _formation_before(scene, begin)):
        return Group(begin, end, index, figure, at, people=People.MILITARY, side=of_unit, rest=found.rest, more=found.more)
    following = scene.get(end)
    owned = not scene.glues and not scene.analytic and following is not None and following.has("force.")
    if found.rest or owned:
        end, behind = words_behind(scene, end - 1)
    side = found.side or behind or gapped(scene, begin)
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
        if at in aside or part.time is not None or (part.figure is not None and scene[at + 1].has("time.")):
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
    return scene.glues and noun.has("bodies.titles") and not noun.has("events.") and is_of_persons(scene, index)


def _tells_who(scene: Scene, noun: Part) -> bool:
    """Whether a part before a figure is a noun of people by what befell them, and no verb whose own figure stands before it."""
    return event_people(noun) is not None and not (scene.glues and plays(noun, "events.", "act", "fate"))


def _behind_noun(scene: Scene, index: int, at: int, found: Walk, *, joined: bool) -> Group:
    noun, figure = scene[at], scene[index].figure
    begin, before = words_before(scene, at)
    side = found.side or side_of(noun, at) or before
    people, of = kind_at(scene, index, noun)
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


def gapped(scene: Scene, begin: int) -> Side:
    """ "London plans to send 5,000 soldiers, and *Paris – two brigades*"; "all American troops *– almost a thousand men*"."""
    dash, name = scene.get(begin - 1), scene.get(begin - 2)
    if dash is not None and dash.norm == "," and name is not None and name.has("units.", "events.deployed.noun"):
        return without_figure(scene, begin - 2).side  # «шведський *батальйон*, 550 солдатів»
    before = scene.get(begin - 3)
    bands = not scene.analytic and before is not None and before.has("people.bodies", "people.military", "units.")
    if dash is not None and dash.norm in (",", ":", "-") and name is not None and bands and name.has("force.", "sides."):
        return side_of(name, begin - 2)  # «резервы *ВСУ*, не менее трёх рот»
    if scene.analytic and dash is not None and plays(dash, "force.", "name") and name is not None and name.has("joins.and"):
        return side_of(dash, begin - 1)  # "and *Norway* another 150"
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


def is_of_soldiers(scene: Scene, begin: int) -> bool:
    """Whether a dash joins a figure of mere people to soldiers: «усіх *миротворців* – 1 960 осіб»."""
    dash, noun, before = (scene.get(begin - back) for back in (1, 2, 3))
    if noun is not None and noun.has("place.") and before is not None and before.has("places.before") and not scene.glues:
        noun = scene.get(begin - 4)  # «контингент *в Ливане* — 1100 человек»
    return dash is not None and dash.norm == "-" and noun is not None and noun.has("people.military", "people.bodies", "units.")


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

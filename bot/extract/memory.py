"""What later sentences of a post lean on: its headline, and the force, day, place and people told last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.extract.events import Mention
from bot.extract.groups import groups, things
from bot.extract.lexicon import force_name, speaker
from bot.extract.moment import Time
from bot.extract.people import Side, words_before
from bot.extract.places import Place, is_origin
from bot.extract.scene import Kind, Scene
from bot.model import DEPLOYMENTS, Channel, Event, People, Window

__all__ = ["Lead", "Memory", "times_of"]

OLDEST = 20
"""A day so many years before the post is history, told as background."""

TOPIC = 3
"""A sentence of so few words that names a state is the topic of those behind it."""

WARLIKE = ("arms.", "time.strike", "force.", "sides.", "people.military", "units.")
"""Words of war: with them, people came to harm by no accident."""

CASUALTY_WAYS = ("noun", "own", "act", "fate")


@dataclass(slots=True)
class Lead:
    """What a headline or the line above a list says for everything beneath it.

    open marks a running window; spans, one that names a length of time ("over the past day") and not only a date.
    """

    event: Event | None = None
    side: Side = field(default_factory=Side)
    window: Window | None = None
    open: bool = False
    spans: bool = False
    announced: bool = False
    hedge: str | None = None
    place: Place | None = None


@dataclass(slots=True)
class Memory:
    """The story of one post so far; day is the channel's own day of the post.

    window and place are the paragraph's, newest and last_place the last ones of the post, used the last statement's window,
    closed the last one that does not run on; event is the paragraph's, told the last one of the post; seen are the names of
    the places so far, nations those spoken of; home is the place that the channel's owner is of, is_outlet says that he tells
    of all the world; own is the force of no state that the owner is; thing says that the last figure counted no people,
    struck that an attack or battle is the headline,
    exchanged that the post tells of an exchange of prisoners, accident that it last told of a crime,
    remembers that its first line commemorates what is long past, drill that it tells of an exercise;
    made counts the statements, opened those before the paragraph;
    foe says that "the enemy" was spoken of; topic is the state that the line names alone at its head: «Іран. …».
    """

    channel: Channel
    day: date
    lead: Lead = field(default_factory=Lead)
    force: str | None = None
    event: Event | None = None
    told: Event | None = None
    people: People | None = None
    place: Place | None = None
    last_place: Place | None = None
    home: Place | None = None
    seen: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    is_outlet: bool = False
    own: str | None = None
    window: Window | None = None
    used: Window | None = None
    used_open: bool = False
    newest: Window | None = None
    closed: Window | None = None
    open: bool = False
    thing: bool = False
    history: bool = False
    remembers: bool = False
    drill: bool = False
    struck: bool = False
    exchanged: bool = False
    accident: bool = False
    line: int = -1
    made: int = 0
    opened: int = 0
    foe: bool = False
    topic: str | None = None

    def turn_to(self, scene: Scene, *, opens: bool) -> None:
        """Begin a line, if it is a new one: the paragraph's day and place are forgotten.

        opens says that a blank line stands before it.
        """
        if scene.row.line == self.line:
            return
        self.line = scene.row.line
        self.window, self.open, self.place, self.topic = None, False, None, None
        if opens and not scene.row.is_item:
            self.event, self.opened = None, self.made

    def look_at_years(self, scene: Scene) -> None:
        """Once a day long past is named the story is history, until a recent one is."""
        for part in scene.parts:
            time = part.time
            if time is not None and time.window is not None:
                at = time.window.end or time.window.start or self.day
                if _is_a_year(time.window):
                    continue  # a year alone may be one of birth
                if time.rule in ("date", "range", "until") or at.year < self.day.year:
                    self.history = at.year < self.day.year - OLDEST or (self.remembers and self.line == 0)
        self.exchanged = self.exchanged or (not self.made and bool(scene.where("quiet.exchange")))
        if self.line == 0 and scene.where("quiet.history"):
            self.history = self.remembers = True
        if scene.where(*WARLIKE):
            self.accident = False
        elif scene.where("quiet.crime"):
            self.accident = True
        self.drill = self.drill or (self.line == 0 and bool(scene.where("quiet.drill")))

    @property
    def nation(self) -> str | None:
        """Whose people are meant where nothing is said: the channel's nation's; in an outlet, of the one that was spoken of."""
        own = self.channel.nation or None
        if not self.is_outlet or own in self.nations or not self.nations:
            return own
        return next(iter(self.nations)) if len(self.nations) == 1 else None

    def hear(self, scene: Scene, places: Sequence[Place]) -> None:
        """Take in the nations that a sentence speaks of."""
        for index in scene.where("force."):
            following, before = scene.get(index + 1), scene.get(index - 1)
            if scene.analytic and before is not None and before.has("links.from"):
                continue  # "a missile from Iran"
            word = following.norm if scene.glues and following is not None and following.kind is Kind.WORD else ""
            if word and scene.row.lexicon.ends_in("by", word):
                continue  # *이스라엘* 공습에 60명이 숨졌다
            describes_people = following is not None and following.has("people.", "bodies.", "places.area", "units.")
            for code, _, kind in (code.partition(".") for code in scene[index].values("force.")):
                if code.isupper() and (kind != "adjective" or describes_people):  # not "a Russian strike"
                    self.nations.add(code)
        self.foe = self.foe or bool(scene.where("sides.enemy", "sides.enemy_people"))
        for index in scene.where("speaker."):
            known = (speaker(int(number)) for number in scene[index].values("speaker."))
            self.nations.update(row["nation"] for row in known if row.get("nation") and row.get("kind") != "outlet")
        self.nations.update(place.nation for place in places if place.nation and not is_origin(scene, place))

    def keep(self, scene: Scene, events: Sequence[Mention], places: Sequence[Place], made: int) -> None:
        """Keep what a sentence said; one that made no statement may be a headline."""
        self.struck = self.struck or (self.line == 0 and not made and bool(scene.where("time.strike")))
        when = times_of(scene)
        if when:
            self.window, self.open = when[0].window or self.window, when[0].open
            self.newest = when[0].window or self.newest
            closed = [time.window for time in when if time.window is not None and not time.open and not time.weak]
            self.closed = closed[0] if closed else self.closed
        places = [place for place in places if not is_origin(scene, place)]
        if places:
            self.place = self.last_place = places[-1] if made else places[0]
            self.seen.update(place.name for place in places)
        figures = [index for index, part in enumerate(scene.parts) if part.figure is not None]
        if figures:
            self.thing = figures[-1] in things(scene)
        self.made += made
        if not made:
            self._keep_forces(scene)
            self._keep_lead(scene, events, when, places)

    def _keep_forces(self, scene: Scene) -> None:
        for group in groups(scene):
            self.force = group.side.force or self.force
        for index in scene.where("people.military") if scene.analytic else ():
            self.force = words_before(scene, index)[1].force or self.force  # "*North Korean soldiers* fear reprisals"
        words = [part for part in scene.parts if part.kind is not Kind.MARK]
        named = [part for part in words if part.has("force.")]
        if len(words) <= TOPIC and len(named) == 1 and not any(part.has("events.", "say.") for part in words):
            self.force = self.topic = named[0].values("force.")[0].split(".")[0]  # «КНДР.», «Версія Кабула.»
        for index in scene.where("force."):
            people = [role.split(".")[1] for role in scene[index].roles if role.startswith("force.") and role.endswith(".people")]
            self.force = people[0] if people else self.force

    def _keep_lead(self, scene: Scene, events: Sequence[Mention], when: Sequence[Time], places: Sequence[Place]) -> None:
        announces = scene.row.norm(len(scene.row) - 1) == ":"
        if self.line > 0 and not announces and self.made:
            return
        losses = [m for m in events if (m.way in CASUALTY_WAYS or scene.glues) and m.event not in DEPLOYMENTS]
        if losses:
            self.lead.event = losses[0].event
        self.lead.announced = announces
        if losses or announces:
            self.lead.side = _side_in(scene) or self.lead.side
        if when:
            day = [time for time in when if time.rule == "past_day"]
            time = day[0] if day and when[0].rule == "date" else when[0]  # "18 December (over the past day)"
            self.lead.window, self.lead.open = time.window, time.open
            self.lead.spans = time.rule not in ("date", "until", "today") or _is_long(time.window)
        for index in scene.where("hedge.words"):
            self.lead.hedge = scene.words(index, index + 1)
        if places and (announces or (self.line == 0 and not _is_state(places[0]))):
            self.lead.place = places[0]


def _is_a_year(window: Window) -> bool:
    start, end = window.start, window.end
    return start is not None and end is not None and start.year == end.year and (end - start).days >= 364


def _is_long(window: Window | None) -> bool:
    """Whether a window is longer than a day and its night: "our September in figures"."""
    return window is not None and window.start is not None and window.end is not None and (window.end - window.start).days > 1


def _is_state(place: Place) -> bool:
    return place.nation is not None and place.name == force_name(place.nation)


def times_of(scene: Scene) -> list[Time]:
    """The times a sentence tells of what happened, the ones that only date a report last."""
    return sorted((time for _, time in scene.times()), key=lambda time: time.weak)


def _side_in(scene: Scene) -> Side | None:
    """Whose people a headline is about: the first force in it that is not the speaker's name."""
    for index, part in enumerate(scene.parts):
        following = scene.get(index + 1)
        if (part.has("speaker.") and not part.has("force.")) or (following is not None and following.has("bodies.")):
            continue
        if part.has("force."):
            return Side(force=part.values("force.")[0].split(".")[0], at=index)
        if part.has("sides.enemy", "sides.enemy_people"):
            return Side(side="enemy", at=index)
        if part.has("sides.own_people"):
            return Side(side="own", at=index)
    return None

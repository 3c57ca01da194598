"""The story of a post: sentence after sentence, bonds become claims, and what a clause leaves out it inherits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.extract.attribution import Voice, Voices
from bot.extract.events import Bond, Mention, attach, mentions
from bot.extract.groups import Group, Side, groups, is_head, things, without_figure
from bot.extract.lexicon import speaker as speaker_row
from bot.extract.masses import masses
from bot.extract.names import is_outlet
from bot.extract.places import Place, places
from bot.extract.respective import partners, with_sides
from bot.extract.scene import Scene
from bot.extract.sides import enemy_of
from bot.extract.stance import denial, hedge, plan
from bot.extract.times import Time
from bot.model import DEPLOYMENTS, Basis, Channel, Count, Event, People, Stance, Statement, Unit, Window

__all__ = ["Rejected", "Story"]

OLDEST = 20
"""A window that ended so many years before the post is history, told as background."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A figure that made no statement, at offsets start to end, and why."""

    start: int
    end: int
    why: str


@dataclass(slots=True)
class Lead:
    """What a headline or the line above a list says for everything beneath it."""

    event: Event | None = None
    side: Side = field(default_factory=Side)
    window: Window | None = None
    open: bool = False
    hedge: str | None = None
    place: Place | None = None
    spans: bool = False


class Story:
    """Reads the sentences of one post in order and keeps what later ones lean on."""

    def __init__(self, channel: Channel, day: date) -> None:
        """day is the channel's own day of the post."""
        self.channel, self.day = channel, day
        self.statements: list[Statement] = []
        self.rejected: list[Rejected] = []
        self.lead = Lead()
        self.force: str | None = None
        self.place: Place | None = None
        self.window: Window | None = None
        self.newest: Window | None = None
        self.open = False
        self.thing = False
        self.history = False
        self.details: set[tuple[int, int]] = set()
        self.days: dict[int, int] = {}
        self.spots: dict[int, int] = {}
        self.event: Event | None = None
        self.people: People | None = None
        self.hedge: str | None = None
        self.voices = Voices(is_outlet(channel.owner) or is_outlet(channel.title))
        self.line = -1
        self.last: list[int] = []

    def read(self, scene: Scene, *, opens: bool) -> None:
        """Read the next sentence; opens says that a blank line stands before its line."""
        if scene.row.line != self.line:
            self._turn_line(scene, opens)
        self._look_at_years(scene)
        quiet = self._is_quiet(scene)
        if quiet and not self._tells_of_a_sending(scene):
            self._reject_all(scene, "the sentence is about something else")
            return
        voice = self.voices.of(scene)
        found = with_sides(scene, groups(scene))
        events = mentions(scene)
        spots = places(scene, voice.taken if voice else frozenset())
        self.days = partners(scene, found, "weekday")
        self.spots = partners(scene, found, "place.", "place_adjective.")
        bonds, left = attach(scene, found, events)
        left_groups = [group for group, _ in left]
        bonds += self._from_lead(scene, left_groups, bool(events))
        bonds += masses(scene, events, bonds, found)
        bonds = sorted((b for b in bonds if not quiet or b.event in DEPLOYMENTS), key=lambda bond: bond.group.at)
        self._take_back(scene, bonds)
        made: list[int] = []
        for bond in bonds:
            number = self._claim(scene, bond, bonds, spots, voice)
            if number is not None:
                made.append(number)
        bound = {bond.group.at for bond in bonds}
        for group in left_groups:
            if group.at not in bound:
                self._reject(scene, group.begin, group.end, "no event near it")
        for index in things(scene):
            self._reject(scene, index, index + 1, "counts no people")
        self._remember(scene, events, spots, bool(made))
        if made:
            self.last = made

    # What is left alone

    def _is_quiet(self, scene: Scene) -> bool:
        return any(True for _ in scene.where("quiet."))

    def _tells_of_a_sending(self, scene: Scene) -> bool:
        """Whether soldiers are sent, to be trained or otherwise; an exchange or a crew stays quiet all the same."""
        return not any(True for _ in scene.where("quiet.exchange", "quiet.crew", "quiet.crime")) and any(
            mention.is_deployment and mention.way == "act" for mention in mentions(scene)
        )

    def _look_at_years(self, scene: Scene) -> None:
        """Once a day long past is named the story is history, until a recent one is."""
        for part in scene.parts:
            if part.time is not None and part.time.window is not None:
                at = part.time.window.end or part.time.window.start or self.day
                if part.time.rule in ("date", "range", "until") or at.year < self.day.year:
                    self.history = at.year < self.day.year - OLDEST
        if self.line == 0 and any(True for _ in scene.where("quiet.history")):
            self.history = True

    def _reject(self, scene: Scene, begin: int, end: int, why: str) -> None:
        start, stop = scene.offsets(begin, end)
        self.rejected.append(Rejected(start, stop, why))

    def _reject_all(self, scene: Scene, why: str) -> None:
        for index, part in enumerate(scene.parts):
            if part.figure is not None:
                self._reject(scene, index, index + 1, why)

    # What carries over

    def _turn_line(self, scene: Scene, opens: bool) -> None:
        self.line = scene.row.line
        self.hedge = None
        if not scene.row.is_item:
            self.window, self.open, self.place = None, False, None
            if opens:
                self.event = None
        else:
            self.window, self.open = None, False
            self.place = None

    def _remember(self, scene: Scene, events: Sequence[Mention], spots: Sequence[Place], made: bool) -> None:
        """Keep what this sentence said for the next; a sentence without statements may be a headline over a list."""
        when = self._times(scene)
        if when:
            self.window, self.open = when[0].window or self.window, when[0].open
            if when[0].window is not None:
                self.newest = when[0].window
        if spots:
            self.place = spots[-1] if made else spots[0]
        if not made:
            for group in groups(scene):
                self.force = group.side.force or self.force
        kinds = [index for index, part in enumerate(scene.parts) if part.figure is not None]
        if kinds:
            self.thing = kinds[-1] in things(scene)
        if made:
            return
        is_title = self.line == 0 or scene.row.norm(len(scene.row) - 1) == ":" or not self.statements
        if not is_title:
            return
        noun = next((m for m in events if m.way in ("noun", "own", "act") and m.event not in DEPLOYMENTS), None)
        if noun is not None:
            self.lead.event = noun.event
            self.lead.side = self._side_in(scene) or self.lead.side
        elif scene.row.norm(len(scene.row) - 1) == ":":
            self.lead.side = self._side_in(scene) or self.lead.side
        if when:
            self.lead.window, self.lead.open = when[0].window, when[0].open
            self.lead.spans = when[0].rule not in ("date", "until", "today")
        for index in scene.where("hedge.words"):
            self.lead.hedge = scene.words(index, index + 1)
        if spots:
            self.lead.place = spots[0]

    def _side_in(self, scene: Scene) -> Side | None:
        for index, part in enumerate(scene.parts):
            following = scene.get(index + 1)
            if part.has("speaker.") or following is not None and following.has("bodies."):
                continue
            if part.has("force."):
                return Side(force=part.values("force.")[0].split(".")[0], at=index)
            if part.has("sides.enemy", "sides.enemy_people"):
                return Side(side="enemy", at=index)
            if part.has("sides.own_people"):
                return Side(side="own", at=index)
        return None

    def _from_lead(self, scene: Scene, left: Sequence[Group], has_events: bool) -> list[Bond]:
        """Figures of a list whose event stands in the line above it."""
        bonds: list[Bond] = []
        for group in left:
            figure = group.figure
            event = self.lead.event if scene.row.is_item or group.people is People.MILITARY else None
            if scene.row.is_item and group.people is People.MILITARY:
                event = event or self.event
            if group.rest or bonds and not has_events:
                event = self.event or event
            if figure is None or event is None or event in DEPLOYMENTS:
                continue
            if bonds and group.bare and not has_events:
                bonds.append(Bond(group, event, None, 0.0, "list-event"))
            elif figure.signed and bonds:
                bonds.append(Bond(group, event, None, 0.0, "increment"))
            elif not group.bare and group.people is not People.CIVILIAN or group.rest:
                bonds.append(Bond(group, event, None, 0.0, "list-event"))
        return bonds

    def _take_back(self, scene: Scene, bonds: Sequence[Bond]) -> None:
        """ "Nothing of the kind happened": denies what the sentence before said."""
        if bonds or not self.last or not any(True for _ in scene.where("denial.after")):
            return
        if any(True for _ in scene.where("say.verbs")):
            return
        for number in self.last:
            self.statements[number] = replace(self.statements[number], stance=Stance.DENIED)

    # From a bond to a statement

    def _times(self, scene: Scene) -> list[Time]:
        times = [part.time for part in scene.parts if part.time is not None and not part.time.said]
        return sorted(times, key=lambda time: time.weak)

    def _claim(self, scene: Scene, bond: Bond, bonds: Sequence[Bond], spots: Sequence[Place], voice: Voice | None) -> int | None:
        group, event = bond.group, bond.event
        rules = [bond.rule]
        if self._is_detail(scene, bond, bonds):
            self.details.add((scene.row.line, scene.offsets(group.at, group.at + 1)[0]))
            return self._no(scene, group, "a breakdown by sex, age or rank")
        if self._is_of_things(scene, bond):
            return self._no(scene, group, "it goes on about things that are no people")
        figure = group.figure
        plans = plan(scene, bond) if event is Event.DEPLOYED else None
        if plans:
            event = Event.PLANNED
            rules.append(f"plan-{plans}")
        people = self._people(scene, bond)
        musters = bond.mention is not None and bond.mention.way in ("own", "noun")
        if event in DEPLOYMENTS and people is People.CIVILIAN and bond.rule != "coordinated":
            return self._no(scene, group, "civilians are not deployed")
        if event in DEPLOYMENTS and group.bare and people is not People.MILITARY:
            return self._no(scene, group, "it does not say that these are soldiers")
        if event in DEPLOYMENTS and figure is not None and people is None and not group.side.force and not musters:
            return self._no(scene, group, "it does not say that these are soldiers")
        force, how = self._force(scene, bond, bonds, spots, voice, people)
        rules.append(how)
        people = people or (People.MILITARY if event in DEPLOYMENTS or self._is_military(scene, bond, force, how) else People.CIVILIAN)
        if force is None and people is People.CIVILIAN:
            force = self._civil_force(scene, bond, spots, group)
        window, is_open, same = self._window(scene, bond, bonds)
        if self.history:
            return self._no(scene, group, "it is history")
        denied = "denied" if bond.rule.startswith("denied-") else denial(scene, bond)
        uncertain = hedge(scene, bond) or self.hedge or (self.lead.hedge if bond.mention is None or scene.row.is_item else None)
        if plans == "open" and not uncertain:
            uncertain = "may"
        place = self._place(scene, bond, spots, bonds)
        start, end = self._evidence(scene, bond, bonds)
        signed = figure is not None and figure.signed
        if signed:
            window, is_open = Window(self.day.fromordinal(self.day.toordinal() - 1), self.day), False
        basis = self._basis(event, window, is_open, signed)
        count = None if figure is None else Count(figure.low, figure.high)
        statement = Statement(
            event=event,
            count=count,
            of=group.of,
            approx=bool(figure and figure.approx and count is not None and count.low == count.high),
            force=force,
            people=people,
            basis=basis,
            stance=Stance.DENIED if denied else Stance.HEDGED if uncertain else Stance.ASSERTED,
            speaker=voice.name if voice else self.channel.owner,
            speaker_text=voice.text if voice else None,
            via=voice.via if voice else (),
            place=place.name if place else None,
            place_text=place.text if place else None,
            when=window,
            evidence="",
            start=start,
            end=end,
            hedge=uncertain if uncertain and not denied else None,
            rules=tuple(rules),
            language=scene.row.language,
        )
        self.force = force or self.force
        self.event, self.people = event, people
        if uncertain and scene.row.is_item is False:
            self.hedge = None
        if self._known(statement):
            return self._no(scene, group, "said before in this post")
        self.statements.append(statement)
        return len(self.statements) - 1

    def _is_detail(self, scene: Scene, bond: Bond, bonds: Sequence[Bond]) -> bool:
        """Whether the group is part of the one before, told apart by what sort of people they are."""
        group = bond.group
        before = scene.parts[max(0, group.begin - 3) : group.begin]
        is_part = group.rest or any(part.has("joins.part", "joins.of_them") for part in before)
        if bond.rule == "coordinated" and group.head is not None and (previous := self._previous(bond, bonds)) is not None:
            if (scene.row.line, scene.offsets(previous.group.at, previous.group.at + 1)[0]) in self.details:
                return True
        if not is_part or group.of is not Unit.PERSON or group.side.force or group.side.side:
            return False
        if any(part.has("joins.part") and following.has("events.") for part, following in zip(before, before[1:], strict=False)):
            return True
        if bond.rule in ("coordinated", "list-event") or bond.mention in [other.mention for other in bonds if other is not bond]:
            follows = scene.parts[group.end : group.end + 6]
            return group.head is not None or not any(part.has("place.", "place_adjective.", "force.", "places.there") or part.capital for part in follows)
        return False

    def _is_of_things(self, scene: Scene, bond: Bond) -> bool:
        """Whether a bare figure goes on counting the things that the figure before it counted ("16 more were lost")."""
        group = bond.group
        if not group.bare or group.rest or bond.event in (Event.WOUNDED, Event.CAPTURED):
            return False
        if bond.mention is not None and bond.mention.way == "noun" and group.begin in (bond.mention.end, bond.mention.begin - 1) or (
            bond.mention is not None and bond.mention.way == "noun" and bond.mention.begin == group.end
        ):
            return False
        people = {index for other in groups(scene) if not other.bare or other.side.force for index in (other.at,)}
        earlier = [index for index in range(group.at) if scene[index].figure is not None]
        if earlier:
            return earlier[-1] not in people and earlier[-1] in things(scene)
        return self.thing

    def _no(self, scene: Scene, group: Group, why: str) -> None:
        self._reject(scene, group.begin, group.end, why)

    def _known(self, new: Statement) -> bool:
        return any(
            (old.event, old.count, old.of, old.force, old.speaker, old.people)
            == (new.event, new.count, new.of, new.force, new.speaker, new.people)
            and (old.count is not None or old.place == new.place)
            for old in self.statements
        )

    def _people(self, scene: Scene, bond: Bond) -> People | None:
        group = bond.group
        if group.people is not None:
            return group.people
        if group.side.force and group.head is not None and scene[group.head].has("force."):
            return None
        if group.bare or group.rest or group.event is not None and self.people is People.MILITARY:
            return self.people
        return None

    def _is_military(self, scene: Scene, bond: Bond, force: str | None, how: str) -> bool:
        group = bond.group
        if group.side.side in ("enemy", "own", "both"):
            return True
        if how == "headline" and self.lead.side.side in ("enemy", "own"):
            return True
        if bond.event is Event.CASUALTIES and bond.mention is not None and bond.mention.way in ("own", "noun"):
            return True
        if bond.mention is None and self.lead.event is Event.CASUALTIES:
            return True
        if bond.event in (Event.CAPTURED, Event.CASUALTIES):
            return True
        if group.side.force is not None and how == "own-words":
            return True
        return False

    def _nation(self, voice: Voice | None) -> str | None:
        return (voice.nation if voice else None) or self.channel.nation

    def _resolved(self, side: Side, voice: Voice | None) -> str | None:
        if side.force:
            return side.force
        nation = self._nation(voice)
        if side.side == "own":
            return nation
        if side.side == "enemy":
            return enemy_of(nation) or (enemy_of(self.channel.nation) if nation != self.channel.nation else None)
        return None

    def _force(
        self,
        scene: Scene,
        bond: Bond,
        bonds: Sequence[Bond],
        spots: Sequence[Place],
        voice: Voice | None,
        people: People | None,
    ) -> tuple[str | None, str]:
        group, mention = bond.group, bond.mention
        side = group.side
        if side.side == "both":
            return None, "both-sides"
        if side.side == "reflexive" or side.side == "them":
            actor = self._actor(scene, bond, voice)
            return (actor or self.force), "reflexive"
        if side.force or side.side:
            return self._resolved(side, voice), "own-words"
        if bond.rule == "coordinated" and bond.event in DEPLOYMENTS and self.force:
            return self.force, "coordinated"
        if people is People.CIVILIAN and not group.rest:
            return self._civil_force(scene, bond, spots, group), "civilians"
        if group.rest and self._previous(bond, bonds) is None and self.force:
            return self.force, "of-them"
        if bond.rule in ("coordinated", "increment") and self.force:
            return self.force, "coordinated"
        if group.bare or group.rest:
            previous = self._previous(bond, bonds)
            if previous is not None and mention is not None and mention.way == "own" and previous.mention is not mention:
                previous = None
            if previous is not None:
                return self.force, "of-them"
        if group.bare and mention is not None and mention.way in ("fate", "act"):
            noun = self._noun_before(scene, mention, bonds)
            if noun is not None:
                return self._resolved(noun, voice), "noun-before"
        owner = self._victims(scene, bond, voice) if mention is not None else None
        if owner is None and group.head is not None and bond.event not in DEPLOYMENTS:
            owner = self._loser(scene, bond, voice)
        if owner is not None:
            return owner, "event-words"
        previous = self._previous(bond, bonds)
        if previous is not None and self.force:
            return self.force, "coordinated"
        if people is People.MILITARY and group.head is not None and group.event is None and bond.event in (Event.KILLED, Event.WOUNDED, Event.MISSING):
            if not scene.row.is_item and bond.mention is not None and (voice is None or voice.nation in (None, self.channel.nation)):
                if self.channel.nation is not None and self.line > 0 or not self.statements:
                    return self.channel.nation, "soldiers-of-the-speaker"
        if bond.mention is None or scene.row.is_item:
            lead = self._resolved(self.lead.side, voice)
            if lead is not None:
                return lead, "headline"
        if people is None and mention is not None and mention.event not in DEPLOYMENTS and mention.way in ("fate", "act", "people"):
            if self.people is not People.MILITARY or group.head is not None:
                return self._civil_force(scene, bond, spots, group), "people-of-place"
        if self.force is not None:
            return self.force, "carried"
        return self._nation(voice), "channel"

    def _noun_before(self, scene: Scene, mention: Mention, bonds: Sequence[Bond]) -> Side | None:
        """ "*Our soldiers* who fell in that time number 240": the noun of a bare figure, before its event."""
        for index in range(mention.begin - 1, max(mention.begin - 9, -1), -1):
            if scene[index].norm in (";", ":") or scene[index].figure is not None:
                return None
            if is_head(scene[index]):
                side = without_figure(scene, index).side
                return side if side.force or side.side else None
        return None

    def _loser(self, scene: Scene, bond: Bond, voice: Voice | None) -> str | None:
        """ "*The enemy lost* 67,000 men killed and wounded": the event is told by the last words, its owner by the verb."""
        for index in range(bond.group.begin - 1, max(bond.group.begin - 6, -1), -1):
            part = scene[index]
            if part.norm == ";" or part.figure is not None:
                return None
            if part.has("events.casualties.own"):
                at = Mention(index, index + 1, Event.CASUALTIES, "own")
                return self._actor(scene, replace(bond, mention=at), voice)
        return None

    def _previous(self, bond: Bond, bonds: Sequence[Bond]) -> Bond | None:
        earlier = [other for other in bonds if other.group.at < bond.group.at]
        return earlier[-1] if earlier else None

    def _victims(self, scene: Scene, bond: Bond, voice: Voice | None) -> str | None:
        """Whose losses the event's own words tell: "the enemy lost", "losses of the AFU", "inflicted on the enemy"."""
        mention = bond.mention
        assert mention is not None
        if mention.way == "own" or mention.is_deployment and mention.way in ("act", "own", "noun"):
            return self._actor(scene, bond, voice)
        if mention.way in ("noun", "people"):
            return self._genitive(scene, mention, voice) or self._actor(scene, bond, voice)
        return None

    def _actor(self, scene: Scene, bond: Bond, voice: Voice | None) -> str | None:
        """The force that does it: the last one named before the event in its clause, else the next after it."""
        mention = bond.mention
        at = mention.begin if mention is not None else bond.group.begin
        for index in range(at - 1, -1, -1):
            part = scene[index]
            if part.norm == ";":
                break
            if part.has("say.verbs"):
                said = [self._force_at(scene, near, voice) for near in range(index - 1, max(index - 4, -1), -1)]
                return next((code for code in said if code), None) if bond.group.side.side == "reflexive" else None
            if part.has("bodies.institutions") and not scene.glues and not bond.group.begin <= index < bond.group.end and not scene.row.is_item:
                if not any((near := scene.get(other)) is not None and near.has("force.", "sides.") for other in (index - 1, index + 1, index + 2)):
                    return self._nation(voice)
            if (found := self._force_at(scene, index, voice)) is not None and not bond.group.begin <= index < bond.group.end:
                return found
        return None

    def _force_at(self, scene: Scene, index: int, voice: Voice | None) -> str | None:
        part = scene[index]
        codes = part.values("force.")
        if codes and scene.glues and scene.ends(index, "located") and not scene.ends(index, "genitive"):
            return None
        if codes:
            before = scene.get(index - 1)
            located = before is not None and before.has("places.before") and before.norm != "of" and part.has("place.")
            if located or all(role.endswith(".adjective") for role in part.roles if role.startswith("force.")) and not self._of_people(scene, index):
                return None
            return codes[0].split(".")[0]
        for row in part.values("speaker."):
            if (known := speaker_row(int(row))).get("kind") in ("person", "office") and known.get("nation"):
                return str(known["nation"])
        if part.has("sides.enemy", "sides.enemy_people"):
            return self._resolved(Side(side="enemy"), voice)
        if part.has("sides.own", "sides.own_people"):
            return self._resolved(Side(side="own"), voice)
        return None

    def _of_people(self, scene: Scene, index: int) -> bool:
        """Whether an adjective ("Russian") stands with people, an army or its losses, and not with strikes or fire."""
        for other in (index + 1, index + 2):
            near = scene.get(other)
            if near is None or near.kind.value in ("mark", "figure", "time"):
                return False
            if is_head(near) or near.has("bodies.", "events.", "people.", "force.", "joins.and", "units."):
                return True
        return False

    def _genitive(self, scene: Scene, mention: Mention, voice: Voice | None) -> str | None:
        order = [*range(mention.begin - 1, max(mention.begin - 4, -1), -1), *range(mention.end, min(mention.end + 6, len(scene)))]
        nearby = [*range(mention.end, min(mention.end + 4, len(scene))), *order]
        for index in nearby:
            if scene[index].figure is not None and index >= mention.end:
                continue
            if (found := self._force_at(scene, index, voice)) is not None:
                return found
        return None

    def _civil_force(self, scene: Scene, bond: Bond, spots: Sequence[Place], group: Group) -> str | None:
        if group.side.force:
            return group.side.force
        place = self._place(scene, bond, spots, ())
        if place is not None and place.nation:
            return place.nation
        return self.channel.nation

    def _window(self, scene: Scene, bond: Bond, bonds: Sequence[Bond]) -> tuple[Window | None, bool, bool]:
        """The window nearest to the claim in its sentence, else the paragraph's, else the headline's."""
        centre = bond.mention.begin if bond.mention is not None else bond.group.at
        own = []
        for index, part in enumerate(scene.parts):
            time = part.time
            if time is None or time.said:
                continue
            crossed = sum(
                1
                for other in bonds
                if other is not bond and (index < other.group.at < bond.group.at or bond.group.at < other.group.at < index)
            )
            own.append((time.weak, crossed * 6 + min(abs(index - centre), abs(index - bond.group.at)), index, time))
        if (partner := self.days.get(bond.group.at)) is not None and (told := scene[partner].time) is not None:
            return told.window, told.open, False
        running = any(time.open for _, _, _, time in own)
        real = sorted(row for row in own if row[3].window is not None)
        if real:
            time = real[0][3]
            return time.window, time.open, False
        if any(time.same for _, _, _, time in own):
            return self.newest or self.lead.window, self.open, True
        if self.window is not None and not running:
            return self.window, self.open, False
        recent = self.newest
        if (
            recent is not None
            and recent.start is not None
            and recent.end is not None
            and (recent.end - recent.start).days <= 1
            and bond.event not in DEPLOYMENTS
            and not running
            and not scene.row.is_item
            and not self.statements
        ):
            return recent, False, False
        leads = self.lead.event is not None or scene.row.is_item or bond.mention is None or self.lead.spans
        if leads and not running and bond.event not in DEPLOYMENTS:
            return self.lead.window, self.lead.open, False
        return None, running, False

    def _basis(self, event: Event, window: Window | None, is_open: bool, signed: bool) -> Basis | None:
        if signed:
            return Basis.PERIOD
        if event in DEPLOYMENTS and is_open and window is None:
            return None
        if is_open:
            return Basis.TOTAL
        if window is None:
            return None
        if window.start is None:
            return Basis.TOTAL if event not in DEPLOYMENTS else None
        if (self.day - window.start).days > 400 and window.end is not None and (self.day - window.end).days <= 1:
            return Basis.TOTAL
        return Basis.PERIOD

    def _place(self, scene: Scene, bond: Bond, spots: Sequence[Place], bonds: Sequence[Bond]) -> Place | None:
        group = bond.group
        if (partner := self.spots.get(group.at)) is not None:
            mine = [place for place in spots if place.begin <= partner < place.end]
            if mine:
                return mine[0]
        if spots:
            def far(place: Place) -> tuple[int, int]:
                crossed = sum(
                    1
                    for other in bonds
                    if other is not bond
                    and (place.begin < other.group.at < group.at or group.at < other.group.at < place.begin)
                )
                return crossed, abs(place.begin - group.at)

            return min(spots, key=far)
        return self.place or self.lead.place

    def _evidence(self, scene: Scene, bond: Bond, bonds: Sequence[Bond]) -> tuple[int, int]:
        """The clause around the figure and its event, as offsets."""
        group, mention = bond.group, bond.mention
        begin, end = group.begin, group.end
        if mention is not None and abs(mention.begin - group.at) < 16:
            begin, end = min(begin, mention.begin), max(end, mention.end)
        others = {other.group.at for other in bonds if other is not bond}
        if group.figure is not None and group.figure.signed:
            begin = min([begin, *(other.group.begin for other in bonds if other.group.at < group.at)])
            others = set()
        while begin > 0 and scene[begin - 1].norm != ";" and begin - 1 not in others:
            if scene[begin - 1].norm == ":" and begin > 14:
                break
            if scene[begin - 1].norm == "," and scene[begin].has("joins.that") is False:
                break
            begin -= 1
        while begin < group.begin and (scene[begin].kind.value == "mark" or scene[begin].has("joins.and")):
            begin += 1
        while end < len(scene) and scene[end].norm not in (",", ";", ":", ".", "!", "?", "(", "…") and end not in others:
            end += 1
        while end > group.end and (scene[end - 1].has("joins.and", "joins.or", "places.before") or scene[end - 1].norm in ".-"):
            end -= 1
        return scene.offsets(begin, end)

"""The story of a post: sentence after sentence, and what a clause leaves out it inherits from those before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.extract.attribution import SIGN_OFF, Voice, Voices
from bot.extract.bond import Bond
from bot.extract.claims import claim
from bot.extract.group import Group
from bot.extract.groups import things
from bot.extract.masses import masses
from bot.extract.memory import Memory
from bot.extract.named import is_outlet
from bot.extract.ones import ONE, ONE_UNIT
from bot.extract.places import force_of_owner, home_of, places
from bot.extract.respective import partners
from bot.extract.scene import Scene
from bot.extract.sentence import Sentence
from bot.extract.setting import Setting
from bot.model import DEPLOYMENTS, Basis, Channel, People, Stance, Statement

__all__ = ["Rejected", "Story"]

NAMED = ("says", "signs", "according", "his-words", "called", "relayed", "citing")
"""The rules by which a sentence itself tells who speaks."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A figure that made no statement, at offsets start to end, and why."""

    start: int
    end: int
    why: str


class Story:
    """Reads the sentences of one post in order; statements and rejected are what came of it."""

    def __init__(self, channel: Channel, day: date) -> None:
        """day is the channel's own day of the post."""
        self.statements: list[Statement] = []
        self.rejected: list[Rejected] = []
        reports = is_outlet(channel.owner) or is_outlet(channel.title)
        self._memory = Memory(
            channel, day, home=None if reports else home_of(channel.owner), is_outlet=reports, own=force_of_owner(channel.owner)
        )
        self._voices = Voices(channel.owner, reports)
        self._last: list[int] = []
        self._quoted = 0

    def read(self, sentence: Sentence) -> None:
        """Read the next sentence."""
        memory, scene = self._memory, sentence.scene
        memory.turn_to(scene, opens=sentence.opens)
        memory.look_at_years(scene)
        if sentence.is_silent:
            for index, part in enumerate(scene.parts):
                if part.figure is not None:
                    self._reject(scene, index, index + 1, "the sentence is about something else")
            return
        quoting = self._voices.is_quoting
        voice = self._voices.of(scene)
        if not quoting:
            self._quoted = len(self.statements)
        found, events = sentence.groups, sentence.events
        spots = places(scene, voice.taken if voice else frozenset())
        memory.hear(scene, spots)
        attached, left = sentence.attached
        bonds = [*attached, *self._listed(scene, left, bool(events))]
        bonds += masses(scene, events, bonds, found) if len(bonds) > len(attached) else sentence.masses
        bonds = sorted((bond for bond in bonds if sentence.keeps(bond)), key=lambda bond: bond.group.at)
        days, by_place = partners(scene, found, "weekday"), partners(scene, found, "place.", "place_adjective.")
        self._take_back(scene, bonds)
        self._answer(scene, voice, bonds)
        self._credit(scene, voice, bonds)
        made = self._claim_all(Setting(scene, memory, voice, bonds, spots, days, by_place))
        bound = {bond.group.at for bond in bonds}
        for group in left:
            if group.at not in bound:
                self._reject(scene, group.begin, group.end, "no event near it")
        for index in things(scene):
            self._reject(scene, index, index + 1, "counts no people")
        if quoting and not self._voices.is_quoting:
            self._sign_quotation(voice)
        memory.keep(scene, events, spots, len(made))
        self._last = made or self._last

    def _claim_all(self, setting: Setting) -> list[int]:
        """The numbers, among this post's statements, of those that the sentence makes."""
        made: list[int] = []
        memory = setting.memory
        for bond in setting.bonds:
            voice = self._voices.nearer(setting.scene, setting.voice, bond.group.begin)
            said = claim(setting if voice is setting.voice else replace(setting, voice=voice), bond)
            if isinstance(said, str):
                self._reject(setting.scene, bond.group.begin, bond.group.end, said)
                continue
            memory.force = said.force or memory.force
            memory.event = memory.told = said.event
            memory.people, memory.used = said.people, said.when
            memory.used_open = said.basis is Basis.TOTAL
            if self._was_said(said):
                self._reject(setting.scene, bond.group.begin, bond.group.end, "said before in this post")
                continue
            made.append(len(self.statements))
            self.statements.append(said)
        return self._without_masses(made)

    def _without_masses(self, made: Sequence[int]) -> list[int]:
        """What a sentence made, without a mass for which it gives a figure: "the last French left: 350 quit the land"."""
        given = {(said.event, said.force) for said in (self.statements[number] for number in made) if said.count is not None}
        told = [self.statements[number] for number in made]
        first = made[0] if made else 0
        kept = [said for said in told if said.count is not None or (said.event, said.force) not in given]
        self.statements[first:] = kept if made else self.statements[first:]
        return list(range(first, first + len(kept)))

    def _was_said(self, new: Statement) -> bool:
        """Whether the same was said before in this post; a mass beside a figure for the same thing says nothing new."""
        if new.count is None and new.stance is not Stance.DENIED and "more-to-come" not in new.rules:
            same = ((old.event, old.force, old.speaker, old.place) for old in self.statements)
            if (new.event, new.force, new.speaker, new.place) in same:
                return True
        return any(
            (old.event, old.count, old.of, old.force, old.speaker, old.people)
            == (new.event, new.count, new.of, new.force, new.speaker, new.people)
            and (old.place == new.place or (old.count is not None and None in (old.place, new.place)))
            for old in self.statements
        )

    def _reject(self, scene: Scene, begin: int, end: int, why: str) -> None:
        start, stop = scene.offsets(begin, end)
        self.rejected.append(Rejected(start, stop, why))

    def _listed(self, scene: Scene, left: Sequence[Group], has_events: bool) -> list[Bond]:
        """Figures of a list whose event stands in the line above it, or in the sentence before ("of them, …").

        What may come of it, Sentence.may_state must know.
        """
        memory, bonds = self._memory, list[Bond]()
        is_item = scene.row.is_item or memory.lead.announced
        for group in left:
            figure = group.figure
            event = memory.lead.event if is_item or group.people is People.MILITARY else None
            if is_item and (group.people is People.MILITARY or _is_labelled(scene, group)):
                event = event or memory.event
            falls = group.bare and bool(scene.where("joins.falls"))  # «на один лише листопад *припало* 45 690»
            if group.rest or falls or (bonds and not has_events):
                event = memory.event or memory.told or event
            following = scene.get(group.end)
            is_no_figure = figure is None or figure.rule in (ONE, ONE_UNIT)
            if is_no_figure or event is None or event in DEPLOYMENTS or (following is not None and following.has("hedge.not")):
                continue
            assert figure is not None
            if figure.signed and bonds:
                bonds.append(Bond(group, event, None, 0.0, "increment"))
            elif (
                group.rest
                or falls
                or (
                    _is_labelled(scene, group) or (bonds and not has_events)
                    if group.bare
                    else group.people is not People.CIVILIAN
                )
            ):
                bonds.append(Bond(group, event, None, 0.0, "list-event"))
        return bonds

    def _take_back(self, scene: Scene, bonds: Sequence[Bond]) -> None:
        """ "Nothing of the kind happened": denies what the sentence before said."""
        alone = not bonds and not scene.where("say.verbs")
        if alone and scene.where("denial.after"):
            for number in self._last:
                self.statements[number] = replace(self.statements[number], stance=Stance.DENIED, hedge=None)

    def _answer(self, scene: Scene, voice: Voice | None, bonds: Sequence[Bond]) -> None:
        """ "*"A lie", answers the ministry*": what one claimed, denied by another, is a statement of his own."""
        if bonds or not scene.analytic or voice is None or voice.text is None or voice.rule == "carried" or scene.figures:
            return
        if not scene.where("denial.before", "denial.after", "denial.reply"):
            return
        start, end = scene.offsets(0, len(scene))
        for number in self._last:
            said = self.statements[number]
            if said.stance is Stance.DENIED or said.speaker == voice.name or said.speaker_text is None:
                continue
            answer = replace(said, stance=Stance.DENIED, hedge=None, speaker=voice.name, speaker_text=voice.text)
            self.statements.append(replace(answer, via=voice.via, start=start, end=end, rules=("answered",)))

    def _sign_quotation(self, voice: Voice | None) -> None:
        """ "A. B. C", *said the colonel*: whoever is named where a quotation ends said all of it."""
        if voice is None or voice.text is None or voice.rule not in NAMED:
            return
        for number in range(self._quoted, len(self.statements)):
            said = self.statements[number]
            if said.speaker_text is None:
                self.statements[number] = replace(said, speaker=voice.name, speaker_text=voice.text, via=voice.via)

    def _credit(self, scene: Scene, voice: Voice | None, bonds: Sequence[Bond]) -> None:
        """ "*This was reported by* the mission": tells who said, or passed on, what the sentences before claimed."""
        if not bonds and voice is not None and voice.rule in ("source", SIGN_OFF):
            for number, said in enumerate(self.statements):
                if said.speaker_text is None:
                    self.statements[number] = replace(said, speaker=voice.name, speaker_text=voice.text, via=voice.via)
            return
        if bonds or not scene.where("say.of_this"):
            return
        relays = self._voices.relays(scene)
        for number in range(len(self.statements)) if self._memory.is_outlet else self._last:
            said = self.statements[number]
            if said.speaker_text is None and voice is not None and voice.text is not None:
                said = replace(said, speaker=voice.name, speaker_text=voice.text, via=voice.via)
            elif said.speaker_text is not None and relays and not said.via:
                said = replace(said, via=tuple(name for name in relays if name != said.speaker))
            elif said.speaker_text is not None and voice is not None and not said.via and _hands_on(scene, voice):
                said = replace(said, via=() if voice.name == said.speaker else (voice.name,))
            self.statements[number] = said


def _hands_on(scene: Scene, voice: Voice) -> bool:
    """Whether somebody only tells what a body told him: "*Lawmaker Lee* relayed the assessment"."""
    return scene.glues or any(scene[index].has("bodies.relayers") for index in voice.taken)


def _is_labelled(scene: Scene, group: Group) -> bool:
    """Whether a bare figure stands in a row of its own behind a name: "«West»: up to 1,540"."""
    at = group.begin - 1
    if at < 1 or scene[at].norm not in (":", "-"):
        return False
    label = scene[at - 2] if scene[at - 1].is_quote and at > 1 else scene[at - 1]
    return label.has("place.", "place_adjective.") or label.time is not None or scene[at - 1].is_quote

"""A sentence and what it tells by itself, each found when it is first asked for; what stood before it is the story's matter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from bot.extract.attach import attach
from bot.extract.bond import Bond
from bot.extract.countable import may_count_people
from bot.extract.events import Mention, mentions
from bot.extract.group import Group
from bot.extract.groups import groups
from bot.extract.heads import sign_off
from bot.extract.masses import masses
from bot.extract.quotations import is_open_behind
from bot.extract.refusals import hurts_in_training, is_quiet, tells_of_a_sending
from bot.extract.respective import with_sides
from bot.extract.row import Row
from bot.extract.scene import Scene, scene_of
from bot.extract.signs import COUNTS, may_state
from bot.model import DEPLOYMENTS, People

__all__ = ["Sentence"]


class Sentence:
    """One sentence of a post."""

    def __init__(self, row: Row, day: date, *, opens: bool) -> None:
        """day is the channel's day of the post; opens says that a blank line stands before the sentence's line."""
        self.row, self.day, self.opens = row, day, opens

    @cached_property
    def signs(self) -> int:
        """What its phrases are signs of."""
        signs = self.row.signs
        return signs if signs & COUNTS == 0 or may_count_people(self.row) else signs & ~COUNTS

    @property
    def announces(self) -> bool:
        """Whether it ends with a colon."""
        return self.row.norm(len(self.row) - 1) == ":"

    @cached_property
    def scene(self) -> Scene:
        """Its parts."""
        return scene_of(self.row, self.day)

    @cached_property
    def is_quiet(self) -> bool:
        """Whether it is about something else."""
        return is_quiet(self.scene)

    @cached_property
    def sends(self) -> bool:
        """Whether it tells of a sending although it is about something else."""
        return self.is_quiet and tells_of_a_sending(self.scene)

    @cached_property
    def hurts(self) -> bool:
        """Whether people came to harm in the training that it is about."""
        return self.is_quiet and hurts_in_training(self.scene)

    @cached_property
    def is_sign_off(self) -> bool:
        """Whether it only names who said what stands above it."""
        return self.row.norm(0) in ("-", "(") and not self.signs & COUNTS and sign_off(self.scene) is not None

    @cached_property
    def closes_quote(self) -> bool:
        """Whether words that were quoted before it end in it, and it may tell whose they are."""
        return not is_open_behind((token.text for token in self.row.tokens), opened=True)

    @property
    def is_silent(self) -> bool:
        """Whether nothing it holds is stated."""
        return self.is_quiet and not self.sends and not self.hurts

    def keeps(self, bond: Bond) -> bool:
        """Whether it states what a bond tells, although it may be about something else."""
        return not self.is_quiet or (self.sends if bond.event in DEPLOYMENTS else self.hurts)

    @cached_property
    def groups(self) -> Sequence[Group]:
        """The people it counts."""
        return with_sides(self.scene, groups(self.scene))

    @cached_property
    def events(self) -> Sequence[Mention]:
        """The events it tells of."""
        return mentions(self.scene)

    @cached_property
    def attached(self) -> tuple[list[Bond], list[Group]]:
        """Its groups bound to its events, and those that found none."""
        return attach(self.scene, self.groups, self.events)

    @cached_property
    def masses(self) -> list[Bond]:
        """What it tells without a figure, beside what is bound."""
        return masses(self.scene, self.events, self.attached[0], self.groups)

    def may_state(self, *, told: bool, listed: bool) -> bool:
        """Whether a statement may come of it; told says that an event was told, listed that it may be an item of a list."""
        if not may_state(self.signs, told=told, listed=listed) or self.is_silent:
            return False
        bonds, left = self.attached
        return bool(bonds) or (told and any(listed or self._goes_on(group) for group in left)) or bool(self.masses)

    def _goes_on(self, group: Group) -> bool:
        """Whether people without an event may have that of a sentence before, outside of lists."""
        falls = group.bare and bool(self.scene.where("joins.falls"))
        return group.rest or falls or group.people is People.MILITARY

"""Text in, statements out: deterministic, with no network and no clock; it imports only the records of `bot.model`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.extract.language import language_of
from bot.extract.lexicon import SHELF, Shelf
from bot.extract.row import Row, rows_of
from bot.extract.scene import Scene, scene_of
from bot.extract.story import Rejected, Story
from bot.extract.text import lines, offsets_of_nfc
from bot.model import Channel, Post, Statement

__all__ = ["EXTRACTOR", "Explanation", "explain", "extract"]

EXTRACTOR = 2
"""Kept with every statement; one more whenever the same post may be read otherwise."""

LONGEST = 100_000
"""Text beyond so many characters is no post; the rest is not looked at."""

NUMBERS = ("numbers.", "vague.", "scales.", "digits.")
COUNTED = ("people.", "units.", "force.", "sides.", "joins.heavy", "joins.many", "denial.absent")
"""A sentence without a number that tells of an event makes no statement unless it has a word of these roles."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a post was read: its sentences with their roles, its statements, and the figures that made none."""

    language: str
    scenes: tuple[Scene, ...]
    statements: tuple[Statement, ...]
    rejected: tuple[Rejected, ...]


def extract(post: Post, channel: Channel, shelf: Shelf = SHELF) -> tuple[Statement, ...]:
    """The statements of a post, in the order of their words; offsets are those of post.text, in code points."""
    reading = _Reading(post, channel, shelf)
    if reading.may_tell:
        reading.read(reading.reach)
    return reading.statements()


def explain(post: Post, channel: Channel, shelf: Shelf = SHELF) -> Explanation:
    """The statements of a post, and how they were found; shelf holds the lexicons of the languages it may be in."""
    reading = _Reading(post, channel, shelf)
    scenes = reading.read(len(reading.rows))
    return Explanation(reading.language, scenes, reading.statements(), tuple(reading.story.rejected))


class _Reading:
    """A post as the rows of its sentences, each with whether a blank line stands before it, and the story they tell."""

    def __init__(self, post: Post, channel: Channel, shelf: Shelf) -> None:
        self._given = post.text
        self._text, self._offsets = offsets_of_nfc(post.text[:LONGEST])
        self.language = language_of(self._text, shelf)
        self._words = shelf.lexicon(self.language, channel.nation)
        self._day = post.date.astimezone(ZoneInfo(channel.zone)).date()
        self.story = Story(channel, self._day)

    @property
    def may_tell(self) -> bool:
        """Whether a glance finds any word without which no post tells anything."""
        return self._words.signals.may_be_in(self._text)

    @cached_property
    def rows(self) -> list[tuple[Row, bool]]:
        """The sentences."""
        return [(row, line.opens) for number, line in enumerate(lines(self._text)) for row in rows_of(line, self._words, number)]

    @property
    def reach(self) -> int:
        """How many sentences must be read to find all statements: as far as anything is counted, once an event was told."""
        told, reach = False, 0
        for number, (row, _) in enumerate(self.rows, 1):
            tells = row.plays(self._words.telling)
            told = told or tells
            if told and (
                row.beginnings(NUMBERS)
                or (tells and row.plays(COUNTED))
                or (reach and row.plays(("denial.", "say.of_this", "say.source")))
            ):
                reach = number
        return reach

    def read(self, count: int) -> tuple[Scene, ...]:
        """Read so many sentences."""
        scenes = []
        for row, opens in self.rows[:count]:
            scenes.append(scene_of(row, self._day))
            self.story.read(scenes[-1], opens=opens)
        return tuple(scenes)

    def statements(self) -> tuple[Statement, ...]:
        """The statements of what was read, in the order of their words."""
        ordered = sorted(self.story.statements, key=lambda statement: (statement.start, statement.end))
        return tuple(_in_text(statement, self._given, self._offsets) for statement in ordered)


def _in_text(statement: Statement, text: str, offsets: list[int]) -> Statement:
    start, end = statement.start, statement.end
    if offsets:
        start, end = offsets[start], offsets[end]
    return replace(statement, start=start, end=end, evidence=text[start:end])

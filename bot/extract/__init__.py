"""Text in, statements out: deterministic, with no network and no clock; it imports only the records of `bot.model`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.extract.lexicon import SHELF, Shelf
from bot.extract.reading import Reading
from bot.extract.scene import Scene
from bot.extract.story import Rejected, Story
from bot.model import Channel, Post, Statement

__all__ = ["EXTRACTOR", "Explanation", "explain", "extract"]

EXTRACTOR = 5
"""Kept with every statement; one more whenever the same post may be read otherwise."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a post was read: its sentences with their roles, its statements, and the figures that made none."""

    language: str
    scenes: tuple[Scene, ...]
    statements: tuple[Statement, ...]
    rejected: tuple[Rejected, ...]


def extract(post: Post, channel: Channel, shelf: Shelf = SHELF) -> tuple[Statement, ...]:
    """The statements of a post, in the order of their words; offsets are those of post.text, in code points."""
    reading = Reading(post, channel, shelf)
    needed = reading.needed()
    return _statements(post, reading, reading.story(needed)) if needed else ()


def explain(post: Post, channel: Channel, shelf: Shelf = SHELF) -> Explanation:
    """The statements of a post, and how they were found; shelf holds the lexicons of the languages it may be in."""
    reading = Reading(post, channel, shelf)
    sentences = reading.everything()
    story = reading.story(sentences)
    scenes = tuple(sentence.scene for sentence in sentences)
    return Explanation(reading.language, scenes, _statements(post, reading, story), tuple(story.rejected))


def _statements(post: Post, reading: Reading, story: Story) -> tuple[Statement, ...]:
    ordered = sorted(story.statements, key=lambda statement: (statement.start, statement.end))
    return tuple(_in_text(statement, post.text, reading.offsets) for statement in ordered)


def _in_text(statement: Statement, text: str, offsets: list[int]) -> Statement:
    start, end = statement.start, statement.end
    if offsets:
        start, end = offsets[start], offsets[end]
    return replace(statement, start=start, end=end, evidence=text[start:end])

"""Text in, statements out: deterministic, with no network and no clock; it imports only the records of `bot.model`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.extract.language import language_of
from bot.extract.lexicon import SHELF, Shelf
from bot.extract.row import rows_of
from bot.extract.scene import Scene, scene_of
from bot.extract.story import Rejected, Story
from bot.extract.text import lines, offsets_of_nfc
from bot.model import Channel, Post, Statement

__all__ = ["EXTRACTOR", "Explanation", "explain", "extract"]

EXTRACTOR = 1
"""Kept with every statement; one more whenever the same post may be read otherwise."""

LONGEST = 100_000
"""Text beyond so many characters is no post; the rest is not looked at."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a post was read: its sentences with their roles, its statements, and the figures that made none."""

    language: str
    scenes: tuple[Scene, ...]
    statements: tuple[Statement, ...]
    rejected: tuple[Rejected, ...]


def extract(post: Post, channel: Channel, shelf: Shelf = SHELF) -> tuple[Statement, ...]:
    """The statements of a post, in the order of their words; offsets are those of post.text, in code points."""
    return explain(post, channel, shelf).statements


def explain(post: Post, channel: Channel, shelf: Shelf = SHELF) -> Explanation:
    """The statements of a post, and how they were found; shelf holds the lexicons of the languages it may be in."""
    text, offsets = offsets_of_nfc(post.text[:LONGEST])
    language = language_of(text, shelf)
    words = shelf.lexicon(language, channel.nation)
    day = post.date.astimezone(ZoneInfo(channel.zone)).date()
    story = Story(channel, day)
    scenes = []
    for number, line in enumerate(lines(text)):
        for row in rows_of(line.tokens, words, line.is_item, number):
            scene = scene_of(row, day)
            scenes.append(scene)
            story.read(scene, opens=line.opens)
    return Explanation(
        language,
        tuple(scenes),
        tuple(_in_text(statement, post.text, offsets) for statement in sorted(story.statements, key=lambda s: (s.start, s.end))),
        tuple(story.rejected),
    )


def _in_text(statement: Statement, text: str, offsets: list[int]) -> Statement:
    start, end = statement.start, statement.end
    if offsets:
        start, end = offsets[start], offsets[end]
    return replace(statement, start=start, end=end, evidence=text[start:end])

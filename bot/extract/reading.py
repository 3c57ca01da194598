"""A post as it is read: line by line, and no further than anything may still be stated."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from bot.extract.language import language_of
from bot.extract.lexicon import Shelf
from bot.extract.row import rows_of
from bot.extract.sentence import Sentence
from bot.extract.sentences import LONGEST as CUT
from bot.extract.signs import AFTERWARDS, LOSSES, QUIET, may_state
from bot.extract.story import Story
from bot.extract.text import INVISIBLE, Line, lines, offsets_of_nfc
from bot.model import Channel, Post

__all__ = ["Reading"]

LONGEST = 100_000
"""Text beyond so many characters is no post; the rest is not looked at."""

ANNOUNCING = re.compile(rf":[\s{INVISIBLE}]*\Z")


class Reading:
    """A post as its lines, each cut into sentences when it is first asked for, and the story they tell."""

    def __init__(self, post: Post, channel: Channel, shelf: Shelf) -> None:
        """shelf holds the lexicons of the languages that the post may be in."""
        self._channel = channel
        self._text, self.offsets = offsets_of_nfc(post.text[:LONGEST])
        self.language = language_of(self._text, shelf)
        self._words = shelf.lexicon(self.language, channel.nation)
        self._day = post.date.astimezone(ZoneInfo(channel.zone)).date()
        self._lines = list(lines(self._text))
        self._cut: dict[int, list[Sentence]] = {}

    def everything(self) -> list[Sentence]:
        """All sentences."""
        return [sentence for number in range(len(self._lines)) for sentence in self._sentences(number)]

    def needed(self) -> list[Sentence]:
        """The sentences from the first to the last of which a statement may come; none where none does."""
        last: Sentence | None = None
        last_line, told, announced = 0, False, False
        for number, line in enumerate(self._lines):
            signs = self._words.glance(line.text)
            told = told or bool(signs & LOSSES)
            if not may_state(signs, told=told, listed=announced or line.is_item) and not (last and signs & AFTERWARDS):
                announced = announced or _may_announce(line)
                continue
            for sentence in self._sentences(number):
                states = sentence.may_state(told=told, listed=announced or sentence.row.is_item)
                if states or (last and sentence.signs & AFTERWARDS):
                    last, last_line, told = sentence, number, True
                keeps = last or sentence.signs & QUIET  # a sentence about something else leaves the list open
                announced = sentence.announces or (announced and bool(keeps))
        before = [sentence for number in range(last_line + 1) for sentence in self._sentences(number)] if last else []
        return before[: before.index(last) + 1] if last else []

    def story(self, sentences: list[Sentence]) -> Story:
        """What sentences tell, read one after another."""
        story = Story(self._channel, self._day)
        for sentence in sentences:
            story.read(sentence)
        return story

    def _sentences(self, number: int) -> list[Sentence]:
        if number not in self._cut:
            line = self._lines[number]
            rows = rows_of(line, self._words, number)
            self._cut[number] = [Sentence(row, self._day, opens=line.opens) for row in rows]
        return self._cut[number]


def _may_announce(line: Line) -> bool:
    """Whether one of a line's sentences may end with a colon: the last, or one that is cut for its length."""
    return ANNOUNCING.search(line.text) is not None or (len(line.text) > CUT and ":" in line.text)

"""A post as it is read: line by line, and no further than anything may still be stated."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from bot.extract.glance import Piece
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

ENDING = ("»", "”", "“", '"')
"""What may end a quotation, behind which it is told whose words they were."""

SIGNING = ("-", "(")
"""What a line begins with that only names who said what stands above it."""

ANNOUNCING = re.compile(rf":[\s{INVISIBLE}]*\Z")


class Reading:
    """A post as its lines, each cut into sentences when it is first asked for, and the story they tell."""

    def __init__(self, post: Post, channel: Channel, shelf: Shelf) -> None:
        """shelf holds the lexicons of the languages that the post may be in."""
        self._channel = channel
        self._text, self.offsets = offsets_of_nfc(post.text[:LONGEST])
        self.language = language_of(self._text, shelf)
        self._words = shelf.lexicon(self.language, channel.nation)
        self._glance = shelf.glance(self.language)
        self._day = post.date.astimezone(ZoneInfo(channel.zone)).date()
        self._lines = list(lines(self._text))
        self._pieces: dict[int, list[Piece]] = {}
        self._cut: dict[tuple[int, int], list[Sentence]] = {}

    def everything(self) -> list[Sentence]:
        """All sentences."""
        return self._up_to(len(self._lines) - 1)

    def needed(self) -> list[Sentence]:
        """The sentences from the first to the last of which a statement may come; none where none does."""
        last: Sentence | None = None
        last_line, told, announced = 0, False, False
        for number, line in enumerate(self._lines):
            most = self._glance.most(line.text)
            told = told or self._tells_a_loss(most, line.text)
            if last is not None and line.text.lstrip()[:1] in SIGNING:
                signed = next(iter(self._sentences(number, self._pieces_of(number)[0])))
                if signed.is_sign_off:
                    last, last_line = signed, number
                    continue
            ends_quote = last is not None and any(mark in line.text for mark in ENDING)
            if not ends_quote and not _is_needed(most, told=told, listed=announced or line.is_item, stated=last is not None):
                announced = _may_announce(line.text) or (announced and bool(last or most & QUIET))
                continue
            for piece in self._pieces_of(number):
                listed = announced or (line.is_item and piece.begin == 0)
                text = line.text[piece.begin : piece.end]
                ends_quote = last is not None and any(mark in text for mark in ENDING)
                if not (ends_quote or self._may_state(piece, text, told=told, listed=listed, stated=last is not None)):
                    announced = _may_announce(text) or (announced and bool(last or piece.most & QUIET))
                    continue
                for sentence in self._sentences(number, piece):
                    states = sentence.may_state(told=told, listed=announced or sentence.row.is_item)
                    if states or (last and (sentence.signs & AFTERWARDS or sentence.is_sign_off or sentence.closes_quote)):
                        last, last_line, told = sentence, number, True
                    keeps = last or sentence.signs & QUIET  # a sentence about something else leaves the list open
                    announced = sentence.announces or (announced and bool(keeps))
        before = self._up_to(last_line) if last else []
        return before[: before.index(last) + 1] if last else []

    def _tells_a_loss(self, most: int, text: str) -> bool:
        """Whether text that is a sign of so much at most tells what befell people."""
        return bool(most & LOSSES and self._glance.at(text) & LOSSES)

    def _may_state(self, piece: Piece, text: str, *, told: bool, listed: bool, stated: bool) -> bool:
        """Whether a piece of a line must be read; which words form phrases is looked at only where that decides it."""
        if _is_needed(piece.least, told=told, listed=listed, stated=stated):
            return True
        if not _is_needed(piece.most, told=told, listed=listed, stated=stated):
            return False
        return _is_needed(self._glance.at(text) & piece.most, told=told, listed=listed, stated=stated)

    def story(self, sentences: list[Sentence]) -> Story:
        """What sentences tell, read one after another."""
        story = Story(self._channel, self._day)
        for sentence in sentences:
            story.read(sentence)
        return story

    def _up_to(self, number: int) -> list[Sentence]:
        """The sentences of all lines up to this one."""
        lines_ = range(number + 1)
        return [sentence for line in lines_ for piece in self._pieces_of(line) for sentence in self._sentences(line, piece)]

    def _pieces_of(self, number: int) -> list[Piece]:
        if number not in self._pieces:
            self._pieces[number] = list(self._glance.pieces(self._lines[number].text))
        return self._pieces[number]

    def _sentences(self, number: int, piece: Piece) -> list[Sentence]:
        key = number, piece.begin
        if key not in self._cut:
            line = self._lines[number]
            begin, end = piece.begin, piece.end
            part = Line(line.text[begin:end], line.is_item and begin == 0, line.opens, line.start + begin)
            rows = rows_of(part, self._words, number)
            self._cut[key] = [Sentence(row, self._day, opens=line.opens) for row in rows]
        return self._cut[key]


def _is_needed(signs: int, *, told: bool, listed: bool, stated: bool) -> bool:
    """Whether what is a sign of this must be read; stated tells that something was stated before, which it may change."""
    return may_state(signs, told=told, listed=listed) or (stated and bool(signs & AFTERWARDS))


def _may_announce(text: str) -> bool:
    """Whether one of a text's sentences may end with a colon: the last, or one that is cut for its length."""
    return ANNOUNCING.search(text) is not None or (len(text) > CUT and ":" in text)

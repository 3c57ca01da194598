"""A glance at a line before it is cut into tokens: what its words may tell between them, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from bot.extract.countable import DAYS, THINGS
from bot.extract.numerals import SIGNS, may_be_number
from bot.extract.phrases import REMEMBERED, Lexicon
from bot.extract.sentences import CLOSING, is_hangul
from bot.extract.signs import ALONE, COUNTS, NAMED, PEOPLED, in_language
from bot.extract.text import ENDS, Token, is_number

__all__ = ["Glance", "Piece"]

MOST = 1 << 16
"""So many words are remembered."""

MARKS = (1 << bit for bit in range(20, 29))
CLOSES, OPENS, STOPS, NUMBER, DAY, MONTH, THING, HEAD, TAIL = MARKS
"""What a word is beside its signs: a sentence ends behind it if the next word opens one; it opens one; a noun phrase ends in it;
it ends in a number, which counts what the next word names; this may be a day; it is a month; it names a thing, or nothing known;
its digits may go on in the next word («20 000»); it may go on with those of the word before."""

POSSIBLE = 32
"""Above so many bits stand the signs that a word would be of, were all the words there that it may form a phrase with."""

ALL = (1 << POSSIBLE) - 1
GROUP = 3
"""So many digits stand in each group of a number but the first."""


class Piece(NamedTuple):
    """One or more whole sentences of a line, from begin up to end: what they are signs of at least, and at most."""

    begin: int
    end: int
    least: int
    most: int


class Glance:
    """The words of one language, each looked at once and then remembered."""

    def __init__(self, words: Lexicon) -> None:
        """words is the lexicon by which a text is read."""
        self._words = words
        self._beside = lru_cache(maxsize=MOST)(words.signals.beside)
        self._seen = _Seen(self)

    def at(self, text: str) -> int:
        """What plain text may be a sign of."""
        tokens = [token for stretch in self._words.stretches(text) for token in stretch.tokens]
        norms = {ALONE, *(token.norm for token in tokens)}
        pairs = (pair for norm in norms for pair in self._beside(norm).items())
        signs = reduce(or_, (more for word, more in pairs if word in norms), 0)
        digits = COUNTS if any(may_be_number(token.norm) for token in tokens) else 0
        return in_language(signs | digits, glues=self._words.glues)

    def most(self, text: str) -> int:
        """What plain text is a sign of at most."""
        signs = 0
        for seen in {*map(self._seen.__getitem__, text.split())}:
            signs |= seen
        return signs >> POSSIBLE | (COUNTS if signs & NUMBER else 0)

    def pieces(self, text: str) -> Iterator[Piece]:
        """A line's sentences, those left together of which it is not plain where one ends."""
        begin = end = signs = last = 0
        counts = open_ = False
        for word in text.split():
            seen, at = self._seen[word], text.index(word, end)
            if last & CLOSES and seen & OPENS:
                yield self._piece(begin, end, signs, counts=counts or bool(last & NUMBER))
                begin, signs, last, counts, open_ = at, 0, 0, False, False
            if last & NUMBER and not (last & HEAD and seen & TAIL):
                open_ = open_ or bool(seen & THING)
                counts = counts or not (seen & THING or (last & DAY and seen & MONTH))
            counts = counts or (open_ and bool(seen >> POSSIBLE & NAMED))
            open_ = open_ and not seen & STOPS
            signs, last, end = signs | seen, seen, at + len(word)
        yield self._piece(begin, end, signs, counts=counts or bool(last & NUMBER))

    def _piece(self, begin: int, end: int, signs: int, *, counts: bool) -> Piece:
        """A piece; counts tells that a number stands in it with no thing behind it."""
        least, most = signs & ALL, signs >> POSSIBLE
        named = most & (NAMED if self._words.glues else PEOPLED)
        more = COUNTS if counts or (signs & NUMBER and named) else 0
        return Piece(begin, end, least | more, most | more)

    def look(self, word: str) -> int:
        """What a word is by itself, and what it is a sign of at least and at most."""
        tokens = self._words.stretch(word).tokens
        if not tokens:
            return 0
        least = most = 0
        for index, token in enumerate(tokens):
            beside = self._beside(token.norm)
            alone = beside[ALONE]
            if is_number(token.text) and may_be_number(token.norm) and not _is_priced(tokens, index):
                alone |= COUNTS
            if alone & COUNTS and not alone & NAMED and index == len(tokens) - 1 and not token.ending:
                alone ^= COUNTS | NUMBER
            least |= alone
            most |= reduce(or_, beside.values(), alone)
        glues = self._words.glues
        shape = self._shape(tokens) | (least & NUMBER)
        return shape | in_language(least, glues=glues) & ~NUMBER | in_language(most & ~NUMBER, glues=glues) << POSSIBLE

    def _shape(self, tokens: Sequence[Token]) -> int:
        """How a word may stand among others."""
        first, last = tokens[0], tokens[-1]
        entry = self._words.entry(first.norm)
        roles = entry.capital if first.is_capital else entry.small
        opens = first.is_capital or is_hangul(first) if first.is_word else first.text not in ",-"
        is_thing = (
            first.is_word
            and not self._words.goes_on(first.norm)
            and (roles.play(THINGS) and not roles.signs if roles else not entry.nodes)
        )
        is_month = roles.play(("months.",)) and not first.text[1:].isupper()
        told = (
            (OPENS, opens),
            (CLOSES, self._closes(tokens)),
            (STOPS, any(not token.text[0].isalnum() for token in tokens)),
            (DAY, last.norm in DAYS),
            (MONTH, is_month),
            (THING, is_thing),
            (HEAD, last.text.isdecimal() and len(last.text) <= GROUP),
            (TAIL, first.text.isdecimal() and len(first.text) == GROUP),
        )
        return reduce(or_, (mark for mark, is_so in told if is_so), 0)

    def _closes(self, tokens: Sequence[Token]) -> bool:
        """Whether a full stop or the like at the end of a word is surely one, and shortens no word."""
        at = len(tokens) - 1
        while at > 0 and tokens[at].text in CLOSING and not self._words.glues:
            at -= 1
        if at < 1 or tokens[at].text not in ENDS or tokens[at - 1].text in ENDS:
            return False
        before = tokens[at - 1]
        if before.norm in self._words.abbreviations or before.norm in self._words.shortened:
            return False
        return len(before.text) > 1 if before.is_word else before.text.isdecimal() or before.text in CLOSING


class _Seen(dict[str, int]):
    """The words met before."""

    def __init__(self, glance: Glance) -> None:
        self._glance = glance

    def __missing__(self, word: str) -> int:
        seen = self._glance.look(word)
        if len(word) <= REMEMBERED:
            if len(self) >= MOST:
                self.clear()
            self[word] = seen
        return seen


def _is_priced(tokens: Sequence[Token], index: int) -> bool:
    """Whether a sign of money or share touches digits."""
    return any(token.text in SIGNS for token in (*tokens[max(index - 1, 0) : index], *tokens[index + 1 : index + 2]))

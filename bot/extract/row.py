"""A sentence as its tokens with the roles their words play: what every later stage asks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.extract.phrases import Lexicon, Term
from bot.extract.roles import NONE, Roles
from bot.extract.sentences import sentences
from bot.extract.signs import COUNTS, in_language
from bot.extract.text import Line, Token

__all__ = ["Row", "rows_of"]


@dataclass(slots=True)
class Row:
    """One sentence: tokens, and for each token the term that covers it.

    origins are the offsets in the post from which those of each token are told; none where they are told from its beginning.
    """

    tokens: Sequence[Token]
    terms: Sequence[Term]
    lexicon: Lexicon
    is_item: bool = False
    line: int = 0
    origins: Sequence[int] = ()
    _at: dict[int, Term] = field(default_factory=dict)
    _digits: list[int] | None = None

    def __post_init__(self) -> None:
        for term in self.terms:
            if term.end == term.begin + 1:
                self._at[term.begin] = term
            else:
                self._at.update(dict.fromkeys(range(term.begin, term.end), term))

    def __len__(self) -> int:
        return len(self.tokens)

    def offsets(self, begin: int, end: int) -> tuple[int, int]:
        """Where tokens begin up to end stand in the post's text."""
        first, last = self.tokens[begin], self.tokens[end - 1]
        start, stop = (self.origins[begin], self.origins[end - 1]) if self.origins else (0, 0)
        return start + first.start, stop + last.end + len(last.ending)

    @property
    def language(self) -> str:
        """The language it is read in."""
        return self.lexicon.language

    @property
    def counts_myriads(self) -> bool:
        """Whether its language counts in ten thousands and glues its numbers together ("1만2천")."""
        return self.lexicon.counts_myriads

    def plays(self, prefixes: tuple[str, ...]) -> bool:
        """Whether any of its phrases plays a role that begins with one of these."""
        return any(term.roles.played[prefixes] for term in self.terms)

    @property
    def signs(self) -> int:
        """What it is a sign of."""
        signs = COUNTS if self.digits() else 0
        for term in self.terms:
            signs |= term.roles.signs
        return in_language(signs, glues=self.lexicon.glues)

    def digits(self) -> list[int]:
        """The tokens in digits."""
        if self._digits is None:
            self._digits = [index for index, token in enumerate(self.tokens) if token.text[0].isdecimal()]
        return self._digits

    def beginnings(self, prefixes: tuple[str, ...]) -> list[int]:
        """The tokens in digits, and those that play a role which begins with one of these: where a figure or a time may begin."""
        words = [index for term in self.terms if term.roles.played[prefixes] for index in range(term.begin, term.end)]
        return sorted({*self.digits(), *words})

    def term(self, index: int) -> Term | None:
        """The term that covers a token."""
        return self._at.get(index)

    def roles(self, index: int) -> Roles:
        """The roles of the term that covers a token; none outside the sentence."""
        term = self._at.get(index)
        return term.roles if term else NONE

    def has(self, index: int, *prefixes: str) -> bool:
        """Whether a token plays a role that begins with one of these."""
        term = self._at.get(index)
        return term is not None and term.roles.played[prefixes]

    def values(self, index: int, prefix: str) -> tuple[str, ...]:
        """What follows the prefix in the roles of a token ("numbers." → "12")."""
        return self.roles(index).values(prefix)

    def after(self, index: int) -> int:
        """The index behind the term that covers a token, or behind the token where none does."""
        term = self._at.get(index)
        return term.end if term else index + 1

    def before(self, index: int) -> int:
        """The first index of whatever ends just before this one."""
        term = self._at.get(index - 1)
        return term.begin if term else index - 1

    def norm(self, index: int) -> str:
        """The token as it is looked up; empty outside the sentence."""
        return self.tokens[index].norm if 0 <= index < len(self.tokens) else ""

    def is_word(self, index: int) -> bool:
        """Whether there is a word at this index."""
        return 0 <= index < len(self.tokens) and self.tokens[index].is_word

    def glued(self, index: int) -> bool:
        """Whether a token stands without a space behind the one before it."""
        return 0 < index < len(self.tokens) and self.tokens[index].glued


def rows_of(given: Line, lexicon: Lexicon, line: int) -> Iterator[Row]:
    """The sentences of a line; line is its number in the post."""
    cut = lexicon.read(given.text, given.start)
    found = lexicon.terms(cut.tokens, cut.entries)
    bounds = list(sentences(cut.tokens, found, lexicon, cut.origins))
    if len(bounds) == 1:
        yield Row(cut.tokens, found, lexicon, given.is_item, line, cut.origins)
        return
    terms = deque(found)
    for begin, end in bounds:
        inner: list[Term] = []
        while terms and terms[0].begin < end:
            term = terms.popleft()
            if begin <= term.begin and term.end <= end:
                inner.append(Term(term.begin - begin, term.end - begin, term.roles))
        is_item = given.is_item and begin == 0
        yield Row(cut.tokens[begin:end], inner, lexicon, is_item, line, cut.origins[begin:end])

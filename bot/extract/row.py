"""A sentence as its tokens with the roles their words play: what every later stage asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.extract.lexicon import Lexicon, Term
from bot.extract.text import Token

__all__ = ["Row", "rows_of"]

ENDS = frozenset(".!?…")
OPENING = frozenset("«“„\"'(")


@dataclass(slots=True)
class Row:
    """One sentence: tokens, and for each token the term that covers it.

    counts_myriads tells that its language counts in ten thousands and glues its numbers together ("1만2천").
    """

    tokens: Sequence[Token]
    terms: Sequence[Term]
    language: str
    is_item: bool = False
    line: int = 0
    counts_myriads: bool = False
    _at: dict[int, Term] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for term in self.terms:
            for index in range(term.begin, term.end):
                self._at[index] = term

    def __len__(self) -> int:
        return len(self.tokens)

    def term(self, index: int) -> Term | None:
        """The term that covers a token."""
        return self._at.get(index)

    def roles(self, index: int) -> frozenset[str]:
        """The roles of the term that covers a token; none outside the sentence."""
        term = self._at.get(index)
        return term.roles if term else frozenset()

    def has(self, index: int, *prefixes: str) -> bool:
        """Whether a token plays a role that begins with one of these."""
        return any(role.startswith(prefixes) for role in self.roles(index))

    def values(self, index: int, prefix: str) -> list[str]:
        """What follows the prefix in the roles of a token ("numbers." → "12")."""
        return sorted(role[len(prefix) :] for role in self.roles(index) if role.startswith(prefix))

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


def rows_of(given: Sequence[Token], lexicon: Lexicon, is_item: bool, line: int) -> Iterator[Row]:
    """The sentences of a line's tokens."""
    cut = lexicon.segment(given)
    terms = lexicon.terms(cut)
    inside = {index for term in terms for index in range(term.begin, term.end - 1)}
    inside |= {t.end - 1 for t in terms if t.end - t.begin > 1 and t.end < len(cut) and not cut[t.end].is_capital}
    begin = 0
    for index, token in enumerate(cut):
        if token.text in ENDS and index not in inside and _ends(cut, index):
            end = index + 1
            while end < len(cut) and cut[end].text in "»”\"'" and cut[end].glued:
                end += 1
            if end > begin:
                yield _row(cut, terms, begin, end, lexicon.language, is_item, line)
            begin = end
    if begin < len(cut):
        yield _row(cut, terms, begin, len(cut), lexicon.language, is_item, line)


def _ends(cut: Sequence[Token], index: int) -> bool:
    if index == 0 or index + 1 >= len(cut):
        return True
    before, after = cut[index - 1], cut[index + 1]
    if cut[index].text == ".":
        if len(before.text) == 1 and before.is_word and before.glued is False and before.is_capital:
            return False
        if after.glued and (after.is_word or after.text[0].isdigit() or after.text in ",;:)"):
            return False
        if after.is_word and not after.is_capital and not "\uac00" <= after.text[0] <= "\ud7a3":
            return False
    return True


def _row(cut: Sequence[Token], terms: Sequence[Term], begin: int, end: int, language: str, is_item: bool, line: int) -> Row:
    inner = [Term(t.begin - begin, t.end - begin, t.roles) for t in terms if begin <= t.begin and t.end <= end]
    return Row(cut[begin:end], inner, language, is_item and begin == 0, line)

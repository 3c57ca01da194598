"""Tokens as a lexicon holds them: Hangul cut into its entries, numbers and months freed of hyphens, names of their endings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.extract.endings import Endings
from bot.extract.text import HANGUL, Token
from bot.extract.tree import Node

__all__ = ["Cutter"]

RANGED = ("numbers.", "scales.", "vague.", "months.", "weekday.")
"""Words of these roles are cut at their hyphens: "twenty-five", "January–March"."""

QUOTE = "'"
LATIN = 2
"""A name of so many letters at least may have a noun of Hangul glued on."""

CLOSING = (")", "”", "’", "»", '"', "'")


class Cutter:
    """Cuts the tokens of one language by the words of its lexicon, of which it is told one by one."""

    def __init__(self, root: Node, endings: Endings, particles: Iterable[str], only: Iterable[str]) -> None:
        """root is the lexicon's tree; particles, what may follow a stem; only, what is one even where an entry is spelt so."""
        self._root, self._endings = root, endings
        self._particles, self._only = frozenset(particles), frozenset(only)
        self._glues = bool(self._particles)
        self._lengths: dict[str, set[int]] = {}
        self._ranged: set[str] = set()

    def learn(self, phrase: Sequence[str], role: str) -> None:
        """Take in an entry of the lexicon."""
        if self._glues:
            for word in phrase:
                self._lengths.setdefault(word[0], set()).add(len(word))
        if len(phrase) == 1 and role.startswith(RANGED):
            self._ranged.add(phrase[0])

    def segment(self, given: Sequence[Token]) -> list[Token]:
        """The tokens as they are looked up: Hangul cut into entries, numbers and months freed of hyphens."""
        cut: list[Token] = []
        self.add(cut, given)
        return cut

    def lends(self, given: Sequence[Token]) -> bool:
        """Whether one of the tokens lends its ending to a word that may stand before them all."""
        return any(self._is_lent(token, before) for before, token in pairwise(given))

    def add(self, cut: list[Token], given: Iterable[Token]) -> None:
        """Add further tokens to those that are cut already."""
        for token in given:
            self._add_cut(cut, token)

    def _is_lent(self, token: Token, before: Token) -> bool:
        """Whether a token is a particle behind a closing mark: 보안국(SBU)은."""
        return self._glues and token.glued and before.norm in CLOSING and token.text in self._particles

    def _add_cut(self, cut: list[Token], token: Token) -> None:
        if cut and self._is_lent(token, cut[-1]):
            _lend(cut, token.text)
        elif self._glues and HANGUL.fullmatch(token.text):
            cut += self._stems(token)
        elif self._glues and QUOTE in token.norm and token.is_word and HANGUL.search(token.text):
            self._unquoted(cut, token)
        elif self._glues and token.is_word and HANGUL.search(token.text):
            cut += self._mixed(token)
        elif "-" in token.norm and token.is_word and len(parts := self._numbers(token)) > 1:
            cut += parts
        elif "'" in token.norm and token.is_word:
            cut.append(self._owning(token))
        else:
            cut.append(token)

    def _unquoted(self, cut: list[Token], token: Token) -> None:
        """The parts of a word that a closing quotation mark stands in: 실종됐다*'*는."""
        at = token.norm.index(QUOTE)
        for begin, end in ((0, at), (at, at + 1), (at + 1, len(token.text))):
            if begin < end:
                glued = token.glued or begin > 0
                piece = Token(token.text[begin:end], token.norm[begin:end], token.start + begin, token.start + end, glued)
                self._add_cut(cut, piece)

    def _numbers(self, token: Token) -> list[Token]:
        """The parts of «двадцять-тридцять»; any other word with hyphens stays one."""
        words = token.norm.split("-")
        if token.norm in self._root.below or len(token.norm) != len(token.text) or not self._ranged.issuperset(words):
            return [token]
        parts: list[Token] = []
        at, glued = 0, token.glued
        for index, word in enumerate(words):
            if index:
                parts.append(Token("-", "-", token.start + at, token.start + at + 1, True))
                at, glued = at + 1, True
            parts.append(Token(token.text[at : at + len(word)], word, token.start + at, token.start + at + len(word), glued))
            at += len(word)
        return parts

    def _owning(self, token: Token) -> Token:
        """A name with the ending of its possessive cut off: "Baghdad's"; what stands so in the lexicon is left whole."""
        for ending in self._endings.endings("possessive"):
            stem = token.norm.removesuffix(ending)
            if stem != token.norm and token.norm not in self._root.below and stem in self._root.below:
                at = len(token.text) - len(ending)
                return Token(token.text[:at], stem, token.start, token.start + at, token.glued, token.text[at:])
        return token

    def _mixed(self, token: Token) -> list[Token]:
        """A run of other letters and Hangul, "RSF가", 英국방부는, with its particle cut off, or a name and a noun, "SANA통신"."""
        first = HANGUL.search(token.text)
        assert first is not None
        for at in range(len(token.text) - 1, first.start() - 1, -1):
            known = token.norm[:at] in self._root.below or at == first.start()
            if known and token.text[at:] in self._particles:
                return [Token(token.text[:at], token.norm[:at], token.start, token.start + at, token.glued, token.text[at:])]
        at = first.start()
        if at >= LATIN and token.norm not in self._root.below and token.norm[:at] in self._root.below:
            name = Token(token.text[:at], token.norm[:at], token.start, token.start + at, token.glued)
            return [name, *self._stems(Token(token.text[at:], token.norm[at:], token.start + at, token.end, True))]
        return [token]

    def _stems(self, token: Token) -> list[Token]:
        """The longest entries a run of Hangul holds, from its left; what then remains is the last one's ending."""
        text, at, glued = token.text, 0, token.glued
        cut: list[Token] = []
        while at < len(text):
            rest = text[at:]
            is_ending = bool(cut) and rest in self._only and (cut[-1].norm not in self._ranged or self._is_case(rest))
            length = 0 if is_ending else self._longest(rest)
            if length == 0:
                if cut:
                    cut[-1] = cut[-1]._replace(ending=rest)
                elif rest not in self._particles:
                    cut.append(token)
                return cut
            cut.append(Token(rest[:length], rest[:length], token.start + at, token.start + at + length, glued))
            at, glued = at + length, True
        return cut

    def _is_case(self, rest: str) -> bool:
        """Whether what remains is a particle of case and no number, so that it is one behind a number too (수|가)."""
        return rest not in self._ranged and (self._endings.tells("subject", rest) or self._endings.tells("genitive", rest))

    def _longest(self, rest: str) -> int:
        for length in sorted(self._lengths.get(rest[0], ()), reverse=True):
            node = self._root.below.get(rest[:length]) if length <= len(rest) else None
            if node is not None and not self._is_torn(node, rest[length:]):
                return length
        return 0

    def _is_torn(self, node: Node, after: str) -> bool:
        """Whether what must stand alone, or only begins a phrase, is followed by more than a particle."""
        alone = node.is_passage or (bool(node.exact) and node.exact == node.roles)
        return alone and after != "" and after not in self._particles


def _lend(cut: list[Token], ending: str) -> None:
    """A particle behind a bracket is that of the word before it."""
    at = len(cut) - 1
    if cut[at].norm == ")":
        while at > 0 and cut[at].norm != "(":
            at -= 1
    if at > 0 and cut[at - 1].is_word and not cut[at - 1].ending:
        cut[at - 1] = cut[at - 1]._replace(ending=ending)
        cut[-1] = cut[-1]._replace(ending=ending)

"""Words and phrases with their roles: one look-up a token, the longest match wins."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.extract.cutting import Cutter
from bot.extract.endings import Endings
from bot.extract.roles import NONE, Roles
from bot.extract.signs import Signals, signs_of
from bot.extract.text import ANY, ENDING, ENDS, HANGUL, STRETCH, Token, folded, is_number, tokens
from bot.extract.tree import Node, beneath, played, split

__all__ = ["REMEMBERED", "Cut", "Lexicon", "LexiconError", "Stretch", "Term"]

LOCAL = "local."
"""A role of this beginning, "local.UA.speaker.7", is played in channels of that nation alone."""

REMEMBERED = 40
"""A longer stretch without spaces is hardly met again."""

MOST = 1 << 14
"""So many stretches are remembered."""

AFTER_NUMBER = "bounds.plus"
NUMERAL = ("numbers.", "scales.", "vague.")
JOINING = frozenset({"joins.and", "joins.or"})
MYRIAD = "scales.10000"


class LexiconError(ValueError):
    """A lexicon's file is not as it should be; the message names the file, the table and the word."""


@dataclass(slots=True)
class Term:
    """A stretch of tokens, from begin up to end, and the roles its words play ("events.killed.act", "force.KP.name")."""

    begin: int
    end: int
    roles: Roles


class Entry(NamedTuple):
    """The roles that a word plays alone, and the nodes of the longer phrases that it may begin.

    following are the words by which a phrase may go on; is_open tells that other words may do so too, or that a nation's
    channels have their own names here.
    """

    nodes: Sequence[Node] = ()
    small: Roles = NONE
    capital: Roles = NONE
    following: Container[str] = ()
    is_open: bool = False


NOTHING = Entry()


class Stretch(NamedTuple):
    """Text without spaces: its tokens with their entries, and whether one lends its ending to a word before the stretch.

    The offsets of the tokens are those in the stretch, so that wherever it is met they are the same ones.
    """

    text: str
    tokens: Sequence[Token]
    entries: Sequence[Entry]
    lends: bool


class Cut(NamedTuple):
    """Text as its tokens, the entry of each, and the offset at which the stretch that it stands in begins."""

    tokens: list[Token]
    entries: list[Entry]
    origins: list[int]


class Lexicon(Endings):
    """The words of one language with their roles, and the names of forces, places and speakers in it."""

    def __init__(
        self,
        language: str,
        words: Iterable[tuple[str, str]],
        particles: Iterable[str] = (),
        abbreviations: Iterable[str] = (),
        month_first: bool = False,
        analytic: bool = False,
        home: str | None = None,
        only: Iterable[str] = (),
        endings: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """words are pairs of entry and role; particles, what may follow a stem of a language that glues them on.

        analytic tells that order and small words carry the grammar, and nouns have no cases; month_first, that a day's number
        may stand behind its month ("March 12"); home is the nation from whose side a channel of none says "the enemy";
        abbreviations are words whose full stop ends no sentence; only are particles even where an entry is spelt like one;
        endings are particles by what they tell ("subject", "located", "genitive").
        """
        super().__init__(endings or {})
        self.month_first, self.analytic = month_first, analytic
        self.nation: str | None = None
        self.home = home
        self.language = language
        self.particles = frozenset(particles)
        self.abbreviations = frozenset(map(folded, abbreviations))
        self.glues = bool(self.particles)
        self._root = Node()
        self._cutter = Cutter(self._root, self, self.particles, only)
        self._roles: set[str] = set()
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._kinds: dict[frozenset[str], Roles] = {}
        self.signals = Signals()
        self.shortened: set[str] = set()
        self._inner: set[str] = set()
        self._entered = lru_cache(maxsize=1 << 15)(self._enter)  # most words of a text were met before
        self._known = _Known(self._stretch)
        for entry, role in words:
            self._add(entry, role)
        self._sets.clear()

    @cached_property
    def counts_myriads(self) -> bool:
        """Whether the language counts in ten thousands."""
        return MYRIAD in self._roles

    def is_verbal_noun(self, norm: str) -> bool:
        """Whether a word is a noun that becomes a verb by an ending, so that it is also known with this: 파병, 파병*한*."""
        return any(norm + ending in self._root.below for ending in self.endings("verbal"))

    def for_nation(self, nation: str | None) -> Lexicon:
        """The same words, with the names that a channel of that nation uses for its own offices."""
        view = copy(self)
        view.nation = nation
        return view

    def _add(self, entry: str, role: str) -> None:
        exact = entry.startswith("=")
        entry = entry.removeprefix("=").strip()
        phrase = list(split(entry))
        if not phrase:
            raise LexiconError(f"{self.language}: an empty entry in {role}")
        owned = [self._without_ending(word) for word in phrase] if role.startswith("speaker.") else phrase
        if owned != phrase:  # "South Korea's spy agency": the ending is cut off where the name stands by itself
            self._add(" ".join(word.capitalize() if entry[0].isupper() else word for word in owned), role)
        node = self._root
        if self.particles:
            for word in phrase[1:]:
                if HANGUL.fullmatch(word) and len(word) > 1:
                    self._root.add(word)
        try:
            if signs := signs_of(role):
                self.signals.add(phrase, signs)
        except ValueError as error:
            raise LexiconError(f"{self.language}: “{entry}” in {role}: {error}") from None
        if len(phrase) > 1:
            self._inner.update(phrase[1:])
            self.shortened.update(before for before, mark in pairwise(phrase) if mark in ENDS)
        for word in phrase:
            node = node.add(word)
        self._cutter.learn(phrase, role)
        if role.startswith(LOCAL):
            _, nation, named = role.split(".", 2)
            node.local = {**node.local, nation: self._with(node.local.get(nation, NONE), named)}
            return
        if entry[0].isupper():
            node.capital = self._with(node.capital, role)
        else:
            node.roles = self._with(node.roles, role)
        if exact and self.glues:
            node.exact = self._with(node.exact, role)
        self._roles.add(role)

    def _without_ending(self, word: str) -> str:
        return next((word.removesuffix(ending) for ending in self.endings("possessive") if word.endswith(ending)), word)

    def _with(self, roles: frozenset[str], role: str) -> frozenset[str]:
        """These roles and one more; the forms of a word share one set."""
        more = roles | {role}
        return self._sets.setdefault(more, more)

    def segment(self, given: Sequence[Token]) -> list[Token]:
        """The tokens as they are looked up."""
        return self._cutter.segment(given)

    def read(self, text: str, at: int = 0) -> Cut:
        """The tokens of plain text that begins at an offset, as they are looked up; most stretches of it were met before."""
        cut, entries, origins = Cut([], [], [])
        end = 0
        for stretch in self.stretches(text):
            begin = text.index(stretch.text, end)
            end = begin + len(stretch.text)
            if stretch.lends:
                self._cutter.add(cut, tokens(stretch.text))
                entries += [self._entered(token.norm) for token in cut[len(entries) :]]
            else:
                cut += stretch.tokens
                entries += stretch.entries
            origins += [at + begin] * (len(cut) - len(origins))
        return Cut(cut, entries, origins)

    def stretches(self, text: str) -> list[Stretch]:
        """Plain text by what stands between its spaces."""
        return list(map(self._known.__getitem__, STRETCH.findall(text)))

    def stretch(self, text: str) -> Stretch:
        """A stretch of text; most were met before."""
        return self._known[text]

    def _stretch(self, text: str) -> Stretch:
        given = list(tokens(text))
        cut = self.segment(given)
        return Stretch(text, cut, [self._entered(token.norm) for token in cut], self._cutter.lends(given))

    def entry(self, norm: str) -> Entry:
        """What a word plays alone, and what it may begin."""
        return self._entered(norm)

    def goes_on(self, norm: str) -> bool:
        """Whether a word goes on a phrase that another one begins."""
        beginnings = (norm[:length] + ANY for length in range(max(len(norm) - ENDING, 1), len(norm) + 1))
        return norm in self._inner or any(beginning in self._inner for beginning in beginnings)

    def terms(self, given: Sequence[Token], entries: Sequence[Entry] | None = None) -> list[Term]:
        """The phrases in the tokens, leftmost and longest, none overlapping another; entries are the tokens', if known."""
        found: list[Term] = []
        end, last = 0, len(given) - 1
        for at, entry in enumerate(entries or [self._entered(token.norm) for token in given]):
            if entry is NOTHING or at < end:
                continue
            _, roles, capital, following, is_open = entry
            if is_open or (following and at < last and given[at + 1].norm in following):
                end, roles = self._longest(given, at, entry.nodes)
            else:
                end = at + 1
                if capital is not roles and given[at].is_capital:
                    roles = capital
            if roles:
                found.append(Term(at, end, roles))
        return found

    def _longest(self, given: Sequence[Token], at: int, nodes: Sequence[Node]) -> tuple[int, Roles]:
        """The end of the longest phrase that begins at a token, and its roles."""
        end, roles = self._match(given, at, nodes)
        if end > at + 1 and AFTER_NUMBER in roles and end < len(given) and self._begins_number(given[end]):
            alone = self._match(given[: at + 1], at, nodes)
            if alone[1] & JOINING:  # "20 soldiers *and* more than 100 others"; but «две *с лишним* тысячи»
                return alone
        return end, roles

    def _enter(self, norm: str) -> Entry:
        nodes = list(beneath(self._root, norm))
        small, capital = (self._interned(played(nodes, None, is_capital=is_capital)) for is_capital in (False, True))
        if not any(node.goes_on or node.local for node in nodes):
            return Entry((), small, capital) if capital else NOTHING  # a capital begins all that a small letter does
        is_open = any(node.stems or node.any or node.local for node in nodes)
        following = nodes[0].below if len(nodes) == 1 else frozenset(word for node in nodes for word in node.below)
        return Entry(nodes, small, capital, following, is_open)

    def _interned(self, roles: frozenset[str]) -> Roles:
        return self._kinds.get(roles) or self._kinds.setdefault(roles, Roles(roles))

    def _begins_number(self, token: Token) -> bool:
        """Whether a token is a number in digits or in words."""
        if is_number(token.text):
            return True
        return any(role.startswith(NUMERAL) for node in beneath(self._root, token.norm) for role in node.roles)

    def _match(self, given: Sequence[Token], at: int, nodes: Sequence[Node]) -> tuple[int, Roles]:
        best: tuple[int, Roles] = (at + 1, NONE)
        is_capital = given[at].is_capital
        located = False
        end = at
        while nodes:
            roles = played(nodes, self.nation, is_capital=is_capital)
            if roles and located:  # a name that goes on behind "in": its words are no name of one
                roles = frozenset(role for role in roles if not role.startswith(("speaker.", "force.", "place.")))
            if roles:
                best = (end + 1, self._interned(roles))
            located = located or (self.glues and self.tells("located", given[end].ending))
            end += 1
            if end == len(given):
                break
            nodes = [below for node in nodes for below in beneath(node, given[end].norm)]
        return best


class _Known(dict[str, Stretch]):
    """The stretches met before."""

    def __init__(self, look: Callable[[str], Stretch]) -> None:
        self._look = look

    def __missing__(self, text: str) -> Stretch:
        stretch = self._look(text)
        if len(text) <= REMEMBERED:
            if len(self) >= MOST:
                self.clear()
            self[text] = stretch
        return stretch

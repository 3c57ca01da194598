"""Words and phrases with their roles: one look-up a token, the longest match wins."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.extract.roles import NONE, Roles
from bot.extract.signs import Signals, signs_of
from bot.extract.text import ANY, ENDING, ENDS, HANGUL, STRETCH, Token, folded, is_number, new_token, tokens
from bot.extract.tree import Node, beneath, played, split

__all__ = ["RELATIONS", "REMEMBERED", "Lexicon", "LexiconError", "Stretch", "Term"]

LOCAL = "local."
"""A role of this beginning, "local.UA.speaker.7", is played in channels of that nation alone."""

RANGED = ("numbers.", "scales.", "vague.", "months.", "weekday.")
"""Words of these roles are cut at their hyphens: "twenty-five", "January–March"."""

REMEMBERED = 40
"""A longer stretch without spaces is hardly met again."""

MOST = 1 << 14
"""So many stretches are remembered."""

RELATIONS = (
    "subject",
    "object",
    "located",
    "genitive",
    "connective",
    "range",
    "nameless",
    "possessive",
    "impersonal",
    "instrumental",
    "dative",
    "active",
    "oblique",
    "verbal",
    "onward",
    "by",
    "against",
    "whither",
    "cardinal",
    "ordinal",
    "quoted",
    "topic",
    "where",
    "region",
    "among",
)
"""What an ending may tell of its word: its part in the sentence, or what kind of word it is."""

CONNECTIVE = "connective"
QUOTE = "'"
AFTER_NUMBER = "bounds.plus"
NUMERAL = ("numbers.", "scales.", "vague.")
LATIN = 2
"""A name of so many letters at least may have a noun of Hangul glued on."""

JOINING = frozenset({"joins.and", "joins.or"})
MYRIAD = "scales.10000"
CLOSING = (")", "”", "’", "»", '"', "'")


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
    """Text without spaces: its tokens as they are looked up, and whether one lends its ending to a word before the stretch."""

    text: str
    tokens: Sequence[Token]
    lends: bool


class Lexicon:
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
        self.month_first, self.analytic = month_first, analytic
        self.nation: str | None = None
        self.home = home
        self.only = frozenset(only)
        self._endings = {kind: frozenset(given) for kind, given in (endings or {}).items()}
        self.language = language
        self.particles = frozenset(particles)
        self.abbreviations = frozenset(map(folded, abbreviations))
        self.glues = bool(self.particles)
        self._root = Node()
        self._lengths: dict[str, set[int]] = {}
        self._ranged: set[str] = set()
        self._roles: set[str] = set()
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._kinds: dict[frozenset[str], Roles] = {}
        self.signals = Signals()
        self.shortened: set[str] = set()
        self._inner: set[str] = set()
        self._entered = lru_cache(maxsize=1 << 15)(self._enter)  # most words of a text were met before
        self._known = lru_cache(maxsize=MOST)(self._stretch)
        for entry, role in words:
            self._add(entry, role)
        self._sets.clear()

    @cached_property
    def counts_myriads(self) -> bool:
        """Whether the language counts in ten thousands."""
        return MYRIAD in self._roles

    def tells(self, kind: str, ending: str) -> bool:
        """Whether a particle tells such a relation ("subject", "located", "genitive")."""
        known = self._endings.get(kind, frozenset())
        return ending in known or (kind == CONNECTIVE and ending.endswith(tuple(known) or ("\0",)))

    def ends_in(self, kind: str, word: str) -> bool:
        """Whether a word ends as such words do ("impersonal": «знищен*о*»; "instrumental": «бойовик*ами*»)."""
        return word.endswith(tuple(self._endings.get(kind, ())) or ("\0",))

    def without(self, kind: str, word: str) -> str:
        """A word without the longest ending that tells such a relation; the word itself where it has none."""
        fitting = [ending for ending in self._endings.get(kind, ()) if word.endswith(ending)]
        return word.removesuffix(max(fitting, key=len, default=""))

    def is_verbal_noun(self, norm: str) -> bool:
        """Whether a word is a noun that becomes a verb by an ending, so that it is also known with this: 파병, 파병*한*."""
        return any(norm + ending in self._root.below for ending in self._endings.get("verbal", ()))

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
            if self.glues:
                self._lengths.setdefault(word[0], set()).add(len(word))
            node = node.add(word)
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
        if len(phrase) == 1 and role.startswith(RANGED):
            self._ranged.add(phrase[0])
        self._roles.add(role)

    def _without_ending(self, word: str) -> str:
        return next((word.removesuffix(ending) for ending in self._endings.get("possessive", ()) if word.endswith(ending)), word)

    def _with(self, roles: frozenset[str], role: str) -> frozenset[str]:
        """These roles and one more; the forms of a word share one set."""
        more = roles | {role}
        return self._sets.setdefault(more, more)

    def segment(self, given: Sequence[Token]) -> list[Token]:
        """The tokens as they are looked up: Hangul cut into entries, numbers and months freed of hyphens."""
        cut: list[Token] = []
        for token in given:
            self._add_cut(cut, token)
        return cut

    def read(self, text: str, at: int = 0) -> list[Token]:
        """The tokens of plain text that begins at an offset, as they are looked up; most stretches of it were met before."""
        cut: list[Token] = []
        end = 0
        for stretch in self.stretches(text):
            begin = text.index(stretch.text, end)
            end, begin = begin + len(stretch.text), at + begin
            if stretch.lends:
                for token in tokens(stretch.text, begin):
                    self._add_cut(cut, token)
            else:
                cut += [
                    new_token((word, norm, begin + start, begin + stop, glued, ending))
                    for word, norm, start, stop, glued, ending in stretch.tokens
                ]
        return cut

    def stretches(self, text: str) -> list[Stretch]:
        """Plain text by what stands between its spaces."""
        return list(map(self.stretch, STRETCH.findall(text)))

    def stretch(self, text: str) -> Stretch:
        """A stretch of text; most were met before."""
        return self._known(text) if len(text) <= REMEMBERED else self._stretch(text)

    def _stretch(self, text: str) -> Stretch:
        given = list(tokens(text))
        lends = any(self._is_lent(token, before) for before, token in pairwise(given))
        return Stretch(text, self.segment(given), lends)

    def entry(self, norm: str) -> Entry:
        """What a word plays alone, and what it may begin."""
        return self._entered(norm)

    def goes_on(self, norm: str) -> bool:
        """Whether a word goes on a phrase that another one begins."""
        beginnings = (norm[:length] + ANY for length in range(max(len(norm) - ENDING, 1), len(norm) + 1))
        return norm in self._inner or any(beginning in self._inner for beginning in beginnings)

    def _is_lent(self, token: Token, before: Token) -> bool:
        """Whether a token is a particle behind a closing mark: 보안국(SBU)은."""
        return self.glues and token.glued and before.norm in CLOSING and token.text in self.particles

    def _add_cut(self, cut: list[Token], token: Token) -> None:
        if cut and self._is_lent(token, cut[-1]):
            _lend(cut, token.text)
        elif self.glues and HANGUL.fullmatch(token.text):
            cut += self._stems(token)
        elif self.glues and QUOTE in token.norm and token.is_word and HANGUL.search(token.text):
            self._unquoted(cut, token)
        elif self.glues and token.is_word and HANGUL.search(token.text):
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
        for ending in self._endings.get("possessive", ()):
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
            if known and token.text[at:] in self.particles:
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
            is_ending = bool(cut) and rest in self.only and (cut[-1].norm not in self._ranged or self._is_case(rest))
            length = 0 if is_ending else self._longest(rest)
            if length == 0:
                if cut:
                    cut[-1] = cut[-1]._replace(ending=rest)
                elif rest not in self.particles:
                    cut.append(token)
                return cut
            cut.append(Token(rest[:length], rest[:length], token.start + at, token.start + at + length, glued))
            at, glued = at + length, True
        return cut

    def _is_case(self, rest: str) -> bool:
        """Whether what remains is a particle of case and no number, so that it is one behind a number too (수|가)."""
        return rest not in self._ranged and (self.tells("subject", rest) or self.tells("genitive", rest))

    def _longest(self, rest: str) -> int:
        for length in sorted(self._lengths.get(rest[0], ()), reverse=True):
            node = self._root.below.get(rest[:length]) if length <= len(rest) else None
            if node is not None and not self._is_torn(node, rest[length:]):
                return length
        return 0

    def _is_torn(self, node: Node, after: str) -> bool:
        """Whether what must stand alone, or only begins a phrase, is followed by more than a particle."""
        alone = node.is_passage or (bool(node.exact) and node.exact == node.roles)
        return alone and after != "" and after not in self.particles

    def terms(self, given: Sequence[Token]) -> list[Term]:
        """The phrases in the tokens, leftmost and longest, none overlapping another."""
        found: list[Term] = []
        at, last = 0, len(given) - 1
        while at <= last:
            token = given[at]
            entry = self._entered(token.norm)
            if entry.is_open or (entry.following and at < last and given[at + 1].norm in entry.following):
                end, roles = self._match(given, at, entry.nodes)
                if end > at + 1 and AFTER_NUMBER in roles and end < len(given) and self._begins_number(given[end]):
                    alone = self._match(given[: at + 1], at, entry.nodes)
                    if alone[1] & JOINING:  # "20 soldiers *and* more than 100 others"; but «две *с лишним* тысячи»
                        end, roles = alone
            else:
                roles, end = entry.small, at + 1
                if entry.capital is not roles and token.is_capital:
                    roles = entry.capital
            if roles:
                found.append(Term(at, end, roles))
            at = end
        return found

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


def _lend(cut: list[Token], ending: str) -> None:
    """A particle behind a bracket is that of the word before it."""
    at = len(cut) - 1
    if cut[at].norm == ")":
        while at > 0 and cut[at].norm != "(":
            at -= 1
    if at > 0 and cut[at - 1].is_word and not cut[at - 1].ending:
        cut[at - 1] = cut[at - 1]._replace(ending=ending)
        cut[-1] = cut[-1]._replace(ending=ending)

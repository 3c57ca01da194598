"""The lexicon of a language: one look-up a token, longest match, gives the roles its words play."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from bot.extract.text import HANGUL, Token, tokens

__all__ = ["ENDING", "Lexicon", "LexiconError", "Term", "languages", "lexicon"]

ENDING = 4
"""So many letters a trailing * stands for, at most."""

ANY = "*"
NAMES = ("forces", "places", "speakers")
LOCAL = "_local"


class LexiconError(ValueError):
    """A lexicon's file is not as it should be; the message names the file, the table and the word."""


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of tokens, from begin up to end, and the roles its words play ("events.killed.act", "force.KP.name")."""

    begin: int
    end: int
    roles: frozenset[str]


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases."""

    below: dict[str, Node] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    exact: set[str] = field(default_factory=set)
    capital: set[str] = field(default_factory=set)


class Lexicon:
    """The words of one language with their roles, and the names of forces, places and speakers in it."""

    def __init__(self, language: str, words: Iterable[tuple[str, str]], particles: Iterable[str] = ()) -> None:
        """words are pairs of entry and role; particles are what may follow a stem of a language that glues them on."""
        self.language = language
        self.particles = frozenset(particles)
        self.glues = bool(self.particles)
        self._root = Node()
        self._stems: dict[str, set[int]] = {}
        for entry, role in words:
            self._add(entry, role)

    def _add(self, entry: str, role: str) -> None:
        exact = entry.startswith("=")
        entry = entry.removeprefix("=").strip()
        node = self._root
        phrase = [text for token in self._split(entry) for text in [token]]
        if not phrase:
            raise LexiconError(f"{self.language}: an empty entry in {role}")
        for text in phrase:
            node = node.below.setdefault(text.casefold(), Node())
        if entry[0].isupper():
            node.capital.add(role)
        else:
            node.roles.add(role)
        if exact and self.glues:
            node.exact.add(role)
        if self.glues and len(phrase) >= 1:
            for text in phrase:
                self._stems.setdefault(text[0], set()).add(len(text))

    def _split(self, entry: str) -> list[str]:
        texts: list[str] = []
        for word in entry.split():
            if word == ANY:
                texts.append(ANY)
                continue
            stem = word.endswith(ANY)
            parts = [token.text for token in tokens(word.removesuffix(ANY))]
            if stem and parts:
                parts[-1] += ANY
            texts += parts
        return texts

    def segment(self, given: Sequence[Token]) -> list[Token]:
        """The tokens with runs of Hangul cut from the left into the longest entries they hold; endings stay out."""
        if not self.glues:
            return list(given)
        cut: list[Token] = []
        for token in given:
            if HANGUL.fullmatch(token.text):
                cut += self._cut(token)
            else:
                cut.append(token)
        return cut

    def _cut(self, token: Token) -> Iterator[Token]:
        text, at, glued = token.text, 0, token.glued
        while at < len(text):
            rest = text[at:]
            length = self._longest(rest)
            if length == 0:
                if rest in self.particles or at > 0:
                    return
                yield Token(rest, rest, token.start + at, token.end, glued)
                return
            yield Token(rest[:length], rest[:length], token.start + at, token.start + at + length, glued)
            at, glued = at + length, True

    def _longest(self, rest: str) -> int:
        for length in sorted(self._stems.get(rest[0], ()), reverse=True):
            node = self._root.below.get(rest[:length])
            if node is None:
                continue
            after = rest[length:]
            if node.exact and node.exact == node.roles and after and not self._follows(after):
                continue
            return length
        return 0

    def _follows(self, after: str) -> bool:
        return after in self.particles

    def terms(self, given: Sequence[Token]) -> list[Term]:
        """The phrases in the tokens, leftmost and longest, none overlapping another."""
        found: list[Term] = []
        at = 0
        while at < len(given):
            end, roles = self._match(given, at)
            if roles:
                found.append(Term(at, end, frozenset(roles)))
            at = end
        return found

    def _match(self, given: Sequence[Token], at: int) -> tuple[int, set[str]]:
        best: tuple[int, set[str]] = (at + 1, set())
        nodes = [self._root]
        for end in range(at, len(given)):
            keys = list(_keys(given[end].norm))
            nodes = [below for node in nodes for key in keys if (below := node.below.get(key)) is not None]
            if not nodes:
                break
            roles = {role for node in nodes for role in node.roles}
            if given[at].is_capital:
                roles |= {role for node in nodes for role in node.capital}
            if roles:
                best = (end + 1, roles)
        return best


def _keys(norm: str) -> Iterator[str]:
    yield norm
    for length in range(len(norm), max(len(norm) - ENDING, 1) - 1, -1):
        yield norm[:length] + ANY
    if norm[0].isalnum():
        yield ANY


@cache
def languages() -> tuple[str, ...]:
    """The languages there is a lexicon for."""
    folder = files("bot.extract").joinpath("lexicons")
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def table(language: str) -> Mapping[str, Any]:
    """A lexicon's file as it stands."""
    path = files("bot.extract").joinpath(f"lexicons/{language}.toml")
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"lexicons/{language}.toml: {error}") from None


@cache
def lexicon(language: str, nation: str | None) -> Lexicon:
    """The lexicon of a language, with the names that a channel of that nation uses for its own offices."""
    words = table(language)
    forms = _forms(language)
    rows = [row for row in _rows(words) if row[0].strip()]
    particles = words.get("endings", {}).get("particles", ())
    return Lexicon(language, [*_inflected(rows, forms), *_names(language, nation)], particles)


def _rows(words: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        role = f"{path}.{key}" if path else key
        if role in ("about", "endings"):
            continue
        if isinstance(value, dict):
            yield from _rows(value, role)
        elif role == "time.weekdays":
            days = len(value) // 7 if len(value) % 7 == 0 else 1
            for index, word in enumerate(value):
                yield word, f"weekday.{index // days if len(value) > 7 else index}"
        else:
            for word in value:
                yield word, role


def _forms(language: str) -> dict[str, tuple[list[str], list[str]]]:
    path = files("bot.extract").joinpath(f"lexicons/{language}.forms.txt")
    if not path.is_file():
        return {}
    forms = {}
    for row in path.read_text("utf-8").splitlines():
        word, _, rest = row.partition(":")
        present, _, future = rest.partition("|")
        forms[word.strip()] = (present.split(), future.split())
    return forms


def _inflected(
    rows: Iterable[tuple[str, str]], forms: Mapping[str, tuple[list[str], list[str]]]
) -> Iterator[tuple[str, str]]:
    for entry, role in rows:
        yield entry, role
        present, future = forms.get(entry, ((), ()))
        capital = entry[0].isupper()
        for form in (*present, *future):
            yield form.capitalize() if capital else form, role
        if future and role.startswith("events.deployed."):
            for form in future:
                yield form, "plan.firm"


@cache
def _name_tables() -> Mapping[str, list[Mapping[str, Any]]]:
    tables = {}
    for name in NAMES:
        path = files("bot.extract").joinpath(f"names/{name}.toml")
        rows = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
        tables[name] = rows.get(name.removesuffix("s"), [])
    return tables


def _names(language: str, nation: str | None) -> Iterator[tuple[str, str]]:
    known = _name_tables()
    for row in known["forces"]:
        for kind, entries in row.get(language, {}).items():
            for entry in entries:
                yield entry, f"force.{row['code']}.{kind}"
    for index, row in enumerate(known["places"]):
        for entry in row.get(language, ()):
            yield entry, f"place.{index}"
        for entry in row.get(f"{language}_adjective", ()):
            yield entry, f"place_adjective.{index}"
    for index, row in enumerate(known["speakers"]):
        for entry in row.get(language, ()):
            yield entry, f"speaker.{index}"
        if row.get("nation") == nation:
            for entry in row.get(language + LOCAL, ()):
                yield entry, f"speaker.{index}"


def place(index: int) -> Mapping[str, Any]:
    """A place's row in names/places.toml."""
    return _name_tables()["places"][index]


def speaker(index: int) -> Mapping[str, Any]:
    """A speaker's row in names/speakers.toml."""
    return _name_tables()["speakers"][index]


@cache
def force_name(code: str) -> str:
    """The English name of a force, as the table of forces has it first."""
    for row in _name_tables()["forces"]:
        if row["code"] == code:
            return str(next(iter(row.get("en", {}).get("name", ())), code))
    return code

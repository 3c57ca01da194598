"""Which lexicon reads a text: the script first, then the letters that only one language has, then its words."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from bot.extract.lexicon import REFERENCE, SHELF, Shelf
from bot.extract.text import lines

__all__ = ["language_of"]

SAMPLE = 4000
"""So many characters tell the language."""

SYLLABLE = 2
"""A Hangul letter weighs as much as so many of an alphabet: it is a syllable."""


HANGUL = "hangul"


class _Scripts(set[str]):
    """The characters met so far, and the letters among them by their script."""

    def __init__(self) -> None:
        self.letters: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, char: str) -> None:
        """Learn a character's script."""
        super().add(char)
        if char.isalpha():
            self.letters[unicodedata.name(char, "").partition(" ")[0].lower()].add(char)


SCRIPTS = _Scripts()


def language_of(text: str, shelf: Shelf = SHELF) -> str:
    """The language of a text, among those on the shelf; English, or whatever comes first, where nothing tells."""
    sample = text[:SAMPLE]
    small = sample.casefold()
    script = _script_of(small, shelf)
    if script is None:
        return REFERENCE if REFERENCE in shelf.languages else shelf.languages[0]
    marked = {language: _count(small, marks) for language, marks in shelf.scripts[script]}
    likeliest = [language for language, count in marked.items() if count == max(marked.values())]
    return likeliest[0] if len(likeliest) == 1 else max(likeliest, key=lambda language: _known(sample, language, shelf))


def _script_of(small: str, shelf: Shelf) -> str | None:
    """The script that most letters are in, among those of the shelf's languages; of two as frequent, the one met first."""
    chars = set(small)
    for char in chars.difference(SCRIPTS):
        SCRIPTS.add(char)
    letters = {script: found for script in shelf.scripts if (found := chars & SCRIPTS.letters[script])}
    if len(letters) < 2:
        return next(iter(letters), None)
    return max(letters, key=lambda script: (_weight(small, script, letters[script]), -min(map(small.index, letters[script]))))


def _weight(small: str, script: str, letters: Iterable[str]) -> int:
    return _count(small, letters) * (SYLLABLE if script == HANGUL else 1)


def _count(small: str, letters: Iterable[str]) -> int:
    return sum(map(small.count, letters))


def _known(text: str, language: str, shelf: Shelf) -> int:
    """How many words of a text a lexicon knows."""
    words = shelf.lexicon(language, None)
    return sum(term.end - term.begin for line in lines(text) for term in words.terms(words.read(line.text)))

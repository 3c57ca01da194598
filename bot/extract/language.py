"""Which lexicon reads a text: the script first, then the letters that only one language has, then its words."""

from __future__ import annotations

import unicodedata
from collections import Counter

from bot.extract.lexicon import REFERENCE, SHELF, Shelf
from bot.extract.text import lines

__all__ = ["language_of"]

SAMPLE = 4000
"""So many characters tell the language."""

SYLLABLE = 2
"""A Hangul letter weighs as much as so many of an alphabet: it is a syllable."""


HANGUL = "hangul"


class _Scripts(dict[str, str]):
    """The script of each letter met so far, the empty string for what is no letter."""

    def __missing__(self, char: str) -> str:
        script = unicodedata.name(char, "").partition(" ")[0].lower() if char.isalpha() else ""
        self[char] = script
        return script


SCRIPTS = _Scripts()


def language_of(text: str, shelf: Shelf = SHELF) -> str:
    """The language of a text, among those on the shelf; English, or whatever comes first, where nothing tells."""
    sample = text[:SAMPLE]
    letters = Counter(sample.casefold())
    scripts: Counter[str] = Counter()
    for char, count in letters.items():
        scripts[SCRIPTS[char]] += count
    if HANGUL in scripts:
        scripts[HANGUL] *= SYLLABLE
    for script, _ in scripts.most_common():
        if script in shelf.scripts:
            marked = {language: sum(letters[mark] for mark in marks) for language, marks in shelf.scripts[script]}
            likeliest = [language for language, count in marked.items() if count == max(marked.values())]
            return likeliest[0] if len(likeliest) == 1 else max(likeliest, key=lambda language: _known(sample, language, shelf))
    return REFERENCE if REFERENCE in shelf.languages else shelf.languages[0]


def _known(text: str, language: str, shelf: Shelf) -> int:
    """How many words of a text a lexicon knows."""
    words = shelf.lexicon(language, None)
    return sum(term.end - term.begin for line in lines(text) for term in words.terms(words.segment(line.tokens)))

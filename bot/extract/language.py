"""Which lexicon reads a text: the script first, then the letters that only one language has, then its words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping

from bot.extract.lexicon import REFERENCE, SHELF, Shelf
from bot.extract.text import lines

__all__ = ["language_of"]

SAMPLE = 4000
"""So many characters tell the language."""

SYLLABLE = 2
"""A Hangul letter weighs as much as so many of an alphabet: it is a syllable."""


HANGUL = "hangul"


class _Scripts(dict[str, str]):
    """The script of each letter met so far; empty for what is none."""

    def __missing__(self, char: str) -> str:
        script = self[char] = unicodedata.name(char, "").partition(" ")[0].lower() if char.isalpha() else ""
        return script


SCRIPTS = _Scripts()


def language_of(text: str, shelf: Shelf = SHELF) -> str:
    """The language of a text, among those on the shelf; English, or whatever comes first, where nothing tells."""
    sample = text[:SAMPLE]
    chars = Counter(sample.casefold())
    script = _script_of(chars, shelf)
    if script is None:
        return REFERENCE if REFERENCE in shelf.languages else shelf.languages[0]
    marked = {language: sum(chars[mark] for mark in marks) for language, marks in shelf.scripts[script]}
    likeliest = [language for language, count in marked.items() if count == max(marked.values())]
    return likeliest[0] if len(likeliest) == 1 else max(likeliest, key=lambda language: _known(sample, language, shelf))


def _script_of(chars: Mapping[str, int], shelf: Shelf) -> str | None:
    """The script that most letters are in, among those of the shelf's languages; of two as frequent, the one met first."""
    weights: dict[str, int] = {}
    for char, count in chars.items():
        script = SCRIPTS[char]
        if script in shelf.scripts:
            weights[script] = weights.get(script, 0) + count * (SYLLABLE if script == HANGUL else 1)
    return max(weights, key=weights.__getitem__, default=None)


def _known(text: str, language: str, shelf: Shelf) -> int:
    """How many words of a text a lexicon knows."""
    words = shelf.lexicon(language, None)
    cuts = (words.read(line.text) for line in lines(text))
    return sum(term.end - term.begin for cut in cuts for term in words.terms(cut.tokens, cut.entries))

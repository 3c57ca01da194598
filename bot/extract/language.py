"""Which lexicon reads a text: the script first, then the letters that only one language has."""

from __future__ import annotations

import unicodedata
from collections import Counter

from bot.extract.lexicon import REFERENCE, SHELF, Shelf

__all__ = ["language_of"]

SAMPLE = 4000
"""So many characters tell the language."""

SYLLABLE = 2
"""A Hangul letter weighs as much as so many of an alphabet: it is a syllable."""


def language_of(text: str, shelf: Shelf = SHELF) -> str:
    """The language of a text, among those on the shelf; English, or whatever comes first, where nothing tells."""
    letters = Counter(char for char in text[:SAMPLE].casefold() if char.isalpha())
    scripts: Counter[str] = Counter()
    for char, count in letters.items():
        scripts[_script(char)] += count * (SYLLABLE if "\uac00" <= char <= "\ud7a3" else 1)
    for script, _ in scripts.most_common():
        if script in shelf.scripts:
            return max(shelf.scripts[script], key=lambda row: sum(letters[mark] for mark in row[1]))[0]
    return REFERENCE if REFERENCE in shelf.languages else shelf.languages[0]


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0].lower()

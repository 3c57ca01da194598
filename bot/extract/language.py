"""Which lexicon reads a text: the script first, then the letters that only one language has."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

from bot.extract.lexicon import languages, table

__all__ = ["language_of"]

SAMPLE = 4000
"""So many characters tell the language."""


@cache
def _scripts() -> dict[str, list[tuple[str, str]]]:
    scripts: dict[str, list[tuple[str, str]]] = {}
    for language in languages():
        about = table(language)["about"]
        scripts.setdefault(about["letters"], []).append((language, about.get("marks", "")))
    return scripts


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0].lower()


def language_of(text: str) -> str:
    """The language of a text, among those that have a lexicon; the first of the Latin ones where nothing tells."""
    letters = Counter(char for char in text[:SAMPLE].casefold() if char.isalpha())
    scripts: Counter[str] = Counter()
    for char, count in letters.items():
        scripts[_script(char)] += count * (2 if "\uac00" <= char <= "\ud7a3" else 1)
    for script, _ in scripts.most_common():
        if script in _scripts():
            return max(_scripts()[script], key=lambda row: sum(letters[mark] for mark in row[1]))[0]
    return "en" if "en" in languages() else languages()[0]

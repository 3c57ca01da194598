"""The basic form of names that stand in an oblique case, as far as a lexicon's endings tell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.extract.lexicon import table

__all__ = ["basic", "is_basic"]

STEM = 2
"""So many letters of a word must be left before its ending."""

WORDS = "words"
"""The table of endings of words of no kind in particular."""


def basic(words: str, language: str, kind: str = WORDS) -> str:
    """The words, each with the longest ending of [endings.basic.KIND] made basic: "words", "people", "bodies" or "many"."""
    endings: Mapping[str, str] = table(language).get("endings", {}).get("basic", {}).get(kind, {})
    return " ".join(_basic(word, endings) for word in words.split()) if endings else words


@cache
def is_basic(norm: str, language: str) -> bool:
    """Whether a word for persons or bodies is in the form in which the lexicon lists it."""
    bodies = table(language).get("bodies", {})
    return any(norm in {entry.partition("/")[0].removeprefix("=").casefold() for entry in entries} for entries in bodies.values())


def _basic(word: str, endings: Mapping[str, str]) -> str:
    whole = endings.get(f"={word.casefold()}")
    if whole is not None:
        return whole.capitalize() if word[0].isupper() else whole
    fitting = [ending for ending in endings if word.endswith(ending) and len(word) >= len(ending) + STEM]
    if not fitting:
        return word
    ending = max(fitting, key=len)
    return word[: len(word) - len(ending)] + endings[ending]

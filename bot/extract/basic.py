"""The basic form of names that stand in an oblique case, as far as a lexicon's endings tell."""

from __future__ import annotations

from collections.abc import Mapping

from bot.extract.lexicon import table

__all__ = ["basic"]

STEM = 2
"""So many letters of a word must be left before its ending."""


def basic(words: str, language: str) -> str:
    """The words, each with the longest ending of [endings.basic] made basic."""
    endings: Mapping[str, str] = table(language).get("endings", {}).get("basic", {})
    return " ".join(_basic(word, endings) for word in words.split())


def _basic(word: str, endings: Mapping[str, str]) -> str:
    fitting = [ending for ending in endings if word.endswith(ending) and len(word) >= len(ending) + STEM]
    if not fitting:
        return word
    ending = max(fitting, key=len)
    return word[: len(word) - len(ending)] + endings[ending]

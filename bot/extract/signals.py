"""What a stretch of text must hold to hold any of certain phrases; where it does not, it need not be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.extract.text import ANY, ENDING

__all__ = ["ALONE", "Signals"]

ALONE = ""
"""Stands beside a word that is a phrase by itself, or whose other words may end in many ways."""


class Signals:
    """The two longest words of each phrase, as they are looked up; a text without both holds none of the phrases."""

    def __init__(self) -> None:
        self._words: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}

    def add(self, phrase: Sequence[str]) -> None:
        """Look for a phrase, given as the words of a lexicon's entry; a word that ends in * begins one.

        Raises ValueError where a phrase has nothing by which it could be looked for.
        """
        first, *others = sorted((word for word in phrase if word != ANY), key=len, reverse=True) or [ANY]
        if first == ANY:
            raise ValueError("no word by which it could be looked for")
        whole = [word for word in others if not word.endswith(ANY)]
        words = self._stems if first.endswith(ANY) else self._words
        words.setdefault(first.removesuffix(ANY), set()).add(whole[0] if whole else ALONE)

    def beside(self, norm: str) -> Collection[str]:
        """The words of which one must stand beside this one to make a phrase; none where it is in no phrase, or no such word."""
        found = set(self._words.get(norm, ()))
        for length in range(max(len(norm) - ENDING, 1), len(norm) + 1):
            found.update(self._stems.get(norm[:length], ()))
        return found

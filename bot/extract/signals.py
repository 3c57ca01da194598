"""A glance at a text: whether it may hold any of certain phrases; most posts of a channel do not, and are read no further."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.extract.text import ANY, ENDING, folded

__all__ = ["Signals"]

LETTERS = re.compile(r"[^\W\d_]+")
PAIR = 2
ALONE = frozenset({""})
"""What must stand beside a word that is a phrase by itself."""


class Signals:
    """The two longest words of each phrase; a text without both holds none of the phrases."""

    def __init__(self, *, glues: bool) -> None:
        """glues tells that the language writes words together: there it is the first two letters that are looked for."""
        self._glues = glues
        self._beside: dict[str, set[str] | frozenset[str]] = {}
        self._beside_of = lru_cache(maxsize=1 << 14)(self._look_up)

    def add(self, phrase: Sequence[str]) -> None:
        """Look for a phrase, given as the words of a lexicon's entry."""
        runs = sorted((run for word in phrase for run in _runs(word)), key=len, reverse=True)
        if self._glues:
            self._beside[runs[0].rstrip(ANY)[:PAIR]] = ALONE
            return
        beside = self._beside.setdefault(runs[0], set())
        if len(runs) == 1 or runs[1].endswith(ANY):
            self._beside[runs[0]] = ALONE
        elif isinstance(beside, set):
            beside.add(runs[1])

    def may_be_in(self, text: str) -> bool:
        """Whether a text may hold a phrase; where it says no, it holds none."""
        small = folded(text)
        if self._glues:
            return any(small[at : at + PAIR] in self._beside or small[at] in self._beside for at in range(len(small)))
        words = LETTERS.findall(small)
        return any(beside is ALONE or not beside.isdisjoint(words) for word in words if (beside := self._beside_of(word)))

    def _look_up(self, word: str) -> set[str] | frozenset[str]:
        """What must stand beside a word; an empty set where it is in no phrase."""
        keys = (word, *(word[:length] + ANY for length in range(len(word), max(len(word) - ENDING, 1) - 1, -1)))
        found = [self._beside[key] for key in keys if key in self._beside]
        return ALONE if any(beside is ALONE for beside in found) else frozenset().union(*found)


def _runs(word: str) -> list[str]:
    """The runs of letters of a word, a trailing * kept."""
    runs = LETTERS.findall(word)
    if runs and word.endswith(ANY):
        runs[-1] += ANY
    return runs

"""A glance at a text: whether it may hold any of certain phrases; most posts of a channel do not, and are read no further."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.extract.text import ANY, ENDING, folded

__all__ = ["Signals"]

LETTERS = re.compile(r"[^\W\d_]+")
HEAD, PAIR = 3, 2
"""So many letters of a word are looked at first; so many within a run of letters, where words are written together."""

ALONE = ""
"""Stands beside a word that is a phrase by itself, or whose other word may end in many ways."""


class Signals:
    """The two longest words of each phrase; a text without both holds none of the phrases."""

    def __init__(self, *, glues: bool) -> None:
        """glues tells that the language writes words together: there it is the first two letters that are looked for."""
        self._glues = glues
        self._words: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._heads: set[str] = set()

    def add(self, phrase: Sequence[str]) -> None:
        """Look for a phrase, given as the words of a lexicon's entry; a word that ends in * begins one.

        Raises ValueError where a phrase has nothing by which it could be looked for.
        """
        runs = [run for word in phrase for run in LETTERS.findall(word)]
        first, *others = sorted(runs, key=len, reverse=True) or [ANY]
        stems = {run for word in phrase if word.endswith(ANY) for run in LETTERS.findall(word)[-1:]}
        if not first.isalpha() or (first in stems and len(first) < HEAD):
            raise ValueError("no letters, or too few of them before the *, to be looked for")
        if self._glues or first in stems:
            self._heads.add(first[: PAIR if self._glues else HEAD])
        beside = (self._stems if first in stems else self._words).setdefault(first, set())
        beside.add(others[0] if others and others[0] not in stems else ALONE)

    def may_be_in(self, text: str) -> bool:
        """Whether a text may hold a phrase; where it says no, it holds none."""
        small = folded(text)
        if self._glues:
            return any(small[at : at + PAIR] in self._heads or small[at] in self._heads for at in range(len(small)))
        words = {ALONE, *LETTERS.findall(small)}
        whole = (self._words[word] for word in words & self._words.keys())
        begun = (beside for word in words if word[:HEAD] in self._heads for beside in self._beside_stems(word))
        return any(not beside.isdisjoint(words) for others in (whole, begun) for beside in others)

    def _beside_stems(self, word: str) -> Iterator[set[str]]:
        """What stands beside each beginning of a word that is looked for."""
        for length in range(max(len(word) - ENDING, HEAD), len(word) + 1):
            if (beside := self._stems.get(word[:length])) is not None:
                yield beside

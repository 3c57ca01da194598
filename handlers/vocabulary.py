"""The table of the words by which people ask, looked up by phrase."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

__all__ = ["LONGEST", "meaning"]

LONGEST = 5
"""So many words a phrase may have."""

SHORTEST_STEM = 2


@cache
def _tables() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Whole phrases and stems, each with its meaning, "events.killed"."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for word, meant in _rows(table):
        if word.endswith("*"):
            stems[word[:-1]] = meant
        else:
            whole.setdefault(word, meant)
    return whole, stems


def _rows(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str]]:
    for kind, entries in table.items():
        for name, words in entries.items():
            for word in words:
                yield word, f"{kind}.{name}"


def meaning(phrase: str) -> str | None:
    """What a case-folded phrase means, as "<table>.<name>" of words.toml; None where it is not there. Longer stems go first."""
    whole, stems = _tables()
    if phrase in whole:
        return whole[phrase]
    for length in range(len(phrase), max(phrase.rfind(" "), SHORTEST_STEM - 1), -1):  # an ending holds no further word
        if phrase[:length] in stems:
            return stems[phrase[:length]]
    return None

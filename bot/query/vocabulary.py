"""The words of questions that posts have no use for, looked up by phrase; all others are the lexicons' own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from bot.extract.text import folded, tokens
from bot.model import CASUALTIES, DEPLOYMENTS, Event
from bot.query.record import IDLE_RANK, Piece, Query
from bot.query.sheet import Sheet

__all__ = ["EVENTS", "is_said", "own_pieces"]

OWN_RANK = 0
LONGEST = 5
"""So many words a phrase may have."""

SHORTEST_STEM = 2
PLANNED = "planned"
EVENTS: Mapping[str, frozenset[Event]] = {
    **{event.value: frozenset({event}) for event in Event},
    "toll": frozenset({Event.KILLED, Event.WOUNDED, Event.CASUALTIES}),
    "casualties": CASUALTIES,
    "deployments": DEPLOYMENTS,
}
"""What the rows of the table [events] ask for: "casualties" everything that befell people, "deployments" every movement."""


@cache
def _tables() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Whole phrases and stems, each with its meaning, "events.killed"."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for entry, meant in _rows(table):
        phrase = _norm(entry.removesuffix("*"))
        if entry.endswith("*"):
            stems[phrase] = meant
        else:
            whole.setdefault(phrase, meant)
    return whole, stems


def _rows(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str]]:
    for kind, entries in table.items():
        for name, words in entries.items():
            for word in words:
                yield word, f"{kind}.{name}"


def _norm(phrase: str) -> str:
    return " ".join(token.norm for token in tokens(folded(phrase)))


def _meaning(phrase: str) -> str | None:
    """What a phrase means, as "<table>.<name>" of words.toml; None where it is not there. Longer stems go first."""
    whole, stems = _tables()
    if phrase in whole:
        return whole[phrase]
    for length in range(len(phrase), max(phrase.rfind(" "), SHORTEST_STEM - 1), -1):  # an ending holds no further word
        if phrase[:length] in stems:
            return stems[phrase[:length]]
    return None


def is_said(phrase: str, name: str) -> bool:
    """Whether a phrase is one of the row of [words] of that name ("where", "minimum")."""
    return _meaning(phrase) == f"words.{name}"


def own_pieces(sheet: Sheet) -> Iterator[Piece]:
    """The pieces of a question that stand in the table of its own words."""
    norms = [token.norm for token in sheet.tokens]
    for begin in range(len(norms)):
        for end in range(begin + 1, min(begin + LONGEST, len(norms)) + 1):
            meant = _meaning(" ".join(norms[begin:end]))
            if meant is not None:
                kind, _, name = meant.partition(".")
                start, stop = sheet.tokens[begin].start, sheet.tokens[end - 1].end
                if kind == "events":
                    yield Piece(start, stop, OWN_RANK, Query(events=EVENTS[name]), plans=name == PLANNED)
                else:
                    yield Piece(start, stop, OWN_RANK if name == "idle" else IDLE_RANK)

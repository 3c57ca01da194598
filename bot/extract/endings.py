"""What the endings of a language tell of their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["RELATIONS", "Endings"]

RELATIONS = (
    "subject",
    "object",
    "located",
    "genitive",
    "connective",
    "range",
    "nameless",
    "possessive",
    "impersonal",
    "instrumental",
    "dative",
    "active",
    "infinitive",
    "oblique",
    "verbal",
    "onward",
    "by",
    "against",
    "whither",
    "cardinal",
    "ordinal",
    "quoted",
    "topic",
    "where",
    "region",
    "among",
    "plural",
    "day",
)
"""What an ending may tell of its word: its part in the sentence, or what kind of word it is."""

CONNECTIVE = "connective"
NO_ENDING = ("\0",)
"""In place of no endings at all: no word ends so."""

NONE = frozenset[str]()


class Endings:
    """The endings of one language by what they tell ("subject", "located", "genitive")."""

    def __init__(self, endings: Mapping[str, Iterable[str]]) -> None:
        """endings are those of each relation."""
        self._endings = {kind: frozenset(given) for kind, given in endings.items()}
        self._last = {kind: tuple(given) or NO_ENDING for kind, given in self._endings.items()}

    def endings(self, kind: str) -> frozenset[str]:
        """The endings that tell such a relation."""
        return self._endings.get(kind, NONE)

    def tells(self, kind: str, ending: str) -> bool:
        """Whether a particle tells such a relation ("subject", "located", "genitive")."""
        return ending in self._endings.get(kind, NONE) or (kind == CONNECTIVE and self.ends_in(kind, ending))

    def ends_in(self, kind: str, word: str) -> bool:
        """Whether a word ends as such words do ("impersonal": «знищен*о*»; "instrumental": «бойовик*ами*»)."""
        return word.endswith(self._last.get(kind, NO_ENDING))

    def without(self, kind: str, word: str) -> str:
        """A word without the longest ending that tells such a relation; the word itself where it has none."""
        fitting = [ending for ending in self.endings(kind) if word.endswith(ending)]
        return word.removesuffix(max(fitting, key=len, default=""))

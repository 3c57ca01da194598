"""A person's words → what is asked for: forces, events, the least figure, a span of time; and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import CASUALTIES, DEPLOYMENTS, Event, Filter
from bot.names import force_code_of
from bot.render.wishes import TOLL
from handlers.payload import fits
from handlers.periods import DAYS, Period
from handlers.vocabulary import LONGEST, meaning

__all__ = ["Question", "understand"]

TOKEN = re.compile(r"\d{1,3}(?:[.,']\d{3})+\+?|[^\s,;:·|!?«»“”„\"()\[\]]+")
NUMBER = re.compile(r"(\d{1,3}(?:[.,']\d{3})+|\d{1,12})\+?")
DAY_COUNT = re.compile(r"(\d{1,4})(?:d|일)")
YEAR = re.compile(r"((?:19|20)\d\d)(?:년|р|г)?\.?")
GAP = "…"
MOST_WORDS = 60
"""Nobody asks with more; the rest of an endless message is not looked at."""

GROUPS = {"casualties": CASUALTIES, "killed-or-wounded": TOLL, "deployments": DEPLOYMENTS}


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood; unknown are the words that were not, too_many says that some forces found no room."""

    filter: Filter
    period: Period | None = None
    unknown: tuple[str, ...] = ()
    too_many: bool = False

    @property
    def is_lost(self) -> bool:
        """Whether something was asked and nothing of it was understood."""
        return bool(self.unknown) and self.filter.is_empty and self.period is None


def understand(words: str) -> Question:
    """Read a question in any of the languages, in any order; nothing is an error, what is strange is given back."""
    tokens = TOKEN.findall(words)
    reader = _Reader(tokens[:MOST_WORDS])
    reader.read()
    if len(tokens) > MOST_WORDS:
        reader.unknown.append(GAP)
    return reader.question()


class _Reader:
    """Goes through the tokens once, taking the longest phrase that means something."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.forces: list[str] = []
        self.events: set[Event] = set()
        self.minimum: int | None = None
        self.month: int | None = None
        self.year: int | None = None
        self.days = 0
        self.unknown: list[str] = []

    def read(self) -> None:
        at = 0
        while at < len(self.tokens):
            at += self._take(at)

    def question(self) -> Question:
        wish, too_many = Filter(events=frozenset(self.events), minimum=self.minimum), False
        for force in self.forces:
            wider = Filter(wish.forces | {force}, wish.events, wish.minimum)
            if fits(wider):
                wish = wider
            else:
                too_many = True
        return Question(wish, self._period(), tuple(self.unknown), too_many)

    def _period(self) -> Period | None:
        if self.month:
            return Period("month", year=self.year, month=self.month)
        if self.year:
            return Period("year", year=self.year)
        return Period("days", days=self.days) if self.days else None

    def _take(self, at: int) -> int:
        """Understand what stands here; returns how many tokens that took."""
        for length in range(min(LONGEST, len(self.tokens) - at), 0, -1):
            phrase = " ".join(self.tokens[at : at + length])
            meant = meaning(phrase.casefold())
            if meant is not None:
                return self._apply(meant, at, length)
            if (force := force_code_of(phrase)) is not None:
                if force not in self.forces:
                    self.forces.append(force)
                return length
        return self._number(at)

    def _apply(self, meant: str, at: int, length: int) -> int:
        kind, _, name = meant.partition(".")
        if kind == "events":
            self.events.add(Event(name))
        elif kind == "groups":
            self.events |= GROUPS[name]
        elif kind == "months":
            self.month = int(name)
        elif kind == "periods" and name in DAYS:
            self.days = DAYS[name]
        elif name == "minimum":
            return length + self._minimum(at + length)
        return length

    def _minimum(self, at: int) -> int:
        """The figure after "min"; without one the word asks for nothing."""
        if at < len(self.tokens) and (figure := NUMBER.fullmatch(self.tokens[at])):
            self.minimum = int(re.sub(r"\D", "", figure[1])) or None
            return 1
        return 0

    def _number(self, at: int) -> int:
        """A year, a count of days, or what nobody understands."""
        token = self.tokens[at]
        after = self.tokens[at + 1].casefold() if at + 1 < len(self.tokens) else ""
        if token.isdecimal() and len(token) <= 4 and meaning(after) in ("periods.days", "periods.day"):
            self.days = max(1, int(token))
            return 2
        if year := YEAR.fullmatch(token):
            self.year = int(year[1])
        elif count := DAY_COUNT.fullmatch(token):
            self.days = max(1, int(count[1]))
        else:
            self.unknown.append(token)
        return 1

"""Whether a number in a sentence may count people, told by what stands right beside it, before anything is cut into parts."""

from __future__ import annotations

from bot.extract.numerals import SIGNS
from bot.extract.row import Row
from bot.extract.signs import COUNTS, NAMED

__all__ = ["may_count_people"]

THINGS = ("counters.thing", "time.day", "time.week", "time.month", "time.year", "time.hour", "time.night", "places.area")


def may_count_people(row: Row) -> bool:
    """Whether a sentence names people or the like, or has a number that may stand without a noun."""
    if row.lexicon.glues or any(term.roles.signs & NAMED for term in row.terms):
        return True
    numbers = [(index, index + 1) for index in row.digits()]
    numbers += [(term.begin, term.end) for term in row.terms if term.roles.signs & COUNTS]
    return any(not _counts_things(row, begin, end) for begin, end in numbers)


def _counts_things(row: Row, begin: int, end: int) -> bool:
    """Whether a noun that is no word of the lexicon, or one of things, stands behind a number; or a sign of money or share."""
    if row.norm(begin - 1) in SIGNS or row.norm(end) in SIGNS:
        return True
    term = row.term(end)
    if term is not None:
        return term.roles.play(THINGS)
    return row.is_word(end) and not row.glued(end)

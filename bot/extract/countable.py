"""Whether a number in a sentence may count people, told by what stands right beside it, before anything is cut into parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.extract.numerals import SIGNS, begins_number
from bot.extract.row import Row
from bot.extract.signs import COUNTS, NAMED, PEOPLED

__all__ = ["DAYS", "THINGS", "may_count_people"]

PASSED = frozenset("/-«»“”„\"'")
"""Marks that may stand between a number and its noun."""

THINGS = ("counters.thing", "time.day", "time.week", "time.month", "time.year", "time.hour", "time.night", "places.area")


OWN = ("collective.",)
"""Numbers that count people alone."""

DAYS = frozenset(map(str, range(1, 32)))


def may_count_people(row: Row) -> bool:
    """Whether a sentence has a number that people stand behind, or that may stand without a noun."""
    numbers = list(_numbers(row))
    if not numbers:
        return False
    named = [term.begin for term in row.terms if term.roles.signs & NAMED]
    if named and (row.lexicon.glues or any(term.roles.signs & PEOPLED for term in row.terms)):
        return True
    return any(not _counts_things(row, begin, end, named) for begin, end in numbers)


def _numbers(row: Row) -> Iterator[tuple[int, int]]:
    """Where numbers may stand: digits that are no time of the day, price or share, and words."""
    for index in row.digits():
        if begins_number(row, index):
            yield index, index + 1
    for term in row.terms:
        if term.roles.signs & COUNTS and begins_number(row, term.begin):
            yield term.begin, term.end


def _counts_things(row: Row, begin: int, end: int, named: Sequence[int]) -> bool:
    """Whether a noun of things stands behind a number, or one that is no word of the lexicon with no people behind it.

    named are the tokens that people or what numbers of people stand with begin at: none of them is looked for behind a mark.
    """
    term = row.term(end)
    if row.norm(begin - 1) in SIGNS or row.norm(end) in SIGNS:
        return not named
    if row.has(begin, *OWN) or row.tokens[end - 1].ending:
        return False
    if term is None:
        return row.is_word(end) and not row.glued(end) and not _is_behind(row, end, named)
    if term.begin == end and term.roles.play(("scales.",)):
        return _counts_things(row, begin, term.end, named)
    if row.norm(begin) in DAYS and term.roles.play(("months.",)):
        return True
    return term.roles.play(THINGS) and not (term.roles.signs and named) and not row.has(term.end, "bounds.")


def _is_behind(row: Row, at: int, named: Sequence[int]) -> bool:
    """Whether people stand behind a token, in the same clause."""
    following = min((index for index in named if index >= at), default=None)
    between = row.tokens[at:following] if following is not None else ()
    return following is not None and all(token.text[0].isalnum() or token.text in PASSED for token in between)

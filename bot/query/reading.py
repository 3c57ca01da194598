"""All that the words of a question may mean → the meanings that cover it best, and the words that none covers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from zoneinfo import ZoneInfo

from bot.model import DEPLOYMENTS
from bot.query.least import lacks_figure, least_pieces
from bot.query.names import name_pieces
from bot.query.periods import period_pieces
from bot.query.record import IDLE_RANK, NOTHING, Piece, Query, merged
from bot.query.sheet import GAP, Sheet, sheet_of
from bot.query.terms import term_pieces
from bot.query.vocabulary import own_pieces

__all__ = ["parse_query"]

WORD = re.compile(r"https?://\S+|[^\s,;:·|!?«»“”„\"()\[\]<>/&]+")

MARKS = frozenset(",/|;")
"""What stands between two things that are asked for side by side, beside "and" and "or"."""


def parse_query(text: str, *, now: datetime, zone: str = "UTC") -> Query:
    """Read a question in any of the languages, or several at once, in any order; no text is an error.

    now (aware) is the moment of asking, zone the IANA zone whose days the periods are of: "yesterday" is the day before now's
    day there, and a month without a year the latest of that name that has begun.
    """
    sheet = sheet_of(text)
    day = now.astimezone(ZoneInfo(zone)).date()
    periods = list(period_pieces(sheet, day))
    taken = frozenset(offset for piece in periods for offset in range(piece.start, piece.end))
    pieces = _chosen(
        chain(periods, own_pieces(sheet), name_pieces(sheet, day), term_pieces(sheet, day), least_pieces(sheet, taken))
    )
    unknown = tuple(_unknown(sheet, pieces))
    asked = merged(_plainest(sheet, pieces))
    return replace(asked, lacks_figure=lacks_figure(sheet, pieces), unknown=(*unknown, GAP) if sheet.is_cut else unknown)


def _chosen(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces none of which overlaps another, in order: the longest win, of equal ones the lower rank, and a post's
    small words come after all that ask for something.

    The same words may mean two events ("either"), but not two of anything else; small words may overlap, for what they are
    is all the same.
    """
    best = sorted(dict.fromkeys(pieces), key=lambda piece: (piece.rank == IDLE_RANK, piece.start - piece.end, piece.rank))
    owner: dict[int, Piece] = {}
    chosen: list[Piece] = []
    for piece in best:
        span = range(piece.start, piece.end)
        if all(_may_share(piece, owner[offset]) for offset in span if offset in owner):
            chosen.append(piece)
            for offset in span:
                owner.setdefault(offset, piece)
    return sorted(chosen, key=lambda piece: piece.start)


def _may_share(piece: Piece, other: Piece) -> bool:
    if piece.asks == other.asks == NOTHING:
        return True
    is_same = (piece.start, piece.end, piece.rank) == (other.start, other.end, other.rank)
    return is_same and bool(piece.asks.events)


def _plainest(sheet: Sheet, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without weak events where plainer ones are, and without deployments that a word beside them makes plans."""
    has_plain = any(piece.asks.events and not piece.weak for piece in pieces)
    moves = [piece for piece in pieces if piece.asks.events and piece.asks.events <= DEPLOYMENTS]
    plans = [piece for piece in moves if piece.plans]
    for piece in pieces:
        plans_another = piece.plans and len(moves) > 1  # the "will" of "will be sent"
        is_planned = piece in moves and not piece.plans and any(not _is_joined(sheet, piece, plan) for plan in plans)
        if not is_planned and (not piece.weak or not has_plain or plans_another):
            yield piece


def _is_joined(sheet: Sheet, one: Piece, other: Piece) -> bool:
    """Whether something stands between two pieces that makes them two wishes: "deployed or planned"."""
    first, second = sorted((one, other), key=lambda piece: piece.start)
    return any(
        first.end <= token.start < second.start and (token.norm in MARKS or row.has(index, "joins.and", "joins.or"))
        for row in sheet.rows
        for index, token in enumerate(row.tokens)
    )


def _unknown(sheet: Sheet, pieces: Sequence[Piece]) -> Iterator[str]:
    """The words of which some part has no meaning, where it is more than marks."""
    covered = bytearray(len(sheet.text))
    for piece in pieces:
        covered[piece.start : piece.end] = b"\1" * (min(piece.end, len(covered)) - piece.start)
    for word in WORD.finditer(sheet.text):
        if any(not covered[at] and _tells(sheet.text[at]) for at in range(*word.span())):
            yield word[0]


def _tells(char: str) -> bool:
    """Whether a character says something: a letter, a digit, a picture."""
    return char.isalnum() or unicodedata.category(char) == "So"

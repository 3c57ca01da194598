"""The least figure that is asked for: "min 100", "at least 1,000", «від 100», 100명 이상."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from bot.extract.numbers import figures
from bot.query.record import NOTHING, Piece, Query
from bot.query.sheet import Sheet
from bot.query.vocabulary import is_said

__all__ = ["least_pieces"]

LEAST_RANK = 1
MARKS = frozenset(".:=")
SPELLED = 3
"""So many words a phrase such as "no less than" may have."""

MINIMUM, FROM = "minimum", "since"
"""Rows of [words]: what bounds figures alone, and what bounds figures and times."""


def least_pieces(sheet: Sheet, taken: Set[int]) -> Iterator[Piece]:
    """The figures with an open end above; taken are the offsets of what belongs to dates and times."""
    for row in sheet.rows:
        dated = frozenset(
            index
            for index, token in enumerate(row.tokens)
            if token.start in taken and _bound_before(sheet, token.start, MINIMUM) is None  # "min 2024" is no year
        )
        for figure in figures(row, dated):
            start = row.tokens[figure.begin].start
            begin = _bound_before(sheet, start, MINIMUM, FROM)
            if figure.low is None or figure.rule == "range" or (begin is None and figure.high is not None):
                continue  # of a range only its lower end could be asked for, and the rest would go unsaid
            last = row.tokens[figure.end - 1]
            asks = Query(minimum=figure.low or None)
            yield Piece(start if begin is None else begin, last.end + len(last.ending), LEAST_RANK, asks)


def lacks_figure(sheet: Sheet, pieces: Sequence[Piece]) -> bool:
    """Whether a "min" stands among the chosen pieces that bounds no figure: what was meant is not known then."""
    bounded = [range(piece.start, piece.end) for piece in pieces if piece.rank == LEAST_RANK]
    return any(
        piece.asks == NOTHING and is_said(_phrase(sheet, piece), MINIMUM) and not any(piece.start in span for span in bounded)
        for piece in pieces
    )


def _phrase(sheet: Sheet, piece: Piece) -> str:
    return " ".join(token.norm for token in sheet.tokens if piece.start <= token.start < piece.end)


def _bound_before(sheet: Sheet, offset: int, *names: str) -> int | None:
    """Where a phrase of such rows of [words] begins that ends just before an offset; None where none does."""
    end = sum(token.end <= offset for token in sheet.tokens)
    while end > 0 and sheet.tokens[end - 1].norm in MARKS:  # "min. 100"
        end -= 1
    for begin in range(max(0, end - SPELLED), end):
        phrase = " ".join(token.norm for token in sheet.tokens[begin:end])
        if any(is_said(phrase, name) for name in names):
            return sheet.tokens[begin].start
    return None

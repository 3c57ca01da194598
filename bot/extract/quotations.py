"""Quotations that run over several sentences: where they open, and where they end."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["is_open_behind"]

OPENING, LOW, EITHER, CLOSING, STRAIGHT = "«", "„", "“", "»”", '"'
"""“ opens a quotation, or closes one that „ has opened."""


def is_open_behind(marks: Iterable[str], *, opened: bool) -> bool:
    """Whether a quotation is open behind words with these marks; opened says whether one was before them."""
    depth = low = straight = 0
    for mark in marks:
        if mark == LOW:
            depth, low = depth + 1, low + 1
        elif mark == EITHER and low:
            depth, low = depth - 1, low - 1
        elif mark in (OPENING, EITHER):
            depth += 1
        elif mark in CLOSING:
            depth -= 1
        elif mark == STRAIGHT:
            straight += 1
    if depth:
        return depth > 0
    return opened != (straight % 2 == 1)

"""The exact words, shortened so that the figures stay in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["joined", "shorten"]

FIGURE = re.compile(r"\d+(?:[\s.,\u00a0\u202f\u2009]\d{3})*(?:[.,]\d+)?")
"""Figures as posts write them: 3000, 773 620, 789,550, 1.2."""

GAP = "…"


def joined(parts: Iterable[tuple[int, int, str]]) -> str:
    """Passages of one text as one, given as (start, end, words); those that overlap are merged, others are set apart by …"""
    whole, reach = "", 0
    for start, end, words in sorted(parts, key=lambda part: (part[0], -part[1])):
        if not whole:
            whole, reach = words, end
        elif start > reach:
            whole, reach = f"{whole} {GAP} {words}", end
        elif end > reach:
            whole, reach = whole + words[len(words) - (end - reach) :], end
    return whole


def shorten(words: str, numbers: Sequence[int], limit: int = 200) -> str:
    """The words on one line and within the limit (in characters), cut by … where the figures are not.

    numbers are the figures to keep; where none of them is written in digits, the beginning is kept.
    """
    line = " ".join(words.split())
    if len(line) <= limit:
        return line
    kept = _spans(line, numbers) or [(0, 0)]
    room = max(8, (limit - sum(end - start for start, end in kept)) // (2 * len(kept)))
    pieces: list[tuple[int, int]] = []
    for start, end in kept:
        start, end = _to_words(line, max(0, start - room), min(len(line), end + room))
        if pieces and start <= pieces[-1][1] + 1:
            pieces[-1] = (pieces[-1][0], max(end, pieces[-1][1]))
        else:
            pieces.append((start, end))
    if not any(numbers) or kept == [(0, 0)]:
        pieces = [(0, _to_words(line, 0, limit)[1])]
    shown = f" {GAP} ".join(line[start:end].strip() for start, end in pieces)
    return f"{GAP if pieces[0][0] else ''}{shown}{GAP if pieces[-1][1] < len(line) else ''}"


def _spans(line: str, numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Where these numbers stand: written out, or as the figure before "thousand" and the like."""
    found = []
    for number in dict.fromkeys(numbers):
        for match in FIGURE.finditer(line):
            digits = re.sub(r"\D", "", match.group())
            if int(digits) and _means(match.group(), int(digits), number):
                found.append(match.span())
                break
    return sorted(found)


def _means(written: str, digits: int, number: int) -> bool:
    if digits == number:
        return True
    value = float(written.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", written) else digits
    return any(value * scale == number for scale in (100, 1_000, 10_000, 1_000_000))


def _to_words(line: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends inwards to a gap between words, where there is one near."""
    if start > 0 and (gap := line.find(" ", start, start + 24)) >= 0:
        start = gap + 1
    if end < len(line) and (gap := line.rfind(" ", max(start, end - 24), end)) >= 0:
        end = gap
    return start, end

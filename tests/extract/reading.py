"""Short ways to what one stage of the extractor makes of a text."""

from __future__ import annotations

from datetime import date

from bot.extract.lexicon import lexicon
from bot.extract.moment import Time
from bot.extract.numbers import Figure, figures
from bot.extract.row import Row, rows_of
from bot.extract.text import lines
from bot.extract.times import times


def rows(text: str, language: str = "en") -> list[Row]:
    """The sentences of a text."""
    words = lexicon(language, None)
    return [row for number, line in enumerate(lines(text)) for row in rows_of(line, words, number)]


def times_in(text: str, day: date, language: str = "en") -> list[Time]:
    """The times of a text, seen from the day of a post."""
    return [time for row in rows(text, language) for time in times(row, day)]


def figures_in(text: str, language: str = "en", day: date = date(2025, 1, 15)) -> list[Figure]:
    """The figures of a text that no time has taken."""
    found = []
    for row in rows(text, language):
        taken = {index for time in times(row, day) for index in range(time.begin, time.end)}
        found += figures(row, taken)
    return found

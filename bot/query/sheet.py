"""The question as every lexicon sees it: one text, and for each language a row of its words with their roles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from bot.extract.lexicon import languages, lexicon
from bot.extract.row import Row
from bot.extract.text import Token, plain, tokens

__all__ = ["GAP", "Sheet", "sheet_of"]

MOST_WORDS = 60
MOST_LETTERS = 1000
"""Nobody asks with more; the rest of an endless message is not looked at, and GAP stands for it among the unknown words."""

GAP = "…"
SMALLEST_NAME = 3
"""From so many letters on a word written small may be a name: "zelensky". In two only capitals tell US from "us"."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question: its text (NFC), its tokens, the same as each language cuts and reads them; is_cut tells that more was typed."""

    text: str
    tokens: tuple[Token, ...]
    rows: tuple[Row, ...]
    is_cut: bool

    def phrase(self, begin: int, end: int) -> str:
        """The words from one token up to another, as they were typed."""
        return self.text[self.tokens[begin].start : self.tokens[end - 1].end]

    def before(self, offset: int) -> Token | None:
        """The token that ends last before an offset."""
        return next((token for token in reversed(self.tokens) if token.end <= offset), None)


def sheet_of(question: str) -> Sheet:
    """Cut a question into words and look each up in every language there is."""
    text = unicodedata.normalize("NFC", question[: MOST_LETTERS + 1])
    found = tuple(tokens(plain(text)))
    is_cut = len(question) > MOST_LETTERS or len(found) > MOST_WORDS
    if is_cut:
        found = found[:MOST_WORDS]
        text = text[: min(found[-1].end, MOST_LETTERS) if found else MOST_LETTERS]
    named = [_as_name(token) for token in found]
    return Sheet(text, found, tuple(_row(named, language) for language in languages()), is_cut)


def _row(named: list[Token], language: str) -> Row:
    words = lexicon(language, None)
    cut = words.segment(named)
    return Row(cut, words.terms(cut), words)


def _as_name(token: Token) -> Token:
    """A word as if it were written with a capital, for people type names as they like."""
    if token.is_word and not token.is_capital and len(token.text) >= SMALLEST_NAME:
        return token._replace(text=token.text[0].title() + token.text[1:])
    return token

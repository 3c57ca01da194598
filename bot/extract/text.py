"""The canonical text → lines → tokens with offsets; nothing is moved, so every offset holds in the post's own text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Line", "Token", "is_number", "lines", "offsets_of_nfc", "plain", "tokens"]

APOSTROPHES = "’ʼ‘`´′＇"
DASHES = "‐‑‒–—―−–"
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f\r"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufe0f\ufeff\u00ad\u200e\u200f"
ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys(INVISIBLE, " "),
        "∼": "~",
        "～": "~",
        "〜": "~",
        "：": ":",
    }
)
MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|&(?:nbsp|amp|lt|gt|quot|#\d{1,6});|https?://\S+|\*\*|__")

TOKEN = re.compile(
    r"""
      \d{1,4}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\d) | \d{4}-\d{2}-\d{2}(?!\d)   # a date
    | \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?=\s?(?:[ap]\.?m|UTC|GMT|год|ч\b)) | \d{1,2}:\d{2}(?::\d{2})?  # a time of day
    | \d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*(?![\d]|[.,]\d)                      # grouped digits
    | \d+[.,]\d+(?!\d) | \d+                                                   # decimals, plain digits
    | (?:[A-Za-z]\.){2,}                                                       # U.S.
    | [^\W\d_]+(?:['][^\W\d_]+)*(?:-[^\W\d_]+(?:['][^\W\d_]+)*)*               # words
    | [^\w\s] | _
    """,
    re.X,
)
HANGUL = re.compile(r"[\uac00-\ud7a3]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; start and end are offsets in the post's text, norm is how it is looked up."""

    text: str
    norm: str
    start: int
    end: int
    glued: bool

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def is_number(text: str) -> bool:
    """Whether a token is written in digits."""
    return text[0].isdigit()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a post: its tokens, whether it is a list's item, and whether a blank line stood before it."""

    tokens: tuple[Token, ...]
    is_item: bool
    opens: bool
    start: int
    end: int


def plain(text: str) -> str:
    """The text as it is looked at: same length, marks of one kind made one, markup blanked."""
    text = text.translate(ONE_TO_ONE)

    def blank(found: re.Match[str]) -> str:
        return ("\n" if found[0].startswith("<br") else " ").ljust(len(found[0]))

    return MARKUP.sub(blank, text)


def offsets_of_nfc(text: str) -> tuple[str, list[int]]:
    """The text in NFC, and for each of its offsets (its length included) the offset in the text as given."""
    if unicodedata.is_normalized("NFC", text):
        return text, []
    out: list[str] = []
    offsets: list[int] = []
    begin = 0
    while begin < len(text):
        end = begin + 1
        while end < len(text) and (unicodedata.combining(text[end]) or _joins(text[end])):
            end += 1
        composed = unicodedata.normalize("NFC", text[begin:end])
        out.append(composed)
        offsets += [begin] * len(composed)
        begin = end
    return "".join(out), [*offsets, len(text)]


def _joins(char: str) -> bool:
    """Whether a Hangul vowel or final consonant, which joins the letter before it."""
    return "\u1160" <= char <= "\u11ff"


ITEM = re.compile(r"\s*(?:[^\w\s«“„\"'(+~≈]+\s*|\(?\d{1,2}[.)]\s+)")


def lines(text: str) -> Iterator[Line]:
    """The lines that hold anything, in order."""
    looked_at = plain(text)
    at, opens = 0, True
    for row in looked_at.split("\n"):
        found = tuple(tokens(row, at))
        if any(token.text[0].isalnum() for token in found):
            bullet = ITEM.match(row)
            yield Line(found, bool(bullet), opens, at, at + len(row))
            opens = False
        else:
            opens = True
        at += len(row) + 1


def tokens(row: str, at: int = 0) -> Iterator[Token]:
    """The tokens of a stretch of plain text that begins at an offset."""
    end = -1
    for found in TOKEN.finditer(row):
        text = found[0]
        yield Token(text, text.casefold(), at + found.start(), at + found.end(), found.start() == end)
        end = found.end()

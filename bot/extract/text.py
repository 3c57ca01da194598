"""The canonical text → lines → tokens with offsets; nothing is moved, so every offset holds in the post's own text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

__all__ = [
    "ANY",
    "ENDING",
    "ENDS",
    "HANGUL",
    "STRETCH",
    "Line",
    "Token",
    "folded",
    "is_number",
    "lines",
    "new_token",
    "offsets_of_nfc",
    "plain",
    "tokens",
]

LIKE = {
    "'": "’ʼ‘`´′＇",
    "-": "‐‑‒–—―−",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f\r",
    "\n": "\u0085\u2028\u2029",
    "~": "∼～〜",
    ":": "：",
}
"""Marks of one kind, each by the one that is looked for."""

ONE_TO_ONE = [(char, mark) for mark, chars in LIKE.items() for char in chars]

INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060\ufe0e\ufe0f\ufeff\u00ad\u0300-\u036f"
"""Marks that may stand inside a word and change nothing: zero-width characters, soft hyphens, stress marks."""

UNSEEN = re.compile(f"[{INVISIBLE}]+")
TAGS = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|&(?:nbsp|amp|lt|gt|quot|laquo|raquo|\#\d{1,6});")
LINKS = re.compile(r"(?:https?://|\bwww\.|\bt\.me/)\S+")
KEYCAPS = re.compile("[\\d#*]\ufe0f?\u20e3")
MARKUP = re.compile(r"\*\*|__|~~|^\#{1,6}[ ]", re.M)
LEADERS = re.compile(r"(?<![._…])[._…]{3,}+(?=[ ]?\d)")
"""The dots between a row's name and its figure in a table."""

TELEPHONES = re.compile(
    r"""
      \+\d(?:[ ()\u00a0-]{0,2}\d){9,13}(?!\d)
    | (?<![\d.,:+])0(?:[ ()\u00a0-]{0,2}\d){8,11}(?!\d)
    | (?<!\d)8[ -]?\(\d{3,4}\)[ -]?\d{2,3}(?:[ -]?\d{2}){2}(?!\d)
    """,
    re.X,
)
LONG_NUMBER = re.compile(r"\d[ ()\u00a0-]{0,2}\d(?:[ ()\u00a0-]{0,2}\d){6}")

BLANKED = (
    (TAGS, ("<", "&")),
    (LINKS, ("http", "www.", "t.me/")),
    (KEYCAPS, ("\u20e3",)),
    (MARKUP, ("**", "__", "~~", "# ")),
    (LEADERS, ("..", "__", "…")),
)
"""What is no text, each with the signs that it begins with or holds."""

LEFT = {"<br": "\n", "&qu": '"', "&la": "«", "&ra": "»"}
"""What is left of what is blanked, by its beginning."""

TOKEN = re.compile(
    rf"""
      (?:[A-Za-z]\.){{2,}}                                                     # U.S.
    | [^\W\d_]+(?:(?:[{INVISIBLE}]+(?:'|-(?=[^\W\d_]))?|'|-(?=[^\W\d_]))[^\W\d_]+)*   # words
    | \d{{1,4}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})(?!\d) | \d{{4}}-\d{{2}}-\d{{2}}(?!\d)   # a date
    | \d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?=\s?(?:[ap]\.?m|UTC|GMT|год|ч\b)) | \d{{1,2}}:\d{{2}}(?::\d{{2}})?  # a time of day
    | \d{{1,3}}([ .,'])\d{{3}}(?:\1\d{{3}}){{0,4}}(?!\d|[.,]\d)                  # grouped digits
    | \d+[.,]\d+(?!\d) | \d+                                                   # decimals, plain digits
    | [^\w\s{INVISIBLE}] | _
    """,
    re.X,
)
ANY = "*"
"""Behind a word of a lexicon: any ending of up to ENDING letters; alone: any word."""

ENDING = 4

ENDS = frozenset(".!?…")
"""Marks that may end a sentence."""

HANGUL = re.compile(r"[\uac00-\ud7a3]+")
STRETCH = re.compile(r"\S+(?:(?<=\d)\s(?=\d|[ap]\.?m|UTC|GMT|год|ч\b)\S+)*")
"""What may be cut into tokens by itself: only numbers in groups and times of the day reach over a space."""

HOLDING = re.compile(r"[^\W_]")
ITEM = re.compile(r"\s*(?:[^\w\s«“„\"'(+~≈]+\s*|\(?\d{1,2}[.)]\s+|«[^»]{1,25}»\s*[-:]\s+(?=.{0,20}?\d|[^.!?]{1,30}\Z))")


class Token(NamedTuple):
    """A word, number or mark; start and end are offsets in the post's text, norm is how it is looked up.

    glued tells that nothing stands between it and the token before; ending is what was cut off behind it, in a language that
    glues particles on.
    """

    text: str
    norm: str
    start: int
    end: int
    glued: bool
    ending: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


new_token: Callable[[tuple[str, str, int, int, bool, str]], Token] = partial(tuple.__new__, Token)
"""A token of its fields in order: there are so many of them that the making counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a post: its plain text, whether it is a list's item, and whether a blank line stood before it."""

    text: str
    is_item: bool
    opens: bool
    start: int


def is_number(text: str) -> bool:
    """Whether a token is written in digits."""
    return text[:1].isdecimal()


@lru_cache(maxsize=1 << 14)
def _word(text: str) -> str:
    return folded(text)


def folded(text: str) -> str:
    """A word as it is looked up: small, without the dots of ё, which many leave out, and without what is unseen."""
    small = text.casefold().replace("ё", "е")
    return small if small.isalnum() else UNSEEN.sub("", small)


def plain(text: str) -> str:
    """The text as it is looked at: same length, marks of one kind made one, markup, links and telephone numbers blanked."""
    for pattern, signs in BLANKED:
        if any(sign in text for sign in signs):
            text = pattern.sub(_blank, text)
    if LONG_NUMBER.search(text):
        text = TELEPHONES.sub(_blank, text)
    for char, mark in ONE_TO_ONE:
        if char in text:
            text = text.replace(char, mark)
    return text


def _blank(found: re.Match[str]) -> str:
    left = "•" if found[0].endswith("\u20e3") else LEFT.get(found[0][:3].casefold(), " ")
    return left.ljust(len(found[0]))


def offsets_of_nfc(text: str) -> tuple[str, list[int]]:
    """The text in NFC, and the offset in the text as given for each of its own (its length included); none where all agree."""
    if unicodedata.is_normalized("NFC", text):
        return text, []
    out: list[str] = []
    offsets: list[int] = []
    begin = 0
    while begin < len(text):
        end = begin + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        composed = unicodedata.normalize("NFC", text[begin:end])
        out.append(composed)
        offsets += [begin] * len(composed)
        begin = end
    return "".join(out), [*offsets, len(text)]


def _joins(char: str) -> bool:
    """Whether a character may melt into the one before: a combining mark, a Hangul vowel or final consonant."""
    return unicodedata.combining(char) != 0 or "\u1160" <= char <= "\u11ff"


def lines(text: str) -> Iterator[Line]:
    """The lines that hold anything, in order."""
    at, opens = 0, True
    for row in plain(text).split("\n"):
        if HOLDING.search(row):
            yield Line(row, ITEM.match(row) is not None, opens, at)
            opens = False
        else:
            opens = True
        at += len(row) + 1


def tokens(row: str, at: int = 0) -> Iterator[Token]:
    """The tokens of a stretch of plain text that begins at an offset."""
    end = -1
    for found in TOKEN.finditer(row):
        text = found[0]
        start, stop = found.span()
        yield new_token((text, _word(text), at + start, at + stop, start == end, ""))
        end = stop

"""The one canonical text of a post, the same from every reader."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["canonical"]

BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
HALF = re.compile("[\ud800-\udfff]")
TRAILING = re.compile(r"[^\S\n]+$", re.MULTILINE)


def canonical(text: str) -> str:
    """Plain text in its canonical form, by which versions of a post are compared.

    NFC; every line break is U+000A; no control characters but line break and tab; no spaces at the end of a line nor at
    either end of the text; half a surrogate pair, which no database stores, becomes U+FFFD. Doing it twice changes nothing.
    """
    text = CONTROL.sub("", BREAK.sub("\n", text))
    text = unicodedata.normalize("NFC", HALF.sub("\ufffd", text))
    return TRAILING.sub("", text).strip()

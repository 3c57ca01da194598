"""The canonical text: one for all readers, and the same when done twice."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.text import canonical

ANY = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  two lines \r\nand a half\u2028\r", "two lines\nand a half"),
        ("tab\tstays,\x00 controls\x07 go\x9f", "tab\tstays, controls go"),
        ("и\u0306 e\u0301 \u1100\u1161", "й é 가"),
        ("и\x00\u0306", "й"),
        ("spaces\u00a0\u3000 \n\n\n  at ends\u00a0", "spaces\n\n\n  at ends"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("3\u00a0000 осіб 👨\u200d👩", "3\u00a0000 осіб 👨\u200d👩"),
    ],
)
def test_table(text: str, expected: str) -> None:
    assert canonical(text) == expected


@given(ANY)
def test_twice_is_once(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(ANY)
def test_what_it_promises(text: str) -> None:
    result = canonical(text)
    assert unicodedata.is_normalized("NFC", result)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in result)
    assert not any(line != line.rstrip() for line in result.split("\n"))
    result.encode("utf-8")

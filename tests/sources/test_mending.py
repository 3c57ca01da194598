"""What programs write that is no JSON is mended, in whatever pieces the file comes; what is JSON stays as it is."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources import mending
from bot.sources.mending import Mended, TooLongError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def mended(data: bytes, size: int = 1 << 16) -> tuple[bytes, int]:
    """What comes out of a file that is read in pieces, and how many of them were no UTF-8."""
    file = Mended(io.BytesIO(data))
    out = b""
    while piece := file.read(size):
        out += piece
    return out, file.replaced


@pytest.mark.parametrize("size", [3, 5, 64])
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b'["a\x01b\nc\td"]', "a\x01b\nc\td"),
        (rb'["a\x0Bb\x1fc"]', "a\x0bb\x1fc"),
        (rb'["a\\x0Bb"]', r"a\x0Bb"),
        (rb'["it\'s \q"]', "it's q"),
        (b'["a\\"\x02\\\\"]', 'a"\x02\\'),
        (rb'["\u0456\ud83d\ude00"]', "і😀"),
        (b'\xef\xbb\xbf[\n "\xd1\x96"\r\n]\n', "і"),
    ],
)
def test_what_is_no_json_is_made_json(written: bytes, meant: str, size: int) -> None:
    out, replaced = mended(written, size)
    assert (json.loads(out), replaced) == ([meant], 0)


@given(VALUES, st.sampled_from([None, 1]), st.booleans(), st.integers(3, 40))
def test_json_stays_as_it_is(value: Any, indent: int | None, escaped: bool, size: int) -> None:
    written = json.dumps(value, indent=indent, ensure_ascii=escaped).encode()
    assert mended(written, size) == (written, 0)


@given(st.binary(max_size=60), st.integers(3, 20))
def test_whatever_comes_it_ends_and_gives_text(data: bytes, size: int) -> None:
    out, _ = mended(data, size)
    out.decode()


def test_bytes_that_are_no_text_are_replaced_and_counted() -> None:
    out, replaced = mended('["Курськ", "'.encode() + b"\xca\xf3" + '", "і"]'.encode())
    assert (json.loads(out), replaced) == (["Курськ", "��", "і"], 1)


def test_a_string_without_an_end_is_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "LONGEST", 1000)
    with pytest.raises(TooLongError):
        mended(b'["' + b"a" * 5000, 100)

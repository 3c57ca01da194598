"""Text that nobody would write: never a crash, offsets always exact, work in proportion to length."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.extract import explain, extract
from bot.extract.language import language_of
from bot.extract.lexicon import languages
from bot.extract.text import offsets_of_nfc, plain
from bot.model import Channel, Post

CHANNEL = Channel(username="x", title="x", owner="Ministry of Defence", nation="UA", zone="Europe/Kyiv")
DAY = datetime(2025, 1, 15, 12, tzinfo=UTC)
CORPUS = Path(__file__).parents[1] / "corpus"


def a_post(text: str) -> Post:
    return Post(1, DAY, text)


def check(text: str) -> None:
    """Read a text; every statement and every rejected figure must stand where it is said to stand."""
    explained = explain(a_post(text), CHANNEL)
    for statement in explained.statements:
        assert 0 <= statement.start < statement.end <= len(text)
        assert text[statement.start : statement.end] == statement.evidence


def posts() -> list[str]:
    """The corpus's posts; those that whoever writes the rules never reads stay unread here too, mutated or not."""
    files = [path for path in sorted(CORPUS.glob("*.jsonl")) if not path.stem.startswith("held-")]
    return [json.loads(line)["text"] for path in files for line in path.read_text("utf-8").splitlines()]


POSTS = posts()


def pieces() -> list[str]:
    """Stretches of real sentences in all languages."""
    sentences = [line for text in POSTS for line in text.split("\n") if any(char.isdigit() for char in line)]
    return [sentence[begin : begin + 40] for sentence in sentences[::15] for begin in (0, 25)]


JOINERS = [
    *" \n\t.,;:!?…-–—()[]«»“”„'’\"#@%$№+~/|*_<>&",
    "",
    "\u00a0",
    "\u200b",
    "\u202f",
    "\ufe0f\u20e3",
    "\u0301",
    "\u0308",
    "\x00",
    "\ud800",
    "<br/>",
    "<b>",
    "&nbsp;",
    "**",
    "…",
    "🇺🇦",
    "ᄒ",
    "ᅡ",
    "0",
    "24.02.22",
    "1️⃣",
    "тис.",
    "만",
    "https://t.me/x",
]


PIECES = pieces()

TEXTS = int(os.environ.get("HOSTILE_TEXTS", "2000"))
"""How many random and mutated texts are read; `make nightly` reads 100,000."""

PORTION = 1000
"""So many of them are one test, so that a long run shows how far it is."""

LONGEST = 4000
"""A mutated post is cut here, in characters: that it takes time in proportion to its length is another test's business."""

Draw = Callable[[st.SearchStrategy[Any]], Any]


def cut(draw: Draw, text: str) -> str:
    """What is left between two places."""
    begin, end = stretch(draw, text)
    return text[begin:end]


def hole(draw: Draw, text: str) -> str:
    """What is left around two places."""
    begin, end = stretch(draw, text)
    return text[:begin] + text[end:]


def splice(draw: Draw, text: str) -> str:
    """A stretch of another post, in whatever language, put in."""
    at: int = draw(st.integers(0, len(text)))
    other: str = draw(st.sampled_from(POSTS))
    begin, end = stretch(draw, other)
    return text[:at] + other[begin:end] + text[at:]


def other_digits(draw: Draw, text: str) -> str:
    """Every digit another one, of any script, or another sign in its place."""
    digits = draw(st.lists(st.sampled_from("0123456789٣७3²½Ⅻ.,-"), min_size=1, max_size=8))
    return "".join(digits[place % len(digits)] if char.isdigit() else char for place, char in enumerate(text))


def shuffle(draw: Draw, text: str) -> str:
    """The lines in another order."""
    lines: list[str] = list(draw(st.permutations(text.split("\n"))))
    return "\n".join(lines)


def repeat(draw: Draw, text: str) -> str:
    """A stretch several times over."""
    begin, end = stretch(draw, text)
    times: int = draw(st.integers(2, 6))
    return text[:begin] + text[begin:end] * times + text[end:]


def strew(draw: Draw, text: str) -> str:
    """Signs that mean something put in here and there."""
    for joiner in draw(st.lists(st.sampled_from(JOINERS), min_size=1, max_size=5)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + joiner + text[at:]
    return text


def stretch(draw: Draw, text: str) -> tuple[int, int]:
    """Two places in a text, in order."""
    begin, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return begin, end


MUTATIONS = [cut, hole, splice, other_digits, shuffle, repeat, strew]


@st.composite
def mutated(draw: Draw) -> str:
    """A post of the corpus after one mutation or several."""
    text: str = draw(st.sampled_from(POSTS))
    for mutate in draw(st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=4)):
        text = mutate(draw, text)[:LONGEST]
    return text


JOINED = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINERS)), max_size=8).map(
    lambda parts: "".join(piece + joiner for piece, joiner in parts)
)
ANYTHING = st.text(st.characters(codec=None), max_size=80)


@pytest.mark.parametrize("first", range(0, TEXTS, PORTION))
def test_random_and_mutated_texts(first: int) -> None:
    @settings(
        max_examples=min(PORTION, TEXTS - first),
        deadline=None,
        derandomize=False,  # a profile for build servers would give every portion the same texts
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.one_of(mutated(), mutated(), JOINED, ANYTHING))
    def read(text: str) -> None:
        check(text)

    read()


@settings(max_examples=75, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
def test_decomposed_text_is_read_like_composed(parts: list[str]) -> None:
    text = unicodedata.normalize("NFC", " ".join(parts))
    decomposed = unicodedata.normalize("NFD", text)
    check(decomposed)
    told = [unicodedata.normalize("NFC", statement.evidence) for statement in extract(a_post(decomposed), CHANNEL)]
    assert told == [statement.evidence for statement in extract(a_post(text), CHANNEL)]


@settings(max_examples=200, deadline=None)
@given(ANYTHING)
def test_what_holds_for_any_text_at_all(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert language_of(text) in languages()
    composed, offsets = offsets_of_nfc(text)
    assert not offsets or (len(offsets) == len(composed) + 1 and offsets == sorted(offsets))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "7" * 100_000,
        "1.2" * 30_000,
        "123." * 25_000,
        "\x00\x1b[31m300 soldiers were killed\x07",
        "\ud800300 soldiers were killed\udfff",
        "«" * 5000 + "300 soldiers were killed",
        "(“„'" * 2000,
        "300 soldiers were killed" + "\u0301" * 20_000,
        "<" * 20_000,
        "<b" * 20_000,
        "x" * 1_000_000,
        "-" * 100_000,
        "." * 100_000,
        "_" * 100_000,
        "a-" * 40_000,
        "\n" * 1_000_000,
        "2️⃣" * 5000,
        "+1" * 20_000,
        "0 " * 30_000,
        "ᄒ" + "ᅡ" * 20_000,
        "북" * 20_000,
        "Overnight 0001-01-01 and from 5 to 0001-01-09, 300 soldiers were killed.",
    ],
    ids=lambda text: f"{text[:12]!r}…{len(text)}",
)
def test_texts_made_to_break_it(text: str) -> None:
    check(text)


def test_what_is_behind_the_longest_post_is_not_looked_at() -> None:
    first = "300 soldiers were killed.\n"
    statements = extract(a_post(first + "filler\n" * 150_000 + "20 soldiers were wounded."), CHANNEL)
    assert [statement.evidence for statement in statements] == ["300 soldiers were killed"]


def work(text: str) -> int:
    """How many calls the reading of a text takes."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    post = a_post(text)
    extract(post, CHANNEL)
    before: Callable[..., Any] | None = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(post, CHANNEL)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "piece",
    [
        "The enemy lost 300 soldiers near Kursk on 3 February, the ministry said. ",
        "• 300 North Korean soldiers were killed and 20 wounded in Kursk.\n",
        "▪️ tanks – 9 621 (+8)\n",
        "Zelensky said that 300 soldiers were killed.\n\n",
        "300 soldiers were killed and 20 wounded, ",
        "Ворог втратив 300 бійців у Курській області, повідомив Генштаб, ",
        "북한군 300명이 사망했다 ",
        "soldiers killed reportedly said ",
        "no soldiers killed denied ",
        "the soldiers of ",
        "300, ",
        "300-",
        "123.",
        "in Kursk on 3 February he said ",
        "( « „ “ ",
    ],
)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    times = max(40, 1200 // len(piece))
    assert work(piece * (2 * times)) < 2.3 * work(piece * times)

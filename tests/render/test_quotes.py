"""Quotations: exact words, and figures that are never cut away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.render.quotes import joined, shorten

LONG = (
    "Зараз, за попередніми даними, які ми маємо від наших військових на цьому напрямку і які ще перевіряються, "
    "кількість убитих та поранених північнокорейських військових на Курщині перевищує вже 3000 осіб, і ми знаємо, "
    "що це не кінець, бо ротації тривають, а ворог не рахує своїх людей і кидає їх у бій одного за одним"
)


def test_short_words_stay_as_they_are() -> None:
    assert shorten("перевищує вже 3000 осіб", [3000]) == "перевищує вже 3000 осіб"


def test_long_words_keep_the_figure() -> None:
    short = shorten(LONG, [3000], 80)
    assert "перевищує вже 3000 осіб" in short
    assert short.startswith("…")
    assert short.endswith("…")
    assert len(short) <= 84


def test_a_figure_before_thousand_is_found() -> None:
    words = "слово " * 40 + "близько 12 тис. військових " + "слово " * 40
    assert "12 тис." in shorten(words, [12000], 80)


def test_a_grouped_figure_is_found() -> None:
    words = "слово " * 40 + "близько 773 620 (+1 560) осіб " + "слово " * 40
    short = shorten(words, [773620, 1560], 90)
    assert "773 620" in short
    assert "1 560" in short


def test_two_distant_figures_are_both_kept() -> None:
    words = "300 killed " + "and so on " * 40 + "2,700 wounded"
    short = shorten(words, [300, 2700], 100)
    assert short.startswith("300 killed")
    assert short.endswith("2,700 wounded")
    assert " … " in short


def test_words_without_digits_keep_the_beginning() -> None:
    words = "троє загинули " + "слово " * 60
    short = shorten(words, [3], 80)
    assert short.startswith("троє загинули")
    assert short.endswith("…")


def test_lines_become_one() -> None:
    assert shorten("killed:\n  300", [300]) == "killed: 300"


def test_overlapping_passages_are_merged_and_others_set_apart() -> None:
    text = "at least 100 killed and 1,000 wounded; three captured"
    assert joined([(0, 19, text[0:19]), (9, 37, text[9:37])]) == text[:37]
    assert joined([(39, 53, text[39:53]), (0, 19, text[0:19])]) == "at least 100 killed … three captured"
    assert joined([(0, 37, text[0:37]), (9, 19, text[9:19])]) == text[:37]


@given(st.text(max_size=600), st.lists(st.integers(0, 10**9), max_size=4), st.integers(20, 300))
def test_whatever_the_words_nothing_is_invented(words: str, numbers: list[int], limit: int) -> None:
    line = " ".join(words.split())
    short = shorten(words, numbers, limit)
    for piece in short.split("…"):
        assert piece.strip() in line or "…" in line

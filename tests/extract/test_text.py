"""The text as it is looked at: one character for one, whatever the channel's editor put into it."""

from __future__ import annotations

import unicodedata

import pytest

from bot.extract.text import ONE_TO_ONE, lines, offsets_of_nfc, plain, tokens
from tests.extract.reading import figures_in, rows


@pytest.mark.parametrize("apostrophe", "'’ʼ‘`´′＇")
def test_every_apostrophe_is_one(apostrophe: str) -> None:
    (token,) = tokens(plain(f"п{apostrophe}ятеро"))
    assert token.norm == "п'ятеро"


@pytest.mark.parametrize("dash", "-‐‑‒–—―−")
def test_every_dash_is_one(dash: str) -> None:
    (figure,) = figures_in(f"10{dash}12 soldiers")
    assert (figure.low, figure.high) == (10, 12)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", "\u2007", "\u2003", "\u3000"])
def test_every_space_groups_digits(space: str) -> None:
    (figure,) = figures_in(f"773{space}620 soldiers")
    assert figure.low == 773_620


@pytest.mark.parametrize("unseen", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u0301"])
def test_what_is_unseen_inside_a_word_changes_nothing(unseen: str) -> None:
    word = f"sol{unseen}diers"
    (token,) = tokens(plain(word))
    assert (token.norm, token.start, token.end) == ("soldiers", 0, len(word))


def test_the_dots_of_yo_do_not_count() -> None:
    assert [token.norm for token in tokens("тёмный темный")] == ["темный", "темный"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>300</b> soldiers", ["300", "soldiers"]),
        ("<strong>300</strong>&nbsp;soldiers", ["300", "soldiers"]),
        ('<a href="https://t.me/a/1">300</a> soldiers', ["300", "soldiers"]),
        ("**300** __soldiers__", ["300", "soldiers"]),
        ("~~300~~ soldiers", ["300", "soldiers"]),
        ("## 300 soldiers", ["300", "soldiers"]),
        ("300 soldiers https://t.me/c/2025/31?single", ["300", "soldiers"]),
        ("300 soldiers www.mil.ru/31 t.me/x/31", ["300", "soldiers"]),
        ("300 soldiers &quot;", ["300", "soldiers", '"']),
        ("5 < 10", ["5", "<", "10"]),
        ("personnel ........ 300", ["personnel", "300"]),
        ("300\u200b soldiers\ufe0f", ["300", "soldiers"]),
    ],
)
def test_markup_is_blanked(text: str, words: list[str]) -> None:
    assert [token.text for line in lines(text) for token in tokens(line.text)] == words


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<br />", "<BR>"])
def test_a_break_ends_a_line(tag: str) -> None:
    assert len(list(lines(f"300 soldiers{tag}20 officers"))) == 2


@pytest.mark.parametrize("mark", "\u0085\u2028\u2029")
def test_other_line_separators_end_a_line(mark: str) -> None:
    assert len(list(lines(f"300 soldiers{mark}20 officers"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "plain words",
        "п’ять – <b>шість</b>&nbsp;сім<br/>вісім",
        "1️⃣ +380 44 123 45 67 https://t.me/x **\u200b**",
        "\x00\x01\x1f\ud800\udfff\U0010ffff",
        "～300～：〜",
    ],
)
def test_what_is_looked_at_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_one_character_stands_for_one() -> None:
    assert all(len(char) == len(mark) == 1 for char, mark in ONE_TO_ONE)


@pytest.mark.parametrize("start", ["▪️ ", "• ", "- ", "– ", "1. ", "2) ", "1️⃣ ", "🔸 ", "*  "])
def test_a_bullet_makes_an_item(start: str) -> None:
    (line,) = lines(f"{start}personnel and more")
    assert line.is_item


def test_a_name_with_its_figure_is_an_item() -> None:
    (line,) = lines("«West» – up to 300")
    assert line.is_item


@pytest.mark.parametrize("text", ["personnel – 300", "«Personnel», 300", "“300 men”", "(300 men)", "300 men", "+300 men"])
def test_other_lines_are_no_items(text: str) -> None:
    (line,) = lines(text)
    assert not line.is_item


def test_a_blank_line_opens_a_paragraph() -> None:
    assert [line.opens for line in lines("a\nb\n\nc\n \n d")] == [True, False, True, True]


@pytest.mark.parametrize("text", ["Київ", "п'ятеро й усі", "북한군 1만여 명", "ё й ї é", "plain"])
def test_offsets_of_decomposed_text(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    composed, offsets = offsets_of_nfc(decomposed)
    assert composed == text
    for begin in range(len(text)):
        given = decomposed[offsets[begin] : offsets[begin + 1]] if offsets else decomposed[begin]
        assert unicodedata.normalize("NFC", given) == text[begin]


SENTENCES = [
    ("en", ["Gen. A. Smith spoke.", "He left."]),
    ("en", ["Col. Smith and Lt. Gen. Jones of the U.S. Army spoke.", "They left."]),
    ("en", ["It hit School No. 4 in St. Petersburg.", "Nobody was hurt."]),
    ("en", ["Some 1.5 million people left.", "They fled."]),
    ("en", ["On 3 Feb. 2025 he said: 300 died.", "On 4 Jan. Kyiv answered."]),
    ("en", ["They fell back … and then came again."]),
    ("en", ["They fell back... and then came again."]),
    ("en", ["They fell back...", "Then they came again."]),
    ("en", ["“We lost 300.”", "He left."]),
    ("en", ["“We lost 300!” – said the general.", "He left."]),
    ("en", ["Really?!", "Yes."]),
    ("en", ["The enemy lost 300 (killed and wounded.) and left."]),
    ("uk", ["Ворог втратив 12 тис. осіб.", "Бої тривають."]),
    ("uk", ["Ворог втратив 1,06 млн. осіб.", "Бої тривають."]),
    ("uk", ["Станом на 24.02.2025 р. Росія втратила 300 осіб."]),
    ("uk", ["О. Сирський і В. Зеленський були там.", "Бої тривають."]),
    ("uk", ["«Ми знищили 300!» – сказав генерал.", "Бої тривають."]),
    ("uk", ["«Ми знищили 300».", "Бої тривають."]),
    ("ru", ["Враг потерял 12 тыс. человек.", "Бои идут."]),
    ("ru", ["В 2024 г. Россия потеряла 300 человек.", "Бои идут."]),
    ("ru", ["«Уничтожено 300…» — сказал он.", "Бои идут."]),
    ("ko", ["북한군 300명이 사망했다.", "국정원은 확인했다."]),
    ("ko", ["“북한군은 없다.”고 말했다.", "국정원은 확인했다."]),
    ("ko", ["1.5만 명이 사망했다.", "끝."]),
]


@pytest.mark.parametrize(("language", "sentences"), SENTENCES)
def test_where_sentences_end(language: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    found = [row.offsets(0, len(row)) for row in rows(text, language)]
    begins = [text.index(sentence) for sentence in sentences]
    assert [begin for begin, _ in found] == begins


def test_korean_sentences_end_without_a_space() -> None:
    assert len(rows("북한군 300명이 사망했다.국정원은 확인했다.", "ko")) == 2

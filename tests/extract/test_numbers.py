"""Figures in every usual way of writing them, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.extract.reading import figures_in

Bounds = tuple[int | None, int | None]

EXACT = [
    ("en", "773 620 soldiers", 773_620),
    ("en", "773,620 soldiers", 773_620),
    ("en", "773.620 soldiers", 773_620),
    ("en", "773'620 soldiers", 773_620),
    ("en", "773’620 soldiers", 773_620),
    ("en", "773\u00a0620 soldiers", 773_620),
    ("en", "773\u202f620 soldiers", 773_620),
    ("en", "773\u2009620 soldiers", 773_620),
    ("en", "1'200 soldiers", 1200),
    ("en", "1,002,340 soldiers", 1_002_340),
    ("en", "12 thousand soldiers", 12_000),
    ("en", "12k soldiers", 12_000),
    ("en", "1.5k soldiers", 1500),
    ("en", "1.2 million soldiers", 1_200_000),
    ("en", "1.001 million soldiers", 1_001_000),
    ("en", "1.06 mln soldiers", 1_060_000),
    ("en", "4.35 thousand soldiers", 4350),
    ("en", "three thousand soldiers", 3000),
    ("en", "twelve soldiers", 12),
    ("en", "a dozen soldiers", 12),
    ("en", "two dozen soldiers", 24),
    ("en", "half a dozen soldiers", 6),
    ("en", "half a million soldiers", 500_000),
    ("en", "two hundred and fifty soldiers", 250),
    ("en", "two hundred fifty soldiers", 250),
    ("en", "a hundred and twenty-five soldiers", 125),
    ("en", "twenty-five soldiers", 25),
    ("en", "Twenty-five soldiers", 25),
    ("en", "eighty four soldiers", 84),
    ("en", "three thousand two hundred and eleven soldiers", 3211),
    ("en", "two thousand and forty soldiers", 2040),
    ("en", "one hundred thousand soldiers", 100_000),
    ("en", "a 3,000-strong contingent", 3000),
    ("uk", "773 620 осіб", 773_620),
    ("uk", "12 тис. осіб", 12_000),
    ("uk", "12 тис осіб", 12_000),
    ("uk", "12 тисяч осіб", 12_000),
    ("uk", "1,06 млн осіб", 1_060_000),
    ("uk", "51,2 тис. осіб", 51_200),
    ("uk", "вісімдесят чотири бійці", 84),
    ("uk", "двісті п'ятдесят бійців", 250),
    ("uk", "двісті п’ятдесят бійців", 250),
    ("uk", "двоє бійців", 2),
    ("uk", "п'ятнадцятеро бійців", 15),
    ("uk", "пів тисячі бійців", 500),
    ("uk", "півтори тисячі бійців", 1500),
    ("uk", "півтора десятка бійців", 15),
    ("uk", "дві з половиною тисячі бійців", 2500),
    ("uk", "тисяча двісті бійців", 1200),
    ("uk", "сто двадцять три бійці", 123),
    ("uk", "сто тисяч бійців", 100_000),
    ("uk", "три десятки бійців", 30),
    ("uk", "10-ти бійців", 10),
    ("uk", "5-х бійців", 5),
    ("uk", "110-тисячне угруповання", 110_000),
    ("uk", "стотисячне угруповання", 100_000),
    ("ru", "773 620 человек", 773_620),
    ("ru", "12 тыс. человек", 12_000),
    ("ru", "51,2 тыс. человек", 51_200),
    ("ru", "1,06 млн человек", 1_060_000),
    ("ru", "двести пятьдесят солдат", 250),
    ("ru", "четверо солдат", 4),
    ("ru", "пятнадцать солдат", 15),
    ("ru", "полтора десятка солдат", 15),
    ("ru", "полторы тысячи солдат", 1500),
    ("ru", "две с половиной тысячи солдат", 2500),
    ("ru", "пять с половиной тысяч солдат", 5500),
    ("ru", "пол тысячи солдат", 500),
    ("ru", "тысяча двести тридцать четыре солдата", 1234),
    ("ru", "семьсот тысяч солдат", 700_000),
    ("ru", "50-тысячная группировка", 50_000),
    ("ko", "1,420명", 1420),
    ("ko", "79만 3천570명", 793_570),
    ("ko", "79만3천570명", 793_570),
    ("ko", "4만8천 명", 48_000),
    ("ko", "1만1000명", 11_000),
    ("ko", "1만 1천 명", 11_000),
    ("ko", "1만1,000명", 11_000),
    ("ko", "3천200명", 3200),
    ("ko", "열네 명", 14),
    ("ko", "스물다섯 명", 25),
    ("ko", "세 명", 3),
    ("ko", "삼십육 명", 36),
    ("ko", "81만 명", 810_000),
    ("ko", "백이십 명", 120),
]

BOUNDED: list[tuple[str, str, Bounds]] = [
    ("en", "more than 3,000 soldiers", (3000, None)),
    ("en", "at least eight soldiers", (8, None)),
    ("en", "upwards of 550,000 soldiers", (550_000, None)),
    ("en", "60-plus terrorists", (60, None)),
    ("en", "60+ terrorists", (60, None)),
    ("en", "a hundred or more soldiers", (100, None)),
    ("en", ">300 soldiers", (300, None)),
    ("en", "≥ 300 soldiers", (300, None)),
    ("en", "<More than 300 soldiers", (300, None)),
    ("en", ">up to 300 soldiers", (None, 300)),
    ("en", "up to 410 soldiers", (None, 410)),
    ("en", "no more than 1,500 soldiers", (None, 1500)),
    ("en", "fewer than 30 soldiers", (None, 30)),
    ("en", "300 soldiers, the toll rose to 46 people", (46, 46)),
    ("en", "more than a dozen soldiers", (12, None)),
    ("en", "10-12 thousand soldiers", (10_000, 12_000)),
    ("en", "10–12 thousand soldiers", (10_000, 12_000)),
    ("en", "10 – 12 thousand soldiers", (10_000, 12_000)),
    ("en", "10 to 12 thousand soldiers", (10_000, 12_000)),
    ("en", "10-12,000 soldiers", (10_000, 12_000)),
    ("en", "10,000-12,000 soldiers", (10_000, 12_000)),
    ("en", "240,000 to 260,000 soldiers", (240_000, 260_000)),
    ("en", "between 8,000 and 10,000 soldiers", (8000, 10_000)),
    ("en", "between eight and ten thousand soldiers", (8000, 10_000)),
    ("en", "from 50 to 60 soldiers", (50, 60)),
    ("en", "1.5-2 thousand soldiers", (1500, 2000)),
    ("en", "two or three soldiers", (2, 3)),
    ("en", "several soldiers", (3, 9)),
    ("en", "a few soldiers", (3, 9)),
    ("en", "dozens of soldiers", (20, 99)),
    ("en", "hundreds of soldiers", (200, 999)),
    ("en", "several hundred soldiers", (200, 999)),
    ("en", "several thousand soldiers", (2000, 9999)),
    ("en", "tens of thousands of soldiers", (20_000, 99_999)),
    ("uk", "понад 300 бійців", (300, None)),
    ("uk", "щонайменше вісім бійців", (8, None)),
    ("uk", "не менше двох бійців", (2, None)),
    ("uk", "до 150 бійців", (None, 150)),
    ("uk", "не більше 40 бійців", (None, 40)),
    ("uk", "10–12 тисяч бійців", (10_000, 12_000)),
    ("uk", "від 5 до 8 тисяч бійців", (5000, 8000)),
    ("uk", "від 50 до 60 бійців", (50, 60)),
    ("uk", "між 8 000 та 10 000 бійців", (8000, 10_000)),
    ("uk", "1,5–2 тис. бійців", (1500, 2000)),
    ("uk", "двадцять-тридцять бійців", (20, 30)),
    ("uk", "двоє-троє бійців", (2, 3)),
    ("uk", "300 і більше бійців", (300, None)),
    ("uk", "кілька бійців", (3, 9)),
    ("uk", "десятки бійців", (20, 99)),
    ("uk", "кілька сотень бійців", (200, 999)),
    ("uk", "тисячі бійців", (2000, 9999)),
    ("uk", "десятки тисяч бійців", (20_000, 99_999)),
    ("ru", "более 500 солдат", (500, None)),
    ("ru", "свыше 70 тыс. человек", (70_000, None)),
    ("ru", "не менее 18 солдат", (18, None)),
    ("ru", "до 275 солдат", (None, 275)),
    ("ru", "менее 30 солдат", (None, 30)),
    ("ru", "10–12 тысяч солдат", (10_000, 12_000)),
    ("ru", "20-25 тысяч солдат", (20_000, 25_000)),
    ("ru", "от 50 до 60 солдат", (50, 60)),
    ("ru", "от пяти до восьми тысяч солдат", (5000, 8000)),
    ("ru", "десять-пятнадцать солдат", (10, 15)),
    ("ru", "несколько солдат", (3, 9)),
    ("ru", "десятки солдат", (20, 99)),
    ("ru", "сотни солдат", (200, 999)),
    ("ru", "несколько тысяч солдат", (2000, 9999)),
    ("ko", "1만 1천여 명", (11_000, None)),
    ("ko", "100여 명", (100, None)),
    ("ko", "십여 명", (10, None)),
    ("ko", "백여 명", (100, None)),
    ("ko", "60명 이상", (60, None)),
    ("ko", "90명 넘게", (90, None)),
    ("ko", "최소 23명", (23, None)),
    ("ko", "최대 240명", (None, 240)),
    ("ko", "700명 이하", (None, 700)),
    ("ko", "1만~1만2천 명", (10_000, 12_000)),
    ("ko", "3천~4천 명", (3000, 4000)),
    ("ko", "10~15명", (10, 15)),
    ("ko", "수 명", (3, 9)),
    ("ko", "수십 명", (20, 99)),
    ("ko", "수백 명", (200, 999)),
    ("ko", "수천 명", (2000, 9999)),
    ("ko", "수만 명", (20_000, 99_999)),
]

ABOUT = [
    ("en", "about 774 280 soldiers", 774_280),
    ("en", "some 100 soldiers", 100),
    ("en", "almost 350 soldiers", 350),
    ("en", "roughly a thousand soldiers", 1000),
    ("en", "close to 400 soldiers", 400),
    ("en", "~400 soldiers", 400),
    ("en", "≈ 400 soldiers", 400),
    ("uk", "близько 2 300 окупантів", 2300),
    ("uk", "майже тисяча окупантів", 1000),
    ("uk", "приблизно 40 окупантів", 40),
    ("ru", "около 4,5 тыс. солдат", 4500),
    ("ru", "порядка 300 солдат", 300),
    ("ru", "почти 300 солдат", 300),
    ("ko", "약 1만1,000명", 11_000),
    ("ko", "3,000명가량", 3000),
    ("ko", "400명 안팎", 400),
    ("ko", "39만 명 가까이", 390_000),
]

NO_FIGURE = [
    ("en", "since 24.02.22"),
    ("en", "at 09:00 and at 14:30"),
    ("en", "an F-16 and a Mi-24 took off"),
    ("en", "the 45th and the 3rd regiment"),
    ("en", "School No. 4"),
    ("en", "№4 and № 17"),
    ("en", "70% of the energy"),
    ("en", "70 % of the energy"),
    ("en", "a $725 million package"),
    ("en", "€1,200 each"),
    ("en", "a 12-year-old"),
    ("en", "a boy aged 12"),
    ("en", "boys aged 12 and 14"),
    ("en", "boys aged 12, 13 and 14"),
    ("en", "boys aged 12 to 14"),
    ("en", "USD 5 million"),
    ("en", "in 2024"),
    ("en", "1️⃣ the north"),
    ("en", "https://t.me/name/2025 and http://x.org/31"),
    ("en", "t.me/name22/773"),
    ("en", "#2025 #year2025"),
    ("en", "@name22 and @24news"),
    ("en", "call +380 44 123 45 67"),
    ("en", "call 0 800 500 155"),
    ("en", "call 8 (800) 100-20-30"),
    ("en", "a ratio of 3:1"),
    ("en", "24/7"),
    ("en", "T-72B3 and S-300"),
    ("uk", "від 24.02.22"),
    ("uk", "о 09:00 та 14:30"),
    ("uk", "155-та бригада"),
    ("uk", "3-й батальйон і 15-го полку"),
    ("uk", "Су-34 і Мі-24"),
    ("uk", "№4"),
    ("uk", "70% енергії"),
    ("uk", "у 2024 році"),
    ("uk", "#2025"),
    ("ru", "3-й батальон, 155-я бригада"),
    ("ru", "в 14:30"),
    ("ru", "Су-34 и Ми-24"),
    ("ru", "70% энергии"),
    ("ru", "в 2024 году"),
    ("ko", "2025년 2월 6일"),
    ("ko", "제155해군보병여단"),
    ("ko", "09:00"),
    ("ko", "70%"),
]


@pytest.mark.parametrize(("language", "text", "value"), EXACT)
def test_an_exact_figure(language: str, text: str, value: int) -> None:
    (figure,) = figures_in(text, language)
    assert (figure.low, figure.high, figure.approx) == (value, value, False)


@pytest.mark.parametrize(("language", "text", "bounds"), BOUNDED)
def test_bounds_ranges_and_masses(language: str, text: str, bounds: Bounds) -> None:
    figure = figures_in(text, language)[-1]
    assert (figure.low, figure.high, figure.approx) == (*bounds, False)


@pytest.mark.parametrize(("language", "text", "value"), ABOUT)
def test_an_approximate_figure(language: str, text: str, value: int) -> None:
    (figure,) = figures_in(text, language)
    assert (figure.low, figure.high, figure.approx) == (value, value, True)


@pytest.mark.parametrize(("language", "text"), NO_FIGURE)
def test_what_is_no_figure(language: str, text: str) -> None:
    assert figures_in(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "total", "increment"),
    [
        ("en", "personnel – about 774 280 (+1 430)", 774_280, 1430),
        ("en", "personnel: 774,280 (+1,430)", 774_280, 1430),
        ("uk", "особового складу – близько 774 280 (+1 430) осіб", 774_280, 1430),
        ("ru", "личный состав — 774 280 (+1 430) человек", 774_280, 1430),
        ("ko", "병력: 약 843,900명 (하루 새 +1,270명)", 843_900, 1270),
    ],
)
def test_an_increment_beside_a_total(language: str, text: str, total: int, increment: int) -> None:
    first, second = figures_in(text, language)
    assert (first.low, first.signed) == (total, False)
    assert (second.low, second.high, second.signed) == (increment, increment, True)


def test_a_rise_is_no_range() -> None:
    (figure,) = figures_in("The death toll rose from 46 to 58 people")
    assert (figure.low, figure.high) == (58, 58)


def test_items_of_a_list_are_no_range() -> None:
    assert [(figure.low, figure.high) for figure in figures_in("Kharkiv – 5 – 8 wounded")] == [(5, 5), (8, 8)]


@pytest.mark.parametrize("text", ["2024 soldiers", "killed 2024 enemy soldiers"])
def test_four_digits_before_people_are_no_year(text: str) -> None:
    assert [figure.low for figure in figures_in(text)] == [2024]

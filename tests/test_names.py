"""Forces by name: what they are called in four languages, and which of them a person's words mean."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names import LANGUAGES, flag, force_code_of, force_name

TABLE = tomllib.loads(files("bot").joinpath("presets/forces.toml").read_text("utf-8"))
SLUGS = {code for code in TABLE if not code.isupper()}
LISTED = """
un nato eu csto african-union ecowas wagner hamas islamic-jihad hezbollah houthis pmf isis al-qaeda hts sna sdf pkk
lna rsf jnim boko-haram al-shabaab m23 fdlr taliban ttp bla arakan-army tnla mndaa kia pdf
"""


@pytest.mark.parametrize(
    ("code", "shown"), [("KP", "🇰🇵"), ("UA", "🇺🇦"), ("hamas", ""), ("un", ""), ("eu", ""), ("EU", ""), ("", "")]
)
def test_states_have_flags(code: str, shown: str) -> None:
    assert flag(code) == shown


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("KP", ["North Korea", "Північна Корея", "Северная Корея", "북한"]),
        ("KR", ["South Korea", "Південна Корея", "Южная Корея", "한국"]),
        ("US", ["United States", "Сполучені Штати", "Соединенные Штаты", "미국"]),
        ("RU", ["Russia", "Росія", "Россия", "러시아"]),
        ("wagner", ["Wagner", "«Вагнер»", "«Вагнер»", "바그너"]),
        ("un", ["United Nations", "ООН", "ООН", "유엔"]),
        ("ML", ["Mali", "Малі", "Мали", "말리"]),
    ],
)
def test_names_in_four_languages(code: str, names: list[str]) -> None:
    assert [force_name(code, language) for language in LANGUAGES] == names


@pytest.mark.parametrize(
    ("code", "language", "name"), [("KP", "fr", "North Korea"), ("nobody", "uk", "nobody"), ("QQ", "en", "QQ")]
)
def test_what_has_no_name_is_shown_all_the_same(code: str, language: str, name: str) -> None:
    assert force_name(code, language) == name


@pytest.mark.parametrize(
    ("code", "phrases"),
    [
        (
            "KP",
            "north korea|North Korean|north koreans|DPRK|КНДР|північнокорейські|Північної Кореї|северокорейские|북한군|KP",
        ),
        ("KR", "South Korea|south koreans|південнокорейських|южнокорейский|한국|대한민국|ROK|KR"),
        ("RU", "russia|russian|Росія|російські|россия|русские|российских|러시아군|РФ|RU"),
        ("UA", "Ukraine|ukrainians|україна|українські|украинских|우크라이나|ЗСУ|ВСУ|UA"),
        ("US", "US|us|U.S.|USA|american|США|американські|미군"),
        ("PS", "palestinian|Gaza|палестинці|팔레스타인"),
        ("IN", "India|indian|IN|Індія|индийские|인도"),
        ("ID", "Indonesia|індонезійці|인도네시아"),
        ("NE", "Niger"),
        ("NG", "Nigeria|nigerian"),
        ("SS", "South Sudan|Южный Судан|남수단"),
        ("SD", "Sudan|sudanese|Судан|수단"),
        ("MM", "Myanmar|М’янма|М'янма|Мʼянма"),
        ("CL", "Chile|Чилі|Чили|칠레|CL"),
        ("wagner", "wagner|Wagnerites|вагнер|вагнерівці|바그너"),
        ("hamas", "hamas|ХАМАС|хамасу|하마스"),
        ("hezbollah", "Hezbollah|Хезболла|Хезболли|헤즈볼라"),
        ("un", "UN|United Nations|ООН|유엔"),
        ("eu", "EU|European Union|ЄС|Европейский союз"),
        ("isis", "ISIS|ИГИЛ|ІДІЛ|Islamic State"),
        ("islamic-jihad", "islamic jihad|islamic-jihad"),
        ("ttp", "Pakistani Taliban|파키스탄 탈레반"),
    ],
)
def test_words_for_a_force_however_inflected(code: str, phrases: str) -> None:
    assert {phrase: force_code_of(phrase) for phrase in phrases.split("|")} == dict.fromkeys(phrases.split("|"), code)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "drnoe",
        "in",
        "it",
        "no",
        "so",
        "me",
        "korea north",
        "даними",
        "росток",
        "индивид",
        "ZZ",
        "EZ",
        "*",
        "united",
        "russia soldiers",
    ],
)
def test_what_names_no_force(words: str) -> None:
    assert force_code_of(words) is None


def test_decomposed_and_spaced_words_are_the_same_words() -> None:
    assert force_code_of("  North   Korea ") == "KP"
    assert force_code_of("росі\u0438\u0306ські") == "RU"


def test_every_force_of_the_closed_list_has_names_and_words_in_every_language() -> None:
    assert set(LISTED.split()) == SLUGS
    assert [
        (slug, language)
        for slug in SLUGS
        for language in LANGUAGES
        if not TABLE[slug].get(language) or not TABLE[slug]["name"].get(language)
    ] == []


def test_a_force_is_found_by_its_own_name_in_every_language() -> None:
    names = {(code, force_name(code, language)) for code in TABLE for language in LANGUAGES}
    assert {(force_code_of(name.strip("«»")), name) for _, name in names} == names


def test_no_word_names_two_forces() -> None:
    named: dict[str, set[str]] = defaultdict(set)
    for code, row in TABLE.items():
        for language in LANGUAGES:
            for word in row.get(language, ()):
                named[word].add(code)
                assert word == word.casefold(), word
    assert {word: codes for word, codes in named.items() if len(codes) > 1} == {}


@given(st.text(max_size=60))
def test_any_text_is_looked_up_without_an_error(phrase: str) -> None:
    code = force_code_of(phrase)
    assert code is None or force_name(code, "en") != code

"""The lexicons: checked when they are read, matched longest first, and all that a new language needs."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from bot.extract import explain, extract
from bot.extract.glance import Glance
from bot.extract.language import language_of
from bot.extract.lexicon import LexiconError, Shelf, languages, lexicon
from bot.extract.phrases import Lexicon
from bot.extract.signs import TELLS
from bot.extract.text import tokens
from bot.extract.validation import faults
from bot.model import Channel, Event, People, Post, Stance
from tests.extract.reading import rows

FOLDER = files("bot.extract") / "lexicons"


def a_table(language: str) -> dict[str, Any]:
    """A lexicon's file, to be spoilt."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", languages())
def test_each_lexicon_is_as_it_should_be(language: str) -> None:
    assert list(faults(a_table(language), a_table("en"))) == []


def test_there_is_a_lexicon_for_each_language_of_the_product() -> None:
    assert {"en", "uk", "ru", "ko"} <= set(languages())


def without_table(words: dict[str, Any]) -> None:
    """Leave a table out."""
    del words["bounds"]


def without_key(words: dict[str, Any]) -> None:
    """Leave a key out."""
    del words["bounds"]["over"]


def without_event(words: dict[str, Any]) -> None:
    """Leave an event out."""
    del words["events"]["captured"]


def unknown_table(words: dict[str, Any]) -> None:
    """Have a table that nothing asks for."""
    words["boundz"] = {"over": ["more than"]}


def unknown_key(words: dict[str, Any]) -> None:
    """Have a key that nothing asks for."""
    words["bounds"]["ovr"] = ["more than"]


def unknown_way(words: dict[str, Any]) -> None:
    """Have a way that nothing asks for."""
    words["events"]["killed"]["deeds"] = ["slew"]


def bad_value(words: dict[str, Any]) -> None:
    """Have a key that is no number."""
    words["numbers"]["seven"] = ["seven"]


def bad_mass(words: dict[str, Any]) -> None:
    """Have a mass that ends before it begins."""
    words["vague"]["9-3"] = ["a handful"]


def no_list(words: dict[str, Any]) -> None:
    """Have a word where a list should be."""
    words["bounds"]["over"] = "more than"


def empty_word(words: dict[str, Any]) -> None:
    """Have an entry without letters."""
    words["bounds"]["over"].append(" ")


def twice(words: dict[str, Any]) -> None:
    """Have a word twice."""
    words["bounds"]["over"] += ["over", "over"]


def killed_and_wounded(words: dict[str, Any]) -> None:
    """Have a word in two events."""
    words["events"]["killed"]["act"].append("maimed")
    words["events"]["wounded"]["fate"].append("maimed")


def own_and_enemy(words: dict[str, Any]) -> None:
    """Have a word on two sides."""
    words["sides"]["own"].append("allied")
    words["sides"]["enemy"].append("allied")


def two_values(words: dict[str, Any]) -> None:
    """Have a word for two numbers."""
    words["numbers"]["9"].append("five")


def six_weekdays(words: dict[str, Any]) -> None:
    """Have a week of six days."""
    words["time"]["weekdays"].pop()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (without_table, "the table [bounds] is missing"),
        (without_key, "[bounds] lacks over"),
        (without_event, "[events] lacks captured"),
        (unknown_table, "there is no table [boundz]"),
        (unknown_key, "[bounds] has no key ovr"),
        (unknown_way, "[events.killed] has no key deeds"),
        (bad_value, "[numbers] seven is not a value"),
        (bad_mass, "[vague] 9-3 ends before it begins"),
        (no_list, "[bounds] over is no list of words"),
        (empty_word, "[bounds] over is no list of words"),
        (twice, "[bounds.over] has 'over' 3 times"),
        (killed_and_wounded, "'maimed' is both in [events.killed] and in [events.wounded]"),
        (own_and_enemy, "'allied' is both in [sides.own] and in [sides.enemy]"),
        (two_values, "'five' is both in [numbers.5] and in [numbers.9]"),
        (six_weekdays, "[time] weekdays are 6"),
    ],
)
def test_a_fault_is_told_with_table_and_word(spoil: Any, told: str) -> None:
    words = a_table("en")
    spoil(words)
    found = list(faults(words, a_table("en")))
    assert any(fault.startswith(told) for fault in found), found


def test_the_error_names_the_file(tmp_path: Path) -> None:
    text = (FOLDER / "en.toml").read_text("utf-8")
    (tmp_path / "xx.toml").write_text(text.replace("[bounds]", "[boundaries]"), "utf-8")
    with pytest.raises(LexiconError, match=r"xx\.toml: .*bounds"):
        Shelf(tmp_path).lexicon("xx", None)


@pytest.mark.parametrize("content", [b"[about\n", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_told_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "xx.toml").write_bytes(content)
    with pytest.raises(LexiconError, match=r"xx\.toml"):
        Shelf(tmp_path).table("xx")


def test_the_longest_phrase_wins_and_keeps_all_its_roles() -> None:
    words = Lexicon("xx", [("no", "a"), ("no more", "b"), ("no more than", "c"), ("no more than", "d")])
    found = words.terms(list(tokens("no more than no more or no")))
    assert [(term.begin, term.end, sorted(term.roles)) for term in found] == [(0, 3, ["c", "d"]), (3, 5, ["b"]), (6, 7, ["a"])]


def test_a_star_stands_for_four_letters_at_most_and_a_lone_one_for_a_word() -> None:
    words = Lexicon("xx", [("sold*", "a"), ("take * prisoner", "b")])
    found = words.terms(list(tokens("sold soldiers soldierly take him prisoner take , prisoner")))
    assert [sorted(term.roles) for term in found] == [["a"], ["a"], ["b"]]


def test_a_capital_is_found_only_as_a_capital() -> None:
    words = Lexicon("xx", [("May", "month"), ("may", "plan")])
    assert [sorted(term.roles) for term in words.terms(list(tokens("May may")))] == [["month", "plan"], ["plan"]]


def test_hangul_is_cut_into_stems_and_endings() -> None:
    words = Lexicon("xx", [("북한", "a"), ("군", "b"), ("=북", "c")], ["은", "이", "과"])
    assert [token.text for token in words.segment(list(tokens("북한군은 북과 북군")))] == ["북한", "군", "북", "북군"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The enemy lost 300 soldiers", "en"),
        ("Ворог втратив 300 бійців, її й ґанок", "uk"),
        ("Враг потерял 300 бойцов, выл и ёрзал", "ru"),
        ("적군 300명이 사망했다 (KIA)", "ko"),
        ("Уражено 84 окупанти", "uk"),
        ("Потеряно 84 солдата", "ru"),
        ("Втрати 300 осіб за добу", "uk"),
        ("300", "en"),
        ("", "en"),
        ("ไทย 300", "en"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


TOY = {
    "events.killed.act": ["mortigis", "mortigitaj"],
    "events.wounded.act": ["vundis", "vunditaj"],
    "events.deployed.act": ["sendis"],
    "bounds.over": ["pli ol"],
    "bounds.upto": ["ĝis"],
    "bounds.about": ["ĉirkaŭ"],
    "numbers.3": ["tri"],
    "numbers.12": ["dek du"],
    "scales.1000": ["mil"],
    "vague.20-99": ["dekoj da"],
    "ranges.from": ["de"],
    "ranges.to": ["ĝis"],
    "people.military": ["soldatoj", "soldatojn"],
    "people.civilian": ["civiluloj", "civilulojn"],
    "sides.own": ["niaj", "niajn"],
    "sides.enemy": ["malamikaj", "malamikajn"],
    "hedge.words": ["eble"],
    "time.yesterday": ["hieraŭ"],
    "joins.and": ["kaj"],
    "joins.be": ["estis"],
    "places.before": ["en"],
}
"""A language of its own making, in the words of Esperanto."""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf with a language that the program has never seen, beside English."""
    words = deepcopy(a_table("en"))
    for table, content in words.items():
        if table not in ("about", "events", "numbers", "scales", "vague", "months"):
            words[table] = {key: [] for key in content}
    words["events"] = {event: {way: [] for way in ways} for event, ways in words["events"].items()}
    words |= {"numbers": {}, "scales": {}, "vague": {}, "months": {key: [] for key in words["months"]}}
    words["about"] = {"language": "xx", "letters": "latin", "marks": "ĝĉŭ"}
    for path, entries in TOY.items():
        *tables, key = path.split(".")
        place = words
        for table in tables:
            place = place[table]
        place[key] = entries
    (tmp_path / "xx.toml").write_text(as_toml(words), "utf-8")
    (tmp_path / "en.toml").write_text((FOLDER / "en.toml").read_text("utf-8"), "utf-8")
    return Shelf(tmp_path)


def as_toml(words: dict[str, Any], path: str = "") -> str:
    """The tables as a file of their own."""
    out = f"[{path}]\n" if path else ""
    inner = ""
    for key, value in words.items():
        if isinstance(value, dict):
            inner += as_toml(value, f"{path}.{key}" if path else key)
        else:
            out += f'"{key}" = {value!r}\n'.replace("'", '"')
    return out + inner


def test_a_new_language_is_one_lexicon_and_no_code(shelf: Shelf) -> None:
    channel = Channel(username="x", title="x", owner="Ministry", nation="UA", zone="UTC")
    text = (
        "Hieraŭ niaj soldatoj mortigis pli ol 300 malamikajn soldatojn kaj vundis ĉirkaŭ dek du.\n\n"
        "Eble tri mil civiluloj estis vunditaj.\n\n"
        "Dekoj da malamikaj soldatoj estis mortigitaj."
    )
    post = Post(1, datetime(2025, 1, 15, 12, tzinfo=UTC), text)
    assert explain(post, channel, shelf).language == "xx"
    found = extract(post, channel, shelf)
    assert [(s.event, s.count and (s.count.low, s.count.high), s.force, s.people, s.stance, s.approx) for s in found] == [
        (Event.KILLED, (300, None), "RU", People.MILITARY, Stance.ASSERTED, False),
        (Event.WOUNDED, (12, 12), "RU", People.MILITARY, Stance.ASSERTED, True),
        (Event.WOUNDED, (3000, 3000), "UA", People.CIVILIAN, Stance.HEDGED, False),
        (Event.KILLED, (20, 99), "RU", People.MILITARY, Stance.ASSERTED, False),
    ]
    assert found[0].when is not None
    assert found[0].when.start == datetime(2025, 1, 14, tzinfo=UTC).date()
    assert all(text[s.start : s.end] == s.evidence for s in found)


def test_the_names_of_a_nation_are_its_own_channels_alone() -> None:
    text = "The Ministry of Defence said that 30 soldiers were killed."
    told = {
        nation: {
            role
            for row in rows(text)
            for term in lexicon("en", nation).terms(row.tokens)
            for role in term.roles
            if role.startswith("speaker.")
        }
        for nation in ("UA", "RU")
    }
    assert told["UA"]
    assert told["RU"]
    assert told["UA"] != told["RU"]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("💀", "300 💀"),
        ("уб*", "вчора убитий"),
        ("* mown down", "300 were mown down"),
        ("по-геройськи полягли", "по-геройськи полягли"),
    ],
)
def test_a_line_that_tells_of_an_event_is_not_passed_over(entry: str, text: str) -> None:
    glance = Glance(Lexicon("xx", [(entry, "events.killed.act")]))
    assert glance.at(text) & glance.most(text) & TELLS
    assert not glance.at("nothing of the kind happened down there")


def test_an_event_needs_a_word_by_which_it_is_looked_for() -> None:
    with pytest.raises(LexiconError, match=r"xx: .* in events\.killed\.act"):
        Lexicon("xx", [("*", "events.killed.act")])

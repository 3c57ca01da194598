"""The score: what agrees with gold and what does not, worked out by hand, and files whose lines are bad."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.evaluate import ALL, NUMBERED, GoldError, Report, Tally, evaluate_files
from bot.evaluate.agreement import FIELDS, agrees, is_right, is_scored, pairs
from bot.evaluate.gold import Claim, GoldPost, claim_of, read_gold
from bot.model import Channel, Post

DAY = date(2024, 12, 23)
EVIDENCE = "300 North Korean soldiers were killed"
PLAIN: dict[str, Any] = {
    "event": "killed",
    "count": {"low": 300, "high": 300},
    "of": "person",
    "approx": False,
    "force": "KP",
    "people": "military",
    "basis": None,
    "stance": "asserted",
    "speaker": ["Volodymyr Zelensky", "Zelensky"],
    "via": [],
    "place": ["Kursk Oblast", "Kursk"],
    "when": None,
    "evidence": EVIDENCE,
}
READ: dict[str, Any] = {**PLAIN, "speaker": "Zelensky", "place": "Kursk"}


def gold(**fields: Any) -> Claim:
    return claim_of({**PLAIN, **fields})


def said(**fields: Any) -> Claim:
    return claim_of({**READ, **fields})


def a_post(*claims: Claim, language: str = "en", key: str = "p1") -> GoldPost:
    post = Post(1, datetime(2024, 12, 23, tzinfo=UTC), "")
    return GoldPost(key, language, DAY, post, Channel("c", "", "Zelensky", "UA"), claims)


@pytest.mark.parametrize(
    ("field", "in_gold", "as_read", "verdict"),
    [
        ("event", "killed", "wounded", False),
        ("count", {"low": 300, "high": None}, {"low": 300, "high": 300}, False),
        ("count", None, None, True),
        ("of", None, "person", True),
        ("of", "brigade", "person", False),
        ("force", None, "KP", False),
        ("approx", True, False, False),
        ("basis", "total", "period", False),
        ("stance", "hedged", "hedged", True),
        ("speaker", ["Volodymyr Zelensky", "Zelensky"], "President Volodymyr Zelensky", True),
        ("speaker", ["Volodymyr Zelensky", "Zelensky"], "the tired old President Zelensky", False),
        ("speaker", ["Volodymyr Zelensky"], "Zelensky", False),
        ("speaker", ["Міністр оборони України’"], "міністр оборони україни'", True),
        ("place", None, None, True),
        ("place", None, "Kursk", False),
        ("place", ["Kursk Oblast"], None, False),
        ("via", ["BBC|British Broadcasting Corporation"], ["BBC"], True),
        ("via", ["BBC", "Reuters"], ["Reuters", "BBC"], True),
        ("via", ["BBC"], ["BBC", "Reuters"], False),
        ("via", ["BBC"], [], False),
        ("evidence", EVIDENCE, "North Korean soldiers", True),
        ("evidence", EVIDENCE, "North Koreans", False),
        ("evidence", "300 killed", "300 killed and very many other words of the post, on and on to the end", False),
        ("when", {"from": "2024-12-22", "to": "2024-12-23"}, {"from": "2024-12-22", "to": None}, True),
        ("when", {"from": "2024-12-22", "to": "2024-12-23"}, {"from": "2024-12-21", "to": "2024-12-23"}, False),
        ("when", {"from": "2024-11-01", "to": "2024-12-01"}, {"from": "2024-11-02", "to": "2024-11-30"}, True),
        ("when", {"from": "2024-11-01", "to": "2024-12-01"}, {"from": "2024-11-03", "to": "2024-12-01"}, False),
        ("when", {"from": None, "to": "2024-12-11"}, {"from": "2024-12-11", "to": "2024-12-11"}, False),
        ("when", None, {"from": "2024-12-22", "to": "2024-12-23"}, False),
    ],
)
def test_a_field_agrees(field: str, in_gold: Any, as_read: Any, verdict: bool) -> None:
    assert agrees(field, gold(**{field: in_gold}), said(**{field: as_read}), DAY) is verdict


def test_the_words_of_the_post_are_a_name_too() -> None:
    accepted = gold(speaker=["Volodymyr Zelensky", "Зеленський"])
    assert agrees("speaker", accepted, said(speaker="Zelenskyy", speaker_text="Зеленський"), DAY)


@pytest.mark.parametrize(
    ("field", "fields", "verdict"),
    [
        ("basis", {"event": "deployed"}, False),
        ("basis", {}, True),
        ("via", {}, False),
        ("via", {"via": ["BBC"]}, True),
        ("approx", {}, True),
        ("approx", {"count": {"low": 300, "high": None}}, False),
        ("evidence", {"evidence": ""}, False),
        ("place", {"place": None}, True),
    ],
)
def test_which_fields_count(field: str, fields: dict[str, Any], verdict: bool) -> None:
    assert is_scored(field, gold(**fields), said()) is verdict


def test_approx_counts_only_where_gold_says_it() -> None:
    silent = claim_of({key: value for key, value in PLAIN.items() if key != "approx"})
    assert not is_scored("approx", silent, said())


def test_the_likest_are_paired_and_each_once() -> None:
    golds = [gold(force="RU"), gold(force="KP"), gold(event="wounded", count={"low": 7, "high": 7})]
    saids = [said(force="KP"), said(force="KP", place="Moscow"), said(event="captured", count=None)]
    chosen = pairs(golds, saids, DAY)
    assert chosen == [(golds[1], saids[0]), (golds[0], saids[1])]
    assert [is_right(*pair, DAY) for pair in chosen] == [True, False]


def test_two_without_figures_are_no_pair_for_that() -> None:
    assert pairs([gold(event="killed", count=None)], [said(event="wounded", count=None)], DAY) == []


@pytest.mark.parametrize(
    ("counts", "figures"),
    [((4, 2, 1), (0.5, 0.25, 1 / 3)), ((0, 0, 0), (1.0, 1.0, 1.0)), ((0, 2, 0), (0.0, 1.0, 0.0)), ((2, 0, 0), (0.0, 0.0, 0.0))],
)
def test_precision_recall_f1(counts: tuple[int, int, int], figures: tuple[float, float, float]) -> None:
    tally = Tally(*counts)
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx(figures)


def test_a_report_by_language_file_and_field() -> None:
    report = Report()
    report.add("one", a_post(gold(), gold(event="wounded", count=None)), [said(place="Moscow")])
    report.add("one", a_post(language="ko"), [])
    report.add("two", a_post(language="ko"), [said(count=None)])
    report.add("two", a_post(gold(), language="ko"), [said(), said(event="captured", count={"low": 1, "high": 1})])
    assert {scope: (tally.gold, tally.said, tally.right) for scope, tally in report.tallies.items()} == {
        ALL: (3, 4, 2),
        "en": (2, 1, 1),
        "ko": (1, 3, 1),
        "one": (2, 1, 1),
        "two": (1, 3, 1),
        NUMBERED: (2, 3, 2),
    }
    assert (report.quiet, report.quiet_kept) == (2, 1)
    assert {name: report.agreement(name) for name in FIELDS} == {**dict.fromkeys(FIELDS, 1.0), "place": 0.5, "via": None}
    assert (report.agreement("place", "en"), report.agreement("place", "ko")) == (0.0, 1.0)
    table = [" ".join(line.split()) for line in report.table().splitlines()]
    assert table[:4] == [
        "core F1 precision recall gold read right",
        "all 0.5714 0.5000 0.6667 3 4 2",
        "en 0.6667 1.0000 0.5000 2 1 1",
        "ko 0.5000 0.3333 1.0000 1 3 1",
    ]
    assert "place 0.5000 0.0000 1.0000" in table
    assert "via – – –" in table
    assert table[-1] == "quiet posts kept quiet: 1 of 2"


def _line(key: str, text: str, *statements: dict[str, Any], lang: str = "en") -> str:
    channel = {"username": "c", "title": "C", "owner": "Volodymyr Zelensky", "nation": "UA"}
    row = {"id": key, "lang": lang, "date": "2024-12-23T15:40:00Z", "channel": channel, "text": text, "statements": statements}
    return json.dumps(row, ensure_ascii=False)


def test_files_are_read_and_scored(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    wrong = {**PLAIN, "count": {"low": 301, "high": 301}, "evidence": "300 North Korean soldiers were killed in Kursk Oblast."}
    text = "300 North Korean soldiers were killed in Kursk Oblast."
    lines = [_line("a", text, PLAIN), "", _line("b", text, wrong), _line("c", "Good morning!")]
    file.write_text("\n".join(lines), "utf-8")
    report = evaluate_files([file])
    tally = report.tallies[str(file)]
    assert (tally.gold, tally.said, tally.right) == (2, 2, 1)
    assert (report.quiet, report.quiet_kept) == (1, 1)
    assert report.agreement("speaker") == 1.0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ('{"id": "x"}', "no date, channel, text"),
        (_line("a", "Good morning!"), "id a stands twice"),
        (_line("b", EVIDENCE, {**PLAIN, "event": "slain"}), "statement 1: unknown event 'slain'"),
        (_line("b", EVIDENCE, PLAIN, {**PLAIN, "of": "platoons"}), "statement 2: unknown of 'platoons'"),
        (_line("b", EVIDENCE, {**PLAIN, "force": "North Korea"}), "statement 1: force 'North Korea' is neither"),
        (_line("b", EVIDENCE, {**PLAIN, "count": {"low": None, "high": None}}), "statement 1: a count needs a bound"),
        (_line("b", EVIDENCE, {**PLAIN, "count": {"low": "many"}}), "statement 1: count {'low': 'many'} is not of whole numbers"),
        (_line("b", EVIDENCE, {**PLAIN, "when": {"from": "yesterday"}}), "statement 1: Invalid isoformat string: 'yesterday'"),
        (_line("b", "Other words.", PLAIN), "statement 1: its evidence is not in the text"),
        (_line("b", EVIDENCE).replace('"statements": []', '"statements": {}'), "statements must be a list"),
        (_line("b", EVIDENCE).replace('"lang": "en", ', ""), "no lang"),
        ('{"id": "\udcff"}', "'utf-8' codec can't decode"),
    ],
)
def test_a_bad_line_is_named_with_its_number(line: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_bytes(f"{_line('a', 'Good morning!')}\n\n{line}\n".encode("utf-8", "surrogateescape"))
    with pytest.raises(GoldError) as raised:
        list(read_gold(file))
    assert str(raised.value).startswith(f"{file}:3: {why}")


def test_the_corpus_of_the_repository_is_gold() -> None:
    files = sorted((Path(__file__).parent / "corpus").glob("extra-*.jsonl"))
    assert [len(list(read_gold(file))) > 0 for file in files] == [True] * 4

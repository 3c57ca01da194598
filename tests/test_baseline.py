"""Gains and losses against a baseline: post by post, by language, and files that are no baseline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evaluate import Report
from bot.evaluate.baseline import BaselineError, read_baseline, write_baseline
from bot.evaluate.comparison import Comparison, Kind, compare
from bot.evaluate.gold import Claim
from bot.evaluate.outcome import Outcome
from tests.test_evaluate import a_post, gold, said

KILLED = "killed 300 KP"


def outcome(golds: list[Claim], saids: list[Claim]) -> Outcome:
    """What a report keeps of one post."""
    report = Report()
    report.add("file", a_post(*golds), saids)
    return report.outcomes["p1"]


def steps(before: Outcome, now: Outcome) -> list[str]:
    """The lines of one post."""
    return [str(step) for step in compare({"p1": before}, {"p1": now}).steps["p1"]]


def test_an_outcome_has_what_was_found_missed_and_wrong() -> None:
    golds = [gold(), gold(event="wounded", count={"low": 7, "high": None}), gold(of="brigade", count={"low": 2, "high": 2})]
    saids = [said(place="Moscow", stance="hedged"), said(event="captured", count=None, force=None)]
    assert outcome(golds, saids) == Outcome(
        "en", {KILLED: ("stance", "place")}, ("wounded ≥7 KP", "killed 2 brigade KP"), ("captured no figure of nobody named",)
    )


def test_statements_of_one_name_are_told_apart() -> None:
    twice = outcome(
        [gold(), gold()], [said(), said(), said(count={"low": None, "high": 5}), said(count={"low": None, "high": 5})]
    )
    assert twice == Outcome("en", {KILLED: (), f"{KILLED} (2)": ()}, (), ("killed ≤5 KP", "killed ≤5 KP (2)"))


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (Outcome("en", {KILLED: ()}), Outcome("en", {KILLED: ()}), []),
        (Outcome("en", {}, (KILLED,)), Outcome("en", {KILLED: ("place",)}), [f"+ {KILLED}"]),
        (Outcome("en", {KILLED: ("place",)}), Outcome("en", {}, (KILLED,)), [f"− {KILLED}"]),
        (
            Outcome("en", {KILLED: ("place", "when")}),
            Outcome("en", {KILLED: ("when", "stance")}),
            [f"+ {KILLED}: place", f"− {KILLED}: stance"],
        ),
        (
            Outcome("en", {}, (), ("a", "b")),
            Outcome("en", {}, (), ("b", "c")),
            ["+ no longer wrongly read: a", "− wrongly read: c"],
        ),
    ],
    ids=["nothing", "found", "lost", "fields", "noise"],
)
def test_what_a_post_gained_and_lost(before: Outcome, now: Outcome, told: list[str]) -> None:
    assert steps(before, now) == told
    mirrored = [line.replace("no longer wrongly", "wrongly")[2:] for line in steps(now, before)]
    assert sorted(mirrored) == sorted(line.replace("no longer wrongly", "wrongly")[2:] for line in told), "back is the mirror"


def _several() -> Comparison:
    found, missed = Outcome("en", {KILLED: ()}), Outcome("en", {}, (KILLED,))
    before = {"a": missed, "b": found, "gone": found, "altered": found, "k": Outcome("ko", {KILLED: ("when",)}, (), ("x",))}
    now = {
        "a": found,
        "b": found,
        "new": found,
        "altered": Outcome("en", {"killed 301 KP": ()}),
        "k": Outcome("ko", {KILLED: ()}),
    }
    return compare(before, now)


def test_totals_by_language_count_only_posts_of_the_same_gold() -> None:
    several = _several()
    assert (several.added, several.absent, several.altered) == (("new",), ("gone",), ("altered",))
    assert set(several.steps) == {"a", "b", "k"}
    assert [several.total(kind, True) for kind in Kind] == [1, 1, 1]
    assert [several.total(kind, True, "en") for kind in Kind] == [1, 0, 0]
    assert [several.total(kind, True, "ko") for kind in Kind] == [0, 1, 1]
    assert [several.total(kind, False) for kind in Kind] == [0, 0, 0]


def test_the_table_lists_posts_and_totals() -> None:
    assert [" ".join(line.split()) for line in _several().table().splitlines()] == [
        "against the baseline: 2 of 3 posts are read otherwise",
        "",
        "a",
        "+ killed 300 KP",
        "",
        "k",
        "+ killed 300 KP: when",
        "+ no longer wrongly read: x",
        "",
        "gains and losses statements fields wrongly read",
        "all +1 −0 +1 −0 +1 −0",
        "en +1 −0 +0 −0 +0 −0",
        "ko +0 −0 +1 −0 +1 −0",
        "posts not in the baseline: 1",
        "posts in the baseline, not scored now: 1",
        "posts with other gold than the baseline's: 1",
    ]


def test_a_baseline_comes_back_as_it_was_saved_in_whatever_order(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    outcomes = {"b": Outcome("uk", {KILLED: ("place",)}, ("ї",), ("x",)), "a": Outcome("en", {})}
    write_baseline(one, outcomes)
    write_baseline(other, dict(reversed(outcomes.items())))
    assert read_baseline(one) == outcomes
    assert one.read_bytes() == other.read_bytes()
    assert len(one.read_text("utf-8").splitlines()) == len(outcomes) + 2, "a post a line"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "no baseline, it is not JSON: Expecting value"),
        ("{", "no baseline, it is not JSON"),
        ("[" * 100_000, "no baseline, it is not JSON"),
        ("\udcff", "no baseline, it is not JSON: 'utf-8' codec can't decode"),
        ("[]", "no baseline. `communique evaluate FILE… --save b.json` writes one."),
        ('{"posts": {}}', "no baseline."),
        ('{"baseline": 1, "posts": []}', "no baseline."),
        ('{"baseline": 2, "posts": {}}', "a baseline of format 2; format 1 is read. Save it anew."),
        ('{"baseline": 1, "posts": {"a": 7}}', "post a: no language"),
        ('{"baseline": 1, "posts": {"a": {"language": "en", "found": []}}}', "post a: found must be an object"),
        (
            '{"baseline": 1, "posts": {"a": {"language": "en", "found": {"x": "place"}}}}',
            "post a: found 'x' must be a list of names",
        ),
        ('{"baseline": 1, "posts": {"a": {"language": "en", "missed": [7]}}}', "post a: missed must be a list of names"),
        ('{"baseline": 1, "posts": {"a": {"language": "en", "wrong": null}}}', "post a: wrong must be a list of names"),
    ],
)
def test_a_file_that_is_no_baseline_says_why(content: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(BaselineError) as raised:
        read_baseline(file)
    assert str(raised.value).startswith(f"{file}: {why}")


def test_the_lines_of_a_baseline_are_json(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    write_baseline(file, {'"': Outcome("en", {"killed ≥7 KP": ()})})
    assert json.loads(file.read_text("utf-8")) == {
        "baseline": 1,
        "posts": {'"': {"language": "en", "found": {"killed ≥7 KP": []}}},
    }

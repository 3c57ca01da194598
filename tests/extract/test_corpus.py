"""How well the extractor reads whole posts: floors beneath what it reached, and what must hold for every post."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.evaluate import ALL, evaluate_files
from bot.extract import explain, extract
from bot.extract.jsonl import answer, read_line

CORPUS = Path(__file__).parents[1] / "corpus"

FLOORS = {
    "dev-en": 0.98,
    "dev-uk": 0.98,
    "dev-ru": 0.99,
    "dev-ko": 0.97,
    "extra-en": 0.91,
    "extra-uk": 0.89,
    "extra-ru": 0.94,
    "extra-ko": 0.91,
    "extra2-en": 0.87,
    "extra2-uk": 0.96,
    "extra2-ru": 0.93,
    "extra2-ko": 0.98,
    "extra3-en": 0.79,
    "extra3-uk": 0.95,
    "extra3-ru": 0.86,
    "extra3-ko": 0.87,
    "extra4-ko": 0.79,
    "extra4-en": 0.86,
    "extra4-uk": 0.78,
    "extra4-ru": 0.77,
    "real-ru": 0.79,
    "extra5-ru": 0.89,
    "held4-ru": 0.93,
    "extra5-uk": 0.73,
    "held4-uk": 0.62,
    "extra5-en": 0.79,
    "held4-en": 0.71,
    "extra5-ko": 0.83,
    "held4-ko": 0.84,
    "extra6-en": 0.75,
    "held5-en": 0.7,
    "extra6-uk": 0.65,
    "held5-uk": 0.64,
    "held-en": 0.73,
    "held-uk": 0.76,
    "held-ru": 0.77,
    "held-ko": 0.80,
    "held2-en": 0.71,
    "held2-uk": 0.73,
    "held2-ru": 0.79,
    "held2-ko": 0.76,
    "held3-en": 0.76,
    "held3-uk": 0.84,
    "held3-ru": 0.74,
    "held3-ko": 0.74,
}
"""The least F1 of event, figure, what is counted and force, file by file."""

NOISE = {
    "extra2-en": 1,
    "extra2-ru": 1,
    "extra3-en": 2,
    "extra4-uk": 1,
    "real-ru": 1,
    "extra5-uk": 3,
    "extra5-en": 3,
    "held4-en": 3,
    "extra5-ko": 1,
    "extra6-en": 1,
    "held5-en": 1,
    "held-ru": 1,
    "held2-en": 1,
    "held2-uk": 2,
    "held2-ru": 1,
    "held2-ko": 1,
    "held3-en": 1,
    "held3-ru": 1,
}
"""So many quiet posts of a file may be read wrongly; none where a file is not named."""


def posts() -> Iterator[str]:
    """Every post of the corpus, as its line."""
    for path in sorted(CORPUS.glob("*.jsonl")):
        yield from (line for line in path.read_text("utf-8").splitlines() if line.strip())


def read(line: str) -> dict[str, Any]:
    """What is found in a post."""
    key, post, channel = read_line(line)
    return answer(key, extract(post, channel))


@pytest.mark.parametrize("name", FLOORS)
def test_the_score_does_not_fall(name: str) -> None:
    report = evaluate_files([CORPUS / f"{name}.jsonl"])
    score, noisy = report.tallies[ALL].f1, report.quiet - report.quiet_kept
    assert score >= FLOORS[name]
    assert noisy <= NOISE.get(name, 0)


@pytest.mark.parametrize(
    "path", [*sorted(CORPUS.glob("*.jsonl")), CORPUS.parent / "bench" / "stream.jsonl"], ids=lambda path: path.stem
)
def test_what_is_left_unread_states_nothing(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        _, post, channel = read_line(line)
        assert extract(post, channel) == explain(post, channel).statements


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_left_unread_states_nothing_in_any_order(name: str) -> None:
    """The lines of a file's posts in another order, so that events, lists and numbers meet that never stood together."""
    rows = [read_line(line) for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    pool = [line for _, post, _ in rows for line in post.text.split("\n")]
    chance = random.Random(name)
    for _, post, channel in rows:
        mixed = replace(post, text="\n".join(chance.choices(pool, k=8)))
        assert extract(mixed, channel) == explain(mixed, channel).statements


def test_every_file_with_gold_has_a_floor() -> None:
    assert {path.stem for path in CORPUS.glob("*.jsonl") if path.stem != "sample"} == set(FLOORS)


def test_evidence_is_exactly_where_it_is_said_to_be() -> None:
    """Only the posts' names are told: held-back texts stay unread by whoever writes the rules."""
    found, wrong = 0, []
    for line in posts():
        row, text = read(line), json.loads(line)["text"]
        for statement in row["statements"]:
            found += 1
            start, end = statement["start"], statement["end"]
            if not (0 <= start < end <= len(text) and text[start:end] == statement["evidence"]):
                wrong.append(row["id"])
    assert wrong == []
    assert found > len(FLOORS) * 50


READER = """
import json, sys
from bot.extract import explain, extract
from bot.extract.jsonl import answer, read_line
for line in open(sys.argv[1], encoding="utf-8"):
    key, post, channel = read_line(line)
    print(json.dumps(answer(key, extract(post, channel)), sort_keys=True))
"""


@pytest.mark.parametrize("name", ["dev-en", "dev-ko"])
def test_the_same_post_is_read_the_same_in_every_process(name: str) -> None:
    def run(seed: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-c", READER, str(CORPUS / f"{name}.jsonl")],
            env={"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            cwd=Path(__file__).parents[2],
        ).stdout

    first = run("1")
    assert first.count(b'"event"') > 50
    assert first == run("2")

"""`make bench`: posts a second on one core, beside the peers on the same posts in the same run; ratios count, not times."""

from __future__ import annotations

import importlib
import random
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.extract import extract
from bot.extract.jsonl import read_line
from bot.model import Channel, Post
from tests.bench import imports

TESTS = Path(__file__).parents[1]
RELEVANT = 0.15
"""The share of posts that state something, in a stream of official and news channels."""

LENGTH = 2_000
ROUNDS = 3
SLOW = 40
"""So many posts of the stream are given to a peer that needs tens of milliseconds for each."""

Given = tuple[Post, Channel, str]

COLD = """
import time
begin = time.perf_counter()
from datetime import UTC, datetime
from bot.extract import extract
from bot.extract.lexicon import SHELF
from bot.model import Channel, Post
channel = Channel(username="x", title="x", owner="x", nation="UA")
extract(Post(1, datetime(2025, 1, 15, tzinfo=UTC), "North Korea sent 3,000 soldiers to Russia."), channel)
first = time.perf_counter() - begin
for language in SHELF.languages:
    SHELF.lexicon(language, None)
most = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))
print(first, int(most.split()[1]) / 1024)
"""


def posts(paths: Sequence[Path], *, stating: bool) -> list[Given]:
    """The posts of gold files that state something, or nothing, each with its language."""
    rows = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return [
        (post, channel, line.split('"lang": "')[1][:2])
        for line in rows
        if ('"statements": []' not in line) is stating
        for _, post, channel in [read_line(line)]
    ]


def stream() -> tuple[list[Given], list[Given]]:
    """A stream as channels write it, in four languages, and the posts in it that state something."""
    relevant = posts(sorted((TESTS / "corpus").glob("*.jsonl")), stating=True)
    others = posts([TESTS / "bench" / "stream.jsonl"], stating=False)
    chance = random.Random(23)
    return [chance.choice(relevant if chance.random() < RELEVANT else others) for _ in range(LENGTH)], relevant


def rate(read: Callable[[Given], Any], given: Sequence[Given]) -> float:
    """Posts a second, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.process_time()
        for one in given:
            read(one)
        best = min(best, time.process_time() - begin)
    return len(given) / best


def ours(one: Given) -> Any:
    """What is measured: nobody tells it the language."""
    return extract(one[0], one[1])


def peers() -> Iterator[tuple[str, Callable[[Given], Any], int, str]]:
    """What finds numbers in text: its name, its call, how many posts it is given, how many times as fast we want to be.

    number-parser finds the language itself unless it is told, as we do; quantulum3 knows English alone, and runs without its
    classifier, which does not load with the scikit-learn of today.
    """
    warnings.simplefilter("ignore")
    number_parser = importlib.import_module("number_parser")
    quantulum = importlib.import_module("quantulum3.parser")
    known = {"en", "ru", "uk"}
    yield "number-parser", lambda one: number_parser.parse(one[0].text), LENGTH // 10, "10"
    told = "number-parser, told the language"
    yield told, lambda one: number_parser.parse(one[0].text, one[2] if one[2] in known else None), LENGTH // 10, ""
    yield "quantulum3", lambda one: quantulum.parse(one[0].text), SLOW, "300"


def main() -> None:
    """Print the table."""
    given, relevant = stream()
    length = sum(len(post.text) for post, _, _ in given) / len(given)
    table = Table("what", "measured", "wanted", title=f"{len(given):,} posts, {length:.0f} characters each, one core")
    table.add_row("a stream, posts a second", f"{rate(ours, given):,.0f}", "3,000")
    table.add_row("posts that state something, a second", f"{rate(ours, relevant):,.0f}", "800")
    for name, peer, few, least in peers():
        theirs = rate(peer, given[:few])
        table.add_row(f"{name}: posts a second", f"{theirs:,.1f}", "")
        table.add_row(f"{name}: times as fast, on the same posts", f"{rate(ours, given[:few]) / theirs:,.1f}", least)
    cold = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True).stdout.split()
    table.add_row("import to first answer, seconds", f"{float(cold[0]):.2f}", "0.6")
    table.add_row("resident with all four lexicons, MB", f"{float(cold[1]):.0f}", "120")
    one, channel, _ = relevant[0]
    for size in (250_000, 500_000, 1_000_000):
        post = Post(1, one.date, (one.text + "\n") * (size // len(one.text)))
        begin = time.process_time()
        extract(post, channel)
        table.add_row(f"a post of {size:,} characters, seconds", f"{time.process_time() - begin:.2f}", "2")
    measured, alone, again = imports.rates([post for post, _, _ in given])
    what = f"an import of {imports.POSTS:,} posts, SQLite, {imports.CORES} cores"
    table.add_row(f"{what}: posts a second", f"{measured:,.0f}", "1,500")
    table.add_row("the same, by processor time, had nothing else run", f"{alone:,.0f}", "")
    table.add_row("the same file again: posts a second", f"{again:,.0f}", "")
    Console().print(table)


if __name__ == "__main__":
    main()

"""How well the extractor reads: its statements against those of gold files, by language, file and field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.evaluate.agreement import FIELDS, agrees, is_right, is_scored, pairs
from bot.evaluate.gold import Claim, GoldError, GoldPost, claim_of, read_gold
from bot.evaluate.outcome import Outcome, outcome_of
from bot.extract import extract
from bot.extract.jsonl import answer

__all__ = ["ALL", "NUMBERED", "GoldError", "Report", "Tally", "evaluate_files"]

ALL = "all"
NUMBERED = "with a figure"


@dataclass(slots=True)
class Tally:
    """How many statements gold has, how many were read, and how many of these are correct."""

    gold: int = 0
    said: int = 0
    right: int = 0

    def add(self, gold: int, said: int, right: int) -> None:
        """Count these too."""
        self.gold, self.said, self.right = self.gold + gold, self.said + said, self.right + right

    @property
    def precision(self) -> float:
        """Which share of what was read is correct; with nothing read, 1 where there was nothing to read."""
        return self.right / self.said if self.said else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Which share of gold was read correctly; 1 where gold has nothing."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Report:
    """The figures: scopes are `ALL`, the languages, `NUMBERED` and the files; agreed and scored by scope and field.

    outcomes has what became of each post, by its id.
    """

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    agreed: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    scored: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    languages: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    quiet: int = 0
    quiet_kept: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def add(self, file: str, gold: GoldPost, said: Sequence[Claim]) -> None:
        """Score what was found in one post of a file."""
        right = [pair for pair in pairs(gold.claims, said, gold.day) if is_right(*pair, gold.day)]
        for seen, name in ((self.languages, gold.language), (self.files, file)):
            if name not in seen:
                seen.append(name)
        if not gold.claims:
            self.quiet += 1
            self.quiet_kept += not said
        for scope in (ALL, gold.language, file):
            self.tallies[scope].add(len(gold.claims), len(said), len(right))
        self.tallies[NUMBERED].add(_numbered(gold.claims), _numbered(said), _numbered(one for one, _ in right))
        for one, other in right:
            for name in FIELDS:
                if is_scored(name, one, other):
                    for scope in (ALL, gold.language):
                        self.scored[scope, name] += 1
                        self.agreed[scope, name] += agrees(name, one, other, gold.day)
        self.outcomes[gold.key] = outcome_of(gold, said, right)

    def agreement(self, name: str, scope: str = ALL) -> float | None:
        """How often a field agrees on the correct statements; None where it was never scored."""
        scored = self.scored.get((scope, name), 0)
        return self.agreed[scope, name] / scored if scored else None

    def table(self) -> str:
        """The figures as text: F1 by scope, then agreement by field and language, then the quiet posts."""
        languages = sorted(self.languages)
        scopes = [ALL, *languages, NUMBERED, *self.files]
        width = max(len(scope) for scope in (*scopes, *FIELDS))
        lines = [f"{'core':<{width}}      F1  precision  recall   gold   read  right"]
        for scope in scopes:
            one = self.tallies[scope]
            lines.append(
                f"{scope:<{width}}  {one.f1:6.4f}     {one.precision:6.4f}  {one.recall:6.4f}"
                f"  {one.gold:5}  {one.said:5}  {one.right:5}"
            )
        lines += ["", f"{'field':<{width}}" + "".join(f"  {scope:>6}" for scope in (ALL, *languages))]
        for name in FIELDS:
            shares = [self.agreement(name, scope) for scope in (ALL, *languages)]
            lines.append(f"{name:<{width}}" + "".join("       –" if share is None else f"  {share:6.4f}" for share in shares))
        return "\n".join((*lines, "", f"quiet posts kept quiet: {self.quiet_kept} of {self.quiet}"))


def evaluate_files(paths: Iterable[Path]) -> Report:
    """Read every post of the files and score what was found in it; raises GoldError at the first bad line."""
    report = Report()
    for path in paths:
        for gold in read_gold(path):
            rows = answer(None, extract(gold.post, gold.channel))["statements"]
            report.add(str(path), gold, [claim_of(row) for row in rows])
    return report


def _numbered(claims: Iterable[Claim]) -> int:
    return sum(claim.has_figure for claim in claims)

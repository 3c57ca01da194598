"""Two evaluations side by side: which posts are read better or worse now, and in what (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.evaluate.outcome import Outcome

__all__ = ["Comparison", "Kind", "Step", "compare"]


class Kind(StrEnum):
    """What a post gained or lost."""

    STATEMENT = "statements"
    FIELD = "fields"
    NOISE = "wrongly read"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is better or worse in a post: a gain or a loss, and the statement (with its field) that it is about."""

    kind: Kind
    is_gain: bool
    name: str

    def __str__(self) -> str:
        words = {True: "no longer wrongly read: ", False: "wrongly read: "}[self.is_gain] if self.kind is Kind.NOISE else ""
        return f"{'+' if self.is_gain else '−'} {words}{self.name}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The steps from a baseline to now, by post, and each post's language.

    added are posts that the baseline has not, absent those of the baseline that were not scored now, altered those whose gold
    is another: nobody can say what became of these.
    """

    steps: Mapping[str, tuple[Step, ...]]
    languages: Mapping[str, str]
    added: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()

    def total(self, kind: Kind, is_gain: bool, language: str | None = None) -> int:
        """How many such steps there are, in one language or in all."""
        return Counter(
            (step.kind, step.is_gain)
            for post, steps in self.steps.items()
            if language in (None, self.languages[post])
            for step in steps
        )[kind, is_gain]

    def table(self) -> str:
        """The comparison as text: post by post what came (+) and went (−), then the totals by language."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        changed = {post: steps for post, steps in self.steps.items() if steps}
        yield f"against the baseline: {len(changed)} of {len(self.steps)} posts are read otherwise"
        for post, steps in changed.items():
            yield f"\n{post}"
            yield from (f"  {step}" for step in steps)
        yield f"\n{'gains and losses':<16}" + "".join(f"  {kind.value:>14}" for kind in Kind)
        for name, language in (("all", None), *((language, language) for language in sorted(set(self.languages.values())))):
            both = (f"+{self.total(kind, True, language)} −{self.total(kind, False, language)}" for kind in Kind)
            yield f"{name:<16}" + "".join(f"  {cell:>14}" for cell in both)
        for posts, why in (
            (self.added, "not in the baseline"),
            (self.absent, "in the baseline, not scored now"),
            (self.altered, "with other gold than the baseline's"),
        ):
            if posts:
                yield f"posts {why}: {len(posts)}"


def compare(before: Mapping[str, Outcome], now: Mapping[str, Outcome]) -> Comparison:
    """What became of each post that was scored both times against the same gold."""
    common = [post for post in now if post in before]
    same = [post for post in common if _gold(before[post]) == _gold(now[post])]
    return Comparison(
        steps={post: tuple(_steps(before[post], now[post])) for post in same},
        languages={post: now[post].language for post in same},
        added=tuple(post for post in now if post not in before),
        absent=tuple(post for post in before if post not in now),
        altered=tuple(post for post in common if post not in same),
    )


def _gold(outcome: Outcome) -> tuple[str, frozenset[str]]:
    return outcome.language, frozenset((*outcome.found, *outcome.missed))


def _steps(before: Outcome, now: Outcome) -> Iterator[Step]:
    """Gains first, and within them statements, their fields, and what was read wrongly."""
    for is_gain, old, new in ((True, before, now), (False, now, before)):
        for name in new.found:
            if name not in old.found:
                yield Step(Kind.STATEMENT, is_gain, name)
            elif fields := [field for field in old.found[name] if field not in new.found[name]]:
                yield from (Step(Kind.FIELD, is_gain, f"{name}: {field}") for field in fields)
        yield from (Step(Kind.NOISE, is_gain, name) for name in old.wrong if name not in new.wrong)

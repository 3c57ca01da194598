"""What became of one post's statements when it was scored: found, missed, or read where gold has none (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluate.agreement import FIELDS, agrees, is_scored
from bot.evaluate.gold import Claim, GoldPost
from bot.model import Unit

__all__ = ["Outcome", "outcome_of"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scored post; statements go by a short name such as "killed ≥300 KP", unique in the post.

    found has gold's statements that were read correctly, each with those of its fields that do not agree; missed the rest of
    gold; wrong what was read and is not in gold.
    """

    language: str
    found: Mapping[str, tuple[str, ...]]
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def outcome_of(gold: GoldPost, said: Sequence[Claim], right: Sequence[tuple[Claim, Claim]]) -> Outcome:
    """The outcome of a post, given what was read in it and the pairs of gold and read that are correct."""
    as_read = {id(one): other for one, other in right}
    correct = {id(other) for _, other in right}
    found: dict[str, tuple[str, ...]] = {}
    missed = []
    for name, claim in _named(gold.claims):
        if id(claim) in as_read:
            found[name] = _amiss(claim, as_read[id(claim)], gold)
        else:
            missed.append(name)
    wrong = [name for name, _ in _named([claim for claim in said if id(claim) not in correct])]
    return Outcome(gold.language, found, tuple(missed), tuple(wrong))


def _amiss(one: Claim, other: Claim, gold: GoldPost) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if is_scored(name, one, other) and not agrees(name, one, other, gold.day))


def _named(claims: Sequence[Claim]) -> Iterator[tuple[str, Claim]]:
    seen: Counter[str] = Counter()
    for claim in claims:
        name = _name(claim)
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), claim


def _name(claim: Claim) -> str:
    of = "" if claim.of is Unit.PERSON else f" {claim.of.value}"
    return f"{claim.event.value} {_figure(claim.low, claim.high)}{of} {claim.force or 'of nobody named'}"


def _figure(low: int | None, high: int | None) -> str:
    if low == high:
        return "no figure" if low is None else str(low)
    if low is None:
        return f"≤{high}"
    return f"≥{low}" if high is None else f"{low}…{high}"

"""Whether what was read agrees with gold, field by field, and which statement is to be compared with which (all pure)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from bot.evaluate.gold import Claim, Names

__all__ = ["CORE", "FIELDS", "agrees", "is_right", "is_scored", "pairs"]

CORE = {"event": 4, "count": 4, "of": 1, "force": 2}
"""The fields that make a statement correct, with their weight in the choice of pairs."""

FIELDS = ("evidence", "approx", "people", "basis", "stance", "speaker", "via", "place", "when")

LOOSE = 2
"""Words that a name may have more than the accepted form: "President Volodymyr Zelensky"."""

SHORT = 2
"""Windows of so many days at most must agree to the day; longer ones may be a day off at either end."""

APOSTROPHES = re.compile("[’ʼ‘`]")


def is_right(gold: Claim, said: Claim, day: date) -> bool:
    """Whether event, figure, what is counted and force agree."""
    return all(agrees(field, gold, said, day) for field in CORE)


def is_scored(field: str, gold: Claim, said: Claim) -> bool:
    """Whether a further field counts on this pair at all."""
    match field:
        case "basis":
            return gold.event.is_casualty
        case "via":
            return bool(gold.via or said.via)
        case "approx":
            return gold.approx is not None and gold.low is not None and gold.low == gold.high
        case "evidence":
            return bool(gold.evidence)
    return True


def agrees(field: str, gold: Claim, said: Claim, day: date) -> bool:
    """Whether one field agrees; day is the post's, which an open end of a window stands for."""
    match field:
        case "count":
            return (gold.low, gold.high) == (said.low, said.high)
        case "approx":
            return bool(gold.approx) == bool(said.approx)
        case "evidence":
            return _same_words(gold.evidence, said.evidence)
        case "speaker":
            return _same_name(gold.speaker, said.speaker)
        case "place":
            return _same_name(gold.place, said.place)
        case "via":
            named = [name for names in said.via for name in names]
            return len(named) == len(gold.via) and all(any(_same_name(form, (name,)) for name in named) for form in gold.via)
        case "when":
            return _same_window(gold, said, day)
    return bool(getattr(gold, field) == getattr(said, field))


def pairs(golds: Sequence[Claim], saids: Sequence[Claim], day: date) -> list[tuple[Claim, Claim]]:
    """Each statement with at most one of the other side, the likest first; a pair shares its event or its figure."""
    ranked = sorted(
        (-_likeness(gold, said, day), i, j)
        for i, gold in enumerate(golds)
        for j, said in enumerate(saids)
        if gold.event is said.event or (gold.has_figure and agrees("count", gold, said, day))
    )
    used_golds: set[int] = set()
    used_saids: set[int] = set()
    chosen = []
    for _, i, j in ranked:
        if i not in used_golds and j not in used_saids:
            used_golds.add(i)
            used_saids.add(j)
            chosen.append((golds[i], saids[j]))
    return chosen


def _likeness(gold: Claim, said: Claim, day: date) -> int:
    core = sum(weight * agrees(field, gold, said, day) for field, weight in CORE.items())
    return 10 * core + sum(agrees(field, gold, said, day) for field in FIELDS)


def _words(text: str) -> frozenset[str]:
    folded = APOSTROPHES.sub("'", unicodedata.normalize("NFKC", text)).casefold()
    return frozenset("".join(character if character.isalnum() else " " for character in folded).split())


def _same_words(gold: str, said: str) -> bool:
    """Half of gold's words at least, and not the whole post around them."""
    words, inside = _words(gold), _words(said)
    return 2 * len(inside & words) >= len(words) and len(inside) <= 3 * len(words) + 6


def _same_name(accepted: Names, given: Iterable[str]) -> bool:
    """Whether one of the names given is an accepted form, give or take a title."""
    said = [_words(name) for name in given]
    if not accepted:
        return not said
    return any(form and form <= name and len(name - form) <= LOOSE for form in map(_words, accepted) for name in said)


def _same_window(gold: Claim, said: Claim, day: date) -> bool:
    if gold.when is None or said.when is None:
        return gold.when is said.when
    start, end = gold.when[0], gold.when[1] or day
    slack = 0 if start is not None and (end - start).days <= SHORT else 1
    return _same_day(start, said.when[0], slack) and _same_day(end, said.when[1] or day, slack)


def _same_day(one: date | None, other: date | None, slack: int) -> bool:
    if one is None or other is None:
        return one is other
    return abs((one - other).days) <= slack

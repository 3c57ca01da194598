"""Whether a lexicon's file is as it should be: tables and keys of the reference, no word twice, none in roles that clash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from bot.extract.endings import RELATIONS
from bot.extract.phrases import LexiconError

__all__ = ["check", "faults"]

Words = Mapping[str, Any]

VALUED = {
    "numbers": re.compile(r"\+?\d+(?:\.\d+)?"),
    "scales": re.compile(r"\d+"),
    "compounds": re.compile(r"\d+"),
    "digits": re.compile(r"\d"),
    "spans": re.compile(r"\d+"),
    "vague": re.compile(r"\d+-\d+"),
}
"""Tables whose keys are values, and how such a value is written."""

OPTIONAL: Mapping[str, frozenset[str]] = {
    "about": frozenset({"month_first", "analytic", "home", "abbreviations"}),
    "bodies": frozenset({"callsigns", "regulars"}),
    "bounds": frozenset({"rise", "mark", "put", "at", "under_after", "whole", "same"}),
    "joins": frozenset(
        {"another", "arrived", "away", "begun", "body", "contact", "cost", "count", "exist", "fallen"}
        | {"falls", "fewer", "forever", "grown", "home", "in_number", "infinitive", "leave", "many"}
        | {"mortal", "national", "nominal", "now", "numbering", "other", "participle", "pull", "ranks"}
        | {"share", "side", "strong", "travel"}
    ),
    "say": frozenset({"of_this"}),
    "time": frozenset(
        {"ago", "began", "half1", "half2", "quarter1", "quarter2", "quarter3", "quarter4", "late"}
        | {"strike", "mid", "spring", "summer", "autumn", "winter", "month_so_far"}
    ),
    "places": frozenset({"around", "care", "compass", "town"}),
    "denial": frozenset({"reply"}),
    "endings": frozenset({"basic", "particles", "only", *RELATIONS}),
    "counters": frozenset({"person", "unit", "thing", "also", "label"}),
    "calendar": frozenset({"year", "month", "day"}),
    "collective": frozenset({"people"}),
    "people": frozenset({"peace", "behind", "sent", "one", "men", "state", "stationed"}),
    "idle": frozenset({"words"}),
    "arms": frozenset({"words"}),
}
"""Keys that a language may leave out, because it has other means."""

OPTIONAL_TABLES = frozenset({"compounds", "digits", "spans", "endings", "counters", "calendar", "collective", "idle", "arms"})
OPEN_TABLES = frozenset({"quiet"})
"""Tables whose keys are names that nothing asks for."""

WAYS = frozenset({"act", "fate", "own", "have", "noun", "people"})
DAYS_IN_WEEK = 7

APART: tuple[tuple[str, ...], ...] = (
    ("events.killed", "events.wounded", "events.casualties", "events.captured", "events.missing"),
    ("events.deployed", "events.withdrawn"),
    ("sides.own", "sides.enemy", "sides.both"),
    ("sides.own_people", "sides.enemy_people"),
    ("bounds.over", "bounds.upto", "bounds.under"),
    ("bounds.plus", "bounds.upto_after", "bounds.under_after"),
    ("hedge.words", "hedge.not"),
    ("people.military", "people.civilian"),
    ("time.today", "time.yesterday", "time.before_yesterday"),
    ("time.past_week", "time.last_week"),
    ("time.past_month", "time.last_month", "time.this_month", "time.next_month"),
    ("time.this_year", "time.last_year"),
)
"""Roles that one word cannot play at once."""


def check(name: str, words: Words, reference: Words) -> None:
    """Raise LexiconError with the first fault of a file: its name, the table, the word."""
    for fault in faults(words, reference):
        raise LexiconError(f"{name}: {fault}")


def faults(words: Words, reference: Words) -> Iterator[str]:
    """All that is wrong with a lexicon, one sentence each; reference is the lexicon whose shape it must have."""
    shape = [*_shape(words, reference)]
    yield from shape
    if not shape:
        yield from _twice(words)
        yield from _clashes(words)


def _shape(words: Words, reference: Words) -> Iterator[str]:
    for table in sorted(reference.keys() - words.keys() - OPTIONAL_TABLES):
        yield f"the table [{table}] is missing"
    for table, content in words.items():
        if table not in reference and table not in OPTIONAL_TABLES:
            yield f"there is no table [{table}]"
        elif not isinstance(content, dict):
            yield f"[{table}] is no table"
        elif table == "about":
            yield from _about(content)
        elif table == "events":
            yield from _events(content, reference["events"])
        elif table in VALUED:
            yield from _valued(table, content)
        else:
            yield from _keys(table, content, reference.get(table, {}))


def _about(content: Words) -> Iterator[str]:
    kinds: Mapping[str, type] = {
        "language": str,
        "letters": str,
        "marks": str,
        "month_first": bool,
        "analytic": bool,
        "home": str,
        "abbreviations": list,
    }
    for key in sorted(kinds.keys() - content.keys() - OPTIONAL["about"]):
        yield f"[about] lacks {key}"
    for key, value in content.items():
        if key not in kinds:
            yield f"[about] has no key {key}"
        elif not isinstance(value, kinds[key]):
            yield f"[about] {key} is not as it should be: {value!r}"


def _events(content: Words, reference: Words) -> Iterator[str]:
    yield from _names("events", content, reference.keys(), reference.keys())
    for event in sorted(content.keys() & reference.keys()):
        known = WAYS | reference[event].keys()
        yield from _names(f"events.{event}", content[event], reference[event].keys() - {"have", "own"}, known)
        yield from _lists(f"events.{event}", content[event])


def _valued(table: str, content: Words) -> Iterator[str]:
    for key in content:
        if not VALUED[table].fullmatch(key):
            yield f"[{table}] {key} is not a value it can have"
        elif table == "vague" and int(key.partition("-")[0]) >= int(key.partition("-")[2]):
            yield f"[{table}] {key} ends before it begins"
    yield from _lists(table, content)


def _keys(table: str, content: Words, reference: Words) -> Iterator[str]:
    may = OPTIONAL.get(table, frozenset())
    if table not in OPEN_TABLES:
        yield from _names(table, content, reference.keys() - may, reference.keys() | may)
    yield from _lists(table, {key: value for key, value in content.items() if (table, key) != ("endings", "basic")})
    weekdays = content.get("weekdays", ()) if table == "time" else ()
    if len(weekdays) % DAYS_IN_WEEK:
        yield f"[{table}] weekdays are {len(weekdays)}, which is not the same number of names for each of seven days"


def _names(table: str, content: Words, must: Iterable[str], may: Iterable[str]) -> Iterator[str]:
    for key in sorted(set(must) - content.keys()):
        yield f"[{table}] lacks {key}"
    for key in sorted(content.keys() - set(may)):
        yield f"[{table}] has no key {key}"


def _lists(table: str, content: Words) -> Iterator[str]:
    for key, value in content.items():
        if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip("= *") for entry in value):
            yield f"[{table}] {key} is no list of words"


def _twice(words: Words) -> Iterator[str]:
    for role, entries in _entries(words):
        for entry, times in Counter(entries).items():
            if times > 1:
                yield f"[{role}] has {entry!r} {times} times"


def _clashes(words: Words) -> Iterator[str]:
    roles: dict[str, set[str]] = {}
    for role, entries in _entries(words):
        for entry in entries:
            roles.setdefault(entry, set()).add(role)
    values = [tuple(f"{table}.{key}" for key in words.get(table, ())) for table in (*VALUED, "months", "units")]
    for entry, played in roles.items():
        if len(played) == 1:
            continue
        for apart in (*APART, *values):
            clashing = [kind for kind in apart if any(_is_of(role, kind) for role in played)]
            for one, other in combinations(clashing, 2):
                yield f"{entry!r} is both in [{one}] and in [{other}]"


def _is_of(role: str, kind: str) -> bool:
    return role == kind or (kind.startswith("events.") and role.startswith(f"{kind}."))


def _entries(words: Words, path: str = "") -> Iterator[tuple[str, list[str]]]:
    for key, value in words.items():
        role = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield from _entries(value, role)
        elif isinstance(value, list):
            yield role, value

"""Every word of event and every name of a force that posts are read by is understood in a question, too."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

import pytest

from bot.extract.lexicon import languages, lexicon, table
from bot.model import Event
from bot.query import parse_query
from bot.query.vocabulary import EVENTS

NOW = datetime(2025, 1, 10, 12, tzinfo=UTC)
FOLDER = files("bot.extract")
PART_OF_SPEECH = re.compile(r"/(?:verb|noun|adj|num)$")
OWN = tomllib.loads((files("bot.query") / "words.toml").read_text("utf-8"))
FORCES: list[dict[str, Any]] = tomllib.loads((FOLDER / "names/forces.toml").read_text("utf-8"))["force"]

MEANT_OTHERWISE = {"мали", "KIA", "PLAN", "march"}
"""Mali and "had"; killed in action and the Kachin Independence Army; a plan and the Chinese army; to march and the month: a
question means the other."""


def _spoken(entry: str) -> str:
    """An entry as somebody may type it: any word for a lone *, no ending for another."""
    return " ".join("many" if word == "*" else word.rstrip("*") for word in PART_OF_SPEECH.sub("", entry).lstrip("=").split())


def _forms(language: str) -> dict[str, list[str]]:
    path = FOLDER / f"lexicons/{language}.forms.txt"
    rows = (row.partition(":") for row in (path.read_text("utf-8").splitlines() if path.is_file() else ()))
    return {word.strip(): forms.replace("|", " ").split() for word, _, forms in rows}


def _event_words(language: str) -> Iterator[tuple[str, str]]:
    forms = _forms(language)
    for event, kinds in table(language)["events"].items():
        for entry in chain.from_iterable(kinds.values()):
            if not (entry.endswith("*") and lexicon(language, None).glues):  # a stem that is no word without its ending
                for word in (_spoken(entry), *forms.get(entry, ())):
                    yield event, word


@cache
def _meanings() -> dict[str, set[Event]]:
    """What each word means in any of the languages: «лишились» remained in one and lost in another; all may be plans."""
    meant: dict[str, set[Event]] = defaultdict(lambda: {Event.PLANNED})
    for language in languages():
        for event, word in _event_words(language):
            meant[word].add(Event(event))
    return meant


@pytest.mark.parametrize("language", languages())
def test_every_event_word_is_understood_alone(language: str) -> None:
    meant = _meanings()
    missed = []
    for _, word in _event_words(language):
        query = parse_query(word, now=NOW)
        if word not in MEANT_OTHERWISE and (query.unknown or not meant[word] & query.events):
            missed.append(word)
    assert missed == []


@pytest.mark.parametrize("language", languages())
def test_every_name_of_a_force_is_understood_alone(language: str) -> None:
    missed = []
    for force in FORCES:
        for entry in chain.from_iterable(force.get(language, {}).values()):
            query = parse_query(_spoken(entry), now=NOW)
            if entry not in MEANT_OTHERWISE and (query.unknown or force["code"] not in query.forces):
                missed.append((force["code"], entry))
    assert missed == []


def test_no_own_word_means_two_things() -> None:
    words = Counter(word for rows in OWN.values() for listed in rows.values() for word in listed)
    assert [word for word, times in words.items() if times > 1] == []
    assert all(word == word.casefold() for word in words)


def test_the_own_words_name_what_there_is() -> None:
    assert set(OWN) == {"events", "words"}
    assert set(OWN["events"]) <= set(EVENTS)
    assert set(OWN["words"]) == {"minimum", "since", "where", "idle"}

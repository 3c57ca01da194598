"""What states and other forces are called, and which of them a person's words mean."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale

__all__ = ["LANGUAGES", "flag", "force_code_of", "force_name"]

LANGUAGES = ("en", "uk", "ru", "ko")
FALLBACK = "en"
STATE = re.compile("[A-Z]{2}")
NO_STATES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes in Babel's tables that are no state's; the European Union and the United Nations have slugs."""

REGIONAL_A = ord("🇦")
SHORTEST_STEM = 2
APOSTROPHES = str.maketrans("’ʼ‘`", "''''")


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("bot").joinpath("presets/forces.toml").read_text("utf-8"))


@cache
def _states(language: str) -> Mapping[str, str]:
    """Babel's names of states by code."""
    territories = Locale.parse(language).territories
    return {code: name for code, name in territories.items() if STATE.fullmatch(code) and code not in NO_STATES}


def flag(code: str) -> str:
    """The emoji flag of a state (ISO 3166 alpha-2); empty for a force that is no state."""
    if not STATE.fullmatch(code) or code in NO_STATES:
        return ""
    return "".join(chr(REGIONAL_A + ord(letter) - ord("A")) for letter in code)


def force_name(code: str, language: str) -> str:
    """What a state or another force is called in a language, in English where that is not known; its code where nothing is."""
    own = _table().get(code, {}).get("name", {})
    for tongue in (language, FALLBACK):
        if tongue in LANGUAGES and (name := own.get(tongue) or _states(tongue).get(code)):
            return str(name)
    return code


def force_code_of(phrase: str) -> str | None:
    """The code or slug of the force that a phrase names in any of the languages, however inflected; None where it names none.

    An ISO 3166 code counts in capitals only, unless it is listed: "IN" is India, "in" is not.
    """
    phrase = phrase.strip()
    if phrase in _states(FALLBACK):
        return phrase
    words = _folded(phrase)
    whole, stems = _words()
    if words in whole:
        return whole[words]
    for length in range(len(words), max(words.rfind(" "), SHORTEST_STEM - 1), -1):  # an ending holds no further word
        if words[:length] in stems:
            return stems[words[:length]]
    return None


def _folded(phrase: str) -> str:
    return " ".join(unicodedata.normalize("NFC", phrase).translate(APOSTROPHES).casefold().split())


@cache
def _words() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Whole phrases and stems, each with the force it names; words of the table go before names of Babel's."""
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for word, code in _listed():
        if word.endswith("*"):
            stems.setdefault(word[:-1], code)
        else:
            whole.setdefault(word, code)
    for language in LANGUAGES:
        for code, name in _states(language).items():
            whole.setdefault(_folded(name), code)
    return whole, stems


def _listed() -> Iterator[tuple[str, str]]:
    for code, row in _table().items():
        if not STATE.fullmatch(code):
            yield code, code
        for language in LANGUAGES:
            yield from ((_folded(word), code) for word in row.get(language, ()))
            if name := row.get("name", {}).get(language):
                yield _folded(name).strip("«»"), code

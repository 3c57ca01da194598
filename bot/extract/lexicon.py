"""The files of the lexicons and of the names, read once and checked: a language is one file more on the shelf."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import rtoml

from bot.extract.endings import RELATIONS
from bot.extract.glance import Glance
from bot.extract.phrases import Lexicon, LexiconError, Term
from bot.extract.validation import check

__all__ = [
    "SHELF",
    "Lexicon",
    "LexiconError",
    "Shelf",
    "Term",
    "force_name",
    "languages",
    "lexicon",
    "place",
    "speaker",
    "speakers",
    "table",
]

PACKAGE = files("bot.extract")
REFERENCE = "en"
NAMES = ("forces", "places", "speakers")
LOCAL = "_local"
ABOUT, TABLE = "\n[about]\n", "\n["
"""The head of the table that tells of a language, and of any other."""

PART_OF_SPEECH = re.compile(r"/(?:verb|noun|adj|num)$")
INITIALS = re.compile(r"[A-Z]{2,6}")
"""Names by initials, "RSF", are written so in every language."""

WITHOUT_ROLES = ("about", "endings")

Words = Mapping[str, Any]
Forms = Mapping[str, tuple[list[str], list[str]]]


class Shelf:
    """A folder of lexicons, each read when it is first asked for; raises LexiconError where one is not as it should be."""

    def __init__(self, folder: Traversable) -> None:
        """folder holds <language>.toml, and <language>.forms.txt for languages that inflect."""
        self.folder = folder
        self._tables: dict[str, Words] = {}
        self._lexicons: dict[str, Lexicon] = {}
        self._views: dict[tuple[str, str | None], Lexicon] = {}
        self._glances: dict[str, Glance] = {}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages there is a lexicon for."""
        return tuple(sorted(item.name.removesuffix(".toml") for item in self.folder.iterdir() if item.name.endswith(".toml")))

    @cached_property
    def scripts(self) -> Mapping[str, list[tuple[str, str]]]:
        """For each script its languages, each with the letters that mark it."""
        scripts: dict[str, list[tuple[str, str]]] = {}
        for language in self.languages:
            about = self._about(language)
            scripts.setdefault(about["letters"], []).append((language, about["marks"]))
        return scripts

    def _about(self, language: str) -> Words:
        """What a lexicon tells of its language, read alone: the whole file takes long to check, and may never be needed."""
        _, _, rest = _text(self.folder, f"{language}.toml").partition(ABOUT)
        with suppress(rtoml.TomlParsingError):
            told: Words = rtoml.loads(rest.partition(TABLE)[0])
            if told.keys() >= {"letters", "marks"}:
                return told
        about: Words = self.table(language)["about"]
        return about

    def table(self, language: str) -> Words:
        """A lexicon's file as it stands."""
        if language not in self._tables:
            words = _toml(self.folder, f"{language}.toml")
            if self.folder != PACKAGE / "lexicons" or language != REFERENCE:
                check(f"{language}.toml", words, _reference())
            self._tables[language] = words
        return self._tables[language]

    def lexicon(self, language: str, nation: str | None) -> Lexicon:
        """The lexicon of a language, with the names that a channel of that nation uses for its own offices."""
        if language not in self._lexicons:
            with _collector_at_rest():
                self._lexicons[language] = self._built(language)
        if (language, nation) not in self._views:
            self._views[language, nation] = self._lexicons[language].for_nation(nation)
        return self._views[language, nation]

    def glance(self, language: str) -> Glance:
        """How the words of a language are glanced at."""
        if language not in self._glances:
            self._glances[language] = Glance(self.lexicon(language, None))
        return self._glances[language]

    def _built(self, language: str) -> Lexicon:
        words = self.table(language)
        about = words["about"]
        endings = words.get("endings", {})
        return Lexicon(
            language,
            [*_inflected(_rows(words), self._forms(language)), *_names(language)],
            endings.get("particles", ()),
            about.get("abbreviations", ()),
            month_first=about.get("month_first", False),
            analytic=about.get("analytic", False),
            home=about.get("home"),
            only=endings.get("only", ()),
            endings={kind: endings.get(kind, ()) for kind in RELATIONS},
        )

    def _forms(self, language: str) -> Forms:
        """The forms of dictionary words: those in use now, and those that tell of what is to come."""
        path = self.folder / f"{language}.forms.txt"
        forms = {}
        for row in path.read_text("utf-8").splitlines() if path.is_file() else ():
            word, _, rest = row.partition(":")
            present, _, future = rest.partition("|")
            forms[word.strip()] = (present.split(), future.split())
        return forms


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Nothing of a lexicon is ever garbage: the collector does not walk its growing tree, nor ever looks at it again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _text(folder: Traversable, name: str) -> str:
    try:
        return (folder / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{name}: {error}") from None


def _toml(folder: Traversable, name: str) -> Words:
    try:
        return rtoml.loads(_text(folder, name))
    except rtoml.TomlParsingError as error:
        raise LexiconError(f"{name}: {error}") from None


@cache
def _reference() -> Words:
    return _toml(PACKAGE / "lexicons", f"{REFERENCE}.toml")


SHELF = Shelf(PACKAGE / "lexicons")
"""The lexicons that come with the program."""


def languages() -> tuple[str, ...]:
    """The languages there is a lexicon for."""
    return SHELF.languages


def table(language: str) -> Words:
    """A lexicon's file as it stands; raises LexiconError."""
    return SHELF.table(language)


def lexicon(language: str, nation: str | None) -> Lexicon:
    """The lexicon of a language, with the names that a channel of that nation uses for its own offices; raises LexiconError."""
    return SHELF.lexicon(language, nation)


def _rows(words: Words, path: str = "") -> Iterator[tuple[str, str]]:
    """The entries of a file with their roles."""
    for key, value in words.items():
        role = f"{path}.{key}" if path else key
        if role in WITHOUT_ROLES:
            continue
        if isinstance(value, dict):
            yield from _rows(value, role)
        elif role == "time.weekdays":
            names_a_day = len(value) // 7
            yield from ((word, f"weekday.{index // names_a_day}") for index, word in enumerate(value))
        else:
            yield from ((word, role) for word in value)


def _inflected(rows: Iterable[tuple[str, str]], forms: Forms) -> Iterator[tuple[str, str]]:
    """Each entry with the forms of its word; a movement told in the future is a plan as well."""
    for entry, role in rows:
        word = PART_OF_SPEECH.sub("", entry)
        yield word, role
        present, future = forms.get(entry, ([], []))
        yield from ((form.capitalize() if word[0].isupper() else form, role) for form in (*present, *future))
        if role.startswith("events.deployed."):
            yield from ((form, "plan.firm") for form in future)


@cache
def _name_tables() -> Mapping[str, list[Mapping[str, Any]]]:
    folder = PACKAGE / "names"
    known = (name for name in NAMES if (folder / f"{name}.toml").is_file())
    tables = {name: list(_toml(folder, f"{name}.toml")[name.removesuffix("s")]) for name in known}
    return {name: tables.get(name, []) for name in NAMES}


def _names(language: str) -> Iterator[tuple[str, str]]:
    known = _name_tables()
    for row in known["forces"]:
        if language != REFERENCE:
            for kind, entries in row.get(REFERENCE, {}).items():
                yield from ((entry, f"force.{row['code']}.{kind}") for entry in entries if INITIALS.fullmatch(entry))
        for kind, entries in row.get(language, {}).items():
            yield from ((entry, f"force.{row['code']}.{kind}") for entry in entries)
    for index, row in enumerate(known["places"]):
        yield from ((entry, f"place.{index}") for entry in row.get(language, ()))
        yield from ((entry, f"place_adjective.{index}") for entry in row.get(f"{language}_adjective", ()))
    for index, row in enumerate(known["speakers"]):
        yield from ((entry, f"speaker.{index}") for entry in row.get(language, ()))
        if language != REFERENCE:  # the names of outlets are left in Latin letters more often than not
            is_outlet = row.get("kind") == "outlet"
            latin = (
                entry for entry in row.get(REFERENCE, ()) if (is_outlet and entry[:1].isupper()) or INITIALS.fullmatch(entry)
            )
            yield from ((entry, f"speaker.{index}") for entry in latin)
        yield from ((entry, f"local.{row.get('nation')}.speaker.{index}") for entry in row.get(language + LOCAL, ()))


def place(index: int) -> Mapping[str, Any]:
    """A place's row in names/places.toml."""
    return _name_tables()["places"][index]


def speaker(index: int) -> Mapping[str, Any]:
    """A speaker's row in names/speakers.toml."""
    return _name_tables()["speakers"][index]


@cache
def force_name(code: str) -> str:
    """The English name of a force, as the table of forces has it first."""
    for row in _name_tables()["forces"]:
        if row["code"] == code:
            return str(next(iter(row.get("en", {}).get("name", ())), code))
    return code


def speakers() -> list[Mapping[str, Any]]:
    """The rows of names/speakers.toml."""
    return _name_tables()["speakers"]

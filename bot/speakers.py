"""Who a name is: a person, an office and its holder of the day, an institution, a nation; or somebody unknown."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from bot.model import Channel, Speaker, SpeakerKind

__all__ = ["named", "resolve"]

LISTED = ("institution", "office", "person", "unknown")
APOSTROPHES = re.compile("['’ʼ‘`]")
GAPS = re.compile(r"[\W_]+")
FIELD = re.compile(r"\{(\w+)\}")
LONGEST_KEY = 120
"""Characters of an unknown name that count; nobody is told apart by what comes after them."""


@dataclass(frozen=True, slots=True)
class _Term:
    """Who held an office from a day on; until is the first day that is no longer his."""

    holder: str
    start: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class _Entity:
    """A listed speaker with the folded names by which it goes anywhere, and those where its own nation speaks."""

    speaker: Speaker
    names: tuple[str, ...]
    local: tuple[str, ...] = ()
    terms: tuple[_Term, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class _Book:
    """Every listed speaker by key, and the ways to one."""

    entities: Mapping[str, _Entity]
    names: Mapping[str, str]
    local: Mapping[tuple[str, str], str]
    titles: frozenset[str]
    vague: frozenset[str]
    common: frozenset[str]
    spellings: Mapping[str, str] = field(default_factory=dict)


def resolve(name: str, day: date, channel: Channel) -> Speaker:
    """The speaker that a name in a channel's post of that day means; an office is whoever held it then.

    Names that mean something in one nation only ("General Staff") are taken in the channel's nation. A name that is not
    listed is an unknown speaker of its own: nobody is taken for somebody else.
    """
    book = _book()
    folded = _fold(name, book.spellings) or _fold(channel.owner, book.spellings)
    key = _find(folded, channel.nation, book)
    if key is None:
        return Speaker(_key_of_unknown(folded, channel, book), name.strip() or channel.owner)
    entity = book.entities[key]
    if entity.anonymous:
        return replace(entity.speaker, key=f"{key}@{channel.username.casefold()}")
    return _on(day, entity, book)


def named(phrase: str, day: date, nation: str | None = None) -> Speaker | None:
    """The listed speaker that a phrase names in every channel, or in those of a nation; None where it names nobody.

    An office is whoever held it that day. Somebody unnamed ("a US official") is a different one in each channel: nobody.
    """
    book = _book()
    key = _find(_fold(phrase, book.spellings), nation, book)
    if key is None or book.entities[key].anonymous:
        return None
    return _on(day, book.entities[key], book)


def _on(day: date, entity: _Entity, book: _Book) -> Speaker:
    """Who speaks where an entity is named on a day: an office's holder."""
    for term in entity.terms:
        if term.covers(day):
            return book.entities[term.holder].speaker
    return entity.speaker


def _find(folded: str, nation: str | None, book: _Book) -> str | None:
    if nation is not None and (key := book.local.get((nation, folded))):
        return key
    if key := book.names.get(folded):
        return key
    bare = _without_titles(folded, book)
    # Without its titles "Ukrainian General Staff" would be anybody's, so what is left must mean the same everywhere,
    # and only a person has titles.
    key = book.names.get(bare)
    return key if key is not None and book.entities[key].speaker.kind is SpeakerKind.PERSON else None


def _without_titles(folded: str, book: _Book) -> str:
    words = folded.split()
    while len(words) > 1 and words[0] in book.titles:
        words.pop(0)
    while len(words) > 1 and words[-1] in book.titles:
        words.pop()
    return " ".join(words)


def _key_of_unknown(folded: str, channel: Channel, book: _Book) -> str:
    """A slug; what is no full name of somebody is told apart by channel or by nation."""
    words = folded.split()
    slug = "-".join(words)[:LONGEST_KEY].strip("-") or "nobody"
    if not words or book.vague & set(words):
        return f"{slug}@{channel.username.casefold()}"
    if len(words) == 1 or book.common & set(words):
        return f"{slug}@{(channel.nation or channel.username).casefold()}"
    return slug


def _fold(name: str, spellings: Mapping[str, str]) -> str:
    """The name in the one spelling by which it is compared."""
    plain = APOSTROPHES.sub("", unicodedata.normalize("NFC", name).casefold()).replace("ё", "е")
    words = [word for word in GAPS.sub(" ", unicodedata.normalize("NFC", plain)).split() if word != "the"]
    text = " ".join(words)
    for written, one in spellings.items():
        text = re.sub(rf"\b{written}\b", one, text)
    return text


@cache
def _book() -> _Book:
    table = tomllib.loads(files("bot").joinpath("presets/speakers.toml").read_text("utf-8"))
    spellings = table["spellings"]
    rows: dict[str, tuple[SpeakerKind, dict[str, Any]]] = {}
    for kind in LISTED:
        for key, row in table[kind].items():
            rows[key] = SpeakerKind(kind), row
    for key, kind, row in _of_nations(table):
        known = rows.get(key, (kind, {"nation": row["nation"]}))[1]
        rows[key] = kind, {**known, **{part: [*known.get(part, ()), *row.get(part, ())] for part in ("names", "local")}}
    entities = {key: _entity(key, kind, row, spellings) for key, (kind, row) in rows.items()}
    names: dict[str, str] = {}
    local: dict[tuple[str, str], str] = {}
    for key, entity in entities.items():
        names |= {name: key for name in entity.names if name not in names}
        for name in entity.local:
            local.setdefault((entity.speaker.nation or "", name), key)
    words = {part: frozenset(_fold(word, {}) for word in table[part]) for part in ("titles", "vague", "common")}
    return _Book(entities, names, local, words["titles"], words["vague"], words["common"], spellings)


def _entity(key: str, kind: SpeakerKind, row: Mapping[str, Any], spellings: Mapping[str, str]) -> _Entity:
    def folded(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_fold(name, spellings) for name in names))

    terms = tuple(_Term(term["holder"], term["from"], term.get("until")) for term in row.get("terms", ()))
    speaker = Speaker(key, row["names"][0], kind, row.get("nation"))
    return _Entity(speaker, folded(row["names"]), folded(row.get("local", ())), terms, row.get("anonymous", False))


def _of_nations(table: Mapping[str, Any]) -> Iterator[tuple[str, SpeakerKind, dict[str, Any]]]:
    """What every nation has: itself as a speaker, and institutions named after a pattern."""
    for code, nation in table["nations"].items():
        forms: dict[str, list[str]] = defaultdict(list, {part: nation[part] for part in ("of", "adj", "uk", "ru", "ko")})
        itself = [*nation["names"], *_filled(table["government"]["names"], forms)]
        yield f"nation-{code.lower()}", SpeakerKind.NATION, {"nation": code, "names": itself}
        for institution, row in table["institutions"].items():
            names = _filled(row["names"], forms)
            made = {"nation": code, "names": names, "local": row.get("local", [])}
            yield f"{institution}-{code.lower()}", SpeakerKind.INSTITUTION, made


def _filled(patterns: Iterable[str], forms: Mapping[str, list[str]]) -> list[str]:
    made: list[str] = []
    for pattern in patterns:
        fields = FIELD.findall(pattern)
        made += [
            pattern.format_map(dict(zip(fields, chosen, strict=True))) for chosen in product(*(forms[name] for name in fields))
        ]
    return made

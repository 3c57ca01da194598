"""A name of a speaker: a person, an office, an institution, an outlet; listed or made of title and name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from bot.extract.basic import basic, is_basic
from bot.extract.lexicon import force_name, speakers
from bot.extract.lexicon import speaker as speaker_row
from bot.extract.scene import Kind, Scene

__all__ = ["Name", "is_outlet", "named", "nation_at", "with_description"]


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(tomllib.loads(files("bot.extract").joinpath("names/outlets.toml").read_text("utf-8"))["words"])


@cache
def is_outlet(name: str) -> bool:
    """Whether a channel's owner is an outlet, which passes on what others say."""
    folded = name.casefold()
    for row in speakers():
        if row.get("kind") == "outlet" and folded in {form.casefold() for form in (row["name"], *row.get("en", ()))}:
            return True
    return bool(_outlet_words() & set(folded.replace("-", " ").split()))


@dataclass(frozen=True, slots=True)
class Name:
    """A speaker as the text names him, at parts begin up to end; nation as an ISO code or slug.

    is_listed says that a table knows him; is_title, that only a title was said ("the president").
    """

    begin: int
    end: int
    name: str
    text: str
    nation: str | None = None
    is_outlet: bool = False
    is_listed: bool = False
    is_person: bool = False
    is_title: bool = False
    is_force: bool = False


def with_description(scene: Scene, at: int, name: Name) -> Name:
    """Persons without a name, with the words before that tell which ones: «*высокопоставленных* чиновников»."""
    begin = name.begin
    if name.is_listed or name.is_person or scene.analytic or scene.glues or not scene[begin].has("bodies.persons"):
        return name
    while begin > at and scene[begin - 1].kind is Kind.WORD:
        begin -= 1
    text = scene.words(begin, name.end)
    return name if begin == name.begin else replace(name, begin=begin, name=text, text=text)


def nation_at(scene: Scene, begin: int, end: int) -> str | None:
    """The nation that the words from begin up to end name first."""
    roles = (role for index in range(begin, end) for role in sorted(scene[index].roles))
    return next((role.split(".")[1] for role in roles if role.startswith("force.")), None)


def named(scene: Scene, begin: int, end: int) -> Name | None:
    while begin < end - 1 and scene[begin].has("links.the", "links.a"):
        begin += 1
    text = scene.words(begin, end)
    if any(scene[index].norm == "," or scene[index].has("joins.and") for index in range(begin, end)):
        return Name(begin, end, text, text)  # a joint claim has a joint name
    listed = [(index, speaker_row(int(row))) for index in range(begin, end) for row in scene[index].values("speaker.")]
    persons = [row for _, row in listed if row.get("kind") == "person"]
    if listed and not persons and _speaks_for_himself(scene, begin, end):
        listed = []
    listed = [
        (index, row)
        for index, row in listed
        if not (_is_foreign(scene, begin, index, row) or _is_namesake(scene, begin, index, row))
    ]
    persons = [row for _, row in listed if row.get("kind") == "person"]
    own = [row for index, row in listed if index == begin] or [row for _, row in listed if row.get("kind") != "outlet"]
    unknown = _person(scene, begin, end) if not persons else None
    if persons or (own and unknown is None):
        row = persons[0] if persons else own[0]
        kind = row.get("kind")
        return Name(begin, end, row["name"], text, row.get("nation"), kind == "outlet", True, kind == "person", kind == "office")
    nation = nation_at(scene, begin, end)
    if nation is None and own:
        nation = own[0].get("nation")
    if unknown is not None:
        return Name(begin, end, unknown, text, nation, is_person=True)
    if end - begin == 1 and nation is not None and not scene[begin].has("bodies."):
        return Name(begin, end, force_name(nation), text, nation, is_listed=True, is_force=True)
    bodies = [i for i in range(begin, end) if scene[i].has("bodies.")]
    if not bodies:
        return None
    only_title = scene[end - 1].has("bodies.titles") and all(scene[i].has("bodies.") for i in range(begin, end))
    return Name(begin, end, text, text, nation, is_title=only_title)


def _is_foreign(scene: Scene, begin: int, index: int, row: Mapping[str, Any]) -> bool:
    """Whether a word before it makes an office that of another state: "the *Nigerien* General Staff" in a Ukrainian channel."""
    nation, whose = row.get("nation"), nation_at(scene, begin, index)
    if scene.analytic or row.get("kind") in ("person", "outlet") or nation is None or whose is None:
        return False
    return nation != whose and nation.isupper() and whose.isupper()


def _is_namesake(scene: Scene, begin: int, index: int, row: Mapping[str, Any]) -> bool:
    """Whether somebody has another first name than the one whom a table knows by his surname: «*Марии* Ковалёвой»."""
    first = scene[index - 1] if index > begin else None
    if scene.glues or row.get("kind") != "person" or first is None or first.kind is not Kind.WORD or not first.capital:
        return False
    forms = [form for form in row.get(scene.row.language, ()) if len(form.split()) > 1]
    known = {form[0].casefold() for form in (*forms, row["name"])}
    return index > 1 and scene[index].begin + 1 == scene[index].end and first.norm[0] not in known and bool(forms)


def _speaks_for_himself(scene: Scene, begin: int, end: int) -> bool:
    """Whether a name ends with a noun like "official" or "source", and no table has it so."""
    last = next((scene[index] for index in range(end - 1, begin, -1) if scene[index].has("bodies.")), None)
    return last is not None and last.has("bodies.unnamed") and not last.has("speaker.")


def _person(scene: Scene, begin: int, end: int) -> str | None:
    """An unknown person: two or more capitalised words in a row, or one behind a title."""
    run: list[int] = []
    for index in range(begin, end):
        part = scene[index]
        surname = bool(run) and part.has("place.", "speaker.") and run[-1] == index - 1 and not scene.glues  # «Робертас *Каунас*»
        if (part.kind is Kind.WORD or surname) and part.capital and not part.has("bodies.", "force."):
            run.append(index)
        elif run and len(run) >= 2:
            break
        else:
            run = []
    if not run:
        return None
    titled = run[0] > begin and scene[run[0] - 1].has("bodies.persons", "bodies.titles")
    if (len(run) < 2 and not titled) or (run[-1] + 1 < end and scene[run[-1] + 1].has("bodies.institutions")):
        return None
    if run[0] == 0 and len(run) < 2:
        return None
    words = scene.words(run[0], run[-1] + 1)
    title = next((scene[index] for index in range(begin, run[0]) if scene[index].has("bodies.persons")), None)
    is_governed = title is not None and not is_basic(title.norm, scene.row.language)
    return basic(words, scene.row.language, "people") if is_governed else words

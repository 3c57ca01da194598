"""Writes the word forms of the inflected lexicons: lexicons/<language>.toml → lexicons/<language>.forms.txt.

Every entry of one word without * and without a leading = is a dictionary form. An entry may end in /verb, /noun, /adj or /num
where the dictionary knows the word as more than that ("мати/verb"). Run it after each change of a lexicon.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pymorphy3 import MorphAnalyzer

LEXICONS = Path(__file__).parents[1] / "bot" / "extract" / "lexicons"
LANGUAGES = ("uk", "ru")

WORD = re.compile(r"([^\W\d_]+(?:['-][^\W\d_]+)*)(?:/(verb|noun|adj|num))?")
NO_ROLES = ("about", "endings")

VERB = frozenset({"VERB", "INFN"})
PARTICIPLE = frozenset({"PRTF", "PRTS", "ADJF"})
NAMING = frozenset({"NOUN", "ADJF", "PRTF", "NPRO"})
NUMERAL = frozenset({"NUMR", "ADJF", "NPRO"})
KINDS = {"verb": VERB, "noun": frozenset({"NOUN"}), "adj": PARTICIPLE, "num": frozenset({"NUMR"})}

ACTIONS = re.compile(
    r"events\.\w+\.(?:act|fate|own)|(?:plan|hedge|denial|bounds|say|relay)\.|joins\.(?:inflict|be)$|time\.running$"
)
BEFALLS = re.compile(r"events\.\w+\.(?:act|own)|others\.")
"""What is done to people: its passive participles tell it as well."""

AFTER_ACTION: Sequence[frozenset[str]] = (VERB, PARTICIPLE, NAMING)
AFTER_NUMBER: Sequence[frozenset[str]] = (frozenset({"NUMR"}), NUMERAL, NAMING)
AFTER_THING: Sequence[frozenset[str]] = (NAMING, VERB)

HEAD = frozenset({"PRTF", "masc", "nomn"})
UNWANTED = frozenset({"impr", "voct", "COMP", "Supr", "Erro", "Dist"})


def entries(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """The entries of a lexicon with their roles."""
    for key, value in table.items():
        role = f"{path}.{key}" if path else key
        if role in NO_ROLES:
            continue
        if isinstance(value, dict):
            yield from entries(value, role)
        else:
            yield from ((entry, role) for entry in value)


def wanted(role: str, kind: str | None) -> Sequence[frozenset[str]]:
    """The parts of speech an entry is looked for as, one after the other."""
    if kind:
        return (KINDS[kind],)
    if ACTIONS.match(role):
        return AFTER_ACTION
    return AFTER_NUMBER if role.startswith("numbers.") else AFTER_THING


def folded(word: str) -> str:
    """The word as texts often write it: small, and without the dots of ё."""
    return word.casefold().replace("ё", "е")


def lexemes(morph: MorphAnalyzer, word: str, parts: Sequence[frozenset[str]]) -> list[list[Any]]:
    """The forms of what the dictionary knows under this headword, as the first of these parts of speech it is known as."""
    known = [parse for parse in morph.parse(word) if parse.is_known and "Abbr" not in parse.tag]
    heads = [parse for parse in known if folded(parse.normal_form) == folded(word)]
    for group in parts:
        found = [parse.lexeme for parse in heads if parse.tag.POS in group]
        found = found or [participle(parse) for parse in known if parse.tag.POS in group and HEAD in parse.tag]
        if found:
            return found
    return []


def participle(head: Any) -> list[Any]:
    """The forms of a participle, out of those of its verb."""
    tag = head.tag
    return [
        form for form in head.lexeme if form.tag.POS in PARTICIPLE and (form.tag.tense, form.tag.voice) == (tag.tense, tag.voice)
    ]


def is_short(form: Any, head: Any) -> bool:
    """Whether a Ukrainian infinitive is the short one of speech ("перекинуть"): in writing that is a future form."""
    return bool(form.word.removesuffix("ь") + "и" == head.word and "infn" in form.tag)


def gerunds(morph: MorphAnalyzer, lexeme: Sequence[Any]) -> set[str]:
    """The gerunds of a Ukrainian verb ("убив" → "убивши"), which its dictionary keeps apart from the verb."""
    made: set[str] = set()
    for form in lexeme:
        word = form.word
        if "past" in form.tag and "masc" in form.tag:
            made.add(word.removesuffix("ся") + "шись" if word.endswith("ся") else word + "ши")
        elif "3per" in form.tag and "plur" in form.tag and "futr" not in form.tag:
            made.add(word.removesuffix("ться") + "чись" if word.endswith("ться") else word.removesuffix("ть") + "чи")
    return {word for word in made if any(parse.is_known and parse.tag.POS == "GRND" for parse in morph.parse(word))}


def passive(morph: MorphAnalyzer, lexeme: Sequence[Any]) -> set[str]:
    """The passive participles of a Ukrainian verb ("стягнуто" → "стягнутий"), which its dictionary has as adjectives."""
    heads = {form.word[:-1] + "ий" for form in lexeme if form.tag.POS in VERB and form.word.endswith(("но", "то"))}
    known = (parse for head in heads for parse in morph.parse(head) if parse.is_known and parse.normal_form == head)
    return {form.word for parse in known if parse.tag.POS in PARTICIPLE for form in parse.lexeme if "COMP" not in form.tag}


def forms(found: Sequence[Sequence[Any]]) -> tuple[set[str], set[str]]:
    """All forms of these lexemes: those that are no future tense, and those that are."""
    other: set[str] = set()
    future: set[str] = set()
    for head, form in ((lexeme[0], form) for lexeme in found for form in lexeme):
        if not UNWANTED & (form.tag.grammemes - head.tag.grammemes) and not is_short(form, head):
            (future if "futr" in form.tag else other).update({form.word, form.word.replace("ё", "е")})
    return other, future - other


def inflected(language: str) -> tuple[dict[str, str], list[str]]:
    """The rows of a forms file by their words, and the words that the dictionary does not know."""
    morph = MorphAnalyzer(lang=language)
    gathered: dict[str, tuple[set[str], set[str]]] = {}
    unknown: set[str] = set()
    for entry, role in entries(tomllib.loads((LEXICONS / f"{language}.toml").read_text("utf-8"))):
        match = WORD.fullmatch(entry)
        if match is None:
            continue
        found = lexemes(morph, match[1], wanted(role, match[2]))
        if not found and (match[2] or not any(parse.is_known for parse in morph.parse(match[1]))):
            unknown.add(entry)
        other, future = gathered.setdefault(entry, (set(), set()))
        more, later = forms(found)
        other |= more.union(*(gerunds(morph, lexeme) for lexeme in found))
        if BEFALLS.match(role):
            other |= set[str]().union(*(passive(morph, lexeme) for lexeme in found))
        future |= later
    rows = {}
    for entry, (other, future) in gathered.items():
        if (other | future) - {entry.casefold()}:
            rows[entry] = " ".join(sorted(other)) + (f" | {' '.join(sorted(future - other))}" if future - other else "")
    return rows, sorted(unknown)


def main() -> None:
    """Writes the forms of every language there is a lexicon for."""
    for language in LANGUAGES:
        if not (LEXICONS / f"{language}.toml").exists():
            continue
        rows, unknown = inflected(language)
        text = "".join(f"{word}: {row}\n" for word, row in sorted(rows.items()))
        (LEXICONS / f"{language}.forms.txt").write_text(text, "utf-8")
        sys.stdout.write(f"{language}: {len(rows)} words; not in the dictionary: {', '.join(unknown) or 'none'}\n")


if __name__ == "__main__":
    main()

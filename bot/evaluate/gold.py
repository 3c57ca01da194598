"""Gold files: posts with the statements that somebody read in them, one JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from bot.extract.jsonl import read_line
from bot.model import Basis, Channel, Count, Event, People, Post, Stance, Unit

__all__ = ["Claim", "GoldError", "GoldPost", "Names", "claim_of", "read_gold"]

FORCE = re.compile(r"[A-Z]{2}|[a-z0-9]+(?:-[a-z0-9]+)*")
Names = tuple[str, ...]
Kind = TypeVar("Kind", bound=StrEnum)


class GoldError(ValueError):
    """A line that is no gold; the message begins with file and line."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as it is compared: names are the accepted forms of gold, or what the extractor calls one.

    approx is None where gold does not say; when is its two ends, either of which may be open.
    """

    event: Event
    low: int | None
    high: int | None
    of: Unit
    force: str | None
    approx: bool | None
    people: str | None
    basis: str | None
    stance: str | None
    speaker: Names
    via: tuple[Names, ...]
    place: Names
    when: tuple[date | None, date | None] | None
    evidence: str

    @property
    def has_figure(self) -> bool:
        """Whether a figure is said."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class GoldPost:
    """A post with what is to be found in it: key is its id, day that of its date as written, language the annotator's."""

    key: str
    language: str
    day: date
    post: Post
    channel: Channel
    claims: tuple[Claim, ...]


def read_gold(path: Path) -> Iterator[GoldPost]:
    """The posts of a file; raises GoldError that names the first bad line."""
    seen: set[str] = set()
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            post = _gold_post(line.decode("utf-8"))
            if post.key in seen:
                raise ValueError(f"id {post.key} stands twice")
        except ValueError as error:  # among them that of a line that is not UTF-8
            raise GoldError(f"{path}:{number}: {error}") from None
        seen.add(post.key)
        yield post
    if not seen:  # a score of nothing would be a perfect one
        raise GoldError(f"{path}: no posts in it")


def _gold_post(line: str) -> GoldPost:
    key, post, channel = read_line(line)
    row = json.loads(line)
    statements = row.get("statements")
    if not isinstance(statements, list) or not all(isinstance(one, dict) for one in statements):
        raise ValueError("statements must be a list of objects")
    if not isinstance(row.get("lang"), str):
        raise ValueError("no lang")
    claims = []
    for number, statement in enumerate(statements, 1):
        try:
            claims.append(claim_of(statement))
        except ValueError as error:
            raise ValueError(f"statement {number}: {error}") from None
        if claims[-1].evidence not in post.text:
            raise ValueError(f"statement {number}: its evidence is not in the text")
    day = date.fromisoformat(str(row["date"])[:10])
    return GoldPost(str(key), row["lang"], day, post, channel, tuple(claims))


def claim_of(row: dict[str, Any]) -> Claim:
    """A statement from its JSON object, gold's or the extractor's; raises ValueError that says what is wrong."""
    count, force = row.get("count"), row.get("force")
    if force is not None and not (isinstance(force, str) and FORCE.fullmatch(force)):
        raise ValueError(f"force {force!r} is neither an ISO code nor a slug")
    low, high = _bounds(count)
    if not isinstance(evidence := row.get("evidence"), str):
        raise ValueError("no evidence")
    return Claim(
        event=_one_of(Event, row, "event"),
        low=low,
        high=high,
        of=_one_of(Unit, row, "of") if row.get("of") else Unit.PERSON,
        force=force,
        approx=None if "approx" not in row else bool(row["approx"]),
        people=_one_of(People, row, "people") if row.get("people") else None,
        basis=_one_of(Basis, row, "basis") if row.get("basis") else None,
        stance=_one_of(Stance, row, "stance") if row.get("stance") else None,
        speaker=_names(row, "speaker"),
        via=tuple(tuple(name.split("|")) for name in _names(row, "via")),
        place=_names(row, "place"),
        when=_window(row.get("when")),
        evidence=evidence,
    )


def _one_of(kinds: type[Kind], row: dict[str, Any], field: str) -> Kind:
    try:
        return kinds(str(row.get(field)))
    except ValueError:
        raise ValueError(f"unknown {field} {row.get(field)!r}") from None


def _bounds(count: object) -> tuple[int | None, int | None]:
    if count is None:
        return None, None
    if not isinstance(count, dict) or set(count) - {"low", "high"}:
        raise ValueError(f'count {count!r} is not like {{"low": 1, "high": null}}')
    low, high = count.get("low"), count.get("high")
    if not all(bound is None or type(bound) is int for bound in (low, high)):
        raise ValueError(f"count {count!r} is not of whole numbers")
    Count(low, high)
    return low, high


def _names(row: dict[str, Any], field: str) -> Names:
    """Accepted forms from gold's list; the extractor gives one name, and its words in the text beside it."""
    given = row.get(field)
    names = given if isinstance(given, list) else [given, row.get(f"{field}_text")]
    if not all(name is None or isinstance(name, str) for name in names):
        raise ValueError(f"{field} {given!r} is no list of names")
    return tuple(name for name in names if name)


def _window(when: object) -> tuple[date | None, date | None] | None:
    if when is None:
        return None
    if not isinstance(when, dict):
        raise ValueError(f'when {when!r} is not like {{"from": "2024-12-22", "to": null}}')
    start, end = (date.fromisoformat(str(when[end])[:10]) if when.get(end) else None for end in ("from", "to"))
    return start, end

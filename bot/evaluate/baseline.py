"""A baseline: the outcome of every post, kept in a file so that a later evaluation can tell what it gained and lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.evaluate.outcome import Outcome

__all__ = ["BaselineError", "read_baseline", "write_baseline"]

FORMAT = 1


class BaselineError(ValueError):
    """A file that is no baseline; the message begins with its name."""


def write_baseline(path: Path, outcomes: Mapping[str, Outcome]) -> None:
    """Write a baseline: one post a line, by id, so that two of them can be compared by eye; raises OSError where that fails."""
    rows = ",\n".join(f"{_json(post)}: {_json(_row(outcomes[post]))}" for post in sorted(outcomes))
    path.write_text(f'{{"baseline": {FORMAT}, "posts": {{\n{rows}\n}}}}\n', "utf-8")


def read_baseline(path: Path) -> dict[str, Outcome]:
    """The outcomes of a baseline by post id; raises BaselineError that says what is wrong with the file."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BaselineError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"{path}: no baseline, it is not JSON: {error}") from None
    if not isinstance(content, dict) or not isinstance(content.get("posts"), dict) or "baseline" not in content:
        raise BaselineError(f"{path}: no baseline. `communique evaluate FILE… --save {path.name}` writes one.")
    if content["baseline"] != FORMAT:
        raise BaselineError(f"{path}: a baseline of format {content['baseline']!r}; format {FORMAT} is read. Save it anew.")
    outcomes = {}
    for post, row in content["posts"].items():
        try:
            outcomes[post] = _outcome(row)
        except (ValueError, TypeError) as error:
            raise BaselineError(f"{path}: post {post}: {error}") from None
    return outcomes


def _row(outcome: Outcome) -> dict[str, Any]:
    """A post's line; what is empty is left out."""
    row = {"language": outcome.language, "found": outcome.found, "missed": outcome.missed, "wrong": outcome.wrong}
    return {name: value for name, value in row.items() if value}


def _outcome(row: Any) -> Outcome:
    if not isinstance(row, dict) or not isinstance(row.get("language"), str):
        raise ValueError("no language")
    found = row.get("found", {})
    if not isinstance(found, dict):
        raise ValueError("found must be an object")
    return Outcome(
        row["language"],
        {name: _names(fields, f"found {name!r}") for name, fields in found.items()},
        _names(row.get("missed", []), "missed"),
        _names(row.get("wrong", []), "wrong"),
    )


def _names(given: Any, what: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise ValueError(f"{what} must be a list of names")
    return tuple(given)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

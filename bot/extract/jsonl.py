"""Posts as JSON lines in, statements as JSON lines out, as the annotation guide writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from bot.model import Channel, Post, Statement

__all__ = ["ZONES", "answer", "read_line"]

ZONES = {"UA": "Europe/Kyiv", "RU": "Europe/Moscow", "KR": "Asia/Seoul", "KP": "Asia/Pyongyang"}


def read_line(line: str) -> tuple[Any, Post, Channel]:
    """The id, post and channel of a line; raises ValueError that says what is wrong with it."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise ValueError("not an object")
    if missing := [key for key in ("id", "date", "channel", "text") if key not in row]:
        raise ValueError(f"no {', '.join(missing)}")
    about = row["channel"]
    if not isinstance(about, dict) or not isinstance(row["text"], str):
        raise ValueError("channel must be an object and text a string")
    try:
        when = datetime.fromisoformat(str(row["date"]))
    except ValueError:
        raise ValueError(f"date {row['date']!r} is not like 2024-12-23T15:40:00Z") from None
    nation = about.get("nation")
    channel = Channel(
        username=str(about.get("username", "")),
        title=str(about.get("title", "")),
        owner=str(about.get("owner") or about.get("title") or about.get("username") or ""),
        nation=nation if isinstance(nation, str) and nation else None,
        zone=str(about.get("zone") or ZONES.get(str(nation), "UTC")),
    )
    return row["id"], Post(0, when if when.tzinfo else when.replace(tzinfo=UTC), row["text"]), channel


def answer(key: Any, statements: Iterable[Statement]) -> dict[str, Any]:
    """The answer line for a post."""
    return {"id": key, "statements": [_row(statement) for statement in statements]}


def _row(statement: Statement) -> dict[str, Any]:
    count, when = statement.count, statement.when
    return {
        "event": statement.event.value,
        "count": None if count is None else {"low": count.low, "high": count.high},
        "of": statement.of.value,
        "approx": statement.approx,
        "force": statement.force,
        "people": statement.people.value,
        "basis": statement.basis.value if statement.basis else None,
        "stance": statement.stance.value,
        "speaker": statement.speaker,
        "speaker_text": statement.speaker_text,
        "via": list(statement.via),
        "place": statement.place,
        "place_text": statement.place_text,
        "when": None if when is None else {"from": _day(when.start), "to": _day(when.end)},
        "evidence": statement.evidence,
        "start": statement.start,
        "end": statement.end,
        "hedge": statement.hedge,
        "rules": list(statement.rules),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

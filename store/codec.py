"""Records ↔ rows: the two ways of writing the same thing, side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.model import (
    Basis,
    Channel,
    ChannelState,
    Count,
    Event,
    Filter,
    People,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Unit,
    Window,
)
from store.types import LARGEST, clean

Row = Mapping[Any, Any]

LISTED = ("event", "low", "high", "of", "force", "people", "basis", "stance")
"""The fields of a state that stand beside the statement's number, for lists."""


def channel_values(channel: Channel) -> dict[str, Any]:
    """Every column of a channel that its record knows, but for the id."""
    fields = {name: getattr(channel, name) for name in Channel.__slots__ if name != "id"}
    return fields | {"state": channel.state.value, "username_key": channel.username.lower()}


def channel_of(row: Row, prefix: str = "") -> Channel:
    """The channel of a row whose columns may bear a prefix."""
    fields = {name: row[prefix + name] for name in Channel.__slots__}
    return Channel(**fields | {"state": ChannelState(fields["state"])})


def speaker_of(row: Row, prefix: str = "") -> Speaker:
    """The speaker of a row whose columns may bear a prefix."""
    return Speaker(
        key=row[prefix + "key"],
        name=row[prefix + "name"],
        kind=SpeakerKind(row[prefix + "kind"]),
        nation=row[prefix + "nation"],
    )


def statement_values(statement: Statement) -> dict[str, Any]:
    """A statement as the columns of a state, just as they will come back."""
    count, when = statement.count, statement.when
    values = {
        "event": statement.event.value,
        "low": _within(count.low if count else None),
        "high": _within(count.high if count else None),
        "of": statement.of.value,
        "approx": statement.approx,
        "force": statement.force,
        "people": statement.people.value,
        "basis": statement.basis and statement.basis.value,
        "stance": statement.stance.value,
        "speaker": statement.speaker,
        "speaker_text": statement.speaker_text,
        "via": _json(statement.via),
        "place": statement.place,
        "place_text": statement.place_text,
        "from_day": when and when.start,
        "to_day": when and when.end,
        "evidence": statement.evidence,
        "start_at": statement.start,
        "end_at": statement.end,
        "hedge": statement.hedge,
        "rules": _json(statement.rules),
        "language": statement.language,
    }
    return {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}


def statement_of(row: Row) -> Statement:
    """The statement of a state."""
    counted = row["low"] is not None or row["high"] is not None
    windowed = row["from_day"] is not None or row["to_day"] is not None
    return Statement(
        event=Event(row["event"]),
        count=Count(row["low"], row["high"]) if counted else None,
        of=Unit(row["of"]),
        approx=row["approx"],
        force=row["force"],
        people=People(row["people"]),
        basis=row["basis"] and Basis(row["basis"]),
        stance=Stance(row["stance"]),
        speaker=row["speaker"],
        speaker_text=row["speaker_text"],
        via=tuple(json.loads(row["via"])),
        place=row["place"],
        place_text=row["place_text"],
        when=Window(row["from_day"], row["to_day"]) if windowed else None,
        evidence=row["evidence"],
        start=row["start_at"],
        end=row["end_at"],
        hedge=row["hedge"],
        rules=tuple(json.loads(row["rules"])),
        language=row["language"],
    )


def filter_text(wish: Filter) -> str:
    """A filter as one text; equal filters give equal texts, and an empty field is left out."""
    fields = {"forces": sorted(wish.forces), "events": sorted(wish.events), "minimum": wish.minimum}
    return _json({name: value for name, value in fields.items() if value not in (None, [])})


def filter_of(text: str) -> Filter:
    """The filter of such a text."""
    fields = json.loads(text)
    return Filter(
        forces=frozenset(fields.get("forces", ())),
        events=frozenset(Event(event) for event in fields.get("events", ())),
        minimum=fields.get("minimum"),
    )


def _within(figure: int | None) -> int | None:
    return None if figure is None else min(figure, LARGEST)


def _json(value: object) -> str:
    return clean(json.dumps(value, ensure_ascii=False, sort_keys=True))

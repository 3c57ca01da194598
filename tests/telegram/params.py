"""A method's parameters, whether they came as JSON or as the texts of a form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.telegram.errors import bad_request

__all__ = ["Params"]

STRUCTURED = ("reply_markup", "entities", "caption_entities", "link_preview_options", "commands", "scope", "allowed_updates")


class Params:
    """What a method was called with."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Take the parameters as they came."""
        self.given = {name: _decoded(name, value) for name, value in given.items()}

    def text(self, name: str) -> str:
        """A text; empty where it is not given."""
        value = self.given.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as not given, as Telegram takes it."""
        try:
            return int(self.given.get(name, default))
        except (TypeError, ValueError):
            return default

    def get(self, name: str) -> Any:
        """An object, a list, or whatever was given; None where nothing was."""
        return self.given.get(name)


def _decoded(name: str, value: Any) -> Any:
    if name not in STRUCTURED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

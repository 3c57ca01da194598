"""A person's question → what is asked for: the words of the lexicons, in any of their languages and in any order."""

from __future__ import annotations

from bot.query.reading import parse_query
from bot.query.record import ALWAYS, Query

__all__ = ["ALWAYS", "Query", "parse_query"]

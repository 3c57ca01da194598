"""A bond: the event that befell a group."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.events import Mention
from bot.extract.group import Group
from bot.model import Event

__all__ = ["CLAUSE", "LIMIT", "NEAR", "Bond"]

LIMIT = 14.0
NEAR = 4.0
CLAUSE = 6
"""A verb no more than so many parts behind a figure is that figure's own."""


@dataclass(frozen=True, slots=True)
class Bond:
    """A group bound to an event; cost tells how far-fetched that is; mention None where it was inherited."""

    group: Group
    event: Event
    mention: Mention | None
    cost: float
    rule: str

"""A time that a text tells, as a window of days."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model import Window

__all__ = ["Time"]


@dataclass(frozen=True, slots=True)
class Time:
    """A window told at tokens begin up to end.

    open marks a running one ("since August", "so far"); same, one that repeats the window before; weak, one that only
    dates a report ("as of the 11th"); said, one that tells when something was said; is_span, a length of time without an
    anchor ("over three days").
    """

    begin: int
    end: int
    window: Window | None
    open: bool = False
    same: bool = False
    weak: bool = False
    said: bool = False
    is_span: bool = False
    rule: str = ""

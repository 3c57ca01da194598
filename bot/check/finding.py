"""What a look at one thing found."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it works (None: there is nothing to judge), and what to do where it does not."""

    good: bool | None
    what: str
    advice: str = ""

"""The clock: everything that needs the time is handed one, so that tests and the demo can set it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utcnow() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)

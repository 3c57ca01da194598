"""The demo's clock: it stands where it is put and, once started, runs faster than the one on the wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic

SPEED = 15
"""Posts of the sample that are minutes apart arrive while one chats."""


class DemoClock:
    """A settable `Clock`."""

    def __init__(self) -> None:
        """Start at the present moment, standing still."""
        self._at = datetime.now(UTC)
        self._running_since: float | None = None

    def __call__(self) -> datetime:
        """The demo's present moment, UTC."""
        if self._running_since is None:
            return self._at
        return self._at + timedelta(seconds=(monotonic() - self._running_since) * SPEED)

    def set(self, moment: datetime) -> None:
        """Stand still at this moment (aware)."""
        self._at, self._running_since = moment, None

    def run(self) -> None:
        """Let time pass from where the clock stands."""
        self._at, self._running_since = self(), monotonic()

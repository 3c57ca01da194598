"""How much a bot may send: what Telegram's documents promise, kept strictly."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime
from math import ceil

from tests.telegram.errors import too_many_requests

__all__ = ["Quota"]

OVERALL = (30, 1.0)
GROUP = (20, 60.0)
BURST = 3
"""Messages to a private chat that may come at once; after them it is one a second."""


class Quota:
    """Counts messages and edits; what goes over is refused with the seconds to wait, and does not count."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Start with nothing sent, on that clock."""
        self._clock = clock
        self._all: deque[float] = deque()
        self._groups: defaultdict[int, deque[float]] = defaultdict(deque)
        self._owed: dict[int, tuple[float, float]] = {}

    def take(self, chat: int) -> None:
        """Let one message to a chat through, or raise RefusedError."""
        now = self._clock().timestamp()
        windows = [(self._all, *OVERALL)] + ([(self._groups[chat], *GROUP)] if chat < 0 else [])
        waits = [_wait(sent, now, most, span) for sent, most, span in windows]
        owed = 0.0
        if chat > 0:
            before, at = self._owed.get(chat, (0.0, now))
            owed = max(0.0, before - (now - at))
            waits.append(owed - (BURST - 1))
        if (wait := max(waits)) > 1e-6:
            raise too_many_requests(max(1, ceil(wait)))
        for sent, _, _ in windows:
            sent.append(now)
        if chat > 0:
            self._owed[chat] = (owed + 1, now)


def _wait(sent: deque[float], now: float, most: int, span: float) -> float:
    while sent and sent[0] <= now - span + 1e-6:
        sent.popleft()
    return sent[0] + span - now if len(sent) >= most else 0.0

"""Strangers: who was told lately that they may not come in."""

from __future__ import annotations

from datetime import datetime, timedelta

__all__ = ["Strangers"]

AGAIN = timedelta(hours=12)
MOST = 10_000
"""So many strangers are remembered: beyond it the first ones might be told sooner."""


class Strangers:
    """Whom was told lately that they may not come in; kept in memory, so that no stranger can fill the ledger."""

    def __init__(self) -> None:
        """Know nobody."""
        self._told: dict[int, datetime] = {}

    def may_be_told(self, chat: int, now: datetime) -> bool:
        """Whether a chat was not told lately; from now on it was."""
        told = self._told.pop(chat, None)
        if told is not None and now - told < AGAIN:
            self._told[chat] = told
            return False
        self._told[chat] = now
        if len(self._told) > MOST:
            del self._told[next(iter(self._told))]
        return True

"""The canary: a channel known to be good is asked before another one is called gone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.clock import Clock

__all__ = ["NAME", "Canary"]

NAME = "telegram"
"""Telegram's own channel, for as long as no other one was seen to be good."""

HOLDS = timedelta(minutes=1)
"""How long an answer is good for: many channels may ask at once."""


class Canary:
    """Tells whether channels show themselves at this time, by one that did lately."""

    def __init__(self, shows: Callable[[str], Awaitable[bool]], clock: Clock) -> None:
        """shows asks whether the channel of a name shows its posts; it never raises."""
        self._shows, self._clock = shows, clock
        self._good: list[str] = []
        self._answer: tuple[datetime, bool] | None = None

    def saw(self, name: str) -> None:
        """Note that the channel of this name showed its posts."""
        self._good = [*(good for good in self._good if good != name), name][-2:]

    async def sings(self, besides: str) -> bool:
        """Whether a channel besides this one shows its posts now."""
        now = self._clock()
        if self._answer is not None and now - self._answer[0] < HOLDS:
            return self._answer[1]
        good = [name for name in self._good if name != besides]
        answer = await self._shows(good[-1] if good else NAME)
        self._answer = self._clock(), answer
        return answer

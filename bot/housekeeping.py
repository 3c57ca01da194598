"""What is kept for a time only is let go of when that is over."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog

from bot.clock import Clock, utcnow
from store import Store

__all__ = ["Housekeeping"]

log = structlog.get_logger()

EVERY = 3600.0
"""Seconds between two looks at what is too old."""

AT_ONCE = 500
"""So many copies are deleted in one transaction: whoever else writes waits for a moment only."""


class Housekeeping:
    """Deletes the copies of what was fetched once they were kept long enough."""

    def __init__(self, store: Store, keep: timedelta, clock: Clock = utcnow) -> None:
        """keep is how long a copy is kept."""
        self._store, self._keep, self._clock = store, keep, clock

    async def run(self) -> None:
        """Look every hour, until cancelled; what fails is tried again then."""
        while True:
            try:
                await self.tidy()
            except Exception:
                log.exception("old copies could not be deleted; trying again")
            await asyncio.sleep(EVERY)

    async def tidy(self) -> int:
        """Delete what is too old now; returns how many copies that were."""
        before, gone = self._clock() - self._keep, 0
        while True:
            async with self._store.writing() as ledger:
                some = await ledger.copies.let_go(before, AT_ONCE)
            gone += some
            if some < AT_ONCE:
                if gone:
                    log.info("old copies deleted", copies=gone)
                return gone

"""When to look at a channel again (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median

__all__ = ["next_wait"]

FLOOR = 60.0
CEILING = 1800.0
SHARE_OF_GAP = 1 / 4
SHARE_OF_SILENCE = 1 / 10
SPREAD = 0.1


def next_wait(
    recent: Sequence[datetime],
    now: datetime,
    jitter: float,
    failures: int = 0,
    retry_after: float | None = None,
    floor: float = FLOOR,
    ceiling: float = CEILING,
) -> float:
    """Seconds until the next look at a channel, from floor to ceiling.

    recent are the dates of its latest posts in any order: the wait is a part of the usual gap between them, longer after
    a long silence. failures counts the reads that failed since the last good one and doubles the wait each time.
    jitter, from 0 to 1, spreads channels apart. What the other side asked for in retry_after is waited at least, even
    beyond the ceiling.
    """
    wait = floor * 2.0 ** min(failures, 30) if failures else _share(recent, now)
    wait = min(max(wait, floor), max(ceiling / (1 + SPREAD), floor))
    return max(wait, retry_after or 0.0) * (1 + SPREAD * jitter)


def _share(recent: Sequence[datetime], now: datetime) -> float:
    if not recent:
        return 0.0
    dates = sorted(recent)
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(dates)]
    silence = (now - dates[-1]).total_seconds()
    return max(median(gaps) * SHARE_OF_GAP if gaps else 0.0, silence * SHARE_OF_SILENCE)

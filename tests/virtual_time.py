"""An event loop whose clock jumps to the next timer: hours of waiting pass at once, in the right order."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

MOMENT = 1e-7
"""Seconds that each turn of the loop takes: a timer that rounding sets to "now" would otherwise be due again for ever."""


class _Jumping(selectors.DefaultSelector):
    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready: list[tuple[selectors.SelectorKey, int]] = super().select(0 if timeout is not None else None)
        if not ready and timeout is not None:
            self.now += max(timeout, MOMENT)
        return ready


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that waits on timers alone; the loop's clock starts at 0 seconds."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(main)

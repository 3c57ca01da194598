"""How a running bot is told to stop, and that it is gone soon after, whatever it waits for."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from threading import Timer

import structlog

__all__ = ["stop_on_signals"]

log = structlog.get_logger()

LAST_CALL = 4.0
"""Seconds; whoever runs services kills what takes much longer."""


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set the event when SIGINT or SIGTERM comes to the running loop's process, and end that in any case soon after.

    A database that another program holds keeps its driver's thread, which nothing can call back; to end beneath it loses
    no more than a kill would, and that is nothing.
    """

    def ask() -> None:
        if not stop.is_set():
            stop.set()
            last = Timer(LAST_CALL, _end)
            last.daemon = True
            last.start()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ask)


def _end() -> None:
    log.warning("stopped without waiting any longer for the database or the network; nothing is lost")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)

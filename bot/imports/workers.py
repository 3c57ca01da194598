"""Reading posts in processes of their own: what takes the time is what the extractor does."""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager

import structlog

from bot.model import Channel, Post, Reading
from bot.reading import read_all

__all__ = ["Workers", "cores", "workers"]

SWEEP = (100_000, 50, 100)
"""How many objects come before garbage is looked for: reading makes many and leaves hardly any behind."""


def cores() -> int:
    """How many processes may run side by side here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Reads batches of posts, several at a time."""

    def __init__(self, executor: Executor, jobs: int) -> None:
        """Read by an executor that does so many at a time."""
        self._executor, self.jobs = executor, jobs

    def read(self, posts: Sequence[Post], channel: Channel) -> asyncio.Future[tuple[Reading, ...]]:
        """What the extractor says of the posts, in order; raises BrokenProcessPool where a process ended."""
        return asyncio.get_running_loop().run_in_executor(self._executor, read_all, posts, channel)


@contextmanager
def workers(jobs: int) -> Iterator[Workers]:
    """So many processes that read; 1 is this one alone. What they have not begun is not done at the end."""
    executor: Executor
    if jobs == 1:
        executor = ThreadPoolExecutor(1)
    else:
        context = multiprocessing.get_context("spawn")  # a copy of a process with threads may hang
        executor = ProcessPoolExecutor(jobs, context, _begin)
    try:
        yield Workers(executor, jobs)
    finally:
        executor.shutdown(cancel_futures=True)


def _begin() -> None:
    """A process that reads: it is ended by the one that began it, and posts that break the extractor are told by the ledger."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*SWEEP)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))

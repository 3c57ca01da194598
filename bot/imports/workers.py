"""Reading posts in processes of their own: what takes the time is what the extractor does."""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager

import structlog

from bot.model import Channel, Post, Reading
from bot.reading import read_all

__all__ = ["Workers", "cores", "workers"]

PART = 100
"""So many posts a process reads at a time: when it is to end, it first ends with these."""

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

    def read(self, posts: Sequence[Post], channel: Channel) -> asyncio.Future[list[tuple[Reading, ...]]]:
        """What the extractor says of the posts, in order and in parts; raises BrokenProcessPool where a process ended."""
        loop = asyncio.get_running_loop()
        parts = (posts[start : start + PART] for start in range(0, len(posts), PART))
        with _uninterrupted():
            return asyncio.gather(*(loop.run_in_executor(self._executor, read_all, part, channel) for part in parts))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Have processes that begin here take no Ctrl-C, which a terminal sends to all of them: the first one ends them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
    """A process that reads: it ends with the one that began it, and posts that break the extractor are told by the ledger."""
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    gc.set_threshold(*SWEEP)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def _end_with_the_first() -> None:
    """End when the process that began this one was killed: it would be waited for, for ever, otherwise."""
    first = multiprocessing.parent_process()
    assert first is not None
    first.join()
    os._exit(1)

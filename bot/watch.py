"""The two endless tasks: following the channels, and emptying the outbox."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.clock import Clock, utcnow
from bot.delivery import Send
from bot.model import ChannelState
from bot.pipeline import deliver, ingest
from bot.sources import Pull, ReaderError, next_wait
from store import Store

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a channel is looked at, at most and at least, and how often the list of channels; all in seconds."""

    floor: float = 60.0
    ceiling: float = 1800.0
    roll_call: float = 5.0


RECENT = 20
"""A channel's rhythm is taken from so many of its latest posts."""


class Watch:
    """Reads every watched channel, each in a task of its own: one that fails never stops another."""

    def __init__(
        self,
        store: Store,
        readers: Mapping[str, Pull],
        pace: Pace,
        *,
        clock: Clock = utcnow,
        on_saved: Callable[[], None] = lambda: None,
    ) -> None:
        """readers by the name that channels hold; on_saved is called after each batch that was saved."""
        self._store, self._readers, self._pace, self._clock, self._on_saved = store, readers, pace, clock, on_saved
        self._tasks: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Follow the channels as they are added, paused and removed, until cancelled."""
        try:
            while True:
                await self._call_the_roll()
                await asyncio.sleep(self._pace.roll_call)
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _call_the_roll(self) -> None:
        try:
            async with self._store.reading() as ledger:
                channels = await ledger.channels.all()
        except Exception:
            log.exception("the list of channels could not be read; trying again")
            return
        wanted = {c.id for c in channels if c.state is not ChannelState.PAUSED and c.reader in self._readers}
        for channel_id in set(self._tasks) - wanted:
            self._tasks.pop(channel_id).cancel()
        for channel_id in wanted:
            task = self._tasks.get(channel_id)
            if task is None or task.done():
                self._tasks[channel_id] = asyncio.create_task(self._follow(channel_id), name=f"channel {channel_id}")

    async def _follow(self, channel_id: int) -> None:
        failures = 0
        recent: list[datetime] = []
        while True:
            retry_after = None
            try:
                async with self._store.reading() as ledger:
                    channel = await ledger.channels.get(channel_id)
                if channel is None or channel.state is ChannelState.PAUSED:
                    return
                batch = await self._readers[channel.reader].read(channel)
                await ingest(self._store, channel, batch, self._clock)
                self._on_saved()
                if channel.state is not ChannelState.READING:
                    log.info("reading", channel=channel.username, posts=len(batch.posts))
                failures = 0
                recent = sorted({*recent, *(post.date for post in batch.posts)})[-RECENT:]
                if batch.more:
                    continue
            except ReaderError as error:
                failures, retry_after = failures + 1, error.retry_after
                await self._report(channel_id, error)
            except Exception:
                failures += 1
                log.exception("reading failed; trying again", channel=channel_id)
            wait = next_wait(recent, self._clock(), random.random(), failures, retry_after, self._pace.floor, self._pace.ceiling)
            await asyncio.sleep(wait)

    async def _report(self, channel_id: int, error: ReaderError) -> None:
        """Note in the ledger why a channel cannot be read; a ledger that fails, too, must not cut the wait short."""
        try:
            await self._note(channel_id, error)
        except Exception:
            log.exception("why a channel cannot be read could not be noted", channel=channel_id, reason=str(error))

    async def _note(self, channel_id: int, error: ReaderError) -> None:
        async with self._store.writing() as ledger:
            channel = await ledger.channels.get(channel_id)
            if channel is None or channel.state is ChannelState.PAUSED:
                return
            if (channel.state, channel.state_reason) != (error.state, str(error)):
                log.warning("channel cannot be read", channel=channel.username, state=error.state.value, reason=str(error))
                since = self._clock() if channel.state is not error.state else channel.state_since
                await ledger.channels.update(replace(channel, state=error.state, state_reason=str(error), state_since=since))


class Postman:
    """Takes the outbox's alerts to Telegram as they fall due."""

    def __init__(self, store: Store, send: Send, clock: Clock = utcnow, *, look_every: float = 5.0) -> None:
        """send gives a message to Telegram and returns its id; look_every is how often to look unasked, in seconds."""
        self._store, self._send, self._clock, self._look_every = store, send, clock, look_every
        self._wake = asyncio.Event()

    def nudge(self) -> None:
        """Look into the outbox now."""
        self._wake.set()

    async def run(self) -> None:
        """Deliver what is due, until cancelled."""
        while True:
            self._wake.clear()
            try:
                if await deliver(self._store, self._send, self._clock):
                    continue
            except Exception:
                log.exception("delivery failed; trying again")
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look_every):
                    await self._wake.wait()

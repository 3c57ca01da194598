"""The readers that are told: each runs in a task of its own, and one that fails is begun again and stops no other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

import structlog

from bot.clock import Clock, utcnow
from bot.model import Channel, ChannelState
from bot.pipeline import ingest
from bot.sources import Batch, Push, ReaderError
from bot.sources.place import Place
from store import Store

__all__ = ["Listening", "take"]

log = structlog.get_logger()

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds before a reader that failed listens again, doubled each time, from the first anew where it listened for longer."""


async def take(store: Store, channel: Channel, batch: Batch, clock: Clock = utcnow) -> None:
    """Store what a reader was told of a channel, unless the channel is paused or no longer watched.

    A post that comes out of order, at or before the place up to which the channel was read, was never read and is no news:
    it is kept and alerts nobody.
    """
    async with store.reading() as ledger:
        current = await ledger.channels.get(channel.id)
        if current is None or current.state is ChannelState.PAUSED or current.reader != channel.reader:
            return
        known = await ledger.posts.before(channel.id, [post.message_id for post in batch.posts])
    place = Place.of(current.cursor)
    old = place is not None and any(p.message_id <= place.last and p.message_id not in known for p in batch.posts)
    await ingest(store, current, replace(batch, quiet=batch.quiet or (batch.aside and old)), clock)


class Listening:
    """Lets every such reader listen, as long as the bot runs."""

    def __init__(
        self,
        store: Store,
        readers: Mapping[str, Push],
        *,
        clock: Clock = utcnow,
        on_saved: Callable[[], None] = lambda: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """readers by name; on_saved is called after each batch that was saved."""
        self._store, self._readers, self._clock, self._on_saved, self._sleep = store, readers, clock, on_saved, sleep

    async def run(self) -> None:
        """Listen until cancelled, also where there is nothing to listen to."""
        await asyncio.gather(*(self._listen(name, reader) for name, reader in self._readers.items()), asyncio.Event().wait())

    async def _listen(self, name: str, reader: Push) -> None:
        wait, told = FIRST_WAIT, ""
        now = asyncio.get_running_loop().time
        while True:
            began, asked, reason = now(), 0.0, ""
            try:
                await reader.listen(self._sink)
            except ReaderError as error:
                asked, reason = error.retry_after or 0.0, str(error)
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                log.exception("a reader broke; beginning again", reader=name)
            if now() - began > LONGEST_WAIT:
                wait, told = FIRST_WAIT, ""
            if reason != told:
                log.warning("a reader does not listen; beginning again", reader=name, reason=reason)
            told = reason
            await self._sleep(max(wait, asked))
            wait = min(LONGEST_WAIT, wait * 2)

    async def _sink(self, channel: Channel, batch: Batch) -> None:
        await take(self._store, channel, batch, self._clock)
        self._on_saved()

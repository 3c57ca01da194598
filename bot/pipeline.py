"""Read → ingest → deliver: how a post becomes statements in the ledger and alerts in the outbox."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import structlog

from bot.alerts import decide
from bot.changes import JOIN_WITHIN, compare
from bot.clock import Clock, utcnow
from bot.extract import EXTRACTOR, extract
from bot.model import Channel, ChannelState, Post, Reading, Speaker, Statement
from bot.sources import Batch, Pull, ReaderError
from bot.sources.rhythm import Rhythm
from bot.speakers import resolve
from store import Saved, Store

log = structlog.get_logger()


def read(post: Post, channel: Channel) -> Reading:
    """What the extractor says of a post; one that breaks it is set aside with its error, and reading goes on."""
    try:
        return Reading(post, extract(post, channel), extractor=EXTRACTOR)
    except Exception as error:  # the extractor never should; a bug in it must not stop the other posts
        log.exception("post set aside", channel=channel.username, message=post.message_id)
        return Reading(post, error=f"{type(error).__name__}: {error}"[:500], extractor=EXTRACTOR)


def read_all(posts: Sequence[Post], channel: Channel) -> tuple[Reading, ...]:
    """What the extractor says of each post, in order."""
    return tuple(read(post, channel) for post in posts)


def _speaker(channel: Channel, statement: Statement, post: Post) -> Speaker:
    return resolve(statement.speaker, post.date.date(), channel)


async def ingest(
    store: Store, channel: Channel, posts: Sequence[Post], *, live: bool = True, clock: Clock = utcnow
) -> tuple[Saved, ...]:
    """Save a batch of posts of a channel with their statements and, where they are live, the alerts: all or nothing.

    Every way in meets here. Doing it twice changes nothing. The channel is saved with it, so that the reader's cursor
    never runs ahead of the posts. Returns what is new, amended or retracted.
    """
    readings = await asyncio.to_thread(read_all, posts, channel)
    async with store.writing() as ledger:
        before = await ledger.posts.before(channel.id, [post.message_id for post in posts])
        entries = {message_id: was.entries for message_id, was in before.items()}
        changes = compare(entries, readings, partial(_speaker, channel))
        now = clock()
        saved = await ledger.save(channel, readings, changes, channel.reader, now, JOIN_WITHIN)
        await ledger.channels.update(channel)
        if live and saved:
            await ledger.outbox.add(decide(saved, await ledger.subscriptions.all(), now))
    return saved


class Watch:
    """Reads every watched channel, each in a task of its own: one that fails never stops another."""

    def __init__(
        self,
        store: Store,
        readers: Mapping[str, Pull],
        rhythm: Rhythm,
        *,
        clock: Clock = utcnow,
        on_saved: Callable[[], None] = lambda: None,
        roll_call: float = 5.0,
    ) -> None:
        """on_saved is called after each batch that was saved; roll_call is how often, in seconds, the list is read."""
        self._store, self._readers, self._rhythm, self._clock = store, readers, rhythm, clock
        self._on_saved, self._roll_call = on_saved, roll_call
        self._tasks: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Follow the channels as they are added, paused and removed, until cancelled."""
        try:
            while True:
                await self._call_the_roll()
                await asyncio.sleep(self._roll_call)
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
        failures = quiet = 0
        while True:
            retry_after = None
            try:
                async with self._store.reading() as ledger:
                    channel = await ledger.channels.get(channel_id)
                if channel is None or channel.state is ChannelState.PAUSED:
                    return
                batch = await self._readers[channel.reader].read(channel)
                saved = await self._keep(channel, batch)
                failures, quiet = 0, 0 if saved else quiet + 1
                if batch.more:
                    continue
            except ReaderError as error:
                failures, retry_after = failures + 1, error.retry_after
                await self._report(channel_id, error)
            except Exception:
                failures += 1
                log.exception("reading failed; trying again", channel=channel_id)
            wait = self._rhythm.next_wait(quiet=quiet, failures=failures, retry_after=retry_after, jitter=random.random())
            await asyncio.sleep(wait)

    async def _keep(self, channel: Channel, batch: Batch) -> tuple[Saved, ...]:
        now = self._clock()
        fresh = channel.state is not ChannelState.READING
        channel = replace(
            channel,
            cursor=batch.cursor,
            last_read_at=now,
            state=ChannelState.READING,
            state_reason="",
            state_since=now if fresh else channel.state_since,
        )
        saved = await ingest(self._store, channel, batch.posts, live=not batch.first, clock=self._clock)
        self._on_saved()
        if fresh:
            log.info("reading", channel=channel.username, posts=len(batch.posts))
        return saved

    async def _report(self, channel_id: int, error: ReaderError) -> None:
        async with self._store.writing() as ledger:
            channel = await ledger.channels.get(channel_id)
            if channel is None or channel.state is ChannelState.PAUSED:
                return
            if (channel.state, channel.state_reason) != (error.state, str(error)):
                log.warning("channel cannot be read", channel=channel.username, state=error.state.value, reason=str(error))
                since = self._clock() if channel.state is not error.state else channel.state_since
                await ledger.channels.update(replace(channel, state=error.state, state_reason=str(error), state_since=since))

"""The task that does back-fills: a page of each in turn, behind whoever reads onwards; a restart goes on where it was."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.backfill import Backfill, Stage, backfills, change, historian, stepped, wanted
from bot.clock import Clock, utcnow
from bot.model import Channel, ChannelState, Post
from bot.pipeline import ingest
from bot.sources import Pull, ReaderError, next_wait
from store import Before, Store

__all__ = ["Backfiller", "Manners", "Show"]

log = structlog.get_logger()

Show = Callable[[Backfill, Channel], Awaitable[int | None]]
"""Shows how far a back-fill is, and gives the id of the message that does; None where there is none to be."""

FRESH = timedelta(days=3)
"""Edits of posts that are no older are news, and left to those who read onwards."""


@dataclass(frozen=True, slots=True)
class Manners:
    """Seconds between two looks for something to do, and between two changes of the message that shows how far it is."""

    look_every: float = 2.0
    show_every: float = 10.0


class Backfiller:
    """Works on the back-fills that the ledger holds; nothing that it reads alerts anybody."""

    def __init__(
        self,
        store: Store,
        readers: Mapping[str, Pull],
        show: Show,
        *,
        clock: Clock = utcnow,
        manners: Manners | None = None,
    ) -> None:
        """readers by the name that channels hold."""
        self._store, self._readers, self._show, self._clock = store, readers, show, clock
        self._manners = manners or Manners()
        self._failures: dict[int, int] = {}
        self._rests: dict[int, float] = {}
        self._shown: dict[int, float] = {}

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            try:
                async with self._store.reading() as ledger:
                    jobs = await backfills(ledger)
                worked = [await self._turn(job) for job in jobs]
            except Exception:
                log.exception("back-fills could not be gone on with; trying again")
                worked = []
            if not any(worked):
                await asyncio.sleep(self._manners.look_every)

    async def _turn(self, job: Backfill) -> bool:
        """Do the next thing for a back-fill; gives whether there was anything to do."""
        now = asyncio.get_running_loop().time()
        if self._rests.get(job.channel, now) > now:
            return False
        async with self._store.reading() as ledger:
            channel = await ledger.channels.get(job.channel)
        if channel is None:
            await self._save(job, stage=Stage.LOST, told=True)
            return False
        if job.stage is not Stage.GOING:
            await self._tell(job, channel)
            return False
        if channel.state is ChannelState.PAUSED:
            return False
        try:
            after = await self._step(job, channel)
        except ReaderError as error:
            after = await self._rest(job, str(error), error.retry_after)
        except Exception:
            log.exception("a page of a back-fill could not be read; trying again", channel=channel.username)
            after = await self._rest(job, "", None)
        if after is not None:
            await self._tell(after, channel)
        return True

    async def _step(self, job: Backfill, channel: Channel) -> Backfill | None:
        """Read a page into the ledger; gives how far the back-fill is then, None where it was stopped meanwhile."""
        reader = historian(self._readers, channel)
        if reader is None:
            return await self._save(job, stage=Stage.LOST)
        batch = await reader.back(channel, job.before)
        async with self._store.reading() as ledger:
            known = await ledger.posts.before(channel.id, [post.message_id for post in batch.posts])
            newest = await ledger.posts.latest(channel.id)
        taken = _old(wanted(job, batch.posts), known, newest, self._clock())
        if taken:
            await ingest(self._store, channel, replace(batch, posts=taken), self._clock)
        after = stepped(job, batch, sum(post.message_id not in known for post in taken))
        self._failures.pop(job.channel, None)
        moved = {name: getattr(after, name) for name in ("before", "read", "new", "reached", "stage", "trouble")}
        saved = await self._save(job, **moved)
        if after.stage is Stage.DONE:
            log.info("read back", channel=channel.username, posts=after.read, new=after.new)
        return saved

    async def _rest(self, job: Backfill, why: str, retry_after: float | None) -> Backfill | None:
        failures = self._failures[job.channel] = self._failures.get(job.channel, 0) + 1
        wait = next_wait([], self._clock(), random.random(), failures, retry_after)
        self._rests[job.channel] = asyncio.get_running_loop().time() + wait
        return await self._save(job, trouble=why)

    async def _save(self, job: Backfill, **fields: object) -> Backfill | None:
        async with self._store.writing() as ledger:
            return await change(ledger, job, **fields)

    async def _tell(self, job: Backfill, channel: Channel) -> None:
        """Show how far it is, now and again, and its end; what cannot be shown stops nothing."""
        now = asyncio.get_running_loop().time()
        if job.stage is Stage.GOING and now - self._shown.get(job.channel, -self._manners.show_every) < self._manners.show_every:
            return
        self._shown[job.channel] = now
        try:
            message = await self._show(job, channel)
        except Exception as error:
            log.info("how far a back-fill is could not be shown", channel=channel.username, reason=str(error))
            if job.stage is not Stage.GOING:
                self._rests[job.channel] = now + self._manners.show_every
            return
        if job.stage is not Stage.GOING or message != job.message:
            await self._save(job, message=message, told=job.stage is not Stage.GOING)


def _old(
    posts: tuple[Post, ...], known: Mapping[int, Before], newest: tuple[int, datetime] | None, now: datetime
) -> tuple[Post, ...]:
    """The posts that alert nobody anyway: what is new or was edited lately is for those who read onwards to tell of."""

    def is_news(post: Post) -> bool:
        if post.message_id in known:
            return known[post.message_id].hash != post.hash and now - post.date <= FRESH
        return newest is not None and post.message_id > newest[0]

    return tuple(post for post in posts if not is_news(post))

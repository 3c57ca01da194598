"""The import itself: files → chats → batches of posts → readings → the ledger."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.imports.files import PostFile
from bot.imports.keeping import Kept, keep, news
from bot.imports.report import Report
from bot.imports.targets import Refusal, target
from bot.imports.workers import Workers
from bot.model import Channel, Post, Reading
from bot.sources.records import Chat, LeftOut
from store import Store

__all__ = ["READER", "Importer", "WorkerError"]

READER = "export"
"""By whom versions are said to have been read."""

BATCH = 400
"""So many posts are written in one transaction: a bot beside it waits for a moment only, and stopping loses no more."""

WAITING = 10 * BATCH
"""So many posts of channels that take turns in a file are held back, so that each gets whole batches."""

Progress = Callable[[int, int], None]
"""Is told how many bytes and how many posts are done."""


class WorkerError(Exception):
    """A process that reads ended before its time; str() says what to do."""


@dataclass(frozen=True, slots=True)
class _Batch:
    channel: Channel
    readings: asyncio.Future[list[tuple[Reading, ...]]]


class Importer:
    """One run; stop ends it early, and nothing that was counted is lost."""

    def __init__(
        self,
        store: Store,
        workers: Workers,
        clock: Clock,
        channels: Sequence[Channel],
        wanted: Channel | None = None,
        progress: Progress = lambda done, posts: None,
    ) -> None:
        """Take the channels that are watched, and the one that a person named, with id 0 where it is to be added."""
        self._store, self._workers, self._clock, self._progress = store, workers, clock, progress
        self._channels, self._wanted = list(channels), wanted
        self._targets: dict[Chat, Channel | Refusal] = {}
        self._held: dict[str, dict[int, Post]] = {}
        self._pending: deque[_Batch] = deque()
        self._stopped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.report = Report()

    def stop(self) -> None:
        """Come to an end soon; what is on its way is left, and read when the import is begun again."""
        if not self._stopped.done():
            self._stopped.set_result(None)

    async def run(self, files: Sequence[PostFile]) -> Report:
        """Import the files, one after the other. Raises WorkerError, StoreError, and LookupError where a channel was removed."""
        done = 0
        try:
            for file in files:
                await self._import(file, done)
                done += file.size
            for name in list(self._held):
                await self._send(name)
            while self._pending and not self._stopped.done():
                await self._write()
                self._progress(done, self.report.posts)
        except BrokenProcessPool as error:
            if not self._stopped.done():  # who ends this process may well end those that it began, too
                raise WorkerError(
                    "A process that reads ended before its time; memory may be short. Try it with --jobs 1."
                ) from error
        finally:
            for batch in self._pending:
                batch.readings.cancel()
            await asyncio.gather(*(batch.readings for batch in self._pending), return_exceptions=True)
        self.report.is_stopped = self._stopped.done()
        return self.report

    async def _import(self, file: PostFile, before: int) -> None:
        for chat, found in file.found(self._zone, self._clock()):
            if found is None or (isinstance(found, Post) and await self._take(chat, found)):
                self._progress(before + file.done, self.report.posts)
                await asyncio.sleep(0)  # so that stopping is heard of
            elif isinstance(found, LeftOut):
                self._leave_out(chat, found)
            if self._stopped.done():
                return
        if file.damage is not None:
            self.report.damage.append(f"{file.path} {file.damage}.")
        if file.replaced:
            self.report.remarks.append(f"{file.path} holds bytes that are no UTF-8; posts have � there.")

    def _zone(self, chat: Chat) -> tzinfo | None:
        """Decide on a chat when it is first met; the zone is that of its channel."""
        if chat not in self._targets:
            self._targets[chat] = found = target(chat, self._channels, self._wanted)
            if isinstance(found, Refusal):
                self.report.refused[chat] = found
        channel = self._targets[chat]
        return None if isinstance(channel, Refusal) else ZoneInfo(channel.zone)

    def _leave_out(self, chat: Chat, found: LeftOut) -> None:
        channel = self._targets.get(chat)
        if isinstance(channel, Channel):
            self.report.channels[channel.username].leave_out(found)
        else:
            self.report.lines.leave_out(found)

    async def _take(self, chat: Chat, post: Post) -> bool:
        """Hold a post until there is a batch of its channel's, and send that; gives whether one was sent."""
        name = (await self._known(chat)).username
        held = self._held.setdefault(name, {})
        twin = held.get(post.message_id)
        if twin is not None:
            self.report.channels[name].add(Kept(known=1))
        if twin is None or _stood(twin) <= _stood(post):
            held[post.message_id] = post
        if len(held) >= BATCH:
            await self._send(name)
            return True
        if sum(map(len, self._held.values())) >= WAITING:
            await self._send(max(self._held, key=lambda one: len(self._held[one])))
            return True
        return False

    async def _known(self, chat: Chat) -> Channel:
        """The channel of a chat, added to the ledger or told its numeric id where a person said that it is this one."""
        channel = self._targets[chat]
        assert isinstance(channel, Channel)
        if channel is not self._wanted or (channel.id and channel.telegram_id):
            return channel
        async with self._store.writing() as ledger:
            current = await ledger.channels.get(channel.id) if channel.id else None
            if current is None:
                title = chat.title or channel.title
                current = await ledger.channels.add(replace(channel, title=title, telegram_id=chat.telegram_id))
                self.report.added.append(current.username)
            elif chat.telegram_id is not None and current.telegram_id is None:
                current = replace(current, telegram_id=chat.telegram_id)
                await ledger.channels.update(current)
        self._wanted = current
        self._targets[chat] = current
        return current

    async def _send(self, name: str) -> None:
        """Have the held posts of a channel read, those that may be news, and write what was read meanwhile."""
        held = self._held.pop(name, {})
        channel = next(one for one in self._targets.values() if isinstance(one, Channel) and one.username == name)
        fresh, kept = await news(self._store, channel, list(held.values()))
        self.report.channels[name].add(kept)
        if fresh:
            self._pending.append(_Batch(channel, self._workers.read(fresh, channel)))
        while len(self._pending) > 2 * self._workers.jobs and not self._stopped.done():
            await self._write()

    async def _write(self) -> None:
        batch = self._pending[0]
        either: set[asyncio.Future[Any]] = {batch.readings, self._stopped}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if self._stopped.done():
            return
        readings = tuple(chain.from_iterable(await batch.readings))
        self.report.channels[batch.channel.username].add(await keep(self._store, batch.channel, readings, READER, self._clock))
        self._pending.popleft()


def _stood(post: Post) -> datetime:
    return post.as_of or post.date

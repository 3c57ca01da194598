"""The reader itself: posts, edits and deletions come as they happen, and what was missed is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import structlog
from telethon import TelegramClient, utils
from telethon.tl import types

from bot.model import Channel
from bot.sources.account import Watched
from bot.sources.mtproto.channels import find, name_of, resolve
from bot.sources.mtproto.errors import lost, told
from bot.sources.mtproto.live import Event, News
from bot.sources.mtproto.pages import ALBUM, PAGE, Page, Pages, Sleep, ids_of
from bot.sources.mtproto.posts import grouped, person_name, post_of, posts_of
from bot.sources.place import Place
from bot.sources.reader import Batch, Preview, ReaderError, Sink

__all__ = ["Account"]

log = structlog.get_logger()

SHOWN = 20
"""Messages that an admin is shown of a channel."""

TRUST = 900.0
"""Seconds between two looks at a channel whose posts come by themselves: what was missed all the same is found then."""

FAREWELL = 2.0
"""Seconds that the connection has to be closed."""


@dataclass
class _Held:
    """What was read of a channel on this connection: when, up to which cursor, and whether its posts come by themselves."""

    at: float = 0.0
    cursor: str | None = None
    member: bool = False
    gone: set[int] = field(default_factory=set)


class Account:
    """Reads channels with the account of a session: those that it is a member of, and every public one.

    One connection serves all channels. Where the account is a member, Telegram sends what is new by itself while listen runs;
    read fills what came before or was missed, and is all there is for public channels that the account never joined.
    """

    def __init__(self, make: Callable[[], TelegramClient], watched: Watched, sleep: Sleep = asyncio.sleep) -> None:
        """make gives a client that is not connected yet; watched are the channels that are to be read by this reader now."""
        self._make, self._watched = make, watched
        self._client: TelegramClient | None = None
        self._door, self._pages, self._news = asyncio.Lock(), Pages(sleep), News()
        self._held: dict[int, _Held] = {}
        self._listens = False

    async def look(self, name: str) -> Preview:
        """Show the channel of that name; raises ReaderError."""
        with told(f"@{name}"):
            client = await self._connected()
            channel = await resolve(client, name)
            page = await self._pages.before(client, utils.get_input_peer(channel), limit=SHOWN)
        posts = posts_of(grouped(page.whole), page.called)
        return Preview(name_of(channel), channel.title, channel.id, bool(channel.verified), posts)

    async def read(self, channel: Channel) -> Batch:
        """Read on from the channel's cursor; raises ReaderError, also where the name has come to another channel."""
        with told(f"@{channel.username}"):
            client = await self._connected()
            if self._knows(channel):
                return Batch((), None, aside=True)
            place = Place.of(channel.cursor)
            peer = await find(client, channel, _number(channel))
            if place is not None and place.last < place.until:
                return self._handed_over(channel, *await self._onwards(client, peer, place))
            page = await self._pages.before(client, peer)
            if place is None:
                return self._handed_over(channel, page, _first(page, peer))
            if page.full and min(ids_of(page.whole), default=0) > place.last + 1:
                until = max(ids_of(page.messages))
                return self._handed_over(channel, *await self._onwards(client, peer, replace(place, until=until)))
            return self._handed_over(channel, page, await self._newest(client, peer, place, page, self._held.get(channel.id)))

    async def back(self, channel: Channel, before: int | None) -> Batch:
        """A page of what is older than that message (None: the newest); raises ReaderError."""
        with told(f"@{channel.username}"):
            client = await self._connected()
            peer = await find(client, channel, _number(channel))
            while True:
                page = await self._pages.before(client, peer, before or 0)
                posts = posts_of(grouped(page.whole), page.called)
                if posts or not page.full:
                    return Batch(posts, None, quiet=True, more=page.full, aside=True)
                before = min(ids_of(page.whole))

    async def listen(self, sink: Sink) -> None:
        """Hand over what was missed, then what comes by itself, until the connection ends; raises ReaderError then."""
        try:
            with told("The account"):
                ended = asyncio.ensure_future((await self._connected()).disconnected)
            self._listens = True
            hearing = asyncio.create_task(self._hear(sink))
            try:
                await asyncio.wait({ended, hearing}, return_when=asyncio.FIRST_COMPLETED)
                if hearing.done():
                    hearing.result()
                with told("The account"):
                    await ended
                    raise ConnectionError("the connection ended")
            finally:
                for task in (ended, hearing):
                    task.cancel()
                await asyncio.gather(ended, hearing, return_exceptions=True)
        finally:
            self._listens = False
            await self.close()

    async def person(self) -> str:
        """Whose account it is, by name; raises ReaderError."""
        with told("The account"):
            return person_name(await (await self._connected()).get_me())

    async def close(self) -> None:
        """End the connection, where there is one."""
        client, self._client = self._client, None
        if client is not None:
            await _leave(client)

    async def _connected(self) -> TelegramClient:
        async with self._door:
            if self._client is None or not self._client.is_connected():
                await self.close()
                client = self._make()
                self._news, self._held = News(), {}
                self._news.of(client)
                try:
                    await client.connect()
                    if not await client.is_user_authorized():
                        raise lost()
                except BaseException:
                    await _leave(client)
                    raise
                self._client = client
            return self._client

    def _knows(self, channel: Channel) -> bool:
        """Whether nothing need be asked for: it was read and stored on this connection, and what is new comes by itself."""
        held = self._held.get(channel.id)
        if held is None or not held.member or not self._listens or held.cursor != channel.cursor:
            return False
        return asyncio.get_running_loop().time() - held.at < TRUST

    def _handed_over(self, channel: Channel, page: Page, batch: Batch) -> Batch:
        held = self._held.setdefault(channel.id, _Held())
        held.at, held.cursor = asyncio.get_running_loop().time(), None if batch.more else batch.cursor
        held.gone.update(batch.vanished)
        if page.channel is None:
            return batch
        held.member = not page.channel.left
        return replace(batch, username=name_of(page.channel))

    async def _newest(
        self, client: TelegramClient, peer: types.TypeInputPeer, place: Place, page: Page, held: _Held | None
    ) -> Batch:
        """What the newest page shows, edits and holes of it too, where it reaches back to the place."""
        posts = posts_of(grouped(page.whole), page.called)
        ids = ids_of(page.messages)
        last = max([*ids, place.last])
        start = max(min(ids_of(page.whole), default=last), place.floor, 1)
        holes = set(range(start, last + 1)) - set(ids) - (held.gone if held is not None else set())
        gone = await self._pages.gone(client, peer, sorted(holes)[-PAGE:])
        here = replace(place, last=last, until=last, id=peer.channel_id)
        return Batch(tuple(post for post in posts if post.message_id >= place.floor), str(here), vanished=gone)

    async def _onwards(self, client: TelegramClient, peer: types.TypeInputPeer, place: Place) -> tuple[Page, Batch]:
        """The page behind the place. It begins a little before, for an album that began there is known by its first part."""
        page = await self._pages.behind(client, peer, max(place.last + 1 - ALBUM, 1))
        groups = [parts for parts in grouped(page.messages) if parts[-1].id > place.last]
        last = max([*ids_of(page.messages), place.last])
        if page.full and groups and groups[-1][-1].id == last and groups[-1][-1].grouped_id:
            last = groups.pop()[0].id - 1  # what may have further parts is read whole the next time
        until = max(last, place.until) if page.full else last
        here = replace(place, last=last, until=until, id=peer.channel_id)
        return page, Batch(posts_of(groups, page.called), str(here), more=last < until)

    async def _hear(self, sink: Sink) -> None:
        """Fill what was missed, then hand over what comes."""
        for one in await self._watched():
            await self._catch_up(one.id, sink)
        while True:
            event = await self._news.get()
            channel = next((one for one in await self._watched() if _number(one) == event.number), None)
            if channel is None or Place.of(channel.cursor) is None:
                continue  # before the first reading nothing of a channel is news
            try:
                batch = await self._told_by(event, channel)
            except ReaderError as error:
                log.info("an album could not be read as it came", channel=channel.username, reason=str(error))
                self._held.pop(channel.id, None)  # so that the next look reads it
            else:
                if batch is not None:
                    await sink(channel, batch)

    async def _catch_up(self, channel_id: int, sink: Sink) -> None:
        """Read a channel that nobody read on this connection; one that cannot be read is told of by who looks at it next."""
        while channel_id not in self._held or self._held[channel_id].cursor is None:
            channel = next((one for one in await self._watched() if one.id == channel_id), None)
            if channel is None:
                return
            try:
                batch = await self.read(channel)
            except ReaderError:
                return
            await sink(channel, batch)

    async def _told_by(self, event: Event, channel: Channel) -> Batch | None:
        """What an event says of a channel's posts; None where it says nothing."""
        if event.message is None:
            return Batch((), None, aside=True, vanished=event.deleted)
        parts: Sequence[types.Message] = [event.message]
        if event.message.grouped_id:
            with told(f"@{channel.username}"):
                client = await self._connected()
                parts = await self._pages.album(client, await find(client, channel, _number(channel)), event.message)
        post = post_of(parts, event.called)
        return Batch((post,), None, aside=True) if post is not None else None


def _first(page: Page, peer: types.TypeInputPeer) -> Batch:
    """The first reading of a channel: all of it was there before."""
    newest, oldest = max(ids_of(page.messages), default=0), min(ids_of(page.whole), default=0)
    return Batch(posts_of(grouped(page.whole), page.called), str(Place(newest, newest, oldest, peer.channel_id)), quiet=True)


def _number(channel: Channel) -> int | None:
    """The channel's bare numeric id, where it is known."""
    place = Place.of(channel.cursor)
    return channel.telegram_id or (place.id if place is not None else None)


async def _leave(client: TelegramClient) -> None:
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(FAREWELL):
            await client.disconnect()

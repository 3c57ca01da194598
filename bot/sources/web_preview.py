"""The reader of public previews, `https://t.me/s/<name>`: no account needed, twenty posts a page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import httpx
import structlog

from bot.clock import Clock, utcnow
from bot.model import Channel
from bot.sources import troubles
from bot.sources.canary import Canary
from bot.sources.hosts import Hosts
from bot.sources.place import Place
from bot.sources.preview_page import Kind, Page, parse
from bot.sources.reader import Batch, Preview, ReaderError

__all__ = ["WebPreview"]

log = structlog.get_logger()

HOSTS = ("https://t.me", "https://telegram.me")

AGAIN = timedelta(minutes=10)
"""How often one more page of a channel's recent posts is looked at again, for edits and for posts that are gone."""

RECENT = timedelta(days=2)
"""Recent are the posts of so many days, and no more than a place remembers; the newest page is looked at each time anyway."""

AHEAD = timedelta(days=1)
"""A post that is dated further ahead of this machine's clock cannot be right."""


class WebPreview:
    """Reads channels through their public preview pages; give one instance to all channels, for it keeps the hosts' queues.

    The newest page is read each time, which also shows edits, and now and then an older one of the recent posts; where the
    newest does not reach back to what was read before, reading goes onwards from there by `?after=`, a page a read. The way
    back goes by `?before=`.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        hosts: Sequence[str] = HOSTS,
        clock: Clock = utcnow,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._hosts = Hosts(client, hosts, clock, sleep)
        self._clock = clock
        self._canary = Canary(self._shows, clock)
        self._odd: set[tuple[str, int]] = set()

    async def look(self, name: str) -> Preview:
        """Show the channel of that name; raises ReaderError."""
        page = await self._shown(name, known=False)
        return Preview(page.username or name, page.title or name, page.telegram_id, page.verified, page.posts)

    async def read(self, channel: Channel) -> Batch:
        """Read on from the channel's cursor; raises ReaderError, also where the name has come to another channel."""
        place = Place.of(channel.cursor)
        if place and place.last < place.until:
            return await self._onwards(channel, place)
        if place and place.older_now:
            return await self._older(channel, place)
        page = await self._newest(channel, place)
        newest, oldest = page.newest or 0, page.oldest or 0
        if place is None:
            first = Place(newest, newest, oldest, page.telegram_id, older_at=self._clock().timestamp())
            return replace(_batch(page, first), quiet=True)
        if oldest > place.last:
            return await self._onwards(channel, replace(place, until=newest))
        last = max(newest, place.last)
        return _batch(page, self._due(replace(place, last=last, until=last), page))

    def _due(self, place: Place, newest: Page) -> Place:
        """The place with the next older page of recent posts put down to be looked at, where it is time for one."""
        now = self._clock()
        begin = newest.posts[0].date if newest.posts else now - RECENT
        if now - begin >= RECENT or now.timestamp() - place.older_at < AGAIN.total_seconds():
            return place
        top = newest.oldest or 0
        first = place.seen[0] if place.seen else top
        before = place.older if place.older and first < place.older < top else top
        return replace(place, older=before, older_now=True) if before > first else place

    async def _older(self, channel: Channel, place: Place) -> Batch:
        """Look at an older page of recent posts again; one that fails must not keep the newest one from being read."""
        before = place.older or 0
        place = replace(place, older_at=self._clock().timestamp(), older_now=False)
        try:
            page = await self._page(channel.username, f"?before={before}", may_wait=True)
            page = _same(page, channel, place)
        except ReaderError:
            page = Page(Kind.EMPTY)
        if page.kind is not Kind.CHANNEL or page.oldest is None or (page.newest or 0) >= before:
            return Batch((), str(place))
        is_last = page.oldest <= place.seen[0] or any(self._clock() - post.date >= RECENT for post in page.posts)
        return _batch(page, replace(place, older=None if is_last else page.oldest))

    async def back(self, channel: Channel, before: int | None) -> Batch:
        """A page of what is older than that message, behind all who read onwards; raises ReaderError."""
        place = Place.of(channel.cursor)
        if before is None:
            page = await self._newest(channel, place, may_wait=True)
        else:
            page = await self._page(channel.username, f"?before={before}", may_wait=True)
            if page.kind is Kind.EMPTY and await self._begins(channel, place, before):
                return Batch((), None, quiet=True, aside=True)
            page = _same(await self._judged(page, channel.username, f"?before={before}", known=True), channel, place)
        oldest = page.oldest or 0
        seen = before is not None and oldest >= before  # the way back leads round in a circle
        posts = tuple(post for post in page.posts if before is None or post.message_id < before)
        return Batch(posts, str(oldest), quiet=True, more=oldest > 1 and not seen, aside=True)

    async def _begins(self, channel: Channel, place: Place | None, before: int) -> bool:
        """Whether nothing is older than that message: an empty page may be a limit, so the channel has to show itself between."""
        await self._newest(channel, place, may_wait=True)
        return (await self._page(channel.username, f"?before={before}", may_wait=True)).kind is Kind.EMPTY

    async def _onwards(self, channel: Channel, place: Place) -> Batch:
        query = f"?after={place.last}"
        page = await self._page(channel.username, query)
        if page.kind is not Kind.EMPTY:
            page = _same(await self._judged(page, channel.username, query, known=True), channel, place)
        if page.newest is None or page.newest <= place.last:
            page = await self._newest(channel, place)
            if (page.newest or 0) > place.last:
                raise troubles.nothing_after(channel.username, place.last, page.newest)
            return _batch(page, replace(place, until=place.last))
        return _batch(page, replace(place, last=page.newest, until=max(page.newest, place.until)))

    async def _newest(self, channel: Channel, place: Place | None, *, may_wait: bool = False) -> Page:
        known = place is not None or channel.telegram_id is not None
        return _same(await self._shown(channel.username, known=known, may_wait=may_wait), channel, place)

    async def _shown(self, name: str, *, known: bool, may_wait: bool = False) -> Page:
        return await self._judged(await self._page(name, may_wait=may_wait), name, known=known)

    async def _judged(self, page: Page, name: str, query: str = "", *, known: bool) -> Page:
        """The page, if it shows a channel's messages; known: the name was read before. Raises ReaderError.

        Too many requests are answered as if the name were unknown, so a canary is asked, and the same page once more.
        """
        if page.kind is Kind.UNKNOWN:
            if not await self._canary.sings(besides=name):
                raise troubles.limited(name)
            page = await self._page(name, query) if known else page
        if page.kind is not Kind.CHANNEL:
            raise troubles.gone(name) if known and page.kind is Kind.UNKNOWN else troubles.trouble(name, page.kind)
        self._canary.saw(name)
        return page

    async def _shows(self, name: str) -> bool:
        try:
            return (await self._page(name)).kind is Kind.CHANNEL
        except ReaderError:
            return False

    async def _page(self, name: str, query: str = "", *, may_wait: bool = False) -> Page:
        path = f"/s/{quote(name, safe='')}"
        found = await self._hosts.fetch(path + query, name, may_wait=may_wait)
        page = self._dated(parse(found.html or ""), name)
        if found.path.partition("?")[0].lower() == f"/{name}".lower():  # sent away from the preview
            return page if page.kind in (Kind.UNKNOWN, Kind.NOT_CHANNEL) else replace(page, kind=Kind.PREVIEW_OFF)
        return page if found.html is not None else Page(Kind.UNKNOWN)

    def _dated(self, page: Page, name: str) -> Page:
        """The page without posts of the future; raises ReaderError where it has no others."""
        now = self._clock()
        posts = tuple(post for post in page.posts if post.date - now <= AHEAD)
        if len(posts) == len(page.posts):
            return page
        if not posts:
            raise troubles.ahead_of_us(name)
        for post in page.posts:
            if post not in posts and (name, post.message_id) not in self._odd:
                self._odd.add((name, post.message_id))
                log.warning("a post is dated in the future and left out", channel=name, message=post.message_id, date=post.date)
        return replace(page, posts=posts)


def _batch(page: Page, place: Place) -> Batch:
    place, vanished = place.after(page.ids)
    posts = tuple(post for post in page.posts if post.message_id >= place.floor)
    return Batch(posts, str(place), more=place.more, vanished=vanished)


def _same(page: Page, channel: Channel, place: Place | None) -> Page:
    """The page, if it is of the channel that was added and not of another that took its name."""
    expected = channel.telegram_id or (place.id if place else None)
    if expected and page.telegram_id and page.telegram_id != expected:
        raise troubles.another_channel(channel.username, page.title, page.telegram_id, expected)
    return page

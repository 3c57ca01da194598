"""The reader of public previews, `https://t.me/s/<name>`: no account needed, twenty posts a page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from urllib.parse import quote

import httpx

from bot.clock import Clock, utcnow
from bot.model import Channel, ChannelState
from bot.sources.hosts import Hosts
from bot.sources.place import Place
from bot.sources.preview_page import Kind, Page, parse
from bot.sources.reader import Batch, Preview, ReaderError

__all__ = ["WebPreview"]

HOSTS = ("https://t.me", "https://telegram.me")
BY_ITSELF = "It is tried again by itself."

TROUBLES = {
    Kind.UNKNOWN: (
        ChannelState.NOT_FOUND,
        "shows no public preview: the name does not exist, or its owner switched the preview off.",
        "Check the spelling, or read it as a member (/help readers).",
    ),
    Kind.NOT_CHANNEL: (
        ChannelState.NOT_FOUND,
        "is a person, a bot or a group, not a channel.",
        "Check the spelling.",
    ),
    Kind.PREVIEW_OFF: (
        ChannelState.PREVIEW_OFF,
        "shows no public preview: its owner or Telegram switched the preview off.",
        "Read it as a member (/help readers).",
    ),
    Kind.EMPTY: (
        ChannelState.THROTTLED,
        "shows no posts: it has none yet, or Telegram is limiting requests.",
        BY_ITSELF,
    ),
    Kind.FOREIGN: (
        ChannelState.UNREACHABLE,
        "could not be read: what came back is no page of Telegram.",
        f"{BY_ITSELF} If this lasts, check this machine's network and PREVIEW_HOSTS.",
    ),
}
"""What the channel is shown as, what happened and what to do, by what came instead of its posts."""

NO_ANSWER = (
    ChannelState.THROTTLED,
    "looks like an unknown name, but was read before: Telegram is most likely limiting requests.",
    f"{BY_ITSELF} If this lasts for a day, the channel was renamed or removed.",
)


class WebPreview:
    """Reads channels through their public preview pages; give one instance to all channels, for it keeps the hosts' queues.

    The newest page is read each time, which also shows edits; where it does not reach back to what was read before,
    reading goes onwards from there by `?after=`, a page a read. The way back goes by `?before=`.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        hosts: Sequence[str] = HOSTS,
        clock: Clock = utcnow,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._hosts = Hosts(client, hosts, clock, sleep)

    async def look(self, name: str) -> Preview:
        """Show the channel of that name; raises ReaderError."""
        page = _posts_of(await self._page(name), name, known=False)
        return Preview(page.username or name, page.title or name, page.telegram_id, page.verified, page.posts)

    async def read(self, channel: Channel) -> Batch:
        """Read on from the channel's cursor; raises ReaderError, also where the name has come to another channel."""
        place = Place.of(channel.cursor)
        if place and place.last < place.until:
            return await self._onwards(channel, place)
        page = await self._newest(channel, place)
        newest, oldest = page.newest or 0, page.oldest or 0
        if place is None:
            return Batch(page.posts, str(Place(newest, newest, oldest, page.telegram_id)), quiet=True)
        if oldest > place.last:
            return await self._onwards(channel, replace(place, until=newest))
        return _batch(page, replace(place, last=max(newest, place.last), until=max(newest, place.last)))

    async def back(self, channel: Channel, before: int | None) -> Batch:
        """A page of what is older than that message, behind all who read onwards; raises ReaderError."""
        place = Place.of(channel.cursor)
        if before is None:
            page = await self._newest(channel, place, may_wait=True)
        else:
            page = await self._older(channel, before)
            if page.kind is Kind.EMPTY and await self._begins(channel, place, before):
                return Batch((), None, quiet=True, aside=True)
            page = _same(_posts_of(page, channel.username, known=True), channel, place)
        oldest = page.oldest or 0
        seen = before is not None and oldest >= before  # the way back leads round in a circle
        posts = tuple(post for post in page.posts if before is None or post.message_id < before)
        return Batch(posts, str(oldest), quiet=True, more=oldest > 1 and not seen, aside=True)

    async def _older(self, channel: Channel, before: int) -> Page:
        return await self._page(channel.username, f"?before={before}", may_wait=True)

    async def _begins(self, channel: Channel, place: Place | None, before: int) -> bool:
        """Whether nothing is older than that message: an empty page may be a limit, so the channel has to show itself between."""
        await self._newest(channel, place, may_wait=True)
        return (await self._older(channel, before)).kind is Kind.EMPTY

    async def _onwards(self, channel: Channel, place: Place) -> Batch:
        page = await self._page(channel.username, f"?after={place.last}")
        if page.kind is not Kind.EMPTY:
            page = _same(_posts_of(page, channel.username, known=True), channel, place)
        if page.newest is None or page.newest <= place.last:
            page = await self._newest(channel, place)
            if (page.newest or 0) > place.last:
                raise ReaderError(
                    ChannelState.THROTTLED,
                    f"@{channel.username} shows no posts after {place.last}, though it has some up to {page.newest}: "
                    "Telegram is most likely limiting requests.",
                    BY_ITSELF,
                )
            return _batch(page, replace(place, until=place.last))
        return _batch(page, replace(place, last=page.newest, until=max(page.newest, place.until)))

    async def _newest(self, channel: Channel, place: Place | None, *, may_wait: bool = False) -> Page:
        known = place is not None or channel.telegram_id is not None
        page = await self._page(channel.username, may_wait=may_wait)
        return _same(_posts_of(page, channel.username, known), channel, place)

    async def _page(self, name: str, query: str = "", *, may_wait: bool = False) -> Page:
        path = f"/s/{quote(name, safe='')}"
        found = await self._hosts.fetch(path + query, name, may_wait=may_wait)
        page = parse(found.html or "")
        if found.path.partition("?")[0].lower() == f"/{name}".lower():  # sent away from the preview
            return page if page.kind in (Kind.UNKNOWN, Kind.NOT_CHANNEL) else replace(page, kind=Kind.PREVIEW_OFF)
        return page if found.html is not None else Page(Kind.UNKNOWN)


def _batch(page: Page, place: Place) -> Batch:
    posts = tuple(post for post in page.posts if post.message_id >= place.floor)
    return Batch(posts, str(place), more=place.last < place.until)


def _same(page: Page, channel: Channel, place: Place | None) -> Page:
    """The page, if it is of the channel that was added and not of another that took its name."""
    expected = channel.telegram_id or (place.id if place else None)
    if expected and page.telegram_id and page.telegram_id != expected:
        raise ReaderError(
            ChannelState.RENAMED,
            f"@{channel.username} is another channel now: “{page.title}”, id {page.telegram_id} and not {expected}; "
            "its posts are not read.",
            "If the channel has a new name, add it by that one (/addchannel), and remove this one (/removechannel).",
        )
    return page


def _posts_of(page: Page, name: str, known: bool) -> Page:
    """The page, if it shows a channel's messages; known: the name was read before, so that silence is not its end."""
    if page.kind is Kind.CHANNEL:
        return page
    state, what, advice = NO_ANSWER if known and page.kind is Kind.UNKNOWN else TROUBLES[page.kind]
    raise ReaderError(state, f"@{name} {what}", advice)

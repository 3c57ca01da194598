"""What Telegram pushes is stored before receipt is confirmed, and memberships in channels decide who reads them.

Telegram takes an update for received when the next ones are asked for, and the library asks when the queue has taken all:
so a queue whose put stores first makes receipt durable, polled or sent to a webhook.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

import structlog
from telegram import Update

from bot.clock import Clock, utcnow
from bot.model import Channel, ChannelState
from bot.pipeline import ingest
from bot.sources import Batch
from bot.sources.account import NAME as ACCOUNT
from bot.sources.bot_updates import NAME, Membership, Pushed, membership, pushed
from store import Ledger, Store, StoreError

__all__ = ["Inbox", "News", "Notice", "take_membership", "take_post", "told", "untold"]

log = structlog.get_logger()

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds between two attempts to store, doubled each time."""

ATTEMPTS = 3
"""How often an update that breaks us is tried: a bug of ours must not make the bot deaf."""

ALBUMS = 100
"""So many albums are remembered by their first part."""

KEY = "membership:"
WEB = "web"


class News(StrEnum):
    """What admins are told of the bot's membership in a channel."""

    READS = "reads"
    OFFER = "offer"
    BACK_TO_WEB = "back to web"
    LOST = "lost"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Notice:
    """The newest of a channel, and whether admins were told."""

    telegram_id: int
    username: str
    title: str
    news: News
    told: bool = False


async def untold(ledger: Ledger) -> list[Notice]:
    """What admins were not told yet."""
    return [notice for value in await ledger.state.starting(KEY) if not (notice := _notice(value)).told]


async def told(ledger: Ledger, notice: Notice) -> None:
    """Note that admins were told, unless something newer came meanwhile."""
    key = f"{KEY}{notice.telegram_id}"
    value = await ledger.state.get(key)
    if value is not None and _notice(value) == notice:
        await ledger.state.put(key, json.dumps(asdict(replace(notice, told=True))))


def _notice(value: str) -> Notice:
    held = json.loads(value)
    return Notice(**held | {"news": News(held["news"])})


async def take_membership(store: Store, change: Membership, clock: Clock = utcnow) -> None:
    """Let the channel be read by who can read it now, and have admins told, once."""
    async with store.writing() as ledger:
        await _settle(ledger, change, clock)


async def _settle(ledger: Ledger, change: Membership, clock: Clock) -> None:
    channel = await ledger.channels.pushing(change.telegram_id, change.username)
    key = f"{KEY}{change.telegram_id}"
    before = await ledger.state.get(key)
    was = _notice(before).news if before is not None else News.GONE
    news = _news(channel, change, was)
    if channel is not None:
        await ledger.channels.update(_read_by(channel, _reader(channel, change, news is not was), change.telegram_id, clock))
    if news is not was:
        quiet = news is News.GONE
        notice = Notice(change.telegram_id, change.username, change.title, news, told=quiet)
        await ledger.state.put(key, json.dumps(asdict(notice)))


def _reader(channel: Channel, change: Membership, is_news: bool) -> str:
    """Who reads the channel now: what an admin chose while the bot was an administrator stands, and so does the account."""
    if change.reads:
        return NAME if is_news and channel.reader == WEB else channel.reader
    return WEB if change.username and channel.reader == NAME else channel.reader


def _news(channel: Channel | None, change: Membership, was: News) -> News:
    if channel is None:
        return News.OFFER if change.reads else News.GONE
    if change.reads:
        return was if channel.reader == ACCOUNT else News.READS
    if channel.reader != NAME:
        return was if was in (News.BACK_TO_WEB, News.LOST) else News.GONE
    return News.BACK_TO_WEB if change.username else News.LOST


def _read_by(channel: Channel, reader: str, telegram_id: int, clock: Clock) -> Channel:
    known = replace(channel, telegram_id=telegram_id)
    if reader == channel.reader:
        return known
    state = channel.state if channel.state is ChannelState.PAUSED else ChannelState.NEW
    return replace(known, reader=reader, state=state, state_reason="", state_since=clock())


async def take_post(store: Store, given: Pushed, clock: Clock = utcnow) -> bool:
    """Store a pushed post of a watched channel with its statements and alerts; gives whether the channel is watched.

    A post that was pushed proves that the bot reads the channel, whatever was heard of its membership. A paused channel's
    posts, and edits of posts that were never read, are kept and alert nobody.
    """
    async with store.reading() as ledger:
        channel = await ledger.channels.pushing(given.telegram_id, given.username)
        if channel is None:
            return False
        unknown = given.edited and not await ledger.posts.before(channel.id, [given.post.message_id])
    if channel.reader != NAME or channel.telegram_id is None:
        await take_membership(store, Membership(given.telegram_id, given.username, channel.title, reads=True), clock)
    quiet = unknown or channel.state is ChannelState.PAUSED
    await ingest(store, channel, Batch((given.post,), None, quiet=quiet, aside=True, username=given.username), clock)
    return True


class Inbox(asyncio.Queue[object]):
    """The application's queue of updates, whose put stores first and raises nothing; while the database fails it waits."""

    def __init__(
        self,
        store: Store,
        clock: Clock = utcnow,
        on_stored: Callable[[], None] = lambda: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """on_stored is called after each update that was stored."""
        super().__init__()
        self._store, self._clock, self._on_stored, self._sleep = store, clock, on_stored, sleep
        self._albums: dict[str, int] = {}

    async def put(self, item: object) -> None:
        """Store what is to be stored, however long it takes, then queue it for the handlers."""
        if isinstance(item, Update):
            await self._keep(item)
        await super().put(item)

    async def _keep(self, update: Update) -> None:
        wait, broken, waited = FIRST_WAIT, 0, False
        while True:
            try:
                await self._take(update)
            except StoreError as error:  # the update stays with Telegram until the database works again
                if not waited:
                    log.error("an update cannot be stored; trying again, Telegram keeps what comes", reason=str(error))
                waited = True
            except Exception:
                broken += 1
                if broken == ATTEMPTS:
                    log.exception("an update could not be read and is left", update=update.update_id)
                    return
            else:
                if waited:
                    log.info("updates are stored again")
                return
            await self._sleep(wait)
            wait = min(LONGEST_WAIT, wait * 2)

    async def _take(self, update: Update) -> None:
        if (change := membership(update)) is not None:
            await take_membership(self._store, change, self._clock)
        elif (post := pushed(update)) is not None and (post := self._of_album(post)) is not None:
            await take_post(self._store, post, self._clock)
        else:
            return
        self._on_stored()

    def _of_album(self, given: Pushed) -> Pushed | None:
        """The post as the preview has it: an album is one, known by its first part; a further part without words is none.

        An edited part without words of an album that nobody remembers may be a further one, and says nothing in any case.
        """
        if given.album is None:
            return given
        if given.edited and given.album not in self._albums and not given.post.text:
            return None
        first = self._albums.setdefault(given.album, given.post.message_id)
        while len(self._albums) > ALBUMS:
            self._albums.pop(next(iter(self._albums)))
        if first == given.post.message_id:
            return given
        return replace(given, post=replace(given.post, message_id=first)) if given.post.text else None

"""Read → ingest → deliver: how a post becomes statements in the ledger and alerts in the outbox, and these messages."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

from bot.alerts import decide
from bot.changes import JOIN_WITHIN, compare
from bot.clock import Clock, utcnow
from bot.delivery import Later, Moved, Never, NoTopic, Outcome, Send, Sent, attempt
from bot.model import Alert, Change, Channel, ChannelState, Post, Reading, Speaker, Statement
from bot.reading import read, read_all
from bot.sources import Batch
from bot.speakers import resolve
from store import Before, Ledger, Saved, Store, StoreError

__all__ = ["changed", "deliver", "ingest", "older", "read", "read_all", "speaker_of"]

log = structlog.get_logger()

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds between two attempts to note that an alert was sent, doubled each time."""

LAST_WORD = 2.0
"""Seconds that an alert on its way has when the bot is stopped."""


def speaker_of(channel: Channel, statement: Statement, post: Post) -> Speaker:
    """Who speaks, as an entity, in a post of a channel."""
    return resolve(statement.speaker, post.date.date(), channel)


def older(before: Mapping[int, Before], posts: Sequence[Post]) -> frozenset[int]:
    """The message ids of the posts whose text is older than the one the ledger has of them: an old export after a newer edit."""
    return frozenset(
        post.message_id
        for post in posts
        if post.as_of is not None
        and (was := before.get(post.message_id)) is not None
        and was.hash != post.hash
        and post.as_of <= was.last_seen
    )


def changed(before: Mapping[int, Before], readings: Sequence[Reading], channel: Channel) -> tuple[Change, ...]:
    """What the readings of a channel's posts change in what the ledger holds of them, by message id.

    A text that a newer extractor has read is left as that read it: an older program may still run beside it.
    """
    entries = {message_id: was.entries for message_id, was in before.items()}
    same_text: set[int] = set()
    outdated: set[int] = set()
    for reading in readings:
        message_id = reading.post.message_id
        was = before.get(message_id)
        if was is not None and was.hash == reading.post.hash:
            same_text |= was.current
            if was.extractor > reading.extractor:
                outdated.add(message_id)
    fresh = [reading for reading in readings if reading.post.message_id not in outdated]
    return compare(entries, fresh, partial(speaker_of, channel), same_text)


async def ingest(
    store: Store, channel: Channel, batch: Batch, clock: Clock = utcnow, *, reader: str | None = None
) -> tuple[Saved, ...]:
    """Save a batch of a channel's posts with their statements, the reader's place and the alerts: all or nothing.

    Every way in meets here; doing it twice changes nothing, and a quiet batch alerts nobody. reader is whose batch it is, where
    that is not the channel's own. Returns what is new, amended, retracted, dropped or vanished; nothing where the channel was
    removed meanwhile.
    """
    readings = await asyncio.to_thread(read_all, batch.posts, channel)
    async with store.writing() as ledger:
        now = clock()
        current = await ledger.channels.get(channel.id)
        if current is None:
            return ()
        before = await ledger.posts.before(channel.id, [post.message_id for post in batch.posts])
        old = older(before, batch.posts)
        newest = [reading for reading in readings if reading.post.message_id not in old]
        by = reader or current.reader
        saved = await ledger.save(current, readings, changed(before, newest, current), by, now, JOIN_WITHIN, old)
        saved += await ledger.vanish(current, set(batch.vanished).difference(post.message_id for post in batch.posts), by, now)
        await ledger.channels.update(_read_on(await _renamed(ledger, current, batch.username), batch, now))
        news = [one for one in saved if _is_news(one.change, before, readings)] if not batch.quiet else []
        if news:
            await ledger.outbox.add(decide(news, await ledger.subscriptions.all(), now))
    return saved


def _is_news(change: Change, before: Mapping[int, Before], readings: Sequence[Reading]) -> bool:
    """Whether a change comes from a new post or an edit: what a better extractor finds in a known text is no news."""
    was = before.get(change.message_id)
    return was is None or any(one.post.message_id == change.message_id and one.post.hash != was.hash for one in readings)


async def _renamed(ledger: Ledger, channel: Channel, username: str) -> Channel:
    """The channel by its name of now, which its reader saw by the numeric id; another watched channel's name is not taken."""
    if not username or username == channel.username:
        return channel
    holder = await ledger.channels.by_name(username)
    if holder is not None and holder.id != channel.id:
        return channel
    log.info("channel renamed", channel=channel.username, to=username)
    return replace(channel, username=username)


def _read_on(channel: Channel, batch: Batch, now: datetime) -> Channel:
    channel = replace(channel, cursor=channel.cursor if batch.aside else batch.cursor, last_read_at=now)
    if channel.state in (ChannelState.READING, ChannelState.PAUSED):
        return channel
    return replace(channel, state=ChannelState.READING, state_reason="", state_since=now)


async def deliver(store: Store, send: Send, clock: Clock = utcnow) -> int:
    """Try every alert that is due, chats side by side and each chat in order; returns how many Telegram took."""
    async with store.reading() as ledger:
        due = await ledger.outbox.due(clock())
    chats: dict[int, list[Alert]] = defaultdict(list)
    for alert in due:
        chats[alert.chat].append(alert)
    return sum(await asyncio.gather(*(_deliver_to_chat(store, send, clock, alerts) for alerts in chats.values())))


async def _deliver_to_chat(store: Store, send: Send, clock: Clock, alerts: Sequence[Alert]) -> int:
    taken = 0
    for alert in alerts:
        match await _to_its_end(_tell(store, send, clock, alert)):
            case Sent():
                taken += 1
            case Later() | NoTopic() | Moved() | Never(chat_gone=True):
                break  # a chat's order is kept: what comes after waits too, and may have to go elsewhere
    return taken


async def _tell(store: Store, send: Send, clock: Clock, alert: Alert) -> Outcome:
    """Send one alert, and note what became of it."""
    outcome = await attempt(send, alert)
    wait = FIRST_WAIT
    while True:
        try:
            async with store.writing() as ledger:
                await _settle(ledger, alert, outcome, clock())
        except StoreError as error:
            if not isinstance(outcome, Sent):
                raise
            if wait == FIRST_WAIT:  # what was sent and not noted would be sent once more
                log.warning("an alert was sent and cannot be noted; trying again", chat=alert.chat, reason=str(error))
            await asyncio.sleep(wait)
            wait = min(LONGEST_WAIT, wait * 2)
        else:
            return outcome


async def _to_its_end(telling: Coroutine[Any, Any, Outcome]) -> Outcome:
    """Wait for it also when the bot is stopped meanwhile: what was sent and not noted would be sent once more."""
    task = asyncio.ensure_future(telling)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=LAST_WORD)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise


async def _settle(ledger: Ledger, alert: Alert, outcome: Outcome, now: datetime) -> None:
    match outcome:
        case Sent(message_id):
            await ledger.outbox.settle(alert.ids, now, message_id)
        case Later(wait, reason):
            log.warning("alert postponed", chat=alert.chat, seconds=wait, reason=reason)
            await ledger.outbox.postpone(alert.ids, now + timedelta(seconds=wait))
        case Never(reason, chat_gone):
            log.warning("alert dropped", chat=alert.chat, reason=reason)
            await ledger.outbox.drop(alert.ids, reason, now)
            if chat_gone:
                await ledger.chats.put(replace(await ledger.chats.get(alert.chat), active=False))
        case NoTopic(reason):
            log.warning("topic cannot be written to; its alerts go to the General one", chat=alert.chat, reason=reason)
            await ledger.subscriptions.leave_topic(alert.chat, alert.topic)
            await ledger.outbox.leave_topic(alert.chat, alert.topic, alert.ids, now)
        case Moved(chat):
            log.info("group moved", chat=alert.chat, to=chat)
            await ledger.chats.move(alert.chat, chat)

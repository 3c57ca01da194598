"""Keeping posts of the past: each as of its own time, nobody alerted, and never in place of what is newer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.changes import JOIN_WITHIN
from bot.clock import Clock
from bot.model import ChangeKind, Channel, Post, Reading
from bot.pipeline import changed
from store import Store

__all__ = ["Kept", "is_older", "keep", "news"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of some posts: new, edited, the same as in the ledger, older than there; and how many statements are new."""

    new: int = 0
    edited: int = 0
    known: int = 0
    older: int = 0
    statements: int = 0


def is_older(post: Post, digest: str, last_seen: datetime) -> bool:
    """Whether a text stood before the newest one, of that hash, was last seen: it was edited since."""
    return post.hash != digest and post.as_of is not None and post.as_of <= last_seen


async def news(store: Store, channel: Channel, posts: Sequence[Post]) -> tuple[list[Post], Kept]:
    """The posts that may tell the ledger something, and what became of the others."""
    async with store.reading() as ledger:
        newest = await ledger.posts.newest(channel.id, [post.message_id for post in posts])
    left = []
    known = older = 0
    for post in posts:
        was = newest.get(post.message_id)
        if was is not None and was[0] == post.hash:
            known += 1
        elif was is not None and is_older(post, *was):
            older += 1
        else:
            left.append(post)
    return left, Kept(known=known, older=older)


async def keep(store: Store, channel: Channel, readings: Sequence[Reading], reader: str, clock: Clock) -> Kept:
    """Save readings of posts of the past: all or nothing, and twice changes nothing.

    How the reading of the channel goes, and from where, stays as it is. Raises LookupError where the channel was removed.
    """
    async with store.writing() as ledger:
        current = await ledger.channels.get(channel.id)
        if current is None:
            raise LookupError(f"@{channel.username} was removed meanwhile.")
        before = await ledger.posts.before(channel.id, [reading.post.message_id for reading in readings])
        fresh = []
        new = edited = 0
        for reading in readings:
            was = before.get(reading.post.message_id)
            if was is not None and is_older(reading.post, was.hash, was.last_seen):
                continue
            fresh.append(reading)
            new += was is None
            edited += was is not None and was.hash != reading.post.hash
        saved = await ledger.save(current, fresh, changed(before, fresh, current), reader, clock(), JOIN_WITHIN)
    return Kept(
        new=new,
        edited=edited,
        known=len(fresh) - new - edited,
        older=len(readings) - len(fresh),
        statements=sum(one.change.kind is ChangeKind.NEW for one in saved),
    )

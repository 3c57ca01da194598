"""Keeping posts of the past: each as of its own time, nobody alerted, and never in place of what is newer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.changes import JOIN_WITHIN
from bot.clock import Clock
from bot.model import ChangeKind, Channel, Post, Reading
from bot.pipeline import changed, older
from store import Store

__all__ = ["Kept", "keep", "news"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of some posts: new, edited, the same as in the ledger, older than there; and how many statements are new."""

    new: int = 0
    edited: int = 0
    known: int = 0
    older: int = 0
    statements: int = 0


async def news(store: Store, channel: Channel, posts: Sequence[Post]) -> tuple[list[Post], Kept]:
    """The posts whose text is not the one that the ledger has, and what became of the others."""
    async with store.reading() as ledger:
        newest = await ledger.posts.newest(channel.id, [post.message_id for post in posts])
    left = [post for post in posts if newest.get(post.message_id) != post.hash]
    return left, Kept(known=len(posts) - len(left))


async def keep(store: Store, channel: Channel, readings: Sequence[Reading], reader: str, clock: Clock) -> Kept:
    """Save readings of posts of the past: all or nothing, and twice changes nothing.

    What was edited since is kept beside the newer text. How the reading of the channel goes, and from where, stays as it is.
    Raises LookupError where the channel was removed.
    """
    posts = [reading.post for reading in readings]
    async with store.writing() as ledger:
        current = await ledger.channels.get(channel.id)
        if current is None:
            raise LookupError(f"@{channel.username} was removed meanwhile.")
        before = await ledger.posts.before(channel.id, [post.message_id for post in posts])
        past = older(before, posts)
        fresh = [reading for reading in readings if reading.post.message_id not in past]
        saved = await ledger.save(current, readings, changed(before, fresh, current), reader, clock(), JOIN_WITHIN, past)
    known = [reading for reading in fresh if reading.post.message_id in before]
    same = sum(before[reading.post.message_id].hash == reading.post.hash for reading in known)
    return Kept(
        new=len(fresh) - len(known),
        edited=len(known) - same,
        known=same,
        older=len(past),
        statements=sum(one.change.kind is ChangeKind.NEW for one in saved),
    )

"""Posts: what is known of them before they are read again, those that broke the extractor, and a search through their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Channel, Entry, Post
from store.codec import Row, channel_of
from store.entries import entries
from store.schema import channels, posts, statements, versions
from store.sql import portions
from store.words import matching

_CURRENT = and_(versions.c.post_id == posts.c.id, versions.c.number == posts.c.version)


@dataclass(frozen=True, slots=True)
class Before:
    """A post as the ledger holds it: its current version's hash and number, the newest extractor that read it, and statements.

    entries are those that no edit took back: they stand, or were dropped. last_seen is when the current version last stood, UTC.
    """

    hash: str
    version: int
    extractor: int
    entries: tuple[Entry, ...]
    last_seen: datetime

    @property
    def current(self) -> frozenset[int]:
        """The numbers of the statements that were read in the current version, and not in one before it."""
        return frozenset(entry.number for entry in self.entries if entry.version == self.version)


@dataclass(frozen=True, slots=True)
class Kept:
    """A post whose newest text is to be read again, and that text's hash in the ledger.

    It may not be post.hash: what a database cannot hold was made � before it was kept.
    """

    post: Post
    hash: str


@dataclass(frozen=True, slots=True)
class Found:
    """A post whose newest text has the words that were looked for, and its channel, watched or not."""

    channel: Channel
    post: Post


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which posts are to be read again: those whose current version no extractor from this one on has read, from a date on."""

    extractor: int
    since: datetime | None = None


class Posts:
    """Reads the ledger's posts; Ledger.save writes them."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Look through one transaction."""
        self._connection = connection

    async def before(self, channel_id: int, message_ids: Sequence[int]) -> dict[int, Before]:
        """What is known of these posts of a channel, by message id; unknown ones are left out."""
        found: dict[int, Before] = {}
        for some in portions(message_ids):
            these = and_(posts.c.channel_id == channel_id, posts.c.message_id.in_(some))
            known = (posts.c.message_id, *(versions.c[name] for name in ("hash", "number", "extractor", "last_seen")))
            query = select(*known).join_from(posts, versions, _CURRENT).where(these)
            stand = statements.c.retracted_version.is_(None)
            of_post: dict[int, list[Entry]] = defaultdict(list)
            for entry in await entries(self._connection, and_(these, stand)):
                of_post[entry.message_id].append(entry)
            for row in await self._connection.execute(query):
                found[row.message_id] = Before(row.hash, row.number, row.extractor, tuple(of_post[row.message_id]), row.last_seen)
        return found

    async def newest(self, channel_id: int, message_ids: Sequence[int]) -> dict[int, str]:
        """The hashes of the texts that these posts of a channel have now, by message id."""
        found: dict[int, str] = {}
        for some in portions(message_ids):
            here = and_(posts.c.channel_id == channel_id, posts.c.message_id.in_(some))
            query = select(posts.c.message_id, versions.c.hash).join_from(posts, versions, _CURRENT).where(here)
            found |= {row.message_id: row.hash for row in await self._connection.execute(query)}
        return found

    async def latest(self, channel_id: int) -> tuple[int, datetime] | None:
        """The highest message id of a channel's posts, and that post's date (UTC); None where the ledger has none of it."""
        query = select(posts.c.message_id, posts.c.date).where(posts.c.channel_id == channel_id)
        row = (await self._connection.execute(query.order_by(posts.c.message_id.desc()).limit(1))).first()
        return None if row is None else (row.message_id, row.date)

    async def to_read_again(self, channel_id: int, wanted: Wanted, after: int | None, limit: int) -> list[Kept]:
        """The next posts of a channel that are to be read again, by message id, behind that of the last one that was."""
        where = [_waits(channel_id, wanted)]
        if after is not None:
            where.append(posts.c.message_id > after)
        query = select(posts, *_TEXT).join_from(posts, versions, _CURRENT).where(*where).order_by(posts.c.message_id).limit(limit)
        return [Kept(_post(row), row["hash"]) for row in (await self._connection.execute(query)).mappings()]

    async def count_to_read_again(self, channel_id: int, wanted: Wanted) -> int:
        """How many posts of a channel are to be read again."""
        query = select(func.count()).select_from(posts).join(versions, _CURRENT).where(_waits(channel_id, wanted))
        return await self._connection.scalar(query) or 0

    async def count(self, channel_id: int | None = None) -> int:
        """How many posts the ledger holds, of a channel where one is named, else of all that are or were watched."""
        query = select(func.coalesce(func.sum(channels.c.posts), 0))
        if channel_id is not None:
            query = query.where(channels.c.id == channel_id)
        return int(await self._connection.scalar(query) or 0)  # PostgreSQL sums up to a Decimal

    async def span(self, channel_id: int) -> tuple[int, int] | None:
        """The message ids of the first and the last post that the ledger has of a channel; None where it has none."""
        query = select(func.min(posts.c.message_id), func.max(posts.c.message_id)).where(posts.c.channel_id == channel_id)
        first, last = (await self._connection.execute(query)).one()
        return None if first is None else (first, last)

    async def pictures(self, since: datetime) -> tuple[int, int]:
        """How many posts of watched channels from a moment on are only a picture now, and how many posts there are in all."""
        query = (
            select(func.count().filter(versions.c.picture_only), func.count())
            .select_from(posts)
            .join(versions, _CURRENT)
            .join(channels, channels.c.id == posts.c.channel_id)
            .where(posts.c.date >= since, channels.c.removed_at.is_(None))
        )
        only, every = (await self._connection.execute(query)).one()
        return only, every

    async def search(
        self,
        words: Sequence[Collection[str]],
        limit: int,
        offset: int = 0,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[list[Found], int]:
        """A page of the posts whose current text has every one of the words in one of its forms, and how many there are in all.

        A form of several words asks for all of them, wherever they stand; one that ends in Hangul is found with particles, too.
        Newest first; from since on and before until. Without words nothing is found.
        """
        matches = matching(self._connection.dialect.name, words)
        if matches is None:
            return [], 0
        where: list[ColumnElement[bool]] = [posts.c.id.in_(matches)]
        where += [posts.c.date >= since] if since is not None else []
        where += [posts.c.date < until] if until is not None else []
        query = (
            select(posts.c.message_id, posts.c.date, *_TEXT, *_CHANNEL)
            .join_from(posts, versions, _CURRENT)
            .join(channels, channels.c.id == posts.c.channel_id)
            .where(*where)
            .order_by(posts.c.date.desc(), posts.c.id.desc())
            .limit(limit)
            .offset(offset)
        )
        rows = (await self._connection.execute(query)).mappings().all()
        total = await self._connection.scalar(select(func.count()).select_from(posts).where(*where))
        return [Found(channel_of(row, "channel_"), _post(row)) for row in rows], total or 0

    async def set_aside(self) -> list[tuple[Channel, int, str]]:
        """The posts of watched channels whose current version broke the extractor: channel, message id, error."""
        query = (
            select(channels, posts.c.message_id, versions.c.error)
            .join_from(versions, posts, _CURRENT)
            .join(channels, channels.c.id == posts.c.channel_id)
            .where(versions.c.error.is_not(None), channels.c.removed_at.is_(None))
            .order_by(channels.c.id, posts.c.message_id)
        )
        rows = (await self._connection.execute(query)).mappings()
        return [(channel_of(row), row["message_id"], row["error"]) for row in rows]


_TEXT = tuple(versions.c[name] for name in ("text", "hash", "edited", "picture_only", "forwarded_from"))


_CHANNEL = tuple(channels.c[name].label(f"channel_{name}") for name in Channel.__slots__)


def _post(row: Row) -> Post:
    fields = ("message_id", "date", "text", "edited", "picture_only", "forwarded_from")
    return Post(**{name: row[name] for name in fields})


def _waits(channel_id: int, wanted: Wanted) -> ColumnElement[bool]:
    where = and_(posts.c.channel_id == channel_id, versions.c.extractor < wanted.extractor)
    return where if wanted.since is None else and_(where, posts.c.date >= wanted.since)

"""The ledger within one transaction: its nouns, and how a batch of readings is written into it.

What is the same, new, amended or retracted was decided by the caller; here it is recorded. Nothing is written over:
a post's versions and a statement's states are added to, and pointers say which is the current one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.model import Change, ChangeKind, Channel, Entry, Reading
from store.access import Access
from store.channels import Channels
from store.chats import Chats
from store.copies import Copies
from store.outbox import Outbox
from store.posts import Posts
from store.speakers import Speakers
from store.state import Facts
from store.statements import Statements
from store.subscriptions import Subscriptions
from store.vanished import mark_vanished
from store.versions import current_places, save_reading_again, save_versions
from store.writer import Writer, Written


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written for a change: the entry as it stands now, and whether its claim was known from another post."""

    change: Change
    entry: Entry
    joined: bool


class Ledger:
    """The ledger's nouns, all in one transaction; Store.reading and Store.writing make it."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
        """Work in the transaction of a connection."""
        self._connection = connection
        self.channels = Channels(connection, clock)
        self.posts = Posts(connection)
        self.copies = Copies(connection)
        self.statements = Statements(connection)
        self.speakers = Speakers(connection)
        self.chats = Chats(connection, clock)
        self.subscriptions = Subscriptions(connection)
        self.outbox = Outbox(connection, clock)
        self.access = Access(connection, clock)
        self.state = Facts(connection)

    async def save(
        self,
        channel: Channel,
        readings: Sequence[Reading],
        changes: Sequence[Change],
        reader: str,
        at: datetime,
        join_within: timedelta,
        older: Collection[int] = (),
    ) -> tuple[Saved, ...]:
        """Write a batch of a channel's readings and what they change; returns what is new, amended, retracted or dropped.

        Each post stands once in readings; at is when the reader saw them (UTC). older are the message ids of those whose text is
        older than the one the ledger has: it is kept beside that. Saving the same again moves only the versions' last_seen.
        Raises LookupError where a change speaks of a post or statement that the channel has not.
        """
        places = await save_versions(self._connection, channel.id, readings, reader, at, older)
        unread = sorted({change.message_id for change in changes} - set(places))
        places |= await current_places(self._connection, channel.id, unread)
        return await self._told(await Writer(self._connection, self.speakers, places, at).write(changes, join_within))

    async def vanish(self, channel: Channel, message_ids: Collection[int], reader: str, at: datetime) -> tuple[Saved, ...]:
        """Mark posts of a channel as gone from it; returns what stands in those that were not so marked before.

        Nothing is taken back by it: what they said was said. A post that is read again is there again.
        """
        numbers = await mark_vanished(self._connection, channel.id, message_ids, reader, at)
        gone = await self.statements.many(numbers)
        return tuple(
            Saved(Change(ChangeKind.VANISHED, entry.message_id, entry.number, None, None, ""), entry, joined=False)
            for entry in gone
        )

    async def reread(
        self, channel: Channel, readings: Sequence[Reading], changes: Sequence[Change], at: datetime, join_within: timedelta
    ) -> tuple[Saved, ...]:
        """Write what another reading of the posts' current texts changes; the texts, and when they were seen, stay.

        Returns what save returns, and raises LookupError as that does.
        """
        places = await save_reading_again(self._connection, channel.id, readings)
        return await self._told(await Writer(self._connection, self.speakers, places, at).write(changes, join_within))

    async def correct(self, channel: Channel, change: Change, by: str, at: datetime, join_within: timedelta) -> Saved:
        """Write a person's correction over what was read: a signed state of a statement, or a statement that nobody read.

        What the extractor read stays beneath, and no later reading of the same words changes it. A change that drops the
        statement names it as it was. Raises LookupError as save does.
        """
        places = await current_places(self._connection, channel.id, [change.message_id])
        writer = Writer(self._connection, self.speakers, places, at, by)
        written = await writer.write([change], join_within)
        if change.kind is ChangeKind.DROPPED:
            written = await writer.write([replace(change, statement=None, speaker=None)], join_within)
        (saved,) = await self._told(written)
        return saved

    async def _told(self, written: Sequence[Written]) -> tuple[Saved, ...]:
        told = [(change, number, joined) for change, number, joined in written if change.kind is not ChangeKind.SAME]
        entries = await self.statements.many([number for _, number, _ in told])
        return tuple(Saved(change, entry, joined) for (change, _, joined), entry in zip(told, entries, strict=True))

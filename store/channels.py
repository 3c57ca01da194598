"""Channels: those that are watched, and those that were."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.model import Channel
from store.codec import channel_of, channel_values
from store.errors import StoreError
from store.schema import channels

_WATCHED = channels.c.removed_at.is_(None)


class Channels:
    """Adds, lists and removes channels; a removed one keeps its posts."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
        """Work in one transaction."""
        self._connection, self._clock = connection, clock

    async def add(self, channel: Channel) -> Channel:
        """Watch a channel and give it its id.

        One that was removed is revived with its posts and takes the fields of this record; one that is watched already
        is returned as it stands. A channel is told by Telegram's numeric id where it is known, else by its name.
        Raises StoreError where a channel with another numeric id is watched under this name.
        """
        watched = await self.by_name(channel.username)
        if watched is not None and _differ(watched.telegram_id, channel.telegram_id):
            raise StoreError(
                f"@{channel.username} is watched already, as another channel: its numeric id was {watched.telegram_id} "
                f"and is now {channel.telegram_id}. Remove the old one first, then add the new one."
            )
        found = watched or await self._known(channel)
        if found is None:
            channel = replace(channel, state_since=channel.state_since or self._clock())
            values = channel_values(channel) | {"added_at": self._clock()}
            (number,) = (await self._connection.execute(insert(channels).values(values).returning(channels.c.id))).one()
            return replace(channel, id=number)
        row = (await self._connection.execute(select(channels.c.removed_at).where(channels.c.id == found.id))).one()
        if row.removed_at is None:
            return found
        number = channel.telegram_id or found.telegram_id
        revived = replace(channel, id=found.id, telegram_id=number, state_since=channel.state_since or self._clock())
        await self._write(revived, removed_at=None)
        return revived

    async def all(self) -> list[Channel]:
        """The watched channels, in the order in which they were added."""
        query = select(channels).where(_WATCHED).order_by(channels.c.id)
        return [channel_of(row) for row in (await self._connection.execute(query)).mappings()]

    async def known(self, username: str | None = None) -> list[Channel]:
        """The channels that the ledger has or had posts of, the removed ones too; only those of a name where one is given."""
        query = select(channels).order_by(channels.c.id)
        if username is not None:
            query = query.where(channels.c.username_key == username.lower())
        return [channel_of(row) for row in (await self._connection.execute(query)).mappings()]

    async def get(self, channel_id: int) -> Channel | None:
        """The watched channel of that id; None where it is unknown or was removed."""
        return await self._one(channels.c.id == channel_id, _WATCHED)

    async def by_name(self, username: str) -> Channel | None:
        """The watched channel of that name, in whatever case."""
        return await self._one(channels.c.username_key == username.lower(), _WATCHED)

    async def pushing(self, telegram_id: int, username: str) -> Channel | None:
        """The watched channel of that numeric id; by its name only where no id of it is known yet."""
        same = await self._one(channels.c.telegram_id == telegram_id, _WATCHED)
        if same is not None or not username:
            return same
        return await self._one(channels.c.username_key == username.lower(), channels.c.telegram_id.is_(None), _WATCHED)

    async def update(self, channel: Channel) -> None:
        """Write every field of the record; a removed channel stays removed."""
        await self._write(channel)

    async def remove(self, channel_id: int, at: datetime) -> None:
        """Watch it no longer; its posts and statements stay."""
        await self._connection.execute(update(channels).where(channels.c.id == channel_id, _WATCHED).values(removed_at=at))

    async def formerly(self, username: str, telegram_id: int | None) -> Channel | None:
        """The channel as it was when it was last watched, best by its numeric id; None where it never was."""
        return await self._known(Channel(username, "", "", None, telegram_id=telegram_id))

    async def _known(self, channel: Channel) -> Channel | None:
        """The channel as it is or was known, best by its numeric id."""
        if channel.telegram_id is not None:
            same = await self._one(channels.c.telegram_id == channel.telegram_id)
            if same is not None:
                return same
        named = [channels.c.username_key == channel.username.lower()]
        if channel.telegram_id is not None:
            named.append(channels.c.telegram_id.is_(None))
        return await self._one(*named)

    async def _one(self, *where: ColumnElement[bool]) -> Channel | None:
        query = select(channels).where(*where).order_by(channels.c.removed_at.is_(None).desc(), channels.c.id.desc()).limit(1)
        row = (await self._connection.execute(query)).mappings().first()
        return None if row is None else channel_of(row)

    async def _write(self, channel: Channel, **more: object) -> None:
        query = update(channels).where(channels.c.id == channel.id).values(channel_values(channel) | more)
        await self._connection.execute(query)


def _differ(a: int | None, b: int | None) -> bool:
    return a is not None and b is not None and a != b

"""Access: who is on the list, and the links that let others in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.access import Guest, Invite
from bot.clock import Clock
from store.codec import Row
from store.outbox import Outbox
from store.schema import guests, invites
from store.sql import upsert


class Access:
    """Keeps the list of guests, and invitations by their tokens' hashes."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
        """Work in one transaction."""
        self._connection, self._clock = connection, clock

    async def is_allowed(self, chat_id: int, admins: Collection[int]) -> bool:
        """Whether a chat may use the bot: an admin's or a guest's own, or a listed group whose bringer is allowed."""
        if chat_id in admins:
            return True
        bringer = guests.alias()
        brought = or_(
            guests.c.brought_by.is_(None),
            guests.c.brought_by.in_(sorted(admins)),
            guests.c.brought_by.in_(select(bringer.c.id)),
        )
        query = select(guests.c.id).where(guests.c.id == chat_id, brought)
        return (await self._connection.execute(query)).first() is not None

    async def get(self, guest_id: int) -> Guest | None:
        """The guest of that id."""
        row = (await self._connection.execute(select(guests).where(guests.c.id == guest_id))).mappings().first()
        return None if row is None else Guest(**row)

    async def all(self) -> list[Guest]:
        """The guests, in the order in which they came in."""
        query = select(guests).order_by(guests.c.since, guests.c.id)
        return [Guest(**row) for row in (await self._connection.execute(query)).mappings()]

    async def brought_by(self, guest_id: int) -> list[Guest]:
        """The groups that a guest brought."""
        query = select(guests).where(guests.c.brought_by == guest_id).order_by(guests.c.id)
        return [Guest(**row) for row in (await self._connection.execute(query)).mappings()]

    async def allow(self, guest: Guest) -> None:
        """Put somebody on the list; of one who is there already nothing but the name and who brought them changes."""
        await upsert(self._connection, guests, [asdict(guest)], by=["id"], set_=["name", "brought_by"])

    async def disallow(self, guest_id: int) -> Guest | None:
        """Take somebody off the list, and drop every alert that waits for them; None where they were not on it."""
        found = await self.get(guest_id)
        await self._connection.execute(delete(guests).where(guests.c.id == guest_id))
        await Outbox(self._connection, self._clock).drop_all(guest_id, "the chat is no longer allowed", self._clock())
        return found

    async def move(self, old: int, new: int) -> None:
        """Let a group that is another chat now stay on the list."""
        guest = await self.get(old)
        if guest is not None:
            await self._connection.execute(delete(guests).where(guests.c.id == old))
            await upsert(self._connection, guests, [asdict(replace(guest, id=new))], by=["id"])

    async def invite(self, invite: Invite) -> Invite:
        """Save an invitation and give it its number."""
        values = {name: value for name, value in asdict(invite).items() if name != "id"}
        (number,) = (await self._connection.execute(insert(invites).values(values).returning(invites.c.id))).one()
        return replace(invite, id=number)

    async def invitation(self, number: int) -> Invite | None:
        """The invitation of that number."""
        row = (await self._connection.execute(select(invites).where(invites.c.id == number))).mappings().first()
        return None if row is None else _invite(row)

    async def open_invitations(self, now: datetime) -> list[Invite]:
        """The invitations that let somebody in now, the newest first."""
        still = (invites.c.revoked_at.is_(None), invites.c.used < invites.c.uses, invites.c.expires_at > now)
        query = select(invites).where(*still).order_by(invites.c.id.desc())
        return [_invite(row) for row in (await self._connection.execute(query)).mappings()]

    async def redeem(self, token_hash: str, guest: Guest) -> bool:
        """Let somebody in by an invitation that is open when they come; False where there is no such."""
        query = select(invites).where(invites.c.token_hash == token_hash)
        row = (await self._connection.execute(query)).mappings().first()
        if row is None or not _invite(row).is_open(guest.since):
            return False
        used = update(invites).where(invites.c.id == row["id"]).values(used=invites.c.used + 1)
        await self._connection.execute(used)
        await self.allow(replace(guest, by=row["made_by"], invite=row["id"]))
        return True

    async def revoke(self, number: int, at: datetime | None) -> None:
        """Take an invitation back; with no moment, give it back."""
        await self._connection.execute(update(invites).where(invites.c.id == number).values(revoked_at=at))


def _invite(row: Row) -> Invite:
    return Invite(**row)

"""What becomes of the chats that the bot is in: blocked or thrown out it is silent there, a group that moves is followed."""

from __future__ import annotations

import structlog

from bot.access import Guest
from handlers.common import change_chat
from handlers.desk import Desk

__all__ = ["added", "moved", "silenced"]

log = structlog.get_logger()


async def added(desk: Desk, group: int, name: str, by: int) -> None:
    """Put a group on the list of those who may use the bot where an admin or a guest added the bot to it."""
    admins = desk.settings.admin_ids
    async with desk.store.writing() as ledger:
        if not await ledger.access.is_allowed(by, admins) or await ledger.access.get(group) is not None:
            return
        await ledger.access.allow(Guest(group, name, desk.clock(), by, brought_by=None if by in admins else by))
    log.info("allowed", chat=group, brought_by=by)


async def silenced(desk: Desk, chat_id: int) -> None:
    """Switch a chat's alerts off where the bot may not write any more; /start there switches them on again."""
    async with desk.store.writing() as ledger:
        await change_chat(ledger, chat_id, active=False, draft=None)
    log.info("alerts switched off: the bot may not write there", chat=chat_id)


async def moved(desk: Desk, chat_id: int, to: int) -> None:
    """Take a group's wishes, and what is owed to it, to the supergroup that it became."""
    async with desk.store.writing() as ledger:
        await ledger.chats.move(chat_id, to)
    log.info("group moved", chat=chat_id, to=to)

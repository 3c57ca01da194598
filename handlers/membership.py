"""What becomes of the chats that the bot is in: blocked or thrown out it is silent there, a group that moves is followed."""

from __future__ import annotations

import structlog

from handlers.common import change_chat
from handlers.desk import Desk

__all__ = ["changed", "moved"]

log = structlog.get_logger()


async def changed(desk: Desk, chat_id: int, *, may_write: bool) -> None:
    """Switch a chat's alerts off where the bot may not write any more; /start there switches them on again."""
    if may_write:
        return
    async with desk.store.writing() as ledger:
        await change_chat(ledger, chat_id, active=False, draft=None)
    log.info("alerts switched off: the bot may not write there", chat=chat_id)


async def moved(desk: Desk, chat_id: int, to: int) -> None:
    """Take a group's wishes, and what is owed to it, to the supergroup that it became."""
    async with desk.store.writing() as ledger:
        await ledger.chats.move(chat_id, to)
    log.info("group moved", chat=chat_id, to=to)

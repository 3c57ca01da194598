"""/cancel: leave a dialogue that is half finished."""

from __future__ import annotations

from handlers.common import change_chat
from handlers.desk import Answer, Ask, Desk

__all__ = ["run"]


async def run(desk: Desk, ask: Ask) -> Answer:
    """Forget what the chat was in the middle of."""
    view = desk.view(ask.chat)
    if ask.chat.draft is None:
        return Answer(view.say("nothing-to-cancel"))
    async with desk.store.writing() as ledger:
        await change_chat(ledger, ask.chat.id, draft=None)
    return Answer(view.say("cancelled", command=f"/{ask.chat.draft.command}"))

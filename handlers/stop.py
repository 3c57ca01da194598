"""/stop: no more alerts, with a way back that loses nothing."""

from __future__ import annotations

from handlers.common import change_chat, stale
from handlers.desk import Answer, Ask, Button, Desk

__all__ = ["run"]

BACK = "back"


async def run(desk: Desk, ask: Ask) -> Answer:
    """Switch the chat's alerts off, or on again by the button."""
    view = desk.view(ask.chat)
    if ask.button not in (None, BACK):
        return stale(view, "stop")
    on = ask.button == BACK
    async with desk.store.writing() as ledger:
        await change_chat(ledger, ask.chat.id, active=on, draft=ask.chat.draft if on else None)
        kept = len(await ledger.subscriptions.of(ask.chat.id))
    if on:
        return Answer(view.say("started-again", count=kept), edit=True)
    return Answer(view.say("stopped", count=kept), ((Button(view.say("button-back-on"), f"stop:{BACK}"),),))

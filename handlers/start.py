"""/start: what this is and what to type; with a statement's number (a deep link) its card; with an invitation, in."""

from __future__ import annotations

from bot.access import token_of
from bot.model import Filter
from handlers.common import change_chat
from handlers.desk import Answer, Ask, Button, Desk
from handlers.door import welcome
from handlers.payload import Place, pack
from handlers.statement import card_of

__all__ = ["run"]


async def run(desk: Desk, ask: Ask) -> Answer:
    """Greet; a chat that had stopped its alerts gets them again."""
    view = desk.view(ask.chat)
    back = ""
    if not ask.chat.active:
        async with desk.store.writing() as ledger:
            await change_chat(ledger, ask.chat.id, active=True)
        back = view.say("alerts-are-back") + "\n\n"
    if token := token_of(ask.words):
        return await welcome(desk, ask, token)
    if ask.words.strip():
        return await card_of(desk, ask, ask.words.strip())
    newest = Button(view.say("button-latest"), f"latest:{pack(Place(anew=True), Filter())}")
    return Answer(back + view.say("start"), ((newest,),))

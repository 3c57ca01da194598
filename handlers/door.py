"""The door: who may come in where the bot is not open to everyone, and what strangers are told, once in a while."""

from __future__ import annotations

from bot.access import Guest, hashed, token_of
from bot.render.figures import clip
from handlers.desk import NOTHING, Answer, Ask, Button, Command, Desk

__all__ = ["let_in", "turned_away", "welcome"]


async def let_in(desk: Desk, ask: Ask, found: Command | None) -> Answer | None:
    """What to answer in place of the command; None where the chat, or this person, may go on."""
    if desk.settings.access == "open" or (ask.is_admin and (ask.is_private or (found is not None and found.admin))):
        return None
    async with desk.store.reading() as ledger:
        if await ledger.access.is_allowed(ask.chat.id, desk.settings.admin_ids):
            return None
    if found is not None and found.name == "start" and token_of(ask.words):
        return None
    view = desk.view(ask.chat)
    if ask.is_admin:
        allow = Button(view.say("button-allow-here"), f"allow:{ask.chat.id}")
        return Answer(view.say("group-not-listed"), ((allow,),))
    return turned_away(desk, ask, view.say("stranger", number=str(ask.chat.id)))


def turned_away(desk: Desk, ask: Ask, words: str) -> Answer:
    """These words, or nothing where the chat was told lately: whoever goes on is not answered each time."""
    return Answer(words) if desk.strangers.may_be_told(ask.chat.id, desk.clock()) else NOTHING


async def welcome(desk: Desk, ask: Ask, token: str) -> Answer:
    """Let the chat in by the token of a link that was opened in it."""
    view = desk.view(ask.chat)
    guest = Guest(ask.chat.id, ask.name, view.now, by=ask.user_id)
    async with desk.store.writing() as ledger:
        before = await ledger.access.is_allowed(ask.chat.id, desk.settings.admin_ids)
        come = before or await ledger.access.redeem(hashed(token), guest)
    if come:
        return Answer(f"{view.say('come-in-before' if before else 'come-in', name=clip(ask.name, 60))}\n\n{view.say('start')}")
    return turned_away(desk, ask, view.say("invite-shut"))

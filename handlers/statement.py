"""/statement s118: the record of one statement; and its card, for deep links."""

from __future__ import annotations

import re

from bot.render.cards import card
from bot.render.record import record
from bot.render.view import View
from handlers.desk import Answer, Ask, Button, Desk

__all__ = ["REFERENCE", "card_of", "run"]

REFERENCE = re.compile(r"/?s?([0-9]{1,30})", re.IGNORECASE)
"""A statement's number as people write it: s118, S118, /s118, 118."""


async def run(desk: Desk, ask: Ask) -> Answer:
    """Show the record of the statement that was named, by words or by a button."""
    view = desk.view(ask.chat)
    words = ask.words.strip() if ask.button is None else ask.button
    reference = REFERENCE.fullmatch(words)
    if reference is None:
        return Answer(view.say("statement-how"))
    number = int(reference[1])
    async with desk.store.reading() as ledger:
        entry = await ledger.statements.get(number)
        history = await ledger.statements.history(number) if entry else []
    if entry is None:
        return _unknown(number, view)
    return Answer(
        record(entry, history, view),
        ((Button(view.say("button-post"), url=_address(entry.channel.username, entry.message_id)),),),
    )


async def card_of(desk: Desk, ask: Ask, words: str) -> Answer:
    """The card of the statement that a deep link names."""
    view = desk.view(ask.chat)
    reference = REFERENCE.fullmatch(words)
    if reference is None:
        return Answer(view.say("link-unknown"))
    async with desk.store.reading() as ledger:
        entry = await ledger.statements.get(int(reference[1]))
    if entry is None:
        return _unknown(int(reference[1]), view)
    return Answer(card([entry], view), ((Button(view.say("button-details"), f"statement:{entry.number}"),),))


def _unknown(number: int, view: View) -> Answer:
    return Answer(view.say("statement-unknown", ref=f"s{number}"))


def _address(username: str, message_id: int) -> str:
    return f"https://t.me/{username}/{message_id}"

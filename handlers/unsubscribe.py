"""/unsubscribe: what this chat is told of, with a button to drop each."""

from __future__ import annotations

from bot.model import Subscription
from bot.render.message import LIMIT
from bot.render.view import View
from bot.render.wishes import wish_words
from handlers.common import stale
from handlers.desk import Answer, Ask, Button, Desk

__all__ = ["run"]

SHOWN = 20
ROOM = LIMIT - 700
"""So many wishes, in so many characters; the others come to sight as these are removed."""


async def run(desk: Desk, ask: Ask) -> Answer:
    """List the wishes, or drop one or all of them."""
    view = desk.view(ask.chat)
    toast = None
    if ask.button not in (None, "list"):
        if ask.button != "all" and not (str(ask.button).isascii() and str(ask.button).isdecimal()):
            return stale(view, "unsubscribe")
        async with desk.store.writing() as ledger:
            if ask.button == "all":
                dropped = await ledger.subscriptions.clear(ask.chat.id) > 0
            else:
                dropped = await ledger.subscriptions.remove(int(str(ask.button)), ask.chat.id)
        toast = view.say("toast-dropped" if dropped else "toast-dropped-before")
    async with desk.store.reading() as ledger:
        kept = await ledger.subscriptions.of(ask.chat.id)
    answer = _list(kept, ask, view)
    return Answer(answer.html, answer.buttons, edit=toast is not None, toast=toast)


def _list(kept: list[Subscription], ask: Ask, view: View) -> Answer:
    if not kept:
        return Answer(view.say("no-subscriptions"))
    rows: list[str] = []
    for index, one in enumerate(kept[:SHOWN], 1):
        elsewhere = " · " + view.say("in-another-topic") if one.topic != ask.topic else ""
        row = f"{index}. {wish_words(one.filter, view)}{elsewhere}"
        if sum(map(len, rows)) + len(row) > ROOM:
            break
        rows.append(row)
    shown = kept[: len(rows)]
    text = view.say("subscriptions", count=len(kept), rows="\n".join(rows))
    if not ask.chat.active:
        text += "\n\n" + view.say("alerts-are-off")
    remove = [Button(view.say("button-remove-nth", nth=index), f"unsubscribe:{one.id}") for index, one in enumerate(shown, 1)]
    buttons = [tuple(remove[at : at + 3]) for at in range(0, len(remove), 3)]
    if len(kept) > 1:
        buttons.append((Button(view.say("button-remove-all"), "unsubscribe:all"),))
    return Answer(text, tuple(buttons))

"""/subscribe: tell this chat of new statements that fit; a half-understood wish is not kept before one agrees."""

from __future__ import annotations

from bot.model import Filter, Subscription
from bot.render.wishes import wish_words
from handlers.common import change_chat, lines, not_understood, stale
from handlers.desk import Answer, Ask, Button, Desk
from handlers.payload import pack_filter, unpack_filter
from handlers.question import understand

__all__ = ["run"]


async def run(desk: Desk, ask: Ask) -> Answer:
    """Keep the wish of the words or of the button."""
    view = desk.view(ask.chat)
    if ask.button is not None:
        try:
            wish = unpack_filter(ask.button)
        except ValueError:
            return stale(view, "subscribe")
        return await _keep(desk, ask, wish)
    question = await understand(ask.words, view)
    note = not_understood(question, view)
    if question.has_period:
        note = lines(note, view.say("subscribe-no-period"))
    if not note:
        return await _keep(desk, ask, question.filter)
    if question.filter.is_empty:
        return Answer(lines(note, view.say("nothing-subscribed")))
    agree = Button(view.say("button-subscribe"), f"subscribe:{pack_filter(question.filter)}")
    return Answer(lines(note, view.say("subscribe-to-rest", wish=wish_words(question.filter, view))), ((agree,),))


async def _keep(desk: Desk, ask: Ask, wish: Filter) -> Answer:
    view = desk.view(ask.chat)
    async with desk.store.writing() as ledger:
        known = {subscription.id for subscription in await ledger.subscriptions.of(ask.chat.id)}
        kept = await ledger.subscriptions.add(Subscription(ask.chat.id, wish, view.now, topic=ask.topic))
        if not ask.chat.active:
            await change_chat(ledger, ask.chat.id, active=True)
    undo = Button(view.say("button-undo"), f"unsubscribe:{kept.id}")
    if wish.is_empty:
        said = view.say("subscribed-to-all")
    else:
        said = view.say("subscribed-before" if kept.id in known else "subscribed", wish=wish_words(wish, view))
    return Answer(said, ((undo, Button(view.say("button-my-alerts"), "unsubscribe:list")),))

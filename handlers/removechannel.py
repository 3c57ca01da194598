"""/removechannel: watch a channel no longer, after asking; its posts and statements stay."""

from __future__ import annotations

import structlog

from bot.model import Channel
from bot.render.figures import clip
from handlers.choosing import choose, chosen
from handlers.desk import Answer, Ask, Button, Desk

__all__ = ["run"]

log = structlog.get_logger()

YES, NO = "yes", "no"


async def run(desk: Desk, ask: Ask) -> Answer:
    """Ask which channel, ask whether, remove."""
    view = desk.view(ask.chat)
    if ask.button == NO:
        return Answer(view.say("nothing-removed"), edit=True)
    channel = await chosen(desk, ask)
    if channel is None:
        async with desk.store.reading() as ledger:
            return choose("removechannel", await ledger.channels.all(), view)
    if isinstance(channel, Answer):
        return channel
    if ask.button is not None and ask.button.startswith(f"{YES}:"):
        return await _remove(desk, ask, channel)
    async with desk.store.reading() as ledger:
        posts = await ledger.posts.count(channel.id)
    question = view.say("remove-question", name=channel.username, title=clip(channel.title), posts=posts)
    yes = Button(view.say("button-remove"), f"removechannel:{YES}:{channel.id}")
    return Answer(question, ((yes, Button(view.say("button-keep"), f"removechannel:{NO}")),), edit=ask.button is not None)


async def _remove(desk: Desk, ask: Ask, channel: Channel) -> Answer:
    view = desk.view(ask.chat)
    async with desk.store.writing() as ledger:
        await ledger.channels.remove(channel.id, view.now)
    log.info("channel removed", channel=channel.username, by=ask.user_id)
    again = Button(view.say("button-watch-again"), f"addchannel:look:{channel.username}")
    return Answer(view.say("removed", name=channel.username), ((again,),), edit=True)

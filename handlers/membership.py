"""What admins are told when the bot became an administrator of a channel, or is one no longer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.inbox import News, Notice
from bot.render.figures import clip
from bot.render.view import View
from handlers.desk import Answer, Button, Desk

__all__ = ["Tell", "notice_text", "tell_admins"]

Tell = Callable[[int, Answer], Awaitable[None]]
"""Gives an answer to a chat; raises what keeps it from being tried again."""


def notice_text(notice: Notice, view: View) -> Answer:
    """The message to an admin; a channel that is not watched comes with a button that shows it first."""
    name = f"@{notice.username}" if notice.username else clip(notice.title)
    if notice.news is News.OFFER and notice.username:
        button = Button(view.say("button-look"), f"addchannel:look:{notice.username}")
        return Answer(view.say("bot-offers", name=name, title=clip(notice.title)), ((button,),))
    match notice.news:
        case News.READS:
            return Answer(view.say("bot-reads", name=name))
        case News.OFFER:
            return Answer(view.say("bot-offers-unnamed", name=name))
        case News.BACK_TO_WEB:
            return Answer(view.say("bot-gone-web", name=name))
    return Answer(view.say("bot-gone", name=name))


async def tell_admins(desk: Desk, notice: Notice, tell: Tell) -> None:
    """Tell every admin of one notice, each in the language of their chat."""
    for admin in desk.settings.admin_ids:
        async with desk.store.reading() as ledger:
            chat = await ledger.chats.get(admin)
        await tell(admin, notice_text(notice, desk.view(chat)))

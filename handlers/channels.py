"""/channels: what is watched, and how the reading goes."""

from __future__ import annotations

from bot.render.channels import channel_line
from handlers.common import stale
from handlers.desk import Answer, Ask, Button, Desk

__all__ = ["run"]

SHOWN = 8


async def run(desk: Desk, ask: Ask) -> Answer:
    """List the channels, a few a page."""
    view = desk.view(ask.chat)
    if ask.button is not None and not (ask.button.isascii() and ask.button.isdecimal()):
        return stale(view, "channels")
    async with desk.store.reading() as ledger:
        channels = await ledger.channels.all()
        pages = max(1, -(-len(channels) // SHOWN))
        page = min(int(ask.button or 0), pages - 1)
        shown = channels[page * SHOWN : (page + 1) * SHOWN]
        rows = [channel_line(channel, await ledger.posts.count(channel.id), view) for channel in shown]
        broken = len(await ledger.posts.set_aside())
    if not channels:
        return Answer(view.say("no-channels"))
    parts = [view.say("channels", count=len(channels), page=page + 1, pages=pages), *rows]
    if broken:
        parts.append(view.say("set-aside", count=broken))
    turn = []
    if page > 0:
        turn.append(Button(view.say("button-previous"), f"channels:{page - 1}"))
    if page + 1 < pages:
        turn.append(Button(view.say("button-next"), f"channels:{page + 1}"))
    return Answer("\n\n".join(parts), (tuple(turn),) if turn else (), edit=ask.button is not None)

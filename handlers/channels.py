"""/channels: what is watched, how the reading goes, and how one of them is read."""

from __future__ import annotations

from dataclasses import replace

from bot.render.channels import channel_line
from handlers.choosing import chosen
from handlers.common import stale
from handlers.desk import Answer, Ask, Button, Desk
from handlers.ways import change, sheet

__all__ = ["run"]

SHOWN = 8
IN_A_ROW = 2


async def run(desk: Desk, ask: Ask) -> Answer:
    """List the channels, a few a page; show the one that is named, or have it read another way where that is named, too."""
    action, _, rest = (ask.button or "").partition(":")
    number, _, way = rest.partition(":")
    if ask.button is None:
        name, _, way = ask.words.strip().partition(" ")
        if name:
            return await _one(desk, replace(ask, words=name), way.strip().casefold())
        return await _list(desk, ask, 0)
    if action in ("one", "by"):
        return await _one(desk, replace(ask, button=number), way)
    if not (action.isascii() and action.isdecimal()):
        return stale(desk.view(ask.chat), "channels")
    return await _list(desk, ask, int(action))


async def _one(desk: Desk, ask: Ask, way: str) -> Answer:
    channel = await chosen(desk, ask)
    assert channel is not None  # one was named
    if isinstance(channel, Answer):
        return channel
    return await change(desk, ask, channel, way) if way else await sheet(desk, ask, channel)


async def _list(desk: Desk, ask: Ask, page: int) -> Answer:
    view = desk.view(ask.chat)
    async with desk.store.reading() as ledger:
        channels = await ledger.channels.all()
        pages = max(1, -(-len(channels) // SHOWN))
        page = min(page, pages - 1)
        shown = channels[page * SHOWN : (page + 1) * SHOWN]
        rows = [channel_line(channel, await ledger.posts.count(channel.id), view) for channel in shown]
        broken = len(await ledger.posts.set_aside())
    if not channels:
        return Answer(view.say("no-channels"))
    parts = [view.say("channels", count=len(channels), page=page + 1, pages=pages), *rows]
    if broken:
        parts.append(view.say("set-aside", count=broken))
    each = [Button(f"@{channel.username}", f"channels:one:{channel.id}") for channel in shown]
    buttons = [tuple(each[at : at + IN_A_ROW]) for at in range(0, len(each), IN_A_ROW)]
    turn = []
    if page > 0:
        turn.append(Button(view.say("button-previous"), f"channels:{page - 1}"))
    if page + 1 < pages:
        turn.append(Button(view.say("button-next"), f"channels:{page + 1}"))
    return Answer("\n\n".join(parts), (*buttons, tuple(turn)) if turn else tuple(buttons), edit=ask.button is not None)

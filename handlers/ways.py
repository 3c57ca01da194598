"""How one channel is read, and reading it another way: it goes on from its place, whoever reads."""

from __future__ import annotations

from dataclasses import replace

import structlog

from bot.model import Channel, ChannelState
from bot.render.channels import channel_line
from bot.render.figures import clip, escape
from bot.sources import ReaderError
from bot.sources.account import NAME as ACCOUNT
from bot.sources.bot_updates import NAME as BOT
from bot.sources.place import Place
from handlers.desk import Answer, Ask, Button, Desk
from store import Ledger

__all__ = ["WAYS", "change", "sheet"]

log = structlog.get_logger()

WAYS = ("web", BOT, ACCOUNT)
"""The readers of Telegram's channels, which can take each other's place."""


async def sheet(desk: Desk, ask: Ask, channel: Channel) -> Answer:
    """One channel, how it is read, and a button for every other way."""
    view = desk.view(ask.chat)
    async with desk.store.reading() as ledger:
        line = channel_line(channel, await ledger.posts.count(channel.id), view)
    others = [way for way in WAYS if way != channel.reader and way in desk.readers] if channel.reader in WAYS else []
    buttons = tuple(Button(view.say("button-read-by", way=way), f"channels:by:{channel.id}:{way}") for way in others)
    said = [line, view.say("read-by", way=channel.reader)]
    return Answer("\n\n".join(said), (buttons,) if buttons else (), edit=ask.button is not None)


async def change(desk: Desk, ask: Ask, channel: Channel, way: str) -> Answer:
    """Have the channel read this way from now on, where it can be seen so."""
    view = desk.view(ask.chat)
    edit = ask.button is not None
    if channel.reader not in WAYS or way not in WAYS or way not in desk.readers:
        return Answer(view.say("no-such-way", way=clip(way, 20), name=channel.username), edit=edit)
    if way == channel.reader:
        return Answer(view.say("read-so-already", name=channel.username, way=way), edit=edit)
    try:
        seen = await desk.readers[way].look(channel.username)
    except ReaderError as error:
        why = " ".join(filter(None, (escape(error.what), escape(error.advice))))
        return Answer(view.say("not-changed", name=channel.username, why=why), edit=edit)
    if None not in (channel.telegram_id, seen.telegram_id) and channel.telegram_id != seen.telegram_id:
        why = view.say("another-channel", title=clip(seen.title))
        return Answer(view.say("not-changed", name=channel.username, why=why), edit=edit)
    async with desk.store.writing() as ledger:
        now = await ledger.channels.get(channel.id)
        if now is None:
            return Answer(view.say("not-watched-now"), edit=edit)
        before = now.reader
        state = now.state if now.state is ChannelState.PAUSED else ChannelState.NEW
        now = replace(now, reader=way, telegram_id=now.telegram_id or seen.telegram_id, cursor=await _place(ledger, now))
        await ledger.channels.update(replace(now, state=state, state_reason="", state_since=view.now))
    log.info("channel read otherwise", channel=channel.username, reader=way, before=before, by=ask.user_id)
    back = Button(view.say("button-undo"), f"channels:by:{channel.id}:{before}")
    return Answer(view.say("changed-way", name=channel.username, way=way), ((back,),), edit=edit)


async def _place(ledger: Ledger, channel: Channel) -> str | None:
    """Where the next reader goes on: from the channel's place, or behind what the ledger has of it where no reader kept one."""
    span = await ledger.posts.span(channel.id)
    if Place.of(channel.cursor) is not None or span is None:
        return channel.cursor
    first, last = span
    return str(Place(last, last, first, channel.telegram_id))

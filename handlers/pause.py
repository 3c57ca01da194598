"""/pause and /resume: stop reading a channel for a while, and go on."""

from __future__ import annotations

from dataclasses import replace

import structlog

from bot.model import Channel, ChannelState
from handlers.choosing import choose, chosen
from handlers.desk import Answer, Ask, Button, Desk

__all__ = ["pause", "resume"]

log = structlog.get_logger()


async def pause(desk: Desk, ask: Ask) -> Answer:
    """Pause the channel that was named, or ask which."""
    return await _switch(desk, ask, to_paused=True)


async def resume(desk: Desk, ask: Ask) -> Answer:
    """Read the channel that was named again, or ask which."""
    return await _switch(desk, ask, to_paused=False)


async def _switch(desk: Desk, ask: Ask, *, to_paused: bool) -> Answer:
    view = desk.view(ask.chat)
    command, other = ("pause", "resume") if to_paused else ("resume", "pause")
    channel = await chosen(desk, ask)
    if channel is None:
        async with desk.store.reading() as ledger:
            channels = [one for one in await ledger.channels.all() if _is_paused(one) is not to_paused]
        return choose(command, channels, view)
    if isinstance(channel, Answer):
        return channel
    was_so = _is_paused(channel) is to_paused
    if not was_so:
        async with desk.store.writing() as ledger:
            state = ChannelState.PAUSED if to_paused else ChannelState.NEW
            now = await ledger.channels.get(channel.id) or channel
            await ledger.channels.update(replace(now, state=state, state_reason="", state_since=view.now))
        log.info("channel paused" if to_paused else "channel resumed", channel=channel.username, by=ask.user_id)
    back = Button(f"/{other} @{channel.username}", f"{other}:{channel.id}")
    said = view.say("paused" if to_paused else "resumed", name=channel.username, before="yes" if was_so else "no")
    return Answer(said, ((back,),), edit=ask.button is not None)


def _is_paused(channel: Channel) -> bool:
    return channel.state is ChannelState.PAUSED

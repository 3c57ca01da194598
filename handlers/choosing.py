"""Which watched channel an admin means: by name, by link, or by pressing its button."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Channel
from bot.render.figures import clip
from bot.render.view import View
from bot.sources import channel_name, suggest
from handlers.desk import Answer, Ask, Button, Desk

__all__ = ["choose", "chosen"]

SHOWN = 30


async def chosen(desk: Desk, ask: Ask) -> Channel | Answer | None:
    """The channel that was named; an answer where the name fits none; None where none was named."""
    view = desk.view(ask.chat)
    async with desk.store.reading() as ledger:
        if ask.button is not None:
            number = ask.button.rpartition(":")[2]
            channel = await ledger.channels.get(int(number)) if number.isascii() and number.isdecimal() else None
            return channel or Answer(view.say("not-watched-now"), edit=True, toast=view.say("stale-toast"))
        if not ask.words.strip():
            return None
        name = channel_name(ask.words)
        if name is None:
            return Answer(view.say("channel-name-wrong", name=clip(ask.words, 60)))
        channel = await ledger.channels.by_name(name)
        if channel is not None:
            return channel
        near = suggest(name, (other.username for other in await ledger.channels.all()))
    meant = " " + view.say("did-you-mean", name=near) if near else ""
    return Answer(view.say("not-watched", name=name) + meant)


def choose(command: str, channels: Sequence[Channel], view: View) -> Answer:
    """The question which one, with a button each."""
    if not channels:
        return Answer(view.say("none-paused" if command == "resume" else "none-to-choose", command=f"/{command}"))
    rows = tuple((Button(f"@{channel.username} · {channel.owner}", f"{command}:{channel.id}"),) for channel in channels[:SHOWN])
    return Answer(view.say("which-channel", command=f"/{command}"), rows)

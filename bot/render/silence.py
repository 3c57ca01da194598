"""Channels that were not read lately: which they are, and the one line that says so beneath what depends on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.model import Channel, ChannelState
from bot.render.view import View

__all__ = ["is_silent", "silence_line"]

WAITS = 3
"""A channel is silent when its last good read is older than so many of the longest waits between two looks."""


def is_silent(channel: Channel, now: datetime, longest_wait: float) -> bool:
    """Whether a channel that ought to be read was not, for long or ever; longest_wait is in seconds."""
    if channel.state is ChannelState.PAUSED:
        return False
    return channel.last_read_at is None or now - channel.last_read_at > timedelta(seconds=WAITS * longest_wait)


def silence_line(channels: Iterable[Channel], longest_wait: float, view: View) -> str:
    """How many of the channels that are not paused are silent, and since when the first of them is; empty where none is."""
    watched = [channel for channel in channels if channel.state is not ChannelState.PAUSED]
    silent = [channel for channel in watched if is_silent(channel, view.now, longest_wait)]
    if not silent:
        return ""
    read = [channel.last_read_at for channel in silent if channel.last_read_at is not None]
    if not read:
        return view.say("silent-never", silent=len(silent), all=len(watched))
    never = len(silent) - len(read)
    return view.say("silent", silent=len(silent), all=len(watched), since=view.lately(min(read)), never=never)

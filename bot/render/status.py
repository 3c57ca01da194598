"""How the bot fares, as admins see it: the ledger, what waits, what could not be read, and each channel with what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import Channel, ChannelState
from bot.render.channels import link, state_words
from bot.render.figures import clip, escape
from bot.render.silence import is_silent
from bot.render.view import View

__all__ = ["Health", "Status", "channel_status", "status_text"]

LONGEST = 300
"""How many characters of what a reader says of its trouble are shown."""


FIRST_READING = timedelta(minutes=10)
"""A new channel that was not read after so long is in trouble: the first reading begins within a minute."""


@dataclass(frozen=True, slots=True)
class Status:
    """The figures of a moment.

    posts and statements are those of the whole ledger; waiting counts messages, waiting_since is when the oldest was queued
    (UTC); set_aside counts posts that broke the extractor; pictures are those of the posts_of_day that have no text.
    """

    version: str
    database: str
    posts: int
    statements: int
    waiting: int
    waiting_since: datetime | None
    set_aside: int
    pictures: int
    posts_of_day: int


@dataclass(frozen=True, slots=True)
class Health:
    """How the reading of a channel goes: whether it was not read lately, or ought to have been by now, and whether it can be."""

    channel: Channel
    silent: bool
    readable: bool

    @classmethod
    def of(cls, channel: Channel, longest_wait: float, readable: bool, now: datetime) -> Health:
        """Judge a channel; longest_wait is in seconds between two looks."""
        if channel.state is ChannelState.NEW:
            return cls(channel, channel.state_since is None or now - channel.state_since > FIRST_READING, readable)
        return cls(channel, is_silent(channel, now, longest_wait), readable)

    @property
    def rank(self) -> int:
        """Where it stands among the others: trouble first, what is paused last."""
        if self.channel.state is ChannelState.PAUSED:
            return 3
        if self.is_troubled:
            return 0
        return 1 if self.channel.state is ChannelState.NEW else 2

    @property
    def is_troubled(self) -> bool:
        """Whether somebody should look at it; one that is new has some time before it fails."""
        state = self.channel.state
        if state is ChannelState.PAUSED:
            return False
        if state is ChannelState.NEW:
            return self.silent or not self.readable
        return self.silent or not self.readable or state is not ChannelState.READING


def status_text(status: Status, silence: str, view: View) -> str:
    """The figures in HTML; silence is the line on channels that were not read."""
    head = f"<b>Communiqué {escape(status.version)}</b> · {status.database}"
    size = " · ".join((view.say("posts-kept", count=status.posts), view.say("statements-kept", count=status.statements)))
    since = view.lately(status.waiting_since) if status.waiting_since else ""
    facts = [
        view.say("alerts-wait", count=status.waiting, since=since),
        view.say("set-aside", count=status.set_aside) if status.set_aside else view.say("none-set-aside"),
        view.say("only-pictures" if status.pictures else "posts-of-day", count=status.pictures, all=status.posts_of_day),
        silence,
    ]
    return "\n".join([head, size, *filter(None, facts)])


def channel_status(health: Health, view: View) -> str:
    """A channel in HTML: its name and state, and beneath it what to do where it is not read."""
    channel = health.channel
    quiet = {ChannelState.PAUSED: "❚❚", ChannelState.NEW: "○"}.get(channel.state, "●")
    line = " · ".join((f"{'⚠' if health.is_troubled else quiet} {link(channel)}", *state_words(channel, view)))
    advice = _advice(health, view)
    return f"{line}\n→ {advice}" if advice else line


def _advice(health: Health, view: View) -> str:
    channel = health.channel
    if channel.state is ChannelState.PAUSED:
        return view.say("do-resume", name=channel.username)
    if not health.readable:
        return view.say("do-add-anew", name=channel.username, reader=clip(channel.reader, 40))
    if channel.state is ChannelState.NEW and not health.silent:
        return view.say("do-wait")
    if channel.state is not ChannelState.READING and channel.state_reason:
        return clip(channel.state_reason, LONGEST)
    return view.say("do-see-log") if health.is_troubled else ""

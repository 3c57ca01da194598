"""Channels as admins see them: before one is added, and in the list."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.model import Channel, ChannelState, Post, Statement
from bot.names import flag, force_name
from bot.render.cards import SAMPLE
from bot.render.figures import claim, clip, escape, side
from bot.render.view import View

__all__ = ["channel_line", "link", "proposal_text", "state_words"]

POSTS = 3
STATEMENTS = 4
OPENING = 70


def proposal_text(channel: Channel, posts: Sequence[Post], found: Sequence[tuple[Post, Statement]], view: View) -> str:
    """What a channel shows of itself (posts oldest first), as what it would be read, and what would be read in it; HTML."""
    verified = view.say("verified" if channel.verified else "not-verified")
    number = f"<code>-100{channel.telegram_id}</code>" if channel.telegram_id is not None else view.say("unknown")
    seen = view.say("posts-seen", count=len(posts), newest=view.moment(posts[-1].date)) if posts else view.say("no-posts")
    head = [
        f"<b>{clip(channel.title)}</b>  {verified}",
        f"@{channel.username} · id {number} · {seen}",
        view.say("proposal-speaker", speaker=clip(channel.owner), nation=_nation(channel, view), zone=channel.zone),
    ]
    last = [f"{view.moment(post.date)} — {_opening(post, view)}" for post in reversed(posts[-POSTS:])]
    read = [view.say("would-have-read", statements=len(found), posts=len(posts))]
    for post, statement in found[-STATEMENTS:]:
        posted = post.date.astimezone(ZoneInfo(channel.zone)).date()
        read.append(f"   {side(statement.force, view)} {claim(statement, posted, view)}")
    blocks = ["\n".join(head), "\n".join(last), "\n".join(read), view.say("watch-question")]
    if channel.nation is None:
        blocks.insert(-1, view.say("nation-missing"))
    return "\n\n".join(filter(None, blocks))


def _nation(channel: Channel, view: View) -> str:
    return escape(force_name(channel.nation, view.language)) if channel.nation else view.say("not-set")


def _opening(post: Post, view: View) -> str:
    words = " ".join(post.text.split())
    return clip(words, OPENING) if words else view.say("picture-only")


def channel_line(channel: Channel, posts: int, view: View) -> str:
    """A watched channel in two lines of HTML: name and speaker; state, last reading, number of posts."""
    mark = {ChannelState.READING: "●", ChannelState.PAUSED: "❚❚", ChannelState.NEW: "○"}.get(channel.state, "⚠")
    nation = flag(channel.nation) if channel.nation else ""
    facts = (
        *state_words(channel, view),
        view.say("posts-kept", count=posts),
        channel.reader if channel.reader != SAMPLE else view.say("sample"),
    )
    lines = [f"{mark} {link(channel)} · {clip(channel.owner, 60)} {nation}".rstrip(), " · ".join(facts)]
    if channel.state_reason and channel.state not in (ChannelState.READING, ChannelState.PAUSED):
        lines.append(clip(channel.state_reason, 200))
    return "\n".join(lines)


def link(channel: Channel) -> str:
    """The channel's name as a link, in HTML."""
    return f'<a href="https://t.me/{channel.username}">@{channel.username}</a>'


def state_words(channel: Channel, view: View) -> tuple[str, str]:
    """How its reading goes and since when, and when it was last read."""
    state = view.say("channel-state", state=channel.state.name.lower().replace("_", "-"))
    since = view.say("state-since", state=state, moment=view.moment(channel.state_since)) if channel.state_since else state
    read = view.say("last-read", moment=view.moment(channel.last_read_at)) if channel.last_read_at else view.say("never-read")
    return since, read

"""What is said of a channel whose preview shows no posts: the state it is in, what happened, and what to do (pure)."""

from __future__ import annotations

from bot.model import ChannelState
from bot.sources.preview_page import Kind
from bot.sources.reader import ReaderError

__all__ = ["ahead_of_us", "another_channel", "gone", "limited", "nothing_after", "trouble"]

BY_ITSELF = "It is tried again by itself."
AS_A_MEMBER = "read it as a member (/help readers)."

TROUBLES = {
    Kind.UNKNOWN: (
        ChannelState.NOT_FOUND,
        "shows no public preview: the name does not exist, or its owner switched the preview off.",
        f"Check the spelling, or {AS_A_MEMBER}",
    ),
    Kind.NOT_CHANNEL: (
        ChannelState.NOT_FOUND,
        "is a person, a bot or a group, not a channel.",
        "Check the spelling.",
    ),
    Kind.PREVIEW_OFF: (
        ChannelState.PREVIEW_OFF,
        "shows no public preview: its owner or Telegram switched the preview off.",
        f"R{AS_A_MEMBER[1:]}",
    ),
    Kind.EMPTY: (
        ChannelState.THROTTLED,
        "shows no posts: it has none yet, or Telegram is limiting requests.",
        BY_ITSELF,
    ),
    Kind.FOREIGN: (
        ChannelState.UNREACHABLE,
        "could not be read: what came back is no page of Telegram.",
        f"{BY_ITSELF} If this lasts, check this machine's network and PREVIEW_HOSTS.",
    ),
}


def trouble(name: str, kind: Kind) -> ReaderError:
    """What came instead of the channel's posts."""
    state, what, advice = TROUBLES[kind]
    return ReaderError(state, f"@{name} {what}", advice)


def limited(name: str) -> ReaderError:
    """It looks like an unknown name, and so does a channel that is known to exist."""
    return ReaderError(
        ChannelState.THROTTLED,
        f"@{name} looks like an unknown name, and so do other channels: Telegram is limiting requests.",
        BY_ITSELF,
    )


def gone(name: str) -> ReaderError:
    """A channel that was read before is an unknown name now, while others show themselves."""
    return ReaderError(
        ChannelState.NOT_FOUND,
        f"@{name} is no channel's name any more, while other channels can be read: it was renamed or removed, "
        "or its preview was switched off.",
        f"If it has a new name, add it by that one: it goes on with its posts (/addchannel). Otherwise {AS_A_MEMBER}",
    )


def another_channel(name: str, title: str, found: int, expected: int) -> ReaderError:
    """The name has come to another channel."""
    return ReaderError(
        ChannelState.RENAMED,
        f"@{name} is another channel now: “{title}”, id {found} and not {expected}; its posts are not read.",
        "If the channel has a new name, add it by that one: it goes on with its posts (/addchannel).",
    )


def nothing_after(name: str, last: int, newest: int | None) -> ReaderError:
    """The page of newer posts is empty, though there are some."""
    return ReaderError(
        ChannelState.THROTTLED,
        f"@{name} shows no posts after {last}, though it has some up to {newest}: Telegram is most likely limiting requests.",
        BY_ITSELF,
    )


def ahead_of_us(name: str) -> ReaderError:
    """Every post of the channel is dated in the future."""
    return ReaderError(
        ChannelState.UNREACHABLE,
        f"@{name} could not be read: all its posts are dated in the future.",
        "Most likely this machine's clock is wrong: set it.",
    )

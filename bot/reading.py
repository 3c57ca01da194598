"""Reading: what the extractor says of posts, whatever they hold."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from bot.extract import EXTRACTOR, extract
from bot.model import Channel, Post, Reading

__all__ = ["read", "read_all"]

log = structlog.get_logger()


def read(post: Post, channel: Channel) -> Reading:
    """What the extractor says of a post; one that breaks it is set aside with its error, and reading goes on."""
    try:
        return Reading(post, extract(post, channel), extractor=EXTRACTOR)
    except Exception as error:  # the extractor never should; a bug in it must not stop the other posts
        log.exception("post set aside", channel=channel.username, message=post.message_id)
        return Reading(post, error=f"{type(error).__name__}: {error}"[:500], extractor=EXTRACTOR)


def read_all(posts: Sequence[Post], channel: Channel) -> tuple[Reading, ...]:
    """What the extractor says of each post, in order."""
    return tuple(read(post, channel) for post in posts)

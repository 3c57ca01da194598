"""What files of posts have in common: whose they are, and what is left out of them, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

__all__ = ["AHEAD", "Chat", "LeftOut", "Reason"]

AHEAD = timedelta(hours=1)
"""A post may be so much in the future: our clock may be behind."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat as a file tells of it: bare numeric id, title, the kind that Telegram Desktop calls it, name without @.

    What the file does not say is None or empty; is_alone: it is the file's only one.
    """

    telegram_id: int | None = None
    title: str = ""
    kind: str = ""
    username: str = ""
    is_alone: bool = False


class Reason(StrEnum):
    """Why something that stands in a file is no post."""

    SERVICE = "service"
    UNSUPPORTED = "unsupported"
    ALBUM = "album"
    NO_NUMBER = "no number"
    NO_DATE = "no date"
    FUTURE = "future"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is no post: why, and where it stands ("post 17", "line 3")."""

    reason: Reason
    where: str

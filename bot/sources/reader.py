"""What a reader is: the two protocols, what they hand over, and how they fail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bot.model import Channel, ChannelState, Post

__all__ = ["Batch", "History", "Preview", "Pull", "Push", "ReaderError", "Sink"]


@dataclass(frozen=True, slots=True)
class Preview:
    """A channel as an admin sees it before adding it: its own spelling of the name, numeric id, newest posts (oldest first)."""

    username: str
    title: str
    telegram_id: int | None
    verified: bool
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one read gave, oldest post first.

    Posts may have been read before (that is how edits are seen). cursor goes into the channel for the next read;
    quiet: nothing of it alerts, for it was there before the channel was watched; more: there is more to read at once;
    aside: nobody read on from the cursor (it was pushed, imported, back-filled), so the channel keeps its own;
    vanished: message ids of posts that are proven to be gone from the channel; username: the channel's name now, where the
    reader knows the channel by its numeric id and sees what it is called.
    """

    posts: tuple[Post, ...]
    cursor: str | None
    quiet: bool = False
    more: bool = False
    aside: bool = False
    vanished: tuple[int, ...] = ()
    username: str = ""


class ReaderError(Exception):
    """A channel could not be read.

    state is what the channel is to be shown as; what says what happened and advice what an admin can do (str() is both);
    retry_after are the seconds the other side asked to wait, where it did.
    """

    def __init__(self, state: ChannelState, what: str, advice: str = "", retry_after: float | None = None) -> None:
        super().__init__(" ".join(filter(None, (what, advice))))
        self.state = state
        self.what = what
        self.advice = advice
        self.retry_after = retry_after


class Pull(Protocol):
    """A reader that is asked; both methods raise ReaderError and nothing else."""

    async def look(self, name: str) -> Preview:
        """Show the channel of that name without reading it into the ledger."""
        ...

    async def read(self, channel: Channel) -> Batch:
        """Read on from the channel's cursor."""
        ...


@runtime_checkable
class History(Protocol):
    """A reader that can go back, too; raises ReaderError and nothing else."""

    async def back(self, channel: Channel, before: int | None) -> Batch:
        """A page of what is older than that message (None: the newest), quiet and aside; more: there is older still.

        The cursor, where there is one, is the number that older posts are asked for with; else it is that of the oldest post.
        """
        ...


Sink = Callable[[Channel, Batch], Awaitable[None]]
"""Takes what a pushing reader received; when it returns, the batch is stored."""


class Push(Protocol):
    """A reader that is told; it calls the sink until it is cancelled."""

    async def listen(self, sink: Sink) -> None:
        """Hand every batch to the sink, one at a time for a channel."""
        ...

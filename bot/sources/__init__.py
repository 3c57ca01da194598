"""The ways into a channel. A new reader is one file and one line in READERS; what needs the bot itself is wired beside them."""

from __future__ import annotations

from collections.abc import Callable

from bot.sources.names import channel_name, suggest
from bot.sources.reader import Batch, History, Preview, Pull, Push, ReaderError, Sink
from bot.sources.rhythm import next_wait
from bot.sources.text import canonical
from bot.sources.web_preview import WebPreview

__all__ = [
    "READERS",
    "Batch",
    "History",
    "Preview",
    "Pull",
    "Push",
    "ReaderError",
    "Sink",
    "canonical",
    "channel_name",
    "next_wait",
    "suggest",
]

READERS: dict[str, Callable[..., Pull]] = {"web": WebPreview}
"""Readers by the name that a channel holds in its field `reader`."""

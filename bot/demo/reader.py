"""The demo's reader: the bundled sample served as a channel would serve it, post after post as the clock goes on."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from typing import Any

from bot.clock import Clock
from bot.model import Channel, ChannelState, Post
from bot.sources import Batch, Preview, ReaderError

READER = "sample"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A post or an edit of one, and the moment (UTC) from which the channel shows it."""

    at: datetime
    post: Post


class SampleReader:
    """A `Pull` reader over the sample; the cursor is how many arrivals of the channel were read."""

    def __init__(self, clock: Clock) -> None:
        """clock says which arrivals there are already."""
        self._clock = clock
        stored, arriving = _rows("posts.jsonl"), _rows("arriving.jsonl")
        self.begins = _moment(stored[-1]["date"])
        self.ends = _moment(arriving[-1]["date"])
        self.size = len(stored)
        self._arrivals: dict[str, list[Arrival]] = defaultdict(list)
        first_dates: dict[tuple[str, int], datetime] = {}
        for row in stored + arriving:
            at = _moment(row["date"])
            date = first_dates.setdefault((row["channel"], row["id"]), at)
            post = Post(row["id"], date, row["text"], edited=bool(row.get("edited")))
            self._arrivals[row["channel"]].append(Arrival(at, post))

    def channels(self) -> list[Channel]:
        """The sample's channels, not saved yet."""
        table = tomllib.loads(_text("channels.toml"))
        return [
            Channel(
                username=row["username"],
                title=row["title"],
                owner=row["owner"],
                nation=row["nation"],
                zone=row["zone"],
                telegram_id=row["telegram_id"],
                reader=READER,
            )
            for row in table["channel"]
        ]

    def is_read(self, channel: Channel) -> bool:
        """Whether nothing more will come in this channel."""
        return channel.reader != READER or int(channel.cursor or 0) == len(self._arrivals[channel.username])

    async def look(self, name: str) -> Preview:
        """What a sample channel shows before it is added."""
        for channel in self.channels():
            if channel.username == name:
                posts = (await self.read(replace(channel, cursor=None))).posts[-20:]
                return Preview(channel.username, channel.title, channel.telegram_id, False, posts)
        raise ReaderError(ChannelState.NOT_FOUND, f"@{name} is not in the sample, and the demo reads nothing else.")

    async def read(self, channel: Channel) -> Batch:
        """What came since the cursor."""
        seen = int(channel.cursor or 0)
        come = [arrival for arrival in self._arrivals[channel.username] if arrival.at <= self._clock()]
        posts = tuple(arrival.post for arrival in come[seen:])
        return Batch(posts, cursor=str(len(come)), quiet=channel.cursor is None)


def _text(name: str) -> str:
    return files("bot.sample").joinpath(name).read_text("utf-8")


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _text(name).splitlines() if line.strip()]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)

"""Back-fills: what was asked for, and how far each is; kept in the ledger, so that a restart goes on from there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.model import Channel, Post
from bot.sources import Batch, History, Pull
from bot.sources.bot_updates import NAME as BOT
from store import Ledger

__all__ = ["Backfill", "Goal", "Stage", "backfill_of", "backfills", "change", "historian", "keep", "stepped", "wanted"]

KEY = "backfill:"
PREVIEW = "web"


class Stage(StrEnum):
    """What became of a back-fill."""

    GOING = "going"
    DONE = "done"
    STOPPED = "stopped"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Goal:
    """How far back: so many of the newest posts, or to a moment (UTC), or to the channel's beginning where neither is named."""

    posts: int | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Backfill:
    """One back-fill of a channel, by the ledger's id.

    chat, topic and message are where its progress is shown; before is the number that the next page is asked for with;
    read counts the posts that were met, new those that the ledger had not; reached is the date of the oldest (UTC). told:
    its end was shown. trouble is why it waits.
    """

    channel: int
    goal: Goal
    asked_at: datetime
    chat: int
    topic: int = 0
    message: int | None = None
    before: int | None = None
    read: int = 0
    new: int = 0
    reached: datetime | None = None
    stage: Stage = Stage.GOING
    trouble: str = ""
    told: bool = False


async def backfill_of(ledger: Ledger, channel_id: int) -> Backfill | None:
    """The newest back-fill of a channel."""
    value = await ledger.state.get(f"{KEY}{channel_id}")
    return None if value is None else _unpacked(value)


async def backfills(ledger: Ledger) -> list[Backfill]:
    """Those that go on, and those whose end was not shown yet."""
    return [job for value in await ledger.state.starting(KEY) if not (job := _unpacked(value)).told]


async def keep(ledger: Ledger, job: Backfill) -> None:
    """Keep a back-fill in place of the channel's last one."""
    values = asdict(job) | {"asked_at": _text(job.asked_at), "reached": _text(job.reached)}
    values["goal"]["since"] = _text(job.goal.since)
    await ledger.state.put(f"{KEY}{job.channel}", json.dumps(values))


async def change(ledger: Ledger, job: Backfill, **fields: object) -> Backfill | None:
    """Write these fields of a back-fill as it stands now; None where it was stopped meanwhile, or another took its place."""
    now = await backfill_of(ledger, job.channel)
    if now is None or (now.asked_at, now.stage) != (job.asked_at, job.stage):
        return None
    changed = replace(now, **fields)  # type: ignore[arg-type]
    await keep(ledger, changed)
    return changed


def historian(readers: Mapping[str, Pull], channel: Channel) -> History | None:
    """Who can go back through a channel: its reader, or the preview's where posts are pushed; None where nobody can."""
    reader = readers.get(PREVIEW if channel.reader == BOT else channel.reader)
    return reader if isinstance(reader, History) else None


def wanted(job: Backfill, posts: Sequence[Post]) -> tuple[Post, ...]:
    """Those of a page's posts (oldest first) that the back-fill was asked for."""
    since, left = job.goal.since, len(posts) if job.goal.posts is None else job.goal.posts - job.read
    near = [post for post in posts if since is None or post.date >= since]
    return tuple(near[max(0, len(near) - left) :])


def stepped(job: Backfill, batch: Batch, new: int) -> Backfill:
    """The back-fill after a page, of which so many posts were new to the ledger."""
    taken = wanted(job, batch.posts)
    read = job.read + len(taken)
    before = int(batch.cursor) if batch.cursor else min((post.message_id for post in batch.posts), default=None)
    over = not batch.more or before is None or len(taken) < len(batch.posts) or read == job.goal.posts
    dates = [post.date for post in taken] + ([job.reached] if job.reached else [])
    return replace(
        job,
        before=before,
        read=read,
        new=job.new + new,
        reached=min(dates, default=None),
        stage=Stage.DONE if over else Stage.GOING,
        trouble="",
    )


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _unpacked(value: str) -> Backfill:
    held = json.loads(value)
    goal = Goal(held["goal"]["posts"], _moment(held["goal"]["since"]))
    moments = {"asked_at": _moment(held["asked_at"]), "reached": _moment(held["reached"])}
    return Backfill(**held | moments | {"goal": goal, "stage": Stage(held["stage"])})

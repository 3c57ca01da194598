"""Reading the ledger again after the extractor improved: nobody is alerted, and what people corrected stays."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.changes import JOIN_WITHIN, compare, is_settled
from bot.clock import Clock, utcnow
from bot.extract import EXTRACTOR
from bot.model import Change, ChangeKind, Channel, Reading
from bot.pipeline import read_all, speaker_of
from bot.reread.report import Report, turns
from store import Before, Kept, Ledger, Store, Wanted

__all__ = ["Report", "Scope", "reread"]

BATCH = 50
"""So many posts are written in one transaction: a bot beside it waits for a moment only, and a crash loses no more."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which posts: of one channel (without @) or all, from a moment on (UTC), and also those that this extractor read already."""

    channel: str | None = None
    since: datetime | None = None
    all: bool = False


Progress = Callable[[int, int], None]


async def reread(
    store: Store,
    scope: Scope = Scope(),
    *,
    dry_run: bool = False,
    clock: Clock = utcnow,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Read the newest texts of the ledger's posts with this extractor, and write what is another now; report it.

    It goes in batches, each in a transaction: stopped, it goes on where it was when it is called again, and called again it
    finds nothing to do. Posts that a newer extractor has read are left alone. A dry run writes nothing. progress is told how many
    posts are done, of how many. Raises LookupError where there is no such channel, StoreError where the ledger fails.
    """
    wanted = Wanted(EXTRACTOR + 1 if scope.all else EXTRACTOR, scope.since)
    async with store.reading() as ledger:
        channels = await ledger.channels.known(scope.channel)
        sizes = [await ledger.posts.count_to_read_again(channel.id, wanted) for channel in channels]
    if scope.channel is not None and not channels:
        raise LookupError(f"The ledger has no channel @{scope.channel}.")
    report = Report(EXTRACTOR, dry_run, channels=sum(size > 0 for size in sizes))
    progress(0, sum(sizes))
    for channel in channels:
        after: int | None = None
        while batch := await _batch(store, channel, wanted, after):
            after = batch[-1].post.message_id
            readings = await asyncio.to_thread(read_all, [kept.post for kept in batch], channel)
            async with store.reading() if dry_run else store.writing() as ledger:
                await _settle(ledger, channel, batch, readings, report, clock())
            progress(report.posts + report.edited, sum(sizes))
    return report


async def _batch(store: Store, channel: Channel, wanted: Wanted, after: int | None) -> list[Kept]:
    async with store.reading() as ledger:
        return await ledger.posts.to_read_again(channel.id, wanted, after, BATCH)


async def _settle(
    ledger: Ledger, channel: Channel, batch: Sequence[Kept], readings: Sequence[Reading], report: Report, at: datetime
) -> None:
    """Compare a batch with what the ledger holds now, write it unless the run is dry, and count it."""
    before = await ledger.posts.before(channel.id, [kept.post.message_id for kept in batch])
    # What was edited or read by a newer extractor while this one read is newer than this reading.
    fresh = [
        reading
        for kept, reading in zip(batch, readings, strict=True)
        if (was := before[kept.post.message_id]).hash == kept.hash and was.extractor <= reading.extractor
    ]
    changes = _changes(before, fresh, channel)
    given: list[int] = []
    if not report.is_dry:
        saved = await ledger.reread(channel, fresh, changes, at, JOIN_WITHIN)
        given = [one.entry.number for one in saved if one.change.kind is ChangeKind.NEW and one.change.number is None]
    entries = {entry.number: entry for was in before.values() for entry in was.entries}
    unread = [(f"@{channel.username}/{one.post.message_id}", one.error) for one in fresh if one.error is not None]
    report.add(len(fresh), list(turns(channel.username, changes, entries, given)), unread)
    report.edited += len(batch) - len(fresh)
    report.corrected += sum(
        is_settled(entry, reading.post) for reading in fresh for entry in before[reading.post.message_id].entries
    )


def _changes(before: dict[int, Before], readings: Sequence[Reading], channel: Channel) -> tuple[Change, ...]:
    entries = {message_id: was.entries for message_id, was in before.items()}
    same_text = {number for was in before.values() for number in was.current}
    return compare(entries, readings, partial(speaker_of, channel), same_text)

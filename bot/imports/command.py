"""The command's run: files and settings of the operator's, a bar on a terminal, the report as lines."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import structlog
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from bot.clock import utcnow
from bot.imports.files import find
from bot.imports.running import Importer
from bot.imports.words import lines
from bot.imports.workers import workers
from bot.model import Channel, ChannelState
from bot.render.view import View
from bot.settings import Settings
from bot.sources import channel_name
from bot.texts import FALLBACK, Texts
from handlers.presets import Presets, nation_of, zone_of_nation
from store import Store

__all__ = ["UnknownChannelError", "run"]


class UnknownChannelError(Exception):
    """The channel that was named is not watched, or is no name; str() says what to do."""


async def run(
    settings: Settings, paths: Sequence[Path], name: str | None, owner: str | None, nation: str | None, jobs: int
) -> tuple[int, list[str]]:
    """Import and return the exit status and what is to be told.

    Raises UnreadableError, UnknownChannelError, WorkerError, StoreError, and LookupError where a channel was removed meanwhile.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))  # the report tells it all
    files = [find(path) for path in paths]
    store = await Store.open(settings.database_url, utcnow)
    try:
        async with store.reading() as ledger:
            channels = await ledger.channels.all()
        wanted = None if name is None else _wanted(name, owner, nation, channels)
        console = Console(stderr=True)
        with workers(jobs) as pool, _bar(console) as bar:
            task = bar.add_task("", total=sum(file.size for file in files), posts=0, rate=0.0)
            begin = time.monotonic()

            def progress(done: int, posts: int) -> None:
                bar.update(task, completed=done, posts=posts, rate=posts / max(time.monotonic() - begin, 0.1))

            importer = Importer(store, pool, utcnow, channels, wanted, progress)
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, importer.stop)
            report = await importer.run(files)
    finally:
        await store.close()
    status = 130 if report.is_stopped else 0 if report.is_good else 1
    return status, list(lines(report, View(Texts.load(), FALLBACK, "UTC", utcnow())))


def _bar(console: Console) -> Progress:
    figures = TextColumn("{task.fields[posts]:,} posts · {task.fields[rate]:,.0f} a second")
    columns = BarColumn(), TaskProgressColumn(), figures, TimeRemainingColumn()
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _wanted(name: str, owner: str | None, nation: str | None, channels: Sequence[Channel]) -> Channel:
    """The channel that a person named: a watched one, or one to be added, paused, where it is said who speaks there."""
    username = channel_name(name)
    if username is None:
        raise UnknownChannelError(f"{name} is no name of a channel. Write it like --channel @name")
    for channel in channels:
        if channel.username.lower() == username.lower():
            return channel
    preset = Presets.load().of(username)
    code = None if nation is None else nation_of(nation)
    if nation is not None and code is None:
        raise UnknownChannelError(f"{nation} is no nation. Write it like --nation Ukraine, or --nation UA")
    if owner is None:
        known = preset or None
        who = f'--owner "{known.owner}" --nation {known.nation}' if known else '--owner "Who speaks there" --nation UA'
        raise UnknownChannelError(
            f"@{username} is not watched. Add it in the chat with the bot: /addchannel @{username}\n"
            f"Or have it added here, paused: --channel @{username} {who}"
        )
    code = code or (preset.nation if preset else None)
    return Channel(
        username=preset.username if preset else username,
        title=owner,
        owner=owner,
        nation=code,
        zone=zone_of_nation(code),
        state=ChannelState.PAUSED,
    )

"""The demo: the real application over a temporary ledger and a bundled sample, with a terminal in Telegram's place."""

from __future__ import annotations

import asyncio
import logging
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.app import App, wire
from bot.demo.clock import DemoClock
from bot.demo.keyboard import is_typed_by_hand, keyboard
from bot.demo.reader import READER, SampleReader
from bot.demo.terminal import PERSON, Terminal
from bot.model import Channel
from bot.pipeline import ingest
from bot.settings import load
from bot.watch import Pace

BATCH = 10
TOKEN = "1000000000:the-demo-talks-to-no-Telegram-at-all"

WELCOME = """\
[b]Communiqué[/] reads official channels and keeps who says how many soldiers
were sent, killed, wounded or captured: never what happened, but who said it.
This is the real bot with this terminal as Telegram, over a [b]sample[/]: {posts} posts
written for the demo. Try [b]/latest killed north korea[/] · [b]/summary december 2024[/]
[b]/subscribe north korea[/] · [b]/help[/] · [b]/quit[/]. A number presses its button."""


TOUR = ("/latest killed north korea", "/summary december 2024")
"""What is asked where there is no keyboard, and nothing was piped in either."""


async def demonstrate(say: Sequence[str], console: Console | None = None) -> None:
    """Read the sample, then chat on the terminal; with lines to say, type those and leave when all was answered."""
    console = console or Console(highlight=False)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    clock = DemoClock()
    reader = SampleReader(clock)
    clock.set(reader.begins + timedelta(minutes=1))
    terminal = Terminal(console)
    console.print(WELCOME.format(posts=reader.size))
    with _tidy_end(), tempfile.TemporaryDirectory(prefix="communique-demo-") as folder:
        settings = load(
            _env_file=None,
            telegram_token=TOKEN,
            admin_ids=(PERSON,),
            database_url=f"sqlite+aiosqlite:///{Path(folder, 'ledger.sqlite3')}",
        )
        async with wire(
            settings,
            clock=clock,
            readers={READER: reader, "web": reader},
            requests=(terminal, terminal),
            pace=Pace(floor=0.5, ceiling=1.0, roll_call=0.5),
        ) as app:
            await _read_sample(app, reader, console)
            stop = asyncio.Event()
            running = asyncio.create_task(app.run(stop))
            try:
                await (_recite(app, terminal, reader, clock, say) if say else _chat(app, terminal, reader, clock, console))
            finally:
                stop.set()
                await running


@contextmanager
def _tidy_end() -> Iterator[None]:
    """Let a terminal that is closed, or a kill, end the demo as Ctrl-C does: its folder must not be left behind."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    numbers = (signal.SIGHUP, signal.SIGTERM)
    for number in numbers:
        loop.add_signal_handler(number, task.cancel)
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)


async def _read_sample(app: App, reader: SampleReader, console: Console) -> None:
    columns = TextColumn("[progress.description]{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("posts")
    with Progress(*columns, console=console, transient=not console.is_terminal) as progress:
        bar = progress.add_task("Reading the sample", total=reader.size)
        for draft in reader.channels():
            async with app.store.writing() as ledger:
                channel = await ledger.channels.add(draft)
            batch = await reader.read(channel)
            for begin in range(0, len(batch.posts), BATCH):
                part = replace(batch, posts=batch.posts[begin : begin + BATCH])
                await ingest(app.store, channel, part, app.desk.clock)
                progress.advance(bar, len(part.posts))


async def _chat(app: App, terminal: Terminal, reader: SampleReader, clock: DemoClock, console: Console) -> None:
    clock.run()
    typed = False
    async for line in keyboard(console):
        typed = True
        terminal.type(line)
        if not is_typed_by_hand():  # a script's next line may press a button of this one's answer
            await terminal.settled()
    if not is_typed_by_hand():
        await _recite(app, terminal, reader, clock, () if typed else TOUR)


async def _recite(app: App, terminal: Terminal, reader: SampleReader, clock: DemoClock, say: Sequence[str]) -> None:
    for line in say:
        terminal.type(line)
        await terminal.settled()
    await _show_alerts(app, terminal, reader, clock)


async def _show_alerts(app: App, terminal: Terminal, reader: SampleReader, clock: DemoClock) -> None:
    """Let the rest of the posts arrive, where somebody asked to be told."""
    async with app.store.reading() as ledger:
        subscribed = await ledger.subscriptions.all()
    if subscribed:
        clock.set(reader.ends + timedelta(minutes=1))
        await _arrived(app, reader)
        await terminal.settled()


async def _arrived(app: App, reader: SampleReader) -> None:
    """Wait until every post of the sample was read and every alert was sent; the watch and the delivery do the work."""
    async with asyncio.timeout(60):
        while True:
            async with app.store.reading() as ledger:
                channels: list[Channel] = await ledger.channels.all()
                waiting = await ledger.outbox.pending()
            if not waiting and all(reader.is_read(channel) for channel in channels):
                return
            await asyncio.sleep(0.1)

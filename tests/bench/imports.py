"""How fast history comes in: an export of the benchmark's stream, one post in four only a picture, into a new ledger."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.imports.files import find
from bot.imports.running import Importer
from bot.imports.workers import workers
from bot.model import Post
from store import Store
from tests.builders import a_channel
from tests.exports import CHANNEL_ID, TITLE, message, posted

POSTS = 20_000
PICTURES = 4
"""One in so many is only a picture."""

EVERY = 30
"""Minutes between two posts."""

CORES = 2
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def write(path: Path, texts: Sequence[Post]) -> None:
    """An export as Telegram Desktop writes it, of more than a year."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{\n "name": "{TITLE}",\n "type": "public_channel",\n "id": {CHANNEL_ID},\n "messages": [')
        for number in range(1, POSTS + 1):
            at = posted(EVERY * number)
            one = message(number, texts[number % len(texts)].text, at=at)
            if number % PICTURES == 0:
                one = message(number, photo="(File not included.)", at=at)
            file.write(("," if number > 1 else "") + json.dumps(one, ensure_ascii=False, indent=1))
        file.write("]\n}")


async def _import(path: Path, ledger: Path) -> tuple[float, float, float]:
    """Seconds that an import takes, then the processors' seconds, and the seconds for the same once more."""
    store = await Store.open(f"sqlite+aiosqlite:///{ledger}", lambda: NOW)
    async with store.writing() as writer:
        channel = await writer.channels.add(a_channel(telegram_id=CHANNEL_ID))
    spent = []
    for _ in range(2):
        before, begin = _processor(), time.perf_counter()
        with workers(CORES) as pool:
            report = await Importer(store, pool, lambda: NOW, [channel]).run([find(path)])
        spent.append((time.perf_counter() - begin, _processor() - before))
        assert report.posts == POSTS
    await store.close()
    return *spent[0], spent[1][0]


def _processor() -> float:
    """Seconds of all processors for this process and those that it began and that ended."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def rates(texts: Sequence[Post]) -> tuple[float, float, float]:
    """Posts a second: as measured on two cores, by processor time had nothing else run, and of what the ledger has already."""
    had = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(had)[:CORES])
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "result.json"
            write(path, texts)
            seconds, processor, again = asyncio.run(_import(path, Path(folder) / "ledger.sqlite3"))
    finally:
        os.sched_setaffinity(0, had)
    return POSTS / seconds, CORES * POSTS / processor, POSTS / again

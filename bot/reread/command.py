"""The command's run: the ledger of the settings, a bar on a terminal, the report as lines."""

from __future__ import annotations

import logging

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.clock import utcnow
from bot.render.view import View
from bot.reread import Scope, reread
from bot.reread.words import lines
from bot.settings import Settings
from bot.texts import FALLBACK, Texts
from store import Store

__all__ = ["run"]


async def run(settings: Settings, scope: Scope, *, dry_run: bool) -> list[str]:
    """Read the ledger again and return what is to be told; raises LookupError and StoreError as reread does."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))  # the report names what broke
    console = Console(stderr=True)
    columns = BarColumn(), MofNCompleteColumn(), TextColumn("posts"), TimeRemainingColumn()
    store = await Store.open(settings.database_url, utcnow)
    try:
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("")
            report = await reread(
                store, scope, dry_run=dry_run, progress=lambda done, total: bar.update(task, completed=done, total=total)
            )
    finally:
        await store.close()
    return list(lines(report, View(Texts.load(), FALLBACK, "UTC", utcnow())))

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
from store import Standing, Store, StoreError, look

__all__ = ["run"]


async def run(settings: Settings, scope: Scope, *, dry_run: bool) -> list[str]:
    """Read the ledger again and return what is to be told; raises LookupError and StoreError as reread does."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))  # the report names what broke
    console = Console(stderr=True)
    columns = BarColumn(), MofNCompleteColumn(), TextColumn("posts"), TimeRemainingColumn()
    if dry_run:
        await _see_that_nothing_is_made(settings.database_url)
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


async def _see_that_nothing_is_made(url: str) -> None:
    """Raises StoreError where opening the ledger would make or change its tables: a dry run changes nothing."""
    standing = await look(url)
    if standing is Standing.EMPTY:
        raise StoreError("There is no ledger yet, and a dry run makes none. `communique run` does.")
    if standing is Standing.BEHIND:
        raise StoreError(
            "The ledger is of an older version, and a dry run changes nothing. "
            "Keep a copy of it, and bring it up to date with `communique run`, or by leaving out --dry-run."
        )

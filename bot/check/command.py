"""The command's run: the settings of the environment, real connections, a line a finding."""

from __future__ import annotations

import logging

import httpx
import structlog
from rich.console import Console
from rich.markup import escape
from telegram import Bot

from bot.check import Finding, check
from bot.check.account import account_beside
from bot.clock import utcnow
from bot.settings import SettingsError, load
from bot.sources import READERS, Pull
from bot.sources.account import NAME as ACCOUNT
from bot.sources.account import Absent
from bot.sources.bot_updates import NAME, BotUpdates

__all__ = ["line", "run"]

MARKS = {True: "[green]✓[/]", False: "[red]✗[/]", None: "[dim]·[/]"}


def line(finding: Finding) -> str:
    """A finding as rich's markup."""
    advice = f"\n  [dim]→[/] {escape(finding.advice)}" if finding.advice else ""
    return f"{MARKS[finding.good]} {escape(finding.what)}{advice}"


async def run() -> bool:
    """Look at everything, telling as it goes; gives whether all of it works."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))  # the findings tell it all
    console = Console(highlight=False, soft_wrap=True)
    try:
        settings = load()
    except SettingsError as error:
        for complaint in str(error).splitlines():
            console.print(line(Finding(False, complaint)))
        console.print("  [dim]→[/] See .env.example for every setting.")
        return False
    console.print(line(Finding(True, "The settings can be read.")))
    works = True
    bot = Bot(settings.telegram_token.get_secret_value(), base_url=f"{settings.telegram_api}/bot")
    async with httpx.AsyncClient(follow_redirects=False) as client:
        readers: dict[str, Pull] = {
            name: make(client, hosts=settings.preview_hosts, clock=utcnow) for name, make in READERS.items()
        }
        readers[NAME] = BotUpdates(bot)
        readers[ACCOUNT] = account = account_beside(settings)
        async for finding in check(settings, bot, readers, utcnow, account):
            works = works and finding.good is not False
            console.print(line(finding))
        if not isinstance(account, Absent):
            await account.close()
    return works

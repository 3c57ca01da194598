"""The account that reads channels, looked at beside a running bot which may be using it."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.check.finding import Finding
from bot.model import Channel
from bot.settings import Settings
from bot.sources import ReaderError
from bot.sources.account import Absent, missing

if TYPE_CHECKING:
    from bot.sources.mtproto.account import Account

__all__ = ["account_beside", "findings"]

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def account_beside(settings: Settings) -> Account | Absent:
    """The account's reader over a copy of the session: the bot may be using the file, and hears what comes meanwhile."""
    api_hash = settings.mtproto_api_hash.get_secret_value()
    if (lack := missing(settings.mtproto_api_id, api_hash)) is not None:
        return Absent(*lack)
    from bot.sources.mtproto.account import Account
    from bot.sources.mtproto.session import beside, client_of

    path, api_id = Path(settings.mtproto_session), int(settings.mtproto_api_id)
    return Account(lambda: client_of(beside(path), api_id, api_hash, updates=False), _nobody)


async def findings(settings: Settings, reader: Account | Absent) -> AsyncIterator[Finding]:
    """Whether the account is logged in, and whether its session is its owner's alone."""
    if isinstance(reader, Absent):
        if settings.mtproto_api_id:
            yield Finding(False, reader.what, reader.advice)
        else:
            yield Finding(None, "No account is set up to read with; public channels need none.")
        return
    try:
        person = await reader.person()
    except ReaderError as error:
        yield Finding(False, error.what, error.advice)
    else:
        yield Finding(True, f"The account that reads is logged in: {person}.")
    path = Path(settings.mtproto_session)
    if _is_open(path):
        yield Finding(False, f"Others on this machine may read {path}, and so be logged in.", f"chmod 600 {path}")


def _is_open(path: Path) -> bool:
    return path.is_file() and stat.S_IMODE(path.stat().st_mode) & OTHERS != 0


async def _nobody() -> Sequence[Channel]:
    """Nothing is listened to here."""
    return ()

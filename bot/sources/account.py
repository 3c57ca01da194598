"""The reader by an account, where the settings and what is installed allow one; else what says why there is none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.model import Channel, ChannelState
from bot.sources.reader import Batch, Preview, ReaderError

if TYPE_CHECKING:
    from bot.sources.mtproto.account import Account

__all__ = ["INSTALL", "NAME", "Absent", "Watched", "account_of", "missing"]

NAME = "mtproto"
"""What channels hold in their field `reader`."""

Watched = Callable[[], Awaitable[Sequence[Channel]]]
"""Gives the channels that the account is to read now."""

INSTALL = "pip install 'communique[mtproto]'"
WHERE = "Both come from https://my.telegram.org (API development tools)."


def missing(api_id: str, api_hash: str) -> tuple[str, str] | None:
    """What keeps an account from being used before any is logged in, and what to do; None where nothing does."""
    if not (api_id and api_hash):
        return "No account is set up: MTPROTO_API_ID and MTPROTO_API_HASH are empty.", WHERE
    if find_spec("telethon") is None:
        return "The library that speaks Telegram's own protocol is not installed.", f"Install it: {INSTALL}"
    return None


class Absent:
    """Stands for an account that cannot be used, and says so to whoever wants it to read."""

    def __init__(self, what: str, advice: str) -> None:
        """What is missing, and what to do."""
        self.what, self.advice = what, advice

    async def look(self, name: str) -> Preview:
        """Raises ReaderError."""
        raise self._error()

    async def read(self, channel: Channel) -> Batch:
        """Raises ReaderError."""
        raise self._error()

    def _error(self) -> ReaderError:
        return ReaderError(ChannelState.UNREACHABLE, self.what, self.advice)


def account_of(api_id: str, api_hash: str, session: str, watched: Callable[[], Awaitable[Sequence[Channel]]]) -> Account | Absent:
    """The account's reader over the session in that file; watched are the channels that it is to read now."""
    if (lack := missing(api_id, api_hash)) is not None:
        return Absent(*lack)
    from bot.sources.mtproto.account import Account
    from bot.sources.mtproto.session import client_of, opened

    return Account(lambda: client_of(opened(Path(session)), int(api_id), api_hash), watched)

"""The file with the account's session, and the client over it: who has the file is logged in, so only its owner may read it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from telethon import TelegramClient
from telethon.crypto import AuthKey
from telethon.sessions import MemorySession, SQLiteSession

from bot.model import ChannelState
from bot.sources.mtproto.errors import LOG_IN
from bot.sources.reader import ReaderError

__all__ = ["beside", "client_of", "guarded", "opened"]

OWNER_ONLY = 0o600
LONGEST_NAP = 60
"""Seconds: what Telegram asks to wait up to this is waited by the library."""


def guarded(path: Path) -> SQLiteSession:
    """The session in this file, made where there is none, which only its owner can read from now on.

    Raises OSError where the file cannot be made or changed, and sqlite3.Error where it is no session or another program holds it.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY))
    path.chmod(OWNER_ONLY)
    with closing(sqlite3.connect(path, timeout=0)) as alone:
        alone.execute("BEGIN IMMEDIATE")
        alone.rollback()
    return SQLiteSession(str(path))


def opened(path: Path) -> SQLiteSession:
    """The session that was made by logging in; raises ReaderError where there is none."""
    _must_be(path)
    try:
        return guarded(path)
    except OSError as error:
        what = f"The account's session {path} cannot be used: {error.strerror}."
        raise ReaderError(ChannelState.UNREACHABLE, what, "Let the user that the bot runs as read and write it.") from error


def beside(path: Path) -> MemorySession:
    """A copy of the session, for a program beside the one that uses the file; raises as opened does, and sqlite3.Error."""
    _must_be(path)
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT dc_id, server_address, port, auth_key FROM sessions").fetchone()
    session = MemorySession()
    if row is not None:
        session.set_dc(*row[:3])
        session.auth_key = AuthKey(row[3])
    return session


def client_of(session: SQLiteSession | MemorySession, api_id: int, api_hash: str, *, updates: bool = True) -> TelegramClient:
    """A client over a session; it does not connect anew by itself, so that whoever uses it knows of every gap."""
    return TelegramClient(
        session,
        api_id,
        api_hash,
        device_model="Communiqué",
        flood_sleep_threshold=LONGEST_NAP,
        raise_last_call_error=True,
        connection_retries=1,
        auto_reconnect=False,
        sequential_updates=True,
        receive_updates=updates,
    )


def _must_be(path: Path) -> None:
    if not path.is_file():
        raise ReaderError(ChannelState.UNREACHABLE, f"No account is logged in: there is no file {path}.", f"{LOG_IN}.")

"""What Telegram's own protocol and its library raise, in words that say what happened and what to do."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from telethon import errors
from telethon.errors.common import AuthKeyNotFound, InvalidBufferError

from bot.model import ChannelState
from bot.sources.reader import ReaderError

__all__ = ["LOG_IN", "closed", "lost", "told", "unknown"]

BY_ITSELF = "It is tried again by itself."
LOG_IN = "Log in on the machine of the bot: communique login"
NO_KEY = 404
"""What the server answers to a key that it does not know."""

LOST = (errors.UnauthorizedError, errors.AuthKeyDuplicatedError, AuthKeyNotFound)
CLOSED = (errors.ChannelPrivateError, errors.ChannelInvalidError, errors.ChatForbiddenError)
NOBODY = (errors.UsernameNotOccupiedError, errors.UsernameInvalidError)


def lost() -> ReaderError:
    """Telegram does not know the account's session any more."""
    return ReaderError(ChannelState.UNREACHABLE, "Telegram has logged the account out.", f"{LOG_IN}. {BY_ITSELF}")


def closed(name: str) -> ReaderError:
    """The account may not see the channel."""
    return ReaderError(
        ChannelState.NOT_FOUND,
        f"{name} is closed to the account: it is no member, or was put out.",
        "Join the channel with the account that the bot reads with, or read it another way (/help readers).",
    )


def unknown(name: str) -> ReaderError:
    """No channel has that name."""
    return ReaderError(ChannelState.NOT_FOUND, f"{name} does not exist.", "Check the spelling.")


@contextmanager
def told(name: str) -> Iterator[None]:
    """Let whatever breaks here, for a channel of that name, come out as a ReaderError."""
    try:
        yield
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        raise _broken("the connection ended") from None  # the library cancels what waits for answers then
    except errors.FloodError as error:
        wait = float(getattr(error, "seconds", 0) or 60)
        raise ReaderError(
            ChannelState.THROTTLED, f"Telegram asks the account to wait {wait:.0f} seconds.", BY_ITSELF, retry_after=wait
        ) from error
    except LOST as error:
        raise lost() from error
    except CLOSED as error:
        raise closed(name) from error
    except NOBODY as error:
        raise unknown(name) from error
    except InvalidBufferError as error:
        raise (lost() if error.code == NO_KEY else _broken(str(error))) from error
    except sqlite3.Error as error:
        raise ReaderError(
            ChannelState.UNREACHABLE,
            f"The account's session cannot be used ({error}).",
            "Let no other program use the file MTPROTO_SESSION at the same time; if that is not it, log in anew.",
        ) from error
    except errors.RPCError as error:
        raise ReaderError(ChannelState.UNREACHABLE, f"{name} could not be read: {error.message}.", BY_ITSELF) from error
    except (OSError, EOFError, BufferError, ValueError) as error:  # the library's way of saying that it tried often enough
        raise _broken(str(error) or type(error).__name__) from error


def _broken(why: str) -> ReaderError:
    return ReaderError(ChannelState.UNREACHABLE, f"Telegram could not be reached with the account: {why}.", BY_ITSELF)

"""`communique login`: a person logs in with their account, in the terminal, and the session is kept in a file of theirs alone."""

from __future__ import annotations

import getpass
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.settings import Settings
from bot.sources.account import missing

if TYPE_CHECKING:
    from telethon import TelegramClient

__all__ = ["LoginError", "Terminal", "log_in", "run"]

ATTEMPTS = 3
"""How often a code or a password may be typed wrongly."""

MEANING = """\
From now on the bot can read with this account what it sees: public channels, and those that it is a member of.
It reads the channels that admins give it (/channels, /addchannel) and no other chat, writes nothing and marks nothing as read.
Whoever has the file {path} is logged in as you, so only this user of the machine may read it. Copy it nowhere.
To end it: Telegram → Settings → Devices, the one called “Communiqué”; then delete the file."""


class LoginError(Exception):
    """Nobody was logged in; the words say why and what to do."""


class Terminal:
    """Asks the person in front of the terminal, and tells them."""

    def ask(self, question: str) -> str:
        """A typed line. Raises KeyboardInterrupt and EOFError where the person does not want to go on."""
        return self._heard(lambda: input(f"{question} "))

    def ask_secretly(self, question: str) -> str:
        """A typed line that is not shown; raises as ask does."""
        return self._heard(lambda: getpass.getpass(f"{question} "))

    def tell(self, words: str) -> None:
        """Show a line."""
        print(words)

    def _heard(self, asked: Callable[[], str]) -> str:
        # While a coroutine runs, the first Ctrl-C would only be noted, and the question would stay.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return asked().strip()
        finally:
            signal.signal(signal.SIGINT, before)


async def run(settings: Settings, terminal: Terminal) -> None:
    """Make the session file, or find that somebody is logged in already; raises LoginError."""
    api_hash = settings.mtproto_api_hash.get_secret_value()
    if (lack := missing(settings.mtproto_api_id, api_hash)) is not None:
        raise LoginError(" ".join(lack))
    from telethon import errors

    from bot.sources.mtproto.posts import person_name
    from bot.sources.mtproto.session import client_of, guarded

    path = Path(settings.mtproto_session)
    try:
        session = guarded(path)
    except OSError as error:
        raise LoginError(f"MTPROTO_SESSION: {path} cannot be written: {error.strerror}.") from None
    except sqlite3.OperationalError:
        raise LoginError(
            f"The bot is using {path}, so the account is logged in. To log in with another, stop the bot first."
        ) from None
    except sqlite3.Error as error:
        raise LoginError(f"MTPROTO_SESSION: {path} is no session ({error}). Name another file, or move it away.") from None
    client = client_of(session, int(settings.mtproto_api_id), api_hash, updates=False)
    try:
        await client.connect()
        if await client.is_user_authorized():
            terminal.tell(f"Already logged in: {person_name(await client.get_me())}. For another account, delete {path} first.")
        else:
            terminal.tell(f"Logged in: {person_name(await log_in(client, terminal))}.")
        terminal.tell(MEANING.format(path=path))
    except errors.ApiIdInvalidError:
        raise LoginError("Telegram does not know MTPROTO_API_ID with MTPROTO_API_HASH. See https://my.telegram.org.") from None
    except errors.FloodError as error:
        raise LoginError(f"Telegram asks to wait {getattr(error, 'seconds', 60)} seconds before the next attempt.") from None
    except errors.RPCError as error:
        raise LoginError(f"Telegram refused: {error.message}.") from None
    except OSError as error:
        raise LoginError(f"Telegram cannot be reached ({error}). Check this machine's network.") from None
    finally:
        await client.disconnect()


async def log_in(client: TelegramClient, terminal: Terminal) -> Any:
    """Ask for the number, the code and the password as Telegram wants them; gives the person. Raises LoginError, and RPCError."""
    from telethon import errors, utils

    number = utils.parse_phone(terminal.ask("Phone number of the account, with + and the country's code:"))
    try:
        if number is None:
            raise errors.PhoneNumberInvalidError(None)
        await client.send_code_request(number)
    except errors.PhoneNumberInvalidError:
        raise LoginError("That is no phone number. It is typed like this: +380441234567") from None
    except errors.PhoneNumberBannedError:
        raise LoginError("Telegram has banned this number.") from None
    for _ in range(ATTEMPTS):
        try:
            return await client.sign_in(number, terminal.ask("Code that Telegram sent to your other devices or by SMS:") or "0")
        except errors.SessionPasswordNeededError:
            return await _with_password(client, terminal)
        except errors.PhoneCodeExpiredError:
            raise LoginError("The code is too old. Begin again: communique login") from None
        except errors.PhoneNumberUnoccupiedError:
            raise LoginError("Nobody has an account with this number. Make one in Telegram's own app first.") from None
        except (errors.PhoneCodeInvalidError, errors.PhoneCodeEmptyError):
            terminal.tell("That is not the code.")
    raise LoginError("The code was wrong three times. Begin again: communique login")


async def _with_password(client: TelegramClient, terminal: Terminal) -> Any:
    from telethon import errors

    for _ in range(ATTEMPTS):
        try:
            return await client.sign_in(password=terminal.ask_secretly("Password of two-step verification (not shown):") or " ")
        except errors.PasswordHashInvalidError:
            terminal.tell("That is not the password.")
    raise LoginError("The password was wrong three times. Begin again: communique login")

"""Whether everything works that the bot needs, one finding at a time; nothing is changed and nobody is written to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.check.account import findings
from bot.check.finding import Finding
from bot.clock import Clock
from bot.model import Channel, ChannelState
from bot.settings import Settings
from bot.sources import Pull, ReaderError
from bot.sources.account import Absent
from store import Standing, Store, StoreError, look

if TYPE_CHECKING:
    from bot.sources.mtproto.account import Account

__all__ = ["Finding", "check"]


async def check(
    settings: Settings, bot: Bot, readers: Mapping[str, Pull], clock: Clock, account: Account | Absent | None = None
) -> AsyncIterator[Finding]:
    """Look at one thing after another; a failure of one stops only what depends on it."""
    known = False
    async for finding in _telegram(settings, bot):
        known = known or bool(finding.good)
        yield finding
    async for finding in _admins(settings, bot, known):
        yield finding
    channels: list[Channel] = []
    async for finding in _ledger(settings, clock, channels):
        yield finding
    if account is not None:
        async for finding in findings(settings, account):
            yield finding
    for channel in channels:
        yield await _channel(channel, readers)


async def _telegram(settings: Settings, bot: Bot) -> AsyncIterator[Finding]:
    try:
        me = await bot.get_me()
    except (InvalidToken, Forbidden):
        yield Finding(
            False,
            "Telegram does not know TELEGRAM_TOKEN.",
            "Ask @BotFather for it (/mybots → API Token) and set it anew.",
        )
    except TelegramError as error:
        yield Finding(
            False,
            f"Telegram cannot be reached at {settings.telegram_api} ({_told(settings, error)}).",
            "Check this machine's network, and TELEGRAM_API where you set it. `communique run` keeps trying by itself.",
        )
    else:
        yield Finding(True, f"Telegram knows the token: @{me.username}.")


async def _admins(settings: Settings, bot: Bot, known: bool) -> AsyncIterator[Finding]:
    if not settings.admin_ids:
        yield Finding(
            False,
            "ADMIN_IDS names nobody, so nobody can add a channel.",
            "Put your own numeric id there; a bot such as @userinfobot tells it.",
        )
        return
    if not known:
        yield Finding(None, f"Admins were not looked up: {', '.join(map(str, settings.admin_ids))}.")
        return
    for number in settings.admin_ids:
        try:
            chat = await bot.get_chat(number)
        except (BadRequest, Forbidden):
            yield Finding(
                False,
                f"Admin {number} has never written to the bot, so it cannot write to them.",
                f"Let them open https://t.me/{bot.username} and press Start; if nobody has that id, correct ADMIN_IDS.",
            )
        except TelegramError as error:
            yield Finding(None, f"Admin {number} could not be looked up ({_told(settings, error)}).")
        else:
            yield Finding(True, f"Admin {number}: {chat.full_name or chat.effective_name}.")


def _told(settings: Settings, error: TelegramError) -> str:
    """An error of the library's, which may quote an address with the token in it."""
    return str(error).replace(settings.telegram_token.get_secret_value(), "…")


async def _ledger(settings: Settings, clock: Clock, channels: list[Channel]) -> AsyncIterator[Finding]:
    """Look at the database, and give the channels that are watched."""
    try:
        standing = await look(settings.database_url)
        if standing is not Standing.CURRENT:
            words = {
                Standing.EMPTY: "The database can be used; the ledger is made there at the first start.",
                Standing.BEHIND: "The ledger is of an older version; the next start brings it up to date. Keep a copy first.",
            }
            yield Finding(True, words[standing])
            return
        store = await Store.open(settings.database_url, clock)
        try:
            async with store.reading() as ledger:
                channels += await ledger.channels.all()
                count = await ledger.statements.count()
        finally:
            await store.close()
    except StoreError as error:
        yield Finding(False, f"DATABASE_URL: {error}")
        return
    yield Finding(True, f"The ledger is up to date: {count} statements, {len(channels)} channels.")
    if not channels:
        yield Finding(None, "No channel is watched yet. Add one in the chat: /addchannel")


async def _channel(channel: Channel, readers: Mapping[str, Pull]) -> Finding:
    name = f"@{channel.username}"
    if channel.state is ChannelState.PAUSED:
        return Finding(None, f"{name} is paused.")
    reader = readers.get(channel.reader)
    if reader is None:
        return Finding(False, f"{name} is read by {channel.reader!r}, which this version has not.", "Add it anew (/addchannel).")
    try:
        preview = await reader.look(channel.username)
    except ReaderError as error:
        return Finding(False, error.what, error.advice)
    if channel.telegram_id and preview.telegram_id and channel.telegram_id != preview.telegram_id:
        return Finding(
            False,
            f"{name} is another channel now: “{preview.title}”; its posts are not read.",
            "If the channel has a new name, add it by that one (/addchannel), and remove this one (/removechannel).",
        )
    newest = f", newest post {preview.posts[-1].date:%-d %b %Y %H:%M} UTC" if preview.posts else ""
    return Finding(True, f"{name}: “{preview.title}”{newest}.")

"""Which channel of the ledger a chat in a file is (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.model import Channel
from bot.sources.desktop_export import CHANNELS
from bot.sources.records import Chat

__all__ = ["Refusal", "target"]


class Refusal(StrEnum):
    """Why a chat is left out."""

    NO_CHANNEL = "no channel"
    NOT_WATCHED = "not watched"
    ANOTHER = "another channel"


def target(chat: Chat, channels: Sequence[Channel], wanted: Channel | None = None) -> Channel | Refusal:
    """The channel that a chat is: the wanted one where a person named it, else a watched one.

    The numeric id decides wherever both have one; then the name, which exports do not hold; then the title, which anybody may
    take, so that it counts only for a channel whose id is not known yet, and only where no other is called so.
    """
    if chat.kind and chat.kind not in CHANNELS:
        return Refusal.NO_CHANNEL
    same = [channel for channel in channels if chat.telegram_id is not None and channel.telegram_id == chat.telegram_id]
    if wanted is not None:
        others = [channel for channel in same if channel.username.lower() != wanted.username.lower()]
        return wanted if not others and _may_be(chat, wanted) else Refusal.ANOTHER
    if not same and chat.username:
        same = [channel for channel in channels if _is_named(chat, channel) and not _differ(chat, channel)]
    if not same and chat.title and not chat.username:
        same = [one for one in channels if one.telegram_id is None and one.title.casefold() == chat.title.casefold()]
    return same[0] if len(same) == 1 else Refusal.NOT_WATCHED


def _may_be(chat: Chat, wanted: Channel) -> bool:
    if _differ(chat, wanted):
        return False
    if chat.telegram_id is not None and chat.telegram_id == wanted.telegram_id:
        return True
    return _is_named(chat, wanted) if chat.username else chat.is_alone or chat.title.casefold() == wanted.title.casefold()


def _differ(chat: Chat, channel: Channel) -> bool:
    return chat.telegram_id is not None and channel.telegram_id not in (None, chat.telegram_id)


def _is_named(chat: Chat, channel: Channel) -> bool:
    return chat.username.lower() == channel.username.lower()

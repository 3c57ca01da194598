"""Which channel of Telegram's own protocol a name or a numeric id means."""

from __future__ import annotations

from telethon import TelegramClient, errors
from telethon.tl import functions, types

from bot.model import Channel, ChannelState
from bot.sources.mtproto.errors import closed
from bot.sources.names import number_of, private_name
from bot.sources.reader import ReaderError

__all__ = ["find", "name_of", "resolve"]


def _is_channel(entity: object) -> bool:
    """Whether it is a channel and not a person, a bot or a group."""
    return isinstance(entity, types.Channel) and not entity.megagroup


def name_of(entity: types.Channel) -> str:
    """The channel's public name, or what stands for one where it has none."""
    active = (one.username for one in entity.usernames or () if one.active)
    return str(entity.username or next(active, "") or private_name(entity.id))


async def resolve(client: TelegramClient, name: str) -> types.Channel:
    """The channel of that name; raises ReaderError, and what the library raises."""
    number = number_of(name)
    if number is not None:
        found = await _of_own(client, number)
        if found is None:
            raise closed(f"@{name}")
        return found
    answer = await client(functions.contacts.ResolveUsernameRequest(name))
    found = next((chat for chat in answer.chats if isinstance(answer.peer, types.PeerChannel)), None)
    if found is None or not _is_channel(found):
        raise ReaderError(ChannelState.NOT_FOUND, f"@{name} is a person, a bot or a group, not a channel.", "Check the spelling.")
    return found


async def find(client: TelegramClient, channel: Channel, number: int | None) -> types.TypeInputPeer:
    """A watched channel, by its numeric id where that is known, whatever it is called now; raises as resolve does.

    A name that has come to another channel is never followed.
    """
    if number is not None:
        try:
            return await client.get_input_entity(types.PeerChannel(number))
        except (ValueError, errors.ChannelPrivateError):
            pass  # this session never met it: its name may lead there, or the account's list of chats
    if number_of(channel.username) is None:
        try:
            named = await resolve(client, channel.username)
        except (ReaderError, errors.UsernameNotOccupiedError, errors.UsernameInvalidError):
            if number is None:
                raise
        else:
            if number in (None, named.id):
                return await client.get_input_entity(named)
    own = await _of_own(client, number) if number is not None else None
    if own is not None:
        return await client.get_input_entity(own)
    if number_of(channel.username) is not None:
        raise closed(f"@{channel.username}")
    raise _gone(channel, number)


async def _of_own(client: TelegramClient, number: int) -> types.Channel | None:
    """The channel of that id among the chats of the account."""
    async for dialog in client.iter_dialogs():
        if _is_channel(dialog.entity) and dialog.entity.id == number:
            return dialog.entity
    return None


def _gone(channel: Channel, number: int | None) -> ReaderError:
    return ReaderError(
        ChannelState.RENAMED,
        f"@{channel.username} is another channel now, or nobody's name; the channel of id {number} is not among those "
        "that the account knows, so nothing is read.",
        "If the channel has a new name, add it by that one (/addchannel), and remove this one (/removechannel).",
    )

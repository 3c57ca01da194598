"""The reader of channels whose administrator the bot is: Telegram pushes their posts, and is asked whether it still does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from telegram import Bot, Chat, ChatFullInfo, ChatMember, Message, MessageOrigin, Update
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.model import Channel, ChannelState, Post
from bot.sources.reader import Batch, Preview, ReaderError
from bot.sources.text import canonical

__all__ = ["NAME", "BotUpdates", "Membership", "Pushed", "membership", "pushed"]

NAME = "bot"
"""What channels hold in their field `reader`."""

SHIFT = 10**12
"""A channel's id in the Bot API is minus this, minus its bare numeric id."""

READS = (ChatMember.ADMINISTRATOR, ChatMember.OWNER)
KIND = "channel"


@dataclass(frozen=True, slots=True)
class Pushed:
    """A post that Telegram pushed, of the channel of that bare numeric id.

    edited: it was told of as an edit; album is what the parts of one album have in common.
    """

    telegram_id: int
    username: str
    post: Post
    edited: bool
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """What the bot has become in a channel; reads: an administrator, whom posts are pushed to."""

    telegram_id: int
    username: str
    title: str
    reads: bool


def pushed(update: Update) -> Pushed | None:
    """The post of a channel that an update tells of; None where it tells of none, or of a service message."""
    message = update.channel_post or update.edited_channel_post
    if message is None or message.chat.type != KIND:
        return None
    text = canonical(message.text or message.caption or "")
    if not text and message.effective_attachment is None:
        return None
    post = Post(
        message_id=message.message_id,
        date=message.date,
        text=text,
        edited=message.edit_date is not None,
        picture_only=not text and message.poll is None,
        forwarded_from=_origin(message),
        fetched=update.to_json().encode("utf-8", "surrogatepass"),
    )
    edited = update.edited_channel_post is not None
    return Pushed(_bare(message.chat), message.chat.username or "", post, edited, message.media_group_id)


def membership(update: Update) -> Membership | None:
    """What the bot has become in a channel by an update; None where it tells of no channel."""
    change = update.my_chat_member
    if change is None or change.chat.type != KIND:
        return None
    chat = change.chat
    return Membership(_bare(chat), chat.username or "", chat.title or "", change.new_chat_member.status in READS)


def _bare(chat: Chat | ChatFullInfo) -> int:
    return -chat.id - SHIFT


def _origin(message: Message) -> str | None:
    """Whom a forwarded post is from, in words, as the preview page names them."""
    origin = message.forward_origin
    if origin is None:
        return None
    match origin.type:
        case MessageOrigin.USER:
            name = origin.sender_user.full_name  # type: ignore[attr-defined]  # the type says which of the four it is
        case MessageOrigin.HIDDEN_USER:
            name = origin.sender_user_name  # type: ignore[attr-defined]
        case MessageOrigin.CHAT:
            name = origin.sender_chat.effective_name  # type: ignore[attr-defined]
        case _:
            name = origin.chat.effective_name  # type: ignore[attr-defined]
    return canonical(name or "") or None


class BotUpdates:
    """What is asked of Telegram beside what it pushes: who a channel is, and whether the bot is still its administrator."""

    def __init__(self, bot: Bot) -> None:
        """Ask by this bot."""
        self._bot = bot

    async def look(self, name: str) -> Preview:
        """Show the channel of that name; its posts cannot be asked for. Raises ReaderError."""
        chat = await self._chat(f"@{name}", name)
        return Preview(chat.username or name, chat.title or name, _bare(chat), False, ())

    async def read(self, channel: Channel) -> Batch:
        """No posts, for they are pushed; raises ReaderError where they cannot be."""
        known = channel.telegram_id
        await self._chat(f"@{channel.username}" if known is None else -SHIFT - known, channel.username)
        return Batch((), None, aside=True)

    async def _chat(self, chat_id: int | str, name: str) -> ChatFullInfo:
        """The channel, of which the bot is an administrator; raises ReaderError where it is not."""
        try:
            chat = await self._bot.get_chat(chat_id)
            member = await self._bot.get_chat_member(chat_id, self._bot.id)
        except RetryAfter as error:
            asked = error.retry_after
            wait = asked.total_seconds() if isinstance(asked, timedelta) else float(asked)
            raise ReaderError(ChannelState.THROTTLED, f"Telegram asks to wait {wait:.0f} seconds.", retry_after=wait) from error
        except (BadRequest, Forbidden):
            raise _lost(name) from None
        except (TelegramError, RuntimeError) as error:  # the library's words where it could not be started yet
            raise ReaderError(ChannelState.UNREACHABLE, f"@{name} could not be asked for: {error}") from error
        if member.status not in READS:
            raise _lost(name)
        return chat


def _lost(name: str) -> ReaderError:
    return ReaderError(
        ChannelState.NOT_FOUND,
        f"@{name} does not have the bot for an administrator.",
        f"Ask its owner to make it one, or read its public preview: /removechannel @{name}, then /addchannel @{name}",
    )

"""What messages of Telegram's own protocol say: a channel's messages in, its posts out (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from telethon import utils
from telethon.tl import types

from bot.model import Post
from bot.sources.mtproto.rich import plain
from bot.sources.text import canonical

__all__ = ["Names", "grouped", "names", "person_name", "post_of", "posts_of"]

Names = Mapping[int, str]
"""What people, groups and channels are called, by the library's signed id of them."""

UNSPOKEN = (types.MessageMediaPoll, types.MessageMediaWebPage)
"""What stands beside a text and is no picture of one."""

KNOWN = (types.User, types.Chat, types.ChatForbidden, types.Channel, types.ChannelForbidden)


def names(entities: Iterable[object]) -> Names:
    """What those are called of whom a name is known."""
    return {utils.get_peer_id(one): utils.get_display_name(one) for one in entities if isinstance(one, KNOWN)}


def person_name(person: types.User) -> str:
    """A person's name, with the one in Telegram where there is one."""
    return f"{utils.get_display_name(person)}{f' (@{person.username})' if person.username else ''}"


def grouped(messages: Iterable[object]) -> list[list[types.Message]]:
    """The messages of one channel, the parts of an album together, oldest first; service messages are left out."""
    albums: dict[int, list[types.Message]] = {}
    for message in messages:
        if isinstance(message, types.Message):
            albums.setdefault(message.grouped_id or -message.id, []).append(message)
    parts = [sorted(album, key=lambda part: part.id) for album in albums.values()]
    return sorted(parts, key=lambda album: album[0].id)


def posts_of(groups: Iterable[Sequence[types.Message]], titles: Names) -> tuple[Post, ...]:
    """The posts that such messages are, in the same order."""
    return tuple(filter(None, (post_of(parts, titles) for parts in groups)))


def post_of(parts: Sequence[types.Message], titles: Names) -> Post | None:
    """The post of a message, or of an album's parts, known by the first; None where there are neither words nor anything else."""
    first = parts[0]
    text = next(filter(None, map(_text, parts)), "")
    media = [part.media for part in parts if part.media is not None]
    if not text and not media:
        return None
    return Post(
        message_id=first.id,
        date=first.date,
        text=text,
        edited=any(part.edit_date is not None and not part.edit_hide for part in parts),
        picture_only=not text and not any(isinstance(one, UNSPOKEN) for one in media),
        forwarded_from=_origin(first, titles),
        fetched="\n".join(part.to_json(ensure_ascii=False) for part in parts).encode("utf-8", "surrogatepass"),
    )


def _text(message: types.Message) -> str:
    """The words alone: marks, links and the like stand beside them in the protocol, so there is nothing to take off."""
    rich = plain(message.rich_message) if message.rich_message is not None else ""
    return canonical(rich or message.message or "")


def _origin(message: types.Message, titles: Names) -> str | None:
    """Whom a forwarded post is from, in words, as the preview page names them."""
    header = message.fwd_from
    if header is None:
        return None
    name = titles.get(utils.get_peer_id(header.from_id)) if header.from_id is not None else None
    return canonical(name or header.from_name or "") or None

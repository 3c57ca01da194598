"""A Telegram of the other protocol: answers the requests that the library sends, with the library's own objects."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from telethon import TelegramClient, errors
from telethon.crypto import AuthKey
from telethon.extensions import BinaryReader
from telethon.sessions import MemorySession
from telethon.tl import types

from bot.sources.mtproto.session import client_of
from tests.mtproto.channels import START, FakeChannel

__all__ = ["FakeTelegram", "Line"]

ME = 777000111
KEY = b"k" * 256


class Line:
    """The network's edge in place of the library's sender: what is sent here is answered by the fake."""

    def __init__(self, client: TelegramClient, telegram: FakeTelegram) -> None:
        self._client, self._telegram = client, telegram
        self._connected = False
        self.auth_key = client.session.auth_key or AuthKey(None)
        self._ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting: set[asyncio.Future[Any]] = set()

    async def connect(self, connection: object) -> bool:
        """Connect, unless Telegram cannot be reached."""
        if self._telegram.away:
            raise ConnectionError("Connection to Telegram failed 1 time(s)")
        self._connected = True
        self._telegram.lines.append(self)
        if not self.auth_key:
            self.auth_key.key = KEY
            await self._client._auth_key_callback(self.auth_key)
        return True

    @property
    def disconnected(self) -> asyncio.Future[None]:
        """What is done when the connection has ended."""
        return asyncio.shield(self._ended)

    def is_connected(self) -> bool:
        """Whether it is connected."""
        return self._connected

    def _transport_connected(self) -> bool:
        return self._connected

    def _keepalive_ping(self, _number: int) -> None:
        """Nobody answers: nothing is asked."""

    async def disconnect(self) -> None:
        """End the connection from this side."""
        self.end(None)

    def end(self, error: Exception | None) -> None:
        """End the connection; an error is the network's."""
        if not self._connected:
            return
        self._connected = False
        self._telegram.lines.remove(self)
        for future in self.waiting:
            future.cancel()
        if error is None:
            self._ended.set_result(None)
        else:
            self._ended.set_exception(error)
            self._ended.exception()

    def send(self, request: Any, ordered: bool = False) -> asyncio.Future[Any]:
        """Answer a request as it came over the network: what is no valid object of the protocol breaks here."""
        if not self._connected:
            raise ConnectionError("Cannot send requests while disconnected")
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        bytes(request)
        try:
            answer = self._telegram.answer(request)
        except errors.RPCError as error:
            future.set_exception(error)
        else:
            if answer is None:
                self.waiting.add(future)
            else:
                future.set_result(_travelled(answer))
        return future

    def push(self, update: types.TypeUpdates) -> None:
        """Tell the client of something by itself."""
        self._client._updates_queue.put_nowait(_travelled(update))


def _travelled(thing: Any) -> Any:
    if isinstance(thing, list):
        return [_travelled(one) for one in thing]
    return BinaryReader(bytes(thing)).tgread_object()


@dataclass
class FakeTelegram:
    """Channels by numeric id, an account, and what goes wrong; lines are the connections that are open now.

    odd may answer first, or raise; asked are the names of the requests in order.
    """

    channels: dict[int, FakeChannel] = field(default_factory=dict)
    authorised: bool = True
    away: bool = False
    odd: Callable[[Any], Any] = lambda _request: NotImplemented
    asked: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    code: str = "12345"
    password: types.account.Password | None = None

    def channel(self, number: int, username: str | None = None, *, member: bool = True, title: str = "Sample") -> FakeChannel:
        """A channel that exists from now on."""
        made = self.channels[number] = FakeChannel(number, username, title, member, self._tell)
        return made

    def client(self, session: Any = None) -> TelegramClient:
        """The library's client over this Telegram, made as the bot makes it."""
        if session is None:
            session = MemorySession()
            session.set_dc(2, "127.0.0.1", 443)
            session.auth_key = AuthKey(KEY)
        client = client_of(session, 1, "0" * 32)
        client._sender = Line(client, self)
        return client

    def cut(self) -> None:
        """Break every connection, as a network does."""
        for line in list(self.lines):
            line.end(ConnectionError("Connection reset by peer"))

    def answer(self, request: Any) -> Any:
        """What a request is answered."""
        while hasattr(request, "query"):
            request = request.query
        name = type(request).__name__.removesuffix("Request")
        self.asked.append(name)
        odd = self.odd(request)
        if odd is not NotImplemented:
            return odd
        answers: Any = getattr(self, f"_{name}", None)
        assert answers is not None, f"the fake knows no {name}"
        if name not in FREE and not self.authorised:
            raise errors.AuthKeyUnregisteredError(request)
        return answers(request)

    def _tell(self, channel: FakeChannel, update: types.TypeUpdate) -> None:
        if channel.member:
            for line in self.lines:
                line.push(types.Updates([update], [], [channel.entity], datetime.now(UTC), 0))

    @property
    def me(self) -> types.User:
        """The account's person."""
        return types.User(ME, is_self=True, access_hash=1, first_name="Olena", last_name="Reader", phone="380000000000")

    def _of(self, peer: Any, request: Any) -> FakeChannel:
        found = self.channels.get(getattr(peer, "channel_id", 0))
        if found is None or peer.access_hash != found.number * 7:
            raise errors.ChannelInvalidError(request)
        if found.forbidden or (not found.member and found.username is None):
            raise errors.ChannelPrivateError(request)
        return found

    def _GetConfig(self, request: Any) -> Any:  # noqa: N802 (named as the request is)
        options = [types.DcOption(2, "127.0.0.1", 443)]
        counts = [name for name, kind in types.Config.__init__.__annotations__.items() if kind is int]
        return types.Config(
            START, START, False, dc_options=options, dc_txt_domain_name="x", me_url_prefix="x", **dict.fromkeys(counts, 2)
        )

    def _GetState(self, request: Any) -> Any:  # noqa: N802
        return types.updates.State(1, 0, START, 1, 0)

    def _GetDifference(self, request: Any) -> Any:  # noqa: N802
        return types.updates.DifferenceEmpty(START, 1)

    def _GetUsers(self, request: Any) -> Any:  # noqa: N802
        return [self.me]

    def _GetChannels(self, request: Any) -> Any:  # noqa: N802
        return types.messages.Chats([self._of(one, request).entity for one in request.id])

    def _ResolveUsername(self, request: Any) -> Any:  # noqa: N802
        for channel in self.channels.values():
            if (channel.username or "").lower() == request.username.lower():
                return types.contacts.ResolvedPeer(types.PeerChannel(channel.number), [channel.entity], [])
        raise errors.UsernameNotOccupiedError(request)

    def _GetHistory(self, request: Any) -> Any:  # noqa: N802
        channel = self._of(request.peer, request)
        newest = sorted(channel.messages, reverse=True)
        at = sum(number >= request.offset_id for number in newest) if request.offset_id else 0
        at = at + request.add_offset
        limit = min(request.limit, 100)
        shown = newest[max(at, 0) : max(at + limit, 0)]
        return self._messages(channel, [channel.messages[number] for number in shown])

    def _GetMessages(self, request: Any) -> Any:  # noqa: N802
        channel = self._of(request.channel, request)
        return self._messages(channel, [channel.messages.get(one.id, types.MessageEmpty(one.id, None)) for one in request.id])

    def _messages(self, channel: FakeChannel, messages: list[Any]) -> Any:
        origins = [message.fwd_from.from_id for message in messages if getattr(message, "fwd_from", None)]
        named = [self.channels[one.channel_id].entity for one in origins if isinstance(one, types.PeerChannel)]
        users = [
            types.User(one.user_id, first_name="Taras", last_name="Writer") for one in origins if isinstance(one, types.PeerUser)
        ]
        return types.messages.ChannelMessages(channel.pts, len(channel.messages), messages, [], [channel.entity, *named], users)

    def _GetDialogs(self, request: Any) -> Any:  # noqa: N802
        own = [channel for channel in self.channels.values() if channel.member and channel.messages]
        dialogs = [
            types.Dialog(
                types.PeerChannel(one.number), max(one.messages), 0, 0, 0, 0, 0, 0, types.PeerNotifySettings(), pts=one.pts
            )
            for one in own
        ]
        newest = [one.messages[max(one.messages)] for one in own]
        return types.messages.Dialogs(dialogs, newest, [one.entity for one in own], [])


FREE = {"GetConfig", "SendCode", "SignIn", "GetPassword", "CheckPassword", "ResendCode"}
"""What is answered to an account that is not logged in."""

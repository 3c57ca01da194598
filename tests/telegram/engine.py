"""The engine of the fake: one bot's Telegram, with its chats, updates, limits and faults; it knows no client library."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from tests.telegram.errors import RefusedError, bad_request
from tests.telegram.faults import Fault
from tests.telegram.limits import Quota
from tests.telegram.messages import Message, Version
from tests.telegram.methods import METHODS, Files
from tests.telegram.params import Params
from tests.telegram.people import Broadcast, Seat
from tests.telegram.rooms import Room
from tests.telegram.updates import Updates

__all__ = ["TOKEN", "Call", "Telegram"]

TOKEN = "1000000000:of-a-bot-that-exists-in-tests-only"
QUERY_LIFE = 15.0
"""Seconds in which a press may be answered."""

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
"""What every administrator's record names."""

PATIENCE = 20.0
"""Seconds after which a test gives up waiting; none passes by waiting so long."""


@dataclass(frozen=True, slots=True)
class Call:
    """A method as it was called, with the status that it was answered with; 0 where no answer came."""

    method: str
    params: Mapping[str, Any]
    status: int
    description: str = ""


def _wall() -> datetime:
    return datetime.now(UTC)


class Telegram:
    """A strict Telegram in memory."""

    def __init__(self, token: str = TOKEN, clock: Callable[[], datetime] = _wall, *, limits: bool = False) -> None:
        """Know one bot by its token; limits switches on what Telegram allows a bot to send."""
        self.token = token
        self.bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Communiqué",
            "username": "communique_bot",
        }
        self.clock = clock
        self.updates = Updates()
        self.calls: list[Call] = []
        self.menus: dict[str, list[str]] = {}
        self.uploads: dict[str, tuple[str, bytes]] = {}
        self.down = False
        self._rooms: dict[int, Room] = {}
        self._quota = Quota(clock) if limits else None
        self._queries: dict[str, tuple[Room, float]] = {}
        self._faults: defaultdict[str, list[Fault]] = defaultdict(list)
        self._numbers, self._files, self._people = count(1), count(1), count(1001)
        self._news = asyncio.Event()

    # The bot's side

    async def serve(self, path: str, params: Mapping[str, Any], files: Files | None = None) -> tuple[int, bytes]:
        """Answer a request to /bot<token>/<method>; raises ConnectionError or TimeoutError where no answer comes."""
        token, _, method = path.removeprefix("/bot").partition("/")
        if self.down:
            self._log(method, params, 0)
            raise ConnectionError("[Errno 101] Network is unreachable")
        waiting = self._faults[method.lower()]
        fault = waiting.pop(0) if waiting else None
        if fault is not None and not fault.done:
            self._log(method, params, fault.status)
            return await fault.strike()
        status, body = await self.call(method, params, files) if token == self.token else self._refuse(method, params, token)
        return (status, json.dumps(body).encode()) if fault is None else await fault.strike()

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> tuple[int, dict[str, Any]]:
        """Carry a method out; returns the status and the JSON of the answer."""
        try:
            if method.lower() not in METHODS:
                raise RefusedError(404, "Not Found: method not found")
            asked = Params(params)
            result = await METHODS[method.lower()](self, asked, files or {})
        except RefusedError as error:
            self._log(method, params, error.status, error.description)
            return error.status, error.body
        self._log(method, asked.given, 200)
        return 200, {"ok": True, "result": result}

    def _refuse(self, method: str, params: Mapping[str, Any], token: str) -> tuple[int, dict[str, Any]]:
        number, _, secret = token.partition(":")
        error = RefusedError(401, "Unauthorized") if number.isdecimal() and secret else RefusedError(404, "Not Found")
        self._log(method, params, error.status, error.description)
        return error.status, error.body

    def _log(self, method: str, params: Mapping[str, Any], status: int, description: str = "") -> None:
        self.calls.append(Call(method, params, status, description))
        self._news.set()
        self._news = asyncio.Event()

    # The tests' side

    def fails(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of a method go wrong."""
        self._faults[method.lower()] += [fault] * times

    def person(self, name: str = "Olena", number: int | None = None) -> Seat:
        """A person in a private chat, which the bot cannot write to before something was said in it."""
        number = next(self._people) if number is None else number
        user = {"id": number, "is_bot": False, "first_name": name, "language_code": "en"}
        return Seat(self, user, self._rooms.setdefault(number, Room(number, "private", name, open=False)))

    def group(self, person: Seat, title: str = "Newsroom", number: int = -5, *, privacy: bool = True) -> Seat:
        """The person in a group with the bot."""
        kind = "supergroup" if number < -(10**12) else "group"
        return Seat(self, person.user, self._rooms.setdefault(number, Room(number, kind, title, privacy=privacy)))

    def channel(self, username: str, number: int = -1001500000203) -> Broadcast:
        """A channel of which the bot is a member."""
        return Broadcast(self, self._rooms.setdefault(number, Room(number, "channel", username, username)))

    def migrate(self, seat: Seat, number: int = -1001500000999) -> Seat:
        """Make the group a supergroup, which has another id; both tell of it."""
        group = self.group(seat, seat.room.title, number)
        seat.room.migrated_to = number
        for room, told in ((seat.room, {"migrate_to_chat_id": number}), (group.room, {"migrate_from_chat_id": seat.room.id})):
            message = self.write(room, seat.user, Version(""))
            self.updates.add(message={**message.payload, **told})
        return group

    async def until(self, condition: Callable[[], bool], what: str = "something") -> None:
        """Wait until a condition holds, looking after each call of the bot's."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not condition():
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"waited for {what}; the last calls were {self.calls[-5:]}") from None

    def called(self, method: str) -> list[Call]:
        """The calls of a method, in order."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    # What methods and people need

    def seconds(self) -> int:
        """The present moment as Telegram writes dates."""
        return int(self.clock().timestamp())

    def room(self, chat: str) -> Room:
        """The chat of that id or @name; raises RefusedError where there is none."""
        if not chat:
            raise bad_request("chat_id is empty")
        for room in self._rooms.values():
            if chat in (str(room.id), f"@{room.username}"):
                return room
        raise bad_request("chat not found")

    def count(self, room: Room) -> None:
        """Let one message or edit through, where the limits are on; raises RefusedError."""
        if self._quota is not None:
            self._quota.take(room.id)

    def write(
        self,
        room: Room,
        sender: dict[str, Any] | None,
        version: Version,
        media: dict[str, Any] | None = None,
        number: int | None = None,
    ) -> Message:
        """Put a new message into a chat, of the number that is given or of the next."""
        message = Message(
            next(self._numbers) if number is None else number, room.payload, self.seconds(), [version], sender, media or {}
        )
        room.messages[message.number] = message
        return message

    def member(self, status: str) -> dict[str, Any]:
        """The bot as a member of that status, as the Bot API tells of it."""
        rights: dict[str, Any] = dict.fromkeys(RIGHTS, True) | {"is_anonymous": False, "can_be_edited": False}
        more: dict[str, Any] = {"kicked": {"until_date": 0}, "administrator": rights}.get(status, {})
        return {"user": self.bot, "status": status, **more}

    def keep(self, upload: tuple[str, bytes]) -> str:
        """Keep an upload; returns the id by which it may be sent again."""
        number = f"file-{next(self._files)}"
        self.uploads[number] = upload
        return number

    def query(self, room: Room) -> str:
        """The id of a new press in a chat."""
        number = str(4242000000 + next(self._files))
        self._queries[number] = room, self.clock().timestamp()
        return number

    def pressed_in(self, query: str) -> Room | None:
        """The chat of a press that may still be answered; None where it is too old or there was none."""
        room, at = self._queries.get(query, (None, 0.0))
        return room if self.clock().timestamp() - at <= QUERY_LIFE else None

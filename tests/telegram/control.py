"""What tests say over HTTP to the fakes that run as a process of their own: faults, people's deeds, pages; and what they read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from tornado.web import RequestHandler

from tests.sources.server import PreviewServer, SampleChannel
from tests.telegram import faults
from tests.telegram.engine import Telegram
from tests.telegram.faults import Fault
from tests.telegram.messages import Message
from tests.telegram.people import Broadcast, Seat

__all__ = ["FAULTS", "Control", "Controlled"]

PAGE = b"<html><head><title>Sign in</title></head><body>Welcome to our hotel's network</body></html>"

FAULTS: Mapping[str, Callable[[], Fault]] = {
    "500": faults.server_error,
    "502": faults.bad_gateway,
    "html": lambda: Fault(200, PAGE),
    "half": lambda: Fault(200, b'{"ok":true,"result":[{"update_id":'),
    "lost": faults.answer_lost,
    "network": faults.network,
    "silence": lambda: Fault(endless=True),
    "429": lambda: faults.wait(1),
}


@dataclass
class Controlled:
    """The fakes, and by what names tests know who is in them; each public method is a verb of the control."""

    telegram: Telegram
    pages: PreviewServer
    seats: dict[int, Seat] = field(default_factory=dict)
    broadcasts: dict[str, Broadcast] = field(default_factory=dict)
    posted: dict[tuple[str, int], Message] = field(default_factory=dict)

    def person(self, name: str) -> int:
        """A person; gives the id."""
        seat = self.telegram.person(name)
        self.seats[seat.id] = seat
        return seat.id

    def says(self, person: int, text: str) -> None:
        """Let a person write to the bot."""
        self.seats[person].says(text)

    def presses(self, person: int, label: str) -> None:
        """Let a person press a button."""
        self.seats[person].presses(label)

    def heard(self, person: int) -> list[dict[str, Any]]:
        """What the bot wrote to a person, as it stands now."""
        return [{"text": message.text, "labels": message.labels} for message in self.seats[person].room.bots]

    def fails(self, method: str, fault: str, times: int = 1) -> None:
        """Let the next calls of a method go wrong."""
        self.telegram.fails(method, FAULTS[fault](), times)

    def down(self, on: bool) -> None:
        """Let Telegram be out of reach, or back."""
        self.telegram.down = on

    def token(self, token: str) -> None:
        """Give the bot another token, the old one revoked."""
        self.telegram.token = token

    def update(self, content: dict[str, Any]) -> None:
        """Send an update of any kind."""
        self.telegram.updates.add(**content)

    def state(self) -> dict[str, Any]:
        """What waits to be confirmed, whether the bot polls at this moment, and which calls were answered how."""
        updates = self.telegram.updates
        return {
            "waiting": len(updates.waiting),
            "polled": updates.polled,
            "webhook": updates.webhook,
            "calls": [[call.method, call.status] for call in self.telegram.calls],
            "pages": len(self.pages.asked),
        }

    def channel(self, username: str, telegram_id: int, minutes: int) -> None:
        """A channel with its page, whose post 0 was so many minutes ago, and the channel's own side."""
        begin = datetime.now(UTC) - timedelta(minutes=minutes)
        self.pages.channels[username] = SampleChannel(telegram_id, username.title(), begin=begin)
        self.broadcasts[username] = self.telegram.channel(username, -(10**12) - telegram_id)

    def publish(self, username: str, number: int, text: str, edited: bool = False) -> None:
        """Put a post onto a channel's page, or change it there."""
        page = self.pages.channels[username]
        page.posts[number] = text
        if edited:
            page.edited.add(number)

    def delete(self, username: str, number: int) -> None:
        """Take a post off a channel's page."""
        del self.pages.channels[username].posts[number]

    def preview(self, username: str, on: bool) -> None:
        """Switch a channel's preview on or off: off, it sends away from the page."""
        self.pages.channels[username].preview = on

    def throttle(self, seconds: int) -> None:
        """Let the pages ask to wait so many seconds; 0 shows them again."""
        answer = httpx.Response(429, headers={"Retry-After": str(seconds)})
        self.pages.odd = lambda _: answer if seconds else None

    def push(self, username: str, number: int, text: str) -> None:
        """Publish a post and have it pushed to the bot, or push the edit of one that was."""
        known = self.posted.get((username, number))
        if known is None:
            self.posted[username, number] = self.broadcasts[username].posts(text, number)
        else:
            self.broadcasts[username].edits(known, text)

    def appoints(self, username: str) -> None:
        """Make the bot an administrator of a channel."""
        self.broadcasts[username].appoints()

    def dismisses(self, username: str) -> None:
        """Throw the bot out of a channel."""
        self.broadcasts[username].dismisses()


class Control(RequestHandler):
    """POST /<verb> with the verb's arguments as JSON; the answer is its result."""

    def initialize(self, controlled: Controlled) -> None:
        """Work on these fakes."""
        self._controlled = controlled

    def post(self) -> None:
        """Do it; what a test says wrongly is answered with 400 and why."""
        verb = getattr(type(self._controlled), self.request.path.strip("/").strip("_"), None)
        try:
            if verb is None:
                raise LookupError(self.request.path)
            self.finish(json.dumps(verb(self._controlled, **json.loads(self.request.body or b"{}"))))
        except (LookupError, TypeError, ValueError, AssertionError) as error:
            self.set_status(400)
            self.finish(f"{type(error).__name__}: {error}")

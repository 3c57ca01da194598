"""The line on which Telegram is asked for messages: troubles are told once, and what cannot be read is left."""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import Any

import structlog
from telegram import Update
from telegram.error import Conflict, TelegramError, TimedOut
from telegram.request import BaseRequest

__all__ = ["Ear", "Outage", "readable"]

log = structlog.get_logger()

TELL_EVERY = 600.0
"""Seconds between two lines about an outage that lasts."""


class Outage:
    """Tells of troubles while polling: the first one, and then one now and again."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._quiet_until = 0.0

    def __call__(self, error: TelegramError) -> None:
        """Hear of one more."""
        now = asyncio.get_running_loop().time()
        if now >= self._quiet_until:
            if isinstance(error, Conflict):
                log.error("another program answers for this bot, too; stop one of the two: each gets only some of the messages")
            else:
                log.warning("Telegram does not answer; trying again", reason=str(error))
            self._quiet_until = now + TELL_EVERY


class Ear(BaseRequest):
    """The line that is polled on: tells of what the library keeps quiet about, and takes out what it chokes on.

    An update that the library cannot read would come again and again, at once and for ever: it is left, and named.
    """

    def __init__(self, line: BaseRequest, outage: Outage) -> None:
        """Listen on that line, and tell of outages there."""
        self._line, self._outage = line, outage

    @property
    def read_timeout(self) -> float | None:
        """Seconds, those of the line."""
        return self._line.read_timeout

    async def initialize(self) -> None:
        """Open the line."""
        await self._line.initialize()

    async def shutdown(self) -> None:
        """Close the line."""
        await self._line.shutdown()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Ask, and look at the answer; raises what the line does."""
        try:
            status, body = await self._line.do_request(*args, **kwargs)
        except TimedOut as error:
            self._outage(error)
            raise
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self._outage(TelegramError("it asks to wait"))
        return status, readable(body) if status == HTTPStatus.OK else body


def readable(body: bytes) -> bytes:
    """An answer to getUpdates, with updates that the library cannot read put down to their numbers."""
    try:
        answer = json.loads(body)
        updates = [_readable(update) for update in answer["result"]]
    except (ValueError, LookupError, TypeError):
        return body  # no such answer: the library has words for that
    return body if updates == answer["result"] else json.dumps(answer | {"result": updates}).encode()


def _readable(update: dict[str, Any]) -> dict[str, Any]:
    try:
        Update.de_json(dict(update), None)
    except Exception as error:
        log.error(
            "an update cannot be read and is left", update=update.get("update_id"), reason=f"{type(error).__name__}: {error}"
        )
        return {"update_id": update["update_id"]}
    return update

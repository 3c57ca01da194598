"""What may go wrong on the way to Telegram and back; a fault is used up by one call."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

from tests.telegram.errors import RefusedError, bad_request, too_many_requests

__all__ = [
    "Fault",
    "answer_lost",
    "bad_gateway",
    "half_an_answer",
    "hangs",
    "network",
    "refusal",
    "server_error",
    "timeout",
    "wait",
]


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong; done says that Telegram carried the call out all the same."""

    status: int = 0
    body: bytes = b""
    error: Exception | None = None
    done: bool = False
    endless: bool = False

    async def strike(self) -> tuple[int, bytes]:
        """The answer that comes instead; raises what a broken connection raises, or never comes."""
        if self.endless:
            await asyncio.get_running_loop().create_future()
        if self.error is not None:
            raise self.error
        return self.status, self.body


def server_error() -> Fault:
    """Telegram's own failure."""
    return Fault(500, b'{"ok":false,"error_code":500,"description":"Internal Server Error"}')


def bad_gateway() -> Fault:
    """The page of a server in front of Telegram's."""
    return Fault(502, b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx/1.18.0</body>\r\n</html>\r\n")


def half_an_answer() -> Fault:
    """Telegram did it, and the connection broke in the middle of its answer."""
    return Fault(200, b'{"ok":true,"result":{"message_id":', done=True)


def network() -> Fault:
    """The connection cannot be made."""
    return Fault(error=ConnectionError("[Errno 111] Connection refused"))


def timeout() -> Fault:
    """No answer in time, and nothing was done."""
    return Fault(error=TimeoutError("Timed out"))


def answer_lost() -> Fault:
    """Telegram did it, and its answer was lost."""
    return Fault(error=ConnectionError("Server disconnected without sending a response."), done=True)


def hangs() -> Fault:
    """Telegram did it, and the answer never comes."""
    return Fault(done=True, endless=True)


def wait(seconds: int) -> Fault:
    """The request to wait."""
    return refusal(too_many_requests(seconds))


def refusal(error: RefusedError | str) -> Fault:
    """A refusal; plain words are those of a 400."""
    refused = bad_request(error) if isinstance(error, str) else error
    return Fault(refused.status, json.dumps(refused.body).encode())

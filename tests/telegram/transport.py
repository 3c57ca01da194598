"""The fake at the seam of python-telegram-bot: a transport that asks the engine instead of the network."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from tests.telegram.engine import Telegram

__all__ = ["Transport"]


os.environ.setdefault("PTB_TIMEDELTA", "1")  # else the library warns of its future at every `RetryAfter`


class Transport(BaseRequest):
    """Telegram's end of the line; give one each to `.request()` and `.get_updates_request()`."""

    def __init__(self, telegram: Telegram) -> None:
        """Ask this Telegram."""
        self._telegram = telegram

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    @property
    def read_timeout(self) -> float:
        """Seconds; nothing waits here."""
        return 5.0

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        """Answer as Telegram does; what cannot be written as UTF-8 cannot be sent, here as on the network."""
        params = request_data.json_parameters if request_data else {}
        for value in params.values():
            value.encode()
        files = {}
        if request_data is not None and request_data.contains_files:
            for name, (filename, content, *_) in (request_data.multipart_data or {}).items():
                files[name] = str(filename), content if isinstance(content, bytes) else content.read()
        try:
            return await self._telegram.serve(urlsplit(url).path, params, files)
        except TimeoutError as error:
            raise TimedOut from error
        except ConnectionError as error:
            raise NetworkError(f"httpx.ConnectError: {error}") from error

"""The fake Telegram, and a server of preview pages, over HTTP: what a bot that is a process of its own talks to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.sources.server import PreviewServer
from tests.telegram.engine import Telegram

__all__ = ["free_address", "listening", "serving"]


class Api(RequestHandler):
    """Telegram's Bot API; an answer that never comes ends with the connection."""

    def initialize(self, telegram: Telegram) -> None:
        """Answer for this Telegram."""
        self._telegram = telegram
        self._answering: asyncio.Future[tuple[int, bytes]] | None = None

    async def post(self) -> None:
        """Carry a method out."""
        params = {name: values[-1].decode() for name, values in self.request.body_arguments.items()}
        files = {name: (sent[-1]["filename"], sent[-1]["body"]) for name, sent in self.request.files.items()}
        self._answering = asyncio.ensure_future(self._telegram.serve(self.request.path, params, files))
        try:
            status, body = await self._answering
        except (ConnectionError, TimeoutError, asyncio.CancelledError):
            self.detach().close()
            return
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(body)

    def on_connection_close(self) -> None:
        """Let nobody wait for a poller that is gone."""
        if self._answering is not None:
            self._answering.cancel()


class Pages(RequestHandler):
    """The preview pages of channels."""

    def initialize(self, server: PreviewServer) -> None:
        """Answer for this server."""
        self._server = server

    def get(self) -> None:
        """Show a page, or send away from it."""
        given = self._server(httpx.Request("GET", self.request.full_url(), headers=dict(self.request.headers)))
        self.set_status(given.status_code)
        for name in ("Location", "Content-Type", "Retry-After"):
            if name in given.headers:
                self.set_header(name, given.headers[name])
        self.finish(given.content)


async def _push(telegram: Telegram) -> None:
    """Call the webhook for each update, in order, until it says that it has it."""
    updates = telegram.updates
    async with httpx.AsyncClient() as client:
        while True:
            if updates.webhook and updates.waiting:
                headers = {"X-Telegram-Bot-Api-Secret-Token": updates.secret}
                with suppress(httpx.TransportError):
                    answer = await client.post(updates.webhook, json=updates.waiting[0], headers=headers)
                    if answer.is_success:
                        updates.waiting.pop(0)
                        continue
            await asyncio.sleep(0.05)


def free_address() -> str:
    """Host and port of this machine where nobody listens."""
    with bind_sockets(0, "127.0.0.1")[0] as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


@asynccontextmanager
async def listening(handler: type[RequestHandler], made_with: Mapping[str, Any]) -> AsyncIterator[str]:
    """Serve a handler on a free port of this machine; gives its address."""
    (socket,) = bind_sockets(0, "127.0.0.1")
    server = HTTPServer(Application([(".*", handler, dict(made_with))], log_function=lambda _: None))
    server.add_sockets([socket])
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.stop()
        await server.close_all_connections()


@asynccontextmanager
async def serving(telegram: Telegram, server: PreviewServer) -> AsyncIterator[tuple[str, str]]:
    """Serve both; gives the address of the Bot API, and that of the pages."""
    async with listening(Api, {"telegram": telegram}) as api, listening(Pages, {"server": server}) as pages:
        pushing = asyncio.create_task(_push(telegram))
        try:
            yield api, pages
        finally:
            pushing.cancel()
            await asyncio.gather(pushing, return_exceptions=True)

"""The hosts that previews are read from: one polite queue each, the next one when the first cannot be reached."""

from __future__ import annotations

import asyncio
import codecs
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from bot.clock import Clock
from bot.door import Door
from bot.model import ChannelState
from bot.sources.reader import ReaderError

__all__ = ["Fetched", "Hosts"]

GAP = timedelta(seconds=1)
"""From the end of one request to a host to the start of the next."""

REST = timedelta(minutes=10)
"""How long a host that could not be reached is tried last."""

MOST_BYTES = 8_000_000
MOST_REDIRECTS = 3
MOST_SECONDS = 60
TIMEOUT = httpx.Timeout(20, connect=10)
UNASKED_PAUSE = 60.0
LONGEST_PAUSE = 86_400.0
HEADERS = {"User-Agent": "Communique (reader of public previews)", "Accept": "text/html", "Accept-Language": "en"}
ASKED_BY = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
MOST_KEPT = 100
"""So many pages of a host that says how to ask for changes are kept in memory."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: the path it was found at in the end, and its text (None where the server knows no such page)."""

    path: str
    html: str | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page by what its server calls its state, so that it can be asked whether that is still so."""

    headers: Mapping[str, str]
    html: str

    @classmethod
    def of(cls, response: httpx.Response, html: str) -> _Kept | None:
        """The page that came, where its server said how to ask for changes."""
        headers = {ask: response.headers[told] for told, ask in ASKED_BY.items() if told in response.headers}
        return cls(headers, html) if headers else None


@dataclass
class _Host:
    address: httpx.URL
    queue: Door = field(default_factory=Door)
    free_at: datetime = LONG_AGO
    shut_until: datetime = LONG_AGO
    rests_until: datetime = LONG_AGO
    kept: dict[str, _Kept] = field(default_factory=dict)


class _UnreachableError(Exception):
    """This host did not give the page; another may."""


class Hosts:
    """Fetches pages from the configured hosts and from no others.

    One request at a time to a host and at most one a second, whoever asks. A host that answers "too many requests" is
    asked nothing until the time it named; redirects are followed within the configured hosts only. A host that names a page's
    state is asked for changes.
    """

    def __init__(
        self, client: httpx.AsyncClient, addresses: Sequence[str], clock: Clock, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self._client = client
        self._hosts = [_Host(httpx.URL(address)) for address in addresses]
        self._clock = clock
        self._sleep = sleep

    async def fetch(self, path: str, name: str, *, may_wait: bool = False) -> Fetched:
        """The page at that path, behind all others where it may wait; raises ReaderError that names the channel."""
        troubles = []
        for host in sorted(self._hosts, key=lambda host: max(host.rests_until, self._clock())):
            try:
                return await self._follow(host, path, name, may_wait)
            except _UnreachableError as trouble:
                troubles.append(f"{host.address.host} {trouble}")
        raise ReaderError(
            ChannelState.UNREACHABLE,
            f"@{name} could not be read: {'; '.join(troubles)}.",
            "It is tried again by itself; if this lasts, check this machine's network and PREVIEW_HOSTS.",
        )

    async def _follow(self, host: _Host, path: str, name: str, may_wait: bool) -> Fetched:
        for _ in range(MOST_REDIRECTS + 1):
            response, html = await self._request(host, path, name, may_wait)
            if not response.has_redirect_location:
                return Fetched(path, html)
            host, path = self._redirected(host, path, response.headers["Location"], name)
        raise ReaderError(
            ChannelState.UNREACHABLE,
            f"@{name} could not be read: its page redirects in a loop.",
            "It is tried again by itself; if this lasts, check PREVIEW_HOSTS.",
        )

    def _redirected(self, host: _Host, path: str, location: str, name: str) -> tuple[_Host, str]:
        try:
            target = host.address.join(path).join(location)
        except (httpx.InvalidURL, ValueError):
            target = httpx.URL()
        for known in self._hosts:
            if _origin(known.address) == _origin(target):
                return known, target.raw_path.decode("ascii")
        raise ReaderError(
            ChannelState.UNREACHABLE,
            f"@{name} could not be read: its page redirects to {target.scheme}://{target.netloc.decode('ascii')}; refused.",
            "Only the addresses in PREVIEW_HOSTS are ever asked.",
        )

    async def _request(self, host: _Host, path: str, name: str, may_wait: bool) -> tuple[httpx.Response, str | None]:
        began = self._clock()
        async with host.queue.turn(may_wait=may_wait):
            self._stop_if_shut(host, name)
            if host.rests_until > began + REST:  # found out while this one was waiting its turn
                raise _UnreachableError("cannot be reached")
            wait = min(host.free_at - self._clock(), GAP).total_seconds()
            if wait > 0:
                await self._sleep(wait)
            kept = host.kept.get(path)
            headers = {**HEADERS, **(kept.headers if kept else {})}
            try:
                async with (
                    asyncio.timeout(MOST_SECONDS),
                    self._client.stream(
                        "GET", host.address.join(path), headers=headers, timeout=TIMEOUT, follow_redirects=False
                    ) as response,
                ):
                    if kept and response.status_code == httpx.codes.NOT_MODIFIED:
                        return response, kept.html
                    html = await self._read(host, response, name)
                    self._keep(host, path, response, html)
                    return response, html
            except (httpx.ConnectError, httpx.TimeoutException, TimeoutError) as error:
                host.rests_until = self._clock() + REST
                raise _UnreachableError(f"cannot be reached ({str(error) or type(error).__name__})") from error
            except (httpx.RequestError, httpx.InvalidURL) as error:
                raise _UnreachableError(f"gave no page ({str(error) or type(error).__name__})") from error
            finally:
                host.free_at = self._clock() + GAP

    def _keep(self, host: _Host, path: str, response: httpx.Response, html: str | None) -> None:
        host.kept.pop(path, None)
        if html is not None and (kept := _Kept.of(response, html)) is not None:
            host.kept[path] = kept
            if len(host.kept) > MOST_KEPT:
                del host.kept[next(iter(host.kept))]

    async def _read(self, host: _Host, response: httpx.Response, name: str) -> str | None:
        status = response.status_code
        if status == httpx.codes.TOO_MANY_REQUESTS:
            host.shut_until = self._clock() + timedelta(seconds=self._pause(response))
            self._stop_if_shut(host, name)
        if status in (httpx.codes.NOT_FOUND, httpx.codes.GONE) or response.has_redirect_location:
            return None
        if status != httpx.codes.OK:
            raise _UnreachableError(f"answered {status}")
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > MOST_BYTES:
                raise ReaderError(
                    ChannelState.UNREACHABLE,
                    f"@{name} could not be read: its page is larger than {MOST_BYTES // 1_000_000} MB; it was cut off.",
                    "It is tried again by itself; if this lasts, check PREVIEW_HOSTS.",
                )
        return _decoded(bytes(body), response.charset_encoding)

    def _stop_if_shut(self, host: _Host, name: str) -> None:
        left = (host.shut_until - self._clock()).total_seconds()
        if left > 0:
            raise ReaderError(
                ChannelState.THROTTLED,
                f"@{name} was not read: {host.address.host} asks to wait {left:.0f} seconds.",
                "It is tried again by itself.",
                retry_after=left,
            )

    def _pause(self, response: httpx.Response) -> float:
        asked = response.headers.get("Retry-After", "").strip()
        try:
            seconds = float(asked) if asked[:1].isdigit() else (parsedate_to_datetime(asked) - self._clock()).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return UNASKED_PAUSE
        return min(max(seconds, GAP.total_seconds()), LONGEST_PAUSE)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _decoded(body: bytes, declared: str | None) -> str:
    """The text of a page: UTF-8 whatever the label says, unless it is none; what cannot be read becomes U+FFFD."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body)  # a character cut in half at the end is no error
    except UnicodeDecodeError:
        try:
            return body.decode(declared or "utf-8", "replace")
        except (LookupError, UnicodeError):
            return body.decode("utf-8", "replace")

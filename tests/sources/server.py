"""A preview server in the network's place: channels whose posts come, change and go, served as Telegram serves them."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from json import dumps

import httpx

START = datetime(2025, 1, 10, 8, 0, tzinfo=UTC)
PAGE = 20


@dataclass
class Clock:
    """A clock that moves when somebody sleeps or a request takes its time."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class SampleChannel:
    """A channel on the server: posts by message id, which is their minute since begin, and whether its preview is on."""

    telegram_id: int
    title: str = "Sample"
    posts: dict[int, str] = field(default_factory=dict)
    edited: set[int] = field(default_factory=set)
    preview: bool = True
    begin: datetime = START - timedelta(days=1)

    def page(self, name: str, shown: list[int]) -> str:
        """The channel's page with these of its posts."""
        messages = "".join(self._message(name, number) for number in shown)
        return (
            f'<html><body><div class="tgme_channel_info"><div class="tgme_channel_info_header_title">{self.title}</div></div>'
            f'<section class="tgme_channel_history">{messages or NO_POSTS}</section></body></html>'
        )

    def _message(self, name: str, number: int) -> str:
        view = urlsafe_b64encode(dumps({"c": -self.telegram_id, "p": number}).encode()).decode().rstrip("=")
        edited = "edited &nbsp;" if number in self.edited else ""
        date = (self.begin + timedelta(minutes=number)).isoformat()
        return (
            f'<div class="tgme_widget_message" data-post="{name}/{number}" data-view="{view}">'
            f'<div class="tgme_widget_message_text js-message_text">{escape(self.posts[number]).replace(chr(10), "<br/>")}</div>'
            f'<span class="tgme_widget_message_meta">{edited}<a class="tgme_widget_message_date">'
            f'<time datetime="{date}"></time></a></span></div>'
        )


CANARY = SampleChannel(1005640892, "Telegram News", {1: "What is new in Telegram."})
NO_POSTS = '<div class="tme_no_messages_found">No posts found</div>'
CONTACT = '<html><head><meta property="og:title" content="Telegram: Contact @x"></head><div class="tgme_page"></div></html>'
CLOSED = '<div class="tgme_page"><div class="tgme_page_title">Sample</div><div class="tgme_page_extra">9 subscribers</div></div>'

Answer = Callable[[httpx.Request], httpx.Response | None]


@dataclass
class PreviewServer:
    """Answers requests for previews; `odd` may answer first, or raise what a broken network raises."""

    clock: Clock = field(default_factory=Clock)
    channels: dict[str, SampleChannel] = field(default_factory=dict)
    odd: Answer = lambda _request: None
    seconds: float = 0.2
    asked: list[tuple[datetime, str]] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((self.clock.now, str(request.url)))
        self.clock.now += timedelta(seconds=self.seconds)
        return self.odd(request) or self._page(request)

    def _page(self, request: httpx.Request) -> httpx.Response:
        shown, name = request.url.path.strip("/").rpartition("/")[::2]
        channel = self.channels.get(name, CANARY if name == "telegram" else None)
        if channel is None:
            return httpx.Response(200, html=CONTACT)
        if not channel.preview:
            return httpx.Response(302, headers={"Location": f"/{name}"}) if shown else httpx.Response(200, html=CLOSED)
        after, before = request.url.params.get("after"), request.url.params.get("before")
        numbers = sorted(channel.posts)
        if after:
            numbers = [number for number in numbers if number > int(after)][:PAGE]
        elif before:
            numbers = [number for number in numbers if number < int(before)]
        return httpx.Response(200, html=channel.page(name, numbers[-PAGE:]))

    @property
    def paths(self) -> list[str]:
        """Paths and queries asked for, in order."""
        return [httpx.URL(url).raw_path.decode() for _, url in self.asked]

    @property
    def hosts(self) -> list[str]:
        """Hosts asked, in order."""
        return [httpx.URL(url).host for _, url in self.asked]

"""Wiring: settings → store, readers, handlers → one Telegram application; the only file that knows everyone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlsplit

import httpx
import structlog
from telegram import Update
from telegram.error import Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder, Updater
from telegram.request import BaseRequest

from bot.access import NotAllowedError
from bot.clock import Clock, utcnow
from bot.delivery import ALERT, Limits, seconds
from bot.model import Alert
from bot.render.alerts import alert_message
from bot.render.view import View
from bot.settings import Settings
from bot.sources import READERS, Pull
from bot.texts import Texts
from bot.watch import Pace, Postman, Watch
from handlers.adapter import markup, register, set_menu
from handlers.desk import Desk
from store import Store

log = structlog.get_logger()

RETRY_EVERY = 15.0
"""Seconds between two attempts to reach Telegram at the start."""

FAREWELL = 2.0
"""Seconds that Telegram has for what is left at the end, once for questions and once for answers."""

TELL_EVERY = 600.0
"""Seconds between two lines about an outage that lasts."""


class ListenError(Exception):
    """The address for Telegram's messages cannot be listened at; the words say which and what to do."""


class WrongTokenError(Exception):
    """Telegram does not know the token."""


def _wrong_token(error: TelegramError) -> WrongTokenError:
    return WrongTokenError(type(error).__name__)  # the library's words hold the token


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


@dataclass(frozen=True, slots=True)
class App:
    """The bot, wired and not yet started."""

    store: Store
    desk: Desk
    telegram: Application  # type: ignore[type-arg]  # six type parameters that say nothing here
    watch: Watch
    postman: Postman
    settings: Settings
    retry_every: float = RETRY_EVERY

    async def run(self, stop: asyncio.Event) -> None:
        """Read, answer and deliver until stop is set; an unreachable Telegram is tried again and stops no reading."""
        tasks = [
            asyncio.create_task(self.watch.run(), name="watch"),
            asyncio.create_task(self._converse(), name="telegram"),
        ]
        stopping = asyncio.create_task(stop.wait(), name="stop")
        try:
            done, _ = await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stopping}:
                task.result()
        finally:
            for task in (*tasks, stopping):
                task.cancel()
            await asyncio.gather(*tasks, stopping, return_exceptions=True)

    async def _converse(self) -> None:
        """Connect, then poll and deliver until cancelled; raises WrongTokenError, also where the token is revoked meanwhile."""
        await self._connect()
        application = self.telegram
        assert application.updater is not None
        delivering = asyncio.create_task(self.postman.run(), name="delivery")
        try:
            await set_menu(application.bot, self.desk)
            await application.start()
            polling: set[asyncio.Task[Any]] = set()
            if self.settings.webhook_url:
                await _listen(application.updater, self.settings)
            else:
                polling = await _poll(application.updater)
            log.info("answering", bot=f"@{application.bot.username}")
            done, _ = await asyncio.wait({delivering, *polling}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        except (InvalidToken, Forbidden) as error:
            raise _wrong_token(error) from None
        finally:
            delivering.cancel()
            await asyncio.gather(delivering, return_exceptions=True)
            # The polling hands on what ended it, and asks one last thing; answers may be half sent. Neither may last.
            for part in (application.updater, application):
                if part.running:
                    with suppress(TelegramError, TimeoutError):
                        async with asyncio.timeout(FAREWELL):
                            await part.stop()
            await application.shutdown()

    async def _connect(self) -> None:
        told = False
        while True:
            try:
                await self.telegram.initialize()
                return
            except (InvalidToken, Forbidden) as error:
                raise _wrong_token(error) from None
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except (NetworkError, TelegramError) as error:
                if not told:
                    log.warning("Telegram cannot be reached; trying again, channels are read meanwhile", reason=str(error))
                told = True
                await asyncio.sleep(self.retry_every)


async def _poll(updater: Updater) -> set[asyncio.Task[Any]]:
    """Ask Telegram for messages; gives the tasks that do: where one ends, the library keeps quiet, and the bot would be deaf."""
    before = asyncio.all_tasks()
    await updater.start_polling(allowed_updates=Update.ALL_TYPES, bootstrap_retries=-1, error_callback=Outage())
    return {task for task in asyncio.all_tasks() - before if "polling" in task.get_name()}


async def _listen(updater: Updater, settings: Settings) -> None:
    """Let Telegram send messages; each start makes up a secret of its own, by which they are known to be Telegram's."""
    host, _, port = settings.webhook_listen.rpartition(":")
    try:
        await updater.start_webhook(
            listen=host,
            port=int(port),
            url_path=urlsplit(settings.webhook_url).path.removeprefix("/"),
            webhook_url=settings.webhook_url,
            secret_token=token_urlsafe(32),
            allowed_updates=Update.ALL_TYPES,
            bootstrap_retries=-1,
        )
    except OSError as error:
        raise ListenError(
            f"WEBHOOK_LISTEN: {settings.webhook_listen} cannot be listened at ({error.strerror}). Name another address or port."
        ) from error


@asynccontextmanager
async def wire(
    settings: Settings,
    *,
    clock: Clock = utcnow,
    readers: Mapping[str, Pull] | None = None,
    requests: tuple[BaseRequest, BaseRequest] | None = None,
    pace: Pace | None = None,
    retry_every: float = RETRY_EVERY,
) -> AsyncIterator[App]:
    """The application over these settings; readers and requests (Telegram's transport) stand in for the network's edge."""
    async with AsyncExitStack() as stack:
        store = await Store.open(settings.database_url, clock)
        stack.push_async_callback(store.close)
        if readers is None:
            client = await stack.enter_async_context(httpx.AsyncClient(follow_redirects=False))
            readers = {name: make(client, hosts=settings.preview_hosts, clock=clock) for name, make in READERS.items()}
        builder = ApplicationBuilder().token(settings.telegram_token.get_secret_value()).rate_limiter(Limits())
        if requests is not None:
            builder = builder.request(requests[0]).get_updates_request(requests[1])
        else:
            builder = builder.base_url(f"{settings.telegram_api}/bot").base_file_url(f"{settings.telegram_api}/file/bot")
        telegram = builder.build()
        texts = Texts.load()
        desk = Desk(store=store, settings=settings, texts=texts, clock=clock, readers=readers)
        register(telegram, desk)

        async def send(alert: Alert) -> int:
            async with store.reading() as ledger:
                if settings.access != "open" and not await ledger.access.is_allowed(alert.chat, settings.admin_ids):
                    raise NotAllowedError("the chat is not allowed")
                entries = await ledger.statements.many(alert.numbers)
                chat = await ledger.chats.get(alert.chat)
            message = alert_message(entries, alert, View(texts, chat.language, chat.zone, clock()))
            sent = await telegram.bot.send_message(
                alert.chat,
                message.html,
                parse_mode="HTML",
                reply_markup=markup(message.buttons),
                message_thread_id=alert.topic or None,
                rate_limit_args=ALERT,
            )
            return sent.message_id

        postman = Postman(store, send, clock)
        pace = pace or Pace(settings.poll_floor, settings.poll_ceiling)
        watch = Watch(store, readers, pace, clock=clock, on_saved=postman.nudge)
        yield App(store, desk, telegram, watch, postman, settings, retry_every)

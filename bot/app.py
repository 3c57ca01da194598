"""Wiring: settings → store, readers, handlers → one Telegram application; the only file that knows everyone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import structlog
from telegram import Bot, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder, Updater
from telegram.request import BaseRequest, HTTPXRequest

from bot.access import NotAllowedError
from bot.backfill import Backfill
from bot.backfiller import Backfiller
from bot.clock import Clock, utcnow
from bot.delivery import ALERT, Limits, seconds
from bot.housekeeping import Housekeeping
from bot.inbox import Inbox, Notice, told, untold
from bot.line import Ear, Outage
from bot.listening import Listening
from bot.model import Alert, Channel, ChannelState
from bot.render.alerts import alert_message
from bot.render.view import View
from bot.settings import Settings
from bot.sources import READERS, Pull, Push
from bot.sources.account import NAME as ACCOUNT
from bot.sources.account import Absent, Watched, account_of
from bot.sources.bot_updates import NAME, BotUpdates
from bot.texts import Texts
from bot.watch import Pace, Postman, Watch
from handlers.adapter import markup, register, set_menu
from handlers.backfill import progress
from handlers.desk import Answer, Desk
from handlers.membership import Tell, tell_admins
from store import Store

if TYPE_CHECKING:
    from bot.sources.mtproto.account import Account

log = structlog.get_logger()

RETRY_EVERY = 15.0
"""Seconds between two attempts to reach Telegram at the start."""

LEAST_PAUSE = 1.0
"""Seconds before polling that died is begun again, at most."""

LOOK_EVERY = 60.0
"""Seconds between two looks whether admins are still to be told something."""

FAREWELL = 2.0
"""Seconds that Telegram has for what is left at the end, once for questions and once for answers."""


class ListenError(Exception):
    """The address for Telegram's messages cannot be listened at; the words say which and what to do."""


class WrongTokenError(Exception):
    """Telegram does not know the token."""


def _wrong_token(error: TelegramError) -> WrongTokenError:
    return WrongTokenError(type(error).__name__)  # the library's words hold the token


@dataclass(frozen=True, slots=True)
class App:
    """The bot, wired and not yet started."""

    store: Store
    desk: Desk
    telegram: Application  # type: ignore[type-arg]  # six type parameters that say nothing here
    watch: Watch
    listening: Listening
    backfiller: Backfiller
    postman: Postman
    housekeeping: Housekeeping
    settings: Settings
    news: asyncio.Event
    outage: Outage
    retry_every: float = RETRY_EVERY

    async def run(self, stop: asyncio.Event) -> None:
        """Read, answer and deliver until stop is set; an unreachable Telegram is tried again and stops no reading."""
        tasks = [
            asyncio.create_task(self.watch.run(), name="watch"),
            asyncio.create_task(self.listening.run(), name="listening"),
            asyncio.create_task(self.housekeeping.run(), name="housekeeping"),
            asyncio.create_task(self.backfiller.run(), name="back-fills"),
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
        telling = asyncio.create_task(self._tell_news(), name="news")
        try:
            await set_menu(application.bot, self.desk)
            await application.start()
            polling: set[asyncio.Task[Any]] = set()
            if self.settings.webhook_url:
                await _listen(application.updater, self.settings)
            else:
                polling = await _poll(application.updater, self.outage)
            log.info("answering", bot=f"@{application.bot.username}")
            while True:
                done, _ = await asyncio.wait({delivering, telling, *polling}, return_when=asyncio.FIRST_COMPLETED)
                for task in done - polling:
                    task.result()
                polling = await self._poll_anew(done)
        except (InvalidToken, Forbidden) as error:
            raise _wrong_token(error) from None
        finally:
            for task in (delivering, telling):
                task.cancel()
            await asyncio.gather(delivering, telling, return_exceptions=True)
            # The polling hands on what ended it, and asks one last thing; answers may be half sent. Neither may last.
            for part in (self.telegram.updater, application):
                if part is not None and part.running:
                    with suppress(TelegramError, TimeoutError):
                        async with asyncio.timeout(FAREWELL):
                            await part.stop()
            await application.shutdown()

    async def _poll_anew(self, ended: set[asyncio.Task[Any]]) -> set[asyncio.Task[Any]]:
        """Poll again after what polled has ended; raises InvalidToken or Forbidden where that ended it.

        By a new Updater: one whose polling died cannot be started again, and still calls itself running.
        """
        application = self.telegram
        for task in ended:
            error = None if task.cancelled() else task.exception()
            if isinstance(error, (InvalidToken, Forbidden)):
                raise error
            log.error("polling ended; beginning again", reason=f"{type(error).__name__}: {error}" if error else "it was stopped")
        assert application.updater is not None
        with suppress(Exception):
            async with asyncio.timeout(FAREWELL):
                await application.updater.stop()
        await asyncio.sleep(min(self.retry_every, LEAST_PAUSE))
        application.updater = Updater(application.bot, application.update_queue)
        await application.updater.initialize()
        return await _poll(application.updater, self.outage)

    async def _tell_news(self) -> None:
        """Tell admins of channels that made the bot their administrator, or dismissed it, until cancelled."""

        async def tell(chat: int, said: Answer) -> None:
            try:
                await self.telegram.bot.send_message(chat, said.html, parse_mode="HTML", reply_markup=markup(said.buttons))
            except (BadRequest, Forbidden) as error:
                log.info("an admin could not be told", chat=chat, reason=str(error))

        while True:
            self.news.clear()
            try:
                async with self.store.reading() as ledger:
                    notices = await untold(ledger)
                for notice in notices:
                    await self._tell_one(notice, tell)
            except Exception as error:
                log.warning("admins could not be told of a channel; trying again", reason=str(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self.news.wait()

    async def _tell_one(self, notice: Notice, tell: Tell) -> None:
        await tell_admins(self.desk, notice, tell)
        async with self.store.writing() as ledger:
            await told(ledger, notice)

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


async def _poll(updater: Updater, outage: Outage) -> set[asyncio.Task[Any]]:
    """Ask Telegram for messages; gives the tasks that do: where one ends, the library keeps quiet, and the bot would be deaf."""
    before = asyncio.all_tasks()
    await updater.start_polling(allowed_updates=Update.ALL_TYPES, bootstrap_retries=-1, error_callback=outage)
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


def _account(settings: Settings, watched: Watched) -> Account | Absent:
    return account_of(settings.mtproto_api_id, settings.mtproto_api_hash.get_secret_value(), settings.mtproto_session, watched)


async def _watched_by_account(store: Store) -> list[Channel]:
    """The channels that the account is to read now."""
    async with store.reading() as ledger:
        channels = await ledger.channels.all()
    return [one for one in channels if one.reader == ACCOUNT and one.state is not ChannelState.PAUSED]


async def _changed(bot: Bot, job: Backfill, said: Answer) -> int | None:
    """Let the message of a back-fill say this, in its place where that can be; gives its id, None where the chat takes none."""
    shown: dict[str, Any] = {"parse_mode": "HTML", "reply_markup": markup(said.buttons), "rate_limit_args": ALERT}
    try:
        if job.message is not None:
            try:
                await bot.edit_message_text(said.html, job.chat, job.message, **shown)
            except BadRequest as error:
                if "not modified" not in str(error).lower():
                    raise
            return job.message
    except BadRequest as error:
        log.info("message cannot be edited; sending anew", chat=job.chat, reason=str(error))
    try:
        sent = await bot.send_message(job.chat, said.html, message_thread_id=job.topic or None, **shown)
    except (BadRequest, Forbidden) as error:
        log.info("how far a back-fill is cannot be shown there", chat=job.chat, reason=str(error))
        return None
    return sent.message_id


@asynccontextmanager
async def wire(
    settings: Settings,
    *,
    clock: Clock = utcnow,
    readers: Mapping[str, Pull] | None = None,
    requests: tuple[BaseRequest, BaseRequest] | None = None,
    pace: Pace | None = None,
    retry_every: float = RETRY_EVERY,
    dial: Callable[[Watched], Account | Absent] | None = None,
) -> AsyncIterator[App]:
    """The application over these settings; readers, requests and dial (the account's) stand in for the network's edge."""
    async with AsyncExitStack() as stack:
        store = await Store.open(settings.database_url, clock)
        stack.push_async_callback(store.close)
        if readers is None:
            client = await stack.enter_async_context(httpx.AsyncClient(follow_redirects=False))
            readers = {name: make(client, hosts=settings.preview_hosts, clock=clock) for name, make in READERS.items()}
        outage, news = Outage(), asyncio.Event()

        def stored() -> None:
            postman.nudge()
            news.set()

        builder = ApplicationBuilder().token(settings.telegram_token.get_secret_value()).rate_limiter(Limits())
        builder = builder.update_queue(Inbox(store, clock, stored))
        line = HTTPXRequest(connection_pool_size=1) if requests is None else requests[1]
        builder = builder.get_updates_request(Ear(line, outage))
        if requests is not None:
            builder = builder.request(requests[0])
        else:
            builder = builder.base_url(f"{settings.telegram_api}/bot").base_file_url(f"{settings.telegram_api}/file/bot")
        telegram = builder.build()
        account = (dial or partial(_account, settings))(partial(_watched_by_account, store))
        pushing: dict[str, Push] = {}
        if not isinstance(account, Absent):
            stack.push_async_callback(account.close)
            pushing[ACCOUNT] = account
        readers = {**readers, NAME: BotUpdates(telegram.bot), ACCOUNT: account}
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

        async def show(job: Backfill, channel: Channel) -> int | None:
            async with store.reading() as ledger:
                chat = await ledger.chats.get(job.chat)
            said = progress(job, channel, desk.view(chat))
            return await _changed(telegram.bot, job, said)

        postman = Postman(store, send, clock)
        pace = pace or Pace(settings.poll_floor, settings.poll_ceiling)
        watch = Watch(store, readers, pace, clock=clock, on_saved=postman.nudge)
        listening = Listening(store, pushing, clock=clock, on_saved=postman.nudge)
        housekeeping = Housekeeping(store, timedelta(days=settings.keep_fetched_days), clock)
        yield App(
            store,
            desk,
            telegram,
            watch,
            listening,
            Backfiller(store, readers, show, clock=clock),
            postman,
            housekeeping,
            settings,
            news,
            outage,
            retry_every,
        )

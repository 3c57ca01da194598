"""Alerts on their way to Telegram: what becomes of each, in which order, and what a crash repeats."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram import Bot
from telegram.ext import ExtBot

from bot import pipeline
from bot.delivery import ALERT, Later, Limits, Moved, Never, Outcome, Sent, attempt
from bot.model import Alert, AlertKind, Event, Filter, Subscription
from bot.pipeline import deliver
from store import Store, sqlite
from tests import virtual_time
from tests.builders import START, Clock
from tests.handlers.conftest import fill
from tests.telegram import faults
from tests.telegram.engine import TOKEN, Telegram
from tests.telegram.errors import RefusedError
from tests.telegram.faults import Fault
from tests.telegram.people import Seat
from tests.telegram.transport import Transport

NO_RIGHTS = "Not enough rights to send text messages to the chat"

Send = Callable[[Alert], Awaitable[int]]


@pytest.fixture
def telegram(clock: Clock) -> Telegram:
    """Telegram, on the clock of the ledger."""
    return Telegram(clock=clock)


@pytest.fixture
def olena(telegram: Telegram) -> Seat:
    """A person who has started the bot."""
    seat = telegram.person("Olena")
    seat.says("/start")
    return seat


@pytest.fixture
async def send(telegram: Telegram) -> AsyncIterator[Send]:
    """Sends an alert as the numbers of its statements."""
    async with Bot(TOKEN, request=Transport(telegram), get_updates_request=Transport(telegram)) as bot:

        async def give(alert: Alert) -> int:
            return (
                await bot.send_message(alert.chat, ",".join(map(str, alert.numbers)), message_thread_id=alert.topic or None)
            ).message_id

        yield give


@pytest.fixture
async def full(store: Store) -> Store:
    """The ledger of the story."""
    await fill(store)
    return store


def _alert(chat: int, number: int = 1, attempts: int = 0) -> Alert:
    return Alert(chat, AlertKind.NEW, (number,), (number,), START, attempts=attempts)


async def _queue(store: Store, *alerts: Alert) -> None:
    async with store.writing() as ledger:
        assert await ledger.outbox.add(alerts) == len(alerts)


async def _pending(store: Store) -> int:
    async with store.reading() as ledger:
        return await ledger.outbox.pending()


def _texts(seat: Seat) -> list[str]:
    return [message.text for message in seat.room.bots]


def _limited(telegram: Telegram) -> ExtBot[str]:
    return ExtBot(TOKEN, request=Transport(telegram), get_updates_request=Transport(telegram), rate_limiter=Limits())


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (faults.wait(17), Later(17.0, "Flood control exceeded. Retry in 0:00:17")),
        (faults.server_error(), Later(1.0, "Internal Server Error")),
        (faults.bad_gateway(), Later(1.0, "Bad Gateway (502)")),
        (faults.half_an_answer(), Later(1.0, "Invalid server response")),
        (faults.network(), Later(1.0, "httpx.ConnectError: [Errno 111] Connection refused")),
        (faults.timeout(), Later(1.0, "Timed out")),
        (faults.refusal("chat not found"), Never("Chat not found", chat_gone=True)),
        (faults.refusal("not enough rights to send text messages to the chat"), Never(NO_RIGHTS, chat_gone=True)),
        (faults.refusal("message is too long"), Never("Message is too long")),
        (
            faults.refusal(RefusedError(403, "Forbidden: bot was kicked from the group chat")),
            Never("Forbidden: bot was kicked from the group chat", chat_gone=True),
        ),
        (faults.refusal(RefusedError(401, "Unauthorized")), Later(300.0, "Unauthorized")),
        (faults.refusal(RefusedError(409, "Conflict: what only polling meets")), Later(1.0, "Conflict: what only polling meets")),
        (
            faults.refusal(
                RefusedError(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -9})
            ),
            Moved(-9),
        ),
    ],
)
async def test_what_becomes_of_an_alert(fault: Fault, outcome: Outcome, telegram: Telegram, olena: Seat, send: Send) -> None:
    telegram.fails("sendMessage", fault)
    found = await attempt(send, _alert(olena.id))
    if isinstance(found, Later | Never) and isinstance(outcome, Later | Never):
        assert found.reason.startswith(outcome.reason)  # the library adds what it could not read of a page
        found = replace(found, reason=outcome.reason)
    assert found == outcome
    assert await attempt(send, _alert(olena.id)) == Sent(olena.room.bots[-1].number)


@pytest.mark.parametrize(("attempts", "wait"), [(0, 1.0), (1, 2.0), (8, 256.0), (9, 300.0), (1000, 300.0)])
async def test_a_dead_network_is_tried_more_and_more_seldom(
    attempts: int, wait: float, telegram: Telegram, olena: Seat, send: Send
) -> None:
    telegram.down = True
    outcome = await attempt(send, _alert(olena.id, attempts=attempts))
    assert isinstance(outcome, Later)
    assert outcome.seconds == wait


async def test_an_alert_that_cannot_be_made_is_given_up_in_the_end() -> None:
    async def broken(alert: Alert) -> int:
        raise ValueError("no such statement")

    assert await attempt(broken, _alert(7, attempts=0)) == Later(1.0, "ValueError: no such statement")
    assert await attempt(broken, _alert(7, attempts=3)) == Never("ValueError: no such statement")


async def test_a_chats_order_is_kept(full: Store, clock: Clock, telegram: Telegram, olena: Seat, send: Send) -> None:
    taras = telegram.person("Taras")
    taras.says("/start")
    await _queue(full, *(_alert(seat.id, number) for number in (1, 3, 4) for seat in (olena, taras)))
    telegram.fails("sendMessage", faults.server_error())
    assert await deliver(full, send, clock) == 3
    assert sorted(map(_texts, (olena, taras))) == [[], ["1", "3", "4"]]
    assert await deliver(full, send, clock) == 0
    clock.forward(seconds=1)
    assert await deliver(full, send, clock) == 3
    assert [_texts(seat) for seat in (olena, taras)] == [["1", "3", "4"]] * 2
    assert await _pending(full) == 0


async def test_an_alert_that_breaks_does_not_touch_other_chats(
    full: Store, clock: Clock, telegram: Telegram, olena: Seat, send: Send
) -> None:
    slow = asyncio.Event()

    async def picky(alert: Alert) -> int:
        if alert.chat == 404:
            raise KeyError("a bug of ours")
        await slow.wait()
        return await send(alert)

    await _queue(full, _alert(olena.id), _alert(404))
    delivering = asyncio.create_task(deliver(full, picky, clock))
    await asyncio.sleep(0.05)
    assert not delivering.done()  # one that returned early would let the next round send the same again
    slow.set()
    assert await delivering == 1
    assert _texts(olena) == ["1"]


async def test_a_process_killed_before_it_noted_the_sending_repeats_that_one_alone(
    full: Store, clock: Clock, telegram: Telegram, olena: Seat, send: Send
) -> None:
    await _queue(full, *(_alert(olena.id, number) for number in (1, 3, 4)))
    killed = asyncio.create_task(deliver(full, send, clock))
    await telegram.until(lambda: _texts(olena) == ["1"])
    telegram.fails("sendMessage", faults.hangs())
    await telegram.until(lambda: _texts(olena) == ["1", "3"])
    killed.cancel()
    with pytest.raises(asyncio.CancelledError):
        await killed
    assert await deliver(full, send, clock) == 2
    assert _texts(olena) == ["1", "3", "3", "4"]
    assert await _pending(full) == 0


async def test_what_is_on_its_way_when_the_bot_is_stopped_is_noted(full: Store, clock: Clock, olena: Seat, send: Send) -> None:
    on_its_way, arrives = asyncio.Event(), asyncio.Event()

    async def slow(alert: Alert) -> int:
        on_its_way.set()
        await arrives.wait()
        return await send(alert)

    await _queue(full, *(_alert(olena.id, number) for number in (1, 3)))
    stopped = asyncio.create_task(deliver(full, slow, clock))
    await on_its_way.wait()
    stopped.cancel()
    await asyncio.sleep(0)
    arrives.set()
    with pytest.raises(asyncio.CancelledError):
        await stopped
    assert _texts(olena) == ["1"]
    assert await _pending(full) == 1
    assert await deliver(full, send, clock) == 1
    assert _texts(olena) == ["1", "3"]


async def test_what_was_sent_while_another_program_held_the_ledger_is_noted_and_not_sent_again(
    full: Store, clock: Clock, olena: Seat, send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.01)
    monkeypatch.setattr(pipeline, "FIRST_WAIT", 0.01)
    patient = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'ledger.sqlite3'}", clock)
    holder = sqlite3.connect(tmp_path / "ledger.sqlite3", isolation_level=None)

    async def sends_and_is_locked_out(alert: Alert) -> int:
        sent = await send(alert)
        holder.execute("BEGIN IMMEDIATE")
        asyncio.get_running_loop().call_later(0.2, holder.execute, "ROLLBACK")
        return sent

    await _queue(full, _alert(olena.id))
    assert await deliver(patient, sends_and_is_locked_out, clock) == 1
    assert await _pending(full) == 0
    assert _texts(olena) == ["1"]
    holder.close()
    await patient.close()


async def test_who_blocked_is_owed_nothing(full: Store, clock: Clock, telegram: Telegram, olena: Seat, send: Send) -> None:
    await _queue(full, *(_alert(olena.id, number) for number in (1, 3, 4)))
    olena.blocks()
    assert await deliver(full, send, clock) == 0
    assert len(telegram.called("sendMessage")) == 1
    assert await _pending(full) == 0
    async with full.reading() as ledger:
        assert not (await ledger.chats.get(olena.id)).active


async def test_a_group_that_became_a_supergroup_keeps_its_alerts(
    full: Store, clock: Clock, telegram: Telegram, olena: Seat, send: Send
) -> None:
    old = telegram.group(olena)
    wish = Filter(frozenset({"KP"}), frozenset({Event.KILLED}))
    async with full.writing() as ledger:
        await ledger.subscriptions.add(Subscription(old.room.id, wish, START))
    await _queue(full, *(_alert(old.room.id, number) for number in (1, 3)))
    new = telegram.migrate(old)
    assert await deliver(full, send, clock) == 0
    assert await deliver(full, send, clock) == 2
    assert _texts(new) == ["1", "3"]
    assert await _pending(full) == 0
    async with full.reading() as ledger:
        assert [(one.chat, one.filter) for one in await ledger.subscriptions.all()] == [(new.room.id, wish)]


@pytest.mark.parametrize("ends", [Seat.closes_topic, Seat.deletes_topic])
async def test_a_topic_that_cannot_be_written_to_hands_its_alerts_to_the_general_one(
    ends: Callable[[Seat, int], None], full: Store, clock: Clock, telegram: Telegram, olena: Seat, send: Send
) -> None:
    forum = telegram.group(olena, number=-1001500000777)
    forum.opens_topic(42)
    wish = Filter(frozenset({"KP"}), frozenset({Event.KILLED}))
    chat = forum.room.id
    async with full.writing() as ledger:
        await ledger.subscriptions.add(Subscription(chat, wish, START, topic=42))
        await ledger.subscriptions.add(Subscription(chat, wish, START))
    await _queue(full, *(replace(_alert(chat, number), topic=42) for number in (1, 3)), _alert(chat, 4))
    ends(forum, 42)
    assert await deliver(full, send, clock) == 0
    async with full.reading() as ledger:
        assert [(one.topic, one.filter) for one in await ledger.subscriptions.of(chat)] == [(0, wish)]
        assert [(one.numbers, one.topic, one.astray) for one in await ledger.outbox.due(clock())] == [
            ((1,), 0, True),
            ((3,), 0, False),
            ((4,), 0, False),
        ]
    assert await deliver(full, send, clock) == 3
    assert [(message.text, message.topic) for message in forum.room.bots] == [("1", 0), ("3", 0), ("4", 0)]


async def test_alerts_go_to_their_topic(full: Store, clock: Clock, telegram: Telegram, olena: Seat, send: Send) -> None:
    forum = telegram.group(olena, number=-1001500000777)
    forum.opens_topic(42)
    await _queue(full, replace(_alert(forum.room.id), topic=42), _alert(forum.room.id))
    assert await deliver(full, send, clock) == 2
    assert [(message.text, message.topic) for message in forum.room.bots] == [("1", 42), ("1", 0)]


async def test_a_closed_general_topic_costs_an_alert_and_no_chat(
    full: Store, clock: Clock, olena: Seat, telegram: Telegram, send: Send
) -> None:
    await _queue(full, _alert(olena.id))
    telegram.fails("sendMessage", faults.refusal("TOPIC_CLOSED"))
    assert await deliver(full, send, clock) == 0
    assert await _pending(full) == 0
    async with full.reading() as ledger:
        assert (await ledger.chats.get(olena.id)).active


@pytest.mark.parametrize(("chats", "each"), [(range(1, 121), 1), ((7,), 12), ((-7,), 50), ((-7, 7, *range(20, 60)), 4)])
def test_the_limits_are_such_that_telegram_never_complains(chats: tuple[int, ...], each: int) -> None:
    async def main() -> list[int]:
        loop = asyncio.get_running_loop()
        telegram = Telegram(clock=lambda: datetime.fromtimestamp(0, UTC) + timedelta(seconds=loop.time()), limits=True)
        anybody = telegram.person("Olena", 999)
        for chat in chats:
            (telegram.group(anybody, number=chat) if chat < 0 else telegram.person(number=chat)).says("/start")
        async with _limited(telegram) as bot:
            marks = (None, ALERT)
            await asyncio.gather(
                *(bot.send_message(chat, "x", rate_limit_args=marks[turn % 2]) for turn in range(each) for chat in chats)
            )
        return [call.status for call in telegram.called("sendMessage")]

    assert virtual_time.run(main()) == [200] * (len(chats) * each)


def test_an_answer_is_sent_again_when_telegram_asked_to_wait() -> None:
    async def main() -> tuple[list[int], float]:
        telegram = Telegram()
        olena = telegram.person()
        olena.says("/start")
        telegram.fails("sendMessage", faults.wait(17), times=2)
        async with _limited(telegram) as bot:
            await bot.send_message(olena.id, "x")
        assert len(olena.room.bots) == 1
        return [call.status for call in telegram.called("sendMessage")], asyncio.get_running_loop().time()

    statuses, seconds = virtual_time.run(main())
    assert statuses == [429, 429, 200]
    assert seconds >= 34

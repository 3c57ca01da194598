"""Telegram's limits, on a clock that jumps: what was let through, and when."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.delivery import ALERT, Limits
from tests import virtual_time


class Telegram:
    """The network's edge: notes when each request came."""

    def __init__(self) -> None:
        self.at: list[tuple[float, int, str]] = []

    async def take(self, endpoint: str, data: dict[str, Any]) -> bool:
        self.at.append((asyncio.get_running_loop().time(), data["chat_id"], data.get("text", "")))
        return True


async def _send(limits: Limits, telegram: Telegram, chat: int, text: str = "", *, alert: bool = False) -> None:
    data = {"chat_id": chat, "text": text}
    await limits.process_request(telegram.take, ("sendMessage", data), {}, "sendMessage", data, ALERT if alert else None)


def _busiest(moments: list[float], window: float) -> int:
    """The most moments that fall into any window of so many seconds."""
    return max(sum(start <= moment < start + window for moment in moments) for start in moments)


def test_never_more_than_thirty_in_any_second() -> None:
    async def main() -> list[float]:
        limits, telegram = Limits(), Telegram()
        await asyncio.gather(*(_send(limits, telegram, chat) for chat in range(1, 201)))
        return [at for at, _, _ in telegram.at]

    moments = virtual_time.run(main())
    assert len(moments) == 200
    assert _busiest(moments, 1.0) <= 30
    assert moments[-1] < 200 / 20


def test_alerts_leave_a_third_of_the_room() -> None:
    async def main() -> list[float]:
        limits, telegram = Limits(), Telegram()
        await asyncio.gather(*(_send(limits, telegram, chat, alert=True) for chat in range(1, 201)))
        return [at for at, _, _ in telegram.at]

    assert _busiest(virtual_time.run(main()), 1.0) <= 20


def test_an_answer_overtakes_alerts_that_wait() -> None:
    async def main() -> list[str]:
        limits, telegram = Limits(), Telegram()
        alerts = [asyncio.create_task(_send(limits, telegram, chat, "alert", alert=True)) for chat in range(1, 101)]
        await asyncio.sleep(0.5)
        await _send(limits, telegram, 500, "answer")
        await asyncio.gather(*alerts)
        return [text for _, _, text in telegram.at]

    texts = virtual_time.run(main())
    assert texts.index("answer") < 30


def test_one_chat_gets_one_a_second_and_its_order_is_kept() -> None:
    async def main() -> list[tuple[float, int, str]]:
        limits, telegram = Limits(), Telegram()
        await asyncio.gather(*(_send(limits, telegram, 7, str(n)) for n in range(10)))
        return telegram.at

    taken = virtual_time.run(main())
    assert [text for _, _, text in taken] == [str(n) for n in range(10)]
    assert _busiest([at for at, _, _ in taken], 1.0) <= 3
    assert taken[-1][0] - taken[2][0] >= 6.9


def test_a_group_gets_twenty_a_minute() -> None:
    async def main() -> list[float]:
        limits, telegram = Limits(), Telegram()
        await asyncio.gather(*(_send(limits, telegram, -7) for _ in range(60)))
        return [at for at, _, _ in telegram.at]

    assert _busiest(virtual_time.run(main()), 60.0) <= 20


def test_what_is_no_message_to_a_chat_does_not_wait() -> None:
    async def main() -> float:
        limits = Limits()

        async def take(*_: Any) -> bool:
            return True

        for _ in range(500):
            await limits.process_request(take, (), {}, "answerCallbackQuery", {"callback_query_id": "1"}, None)
        return asyncio.get_running_loop().time()

    assert virtual_time.run(main()) < 0.001


@pytest.mark.parametrize(("alert", "tries"), [(False, 2), (True, 1)])
def test_retry_after_is_obeyed_for_answers_and_left_to_the_outbox_for_alerts(*, alert: bool, tries: int) -> None:
    async def main() -> list[float]:
        limits, at = Limits(), list[float]()

        async def take(*_: Any) -> bool:
            at.append(asyncio.get_running_loop().time())
            if len(at) == 1:
                raise RetryAfter(17)
            return True

        try:
            await limits.process_request(take, (), {}, "sendMessage", {"chat_id": 7}, ALERT if alert else None)
        except RetryAfter:
            assert alert
        return at

    moments = virtual_time.run(main())
    assert len(moments) == tries
    assert moments[-1] - moments[0] >= (0 if alert else 17)


def test_in_one_chat_an_answer_overtakes_alerts_that_wait() -> None:
    async def main() -> list[str]:
        limits, telegram = Limits(), Telegram()
        alerts = [asyncio.create_task(_send(limits, telegram, 7, "alert", alert=True)) for _ in range(10)]
        await asyncio.sleep(0.5)
        await asyncio.gather(*(_send(limits, telegram, 7, f"answer {n}") for n in range(3)))
        await asyncio.gather(*alerts)
        return [text for _, _, text in telegram.at]

    texts = virtual_time.run(main())
    assert [text for text in texts if text != "alert"] == ["answer 0", "answer 1", "answer 2"]
    assert texts.index("answer 2") <= 6
    assert len(texts) == 13


def test_in_a_group_alerts_leave_room_for_answers() -> None:
    async def main() -> float:
        limits, telegram = Limits(), Telegram()
        alerts = [asyncio.create_task(_send(limits, telegram, -7, "alert", alert=True)) for _ in range(60)]
        await asyncio.sleep(100)
        asked = asyncio.get_running_loop().time()
        await _send(limits, telegram, -7, "answer")
        waited = asyncio.get_running_loop().time() - asked
        for alert in alerts:
            alert.cancel()
        await asyncio.gather(*alerts, return_exceptions=True)
        assert _busiest([at for at, _, text in telegram.at if text == "alert"], 60.0) <= 15
        return waited

    assert virtual_time.run(main()) <= 1.0


def test_a_chat_that_telegram_closed_for_a_while_holds_up_no_other() -> None:
    async def main() -> list[tuple[float, int]]:
        limits, at = Limits(), list[tuple[float, int]]()

        async def take(endpoint: str, data: dict[str, Any]) -> bool:
            at.append((asyncio.get_running_loop().time(), data["chat_id"]))
            if len(at) == 1:
                raise RetryAfter(17)
            return True

        async def send(chat: int, mark: str | None = None) -> None:
            data = {"chat_id": chat}
            await limits.process_request(take, ("sendMessage", data), {}, "sendMessage", data, mark)

        with pytest.raises(RetryAfter):
            await send(7, ALERT)
        await asyncio.gather(send(7), send(8))
        return at

    (_, first), (soon, other), (later, same) = virtual_time.run(main())
    assert (first, other, same) == (7, 8, 7)
    assert soon < 1
    assert later >= 17


def test_who_goes_away_while_waiting_holds_nobody_up() -> None:
    async def main() -> list[str]:
        limits, telegram = Limits(), Telegram()
        waiting = [asyncio.create_task(_send(limits, telegram, 7, str(n))) for n in range(6)]
        await asyncio.sleep(0.5)
        for gone in waiting[2:5]:
            gone.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await _send(limits, telegram, 7, "last")
        return [text for _, _, text in telegram.at]

    assert virtual_time.run(main()) == ["0", "1", "5", "last"]

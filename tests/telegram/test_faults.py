"""What goes wrong on the way, the wrong token, and the seam of python-telegram-bot."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.telegram import faults
from tests.telegram.engine import TOKEN, Telegram
from tests.telegram.faults import Fault
from tests.telegram.people import Seat
from tests.telegram.transport import Transport


def _bot(telegram: Telegram, token: str = TOKEN) -> Bot:
    return Bot(token, request=Transport(telegram), get_updates_request=Transport(telegram))


@pytest.mark.parametrize(
    ("fault", "error", "arrives"),
    [
        (faults.server_error(), NetworkError, False),
        (faults.bad_gateway(), NetworkError, False),
        (faults.half_an_answer(), TelegramError, True),
        (faults.network(), NetworkError, False),
        (faults.timeout(), TimedOut, False),
        (faults.answer_lost(), NetworkError, True),
        (faults.wait(17), RetryAfter, False),
        (faults.refusal("message can't be edited"), BadRequest, False),
    ],
)
async def test_a_fault_strikes_as_often_as_it_was_asked_for(
    fault: Fault, error: type[TelegramError], arrives: bool, telegram: Telegram, olena: Seat
) -> None:
    telegram.fails("sendMessage", fault, times=2)
    async with _bot(telegram) as bot:
        for _ in range(2):
            with pytest.raises(TelegramError) as raised:
                await bot.send_message(olena.id, "x")
            assert type(raised.value) is error
        assert len(olena.room.bots) == (2 if arrives else 0)
        await bot.send_message(olena.id, "x")
    assert len(telegram.called("sendMessage")) == 3


async def test_an_answer_that_never_comes(telegram: Telegram, olena: Seat) -> None:
    telegram.fails("sendMessage", faults.hangs())
    async with _bot(telegram) as bot:
        sending = asyncio.create_task(bot.send_message(olena.id, "x"))
        await telegram.until(lambda: bool(olena.room.bots))
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending


async def test_a_telegram_that_is_down_answers_nothing(telegram: Telegram) -> None:
    telegram.down = True
    with pytest.raises(NetworkError, match="Network is unreachable"):
        await _bot(telegram).initialize()
    telegram.down = False
    async with _bot(telegram) as bot:
        assert bot.username == "communique_bot"
    assert [call.status for call in telegram.calls] == [0, 200]


async def test_a_wrong_token_is_refused(telegram: Telegram) -> None:
    with pytest.raises(InvalidToken):
        await _bot(telegram, "1000000000:another").initialize()
    assert (telegram.calls[-1].status, telegram.calls[-1].description) == (401, "Unauthorized")
    assert (await telegram.serve("/botnonsense/getMe", {}))[0] == 404


async def test_refusals_arrive_as_the_librarys_errors(telegram: Telegram, olena: Seat) -> None:
    group = telegram.group(olena)
    telegram.migrate(group)
    olena.blocks()
    async with _bot(telegram) as bot:
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(olena.id, "x")
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(group.room.id, "x")
        assert moved.value.new_chat_id == group.room.migrated_to
        with pytest.raises(NetworkError, match="UnicodeEncodeError"):
            await bot.send_message(olena.id, "half a surrogate: \ud83d")


async def test_uploads_and_updates_pass_the_seam(telegram: Telegram, olena: Seat) -> None:
    olena.says("/help")
    async with _bot(telegram) as bot:
        sent = await bot.send_document(olena.id, InputFile(b"1,2", filename="ledger.csv"))
        (update,) = await bot.get_updates()
    assert sent.document is not None
    assert telegram.uploads[sent.document.file_id] == ("ledger.csv", b"1,2")
    assert update.message is not None
    assert update.message.text == "/help"


async def test_answers_are_read_one_after_the_other(telegram: Telegram, olena: Seat) -> None:
    async with _bot(telegram) as bot:
        await bot.send_message(olena.id, "one")
        second = await bot.send_message(olena.id, "two")
        assert [(await olena.answer()).text for _ in range(2)] == ["one", "two"]
        waiting = asyncio.create_task(olena.answer())
        await asyncio.sleep(0)
        assert not waiting.done()
        await second.edit_text("three")
        assert (await waiting).text == "three"
    assert olena.unheard == []


def test_the_engine_knows_no_client_library() -> None:
    code = "import sys, tests.telegram.engine; sys.exit('telegram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

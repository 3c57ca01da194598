"""The whole bot: people in a chat, channels on a server, and what goes from the one to the other."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable

import pytest

from bot.access import Guest
from bot.app import WrongTokenError
from tests.running import ADMINS, House, running, until
from tests.telegram import faults
from tests.telegram.people import Seat

MORNING = 1380
"""A post of that number is an hour old when the bot starts."""

QUIET = "Добрий ранок, Україно!"
LOSSES = "За попередніми даними, кількість убитих та поранених північнокорейських військових перевищує вже 3000 осіб."
SENT = "About 12,000 North Korean soldiers were sent to Kursk Oblast."
CAPTURED = "We captured two North Korean soldiers in Kursk Oblast."


async def _is(found: Awaitable[int], expected: int) -> bool:
    return await found == expected


@pytest.fixture
async def house(url: str) -> AsyncIterator[House]:
    """The bot at work, with one channel that has said nothing of interest."""
    made = House(url)
    made.serves("president", {MORNING: QUIET})
    async with running(made):
        yield made


@pytest.fixture
async def olena(house: House) -> Seat:
    """A person who wants to be told of North Korea."""
    seat = house.telegram.person("Olena")
    seat.says("/subscribe north korea")
    assert (await seat.answer()).text.startswith("Set: new statements on North Korea")
    return seat


async def test_a_live_post_is_told_once(house: House, olena: Seat) -> None:
    president = await house.watches("president")
    house.server.channels["president"].posts[MORNING + 50] = LOSSES
    alert = await olena.answer()
    assert alert.text.startswith("🔔")
    assert "3" in alert.text
    assert "Volodymyr Zelensky" in alert.text
    assert "https://t.me/president/1430" in alert.links
    assert "late" not in alert.text
    await house.looks_again(president)
    house.server.channels["president"].posts[MORNING + 51] = QUIET
    await house.has_read(president, MORNING + 51)
    assert olena.unheard == []
    olena.presses("Details")
    assert "Speaker" in (await olena.answer()).text
    taras = house.telegram.person("Taras")
    taras.says("/start")
    assert (await taras.answer()).text.startswith("Communiqué reads official channels")
    for question in ("/latest", "/summary"):
        taras.says(question)
        answer = await taras.answer()
        assert "Volodymyr Zelensky" in answer.text
        assert "🇰🇵" in answer.text


async def test_a_first_reading_alerts_nobody(house: House, olena: Seat) -> None:
    house.serves("staff", {MORNING: LOSSES, MORNING + 1: SENT})
    staff = await house.watches("staff")
    await house.looks_again(staff)
    assert await house.count() == 2
    assert await house.pending() == 0
    olena.says("/latest north korea")
    assert "2 of 2" in (await olena.answer()).text
    assert olena.unheard == []


async def test_a_repeat_in_another_channel_alerts_nobody(house: House, olena: Seat) -> None:
    house.serves("office", {MORNING: QUIET})
    await house.watches("president")
    office = await house.watches("office")
    house.server.channels["president"].posts[MORNING + 50] = LOSSES
    assert (await olena.answer()).text.startswith("🔔")
    house.server.channels["office"].posts[MORNING + 55] = LOSSES
    await house.has_read(office, MORNING + 55)
    olena.says("/latest")
    assert "said 2 times" in (await olena.answer()).text
    assert olena.unheard == []


async def test_a_repeat_of_what_was_known_before_alerts_nobody(house: House, olena: Seat) -> None:
    house.serves("office", {MORNING: LOSSES})
    await house.watches("office")
    president = await house.watches("president")
    house.server.channels["president"].posts |= {MORNING + 50: LOSSES, MORNING + 51: SENT}
    await house.has_read(president, MORNING + 51)
    (alert,) = olena.unheard
    assert "eployed" in alert.text


async def test_a_repeat_within_one_batch_alerts_once(house: House, olena: Seat) -> None:
    president = await house.watches("president")
    house.server.channels["president"].posts |= {MORNING + 50: LOSSES, MORNING + 51: LOSSES}
    await house.has_read(president, MORNING + 51)
    assert [message.text[:1] for message in olena.unheard] == ["🔔"]


async def test_a_post_that_comes_late_is_marked(house: House, olena: Seat) -> None:
    await house.watches("president")
    house.later(hours=7)
    house.server.channels["president"].posts[MORNING + 50] = LOSSES
    assert (await olena.answer()).text.startswith("🔔 late · ")


async def test_only_what_was_asked_for_is_told(house: House, olena: Seat) -> None:
    taras = house.telegram.person("Taras")
    taras.says("/subscribe captured north korea")
    await taras.answer()
    president = await house.watches("president")
    house.server.channels["president"].posts[MORNING + 50] = SENT
    assert (await olena.answer()).text.startswith("🔔")
    await house.has_read(president, MORNING + 50)
    assert taras.unheard == []
    house.server.channels["president"].posts[MORNING + 51] = CAPTURED
    assert "aptured" in (await taras.answer()).text


async def test_who_blocked_the_bot_is_left_alone_until_start(house: House, olena: Seat) -> None:
    president = await house.watches("president")
    posts = house.server.channels["president"].posts
    olena.room.shut = "bot was blocked by the user"  # Telegram would tell of it, too, but perhaps later
    posts[MORNING + 50] = LOSSES
    await house.telegram.until(lambda: house.telegram.calls[-1].status == 403)
    await house.has_read(president, MORNING + 50)
    olena.unblocks()
    tried = len(house.telegram.called("sendMessage"))
    posts[MORNING + 51] = SENT
    await house.has_read(president, MORNING + 51)
    assert len(house.telegram.called("sendMessage")) == tried
    olena.says("/start")
    assert (await olena.answer()).text.startswith("Alerts are on again.")
    posts[MORNING + 52] = CAPTURED
    alert = await olena.answer()
    assert alert.text.startswith("🔔")
    assert "aptured" in alert.text
    assert olena.unheard == []


async def test_an_alert_waits_as_long_as_telegram_asks(house: House, olena: Seat) -> None:
    await house.watches("president")
    house.telegram.fails("sendMessage", faults.wait(17))
    house.server.channels["president"].posts[MORNING + 50] = LOSSES
    await house.telegram.until(lambda: house.telegram.calls[-1].status == 429)
    await until(lambda: _is(house.due(), 0), "the alert to be postponed")
    tried = len(house.telegram.called("sendMessage"))
    house.later(seconds=16)
    taras = house.telegram.person("Taras")
    taras.says("/help")
    assert "Ask in plain words" in (await taras.answer()).text
    assert await house.pending() == 1
    assert len(house.telegram.called("sendMessage")) == tried + 1
    house.later(seconds=2)
    assert (await olena.answer()).text.startswith("🔔")
    assert olena.unheard == []


async def test_channels_are_read_while_telegram_is_down(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    house = House(url)
    house.telegram.down = True
    house.serves("president", {MORNING: LOSSES})
    olena = house.telegram.person("Olena")
    olena.says("/latest")
    async with running(house):
        await house.watches("president")
        assert await house.count() == 1
        await house.telegram.until(lambda: len(house.telegram.calls) > 3)
        assert olena.unheard == []
        house.telegram.down = False
        assert "Volodymyr Zelensky" in (await olena.answer()).text
    assert capsys.readouterr().out.count("Telegram cannot be reached") == 1


async def test_a_wrong_token_ends_the_bot(url: str) -> None:
    house = House(url, token="1000000000:of-a-bot-that-does-not-exist")
    with pytest.raises(WrongTokenError) as raised:
        async with running(house):
            await house.telegram.until(lambda: bool(house.telegram.calls))
    assert house.telegram.calls[0].status == 401
    assert "does-not-exist" not in str(raised.value)


async def test_a_token_that_is_revoked_ends_the_bot(url: str) -> None:
    house = House(url)
    olena = house.telegram.person("Olena")

    async def revoke() -> None:
        async with running(house):
            olena.says("/help")
            await olena.answer()
            house.telegram.token = "1000000000:another-one-that-was-given-out"
            olena.says("/help")
            await asyncio.wait([house.work], timeout=20)

    with pytest.raises(WrongTokenError):
        await revoke()
    assert house.telegram.calls[-1].status == 401


async def test_troubles_while_polling_are_told_once_and_got_over(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    olena = house.telegram.person("Olena")
    house.telegram.fails("getUpdates", faults.bad_gateway())
    house.telegram.fails("getUpdates", faults.half_an_answer())
    olena.says("/help")
    assert "Ask in plain words" in (await olena.answer()).text
    olena.says("/help")
    assert "Ask in plain words" in (await olena.answer()).text
    assert house.telegram.called("getUpdates")[-1].status == 200
    said = capsys.readouterr().out
    assert said.count("Telegram does not answer") == 1
    assert "Traceback" not in said


HOSTILE = {
    "controls": "".join(chr(code) for code in (*range(1, 10), *range(11, 32), *range(127, 160))) * 60,
    "html": "<b><i>&lt;</b>&#xD83D;<a href='x'>" * 100,
    "emoji": "💀" * 2048,
    "flags": "🇰🇵" * 1024,
    "combining": "e" + "\u0301" * 4000,
    "right to left": "\u202e" + "дохлы " * 600,
    "half a surrogate": "killed \ud83d north korea \udc80",
    "digits": "9" * 4000,
    "spaces": " \u00a0\u2003\u3000" * 900,
    "words": "killed north korea " * 200,
    "braces": "{ $x } %s {0} ${x} \\u0000 ; DROP TABLE statements; --" * 60,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_whatever_is_typed_is_answered(text: str, house: House, capsys: pytest.CaptureFixture[str]) -> None:
    commands = ("", "/latest ", "/summary ", "/subscribe ", "/statement ", "/start ", "/unsubscribe ", "/addchannel ", "/pause ")
    strangers = [house.telegram.person() for _ in commands]  # one chat each, for one chat gets one message a second
    admins = [house.telegram.person("Taras", number) for number in ADMINS[: len(commands)]]
    for seats in (strangers, admins):
        for seat, command in zip(seats, commands, strict=True):
            seat.says(f"{command}{text}"[: 4096 - sum(one > "\uffff" for one in text)])
            answer = await seat.answer()
            assert "went wrong" not in answer.text, command
    said = capsys.readouterr().out
    assert "could not be answered" not in said
    assert "Traceback" not in said


async def test_what_telegram_may_invent_is_passed_over(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    olena = house.telegram.person("Olena")
    house.telegram.updates.add(telepathy={"from": olena.user, "thought": "killed north korea"})
    house.telegram.updates.add(message_reaction_count={"x": 1})
    olena.sends(dice={"emoji": "🎲", "value": 6})
    assert "Commands begin with a slash" in (await olena.answer()).text
    assert "Traceback" not in capsys.readouterr().out


async def test_a_press_from_long_ago_is_answered(house: House, olena: Seat) -> None:
    house.serves("staff", {MORNING: LOSSES})
    await house.watches("staff")
    olena.says("/latest")
    page = await olena.answer()
    await house.telegram.until(lambda: not house.telegram.updates.waiting)
    olena.presses("Deployments")
    house.clock.forward(hours=1)
    edited = await olena.answer()
    assert edited is page
    assert house.telegram.called("answerCallbackQuery")[-1].description.startswith("Bad Request: query is too old")


async def test_only_an_admin_chooses_channels(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    olena, taras = house.telegram.person("Olena"), house.telegram.person("Taras", ADMINS[0])
    for words in ("/addchannel @president", "/channels", "/pause @president"):
        olena.says(words)
        assert "is for the bot's admins" in (await olena.answer()).text
    said = capsys.readouterr().out
    assert len(re.findall(rf"refused .*user={olena.id}", re.sub(r"\x1b\[\d*m", "", said))) == 3
    assert house.server.asked == []
    taras.says("/addchannel @president | Volodymyr Zelensky | Ukraine | Europe/Kyiv")
    assert "President" in (await taras.answer()).text
    taras.presses("Watch it")
    assert "president" in (await taras.answer()).text
    async with house.store.reading() as ledger:
        president = await ledger.channels.by_name("president")
    assert president is not None
    await house.has_read(president, MORNING)


async def test_a_handled_update_is_confirmed_and_a_stop_leaves_nothing_behind(url: str) -> None:
    house = House(url)
    before = asyncio.all_tasks()
    async with running(house):
        olena = house.telegram.person("Olena")
        olena.says("/start")
        await olena.answer()
    assert house.telegram.updates.waiting == []
    assert asyncio.all_tasks() == before
    olena.says("/help")
    async with running(house):
        assert "Ask in plain words" in (await olena.answer()).text
    assert len(olena.room.bots) == 2


@pytest.mark.parametrize("method", ["getUpdates", "sendMessage"])
async def test_a_telegram_that_never_answers_does_not_keep_the_bot_from_ending(
    url: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.FAREWELL", 0.05)
    house = House(url)
    async with asyncio.timeout(60), running(house):
        olena = house.telegram.person("Olena")
        olena.says("/start")
        await olena.answer()
        house.telegram.fails(method, faults.hangs(), times=9)
        olena.says("/help")
        assert "Ask in plain words" in (await olena.answer()).text
    assert house.work.done()


async def test_no_alert_goes_to_a_chat_that_is_no_longer_allowed(url: str) -> None:
    house = House(url, access="listed")
    house.serves("president", {MORNING: QUIET})
    async with running(house):
        seats = {name: house.telegram.person(name) for name in ("Olena", "Taras")}
        async with house.store.writing() as ledger:
            for name, seat in seats.items():
                await ledger.access.allow(Guest(seat.id, name, house.clock(), by=ADMINS[0]))
        for seat in seats.values():
            seat.says("/subscribe north korea")
            assert (await seat.answer()).text.startswith("Set: ")
        president = await house.watches("president")
        async with house.store.writing() as ledger:
            await ledger.access.disallow(seats["Olena"].id)
        house.server.channels["president"].posts[MORNING + 50] = LOSSES
        assert (await seats["Taras"].answer()).text.startswith("🔔")
        await house.has_read(president, MORNING + 50)
        assert seats["Olena"].unheard == []
        seats["Olena"].says("/latest")
        assert (await seats["Olena"].answer()).text.startswith("This bot answers those on its list only.")


async def test_an_alert_goes_to_the_topic_that_asked_and_when_it_is_gone_to_the_general_one(house: House) -> None:
    forum = house.telegram.group(house.telegram.person("Olena"), number=-1001500000777)
    forum.opens_topic(42)
    forum.says("/subscribe north korea", topic=42)
    assert (await forum.answer()).topic == 42
    await house.watches("president")
    house.server.channels["president"].posts[MORNING + 50] = LOSSES
    alert = await forum.answer()
    assert (alert.topic, alert.text[0]) == (42, "🔔")
    forum.deletes_topic(42)
    house.server.channels["president"].posts[MORNING + 51] = SENT
    refused = "Bad Request: message thread not found"
    await house.telegram.until(lambda: any(call.description == refused for call in house.telegram.calls), "a refusal")
    house.app.postman.nudge()
    alert = await forum.answer()
    assert (alert.topic, alert.text[0]) == (0, "🔔")
    assert alert.text.endswith("its alerts come here now.")

"""The fake Telegram and the preview server as a process: strict over HTTP as they are in memory, and controlled from outside."""

from __future__ import annotations

import asyncio

import httpx

from tests.live.town import Town


async def test_updates_come_again_until_they_are_confirmed_and_a_poll_ends_with_its_time(town: Town) -> None:
    assert (await town.call("getUpdates", timeout=1))["result"] == []
    poll = asyncio.create_task(town.call("getUpdates", timeout=30))
    await town.polled()
    await town.tell("says", person=town.admin, text="one")
    (update,) = (await poll)["result"]
    assert update["message"]["text"] == "one"
    assert (await town.call("getUpdates"))["result"] == [update]
    assert (await town.call("getUpdates", offset=update["update_id"] + 1))["result"] == []
    assert (await town.tell("state"))["waiting"] == 0


async def test_a_second_poller_ends_the_first(town: Town) -> None:
    first = asyncio.create_task(town.call("getUpdates", timeout=30))
    await town.polled()
    second = asyncio.create_task(town.call("getUpdates", timeout=30))
    assert (await first)["error_code"] == 409
    await town.tell("says", person=town.admin, text="one")
    assert len((await second)["result"]) == 1


async def test_the_limits_are_kept(town: Town) -> None:
    await town.tell("says", person=town.admin, text="/start")
    answers = [await town.call("sendMessage", chat_id=town.admin, text=str(number)) for number in range(4)]
    assert [answer["ok"] for answer in answers] == [True, True, True, False]
    assert answers[3]["error_code"] == 429
    assert answers[3]["parameters"] == {"retry_after": 1}
    assert [message["text"] for message in await town.tell("heard", person=town.admin)] == ["0", "1", "2"]


async def test_faults_come_as_they_were_asked_for(town: Town) -> None:
    found = {}
    for fault in ("500", "502", "html", "half", "429"):
        await town.tell("fails", method="getMe", fault=fault)
        answer = await town.client.post(f"{town.api}/bot1000000000:of-a-bot-that-exists-in-tests-only/getMe")
        found[fault] = (answer.status_code, answer.text[:6])
    assert found == {
        "500": (500, '{"ok":'),
        "502": (502, "<html>"),
        "html": (200, "<html>"),
        "half": (200, '{"ok":'),
        "429": (429, '{"ok":'),
    }
    assert (await town.call("getMe"))["ok"]
    refused = await town.client.post(f"{town.control}/fails", json={"method": "getMe", "fault": "no such"})
    assert refused.status_code == 400


async def test_pages_change_go_send_away_and_throttle(town: Town) -> None:
    async def shown() -> httpx.Response:
        return await town.client.get(f"{town.pages}/s/staff")

    await town.tell("channel", username="staff", telegram_id=1500000000, minutes=20)
    await town.tell("publish", username="staff", number=1, text="Good morning!")
    assert "Good morning!" in (await shown()).text
    await town.tell("publish", username="staff", number=1, text="Good evening!", edited=True)
    assert "Good evening!" in (await shown()).text
    assert "edited" in (await shown()).text
    await town.tell("delete", username="staff", number=1)
    assert "Good" not in (await shown()).text
    await town.tell("preview", username="staff", on=False)
    assert ((await shown()).status_code, (await shown()).headers["Location"]) == (302, "/staff")
    await town.tell("throttle", seconds=7)
    assert ((await shown()).status_code, (await shown()).headers["Retry-After"]) == (429, "7")

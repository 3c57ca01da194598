"""`communique run` as a process: posts become alerts, edits versions, and no ending of any kind loses or repeats anything."""

from __future__ import annotations

import asyncio
import os
import random
from functools import partial

import httpx
import pytest

from tests.live.process import World
from tests.telegram.http import free_address
from tests.telegram.messages import Version

KILLS = int(os.environ.get("KILLS", "2"))
"""How often the bot is killed in each database; `make nightly` does it 20 times."""

LOAD = 3
"""So many posts come before each kill."""


async def test_a_post_becomes_an_alert_an_edit_a_version_and_a_restart_repeats_and_misses_nothing(world: World) -> None:
    await world.start()
    await world.watches()
    world.publish(World.FIRST + 1, 300)
    await world.until(lambda: len(world.told()) == 1, "an alert")
    assert "300" in world.told()[0]
    assert "late" not in world.told()[0]
    world.channel.posts[World.FIRST + 1] += " God rest them."
    world.channel.edited.add(World.FIRST + 1)
    await world.looks_again()
    assert await world.versions(World.FIRST + 1) == 2
    assert await world.stop() == 0
    world.publish(World.FIRST + 2, 400)
    world.olena.says("/latest")
    answers = len(world.olena.room.bots)
    await world.start()
    await world.until(lambda: len(world.olena.room.bots) == answers + 2, "the answer and the alert of what came meanwhile")
    await world.looks_again()
    assert ["300" in text for text in world.told()] == [True, False]
    assert len(world.olena.room.bots) == answers + 2


@pytest.mark.parametrize("world", ["sqlite"], indirect=True)  # no matter of the database
async def test_telegram_may_send_messages_instead_of_being_asked_for_them(world: World) -> None:
    where = free_address()
    hook = {"WEBHOOK_URL": f"http://{where}/from-telegram", "WEBHOOK_LISTEN": where}
    world.bot = await world.spawn(**hook)
    await world.until(lambda: world.telegram.updates.webhook == hook["WEBHOOK_URL"], "the webhook to be set")
    world.olena.says("/start")
    await world.olena.answer()
    forged = {"update_id": 1, "message": world.telegram.write(world.olena.room, world.olena.user, Version("/help")).payload}
    async with httpx.AsyncClient() as stranger:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}):
            refused = await stranger.post(hook["WEBHOOK_URL"], json=forged, headers=headers)
            assert refused.status_code == 403
    other = await world.spawn(**hook)
    assert await other.wait() == 2
    assert f"WEBHOOK_LISTEN: {where} cannot be listened at" in world.log
    answers = len(world.olena.room.bots)
    assert await world.stop() == 0
    assert len(world.olena.room.bots) == answers


@pytest.mark.parametrize("world", ["sqlite"], indirect=True)  # no matter of the database
async def test_a_second_program_on_one_token_is_told(world: World) -> None:
    await world.start()
    other = await world.spawn()
    try:
        await world.until(lambda: "another program answers for this bot" in world.log, "a word about the other program")
    finally:
        other.kill()
        await other.wait()


@pytest.mark.parametrize("world", ["sqlite"], indirect=True)  # no matter of the database
async def test_it_starts_without_telegram_and_goes_on_when_it_comes(world: World) -> None:
    await world.start()
    await world.watches()
    await world.stop()
    world.telegram.down = True
    world.publish(World.FIRST + 1, 300)
    world.bot = await world.spawn()
    await world.until(lambda: "Telegram cannot be reached; trying again" in world.log, "a word about Telegram")
    await world.looks_again()
    assert await world.versions(World.FIRST + 1) == 1
    assert await world.stop() == 0
    world.telegram.down = False
    await world.start()
    await world.until(lambda: len(world.told()) == 1, "the alert")


async def test_killing_it_loses_nothing_and_repeats_at_most_one_alert_a_kill(world: World) -> None:
    chance = random.Random(118)
    await world.start()
    await world.watches()
    number = World.FIRST
    for _ in range(KILLS):
        for _ in range(LOAD):
            number += 1
            world.publish(number, 1_000 + number)
        await asyncio.sleep(chance.uniform(0.0, 1.5))
        await world.kill()
        await world.start()
    expected = {f"{1_000 + one:,}" for one in range(World.FIRST + 1, number + 1)}

    def figures() -> list[str]:
        return [figure for text in world.told() for figure in expected if figure in text]

    for told in range(1, len(expected) + 1):  # a chat gets one a second: many take longer than patience lasts
        await world.until(partial(lambda least: len(set(figures())) >= least, told), f"{told} of {len(expected)} alerts")
    await world.looks_again()
    assert len(figures()) <= len(expected) + KILLS
    assert [await world.versions(one) for one in range(World.FIRST + 1, number + 1)] == [1] * len(expected)

"""Updates: told until they are confirmed, to one poller at a time; and what people do becomes them."""

from __future__ import annotations

import asyncio

import pytest

from tests.telegram.conftest import Ask
from tests.telegram.engine import Telegram
from tests.telegram.people import Seat


async def test_updates_are_told_again_until_an_offset_confirms_them(ask: Ask, olena: Seat) -> None:
    for words in ("one", "two", "three"):
        olena.says(words)
    first = await ask("getUpdates")
    assert [update["message"]["text"] for update in first] == ["one", "two", "three"]
    assert await ask("getUpdates") == first
    assert await ask("getUpdates", limit=1) == first[:1]
    assert await ask("getUpdates", offset=str(first[1]["update_id"])) == first[1:]
    assert await ask("getUpdates") == first[1:]
    assert await ask("getUpdates", offset=first[2]["update_id"] + 1) == []


async def test_a_negative_offset_forgets_all_but_the_last(ask: Ask, olena: Seat) -> None:
    for words in ("one", "two", "three"):
        olena.says(words)
    assert [update["message"]["text"] for update in await ask("getUpdates", offset=-1)] == ["three"]
    assert len(await ask("getUpdates")) == 1


async def test_a_long_poll_waits_for_what_comes(ask: Ask, olena: Seat) -> None:
    poll = asyncio.create_task(ask("getUpdates", timeout=30))
    await asyncio.sleep(0)
    assert not poll.done()
    olena.says("hello")
    assert [update["message"]["text"] for update in await poll] == ["hello"]


async def test_a_long_poll_ends_when_its_time_is_over(ask: Ask, telegram: Telegram) -> None:
    assert await telegram.updates.take(0, 100, 0.01, None) == []
    assert await ask("getUpdates", timeout=0) == []


async def test_a_second_poller_ends_the_first(ask: Ask, olena: Seat) -> None:
    first = asyncio.create_task(ask("getUpdates", timeout=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(ask("getUpdates", timeout=30))
    words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    assert await first == words
    olena.says("hello")
    assert len(await second) == 1


async def test_a_poll_that_was_given_up_is_no_rival(ask: Ask, olena: Seat) -> None:
    first = asyncio.create_task(ask("getUpdates", timeout=30))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait([first])
    olena.says("hello")
    assert len(await ask("getUpdates", timeout=30)) == 1


async def test_a_webhook_shuts_polling_out(ask: Ask, olena: Seat) -> None:
    olena.says("hello")
    await ask("setWebhook", url="https://example.org/hook")
    assert await ask("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await ask("deleteWebhook")
    assert len(await ask("getUpdates")) == 1
    await ask("deleteWebhook", drop_pending_updates="true")
    assert await ask("getUpdates") == []


async def test_only_kinds_that_are_allowed_come(ask: Ask, olena: Seat) -> None:
    await ask("getUpdates", allowed_updates='["callback_query"]')
    olena.says("hello")
    assert await ask("getUpdates") == []
    await ask("getUpdates", allowed_updates="[]")
    olena.says("hello")
    assert len(await ask("getUpdates")) == 1


async def test_commands_are_marked(ask: Ask, olena: Seat) -> None:
    olena.says("💀 /latest@communique_bot x /s1 a/b")
    (update,) = await ask("getUpdates")
    assert update["message"]["entities"] == [
        {"type": "bot_command", "offset": 3, "length": 22},
        {"type": "bot_command", "offset": 28, "length": 3},
    ]
    assert update["message"]["from"]["id"] == update["message"]["chat"]["id"] == olena.id


async def test_a_press_names_the_button_and_its_message(ask: Ask, olena: Seat) -> None:
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a:1"}, {"text": "Post", "url": "https://t.me/x/1"}]]}
    sent = await ask("sendMessage", chat_id=olena.id, text="x", reply_markup=markup)
    olena.presses("A")
    olena.presses("A", out_of_reach=True)
    near, far = (update["callback_query"] for update in await ask("getUpdates"))
    assert (near["data"], near["message"]["text"], near["message"]["message_id"]) == ("a:1", "x", sent["message_id"])
    assert far["message"]["date"] == 0
    with pytest.raises(AssertionError, match="is a link"):
        olena.presses("Post")
    with pytest.raises(AssertionError, match="no button"):
        olena.presses("B")


async def test_nobody_can_send_more_than_a_message_holds(olena: Seat) -> None:
    for text in ("", "x" * 4097):
        with pytest.raises(ValueError, match="nobody can send"):
            olena.says(text)


async def test_what_is_no_text_comes_as_it_is(ask: Ask, olena: Seat) -> None:
    olena.sends(location={"longitude": 36.2, "latitude": 51.7})
    (update,) = await ask("getUpdates")
    assert update["message"]["location"]["latitude"] == 51.7
    assert "text" not in update["message"]


async def test_privacy_in_groups(ask: Ask, telegram: Telegram, olena: Seat) -> None:
    group = telegram.group(olena)
    for words in ("good morning", "/help@another_bot", "/help", "/help@communique_bot"):
        group.says(words)
    assert [update["message"]["text"] for update in await ask("getUpdates")] == ["/help", "/help@communique_bot"]
    telegram.updates.waiting.clear()
    telegram.group(olena, number=-6, privacy=False).says("good morning")
    assert len(await ask("getUpdates")) == 1


async def test_edits_posts_and_blocking_are_told(ask: Ask, telegram: Telegram, olena: Seat) -> None:
    olena.edits(olena.says("one"), "two")
    channel = telegram.channel("staff")
    channel.edits(channel.posts("three"), "four")
    olena.blocks()
    olena.unblocks()
    updates = await ask("getUpdates")
    kinds = [next(name for name in update if name != "update_id") for update in updates]
    assert kinds == ["message", "edited_message", "channel_post", "edited_channel_post", "my_chat_member", "my_chat_member"]
    assert updates[1]["edited_message"]["text"] == "two"
    assert updates[3]["edited_channel_post"]["text"] == "four"
    assert updates[3]["edited_channel_post"]["chat"]["username"] == "staff"
    assert [updates[at]["my_chat_member"]["new_chat_member"]["status"] for at in (4, 5)] == ["kicked", "member"]

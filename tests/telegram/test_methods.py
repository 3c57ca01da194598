"""What the bot's methods do, and in which words they are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.builders import Clock
from tests.telegram.conftest import Ask
from tests.telegram.engine import Telegram
from tests.telegram.people import Seat
from tests.telegram.sending import NOT_MODIFIED


def _keys(*labels: str, data: str = "x") -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label in labels]]}


async def test_a_message_is_kept_as_it_is_shown(ask: Ask, olena: Seat) -> None:
    sent = await ask("sendMessage", chat_id=olena.id, text=" <b>Hi</b>, є! \n", parse_mode="HTML", reply_markup=_keys("A", "B"))
    (message,) = olena.room.bots
    assert sent["text"] == message.text == "Hi, є!"
    assert sent["message_id"] == message.number
    assert message.marks == [("bold", "Hi")]
    assert message.labels == ["A", "B"]
    assert sent["reply_markup"] == _keys("A", "B")


async def test_parameters_of_a_form_are_texts(ask: Ask, olena: Seat) -> None:
    await ask("sendmessage", chat_id=str(olena.id), text="x", reply_markup=json.dumps(_keys("A")))
    assert olena.room.bots[0].labels == ["A"]
    assert await ask("sendMessage", chat_id=olena.id, text="x", reply_markup="{") == (
        "Bad Request: can't parse reply markup JSON object"
    )


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n\x01"}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "💀" * 2049}, "message is too long"),
        ({"text": "<b>x", "parse_mode": "html"}, "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "reply_markup": _keys("A", data="я" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": _keys(" ")}, "inline keyboard button text must be non-empty"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "A"}]]}},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "A", "url": "no link"}]]}},
            "inline keyboard button URL 'no link' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [_keys(*"abcdefgh")["inline_keyboard"][0]] * 13}},
            "reply markup is too long",
        ),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 404}, "chat not found"),
    ],
)
async def test_messages_that_are_refused(params: dict[str, Any], words: str, ask: Ask, olena: Seat) -> None:
    assert await ask("sendMessage", **{"chat_id": olena.id, **params}) == f"Bad Request: {words}"
    assert olena.room.bots == []


async def test_the_longest_message_and_button_are_taken(ask: Ask, olena: Seat) -> None:
    text = f"<b>{'💀' * 2048}</b>"
    assert (await ask("sendMessage", chat_id=olena.id, text=text, parse_mode="HTML"))["entities"][0]["length"] == 4096
    assert "message_id" in await ask("sendMessage", chat_id=olena.id, text="x", reply_markup=_keys("A", data="я" * 32))


async def test_a_stranger_cannot_be_written_to_first(ask: Ask, telegram: Telegram) -> None:
    stranger = telegram.person("Taras")
    assert await ask("sendMessage", chat_id=stranger.id, text="x") == "Bad Request: chat not found"


async def test_who_blocked_the_bot_gets_nothing(ask: Ask, olena: Seat) -> None:
    olena.blocks()
    for method in ("sendMessage", "editMessageText", "sendDocument"):
        assert await ask(method, chat_id=olena.id, text="x") == "Forbidden: bot was blocked by the user"
    assert await ask("sendChatAction", chat_id=olena.id, action="typing") == "Forbidden: bot was blocked by the user"
    olena.unblocks()
    assert "message_id" in await ask("sendMessage", chat_id=olena.id, text="x")


async def test_a_group_that_became_a_supergroup_has_moved(telegram: Telegram, olena: Seat) -> None:
    group = telegram.group(olena)
    new = telegram.migrate(group)
    status, body = await telegram.call("sendMessage", {"chat_id": group.room.id, "text": "x"})
    assert (status, body["description"]) == (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert body["parameters"] == {"migrate_to_chat_id": new.room.id}
    assert (await telegram.call("sendMessage", {"chat_id": new.room.id, "text": "x"}))[0] == 200
    old_tells, new_tells = (update["message"] for update in telegram.updates.waiting)
    assert old_tells["migrate_to_chat_id"] == new.room.id
    assert new_tells["migrate_from_chat_id"] == group.room.id


async def test_edits_are_kept(ask: Ask, olena: Seat) -> None:
    number = (await ask("sendMessage", chat_id=olena.id, text="one", reply_markup=_keys("A")))["message_id"]
    edited = await ask("editMessageText", chat_id=olena.id, message_id=number, text="two")
    assert "edit_date" in edited
    assert "reply_markup" not in edited
    await ask("editMessageReplyMarkup", chat_id=olena.id, message_id=number, reply_markup=_keys("B"))
    (message,) = olena.room.bots
    assert [version.text for version in message.versions] == ["one", "two", "two"]
    assert message.labels == ["B"]


async def test_edits_that_are_refused(ask: Ask, olena: Seat) -> None:
    number = (await ask("sendMessage", chat_id=olena.id, text="<b>x</b>", parse_mode="HTML", reply_markup=_keys("A")))[
        "message_id"
    ]
    same = {"chat_id": olena.id, "message_id": number, "reply_markup": _keys("A")}
    assert await ask("editMessageText", text="<b>x</b>", parse_mode="HTML", **same) == f"Bad Request: {NOT_MODIFIED}"
    assert await ask("editMessageReplyMarkup", **same) == f"Bad Request: {NOT_MODIFIED}"
    assert "message_id" in await ask("editMessageText", text="x", **same)
    assert await ask("editMessageText", text="", **same) == "Bad Request: message text is empty"
    words = "Bad Request: message to edit not found"
    assert await ask("editMessageText", chat_id=olena.id, message_id=999, text="y") == words
    assert await ask("editMessageText", chat_id=olena.id, text="y") == words
    theirs = olena.says("mine")
    assert (
        await ask("editMessageText", chat_id=olena.id, message_id=theirs.number, text="y")
        == "Bad Request: message can't be edited"
    )
    await ask("deleteMessage", chat_id=olena.id, message_id=number)
    assert await ask("editMessageText", chat_id=olena.id, message_id=number, text="y") == words
    assert await ask("deleteMessage", chat_id=olena.id, message_id=number) == "Bad Request: message to delete not found"


async def test_in_a_group_only_the_bots_own_messages_can_be_deleted(ask: Ask, telegram: Telegram, olena: Seat) -> None:
    group = telegram.group(olena)
    theirs = group.says("/help")
    words = "Bad Request: message can't be deleted"
    assert await ask("deleteMessage", chat_id=group.room.id, message_id=theirs.number) == words


async def test_uploads_are_kept(ask: Ask, telegram: Telegram, olena: Seat) -> None:
    files = {"document": ("ledger.csv", b"1,2")}
    sent = await ask("sendDocument", chat_id=olena.id, caption="<b>All</b>", parse_mode="HTML", files=files)
    assert sent["document"]["file_name"] == "ledger.csv"
    assert telegram.uploads[sent["document"]["file_id"]] == ("ledger.csv", b"1,2")
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    again = await ask("sendDocument", chat_id=olena.id, document=sent["document"]["file_id"])
    assert again["document"]["file_size"] == 3
    named = await ask("sendPhoto", chat_id=olena.id, photo="attach://pic", files={"pic": ("a.png", b"png")})
    assert telegram.uploads[named["photo"][0]["file_id"]] == ("a.png", b"png")


async def test_uploads_that_are_refused(ask: Ask, olena: Seat) -> None:
    chat = {"chat_id": olena.id}
    assert await ask("sendPhoto", **chat) == "Bad Request: there is no photo in the request"
    assert await ask("sendPhoto", photo="zzz", **chat) == "Bad Request: wrong remote file identifier specified"
    assert await ask("sendDocument", files={"document": ("a", b"")}, **chat) == "Bad Request: file must be non-empty"
    long = await ask("sendDocument", caption="x" * 1025, files={"document": ("a", b"a")}, **chat)
    assert long == "Bad Request: message caption is too long"
    sent = await ask("sendDocument", files={"document": ("a", b"a")}, **chat)
    words = await ask("editMessageText", message_id=sent["message_id"], text="x", **chat)
    assert words == "Bad Request: there is no text in the message to edit"


async def test_a_press_is_answered_in_time_or_not_at_all(ask: Ask, olena: Seat, clock: Clock) -> None:
    await ask("sendMessage", chat_id=olena.id, text="x", reply_markup=_keys("A"))
    query = olena.presses("A")
    assert await ask("answerCallbackQuery", callback_query_id=query, text="y" * 201) == "Bad Request: MESSAGE_TOO_LONG"
    assert await ask("answerCallbackQuery", callback_query_id=query, text="done") is True
    assert olena.room.toasts == ["done"]
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await ask("answerCallbackQuery", callback_query_id="1") == words
    late = olena.presses("A")
    clock.forward(seconds=16)
    assert await ask("answerCallbackQuery", callback_query_id=late) == words


async def test_menus_are_kept_by_scope(ask: Ask, telegram: Telegram, olena: Seat) -> None:
    commands = [{"command": "help", "description": "this help"}]
    assert await ask("setMyCommands", commands=commands) is True
    assert await ask("setMyCommands", commands=json.dumps(commands), scope={"type": "chat", "chat_id": olena.id}) is True
    assert telegram.menus == {"default": ["help"], f"chat:{olena.id}": ["help"]}
    nobody = {"type": "chat", "chat_id": 404}
    assert await ask("setMyCommands", commands=commands, scope=nobody) == "Bad Request: chat not found"
    assert await ask("setMyCommands", commands=[{"command": "Help", "description": "x"}]) == "Bad Request: BOT_COMMAND_INVALID"
    empty = await ask("setMyCommands", commands=[{"command": "help", "description": ""}])
    assert empty == "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    assert await ask("setMyCommands", commands=commands * 101) == "Bad Request: BOT_COMMANDS_TOO_MUCH"


async def test_the_bot_can_show_that_it_is_at_work(ask: Ask, olena: Seat) -> None:
    assert await ask("sendChatAction", chat_id=olena.id, action="typing") is True
    assert await ask("sendChatAction", chat_id=olena.id, action="dancing") == "Bad Request: wrong parameter action in request"
    assert olena.room.actions == ["typing"]


async def test_a_method_that_does_not_exist(telegram: Telegram) -> None:
    assert await telegram.call("sendTelepathy", {}) == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
    )
    assert telegram.calls[-1].status == 404

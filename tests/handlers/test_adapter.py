"""The adapter: updates in, Telegram's methods out, at the library's own transport seam."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest, RequestData

from handlers.adapter import markup, register, set_menu
from handlers.desk import Button, Desk

TOKEN = "1000000000:of-a-bot-that-exists-in-tests-only"
PERSON = {"id": 7, "is_bot": False, "first_name": "Olena"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -5, "type": "group", "title": "Newsroom"}


class Line(BaseRequest):
    """Telegram's end of the line: takes every method and remembers it; `refuse` answers one with an error of Telegram's."""

    def __init__(self) -> None:
        """Take the first call."""
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refuse: dict[str, str] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    @property
    def read_timeout(self) -> float:
        """Seconds; nothing waits here."""
        return 1.0

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        """Answer as Telegram does, with JSON."""
        name = url.rsplit("/", 1)[1]
        given = dict(request_data.parameters) if request_data else {}
        self.calls.append((name, given))
        if name in self.refuse:
            return 400, json.dumps({"ok": False, "error_code": 400, "description": self.refuse[name]}).encode()
        result: object = True
        if name == "getMe":
            result = {"id": 1000000000, "is_bot": True, "first_name": "Communiqué", "username": "communique_bot"}
        elif name in ("sendMessage", "editMessageText"):
            chat = PRIVATE if given["chat_id"] == 7 else GROUP
            result = {"message_id": len(self.calls), "date": 1, "chat": chat, "text": given["text"]}
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def take(self) -> list[tuple[str, dict[str, Any]]]:
        """What was called since the last look."""
        taken, self.calls = self.calls, []
        return taken


class Wire:
    """An application on a line, and the updates it is given."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], line: Line) -> None:
        """Begin with no update."""
        self.application, self.line = application, line
        self.updates = 0

    async def update(self, kind: str, content: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        """Give one update and return the methods that it called; handlers that run beside are waited for by a stop."""
        self.updates += 1
        update = Update.de_json({"update_id": self.updates, kind: content}, self.application.bot)
        await self.application.start()
        await self.application.process_update(update)
        await self.application.stop()
        return self.line.take()

    async def says(self, text: str, kind: str = "message", **fields: Any) -> list[tuple[str, dict[str, Any]]]:
        """A person sends a text."""
        return await self.update(kind, {**message(text), **fields})

    async def presses(self, data: str, under: dict[str, Any] | None = None) -> list[tuple[str, dict[str, Any]]]:
        """A person presses a button."""
        query = {"id": "1", "from": PERSON, "chat_instance": "x", "data": data, "message": under or message("list")}
        return await self.update("callback_query", query)


def message(text: str) -> dict[str, Any]:
    """A person's message in a private chat, its command marked as Telegram marks it."""
    entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text.startswith("/") else []
    return {"message_id": 5, "date": 1, "chat": PRIVATE, "from": PERSON, "text": text, "entities": entities}


@pytest.fixture
async def wire(full: Desk) -> AsyncIterator[Wire]:
    """The bot of the story's ledger, on a line."""
    line = Line()
    application = ApplicationBuilder().token(TOKEN).request(line).get_updates_request(Line()).build()
    register(application, full)
    await application.initialize()
    line.take()
    yield Wire(application, line)
    await application.shutdown()


async def test_a_command_is_answered_with_html_and_without_previews(wire: Wire) -> None:
    ((name, given),) = await wire.says("/latest killed north korea")
    assert name == "sendMessage"
    assert given["parse_mode"] == "HTML"
    assert given["link_preview_options"] == {"is_disabled": True}
    assert given["text"].startswith("<b>North Korea · killed</b>")


async def test_a_press_is_answered_before_the_message_is_edited(wire: Wire) -> None:
    names = [name for name, _ in await wire.presses("latest:o4...")]
    assert names == ["answerCallbackQuery", "editMessageText"]


async def test_a_press_too_old_to_be_answered_still_works(wire: Wire) -> None:
    wire.line.refuse = {
        "answerCallbackQuery": "Bad Request: query is too old and response timeout expired or query ID is invalid"
    }
    assert [name for name, _ in await wire.presses("latest:o4...")] == ["answerCallbackQuery", "editMessageText"]


@pytest.mark.parametrize(
    ("error", "names"),
    [
        ("Bad Request: message is not modified: specified new message content is the same", []),
        ("Bad Request: message to edit not found", ["sendMessage"]),
        ("Bad Request: message can't be edited", ["sendMessage"]),
    ],
)
async def test_what_cannot_be_edited_is_sent_and_what_is_the_same_is_left(error: str, names: list[str], wire: Wire) -> None:
    wire.line.refuse = {"editMessageText": error}
    called = [name for name, _ in await wire.presses("latest:o4...")]
    assert called == ["answerCallbackQuery", "editMessageText", *names]


async def test_a_button_under_a_message_out_of_reach_sends_the_answer(wire: Wire) -> None:
    gone = {"chat": PRIVATE, "message_id": 3, "date": 0}
    assert [name for name, _ in await wire.presses("latest:o4...", gone)] == ["answerCallbackQuery", "sendMessage"]


async def test_a_button_nobody_knows_is_out_of_date(wire: Wire) -> None:
    (acknowledged, sent) = await wire.presses("zzz")
    assert acknowledged[1]["text"] == "Out of date"
    assert "out of date" in sent[1]["text"]


async def test_strangers_buttons_are_refused_too(wire: Wire) -> None:
    (acknowledged, sent) = await wire.presses("addchannel:look:GeneralStaffZSU")
    assert acknowledged[0] == "answerCallbackQuery"
    assert "admins" in sent[1]["text"]


async def test_in_groups_only_commands_to_this_bot_are_answered(wire: Wire) -> None:
    assert [name for name, _ in await wire.says("/latest@communique_bot killed", chat=GROUP)] == ["sendMessage"]
    assert await wire.says("/latest@another_bot killed", chat=GROUP) == []
    assert await wire.says("good morning", chat=GROUP) == []


async def test_plain_words_and_unknown_commands_get_a_hint(wire: Wire) -> None:
    for words in ("hello", "/nonsense"):
        ((_, given),) = await wire.says(words)
        assert "Commands begin with a slash" in given["text"]


async def test_edited_messages_and_channel_posts_are_no_questions(wire: Wire) -> None:
    assert await wire.says("/latest", kind="edited_message") == []
    assert await wire.says("/latest", kind="channel_post", chat={"id": -100, "type": "channel", "title": "c"}) == []


async def test_a_typed_answer_goes_to_the_dialogue(full: Desk, wire: Wire) -> None:
    admin: dict[str, Any] = {"from": {**PERSON, "id": 1}, "chat": {**PRIVATE, "id": 1}}
    await wire.says("/addchannel @GeneralStaffZSU", **admin)
    query = {"id": "1", "chat_instance": "x", "data": "addchannel:owner:GeneralStaffZSU"}
    await wire.update("callback_query", {**query, "from": admin["from"], "message": {**message("card"), **admin}})
    ((_, given),) = await wire.says("The Staff", **admin)
    assert "Speaker: <b>The Staff</b>" in given["text"]


async def test_menus_are_set_for_everyone_and_for_admins(full: Desk, wire: Wire) -> None:
    await set_menu(wire.application.bot, full)
    everyone, admins = (given for _, given in wire.line.take())
    assert "addchannel" not in {command["command"] for command in everyone["commands"]}
    assert "addchannel" in {command["command"] for command in admins["commands"]}
    assert admins["scope"]["chat_id"] == 1


async def test_a_menu_that_cannot_be_set_stops_nothing(full: Desk, wire: Wire) -> None:
    wire.line.refuse = {"setMyCommands": "Bad Request: chat not found"}
    await set_menu(wire.application.bot, replace(full))
    assert len(wire.line.take()) == 2


def test_rows_without_buttons_are_left_out() -> None:
    assert markup(()) is None
    assert markup(((),)) is None
    keyboard = markup(((), (Button("Post", url="https://t.me/x/1"), Button("Press", "latest:"))))
    assert keyboard is not None
    assert len(keyboard.inline_keyboard) == 1

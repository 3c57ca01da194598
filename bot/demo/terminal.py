"""The terminal in Telegram's place: what the bot asks of the Bot API is shown as a chat, and what is typed comes as updates."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from itertools import count
from time import time
from typing import Any

from rich.console import Console
from telegram.request import BaseRequest, RequestData

from bot.demo.chat import MOST_TEXT, Chat, Keyboard, RefusedError, Shown
from bot.demo.markup import clean

__all__ = ["PERSON", "Terminal"]

PERSON = 1000001
"""The one person in this Telegram, who types; also the id of the private chat."""

BOT = {"id": 1000000000, "is_bot": True, "first_name": "Communiqué", "username": "communique_demo_bot"}
WHO = {"id": PERSON, "is_bot": False, "first_name": "You", "language_code": "en"}
PRIVATE = {"id": PERSON, "type": "private", "first_name": "You"}
LONGEST_NUMBER = 2
PATIENCE = 60.0
"""Seconds after which no answer is expected any more."""

DONE = ("setMyCommands", "deleteMyCommands", "deleteWebhook", "setWebhook", "sendChatAction", "close", "logOut")
"""Methods that a terminal has nothing to show for."""


class Terminal(BaseRequest):
    """Telegram's transport, with a terminal at its other end."""

    def __init__(self, console: Console) -> None:
        """Show the chat on this console."""
        self._chat = Chat(console)
        self._numbers, self._update_ids = count(1), count(1)
        self._updates: list[dict[str, Any]] = []
        self._come = asyncio.Event()
        # The bot answers every line with one message, and every press with one message or edit. An alert that comes
        # in between cannot be told from an answer and counts as one; then `settled` returns the sooner for it.
        self._owed = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._methods: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
            "getMe": lambda asked: BOT,
            "sendMessage": self._send,
            "editMessageText": self._edit,
            "answerCallbackQuery": self._toast,
            **dict.fromkeys(DONE, lambda asked: True),
        }

    def type(self, line: str) -> None:
        """Say a line to the bot; the number of a button of the newest message that has any presses that button."""
        line = clean(line).strip()[:MOST_TEXT]
        if not line:
            return
        self._chat.echo(line)
        message = self._chat.with_buttons
        if message is None or not line.isdecimal() or len(line) > LONGEST_NUMBER:
            self._say(line)
        elif 0 < int(line) <= len(message.buttons):
            self._press(message, message.buttons[int(line) - 1])
        else:
            self._chat.remark(f"there is no button {line} here")

    async def settled(self) -> None:
        """Wait until all that was typed is answered: however late it is taken up, and however long limits hold an answer back."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._quiet.wait()
        except TimeoutError:
            self._chat.remark("no answer came")
            self._owe(-self._owed)

    # What Telegram's library wants of a transport

    @property
    def read_timeout(self) -> float | None:
        """None: nothing is waited for but the person."""
        return None

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: object, **kwargs: object
    ) -> tuple[int, bytes]:
        """Answer a request to the Bot API as Telegram would; how long one may take does not matter here."""
        name = url.rpartition("/")[2]
        asked = request_data.parameters if request_data else {}
        if name == "getUpdates":
            return _answer(await self._next_updates(asked))
        if name not in self._methods:
            return _refusal(HTTPStatus.NOT_FOUND, "Not Found: method not found")
        try:
            return _answer(self._methods[name](asked))
        except RefusedError as error:
            return _refusal(HTTPStatus.BAD_REQUEST, f"Bad Request: {error}")

    # What the person does

    def _say(self, line: str) -> None:
        message: dict[str, Any] = {**self._heading(next(self._numbers)), "from": WHO, "text": line}
        if line.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(line.split()[0].encode("utf-16-le")) // 2}]
        self._update({"message": message})

    def _press(self, message: Shown, button: Mapping[str, Any]) -> None:
        if address := button.get("url"):
            self._chat.visit(address)
            return
        query = {"id": str(next(self._numbers)), "from": WHO, "chat_instance": str(PERSON), "data": button["callback_data"]}
        self._update({"callback_query": {**query, "message": self._told(message)}})

    def _update(self, what: dict[str, Any]) -> None:
        self._owe(1)
        self._updates.append({"update_id": next(self._update_ids), **what})
        self._come.set()

    def _owe(self, answers: int) -> None:
        self._owed = max(0, self._owed + answers)
        if self._owed:
            self._quiet.clear()
        else:
            self._quiet.set()

    # What the bot asks

    async def _next_updates(self, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Updates from the offset on, which is how Telegram learns that those before it were received."""
        self._updates = [update for update in self._updates if update["update_id"] >= int(asked.get("offset") or 0)]
        if not self._updates:
            self._come.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(float(asked.get("timeout") or 0)):
                    await self._come.wait()
        return list(self._updates)

    def _send(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        _check_chat(asked)
        message = self._chat.send(next(self._numbers), _html(asked), _keyboard(asked))
        self._owe(-1)
        return self._told(message)

    def _edit(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        _check_chat(asked)
        message = self._chat.edit(asked.get("message_id"), _html(asked), _keyboard(asked))
        self._owe(-1)
        if message is None:
            raise RefusedError("message is not modified: specified new message content and reply markup are the same as before")
        return self._told(message)

    def _toast(self, asked: Mapping[str, Any]) -> bool:
        if words := asked.get("text"):
            self._chat.remark(str(words))
        return True

    def _told(self, message: Shown) -> dict[str, Any]:
        """A message of the bot's as Telegram tells of it."""
        told: dict[str, Any] = {**self._heading(message.number), "from": BOT, "text": message.text}
        if message.keyboard:
            told["reply_markup"] = {"inline_keyboard": message.keyboard}
        return told

    @staticmethod
    def _heading(number: int) -> dict[str, Any]:
        return {"message_id": number, "date": int(time()), "chat": PRIVATE}


def _check_chat(asked: Mapping[str, Any]) -> None:
    if asked.get("chat_id") != PERSON:
        raise RefusedError("chat not found")


def _html(asked: Mapping[str, Any]) -> str:
    text = str(asked.get("text") or "")
    return text if asked.get("parse_mode") == "HTML" else text.replace("&", "&amp;").replace("<", "&lt;")


def _keyboard(asked: Mapping[str, Any]) -> Keyboard:
    rows = (asked.get("reply_markup") or {}).get("inline_keyboard", ())
    return tuple(tuple(dict(button) for button in row) for row in rows)


def _answer(result: object) -> tuple[int, bytes]:
    return HTTPStatus.OK, json.dumps({"ok": True, "result": result}).encode()


def _refusal(code: HTTPStatus, words: str) -> tuple[int, bytes]:
    return code, json.dumps({"ok": False, "error_code": code, "description": words}).encode()

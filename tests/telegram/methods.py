"""The methods of the Bot API that the fake answers, each by its name in lower case."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.telegram.entities import units
from tests.telegram.errors import bad_request
from tests.telegram.params import Params
from tests.telegram.sending import (
    Files,
    delete_message,
    edit_message_reply_markup,
    edit_message_text,
    send_chat_action,
    send_document,
    send_message,
    send_photo,
)

if TYPE_CHECKING:
    from tests.telegram.engine import Telegram

__all__ = ["METHODS", "Files", "Method"]

Method = Callable[["Telegram", Params, Files], Awaitable[Any]]

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
MOST_TOAST = 200
MOST_COMMANDS = 100
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


async def get_me(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Who the bot is."""
    return telegram.bot


async def get_updates(telegram: Telegram, asked: Params, files: Files) -> Any:
    """What waits for the bot."""
    limit, timeout = asked.integer("limit", 100), asked.integer("timeout")
    return await telegram.updates.take(asked.integer("offset"), limit, timeout, asked.get("allowed_updates"))


async def set_webhook(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Switch from polling to a webhook; in memory none is called, over HTTP it is."""
    telegram.updates.webhook, telegram.updates.secret = asked.text("url"), asked.text("secret_token")
    telegram.updates.allowed = asked.get("allowed_updates") or []
    return True


async def delete_webhook(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Switch back to polling."""
    telegram.updates.webhook = ""
    if asked.text("drop_pending_updates").lower() == "true":
        telegram.updates.waiting.clear()
    return True


async def set_my_commands(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Set the menu of a scope."""
    scope: dict[str, Any] = asked.get("scope") or {"type": "default"}
    if "chat_id" in scope:
        telegram.room(str(scope["chat_id"])).admit()
    commands = asked.get("commands") or []
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        name, about = str(one.get("command")), str(one.get("description"))
        if not (0 < len(name) <= 32 and name.isascii() and name.replace("_", "a").isalnum() and name == name.lower()):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 0 < len(about) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    telegram.menus[f"{scope['type']}:{scope.get('chat_id', '')}".rstrip(":")] = [one["command"] for one in commands]
    return True


async def get_chat(telegram: Telegram, asked: Params, files: Files) -> Any:
    """All about a chat that the bot has met."""
    room = telegram.room(asked.text("chat_id"))
    if not room.open:
        raise bad_request("chat not found")
    gifts = dict.fromkeys(GIFTS, True)
    return room.payload | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


async def get_chat_member(telegram: Telegram, asked: Params, files: Files) -> Any:
    """What the bot is in a channel."""
    room = telegram.room(asked.text("chat_id"))
    room.admit()
    if asked.integer("user_id") != telegram.bot["id"] or room.kind != "channel":
        raise bad_request("member not found")
    return telegram.member("administrator")


async def answer_callback_query(telegram: Telegram, asked: Params, files: Files) -> Any:
    """Let the pressed button stop spinning, perhaps with a remark."""
    room = telegram.pressed_in(asked.text("callback_query_id"))
    if room is None:
        raise bad_request(TOO_OLD)
    if units(asked.text("text")) > MOST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    room.toasts.append(asked.text("text"))
    return True


METHODS: Mapping[str, Method] = {
    one.__name__.replace("_", ""): one
    for one in (
        get_me,
        get_updates,
        set_webhook,
        delete_webhook,
        set_my_commands,
        send_message,
        send_photo,
        send_document,
        edit_message_text,
        edit_message_reply_markup,
        delete_message,
        get_chat,
        get_chat_member,
        answer_callback_query,
        send_chat_action,
    )
}

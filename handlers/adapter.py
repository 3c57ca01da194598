"""The only file here that knows Telegram's library: updates become asks, answers become messages."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    CallbackQuery,
    ChatMember,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.render.message import LIMIT
from handlers import COMMANDS, front, presence
from handlers.desk import NOTHING, Answer, Ask, Buttons, Desk

__all__ = ["markup", "register", "set_menu"]

log = structlog.get_logger()

Callback = Callable[..., Coroutine[Any, Any, None]]
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
MOST_TOAST = 200
PRESENT = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER, ChatMember.RESTRICTED)
HTML = "HTML"


def markup(buttons: Buttons) -> InlineKeyboardMarkup | None:
    """Rows of buttons as Telegram takes them; None where there are none."""
    rows = [[InlineKeyboardButton(one.label, callback_data=one.press, url=one.url) for one in row] for row in buttons if row]
    return InlineKeyboardMarkup(rows) if rows else None


def register(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Let every command, button and typed word of the application come to the desk."""
    fresh = filters.UpdateType.MESSAGE
    for one in COMMANDS:
        application.add_handler(CommandHandler(one.name, _on_command(desk, one.name), filters=fresh, block=not one.slow))
        button = rf"^{one.name}(:|$)"
        application.add_handler(CallbackQueryHandler(_on_button(desk, one.slow), pattern=button, block=not one.slow))
    application.add_handler(CallbackQueryHandler(_on_button(desk, slow=False)))
    # In groups people talk with one another; only in a private chat is everything said to the bot. What a dialogue
    # is answered with may ask the network, so it keeps nobody waiting.
    application.add_handler(MessageHandler(fresh & filters.StatusUpdate.MIGRATE, _on_move(desk)))
    words = fresh & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(words, _on_words(desk), block=False))
    application.add_handler(ChatMemberHandler(_on_membership(desk), ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(_on_error(desk))


async def set_menu(bot: Bot, desk: Desk) -> None:
    """Set the menus of commands, for everyone and for each admin; one that cannot be set is logged and left."""
    view = desk.texts.say

    def menu(admin: bool) -> list[BotCommand]:
        return [BotCommand(one.name, view("en", f"about-{one.name}")) for one in COMMANDS if admin or not one.admin]

    scopes = [(menu(admin=False), BotCommandScopeAllPrivateChats())]
    admins = [(menu(admin=True), BotCommandScopeChat(admin)) for admin in desk.settings.admin_ids]
    for commands, scope in (*scopes, *admins):
        try:
            await bot.set_my_commands(commands, scope=scope)
        except TelegramError as error:
            log.info("menu not set", scope=scope.to_dict(), reason=str(error))


def _on_command(desk: Desk, name: str) -> Callback:
    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None or message.text is None or (ask := await _ask(desk, update)) is None:
            return
        words = message.text.split(maxsplit=1)[1] if len(message.text.split(maxsplit=1)) > 1 else ""
        await _send(message, await front.command(desk, _worded(ask, words), name))

    return answer


def _on_words(desk: Desk) -> Callback:
    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None or (ask := await _ask(desk, update)) is None:
            return
        words = message.text or message.caption or ""
        if words.startswith("/"):
            await _send(message, await front.typed(desk, _worded(ask, words), None))
        else:
            await _send(message, await front.typed(desk, _worded(ask, words), ask.chat.draft))

    return answer


def _on_button(desk: Desk, slow: bool) -> Callback:
    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None or (ask := await _ask(desk, update)) is None:
            return
        if slow:  # the press is acknowledged at once, so no remark can be made with it later
            await _acknowledge(query, None)
        said = await front.pressed(desk, ask, query.data or "")
        if not slow:
            await _acknowledge(query, said.toast)
        await _show(query, said, context.bot, ask)

    return answer


def _on_move(desk: Desk) -> Callback:
    async def move(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is not None and message.migrate_to_chat_id is not None:
            await presence.moved(desk, message.chat.id, message.migrate_to_chat_id)

    return move


def _on_membership(desk: Desk) -> Callback:
    async def note(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        change = update.my_chat_member
        if change is not None and change.chat.type != ChatType.CHANNEL:
            if change.new_chat_member.status not in PRESENT:
                await presence.silenced(desk, change.chat.id)
            elif change.chat.type != ChatType.PRIVATE and change.old_chat_member.status not in PRESENT:
                await presence.added(desk, change.chat.id, change.chat.title or "", change.from_user.id)

    return note


async def _ask(desk: Desk, update: Update) -> Ask | None:
    """Who asks, and in which chat; None where an update has no person or no chat."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None or chat.type == ChatType.CHANNEL:
        return None
    async with desk.store.reading() as ledger:
        known = await ledger.chats.get(chat.id)
    return Ask(
        known,
        user.id,
        user.id in desk.settings.admin_ids,
        topic=_topic(update.effective_message),
        name=(user.full_name if chat.type == ChatType.PRIVATE else chat.title) or "",
        bot=update.get_bot().username,
    )


def _topic(message: Message | None) -> int:
    """The forum topic of a message, 0 for none: a thread of replies in a group has a number, too, and cannot be written to."""
    if not isinstance(message, Message) or not message.is_topic_message:
        return 0
    return message.message_thread_id or 0


def _worded(ask: Ask, words: str) -> Ask:
    whole = words[:LIMIT].encode("utf-8", "replace").decode()  # half a surrogate could not be sent back
    return replace(ask, words=whole)


async def _acknowledge(query: CallbackQuery, toast: str | None) -> None:
    """Answer the press itself; one that is too old to be answered is none the worse."""
    with suppress(BadRequest):
        await query.answer(toast[:MOST_TOAST] if toast else None)


async def _send(message: Message, said: Answer) -> None:
    if said == NOTHING:
        return
    sent = await message.reply_text(
        said.html, parse_mode=HTML, reply_markup=markup(said.buttons), link_preview_options=NO_PREVIEW, do_quote=False
    )
    await _shown(said, sent.message_id)


async def _shown(said: Answer, message_id: int) -> None:
    if said.on_shown is not None:
        await said.on_shown(message_id)


async def _show(query: CallbackQuery, said: Answer, bot: Bot, ask: Ask) -> None:
    """Put the answer in the place of the message that holds the button; where that cannot be, send it."""
    if said == NOTHING:
        return
    if said.edit and query.message is not None and query.message.is_accessible:
        try:
            await query.edit_message_text(
                said.html, parse_mode=HTML, reply_markup=markup(said.buttons), link_preview_options=NO_PREVIEW
            )
            await _shown(said, query.message.message_id)
            return
        except BadRequest as error:
            if "not modified" in str(error).lower():
                return
            log.info("message cannot be edited; sending anew", chat=ask.chat.id, reason=str(error))
    sent = await bot.send_message(
        ask.chat.id,
        said.html,
        parse_mode=HTML,
        reply_markup=markup(said.buttons),
        link_preview_options=NO_PREVIEW,
        message_thread_id=ask.topic or None,
    )
    await _shown(said, sent.message_id)


def _on_error(desk: Desk) -> Callback:
    async def tell(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        if isinstance(context.error, InvalidToken):
            return  # polling meets it, too, and ends the bot with clear words
        chat = update.effective_chat if isinstance(update, Update) else None
        if isinstance(context.error, Forbidden) and chat is not None:
            await presence.silenced(desk, chat.id)
            log.info("a chat cannot be written to", chat=chat.id, reason=str(context.error))
            return
        log.error("an update could not be answered", reason=str(context.error), exc_info=context.error)

    return tell

"""The adapter: updates in, Telegram's methods out, with the fake Telegram at the library's own transport seam."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from telegram.ext import Application, ApplicationBuilder

from bot.access import Guest
from handlers.adapter import markup, register, set_menu
from handlers.desk import Button, Desk
from tests.builders import START, Clock
from tests.handlers.conftest import ADMIN
from tests.telegram import faults
from tests.telegram.engine import TOKEN, Call, Telegram
from tests.telegram.people import Seat
from tests.telegram.sending import NOT_MODIFIED
from tests.telegram.transport import Transport


class Line:
    """An application and its Telegram: what people did is handed over, and what was called for it is returned."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], telegram: Telegram) -> None:
        """Begin with no update."""
        self.application, self.telegram = application, telegram
        self.offset = 0

    async def calls(self) -> list[Call]:
        """Let the bot work off what waits for it; handlers that run beside are waited for by a stop."""
        updates = await self.application.bot.get_updates(offset=self.offset, allowed_updates=[])
        self.telegram.calls.clear()
        await self.application.start()
        for update in updates:
            self.offset = update.update_id + 1
            await self.application.process_update(update)
        await self.application.stop()
        return list(self.telegram.calls)

    async def methods(self) -> list[str]:
        """The names of what was called."""
        return [call.method for call in await self.calls()]


@pytest.fixture
def telegram(clock: Clock) -> Telegram:
    """Telegram, on the clock of the desk."""
    return Telegram(clock=clock)


@pytest.fixture
def olena(telegram: Telegram) -> Seat:
    """Anybody."""
    return telegram.person("Olena")


@pytest.fixture
def admin(telegram: Telegram) -> Seat:
    """An admin."""
    return telegram.person("Taras", ADMIN)


@pytest.fixture
async def line(full: Desk, telegram: Telegram) -> AsyncIterator[Line]:
    """The bot of the story's ledger."""
    async with a_line(full, telegram) as line:
        yield line


@asynccontextmanager
async def a_line(desk: Desk, telegram: Telegram) -> AsyncIterator[Line]:
    """A bot of this desk."""
    builder = ApplicationBuilder().token(TOKEN).request(Transport(telegram)).get_updates_request(Transport(telegram))
    application = builder.build()
    register(application, desk)
    await application.initialize()
    yield Line(application, telegram)
    await application.shutdown()


@pytest.fixture
async def page(line: Line, olena: Seat) -> None:
    """The first page of a list stands in the chat."""
    olena.says("/latest")
    assert await line.methods() == ["sendMessage"]


async def test_a_command_is_answered_with_html_and_without_previews(line: Line, olena: Seat) -> None:
    olena.says("/latest killed north korea")
    (call,) = await line.calls()
    assert (call.method, call.params["parse_mode"]) == ("sendMessage", "HTML")
    (message,) = olena.room.bots
    assert message.options["link_preview_options"] == {"is_disabled": True}
    assert message.text.startswith("North Korea · killed")
    assert message.marks[0] == ("bold", "North Korea · killed")


@pytest.mark.usefixtures("page")
async def test_a_press_is_answered_before_the_message_is_edited(line: Line, olena: Seat) -> None:
    olena.presses("older ▶")
    assert await line.methods() == ["answerCallbackQuery", "editMessageText"]
    (message,) = olena.room.bots
    first, second = (version.text for version in message.versions)
    assert first != second
    assert message.options["link_preview_options"] == {"is_disabled": True}


@pytest.mark.usefixtures("page")
async def test_a_press_too_old_to_be_answered_still_works(line: Line, olena: Seat, clock: Clock) -> None:
    olena.presses("older ▶")
    clock.forward(hours=1)
    acknowledged, edited = await line.calls()
    assert (acknowledged.status, edited.status) == (400, 200)
    assert "query is too old" in acknowledged.description
    assert len(olena.room.bots[0].versions) == 2


@pytest.mark.usefixtures("page")
async def test_what_stands_there_already_is_left(line: Line, olena: Seat) -> None:
    data = olena.room.bots[0].button("older ▶")["callback_data"]
    for expected in (200, 400):
        olena.sends_press(data, olena.room.bots[0])
        acknowledged, edited = await line.calls()
        assert (acknowledged.status, edited.status) == (200, expected)
    assert edited.description == f"Bad Request: {NOT_MODIFIED}"
    assert len(olena.room.bots) == 1


@pytest.mark.usefixtures("page")
async def test_what_cannot_be_edited_is_sent(line: Line, olena: Seat) -> None:
    message = olena.room.bots[0]
    line.telegram.fails("editMessageText", faults.refusal("message can't be edited"))
    olena.presses("older ▶")
    assert await line.methods() == ["answerCallbackQuery", "editMessageText", "sendMessage"]
    message.deleted = True
    olena.sends_press(message.button("older ▶")["callback_data"], message)
    calls = await line.calls()
    assert [call.method for call in calls] == ["answerCallbackQuery", "editMessageText", "sendMessage"]
    assert calls[1].description == "Bad Request: message to edit not found"
    assert [one.options["link_preview_options"] for one in olena.room.bots] == [{"is_disabled": True}] * 2


@pytest.mark.usefixtures("page")
async def test_a_button_under_a_message_out_of_reach_sends_the_answer(line: Line, olena: Seat) -> None:
    olena.presses("older ▶", out_of_reach=True)
    assert await line.methods() == ["answerCallbackQuery", "sendMessage"]
    assert len(olena.room.bots) == 2


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("data", ["zzz", "latest:zzz", "latest", ":", "subscribe:zzz"])
async def test_a_button_nobody_knows_is_out_of_date(data: str, line: Line, olena: Seat) -> None:
    olena.sends_press(data, olena.room.bots[0])
    assert await line.methods() == ["answerCallbackQuery", "sendMessage"]
    assert olena.room.toasts == ["Out of date"]
    assert "out of date" in olena.room.bots[-1].text


@pytest.mark.usefixtures("page")
async def test_strangers_buttons_are_refused_too(line: Line, olena: Seat) -> None:
    olena.sends_press("addchannel:look:GeneralStaffZSU", olena.room.bots[0])
    assert await line.methods() == ["answerCallbackQuery", "sendMessage"]
    assert "admins" in olena.room.bots[-1].text


async def test_in_groups_only_commands_to_this_bot_are_answered(line: Line, olena: Seat) -> None:
    group = line.telegram.group(olena, privacy=False)
    for words, answers in (("/latest@communique_bot killed", 1), ("/latest@another_bot killed", 0), ("good morning", 0)):
        group.says(words)
        assert await line.methods() == ["sendMessage"] * answers
    assert len(group.room.bots) == 1
    assert olena.room.bots == []


async def test_plain_words_and_unknown_commands_get_a_hint(line: Line, olena: Seat) -> None:
    no_command = "/{} is no command here; /help shows them all."
    for words, hint in (
        ("hello", "Commands begin with a slash"),
        ("/nonsense with words", no_command.format("nonsense")),
        ("/latest@another_bot", no_command.format("latest@another_bot")),
        ("/<b>", no_command.format("<b>")),
    ):
        olena.says(words)
        assert await line.methods() == ["sendMessage"]
        assert hint in olena.room.bots[-1].text


async def test_what_is_no_text_gets_a_hint_and_what_happens_in_the_chat_none(line: Line, olena: Seat) -> None:
    olena.sends(location={"longitude": 36.2, "latitude": 51.7})
    assert await line.methods() == ["sendMessage"]
    assert "Commands begin with a slash" in olena.room.bots[-1].text
    group = line.telegram.group(olena)
    line.telegram.migrate(group)
    olena.blocks()
    assert await line.methods() == []


async def test_edited_messages_and_channel_posts_are_no_questions(line: Line, olena: Seat) -> None:
    asked = olena.says("/help")
    assert await line.methods() == ["sendMessage"]
    olena.edits(asked, "/latest")
    channel = line.telegram.channel("staff")
    channel.edits(channel.posts("/latest"), "/summary")
    assert await line.methods() == []


async def test_a_typed_answer_goes_to_the_dialogue(line: Line, admin: Seat) -> None:
    admin.says("/addchannel @GeneralStaffZSU")
    assert await line.methods() == ["sendMessage"]
    admin.presses("Change speaker")
    await line.calls()
    admin.says("The Staff")
    assert await line.methods() == ["sendMessage"]
    assert "Speaker: The Staff" in admin.room.bots[-1].text
    assert ("bold", "The Staff") in admin.room.bots[-1].marks


async def test_an_answer_that_telegram_will_not_take_is_logged(
    line: Line, telegram: Telegram, olena: Seat, capsys: pytest.CaptureFixture[str]
) -> None:
    olena.says("/help")
    telegram.fails("sendMessage", faults.refusal("message is too long"))
    (call,) = await line.calls()
    assert call.status == 400
    assert "an update could not be answered" in capsys.readouterr().out
    olena.says("/help")
    assert await line.methods() == ["sendMessage"]


async def test_who_blocks_the_bot_is_sent_no_alert_until_they_start_it_again(full: Desk, line: Line, olena: Seat) -> None:
    olena.says("/subscribe north korea")
    olena.blocks()
    assert [call.status for call in await line.calls()] == [403]
    assert not await _is_active(full, olena.id)
    olena.unblocks()
    assert await line.calls() == []
    assert not await _is_active(full, olena.id)
    olena.says("/start")
    await line.calls()
    assert olena.room.bots[-1].text.startswith("Alerts are on again.")
    assert await _is_active(full, olena.id)


async def _is_active(desk: Desk, chat: int) -> bool:
    async with desk.store.reading() as ledger:
        return (await ledger.chats.get(chat)).active


async def test_a_stranger_is_answered_once_and_a_press_of_theirs_is_only_acknowledged(
    full: Desk, telegram: Telegram, olena: Seat
) -> None:
    listed = replace(full, settings=full.settings.model_copy(update={"access": "listed"}))
    async with a_line(listed, telegram) as line:
        olena.says("/latest")
        olena.says("/latest")
        assert await line.methods() == ["sendMessage"]
        assert olena.room.bots[0].text.endswith(f"tell them this number: {olena.id}")
        olena.sends_press("latest:o0.", olena.room.bots[0])
        assert await line.methods() == ["answerCallbackQuery"]
        olena.sends_press("nonsense", olena.room.bots[0])
        assert await line.methods() == ["answerCallbackQuery"]


@pytest.mark.parametrize(("who", "listed"), [(ADMIN, [-5]), (7, [-5, 7]), (8, [7])])
async def test_a_group_is_let_in_by_who_adds_the_bot(
    full: Desk, line: Line, telegram: Telegram, who: int, listed: list[int]
) -> None:
    async with full.store.writing() as ledger:
        if who != ADMIN:
            await ledger.access.allow(Guest(7, "Olena", START, by=ADMIN))
    group = telegram.group(telegram.person("Somebody", who))
    group.adds_the_bot()
    await line.calls()
    async with full.store.reading() as ledger:
        assert sorted(guest.id for guest in await ledger.access.all()) == listed
        group_guest = await ledger.access.get(-5)
    if group_guest is not None:
        assert (group_guest.name, group_guest.brought_by) == ("Newsroom", None if who == ADMIN else who)


async def test_a_group_that_becomes_a_supergroup_keeps_its_wishes(
    full: Desk, line: Line, telegram: Telegram, olena: Seat
) -> None:
    group = telegram.group(olena)
    group.says("/subscribe north korea")
    await line.calls()
    new = telegram.migrate(group)
    new.says("/unsubscribe")
    await line.calls()
    assert new.room.bots[-1].text.startswith("1 alert in this chat:")
    async with full.store.reading() as ledger:
        assert [one.chat for one in await ledger.subscriptions.all()] == [new.room.id]


async def test_what_is_said_in_a_topic_is_answered_and_kept_for_it(
    full: Desk, line: Line, telegram: Telegram, olena: Seat
) -> None:
    forum = telegram.group(olena, number=-1001500000777)
    forum.opens_topic(42)
    forum.says("/subscribe north korea", topic=42)
    forum.says("/subscribe russia")
    await line.calls()
    forum.presses("My alerts", forum.room.bots[0])
    await line.calls()
    assert [message.topic for message in forum.room.bots] == [42, 0, 42]
    assert forum.room.bots[-1].text.splitlines()[-2:] == ["1. North Korea", "2. Russia · in another topic"]
    async with full.store.reading() as ledger:
        assert [one.topic for one in await ledger.subscriptions.of(forum.room.id)] == [42, 0]


async def test_menus_are_set_for_everyone_and_for_admins(full: Desk, line: Line, admin: Seat) -> None:
    admin.says("/start")
    await set_menu(line.application.bot, full)
    everyone, admins = line.telegram.menus["all_private_chats"], line.telegram.menus[f"chat:{ADMIN}"]
    assert "latest" in everyone
    assert "addchannel" not in everyone
    assert "addchannel" in admins


async def test_a_menu_that_cannot_be_set_stops_nothing(full: Desk, line: Line) -> None:
    line.telegram.calls.clear()
    line.telegram.fails("setMyCommands", faults.server_error())
    await set_menu(line.application.bot, full)  # the admin has never written to the bot
    assert [(call.status, call.description) for call in line.telegram.calls] == [(500, ""), (400, "Bad Request: chat not found")]


def test_rows_without_buttons_are_left_out() -> None:
    assert markup(()) is None
    assert markup(((),)) is None
    keyboard = markup(((), (Button("Post", url="https://t.me/x/1"), Button("Press", "latest:"))))
    assert keyboard is not None
    assert len(keyboard.inline_keyboard) == 1

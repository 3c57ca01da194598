"""What must hold beyond the transcripts: roles, hostile words, pressed twice, errors, pages without end or overlap."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.model import ChannelState, Chat, Event, Filter, replace
from bot.sources import Preview, ReaderError
from handlers import COMMANDS
from handlers.desk import Desk
from handlers.front import by_name
from store import Store
from tests.builders import START, a_channel
from tests.handlers.conftest import ADMIN
from tests.handlers.talk import Talk, plain

HOSTILE = [
    "<b>bold</b> & <script>alert(1)</script>",
    "'; DROP TABLE statements; --",
    "💀" * 50,
    "\u202eaerok htron\u202c",
    "a" * 4096,
    "word " * 819,
    "\x00\x07\ud800",
    "%s {0} ${x} { $words }",
    "min 99999999999999999999",
    "s" + "9" * 30,
    "|||",
    "\n\n\n",
]


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
async def test_hostile_words_get_a_short_clear_answer(command: str, admin: Talk) -> None:
    for words in HOSTILE:
        with capture_logs() as logs:
            answer = await admin.type(f"/{command} {words}")
        assert not [line for line in logs if line["log_level"] == "error"], words
        assert answer.html
        assert "<script>" not in answer.html


async def test_hostile_answers_in_a_dialogue_are_shown_as_they_are(admin: Talk) -> None:
    for words in HOSTILE:
        await admin.type("/addchannel @GeneralStaffZSU")
        await admin.press("Change speaker")
        with capture_logs() as logs:
            answer = await admin.type(words)
        assert not [line for line in logs if line["log_level"] == "error"], words
        assert "<script>" not in answer.html


ODD = [
    "",
    ":",
    "::",
    "x" * 64,
    "yes:1;",
    "-1",
    "0",
    "o1.k..KP.",
    "n99999999999.zz..",
    "o999999999999...",
    "watch:",
    "💀",
    "9" * 50,
]


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
async def test_odd_buttons_get_a_short_clear_answer(command: str, admin: Talk) -> None:
    for data in ODD:
        with capture_logs() as logs:
            answer = await admin.send(f"{command}:{data}")
        assert not [line for line in logs if line["log_level"] == "error"], data
        assert answer.html


async def test_every_admin_command_and_button_is_refused_to_others_and_logged(talk: Talk) -> None:
    for command in COMMANDS:
        if command.admin:
            with capture_logs() as logs:
                typed = await talk.type(f"/{command.name} @kremlin")
                pressed = await talk.send(f"{command.name}:yes:1")
            assert typed.html == pressed.html
            assert "admins" in typed.html
            assert [line["event"] for line in logs] == ["refused", "refused"]
            assert {line["user"] for line in logs} == {talk.user}
    async with talk.desk.store.reading() as ledger:
        assert len(await ledger.channels.all()) == 4


async def test_a_dialogue_cannot_be_used_to_pass_the_role(full: Desk) -> None:
    admin, stranger = Talk(full, user=ADMIN), Talk(full, user=8)
    await admin.type("/addchannel @GeneralStaffZSU")
    await stranger.send("addchannel:watch:GeneralStaffZSU")
    async with full.store.reading() as ledger:
        assert await ledger.channels.by_name("GeneralStaffZSU") is None


async def test_pages_show_each_statement_once_forwards_and_backwards(talk: Talk) -> None:
    answer = await talk.type("/latest")
    seen = _numbers(answer.html)
    pages = [answer.html]
    while any(button.label == "older ▶" for row in talk.shown.buttons for button in row):
        answer = await talk.press("older ▶")
        assert answer.edit
        seen += _numbers(answer.html)
        pages.append(answer.html)
    assert sorted(seen) == list(range(1, 10))
    for page in reversed(pages[:-1]):
        assert (await talk.press("◀ newer")).html == page


def _numbers(html: str) -> list[int]:
    return [int(number) for number in re.findall(r"\bs(\d+)\b", html)]


async def test_subscriptions_are_what_was_said(talk: Talk) -> None:
    await talk.type("/subscribe killed or captured north korea min 100")
    async with talk.desk.store.reading() as ledger:
        (kept,) = await ledger.subscriptions.of(talk.user)
    assert kept.filter == Filter(frozenset({"KP"}), frozenset({Event.KILLED, Event.CAPTURED}), 100)


async def test_a_wish_for_a_figure_alone_is_said_in_good_words(talk: Talk) -> None:
    answer = await talk.type("/subscribe min 100")
    assert "new statements on <b>figures from 100</b> come here" in answer.html
    assert "1. figures from 100" in (await talk.press("My alerts")).html


async def test_where_no_channel_is_paused_none_is_said_to_be_missing(full: Desk) -> None:
    admin = Talk(full, user=ADMIN)
    assert (await admin.type("/resume")).html == "No channel is paused; /channels shows all."
    await admin.type("/pause @kremlin")
    assert "which channel?" in (await admin.type("/resume")).html


async def test_nothing_is_kept_of_a_half_understood_wish(talk: Talk) -> None:
    await talk.type("/subscribe killed drnoe")
    await talk.type("/subscribe drnoe")
    async with talk.desk.store.reading() as ledger:
        assert await ledger.subscriptions.of(talk.user) == []


async def test_one_cannot_drop_the_alerts_of_others(full: Desk) -> None:
    mine, other = Talk(full, user=7), Talk(full, user=8)
    await mine.type("/subscribe killed")
    await other.send("unsubscribe:1")
    async with full.store.reading() as ledger:
        assert len(await ledger.subscriptions.of(7)) == 1


async def test_a_long_list_of_alerts_fits_a_message(talk: Talk) -> None:
    for least in range(1, 40):
        words = "ukraine russia poland france germany italy spain israel"
        await talk.type(f"/subscribe killed wounded missing withdrawn {words} min {least}")
    answer = await talk.type("/unsubscribe")
    assert answer.html.startswith("<b>39 alerts</b>")
    assert len(answer.html) <= 4096


async def test_stop_keeps_the_alerts_for_later(talk: Talk) -> None:
    await talk.type("/subscribe killed")
    await talk.type("/stop")
    async with talk.desk.store.reading() as ledger:
        assert await ledger.subscriptions.all() == []
    await talk.press("Turn on again")
    async with talk.desk.store.reading() as ledger:
        assert len(await ledger.subscriptions.all()) == 1


async def test_a_channel_is_added_as_it_was_shown(admin: Talk) -> None:
    await admin.type("/addchannel @GeneralStaffZSU")
    await admin.press("Watch it")
    async with admin.desk.store.reading() as ledger:
        channel = await ledger.channels.by_name("generalstaffzsu")
        chat = await ledger.chats.get(ADMIN)
    assert channel is not None
    assert (channel.telegram_id, channel.nation, channel.zone, channel.reader) == (1500000203, "UA", "Europe/Kyiv", "web")
    assert channel.owner == "General Staff of the Armed Forces of Ukraine"
    assert chat.draft is None


async def test_the_dialogue_survives_a_restart(admin: Talk, store: Store) -> None:
    await admin.type("/addchannel @GeneralStaffZSU | The Staff | Russia")
    again = Talk(admin.desk, user=ADMIN)
    await again.send("addchannel:watch:GeneralStaffZSU")
    async with store.reading() as ledger:
        channel = await ledger.channels.by_name("GeneralStaffZSU")
    assert channel is not None
    assert (channel.owner, channel.nation, channel.zone) == ("The Staff", "RU", "Europe/Moscow")


async def test_pausing_and_resuming(admin: Talk) -> None:
    await admin.type("/pause kremlin")
    async with admin.desk.store.reading() as ledger:
        paused = await ledger.channels.by_name("kremlin")
    await admin.type("/resume kremlin")
    async with admin.desk.store.reading() as ledger:
        resumed = await ledger.channels.by_name("kremlin")
    assert paused is not None
    assert resumed is not None
    assert (paused.state, resumed.state) == (ChannelState.PAUSED, ChannelState.NEW)


async def test_silent_channels_are_told_of(talk: Talk) -> None:
    talk.desk.clock.forward(hours=1.5)  # type: ignore[attr-defined]
    assert "not read" not in (await talk.type("/latest")).html
    talk.desk.clock.forward(seconds=1)  # type: ignore[attr-defined]
    assert (await talk.type("/latest")).html.endswith("\n\n4 of 4 channels not read since 18:00 UTC.")
    assert (await talk.press("Deployments")).html.endswith("\n\n4 of 4 channels not read since 18:00 UTC.")
    assert (await talk.type("/latest captured ukraine")).html.endswith("4 of 4 channels not read since 18:00 UTC.")
    assert (await talk.type("/summary")).html.endswith("\n\n4 of 4 channels not read since 18:00 UTC.")


async def test_silence_is_told_in_the_chats_zone_and_leaves_out_what_is_paused(full: Desk) -> None:
    admin = Talk(full, user=ADMIN)
    await admin.type("/pause @kremlin")
    async with full.store.writing() as ledger:
        await ledger.chats.put(Chat(ADMIN, zone="Asia/Seoul"))
        president = await ledger.channels.by_name("president")
        assert president is not None
        await ledger.channels.update(replace(president, last_read_at=START - timedelta(hours=2)))
    assert (await admin.type("/summary")).html.endswith("1 of 3 channels not read since 01:00.")


async def test_the_status_has_pages_and_trouble_comes_first(full: Desk) -> None:
    admin = Talk(full, user=ADMIN)
    async with full.store.writing() as ledger:
        for number in range(5):
            await ledger.channels.add(a_channel(f"added{number}", reader="web", state=ChannelState.READING, last_read_at=START))
        await ledger.channels.add(a_channel("dead", reader="web", state=ChannelState.NOT_FOUND, state_reason="Gone. " * 200))
    first = await admin.type("/status")
    assert "<b>10 channels</b> · page 1 of 2" in first.html
    assert first.html.index("@dead") < first.html.index("@yonhap")
    second = await admin.press("▶")
    assert second.edit
    assert "@added4" in second.html
    assert (await admin.press("◀")).html == first.html


async def test_the_longest_status_fits_a_message(full: Desk) -> None:
    admin = Talk(full, user=ADMIN)
    async with full.store.writing() as ledger:
        for number in range(20):
            trouble = {
                "state": ChannelState.PREVIEW_OFF,
                "state_reason": "words " * 200,
                "state_since": START - timedelta(days=400),
            }
            await ledger.channels.add(a_channel(f"{number:02}" + "x" * 30, reader="web", last_read_at=START, **trouble))
    plain((await admin.type("/status")).html)


class Broken:
    """A reader with a fault of its own."""

    async def look(self, name: str) -> Preview:
        """Fail as only a program fails."""
        raise ZeroDivisionError(name)

    async def read(self, channel: object) -> object:
        """Fail as a channel may."""
        raise ReaderError(ChannelState.UNREACHABLE, "It is gone.")


async def test_an_error_is_logged_and_answered_in_a_sentence(full: Desk) -> None:
    broken = Desk(full.store, full.settings, full.texts, full.clock, {"web": Broken()})  # type: ignore[dict-item]
    admin = Talk(broken, user=ADMIN)
    with capture_logs() as logs:
        answer = await admin.type("/addchannel @GeneralStaffZSU")
    assert answer.html == "That went wrong, and the error was logged. Please try again in a while."
    assert [line["event"] for line in logs] == ["a handler broke"]


def test_command_names_are_telegrams() -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in names)
    assert by_name("latest") is not None
    assert by_name("nonsense") is None

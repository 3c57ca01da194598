"""The demo: the terminal in Telegram's place, and whole chats with the real bot over the sample."""

from __future__ import annotations

import asyncio
import os
import pty
import re
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from io import StringIO
from pathlib import Path
from select import select

import pytest
from rich.console import Console
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, InvalidToken

from bot.demo.keyboard import keyboard
from bot.demo.markup import MarkupError, styled
from bot.demo.terminal import PATIENCE, PERSON, Terminal
from tests.virtual_time import run as run_in_virtual_time

DEMO = (sys.executable, "-m", "bot", "demo")
HTML = "HTML"


def say(*lines: str) -> str:
    """What a chat of these lines shows."""
    done = subprocess.run(
        [*DEMO, *(word for line in lines for word in ("--say", line))], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout


def answer_to(chat: str, line: str) -> str:
    """What was shown between a typed line and the next one."""
    return chat.split(f"\n❯ {line}\n", 1)[1].split("\n❯ ", 1)[0]


@pytest.fixture(scope="module")
def chat() -> str:
    return say(
        "/latest killed north korea",
        "1",
        "99",
        "/subscribe north korea",
        "/nonsense [b]<b>",
        "",
        "2",
        "\udcff\x1b[31m words",  # a byte that is no UTF-8, as the command line hands it on
    )


def test_the_welcome_has_five_lines(chat: str) -> None:
    welcome = chat[: chat.index("\n\n")].splitlines()
    assert len(welcome) == 5
    assert max(map(len, welcome)) <= 80
    assert welcome[0].startswith("Communiqué")
    assert re.search(r"\bsample\b.*\b\d+ posts\b", " ".join(welcome))


def test_cards_say_that_they_are_of_the_sample(chat: str) -> None:
    cards = answer_to(chat, "/latest killed north korea")
    assert "North Korea · killed" in cards
    assert "🇰🇵 Killed:" in cards
    assert "· sample text" in cards


def test_a_channel_that_is_added_anew_is_still_of_the_sample() -> None:
    chat = say("/removechannel @sample_uk_mod", "1", "/addchannel @sample_uk_mod", "1", "/channels", "9")
    (row,) = re.findall(r"@sample_uk_mod · .*\n(.*)", chat.rpartition("❯ 9\n")[2])
    assert row.endswith("sample text")


def test_a_number_presses_a_button(chat: str) -> None:
    face = re.search(r"^1 (.+?)(?:   2|$)", answer_to(chat, "/latest killed north korea"), re.M)
    assert face
    assert face[1] == "Casualties"
    pressed = answer_to(chat, "1")
    assert "✎ edited\nNorth Korea · casualties" in pressed


def test_a_number_without_a_button_is_told(chat: str) -> None:
    assert answer_to(chat, "99").strip() == "(there is no button 99 here)"


def test_bad_lines_get_a_hint(chat: str) -> None:
    assert "/help" in answer_to(chat, "/nonsense [b]<b>")
    assert "/help" in answer_to(chat, "? [31m words")
    assert "\x1b" not in chat


def test_an_empty_line_says_nothing(chat: str) -> None:
    assert len(re.findall("^❯ ", chat, re.M)) == 7


def test_who_subscribed_is_told_what_arrives(chat: str) -> None:
    assert "North Korea" in answer_to(chat, "/subscribe north korea")
    told = [line for line in chat.splitlines() if line.startswith("🔔")]
    assert told
    assert all("🇰🇵" in line for line in told)
    assert "you asked for: North Korea" in chat


def test_a_script_may_be_piped_in_and_bad_bytes_in_it_are_a_line_like_others() -> None:
    script = b"/latest north korea\n2\n\xff\xfe\n/quit\n/start\n"
    done = subprocess.run(DEMO, input=script, capture_output=True, timeout=120, check=False)
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "✎ edited\nNorth Korea · casualties" in answer_to(shown, "2")
    assert "/help" in answer_to(shown, "��")
    assert "❯ /start" not in shown
    assert "🔔" not in shown, "nobody asked to be told"


def _until(descriptor: int, words: bytes) -> bytes:
    """What comes until these words do; fails where it ends before."""
    shown = b""
    while words not in shown:
        ready, _, _ = select([descriptor], [], [], 60)
        assert ready, shown.decode()
        portion = os.read(descriptor, 65536)
        assert portion, shown.decode()
        shown += portion
    return shown


@pytest.fixture
def at_a_keyboard() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The demo as it runs for somebody at a terminal, and the other end of that terminal."""
    with _at_a_keyboard() as both:
        yield both


@contextmanager
def _at_a_keyboard() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The demo as it runs for somebody at a terminal, and the other end of that terminal."""
    here, there = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "50"}
    with subprocess.Popen(DEMO, stdin=there, stdout=there, stderr=there, env=environment) as process:
        os.close(there)
        yield process, here
        process.kill()
    os.close(here)


def test_without_a_keyboard_it_shows_a_tour() -> None:
    shown = subprocess.run(DEMO, stdin=subprocess.DEVNULL, capture_output=True, check=True, text=True).stdout
    assert "❯ /latest killed north korea" in shown
    assert "December 2024 · " in shown


def test_ctrl_d_leaves(at_a_keyboard: tuple[subprocess.Popen[bytes], int]) -> None:
    process, descriptor = at_a_keyboard
    os.write(descriptor, b"/start\n")
    shown = _until(descriptor, b"Newest statements")
    assert b"\x1b[1mCommuniqu" in shown
    os.write(descriptor, b"\x04")
    assert process.wait(60) == 0


def test_ctrl_c_leaves_quietly(at_a_keyboard: tuple[subprocess.Popen[bytes], int]) -> None:
    process, descriptor = at_a_keyboard
    os.write(descriptor, b"/start\n")
    _until(descriptor, b"Newest statements")
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    rest = b""
    try:
        while portion := os.read(descriptor, 65536):
            rest += portion
    except OSError:  # how Linux says that the other end is closed
        pass
    assert b"Traceback" not in rest
    assert b"rror" not in rest


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_is_closed_leaves_no_folder_behind(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with _at_a_keyboard() as (process, descriptor):
        os.write(descriptor, b"/start\n")
        _until(descriptor, b"Newest statements")
        assert [path.name.startswith("communique-demo-") for path in tmp_path.iterdir()] == [True]
        process.send_signal(number)
        process.wait(60)
    assert list(tmp_path.iterdir()) == []


# The terminal alone, with Telegram's library as its only counterpart.


@asynccontextmanager
async def a_bot(shown: StringIO, *, width: int = 80, colours: bool = False) -> AsyncIterator[tuple[Bot, Terminal]]:
    terminal = Terminal(Console(file=shown, width=width, force_terminal=colours, color_system="truecolor" if colours else None))
    async with Bot("1:token", request=terminal, get_updates_request=terminal) as bot:
        yield bot, terminal


def buttons(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"do:{label}") for label in labels]])


async def send(bot: Bot, html: str, *labels: str) -> Message:
    return await bot.send_message(PERSON, html, parse_mode=HTML, reply_markup=buttons(*labels) if labels else None)


@pytest.fixture
def shown() -> StringIO:
    return StringIO()


async def test_html_is_styled_and_what_looks_like_style_is_not(shown: StringIO) -> None:
    async with a_bot(shown, colours=True) as (bot, _):
        html = (
            '<b>bold</b> <i>it</i> <a href="https://t.me/x/1">post</a> [b]&lt;b&gt;[/b] \x1b[31m &amp; 5 < 6 <u><b>both</b></u>'
        )
        message = await send(bot, html.replace(" < ", " &lt; "))
    assert message.text == "bold it post [b]<b>[/b]  [31m & 5 < 6 both"
    out = shown.getvalue()
    assert "\x1b[1mbold\x1b[0m" in out
    assert "\x1b[3mit\x1b[0m" in out
    assert re.search(r"\x1b\]8;[^;]*;https://t.me/x/1\x1b\\\x1b\[4mpost|\x1b\[4m\x1b\]8;[^;]*;https://t.me/x/1\x1b\\post", out)
    assert "\x1b[31m" not in out
    assert "\x1b[1;4mboth" in out


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<b>open", "can't find end tag"),
        ("<b><i>crossed</b></i>", "unmatched end tag"),
        ("closed</b>", "unmatched end tag"),
        ("<table>", "unsupported start tag"),
        ("<b> </b>", "text is empty"),
        ("x" * 4097, "too long"),
    ],
)
async def test_what_telegram_refuses_is_refused(html: str, why: str, shown: StringIO) -> None:
    async with a_bot(shown) as (bot, _):
        with pytest.raises(BadRequest, match=f"(?i){why}"):
            await send(bot, html)
    assert shown.getvalue() == ""


async def test_strangers_lost_messages_and_unknown_methods_are_refused(shown: StringIO) -> None:
    async with a_bot(shown) as (bot, _):
        with pytest.raises(BadRequest, match=r"(?i)chat not found"):
            await bot.send_message(7, "hello")
        with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
            await bot.edit_message_text("hello", PERSON, 7)
        with pytest.raises(InvalidToken):  # what the library makes of Telegram's 404
            await bot.send_dice(PERSON)
        assert await bot.set_my_commands([]) is True


async def test_plain_text_is_plain(shown: StringIO) -> None:
    async with a_bot(shown) as (bot, _):
        assert (await bot.send_message(PERSON, "a <b> & [b]")).text == "a <b> & [b]"
    assert shown.getvalue() == "\na <b> & [b]\n"


async def test_a_line_comes_as_an_update_until_it_was_received(shown: StringIO) -> None:
    async with a_bot(shown) as (bot, terminal):
        terminal.type("/latest killed")
        terminal.type("  hello\t ")
        first, second = await bot.get_updates(timeout=1)
        assert first.message
        assert (first.message.text, first.message.entities[0].length) == ("/latest killed", 7)
        assert second.effective_user
        assert second.effective_chat
        assert (second.effective_user.id, second.effective_chat.id, second.effective_chat.type) == (PERSON, PERSON, "private")
        assert second.message
        assert (second.message.text, second.message.entities) == ("hello", ())
        assert await bot.get_updates(timeout=1) == (first, second)
        assert await bot.get_updates(offset=second.update_id, timeout=1) == (second,)
    assert shown.getvalue() == "\n❯ /latest killed\n\n❯ hello\n"


def test_updates_are_waited_for_and_no_longer_than_asked() -> None:
    async def main() -> None:
        async with a_bot(StringIO()) as (bot, terminal):
            loop = asyncio.get_running_loop()
            before = loop.time()
            assert await bot.get_updates(timeout=10) == ()
            assert loop.time() - before == pytest.approx(10, abs=0.01)
            loop.call_later(3, terminal.type, "hello")
            assert len(await bot.get_updates(timeout=10)) == 1
            assert loop.time() - before == pytest.approx(13, abs=0.01)

    run_in_virtual_time(main())


async def test_buttons_have_numbers_and_numbers_press_them(shown: StringIO) -> None:
    async with a_bot(shown) as (bot, terminal):
        older = await send(bot, "older", "a", "b")
        newer = await send(bot, "newer", "◀ [c]")
        await send(bot, "no buttons")
        terminal.type("1")
        await bot.edit_message_text("older, anew", PERSON, older.message_id, reply_markup=buttons("d", "e"))
        terminal.type("2")
        await bot.edit_message_text("older, done", PERSON, older.message_id)
        terminal.type("1")
        pressed = [update.callback_query for update in await bot.get_updates(timeout=1)]
    assert [query and query.data for query in pressed] == ["do:◀ [c]", "do:e", "do:◀ [c]"]
    assert [query and query.message and query.message.message_id for query in pressed] == [
        newer.message_id,
        older.message_id,
        newer.message_id,
    ]
    assert "older\n1 a   2 b\n" in shown.getvalue()
    assert "newer\n1 ◀ [c]\n" in shown.getvalue()
    assert "✎ edited\nolder, anew\n1 d   2 e\n" in shown.getvalue()


async def test_numbers_without_a_button_are_words_where_there_are_no_buttons(shown: StringIO) -> None:
    async with a_bot(shown) as (bot, terminal):
        terminal.type("1")
        await send(bot, "which?", "a")
        terminal.type("2")
        terminal.type("0")
        terminal.type("2024")
        said = [update.message and update.message.text for update in await bot.get_updates(timeout=1)]
    assert said == ["1", "2024"]
    assert "(there is no button 2 here)" in shown.getvalue()


async def test_a_button_with_an_address_is_shown(shown: StringIO) -> None:
    async with a_bot(shown) as (bot, terminal):
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Post", url="https://t.me/x/1")]])
        await bot.send_message(PERSON, "card", reply_markup=keys)
        await terminal.settled()
        terminal.type("1")
        await terminal.settled()
        assert await bot.get_updates(timeout=0) == ()
    assert "opens https://t.me/x/1" in shown.getvalue()


async def test_toasts_are_shown_and_silent_ones_are_not(shown: StringIO) -> None:
    async with a_bot(shown) as (bot, _):
        await bot.answer_callback_query("1", "Removed [b]")
        await bot.answer_callback_query("2")
    assert shown.getvalue() == "(Removed [b])\n"


async def test_a_narrow_terminal_breaks_between_words_and_a_pipe_never(shown: StringIO) -> None:
    piped = StringIO()
    words = "several words in one line"
    for out, colours in ((shown, True), (piped, False)):
        async with a_bot(out, width=14, colours=colours) as (bot, _):
            await send(bot, words)
    assert [line.rstrip() for line in shown.getvalue().splitlines()] == ["", "several words", "in one line"]
    assert piped.getvalue() == f"\n{words}\n"


async def _is_settled(waiting: asyncio.Task[None]) -> bool:
    for _ in range(5):
        await asyncio.sleep(0)
    return waiting.done()


async def test_settled_means_that_every_line_and_press_was_answered(shown: StringIO) -> None:
    async with a_bot(shown) as (bot, terminal):
        await terminal.settled()
        message = await send(bot, "card", "a")
        terminal.type("hello")
        terminal.type("1")
        waiting = asyncio.create_task(terminal.settled())
        await bot.get_updates(timeout=1)
        assert not await _is_settled(waiting)
        await bot.answer_callback_query("1", "a toast is no answer")
        assert not await _is_settled(waiting)
        await send(bot, "hello yourself")
        assert not await _is_settled(waiting)
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_text("card", PERSON, message.message_id, parse_mode=HTML, reply_markup=buttons("a"))
        assert await _is_settled(waiting)


async def test_a_refused_answer_is_no_answer(shown: StringIO) -> None:
    async with a_bot(shown) as (bot, terminal):
        terminal.type("hello")
        waiting = asyncio.create_task(terminal.settled())
        with pytest.raises(BadRequest):
            await send(bot, "<b>")
        assert not await _is_settled(waiting)
        await send(bot, "well")
        assert await _is_settled(waiting)


def test_a_line_that_nobody_answers_is_not_waited_for_for_ever() -> None:
    shown = StringIO()

    async def main() -> None:
        async with a_bot(shown) as (_, terminal):
            terminal.type("hello")
            await terminal.settled()
            assert asyncio.get_running_loop().time() == pytest.approx(PATIENCE, abs=0.01)
            await terminal.settled()

    run_in_virtual_time(main())
    assert shown.getvalue() == "\n❯ hello\n(no answer came)\n"


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (b"", []),
        (b"one\ntwo\r\n\nthree", ["one", "two", "", "three"]),
        ("вбиті КНДР\n".encode(), ["вбиті КНДР"]),
        (b"one\n /quit \ntwo\n", ["one"]),
        (b"\xffone\n", ["�one"]),
    ],
)
async def test_what_is_typed_comes_line_by_line(typed: bytes, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    there, here = os.pipe()
    os.write(here, typed)
    os.close(here)
    with os.fdopen(there) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert [line async for line in keyboard(Console(file=StringIO()))] == lines
        for thread in threading.enumerate():  # behind /quit it reads on, and the next test's pipe may get the same number
            if thread.name == "keyboard":
                thread.join()


def test_unknown_markup_says_which() -> None:
    with pytest.raises(MarkupError, match='"img"'):
        styled("<img>")

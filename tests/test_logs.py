"""Logs: for people or for machines, and the token in none of them, whatever goes wrong."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator

import httpx
import pytest
import structlog

from bot.logs import configure
from bot.settings import load

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawA"
SECRET = TOKEN.partition(":")[2]
FORMATS = ("human", "json")


@pytest.fixture(autouse=True)
def _quiet_afterwards() -> Iterator[None]:
    """Leave the logging of the other tests as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: one.level for name, one in logging.root.manager.loggerDict.items() if isinstance(one, logging.Logger)}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, one in logging.root.manager.loggerDict.items():
        if isinstance(one, logging.Logger):
            one.setLevel(levels.get(name, logging.NOTSET))


def ours(words: str) -> None:
    structlog.get_logger().exception(words)


def the_libraries(words: str) -> None:
    logging.getLogger("telegram.ext.Application").exception(words)


def broken_with_the_token_at_hand(log: Callable[[str], None]) -> None:
    address = f"https://api.telegram.org/bot{TOKEN}/getUpdates"
    try:
        len(address) / 0
    except ZeroDivisionError:
        log("it broke")


def refused_by_the_network(log: Callable[[str], None]) -> None:
    try:
        request = httpx.Request("POST", f"https://api.telegram.org/bot{TOKEN}/getMe")
        httpx.Response(502, request=request).raise_for_status()
    except httpx.HTTPStatusError as error:
        log(f"it broke: {error}")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("level", ["debug", "info", "warning"])
@pytest.mark.parametrize("log", [ours, the_libraries])
@pytest.mark.parametrize("breaks", [broken_with_the_token_at_hand, refused_by_the_network])
def test_a_traceback_never_shows_the_token(
    form: str,
    level: str,
    log: Callable[[str], None],
    breaks: Callable[[Callable[[str], None]], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure(load(_env_file=None, telegram_token=TOKEN, log_format=form, log_level=level))
    breaks(log)
    told = capsys.readouterr().err
    assert "it broke" in told
    assert breaks.__name__ in told, "the traceback is what helps"
    assert SECRET not in told


@pytest.mark.parametrize("form", FORMATS)
def test_no_field_and_no_address_of_a_request_shows_the_token(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure(load(_env_file=None, telegram_token=TOKEN, log_format=form, log_level="debug"))
    address = f"https://api.telegram.org/bot{TOKEN}/getMe"
    structlog.get_logger().warning("not answered", reason=f"no answer from {address}")
    logging.getLogger("httpx").info("HTTP Request: POST %s", address)
    told = capsys.readouterr().err
    assert "not answered" in told
    assert "HTTP Request" not in told
    assert SECRET not in told


def test_every_line_for_machines_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    configure(load(_env_file=None, telegram_token=TOKEN, log_format="json"))
    structlog.get_logger().info("channel added", channel="зсу\n\x1b")
    logging.getLogger("anything").warning("two\nlines")
    refused_by_the_network(ours)
    first, second, third = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["event"], first["channel"], first["level"]) == ("channel added", "зсу\n\x1b", "info")
    assert (second["event"], second["level"]) == ("two\nlines", "warning")
    assert "refused_by_the_network" in third["exception"]


def test_what_the_bot_tells_in_a_line_the_library_does_not_tell_in_a_screenful(capsys: pytest.CaptureFixture[str]) -> None:
    configure(load(_env_file=None, telegram_token=TOKEN))
    for name in ("telegram.ext", "telegram.ext.Updater", "telegram.request.BaseRequest"):
        refused_by_the_network(logging.getLogger(name).exception)
    assert capsys.readouterr().err == ""

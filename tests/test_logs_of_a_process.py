"""The log of a real process, from its start to its end: for machines every line is one object, and none has the token."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TOKEN = "123456789:a-token-that-nobody-has-ever-seen-0"
NOWHERE = "http://127.0.0.1:9"
ROOT = Path(__file__).parent.parent
RUN = (sys.executable, "-m", "bot", "run")
BROKEN = """
import asyncio, logging, threading, warnings
from bot.logs import catch_all, configure
from bot.settings import load
address = "https://api.telegram.org/bot" + load().telegram_token.get_secret_value() + "/getMe"
configure(load())
catch_all()
warnings.warn("old ways: " + address)
logging.getLogger("anything").error("a library's\\nlines: %s", address)
def fall(): raise ValueError(address)
thread = threading.Thread(target=fall); thread.start(); thread.join()
class Heap:
    def __del__(self): raise ValueError(address)
Heap()
async def main():
    asyncio.get_running_loop().call_soon(fall)
    await asyncio.sleep(0.01)
asyncio.run(main())
fall()
"""


def environment(folder: Path, **settings: str) -> dict[str, str]:
    ledger = f"sqlite+aiosqlite:///{folder / 'ledger.sqlite3'}"
    given = {"TELEGRAM_TOKEN": TOKEN, "DATABASE_URL": ledger, "TELEGRAM_API": NOWHERE, "LOG_FORMAT": "json", "LOG_LEVEL": "debug"}
    return os.environ | {"PYTHONPATH": str(ROOT)} | given | settings


def run(folder: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    there = environment(folder, **settings)
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=there, timeout=60, check=False)


def lines_of(log: str) -> list[dict[str, Any]]:
    """The objects of a log; fails on a line that is none, or shows the token."""
    assert TOKEN.partition(":")[2] not in log
    lines = [json.loads(line) for line in log.splitlines()]
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)
    return lines


def test_every_line_is_one_object_from_the_start_to_the_end(tmp_path: Path) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(RUN, stderr=pipe, stdout=pipe, text=True, cwd=tmp_path, env=environment(tmp_path)) as process:
        assert process.stderr is not None
        log = ""
        while "cannot be reached" not in log:
            log += (line := process.stderr.readline())
            assert line, log
        process.send_signal(signal.SIGTERM)
        out, rest = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert lines_of(log + rest)[-1]["event"] == "stopped"


def test_what_nobody_catches_is_a_line_as_well(tmp_path: Path) -> None:
    done = run(tmp_path, sys.executable, "-c", BROKEN)
    lines = lines_of(done.stderr)
    told = "\n".join(line["event"] for line in lines)
    for words in (
        "old ways",
        "a library's\nlines",
        "a thread broke",
        "an error was ignored",
        "Exception in",
        "the program broke",
    ):
        assert words in told, done.stderr
    assert (done.returncode, done.stdout) == (1, "")
    assert sum("ValueError" in line.get("exception", "") for line in lines) == 4


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"TELEGRAM_TOKEN": "hunter2"}, "TELEGRAM_TOKEN is wrong"),
        ({"DATABASE_URL": "sqlite+aiosqlite:////no/where/ledger.sqlite3"}, "DATABASE_URL: The folder"),
    ],
)
def test_why_it_does_not_start_is_one_object(tmp_path: Path, setting: dict[str, str], words: str) -> None:
    done = run(tmp_path, *RUN, **setting)
    (line,) = [line for line in lines_of(done.stderr) if line["level"] == "critical"]
    assert line["event"].startswith(words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "hunter2" not in done.stderr

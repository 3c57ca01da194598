"""The command as people run it: what it says, which exit status it has, and that processes read."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import cli
from bot.settings import Settings
from tests.exports import account, chat, message, posted, written

KILLED = "300 North Korean soldiers were killed in Kursk Oblast."
NAMED = ("--channel", "@president_ua", "--owner", "Volodymyr Zelensky", "--nation", "Ukraine")


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, with no setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["import", *arguments, "--jobs", "1"])


def test_a_channel_that_is_not_watched_is_told_with_what_to_do(nowhere: Path) -> None:
    Path("result.json").write_bytes(written(account(chat(message(1, KILLED)), chat(message(2), kind="bot_chat"))))
    done = run("result.json")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "Nothing was imported.",
        "Left out, for no watched channel is this one:",
        "  “President of Ukraine” · 1234567890",
        "To have one, add it in the chat with the bot (/addchannel), or name it here: --channel @name",
        "Left out, for they are no channels: 1 chat",
    ]
    done = run("result.json", "--channel", "https://t.me/V_Zelenskiy_official")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "@V_Zelenskiy_official is not watched. Add it in the chat with the bot: /addchannel @V_Zelenskiy_official",
        'Or have it added here, paused: --channel @V_Zelenskiy_official --owner "Volodymyr Zelensky" --nation UA',
    ]


def test_an_import_tells_what_came_in_and_what_did_not(nowhere: Path) -> None:
    messages = [
        message(1, KILLED),
        message(2, "Good morning!"),
        message(3, type="service"),
        message(4, date_unixtime="4000000000"),
    ]
    Path("result.json").write_bytes(written(chat(*messages)))
    done = run("result.json", *NAMED)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "@president_ua (added, and paused: /resume has it watched)",
        "          2  new posts",
        "          1  new statements",
        "          1  left out: service messages",
        "          1  left out: posts with a date in the future: post 4",
    ]
    again = run("result.json", *NAMED)
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout.splitlines()[:3] == [
        "Nothing new: the ledger has all of it already.",
        "@president_ua",
        "          0  new posts",
    ]


def test_a_damaged_file_is_told_with_exit_status_1(nowhere: Path) -> None:
    Path("result.json").write_bytes(written(chat(message(1, KILLED), message(2, "Good morning!")))[:-100])
    done = run("result.json", *NAMED)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == (
        "! result.json ends in the middle, after post 1 of “President of Ukraine”. What stands before was read."
    )


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("missing.json",), "missing.json cannot be opened: No such file or directory."),
        ((".",), ". is a folder without a result.json. Name the file."),
        (("empty.json",), "empty.json is empty."),
        (("good.json", "--channel", "x"), "x is no name of a channel. Write it like --channel @name"),
        (("good.json", *NAMED[:5], "Atlantis"), "Atlantis is no nation. Write it like --nation Ukraine, or --nation UA"),
    ],
)
def test_what_was_given_wrongly_is_told_in_a_line_and_makes_no_channel(
    arguments: tuple[str, ...], why: str, nowhere: Path
) -> None:
    Path("empty.json").touch()
    Path("good.json").write_bytes(written(chat(message(1, KILLED))))
    done = run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"{why}\n")


def test_an_owner_without_a_channel_is_no_order(nowhere: Path) -> None:
    done = run("x.json", "--owner", "Somebody")
    assert done.exit_code == 2
    assert "--channel @name" in done.stderr


def test_several_processes_read_and_break_nothing(tmp_path: Path) -> None:
    texts = {number: f"{number * 100} North Korean soldiers were killed in Kursk Oblast." for number in range(1, 900)}
    file = tmp_path / "result.json"
    file.write_bytes(written(chat(*(message(one, text, at=posted(one)) for one, text in texts.items()))))
    command = [sys.executable, "-m", "bot", "import", str(file), *NAMED, "--jobs", "2"]
    here = os.environ | {"DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'ledger.sqlite3'}"}
    done = subprocess.run(command, capture_output=True, text=True, env=here, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1:3] == ["        899  new posts", "        899  new statements"]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_ended_early_it_leaves_no_process_and_goes_on_where_it_was(number: int, status: int, tmp_path: Path) -> None:
    file, ledger = tmp_path / "result.json", tmp_path / "ledger.sqlite3"
    file.write_bytes(written(chat(*(message(one, f"{KILLED} {one} " * 3, at=posted(one)) for one in range(1, 2001)))))
    command = [sys.executable, "-m", "bot", "import", str(file), *NAMED, "--jobs", "2"]
    here = os.environ | {"DATABASE_URL": f"sqlite+aiosqlite:///{ledger}"}
    begun = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=here, start_new_session=True)
    while begun.poll() is None and not _count(ledger):
        time.sleep(0.02)
    os.kill(begun.pid, number) if number == signal.SIGKILL else os.killpg(begun.pid, number)
    told, wrong = begun.communicate(timeout=60)  # it comes to an end when no process is left that could write
    assert begun.returncode == status
    if number != signal.SIGKILL:
        assert wrong == ""
        assert told.startswith("Stopped. What was imported so far is saved")
    saved = _count(ledger)
    assert 0 < saved < 2000
    done = subprocess.run(command, capture_output=True, text=True, env=here, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{2000 - saved:>11,}  new posts" in done.stdout
    assert f"{saved:>11,}  posts that the ledger had already" in done.stdout
    assert _count(ledger) == 2000


def _count(ledger: Path) -> int:
    """How many posts the ledger has; none while there is none yet."""
    if not ledger.exists():
        return 0
    with closing(sqlite3.connect(ledger)) as connection:
        try:
            (number,) = connection.execute("SELECT count(*) FROM posts").fetchone()
        except sqlite3.OperationalError:
            return 0
    return int(number)


def test_lines_of_what_extract_reads_are_imported(nowhere: Path) -> None:
    line = {"id": 7, "date": "2024-12-23T15:40:00Z", "channel": {"username": "president_ua"}, "text": KILLED}
    Path("posts.jsonl").write_text(json.dumps(line) + "\n{\n", "utf-8")
    done = run("posts.jsonl", *NAMED)
    assert done.exit_code == 1
    assert "          1  new posts" in done.stdout
    assert "line 2: not JSON" in done.stdout

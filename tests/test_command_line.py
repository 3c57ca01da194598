"""The command line: what goes in and comes out, which exit status says what, and that nothing starts without settings."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import cli
from bot.settings import Settings

TEXT = "300 North Korean soldiers were killed in Kursk Oblast."
CHANNEL = {"username": "c", "title": "C", "owner": "Volodymyr Zelensky", "nation": "UA"}


def a_row(key: str, text: str = TEXT, **fields: Any) -> dict[str, Any]:
    return {"id": key, "date": "2024-12-23T15:40:00Z", "channel": CHANNEL, "text": text, **fields}


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(cli, arguments, input=given)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, with no setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def test_posts_in_statements_out() -> None:
    done = run("extract", given="\n".join((json.dumps(a_row("a")), "", json.dumps(a_row("b", "Good morning!")))))
    assert (done.exit_code, done.stderr) == (0, "")
    first, second = map(json.loads, done.stdout.splitlines())
    (statement,) = first["statements"]
    assert (first["id"], statement["event"], statement["force"]) == ("a", "killed", "KP")
    assert statement["count"] == {"low": 300, "high": 300}
    assert TEXT[statement["start"] : statement["end"]] == statement["evidence"]
    assert second == {"id": "b", "statements": []}


def test_a_file_is_read_as_the_standard_input_is(tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(a_row("a")).encode())
    done = run("extract", str(file))
    assert (done.exit_code, json.loads(done.stdout)["id"]) == (0, "a")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "not JSON"),
        ("7", "not an object"),
        ('{"id": "b", "text": ""}', "no date, channel"),
        (json.dumps(a_row("b", date="yesterday")), "date 'yesterday' is not like 2024-12-23T15:40:00Z"),
        (json.dumps(a_row("b", channel="c")), "channel must be an object"),
        (json.dumps(a_row("b", channel={**CHANNEL, "zone": "Mars/Base"})), "cannot be read: ZoneInfoNotFoundError"),
        ("[" * 100_000, "cannot be read: RecursionError"),
        (b"\xff\xfe", "'utf-8' codec can't decode"),
    ],
)
def test_a_broken_line_is_reported_by_number_and_skipped(line: str | bytes, why: str) -> None:
    good = json.dumps(a_row("a")).encode()
    done = run("extract", given=b"\n".join((good, b"", line if isinstance(line, bytes) else line.encode(), good)))
    assert done.exit_code == 1
    assert [json.loads(answer)["id"] for answer in done.stdout.splitlines()] == ["a", "a"]
    assert done.stderr.startswith(f"line 3: {why}")
    assert len(done.stderr.splitlines()) == 1


def test_what_cannot_be_printed_is_escaped() -> None:
    done = run("extract", given=json.dumps(a_row("\ud800")))
    assert done.exit_code == 0
    assert json.loads(done.stdout)["id"] == "\ud800"


def explain(*arguments: str, given: str = "") -> str:
    """What `communique explain` shows, in a process of its own as people run it."""
    command = [sys.executable, "-m", "bot", "explain", *arguments]
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_explain_shows_words_statements_and_rules() -> None:
    shown = explain(TEXT, "--owner", "Volodymyr Zelensky", "--date", "2024-12-23")
    assert "language en" in shown
    assert "killed · 300 · person · KP" in shown
    assert "Volodymyr Zelensky" in shown
    assert "«300 North Korean soldiers were killed" in shown


def test_explain_reads_the_standard_input_and_tells_of_no_statement() -> None:
    shown = explain("-", given="[red]Good[/red] morning!")
    assert "red" in shown, "what looks like a style is text"
    assert "no statement" in shown


def test_explain_says_what_it_cannot_read() -> None:
    done = run("explain", "300 soldiers were killed yesterday", "--date", "0001-01-01")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("cannot be read: OverflowError")
    done = run("explain", TEXT, "--nation", "[/]")
    assert done.exit_code == 2
    assert "--nation" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("explain", TEXT), ("extract",)])
def test_a_full_disk_is_told_in_a_line(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "bot", *arguments]
        given = json.dumps(a_row("a"))
        done = subprocess.run(command, input=given, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, "The answer could not be written: No space left on device\n")


@pytest.mark.parametrize("arguments", ["demo --say /start", "explain '300 killed'", "extract"])
def test_closed_streams_are_no_reason_to_break(arguments: str) -> None:
    script = f"{sys.executable} -m bot {arguments} {'' if arguments == 'extract' else '<&-'} >&-"
    done = subprocess.run(["sh", "-c", script], input="", stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_demo_with_a_closed_keyboard_says_its_welcome_and_ends() -> None:
    script = f"{sys.executable} -m bot demo <&-"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "never what happened" in done.stdout


def test_a_terminal_of_few_letters_breaks_nothing_and_json_is_utf_8_all_the_same() -> None:
    letters = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "bot"]
    done = subprocess.run([*command, "explain", "300 загинули"], capture_output=True, env=letters, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    given = json.dumps(a_row("ї")).encode()
    done = subprocess.run([*command, "extract"], input=given, capture_output=True, env=letters, timeout=60, check=False)
    assert (done.returncode, json.loads(done.stdout.decode("utf-8"))["id"]) == (0, "ї")
    assert "ї".encode() in done.stdout


def test_explaining_leaves_the_extractor_as_it_was() -> None:
    """Two commands in one process: a module that takes the place of a function of the same name shows here."""
    script = (
        "from typer.testing import CliRunner; from bot.__main__ import cli\n"
        "for _ in range(2): done = CliRunner().invoke(cli, ['explain', 'Good morning!'])\n"
        "print(done.exit_code, done.exception)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "0 None\n", done.stderr


def test_evaluate_prints_the_score_and_names_a_bad_line(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(a_row("a", "Good morning!", lang="en", statements=[])), "utf-8")
    done = run("evaluate", str(file))
    assert done.exit_code == 0
    assert "quiet posts kept quiet: 1 of 1" in done.stdout
    file.write_text('\n{"id": 1}\n', "utf-8")
    done = run("evaluate", str(file))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{file}:2: no date")
    file.write_text("\n", "utf-8")
    done = run("evaluate", str(file))
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"{file}: no posts in it\n")


def test_evaluate_keeps_a_baseline_and_tells_gains_and_losses_against_it(tmp_path: Path) -> None:
    gold, baseline = tmp_path / "gold.jsonl", tmp_path / "baseline.json"
    killed = {"event": "killed", "count": {"low": 300, "high": 300}, "force": "KP", "evidence": "300 North Korean soldiers"}
    gold.write_text(json.dumps(a_row("a", lang="en", statements=[killed])), "utf-8")
    assert run("evaluate", str(gold), "--save", str(baseline)).exit_code == 0
    done = run("evaluate", str(gold), "--baseline", str(baseline))
    assert done.exit_code == 0
    assert "against the baseline: 0 of 1 posts are read otherwise" in done.stdout
    baseline.write_text('{"baseline": 1, "posts": {"a": {"language": "en", "missed": ["killed 300 KP"]}}}', "utf-8")
    done = run("evaluate", str(gold), "--baseline", str(baseline), "--save", str(baseline))
    assert (done.exit_code, done.stderr) == (0, "")
    assert "\na\n  + killed 300 KP\n" in done.stdout, "it is compared with what was there before it is saved anew"
    assert '"found": {"killed 300 KP"' in baseline.read_text("utf-8")


def test_evaluate_says_what_is_wrong_with_a_baseline(tmp_path: Path) -> None:
    gold, baseline = tmp_path / "gold.jsonl", tmp_path / "baseline.json"
    gold.write_text(json.dumps(a_row("a", "Good morning!", lang="en", statements=[])), "utf-8")
    baseline.write_text('{"baseline": 1, "posts": {"a"', "utf-8")
    done = run("evaluate", str(gold), "--baseline", str(baseline))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{baseline}: no baseline, it is not JSON")
    done = run("evaluate", str(gold), "--save", str(tmp_path / "nowhere" / "baseline.json"))
    assert done.exit_code == 1
    assert done.stderr.endswith("baseline.json could not be written: No such file or directory\n")


def test_reread_needs_no_token_and_tells_what_changed(nowhere: Path) -> None:
    fill = (
        "import asyncio; from datetime import timedelta; from bot.clock import utcnow\n"
        "from bot.model import Channel, Post, Reading; from store import Store\n"
        "async def main():\n"
        "    store = await Store.open('sqlite+aiosqlite:///communique.sqlite3', utcnow)\n"
        "    async with store.writing() as ledger:\n"
        "        channel = await ledger.channels.add(Channel('c', 'C', 'Volodymyr Zelensky', 'UA'))\n"
        f"        reading = Reading(Post(1, utcnow(), {TEXT!r}), extractor=0)\n"
        "        await ledger.save(channel, [reading], [], 'web', utcnow(), timedelta())\n"
        "    await store.close()\n"
        "asyncio.run(main())"
    )
    here = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    subprocess.run([sys.executable, "-c", fill], check=True, env=here, timeout=60)

    def reread(*arguments: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "bot", "reread", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=here, timeout=60, check=False)
        return done.returncode, done.stdout, done.stderr

    for arguments, number in ((("--dry-run",), ""), (("--channel", "@C", "--since", "2024-01-01"), "s1 ")):
        status, told, error = reread(*arguments)
        assert (status, error) == (0, "")
        assert f"  + {number}@c/1  Killed: 300 · North Korea · Volodymyr Zelensky · «300 North Korean soldiers" in told
        assert ("Nothing was written." in told) == (not number)
    assert reread()[1].startswith("Nothing to read again")
    status, told, error = reread("--all")
    assert (status, told.splitlines()[-1]) == (0, "Every statement stands as it stood before.")
    assert reread("--channel", "@nobody") == (2, "", "The ledger has no channel @nobody.\n")
    (nowhere / ".env").write_text("DATABASE_URL=sqlite+aiosqlite:///no/where.sqlite3", "utf-8")
    status, told, error = reread()
    assert (status, told) == (2, "")
    assert error.startswith("DATABASE_URL: The folder ")


def test_a_dry_run_makes_no_ledger_and_changes_no_old_one(nowhere: Path) -> None:
    done = run("reread", "--dry-run")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("DATABASE_URL: There is no ledger yet")
    assert list(nowhere.iterdir()) == []
    path = nowhere / "communique.sqlite3"
    with closing(sqlite3.connect(path)) as old:
        old.execute("PRAGMA journal_mode = WAL")
        old.executescript("CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0001')")
    before = path.read_bytes()
    done = run("reread", "--dry-run")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("DATABASE_URL: The ledger is of an older version")
    assert path.read_bytes() == before


def test_without_a_token_nothing_starts(nowhere: Path) -> None:
    done = run("run")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("TELEGRAM_TOKEN is not set.")
    assert "For example: TELEGRAM_TOKEN=" in done.stderr
    assert list(nowhere.iterdir()) == []


def test_every_wrong_setting_is_named_and_no_secret_shown(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "hunter2")
    (nowhere / ".env").write_text("POLL_FLOOR=soon\nLOG_FORMAT=xml\n", "utf-8")
    done = run("run")
    assert done.exit_code == 2
    for name in ("TELEGRAM_TOKEN", "POLL_FLOOR", "LOG_FORMAT"):
        assert f"{name} " in done.stderr
        assert f"For example: {name}=" in done.stderr
    assert "hunter2" not in done.stderr
    assert [path.name for path in nowhere.iterdir()] == [".env"]


def test_check_tells_each_setting_that_is_wrong(nowhere: Path) -> None:
    done = run("check")
    assert done.exit_code == 1
    assert "✗ TELEGRAM_TOKEN is not set." in done.stdout
    assert "See .env.example for every setting." in done.stdout


def test_check_looks_at_all_that_does_not_need_what_fails(nowhere: Path) -> None:
    token, api = "TELEGRAM_TOKEN=1000000000:of-a-bot-that-exists-nowhere", "TELEGRAM_API=http://127.0.0.1:9"
    (nowhere / ".env").write_text(f"{token}\n{api}\n", "utf-8")
    done = run("check")
    assert done.exit_code == 1
    assert "✓ The settings can be read." in done.stdout
    assert "✗ Telegram cannot be reached at http://127.0.0.1:9" in done.stdout
    assert "✗ ADMIN_IDS names nobody" in done.stdout
    assert "✓ The database can be used" in done.stdout
    assert [path.name for path in nowhere.iterdir()] == [".env"]

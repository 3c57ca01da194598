"""What a file is, is told by what is in it; one that cannot be read says what to do."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path

import pytest

from bot.imports.files import UnreadableError, find
from bot.model import Post
from tests.builders import START
from tests.exports import account, chat, message, written

LINE = json.dumps({"id": 1, "date": "2024-11-23T18:00:00Z", "channel": {"username": "c"}, "text": "Good morning!"}).encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"<!DOCTYPE html><html>", "is HTML. Export the chat again"),
        ('{"name": "x"}'.encode("utf-16"), "is not UTF-8"),
        ('{"name": "x"}'.encode("utf-16-le"), "is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is neither an export"),
        (b"PK\x03\x04", "is neither an export"),
        (b'{"a": 1}', "is neither an export"),
        (b"[1, 2]", "is neither an export"),
        (b"id,date,text\n1,2,3\n", "is neither an export"),
    ],
)
def test_a_file_that_is_no_export_is_refused(data: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=why):
        find(path)


def test_folders_and_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened: No such file"):
        find(tmp_path / "nothing.json")
    with pytest.raises(UnreadableError, match=r"is a folder without a result\.json"):
        find(tmp_path)
    (tmp_path / "messages.html").touch()
    with pytest.raises(UnreadableError, match="is an export as HTML"):
        find(tmp_path)
    (tmp_path / "result.json").write_bytes(written(chat()))
    assert find(tmp_path).path == tmp_path / "result.json"


@pytest.mark.parametrize(
    "data",
    [
        written(chat(message(1, "Good morning!"))),
        written(account(chat(message(1, "Good morning!")))),
        json.dumps(chat(message(1, "Good morning!"))).encode(),
        json.dumps(chat(message(1, "Good morning!")), sort_keys=True).encode(),
        b"\xef\xbb\xbf" + LINE,
        b"\n" + LINE + b"\n",
        b"{broken\n" + LINE,
    ],
)
def test_exports_and_lines_are_told_apart(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "given"
    path.write_bytes(data)
    file = find(path)
    found = [one for _, one in file.found(lambda chat: UTC, START) if isinstance(one, Post)]
    assert [(one.message_id, one.text) for one in found] == [(1, "Good morning!")]
    assert file.damage is None


def test_a_chat_that_is_left_out_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(written(account(chat(*(message(number) for number in range(1, 20))), chat(message(5, "a"), number=2))))
    wanted = [one for _, one in find(path).found(lambda chat: UTC if chat.telegram_id == 2 else None, START) if one is not None]
    assert [one.message_id for one in wanted if isinstance(one, Post)] == [5]
    assert len(wanted) == 1


def test_an_export_without_chats_says_so(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(b'{"about": "Here is the data you requested.", "contacts": {"list": []}}')
    file = find(path)
    assert list(file.found(lambda chat: UTC, START)) == []
    assert file.damage == "holds no chat"


def test_a_line_without_an_end_is_not_kept_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.imports.files.LONGEST_LINE", 1000)
    path = tmp_path / "posts.jsonl"
    path.write_bytes(LINE + b"\n" + b"x" * 5000)
    file = find(path)
    assert len(list(file.found(lambda chat: UTC, START))) == 1
    assert file.damage == "has a line without an end, line 2"

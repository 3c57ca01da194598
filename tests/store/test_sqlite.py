"""Opening a ledger in a file: a new one, an old one, and everything that is no ledger."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from store import Store, StoreError, sqlite
from tests.builders import Clock
from tests.store.reading import refusal, watched


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a ledger in a file."""
    return address(tmp_path / "ledger.sqlite3")


def address(path: Path | str) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def test_a_path_of_any_script_and_sign_is_taken(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "журнал 100 %s"
    folder.mkdir()
    await (await Store.open(address(folder / "ledger.sqlite3"), clock)).close()
    assert (folder / "ledger.sqlite3").exists()


async def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    words = await refusal(address(tmp_path / "no" / "ledger.sqlite3"))
    assert f"folder {tmp_path / 'no'} for the ledger does not exist" in words
    assert f"mkdir -p {tmp_path / 'no'}" in words


async def test_a_folder_in_the_files_place_cannot_be_opened(tmp_path: Path) -> None:
    assert f"{tmp_path} cannot be opened" in await refusal(address(tmp_path))


async def test_a_folder_that_takes_no_files_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):  # root may write everywhere but where the kernel itself keeps the files
        folder = Path("/proc")
    words = await refusal(address(folder / "ledger.sqlite3"))
    assert f"may read and write it and {folder}" in words


async def test_a_file_that_may_only_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    sqlite3.connect(path).close()
    words = await refusal(f"sqlite+aiosqlite:///file:{path}?mode=ro&uri=true")
    assert "cannot be written to. Give this user the right to write it" in words


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Notes of the day. " * 100)
    assert f"{path} is no ledger: it is not an SQLite file" in await refusal(address(path))
    assert path.read_text() == "Notes of the day. " * 100


async def test_a_damaged_ledger_is_told(tmp_path: Path, url: str, store: Store) -> None:
    await store.close()
    path = tmp_path / "ledger.sqlite3"
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    assert "is damaged. Put a backup in its place" in await refusal(url)


async def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    assert "is the database of another program" in await refusal(address(path))
    other = sqlite3.connect(path)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    other.close()


async def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path: Path, url: str, store: Store) -> None:
    await store.close()
    newer = sqlite3.connect(tmp_path / "ledger.sqlite3")
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.close()
    words = await refusal(url)
    assert "was written by a newer version of this program (its tables are at '9999')" in words
    assert "Install that version or a later one" in words


async def test_a_ledger_that_another_program_holds_is_told(
    tmp_path: Path, url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.01)
    store = await Store.open(url, clock)
    holder = sqlite3.connect(tmp_path / "ledger.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"is being written to by another program\. Stop it, or wait"):
        async with store.writing():
            raise AssertionError("two writers at once")
    holder.execute("ROLLBACK")
    holder.close()
    await watched(store)
    await store.close()

"""Opening: a new ledger, an old one, and addresses that are none."""

from __future__ import annotations

import logging

import pytest

from store import Store
from tests.builders import Clock, a_post, a_statement
from tests.store.reading import read, refusal, run_python, watched


async def test_a_ledger_outlives_the_program(url: str, store: Store, clock: Clock) -> None:
    await read(store, await watched(store), {a_post(): (a_statement(),)})
    await store.close()
    reopened = await Store.open(url, clock)
    async with reopened.reading() as ledger:
        assert await ledger.statements.count() == 1
    await reopened.close()


async def test_a_ledger_that_is_up_to_date_is_opened_without_the_migrations(url: str, store: Store) -> None:
    await store.close()
    look = (
        "import asyncio, sys; from bot.clock import utcnow; from store import Store\n"
        "async def main(): await (await Store.open(sys.argv[1], utcnow)).close()\n"
        "asyncio.run(main()); sys.exit('alembic' in sys.modules)"
    )
    done = await run_python(look, url)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


async def test_a_ledger_is_made_without_a_word(url: str, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await (await Store.open(url, clock)).close()
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ledger.sqlite3", "is no address of a database"),
        ("", "is no address of a database"),
        ("sqlite:///ledger.sqlite3", "cannot be kept in 'sqlite'"),
        ("mysql://root@localhost/ledger", "cannot be kept in 'mysql'"),
        ("sqlite+aiosqlite://", "needs a file"),
        ("sqlite+aiosqlite:///:memory:", "needs a file"),
    ],
)
async def test_an_address_that_is_none_is_refused_with_a_right_one(url: str, words: str) -> None:
    refused = await refusal(url)
    assert words in refused
    assert "sqlite+aiosqlite:////var/lib/communique/ledger.sqlite3" in refused

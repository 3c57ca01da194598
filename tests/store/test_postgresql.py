"""Opening a ledger in PostgreSQL: what may be wrong with a server or a database, and a connection that breaks."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from store import Store, StoreError, postgresql
from tests.builders import Clock
from tests.postgresql import address, ask, database
from tests.store.reading import refusal, run_python, watched


@pytest.fixture
async def name(server: str) -> AsyncIterator[str]:
    """A database with nothing in it."""
    async with database(server) as name:
        yield name


@pytest.fixture
def url(server: str, name: str) -> str:
    """Its address."""
    return address(server, name)


async def test_a_database_that_is_not_there_is_named(server: str) -> None:
    words = await refusal(address(server, "nowhere"))
    assert words == f"There is no database nowhere on {server}. Make it: createdb nowhere"


async def test_a_server_that_is_not_there_is_named_and_the_password_is_not() -> None:
    words = await refusal("postgresql+asyncpg://me:secret@127.0.0.1:1/ledger")
    assert "127.0.0.1 cannot be reached" in words
    assert "Check that PostgreSQL runs there and that DATABASE_URL is right" in words
    assert "secret" not in words


async def test_an_address_without_a_database_is_refused() -> None:
    assert "names no database. Write it like postgresql+asyncpg://" in await refusal("postgresql+asyncpg://me@localhost")


async def test_a_person_who_is_not_known_there_is_told(server: str, name: str) -> None:
    words = await refusal(address(server, name, user="nobody"))
    assert 'role "nobody" does not exist' in words or "does not let nobody in" in words


async def test_the_database_of_another_program_is_left_alone(server: str, name: str, url: str) -> None:
    await ask(server, "CREATE TABLE recipes (name TEXT)", name)
    assert f"{name} is the database of another program" in await refusal(url)
    tables = await ask(server, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", name)
    assert tables == [("recipes",)]


async def test_a_ledger_of_a_newer_version_is_left_alone(server: str, name: str, url: str, store: Store) -> None:
    await store.close()
    await ask(server, "UPDATE alembic_version SET version_num = '9999'", name)
    assert "was written by a newer version of this program (its tables are at '9999')" in await refusal(url)


async def test_a_database_without_room_for_every_script_is_refused(server: str) -> None:
    async with database(server, "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0") as name:
        words = await refusal(address(server, name))
    assert f"The database {name} keeps its texts in LATIN1" in words
    assert f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0" in words


async def test_who_may_not_write_is_told_what_to_ask_for(server: str, name: str) -> None:
    await ask(server, "DROP ROLE IF EXISTS reader")
    await ask(server, "CREATE ROLE reader LOGIN")
    words = await refusal(address(server, name, user="reader"))
    assert words == f"reader may not write to the database {name}. As its owner: GRANT ALL ON SCHEMA public TO reader"
    await ask(server, "DROP ROLE reader")


async def test_a_database_that_may_only_be_read_is_told(server: str, name: str, url: str, store: Store, clock: Clock) -> None:
    await store.close()
    await ask(server, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    reopened = await Store.open(url, clock)
    with pytest.raises(StoreError, match=f"The database {name} can only be read"):
        await watched(reopened)
    await reopened.close()


async def test_a_ledger_that_another_program_holds_is_told(url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "BUSY_TIMEOUT", 0.05)
    store, other = await Store.open(url, clock), await Store.open(url, clock)
    async with other.writing():
        with pytest.raises(StoreError, match=r"is being written to by another program\. Stop it, or wait"):
            await watched(store)
    await watched(store)
    await store.close()
    await other.close()


async def test_a_connection_that_breaks_is_told_and_made_again(server: str, store: Store) -> None:
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'communique'"

    async def write() -> None:
        async with store.writing() as ledger:
            await ledger.state.put("kept", "no")
            await ask(server, ends)
            await ledger.state.put("kept", "neither")

    with pytest.raises(StoreError, match="nothing that was saved before is lost"):
        await write()
    await ask(server, ends)  # also of a connection that waits in the pool
    async with store.writing() as ledger:
        assert await ledger.state.get("kept") is None
        await ledger.state.put("kept", "yes")
    async with store.reading() as ledger:
        assert await ledger.state.get("kept") == "yes"


async def test_without_its_driver_it_says_how_to_get_it(url: str) -> None:
    look = (
        "import asyncio, sys; sys.modules['asyncpg'] = None\n"
        "from bot.clock import utcnow; from store import Store, StoreError\n"
        "try: asyncio.run(Store.open(sys.argv[1], utcnow))\n"
        "except StoreError as error: print(error)"
    )
    done = await run_python(look, url)
    assert done.stdout == "For PostgreSQL a driver is needed: pip install 'communique[postgres]'\n", done.stderr

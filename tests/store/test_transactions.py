"""Transactions: all or nothing, writers in turn, readers beside them."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from bot.model import Filter
from store import Store
from tests.builders import Clock, a_channel, a_post, a_statement
from tests.store.reading import read, rows, run_python, save, watched


async def test_an_error_leaves_nothing(store: Store) -> None:
    channel = await watched(store)
    before = await rows(store)

    async def write() -> None:
        async with store.writing() as ledger:
            await save(ledger, channel, {a_post(): (a_statement(),)})
            assert await ledger.statements.count() == 1
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        await write()
    assert await rows(store) == before


async def test_a_cancelled_writer_leaves_nothing_and_frees_the_turn(store: Store) -> None:
    channel = await watched(store)
    before = await rows(store)
    inside = asyncio.Event()

    async def write() -> None:
        async with store.writing() as ledger:
            await save(ledger, channel, {a_post(): (a_statement(),)})
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await rows(store) == before
    assert len(await read(store, channel, {a_post(): (a_statement(),)})) == 1


async def test_a_killed_program_leaves_nothing(url: str, store: Store, clock: Clock) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(): (a_statement(),)})
    before = await rows(store)
    await store.close()
    crash = (
        "import asyncio, os, sys; from bot.clock import utcnow; from bot.model import Channel; from store import Store\n"
        "async def main():\n"
        "    store = await Store.open(sys.argv[1], utcnow)\n"
        "    async with store.writing() as ledger:\n"
        "        for number in range(500):\n"
        "            await ledger.channels.add(Channel(f'sample_{number}', 'title ' * 100, 'owner', None))\n"
        "        print(len(await ledger.channels.all()), flush=True)\n"
        "        os._exit(9)\n"
        "asyncio.run(main())"
    )
    done = await run_python(crash, url)
    assert (done.returncode, done.stdout, done.stderr) == (9, "501\n", "")
    reopened = await Store.open(url, clock)
    assert await rows(reopened) == before
    await reopened.close()


async def test_writers_take_turns(store: Store) -> None:
    story: list[str] = []

    async def write(name: str) -> None:
        async with store.writing() as ledger:
            story.append(f"{name} begins")
            await ledger.channels.add(a_channel(name))
            await asyncio.sleep(0)
            story.append(f"{name} ends")

    await asyncio.gather(*(write(f"sample_{number}") for number in range(5)))
    assert [line for number in range(5) for line in (f"sample_{number} begins", f"sample_{number} ends")] == story
    async with store.reading() as ledger:
        assert len(await ledger.channels.all()) == 5


async def test_two_programs_take_turns(url: str, store: Store, clock: Clock) -> None:
    other = await Store.open(url, clock)

    async def count(through: Store, times: int) -> None:
        for _ in range(times):
            async with through.writing() as ledger:
                await ledger.state.put("count", str(int(await ledger.state.get("count") or 0) + 1))

    await asyncio.gather(count(store, 20), count(other, 20))
    async with store.reading() as ledger:
        assert await ledger.state.get("count") == "40"
    await other.close()


async def test_many_programs_make_one_ledger(url: str, clock: Clock) -> None:
    stores = await asyncio.gather(*(Store.open(url, clock) for _ in range(4)))
    for opened in stores:
        async with opened.reading() as ledger:
            assert await ledger.channels.all() == []
        await opened.close()


async def test_a_reader_sees_one_moment_while_others_write(store: Store) -> None:
    channel = await watched(store)
    async with store.reading() as ledger:
        assert await ledger.statements.count() == 0
        await read(store, channel, {a_post(): (a_statement(),)})
        assert await ledger.statements.count() == 0
        assert await ledger.statements.latest(Filter(), 10) == ([], 0)
    async with store.reading() as ledger:
        assert await ledger.statements.count() == 1


async def test_what_points_nowhere_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        await read(store, a_channel(id=99), {a_post(): (a_statement(),)})

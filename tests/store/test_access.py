"""Who is on the list, and the links that let others in: used so often and so long, and never kept as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.access import Guest, Invite, hashed, new_token, payload, token_of
from bot.model import Alert, AlertKind
from store import Store
from store.schema import invites
from tests.builders import START, a_post, a_statement
from tests.store.reading import read, watched

ADMIN = 1
OLENA = Guest(7, "Olena", START, by=ADMIN)
NEWSROOM = Guest(-5, "Newsroom", START, by=7, brought_by=7)
DAY = timedelta(days=1)


def a_link(token: str, uses: int = 1) -> Invite:
    return Invite(hashed(token), START, ADMIN, START + 7 * DAY, uses)


async def test_nobody_is_allowed_but_admins_before_somebody_is_listed(store: Store) -> None:
    async with store.reading() as ledger:
        assert await ledger.access.is_allowed(ADMIN, (ADMIN,))
        assert not await ledger.access.is_allowed(7, (ADMIN,))
        assert not await ledger.access.is_allowed(-5, (ADMIN,))
        assert await ledger.access.all() == []


async def test_a_group_may_stay_as_long_as_who_brought_it(store: Store) -> None:
    async with store.writing() as ledger:
        await ledger.access.allow(OLENA)
        await ledger.access.allow(NEWSROOM)
        assert await ledger.access.all() == [NEWSROOM, OLENA]
        assert await ledger.access.is_allowed(-5, ())
        assert await ledger.access.disallow(7) == OLENA
        assert not await ledger.access.is_allowed(-5, ())
        assert await ledger.access.is_allowed(-5, (7,)), "an admin brought it"
        assert await ledger.access.brought_by(7) == [NEWSROOM]
        await ledger.access.allow(replace(NEWSROOM, brought_by=None))
        assert await ledger.access.is_allowed(-5, ())
        assert await ledger.access.disallow(7) is None


async def test_who_is_taken_off_the_list_is_owed_nothing(store: Store) -> None:
    channel = await watched(store)
    (saved,) = await read(store, channel, {a_post(): (a_statement(),)})
    alerts = [Alert(chat, AlertKind.NEW, (saved.entry.number,), (saved.entry.claim,), START) for chat in (7, 8)]
    async with store.writing() as ledger:
        await ledger.access.allow(OLENA)
        await ledger.outbox.add(alerts)
        await ledger.access.disallow(7)
        assert [alert.chat for alert in await ledger.outbox.due(START)] == [8]


async def test_a_group_that_moved_stays_on_the_list(store: Store) -> None:
    async with store.writing() as ledger:
        await ledger.access.allow(replace(NEWSROOM, brought_by=None))
        await ledger.chats.move(-5, -99)
        assert await ledger.access.is_allowed(-99, ())
        assert not await ledger.access.is_allowed(-5, ())


async def test_a_link_lets_in_as_many_as_it_is_for(store: Store) -> None:
    async with store.writing() as ledger:
        link = await ledger.access.invite(a_link("token", uses=2))
        for guest in (7, 8):
            assert await ledger.access.redeem(hashed("token"), Guest(guest, "x", START, by=guest))
        assert not await ledger.access.redeem(hashed("token"), Guest(9, "x", START, by=9))
        assert [(one.id, one.by, one.invite) for one in await ledger.access.all()] == [(7, ADMIN, link.id), (8, ADMIN, link.id)]
        assert await ledger.access.open_invitations(START) == []


async def test_a_link_lets_nobody_in_that_is_too_old_taken_back_or_another(store: Store) -> None:
    async with store.writing() as ledger:
        link = await ledger.access.invite(a_link("token"))
        assert not await ledger.access.redeem(hashed("Token"), OLENA)
        assert not await ledger.access.redeem(hashed("token"), replace(OLENA, since=START + 7 * DAY))
        await ledger.access.revoke(link.id, START)
        assert await ledger.access.open_invitations(START) == []
        assert not await ledger.access.redeem(hashed("token"), OLENA)
        await ledger.access.revoke(link.id, None)
        assert await ledger.access.open_invitations(START) == [link]
        assert await ledger.access.redeem(hashed("token"), OLENA)


async def test_no_token_is_kept(store: Store) -> None:
    token = new_token()
    async with store.writing() as ledger:
        await ledger.access.invite(a_link(token))
    async with store._engine.connect() as connection:
        (row,) = (await connection.execute(select(invites))).mappings()
    assert token not in str(dict(row))
    assert row["token_hash"] == hashed(token)


def test_tokens_are_told_from_other_payloads() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {token_of(payload(token)) for token in tokens} == tokens
    assert all(len(payload(token)) <= 64 for token in tokens)


@pytest.mark.parametrize("words", ["", "s118", "in-", "in-short", f"in-{'x' * 23}", f"in-{'x' * 21}!"])
def test_other_payloads_are_no_tokens(words: str) -> None:
    assert token_of(words) is None

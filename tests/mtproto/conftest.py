"""A Telegram of the other protocol, and the reader that asks it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from bot.model import Channel
from bot.sources import Batch
from bot.sources.mtproto.account import Account
from tests.mtproto.channels import FakeChannel
from tests.mtproto.telegram import FakeTelegram

NUMBER = 1700000118


async def nap(_seconds: float) -> None:
    """Waits no time between two requests."""


@dataclass
class Books:
    """What a ledger would keep: the watched channels with their cursors, and every batch as it came."""

    channels: list[Channel] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)

    async def watched(self) -> Sequence[Channel]:
        """The channels as they stand."""
        return list(self.channels)

    async def take(self, channel: Channel, batch: Batch) -> None:
        """Keep a batch, and the place that it names."""
        self.batches.append(batch)
        if not batch.aside:
            at = [one.id for one in self.channels].index(channel.id)
            self.channels[at] = replace(self.channels[at], cursor=batch.cursor)

    @property
    def channel(self) -> Channel:
        """The only channel, as it stands."""
        return self.channels[0]


@pytest.fixture
def telegram() -> FakeTelegram:
    """Telegram, with one account."""
    return FakeTelegram()


@pytest.fixture
def staff(telegram: FakeTelegram) -> FakeChannel:
    """A public channel that the account is a member of, with thirty posts whose ids have holes."""
    made = telegram.channel(NUMBER, "sample_staff")
    for number in range(100, 160, 2):
        made.holds(number, f"Post {number}.")
    return made


@pytest.fixture
def books() -> Books:
    """One watched channel, just added."""
    return Books([Channel("sample_staff", "Sample", "Sample Staff", "UA", reader="mtproto", id=1, telegram_id=NUMBER)])


@pytest.fixture
async def account(telegram: FakeTelegram, books: Books) -> AsyncIterator[Account]:
    """The reader, with the fake at the network's edge."""
    made = Account(telegram.client, books.watched, nap)
    yield made
    await made.close()

"""Records for tests: each builder makes a likely one, and takes any field by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.model import (
    Basis,
    Channel,
    Count,
    Entry,
    Event,
    People,
    Post,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Unit,
)

START = datetime(2024, 12, 23, 18, tzinfo=UTC)
"""When the tests' clock starts: the evening of the day around which the sample turns."""

ZELENSKY = Speaker("zelensky", "Volodymyr Zelensky", SpeakerKind.PERSON, "UA")
TEXT = "Preliminary data: the number of killed and wounded North Korean soldiers exceeds 3,000."


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        """Start at a moment in UTC."""
        self.now = now

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.now

    def forward(self, **span: float) -> datetime:
        """Move it on, by the arguments of timedelta; returns the new moment."""
        self.now += timedelta(**span)
        return self.now


def a_channel(username: str = "sample_president", **fields: Any) -> Channel:
    """A watched channel of the President of Ukraine."""
    channel = Channel(
        username=username,
        title="President of Ukraine",
        owner="Volodymyr Zelensky",
        nation="UA",
        zone="Europe/Kyiv",
        reader="sample",
    )
    return replace(channel, **fields)


def a_post(message_id: int = 1, text: str = TEXT, **fields: Any) -> Post:
    """A post of the afternoon of 23 December 2024."""
    post = Post(message_id=message_id, date=START - timedelta(hours=2, minutes=20), text=text)
    return replace(post, **fields)


def a_statement(
    event: Event = Event.CASUALTIES, low: int | None = 3000, high: int | None = None, force: str | None = "KP", **fields: Any
) -> Statement:
    """A statement on North Korean soldiers by Volodymyr Zelensky; with neither low nor high it has no figure."""
    evidence = "the number of killed and wounded North Korean soldiers exceeds 3,000"
    statement = Statement(
        event=event,
        count=None if low is None and high is None else Count(low, high),
        of=Unit.PERSON,
        approx=False,
        force=force,
        people=People.MILITARY,
        basis=Basis.TOTAL if event.is_casualty else None,
        stance=Stance.HEDGED,
        speaker=ZELENSKY.name,
        speaker_text=None,
        via=(),
        place="Kursk Oblast",
        place_text=None,
        when=None,
        evidence=evidence,
        start=TEXT.index(evidence),
        end=TEXT.index(evidence) + len(evidence),
        hedge="Preliminary data",
        rules=("total-exceeds",),
        language="en",
    )
    return replace(statement, **fields)


def an_entry(number: int = 118, statement: Statement | None = None, **fields: Any) -> Entry:
    """An entry as the ledger would give it."""
    post = a_post()
    entry = Entry(
        number=number,
        statement=statement or a_statement(),
        speaker=ZELENSKY,
        channel=a_channel(id=1),
        message_id=post.message_id,
        date=post.date,
        claim=number,
    )
    return replace(entry, **fields)

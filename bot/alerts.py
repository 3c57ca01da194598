"""Statements and subscriptions → alerts (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.model import Alert, AlertKind, Change, ChangeKind, Entry, Filter, Subscription

LATE_AFTER = timedelta(hours=6)
"""A live post older than this when it is read is marked late."""


class Saved(Protocol):
    """What the ledger tells of a change it saved: joined means that the claim was known from another post."""

    @property
    def change(self) -> Change: ...

    @property
    def entry(self) -> Entry: ...

    @property
    def joined(self) -> bool: ...


def matches(wish: Filter, entry: Entry) -> bool:
    """Whether an entry is among what a person asked for; the store's lists go by the same rule."""
    statement = entry.statement
    if wish.forces and statement.force not in wish.forces:
        return False
    if wish.events and statement.event not in wish.events:
        return False
    if wish.minimum is not None:
        count = statement.count
        figure = None if count is None else count.low if count.low is not None else count.high
        return figure is not None and figure >= wish.minimum
    return True


def decide(saved: Sequence[Saved], subscriptions: Sequence[Subscription], now: datetime) -> tuple[Alert, ...]:
    """One alert a post and chat (or topic of one), for the new claims asked for there; a repeat of a known claim makes none."""
    wanted: dict[tuple[int, int, int, int], list[tuple[Entry, Filter]]] = defaultdict(list)
    for item in saved:
        if item.change.kind is not ChangeKind.NEW or item.joined:
            continue
        for subscription in subscriptions:
            if matches(subscription.filter, item.entry):
                post = (subscription.chat, subscription.topic, item.entry.channel.id, item.entry.message_id)
                wanted[post].append((item.entry, subscription.filter))
    alerts = []
    for (chat, topic, _, _), rows in wanted.items():
        entries = {entry.number: entry for entry, _ in rows}
        alerts.append(
            Alert(
                chat=chat,
                kind=AlertKind.NEW,
                numbers=tuple(entries),
                claims=tuple(entry.claim for entry in entries.values()),
                due=now,
                late=any(now - entry.date > LATE_AFTER for entry in entries.values()),
                topic=topic,
                filters=tuple(dict.fromkeys(wish for _, wish in rows)),
            )
        )
    return tuple(alerts)

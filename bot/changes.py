"""Old and new statements of one post: what is new, what was amended, what was taken back; and which claim each makes (pure)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from bot.model import Basis, Change, ChangeKind, Entry, Post, Reading, Speaker, Statement

JOIN_WITHIN = timedelta(days=14)
"""The same claim made again within this time is a repeat; after it, it is news."""

CORE = ("event", "count", "of", "force", "people", "basis", "stance", "speaker")
"""The fields whose change makes a statement amended; a change in others notifies nobody."""

Resolve = Callable[[Statement, Post], Speaker]


def compare(before: Mapping[int, tuple[Entry, ...]], readings: Sequence[Reading], resolve: Resolve) -> tuple[Change, ...]:
    """The steps from the ledger's state of these posts, by message id, to what was read now.

    A post that broke the extractor keeps the statements that it had: an error of ours retracts nobody's words.
    """
    changes: list[Change] = []
    for reading in readings:
        if reading.error is None:
            changes += _of_post(before.get(reading.post.message_id, ()), reading, resolve)
    return tuple(changes)


def _of_post(old: Sequence[Entry], reading: Reading, resolve: Resolve) -> list[Change]:
    post = reading.post
    changes = []
    pairs, gone = _pair(old, reading.statements)
    for statement, entry in pairs:
        speaker = resolve(statement, post)
        key = claim_key(statement, speaker, post)
        if entry is None:
            changes.append(Change(ChangeKind.NEW, post.message_id, None, statement, speaker, key))
        else:
            kind = ChangeKind.SAME if _same_core(entry.statement, statement) else ChangeKind.AMENDED
            changes.append(Change(kind, post.message_id, entry.number, statement, speaker, key))
    for entry in gone:
        key = claim_key(entry.statement, entry.speaker, post)
        changes.append(Change(ChangeKind.RETRACTED, post.message_id, entry.number, None, None, key))
    return changes


def _same_core(a: Statement, b: Statement) -> bool:
    return all(getattr(a, name) == getattr(b, name) for name in CORE)


def _pair(old: Sequence[Entry], new: Sequence[Statement]) -> tuple[list[tuple[Statement, Entry | None]], list[Entry]]:
    """Give each new statement the old one it continues: equal ones first, then the nearest of the same event and force."""
    left = list(old)
    match: dict[int, Entry] = {}
    for likeness in (_equal, _same_figure, _same_thing):
        for index, statement in enumerate(new):
            if index in match:
                continue
            fitting = [entry for entry in left if likeness(entry.statement, statement)]
            if fitting:
                match[index] = min(fitting, key=lambda entry: abs(entry.statement.start - statement.start))
                left.remove(match[index])
    return [(statement, match.get(index)) for index, statement in enumerate(new)], left


def _equal(a: Statement, b: Statement) -> bool:
    return _same_core(a, b) and a.place == b.place and a.when == b.when


def _same_figure(a: Statement, b: Statement) -> bool:
    return (a.event, a.force, a.of, a.count) == (b.event, b.force, b.of, b.count)


def _same_thing(a: Statement, b: Statement) -> bool:
    return (a.event, a.force, a.of, a.speaker) == (b.event, b.force, b.of, b.speaker)


def claim_key(statement: Statement, speaker: Speaker, post: Post) -> str:
    """The name of the claim a statement makes; two posts that make the same claim get the same key.

    Figures for a closed window are told apart by the window's last day, so that the same daily figure on two days is
    two claims; a running total is the same claim on whatever day it is repeated.
    """
    count = statement.count
    last_day = (statement.when and statement.when.end) or post.date.date()
    return "|".join(
        (
            speaker.key,
            statement.event,
            statement.force or "",
            f"{count.low}-{count.high}" if count else "",
            statement.of,
            statement.people,
            statement.basis or "",
            statement.stance,
            last_day.isoformat() if statement.basis is Basis.PERIOD else "",
        )
    )

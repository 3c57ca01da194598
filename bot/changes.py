"""Old and new statements of one post: what is new, amended, taken back or dropped; and which claim each makes (pure)."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import timedelta
from functools import partial

from bot.model import Basis, Change, ChangeKind, Entry, Post, Reading, Speaker, Statement

JOIN_WITHIN = timedelta(days=14)
"""The same claim made again within this time is a repeat; after it, it is news."""

CORE = ("event", "count", "of", "force", "people", "basis", "stance", "speaker")
"""The fields whose change makes a statement amended; a change in others notifies nobody."""

Resolve = Callable[[Statement, Post], Speaker]


def compare(
    before: Mapping[int, tuple[Entry, ...]],
    readings: Sequence[Reading],
    resolve: Resolve,
    same_text: Container[int] = frozenset(),
) -> tuple[Change, ...]:
    """The steps from the ledger's state of these posts, by message id, to what was read now.

    same_text has the numbers of the statements whose very text was read again: what is found there no longer is dropped, for
    nobody took it back, and what is found again stands again under its number. A post that broke the extractor keeps the
    statements that it had: an error of ours retracts nobody's words. What a person corrected or dropped stays so as long as
    its words stand in the post.
    """
    changes: list[Change] = []
    for reading in readings:
        if reading.error is None:
            changes += _of_post(before.get(reading.post.message_id, ()), reading, resolve, same_text)
    return tuple(changes)


def _of_post(old: Sequence[Entry], reading: Reading, resolve: Resolve, same_text: Container[int]) -> list[Change]:
    post = reading.post
    changes = []
    pairs, left = _pair(old, reading.statements, same_text)
    for statement, entry in pairs:
        if entry is not None and is_settled(entry, post):
            continue
        speaker = resolve(statement, post)
        key = claim_key(statement, speaker, post)
        if entry is None or entry.retracted_at is not None:
            number = None if entry is None else entry.number
            changes.append(Change(ChangeKind.NEW, post.message_id, number, statement, speaker, key))
        else:
            kind = ChangeKind.SAME if _same_core(entry.statement, statement) else ChangeKind.AMENDED
            changes.append(Change(kind, post.message_id, entry.number, statement, speaker, key))
    for entry in left:
        if entry.retracted_at is None and not is_settled(entry, post):
            kind = ChangeKind.DROPPED if entry.number in same_text else ChangeKind.RETRACTED
            key = claim_key(entry.statement, entry.speaker, post)
            changes.append(Change(kind, post.message_id, entry.number, None, None, key))
    return changes


def is_settled(entry: Entry, post: Post) -> bool:
    """Whether a person said what is to be read in these words, and the post still has them: nothing else is read there then."""
    return entry.corrected_by is not None and entry.statement.evidence in post.text


def _same_core(a: Statement, b: Statement) -> bool:
    return all(getattr(a, name) == getattr(b, name) for name in CORE)


def _pair(
    old: Sequence[Entry], new: Sequence[Statement], same_text: Container[int]
) -> tuple[list[tuple[Statement, Entry | None]], list[Entry]]:
    """Give each new statement the old one it continues: equal ones first, then the nearest of the same event and force.

    Last comes what is read otherwise in the same words. Of two that fit alike, one that stands goes before one that was dropped.
    """
    left = list(old)
    match: dict[int, Entry] = {}
    for likeness in (_equal, _same_figure, _same_thing, partial(_same_words, same_text)):
        for index, statement in enumerate(new):
            if index in match:
                continue
            fitting = [entry for entry in left if likeness(entry, statement)]
            if fitting:
                match[index] = min(fitting, key=partial(_distance, statement))
                left.remove(match[index])
    return [(statement, match.get(index)) for index, statement in enumerate(new)], left


def _distance(statement: Statement, entry: Entry) -> tuple[bool, int]:
    return entry.retracted_at is not None, abs(entry.statement.start - statement.start)


def _equal(entry: Entry, b: Statement) -> bool:
    a = entry.statement
    return _same_core(a, b) and a.place == b.place and a.when == b.when


def _same_figure(entry: Entry, b: Statement) -> bool:
    a = entry.statement
    return (a.event, a.force, a.of, a.count) == (b.event, b.force, b.of, b.count)


def _same_thing(entry: Entry, b: Statement) -> bool:
    a = entry.statement
    return (a.event, a.force, a.of, a.speaker) == (b.event, b.force, b.of, b.speaker)


def _same_words(same_text: Container[int], entry: Entry, b: Statement) -> bool:
    """Whether the event or the figure is read otherwise now in words that did not change.

    Where a person corrected what they say, whatever is read in them is meant, wherever an edit moved them.
    """
    a, corrected = entry.statement, entry.corrected_by is not None
    if entry.number in same_text:
        meet = a.start < b.end and b.start < a.end
    else:
        meet = corrected and (a.evidence in b.evidence or b.evidence in a.evidence)
    return meet and (corrected or a.event is b.event or a.count == b.count)


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

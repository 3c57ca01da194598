"""What reading the ledger again changed, counted, with a few examples of each kind (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.model import Change, ChangeKind, Entry, Statement

__all__ = ["EXAMPLES", "Report", "Turn", "turns"]

EXAMPLES = 5
"""So many statements of each kind are kept to be shown."""

NOTICED = (ChangeKind.NEW, ChangeKind.AMENDED, ChangeKind.DROPPED, ChangeKind.RETRACTED)

FIELDS = (
    *("event", "count", "of", "approx", "force", "people", "basis", "stance", "hedge"),
    *("speaker", "via", "place", "when", "evidence"),
)
"""What makes a statement another one to people; offsets, rules and the words behind names do not."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A statement that is another now: its number (None where a dry run gave it none), its post (@name/id) and both readings.

    old is None where it did not stand before, new where it does not any longer.
    """

    kind: ChangeKind
    number: int | None
    post: str
    old: Statement | None
    new: Statement | None

    @property
    def differences(self) -> tuple[str, ...]:
        """The fields in which two readings differ."""
        return tuple(name for name in FIELDS if getattr(self.old, name) != getattr(self.new, name))


def turns(username: str, changes: Sequence[Change], before: Mapping[int, Entry], given: Sequence[int]) -> Iterator[Turn]:
    """What people would notice of the changes in a channel's posts.

    before has the entries by number; given are the numbers that the statements without one got, in their order.
    """
    fresh = iter(given)
    for change in changes:
        was = None if change.number is None else before[change.number]
        turn = Turn(
            kind=change.kind,
            number=next(fresh, None) if was is None else was.number,
            post=f"@{username}/{change.message_id}",
            old=None if was is None or was.retracted_at is not None else was.statement,
            new=change.statement,
        )
        if change.kind in NOTICED:
            yield turn
        elif turn.differences:
            yield replace(turn, kind=ChangeKind.AMENDED)


@dataclass(slots=True)
class Report:
    """The figures: channels and posts read, posts unchanged, statements by kind of change, and corrections left as they are.

    examples are the first few of each kind; unread has the posts that broke the extractor, each with its error; edited
    counts those that were edited, or read by a newer extractor, in the meantime.
    """

    extractor: int
    is_dry: bool = False
    channels: int = 0
    posts: int = 0
    unchanged: int = 0
    corrected: int = 0
    edited: int = 0
    counts: dict[ChangeKind, int] = field(default_factory=lambda: dict.fromkeys(NOTICED, 0))
    examples: dict[ChangeKind, list[Turn]] = field(default_factory=lambda: {kind: [] for kind in NOTICED})
    unread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_quiet(self) -> bool:
        """Whether every statement stands as it stood before."""
        return not any(self.counts.values())

    def add(self, posts: int, noticed: Sequence[Turn], unread: Sequence[tuple[str, str]] = ()) -> None:
        """Count a batch: how many posts it had, what is another in them, and those that broke the extractor."""
        self.posts += posts
        self.unchanged += posts - len({turn.post for turn in noticed} | {post for post, _ in unread})
        self.unread += unread
        for turn in noticed:
            self.counts[turn.kind] += 1
            if len(self.examples[turn.kind]) < EXAMPLES:
                self.examples[turn.kind].append(turn)

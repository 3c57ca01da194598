"""What an import did, counted by channel (pure)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields

from bot.imports.keeping import Kept
from bot.imports.targets import Refusal
from bot.sources.records import Chat, LeftOut, Reason

__all__ = ["NAMED", "Report", "Tally"]

NAMED = 5
"""So many of those left out for one reason are named."""


@dataclass(slots=True)
class Tally:
    """What became of a channel's posts; left_out counts by reason, and names has the first few of each."""

    kept: Kept = field(default_factory=Kept)
    left_out: Counter[Reason] = field(default_factory=Counter)
    names: dict[Reason, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kept: Kept) -> None:
        """Count some posts."""
        self.kept = Kept(**{one.name: getattr(self.kept, one.name) + getattr(kept, one.name) for one in fields(Kept)})

    def leave_out(self, found: LeftOut) -> None:
        """Count something that is no post."""
        self.left_out[found.reason] += 1
        if len(self.names[found.reason]) < NAMED:
            self.names[found.reason].append(found.where)


@dataclass(slots=True)
class Report:
    """By channel's name what became of its posts; the chats left out and why; what was wrong with files, in words.

    lines are those of JSON that are no posts; added are the channels that were added; is_stopped: the end was not reached.
    """

    channels: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    refused: dict[Chat, Refusal] = field(default_factory=dict)
    lines: Tally = field(default_factory=Tally)
    damage: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    is_stopped: bool = False

    @property
    def total(self) -> Kept:
        """What became of the posts of all channels."""
        tally = Tally()
        for one in self.channels.values():
            tally.add(one.kept)
        return tally.kept

    @property
    def posts(self) -> int:
        """How many posts were dealt with."""
        kept = self.total
        return kept.new + kept.edited + kept.known + kept.older

    @property
    def is_good(self) -> bool:
        """Whether everything could be read, and something belongs to a channel."""
        return not self.damage and not self.lines.left_out and bool(self.channels)

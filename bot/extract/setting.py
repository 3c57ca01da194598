"""One sentence with all that was found in it: what the questions whose, when, where and how firmly are asked of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.extract.attribution import Voice
from bot.extract.bond import Bond
from bot.extract.memory import Memory
from bot.extract.places import Place
from bot.extract.scene import Scene

__all__ = ["Setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence, its bonds in order, who speaks (None is the channel), the places in it, and the story before it.

    days and spots give, for the figures before "respectively", the part that tells each one's day or place; details are
    the figures already left alone as a breakdown by sex, age or rank.
    """

    scene: Scene
    memory: Memory
    voice: Voice | None
    bonds: Sequence[Bond]
    places: Sequence[Place]
    days: Mapping[int, int] = field(default_factory=dict)
    spots: Mapping[int, int] = field(default_factory=dict)
    details: set[int] = field(default_factory=set)

    @property
    def nation(self) -> str | None:
        """The nation from whose side "we" and "the enemy" are said."""
        return (self.voice.nation if self.voice else None) or self.memory.own or self.memory.channel.nation

    @property
    def side(self) -> str | None:
        """The nation from whose side "the enemy" is said, where nothing but the language of the text can tell."""
        return self.nation or self.scene.row.lexicon.home

    def before(self, bond: Bond) -> Bond | None:
        """The bond before this one in the sentence."""
        earlier = [other for other in self.bonds if other.group.at < bond.group.at]
        return earlier[-1] if earlier else None

    def behind(self, bond: Bond) -> Bond | None:
        """The bond behind this one in the sentence."""
        return next((other for other in self.bonds if other.group.at > bond.group.at), None)

    def crossed(self, bond: Bond, index: int) -> int:
        """How many other figures stand between a bond's figure and a part."""
        low, high = sorted((bond.group.at, index))
        return sum(1 for other in self.bonds if other is not bond and low < other.group.at < high)

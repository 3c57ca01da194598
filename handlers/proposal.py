"""A channel that an admin is about to add: what was given, what was seen, and what follows from the presets."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Literal

from bot.model import Channel, Draft
from bot.sources import Preview
from handlers.presets import Presets, nation_of, zone_of, zone_of_nation

__all__ = ["ASKABLE", "COMMAND", "Asking", "Proposal", "WrongAnswerError"]

COMMAND = "addchannel"
Asking = Literal["owner", "nation", "zone"]
ASKABLE: tuple[Asking, ...] = ("owner", "nation", "zone")
LONGEST_OWNER = 120


class WrongAnswerError(ValueError):
    """What was typed is no nation or no time zone; field says which it should be."""

    def __init__(self, field: Asking, typed: str) -> None:
        super().__init__(typed)
        self.field = field
        self.typed = typed


@dataclass(frozen=True, slots=True)
class Proposal:
    """The channel to be; owner, nation and zone are None where they follow from the presets, asking is to be typed next.

    reader is the way in by which it was seen; empty before it was.
    """

    username: str
    title: str = ""
    telegram_id: int | None = None
    verified: bool = False
    owner: str | None = None
    nation: str | None = None
    zone: str | None = None
    asking: Asking | None = None
    reader: str = ""

    @classmethod
    def of_draft(cls, draft: Draft | None) -> Proposal | None:
        """The proposal that a chat's draft holds; None where it holds another dialogue or none."""
        if draft is None or draft.command != COMMAND:
            return None
        return cls(**json.loads(draft.data))

    def draft(self) -> Draft:
        """The proposal as a chat's draft."""
        return Draft(COMMAND, json.dumps(asdict(self), ensure_ascii=False))

    def given(self, field: Asking, typed: str) -> Proposal:
        """The proposal with an answer; an empty one leaves things as they are. Raises WrongAnswerError."""
        typed = " ".join(typed.split())
        if not typed:
            return self
        if field == "owner":
            return replace(self, owner=typed[:LONGEST_OWNER], asking=None)
        if field == "nation":
            if (nation := nation_of(typed)) is None:
                raise WrongAnswerError(field, typed)
            return replace(self, nation=nation, asking=None)
        if (zone := zone_of(typed)) is None:
            raise WrongAnswerError(field, typed)
        return replace(self, zone=zone, asking=None)

    def remembering(self, before: Channel) -> Proposal:
        """The proposal with what the channel was when it was watched before, where nothing else was given.

        Another nation has another zone.
        """
        same = self.nation in (None, before.nation)
        return replace(
            self,
            owner=self.owner or before.owner,
            nation=self.nation or before.nation,
            zone=self.zone or (before.zone if same else None),
        )

    def seen(self, preview: Preview) -> Proposal:
        """The proposal with what the channel shows of itself."""
        return replace(
            self,
            username=preview.username,
            title=preview.title,
            telegram_id=preview.telegram_id,
            verified=preview.verified,
        )

    def channel(self, presets: Presets, reader: str) -> Channel:
        """The channel as it would be added, to be read as it was seen, else by that reader."""
        preset = presets.of(self.username)
        nation = self.nation or (preset.nation if preset else None)
        owner = self.owner or (preset.owner if preset else None) or self.title or self.username
        return Channel(
            username=self.username,
            title=self.title or self.username,
            owner=owner,
            nation=nation,
            zone=self.zone or zone_of_nation(nation),
            reader=self.reader or reader,
            telegram_id=self.telegram_id,
            verified=self.verified,
        )

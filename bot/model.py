"""The records that everything else speaks in: frozen, without behaviour that touches the world."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

__all__ = [
    "Alert",
    "AlertKind",
    "Basis",
    "Change",
    "ChangeKind",
    "Channel",
    "ChannelState",
    "Chat",
    "Count",
    "Draft",
    "Entry",
    "Event",
    "Filter",
    "People",
    "Post",
    "Reading",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "Statement",
    "Subscription",
    "Unit",
    "Window",
    "replace",
]


class Event(StrEnum):
    """What is said to have happened to, or be done with, a group of people."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "casualties"
    CAPTURED = "captured"
    MISSING = "missing"
    DEPLOYED = "deployed"
    PLANNED = "planned"
    WITHDRAWN = "withdrawn"

    @property
    def is_casualty(self) -> bool:
        """Whether the event is about casualties rather than about deployments."""
        return self not in DEPLOYMENTS


DEPLOYMENTS = frozenset({Event.DEPLOYED, Event.PLANNED, Event.WITHDRAWN})
CASUALTIES = frozenset(Event) - DEPLOYMENTS


class Unit(StrEnum):
    """What is counted."""

    PERSON = "person"
    SQUAD = "squad"
    PLATOON = "platoon"
    COMPANY = "company"
    BATTALION = "battalion"
    REGIMENT = "regiment"
    BRIGADE = "brigade"
    DIVISION = "division"
    CORPS = "corps"
    ARMY = "army"


class People(StrEnum):
    """Whether the people counted are soldiers or civilians."""

    MILITARY = "military"
    CIVILIAN = "civilian"


class Basis(StrEnum):
    """Whether a casualty figure is a running total or covers a closed window."""

    TOTAL = "total"
    PERIOD = "period"


class Stance(StrEnum):
    """How firmly the speaker stands behind the claim."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Count:
    """Inclusive bounds of a figure; at least one of them is known. Raises ValueError where they cross."""

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a count needs a bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is over high {self.high}")


@dataclass(frozen=True, slots=True)
class Window:
    """The days a figure covers, in the channel's own time zone; an open end is None."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, by one speaker, about one figure of one group of people (see the annotation guide in README).

    start and end are offsets of evidence in the canonical text of the post, in code points; rules are the names
    of the rules that fired; language is the lexicon that read it.
    """

    event: Event
    count: Count | None
    of: Unit
    approx: bool
    force: str | None
    people: People
    basis: Basis | None
    stance: Stance
    speaker: str
    speaker_text: str | None
    via: tuple[str, ...]
    place: str | None
    place_text: str | None
    when: Window | None
    evidence: str
    start: int
    end: int
    hedge: str | None = None
    rules: tuple[str, ...] = ()
    language: str = ""


class ChannelState(StrEnum):
    """How the reading of a channel goes."""

    NEW = "new"
    READING = "reading"
    PAUSED = "paused"
    PREVIEW_OFF = "preview off"
    NOT_FOUND = "not found"
    RENAMED = "renamed"
    THROTTLED = "throttled"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Channel:
    """A watched channel.

    id is the ledger's own (0 before it is saved), telegram_id the bare numeric channel id, username has no @,
    owner is the default speaker, nation an ISO 3166 alpha-2 code, zone an IANA time zone whose days are the channel's
    days, cursor whatever the reader needs to go on from, last_read_at in UTC.
    """

    username: str
    title: str
    owner: str
    nation: str | None
    zone: str = "UTC"
    reader: str = "web"
    id: int = 0
    telegram_id: int | None = None
    verified: bool = False
    state: ChannelState = ChannelState.NEW
    state_reason: str = ""
    state_since: datetime | None = None
    cursor: str | None = None
    last_read_at: datetime | None = None


@dataclass(frozen=True)
class Post:
    """One post as a reader gives it: date in UTC, text canonical (NFC, line breaks as U+000A, no markup).

    fetched is what it was read from, as it came (a piece of a page, a record): the proof, and no part of what the post is.
    as_of is when it is known to have stood so, UTC, where that is not the moment of reading: in an export, its last edit.
    """

    message_id: int
    date: datetime
    text: str
    edited: bool = False
    picture_only: bool = False
    forwarded_from: str | None = None
    fetched: bytes = field(default=b"", compare=False, repr=False)
    as_of: datetime | None = field(default=None, compare=False, repr=False)

    @cached_property
    def hash(self) -> str:
        """Hexadecimal digest of the canonical text: with the post's identity it names a version."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class SpeakerKind(StrEnum):
    """What sort of entity speaks."""

    PERSON = "person"
    OFFICE = "office"
    INSTITUTION = "institution"
    NATION = "nation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """An entity that makes claims; key is stable and unique, nation an ISO code or a force's slug."""

    key: str
    name: str
    kind: SpeakerKind = SpeakerKind.UNKNOWN
    nation: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the extractor said of one post; error holds the words of what broke it, and then there are no statements."""

    post: Post
    statements: tuple[Statement, ...] = ()
    error: str | None = None
    extractor: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as the ledger holds it: its stable number (s118 is 118), its post, channel and claim.

    said counts the posts by which this claim was made, this one included; times are UTC. One that has retracted_at stands no
    longer: its post's retracted_version took it back, or, where that is None, it was dropped though the post says the same.
    One that has vanished_at stands, but its post is no longer in the channel, as the reader vanished_by found out then.
    corrected_by is the person who signed the statement as it is here, where it is not as the extractor read it.
    """

    number: int
    statement: Statement
    speaker: Speaker
    channel: Channel
    message_id: int
    date: datetime
    claim: int
    version: int = 1
    extractor: int = 0
    said: int = 1
    retracted_at: datetime | None = None
    retracted_version: int | None = None
    corrected_by: str | None = None
    corrected_at: datetime | None = None
    vanished_at: datetime | None = None
    vanished_by: str | None = None

    @property
    def is_dropped(self) -> bool:
        """Whether it was read by mistake: the extractor or a person found so, and nobody took anything back."""
        return self.retracted_at is not None and self.retracted_version is None

    @property
    def ref(self) -> str:
        """The name people use for it, "s118"."""
        return f"s{self.number}"


class ChangeKind(StrEnum):
    """What a version of a post did to a statement, or a better extractor that read the same version again, or the post's end."""

    NEW = "new"
    SAME = "same"
    AMENDED = "amended"
    RETRACTED = "retracted"
    DROPPED = "dropped"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Change:
    """One statement's step from the ledger's state to the post's newest version.

    number is None for a new statement, unless it had been dropped and is found again; statement is None for one that is retracted
    or dropped; claim_key names the claim it makes.
    """

    kind: ChangeKind
    message_id: int
    number: int | None
    statement: Statement | None
    speaker: Speaker | None
    claim_key: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person asked for; an empty field means "any"."""

    forces: frozenset[str] = frozenset()
    events: frozenset[Event] = frozenset()
    minimum: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything through."""
        return not (self.forces or self.events or self.minimum)


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-finished dialogue: the command it belongs to and what was said so far (JSON text)."""

    command: str
    data: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat the bot talks with: Telegram's id, the interface language and the IANA zone of its reader."""

    id: int
    language: str = "en"
    zone: str = "UTC"
    active: bool = True
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat asked to be told; id is 0 before it is saved, created in UTC.

    topic is Telegram's id of the forum topic that is told; 0 where there are none, and for the General one.
    """

    chat: int
    filter: Filter
    created: datetime
    id: int = 0
    topic: int = 0


class AlertKind(StrEnum):
    """What an alert tells."""

    NEW = "new"
    AMENDED = "amended"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Alert:
    """One message to be: the statements of one post that a chat asked for.

    ids are the outbox rows it settles (empty before it is queued), one a statement, each unique by (chat, topic, claim, kind);
    filters are the wishes it answers; late marks a post that was over six hours old when it was read. topic is the forum topic
    that it goes to, as in Subscription; astray marks one that was for a topic that cannot be written to any more.
    """

    chat: int
    kind: AlertKind
    numbers: tuple[int, ...]
    claims: tuple[int, ...]
    due: datetime
    late: bool = False
    ids: tuple[int, ...] = ()
    attempts: int = 0
    filters: tuple[Filter, ...] = field(default=())
    topic: int = 0
    astray: bool = False

"""The tables of the ledger; migrations/ makes them, and a test holds the two together.

Posts are identities, their versions append-only. A statement keeps its number for life, its states are append-only too;
the fields of its current state that lists filter and sort by stand beside the number, so that indexes answer them.
A statement that has retracted_at stands no longer: an edit took it back, or it was dropped, by a better extractor or a person.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from store.types import Moment, Prose, Whole
from store.words import attach

HEAD = "0006"
"""The newest migration; a ledger that stands there is opened without looking at the others."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _where(condition: str) -> dict[str, Any]:
    """Keep only the rows of a condition in an index."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


channels = Table(
    "channels",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("username", Prose, nullable=False),
    Column("username_key", Prose, nullable=False),  # in lower case: names are the same in any case
    Column("title", Prose, nullable=False),
    Column("owner", Prose, nullable=False),
    Column("nation", Prose),
    Column("zone", Prose, nullable=False),
    Column("reader", Prose, nullable=False),
    Column("telegram_id", Whole),
    Column("verified", Boolean, nullable=False),
    Column("state", String(20), nullable=False),
    Column("state_reason", Prose, nullable=False),
    Column("state_since", Moment),
    Column("cursor", Prose),
    Column("last_read_at", Moment),
    Column("added_at", Moment, nullable=False),
    Column("removed_at", Moment),
    Column("posts", Whole, nullable=False, server_default=text("0")),  # how many it has; kept by whoever writes them
    Index("ix_channels_telegram_id", "telegram_id"),
    Index("uq_channels_username_key", "username_key", unique=True, **_where("removed_at IS NULL")),
)

posts = Table(
    "posts",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("channel_id", Whole, ForeignKey("channels.id"), nullable=False),
    Column("message_id", Whole, nullable=False),
    Column("date", Moment, nullable=False),
    Column("version", Whole, nullable=False),  # number of the current one; no foreign key, it would close a circle
    Column("vanished_at", Moment),  # when it was proven to be gone from its channel; none where it is there
    Column("vanished_by", Prose),  # the reader that proved it
    UniqueConstraint("channel_id", "message_id"),
    Index("ix_posts_date", "date"),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("post_id", Whole, ForeignKey("posts.id"), nullable=False),
    Column("number", Whole, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("text", Prose, nullable=False),
    Column("edited", Boolean, nullable=False),
    Column("picture_only", Boolean, nullable=False),
    Column("forwarded_from", Prose),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("reader", Prose, nullable=False),  # that saw it first
    Column("extractor", Whole, nullable=False),  # the newest that read it
    Column("error", Prose),
    Column("last_reader", Prose, nullable=False, server_default=text("''")),  # that saw it last
    UniqueConstraint("post_id", "number"),
    UniqueConstraint("post_id", "hash"),
    Index("ix_versions_error", "post_id", **_where("error IS NOT NULL")),
)

copies = Table(
    "copies",
    metadata,
    Column("version_id", Whole, ForeignKey("versions.id"), primary_key=True, autoincrement=False),
    Column("kept_at", Moment, nullable=False),
    Column("size", Whole, nullable=False),  # of what was fetched, in bytes
    Column("content", LargeBinary, nullable=False),  # zlib
    Index("ix_copies_kept_at", "kept_at"),
)

speakers = Table(
    "speakers",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("key", Prose, nullable=False, unique=True),
    Column("name", Prose, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("nation", Prose),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("key", Prose, nullable=False),  # not unique: made again long after, it is another claim
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("said", Whole, nullable=False),  # posts whose current statements make it
    Index("ix_claims_key_last_at", "key", "last_at"),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Whole, primary_key=True),
    Column("post_id", Whole, ForeignKey("posts.id"), nullable=False),
    Column("claim_id", Whole, ForeignKey("claims.id"), nullable=False),
    Column("speaker_id", Whole, ForeignKey("speakers.id"), nullable=False),
    Column("state_id", Whole),  # the current one; no foreign key, it would close a circle
    Column("first_version", Whole, nullable=False),
    Column("retracted_version", Whole),  # the version that took it back; none where no edit did: it was dropped
    Column("retracted_at", Moment),
    Column("posted_at", Moment, nullable=False),
    Column("event", String(20), nullable=False),
    Column("low", Whole),
    Column("high", Whole),
    Column("of", String(20), nullable=False),
    Column("force", Prose),
    Column("people", String(20), nullable=False),
    Column("basis", String(20)),
    Column("stance", String(20), nullable=False),
    Index("ix_statements_post_id", "post_id"),
    Index("ix_statements_claim_id", "claim_id", "post_id", "retracted_at", "posted_at"),
    Index("ix_statements_speaker_id", "speaker_id"),
    # Lists are read from these in order; they end in retracted_at so that counting needs no look at the table.
    Index("ix_statements_posted_at", "posted_at", "number", "retracted_at"),
    Index("ix_statements_event", "event", "posted_at", "number", "retracted_at"),
    Index("ix_statements_force_event", "force", "event", "posted_at", "number", "retracted_at"),
    Index("ix_statements_force", "force", "posted_at", "number", "retracted_at"),
)

states = Table(
    "states",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("statement", Whole, ForeignKey("statements.number"), nullable=False),
    Column("version_id", Whole, ForeignKey("versions.id"), nullable=False),
    Column("extractor", Whole, nullable=False),
    Column("event", String(20), nullable=False),
    Column("low", Whole),
    Column("high", Whole),
    Column("of", String(20), nullable=False),
    Column("approx", Boolean, nullable=False),
    Column("force", Prose),
    Column("people", String(20), nullable=False),
    Column("basis", String(20)),
    Column("stance", String(20), nullable=False),
    Column("speaker", Prose, nullable=False),
    Column("speaker_text", Prose),
    Column("via", Prose, nullable=False),  # JSON, as rules
    Column("place", Prose),
    Column("place_text", Prose),
    Column("from_day", Date),
    Column("to_day", Date),
    Column("evidence", Prose, nullable=False),
    Column("start_at", Whole, nullable=False),
    Column("end_at", Whole, nullable=False),
    Column("hedge", Prose),
    Column("rules", Prose, nullable=False),
    Column("language", Prose, nullable=False),
    Column("corrected_by", Prose),  # who signs it, where a person put it over what the extractor read
    Column("corrected_at", Moment),
    Index("ix_states_statement", "statement", "version_id"),
)

chats = Table(
    "chats",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("language", Prose, nullable=False),
    Column("zone", Prose, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("draft_command", Prose),
    Column("draft_data", Prose),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("chat", Whole, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("filter", Prose, nullable=False),  # one text a filter, so that equal ones are the same row
    Column("created", Moment, nullable=False),
    Column("topic", Whole, nullable=False, server_default=text("0")),  # of a forum; 0 for its General one, and without topics
    UniqueConstraint("chat", "topic", "filter"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("chat", Whole, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("claim_id", Whole, ForeignKey("claims.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("statement", Whole, ForeignKey("statements.number"), nullable=False),
    Column("post_id", Whole, ForeignKey("posts.id"), nullable=False),
    Column("due", Moment, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("attempts", Whole, nullable=False),
    Column("filters", Prose, nullable=False),  # JSON
    Column("queued_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("message_id", Whole),  # of the message that was sent
    Column("reason", Prose),  # why it was dropped
    Column("topic", Whole, nullable=False, server_default=text("0")),
    Column("astray", Boolean, nullable=False, server_default=false()),  # it was for a topic that cannot be written to
    UniqueConstraint("chat", "topic", "claim_id", "kind"),
    Index("ix_outbox_waiting", "chat", "id", **_where("done_at IS NULL")),
)

guests = Table(
    "guests",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),  # Telegram's, of a person or a group
    Column("name", Prose, nullable=False),
    Column("since", Moment, nullable=False),
    Column("by", Whole, nullable=False),
    Column("brought_by", Whole),
    Column("invite", Whole),
)

invites = Table(
    "invites",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Whole, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("uses", Whole, nullable=False),
    Column("used", Whole, nullable=False),
    Column("revoked_at", Moment),
)

facts = Table(
    "facts",
    metadata,
    Column("key", Prose, primary_key=True),
    Column("value", Prose, nullable=False),
)

attach(metadata)  # the full-text index, which is no table that SQLAlchemy could describe

"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _where(condition: str) -> dict[str, sa.TextClause]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "channels",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("username_key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("nation", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("telegram_id", WHOLE, nullable=True),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("state_since", MOMENT, nullable=True),
        sa.Column("cursor", sa.Text(), nullable=True),
        sa.Column("last_read_at", MOMENT, nullable=True),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_channels"),
    )
    op.create_index("ix_channels_telegram_id", "channels", ["telegram_id"], unique=False)
    op.create_index(
        "uq_channels_username_key",
        "channels",
        ["username_key"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "chats",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("draft_command", sa.Text(), nullable=True),
        sa.Column("draft_data", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_chats"),
    )
    op.create_table(
        "claims",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("said", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
    )
    op.create_index("ix_claims_key_last_at", "claims", ["key", "last_at"], unique=False)
    op.create_table(
        "facts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_facts"),
    )
    op.create_table(
        "speakers",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("nation", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_speakers"),
        sa.UniqueConstraint("key", name="uq_speakers_key"),
    )
    op.create_table(
        "posts",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("channel_id", WHOLE, nullable=False),
        sa.Column("message_id", WHOLE, nullable=False),
        sa.Column("date", MOMENT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name="fk_posts_channel_id"),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint("channel_id", "message_id", name="uq_posts_channel_id_message_id"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("chat", WHOLE, nullable=False),
        sa.Column("filter", sa.Text(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["chat"], ["chats.id"], name="fk_subscriptions_chat", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.UniqueConstraint("chat", "filter", name="uq_subscriptions_chat_filter"),
    )
    op.create_table(
        "statements",
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("post_id", WHOLE, nullable=False),
        sa.Column("claim_id", WHOLE, nullable=False),
        sa.Column("speaker_id", WHOLE, nullable=False),
        sa.Column("state_id", WHOLE, nullable=True),
        sa.Column("first_version", WHOLE, nullable=False),
        sa.Column("retracted_version", WHOLE, nullable=True),
        sa.Column("retracted_at", MOMENT, nullable=True),
        sa.Column("posted_at", MOMENT, nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("low", WHOLE, nullable=True),
        sa.Column("high", WHOLE, nullable=True),
        sa.Column("of", sa.String(length=20), nullable=False),
        sa.Column("force", sa.Text(), nullable=True),
        sa.Column("people", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_statements_claim_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_statements_post_id"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speakers.id"], name="fk_statements_speaker_id"),
        sa.PrimaryKeyConstraint("number", name="pk_statements"),
    )
    op.create_index("ix_statements_claim_id", "statements", ["claim_id", "post_id", "retracted_at", "posted_at"], unique=False)
    op.create_index("ix_statements_event", "statements", ["event", "posted_at", "number", "retracted_at"], unique=False)
    op.create_index("ix_statements_force", "statements", ["force", "posted_at", "number", "retracted_at"], unique=False)
    op.create_index(
        "ix_statements_force_event",
        "statements",
        ["force", "event", "posted_at", "number", "retracted_at"],
        unique=False,
    )
    op.create_index("ix_statements_post_id", "statements", ["post_id"], unique=False)
    op.create_index("ix_statements_posted_at", "statements", ["posted_at", "number", "retracted_at"], unique=False)
    op.create_index("ix_statements_speaker_id", "statements", ["speaker_id"], unique=False)
    op.create_table(
        "versions",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("post_id", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("picture_only", sa.Boolean(), nullable=False),
        sa.Column("forwarded_from", sa.Text(), nullable=True),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("last_seen", MOMENT, nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("extractor", WHOLE, nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_versions_post_id"),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint("post_id", "hash", name="uq_versions_post_id_hash"),
        sa.UniqueConstraint("post_id", "number", name="uq_versions_post_id_number"),
    )
    op.create_index(
        "ix_versions_error",
        "versions",
        ["post_id"],
        unique=False,
        sqlite_where=sa.text("error IS NOT NULL"),
        postgresql_where=sa.text("error IS NOT NULL"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("chat", WHOLE, nullable=False),
        sa.Column("claim_id", WHOLE, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("statement", WHOLE, nullable=False),
        sa.Column("post_id", WHOLE, nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("attempts", WHOLE, nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("queued_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("message_id", WHOLE, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["chat"], ["chats.id"], name="fk_outbox_chat", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_outbox_claim_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_outbox_post_id"),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name="fk_outbox_statement"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("chat", "claim_id", "kind", name="uq_outbox_chat_claim_id_kind"),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["chat", "id"],
        unique=False,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "states",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("statement", WHOLE, nullable=False),
        sa.Column("version_id", WHOLE, nullable=False),
        sa.Column("extractor", WHOLE, nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("low", WHOLE, nullable=True),
        sa.Column("high", WHOLE, nullable=True),
        sa.Column("of", sa.String(length=20), nullable=False),
        sa.Column("approx", sa.Boolean(), nullable=False),
        sa.Column("force", sa.Text(), nullable=True),
        sa.Column("people", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("speaker_text", sa.Text(), nullable=True),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_text", sa.Text(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("start_at", WHOLE, nullable=False),
        sa.Column("end_at", WHOLE, nullable=False),
        sa.Column("hedge", sa.Text(), nullable=True),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name="fk_states_statement"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_states_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_states"),
    )
    op.create_index("ix_states_statement", "states", ["statement", "version_id"], unique=False)

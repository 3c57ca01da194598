"""Alerts for topics of forums; posts counted by channel and found by date; and since when a new channel is new."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Alerts so far are for no topic; the posts that are there are counted."""
    op.add_column("channels", sa.Column("posts", WHOLE, nullable=False, server_default=sa.text("0")))
    op.execute("UPDATE channels SET posts = (SELECT count(*) FROM posts WHERE posts.channel_id = channels.id)")
    op.execute("UPDATE channels SET state_since = added_at WHERE state = 'new' AND state_since IS NULL")
    op.create_index("ix_posts_date", "posts", ["date"], unique=False)
    with op.batch_alter_table("subscriptions") as table:
        table.add_column(sa.Column("topic", WHOLE, nullable=False, server_default=sa.text("0")))
        table.drop_constraint("uq_subscriptions_chat_filter", type_="unique")
        table.create_unique_constraint("uq_subscriptions_chat_topic_filter", ["chat", "topic", "filter"])
    with op.batch_alter_table("outbox") as table:
        table.add_column(sa.Column("topic", WHOLE, nullable=False, server_default=sa.text("0")))
        table.add_column(sa.Column("astray", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.drop_constraint("uq_outbox_chat_claim_id_kind", type_="unique")
        table.create_unique_constraint("uq_outbox_chat_topic_claim_id_kind", ["chat", "topic", "claim_id", "kind"])

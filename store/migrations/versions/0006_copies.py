"""Copies of what versions were read from, the reader that saw a version last, and posts that vanished from their channel."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Of versions so far one reader is known, and no copy was kept."""
    op.add_column("posts", sa.Column("vanished_at", MOMENT))
    op.add_column("posts", sa.Column("vanished_by", sa.Text()))
    op.add_column("versions", sa.Column("last_reader", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.execute("UPDATE versions SET last_reader = reader")
    op.create_table(
        "copies",
        sa.Column("version_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_copies_version_id"),
        sa.PrimaryKeyConstraint("version_id", name="pk_copies"),
    )
    op.create_index("ix_copies_kept_at", "copies", ["kept_at"], unique=False)

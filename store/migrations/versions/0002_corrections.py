"""Corrections: a state may be a person's, who signs it; the extractor's stay beneath."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add who signed a state, and when; what was read so far is nobody's correction."""
    op.add_column("states", sa.Column("corrected_by", sa.Text(), nullable=True))
    op.add_column("states", sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True))

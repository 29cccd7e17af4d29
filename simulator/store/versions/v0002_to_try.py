"""What to try next stands with a finished attempt, so that lists can show it without the whole session."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; attempts finished before have nothing in it."""
    with op.batch_alter_table("attempt") as attempt:
        attempt.add_column(sa.Column("to_try", sa.Text()))


def downgrade() -> None:
    """Drop the column."""
    with op.batch_alter_table("attempt") as attempt:
        attempt.drop_column("to_try")

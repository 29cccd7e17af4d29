"""Gradings of real conversations stand beside practice, so that trends span months."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "grading",
        _text("id", sa.String(36)),
        *(_text(name, sa.String()) for name in ("digest", "shop", "author", "version", "sample")),
        *(_text(name) for name in ("folder", "rubrics", "counts")),
        sa.Column("judgements", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_grading_digest", "grading", ["digest"])
    _graded()
    _graded_score()


def downgrade() -> None:
    """Drop them, the pointing ones first."""
    for name in ("graded_score", "graded", "grading"):
        op.drop_table(name)


def _graded() -> None:
    op.create_table(
        "graded",
        _text("grading", sa.String(36)),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        *(_text(name, sa.String()) for name in ("conversation", "system", "channel", "team", "agent", "reason")),
        sa.Column("week", sa.String()),
        sa.Column("started", sa.DateTime(timezone=True)),
        sa.Column("peak", sa.Float()),
        sa.Column("last", sa.Float()),
        sa.Column("rating", sa.Float()),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("grading", "n"),
        sa.ForeignKeyConstraint(["grading"], ["grading.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_graded_conversation", "graded", ["conversation"])


def _graded_score() -> None:
    op.create_table(
        "graded_score",
        _text("grading", sa.String(36)),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        _text("rubric", sa.String()),
        _text("rubric_hash", sa.String()),
        sa.Column("score", sa.Float()),
        sa.Column("assessed", sa.Float()),
        _text("verdict", sa.String()),
        sa.PrimaryKeyConstraint("grading", "n", "rubric"),
        sa.ForeignKeyConstraint(["grading", "n"], ["graded.grading", "graded.n"], ondelete="CASCADE"),
    )


def _text(name: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.Text(), nullable=False)

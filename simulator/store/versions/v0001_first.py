"""The first schema: contents, attempts, exchanges, marks, drafts, tickets and notes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TABLES = ("content", "attempt", "exchange", "mark", "draft", "ticket", "note")


def upgrade() -> None:
    """Create every table."""
    op.create_table("content", _text("hash", sa.String()), _text("text"), sa.PrimaryKeyConstraint("hash"))
    _attempt()
    _exchange()
    _mark()
    op.create_table("draft", *_attached(), _text("text"), _moment("at"), sa.PrimaryKeyConstraint("attempt"))
    op.create_table("ticket", *_attached(), _text("body"), _moment("at"), sa.PrimaryKeyConstraint("attempt"))
    _note()


def downgrade() -> None:
    """Drop every table, the pointing ones first."""
    for name in reversed(_TABLES):
        op.drop_table(name)


def _attempt() -> None:
    op.create_table(
        "attempt",
        _text("id", sa.String(36)),
        _text("scenario", sa.String()),
        sa.Column("scenario_version", sa.Integer(), nullable=False),
        *(_text(name, sa.String()) for name in ("content", "title", "seed", "engine", "mode")),
        *(_text(name, sa.String()) for name in ("clock", "channel", "trainee")),
        *(_text(name) for name in ("rubrics", "options")),
        sa.Column("parent", sa.String(36)),
        sa.Column("parent_exchange", sa.Integer()),
        _moment("started"),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.Column("ending", sa.String()),
        sa.Column("closing", sa.Text()),
        sa.Column("scorecard", sa.Text()),
        sa.Column("score", sa.Float()),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["content"], ["content.hash"]),
        sa.ForeignKeyConstraint(["parent"], ["attempt.id"], ondelete="SET NULL"),
    )
    for column in ("scenario", "started", "parent"):
        op.create_index(f"ix_attempt_{column}", "attempt", [column])


def _exchange() -> None:
    op.create_table(
        "exchange",
        *_attached(),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        _moment("at"),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("hostility_before", "hostility_after")),
        _text("phase", sa.String()),
        sa.Column("delay_s", sa.Float(), nullable=False),
        _text("body"),
        sa.PrimaryKeyConstraint("attempt", "n", "revision"),
    )


def _mark() -> None:
    place = ["attempt", "n", "revision"]
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("attempt", sa.String(36)),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("n", "revision")),
        _text("rubric", sa.String()),
        sa.Column("rubric_version", sa.Integer(), nullable=False),
        *(_text(name, sa.String()) for name in ("rubric_hash", "criterion")),
        sa.Column("points", sa.Integer()),
        sa.Column("max", sa.Integer(), nullable=False),
        _text("author", sa.String()),
        _moment("at"),
        _text("body"),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(place, [f"exchange.{name}" for name in place], ondelete="CASCADE"),
    )
    op.create_index("ix_mark_attempt_n_revision", "mark", place)


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        *_attached(),
        sa.Column("n", sa.Integer()),
        _text("author", sa.String()),
        _text("text"),
        _moment("at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_note_attempt", "note", ["attempt"])


def _text(name: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.Text(), nullable=False)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _attached() -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    """The column that points to an attempt, and the constraint by which a row goes with its attempt."""
    return _text("attempt", sa.String(36)), sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], ondelete="CASCADE")

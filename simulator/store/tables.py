"""The tables as the program reads and writes them; docs/design/history.md says why each is there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

HEAD = "0005"
"""The schema version these tables belong to: the newest file in versions/ (a test compares them)."""


class Moment(TypeDecorator[datetime]):
    """A time-zone-aware time. SQLite drops the zone, so UTC is stored and the zone is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base class's form
        """The same moment in UTC; a time without a zone is a mistake of the program (ValueError)."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - as above
        """The stored moment, in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_SUMMED = ("week", "channel", "mode", "finished", "parent_exchange", "ending", "score", "settled_score", "id")
"""Columns of an attempt that reports read of very many: indexes that hold them all spare reading the rows."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_attempt(**options: Any) -> Column[str]:
    """A column that points to an attempt and goes with it."""
    return Column("attempt", String(36), ForeignKey("attempt.id", ondelete="CASCADE"), nullable=False, **options)


content = Table(
    "content",
    metadata,
    Column("hash", String, primary_key=True),
    Column("text", Text, nullable=False),
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("scenario", String, nullable=False),
    Column("scenario_version", Integer, nullable=False),
    Column("content", String, ForeignKey("content.hash"), nullable=False),
    Column("title", String, nullable=False),
    # Seeds may be larger than any database's integers.
    Column("seed", String, nullable=False),
    Column("engine", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("clock", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("trainee", String, nullable=False),
    Column("rubrics", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("parent", String(36), ForeignKey("attempt.id", ondelete="SET NULL")),
    Column("parent_exchange", Integer),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("ending", String),
    Column("closing", Text),
    Column("scorecard", Text),
    Column("score", Float),
    Column("to_try", Text),
    # Whose it is; empty in a history of one person.
    Column("person", String(36), ForeignKey("person.id", ondelete="CASCADE")),
    Column("assignment", String(36), ForeignKey("assignment.id", ondelete="SET NULL")),
    # Who else may see it once it is finished: "trainer", "lead", or empty for nobody.
    Column("audience", String),
    # The ISO week of its end ("2026-W47"), by which reports sum up.
    Column("week", String),
    # The score with people's overrides; the first one stays beside it.
    Column("settled", Text),
    Column("settled_score", Float),
    Index(None, "started"),
    Index(None, "parent"),
    Index(None, "content"),
    Index(None, "assignment"),
    Index("ix_attempt_scenario", "scenario", "audience", "person", *_SUMMED),
    Index("ix_attempt_person", "person", "audience", "scenario", *_SUMMED),
    Index("ix_attempt_audience", "audience", "week", "person", "scenario", *_SUMMED[1:]),
)

exchange = Table(
    "exchange",
    metadata,
    _of_attempt(primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("hostility_before", Float, nullable=False),
    Column("hostility_after", Float, nullable=False),
    Column("phase", String, nullable=False),
    Column("delay_s", Float, nullable=False),
    Column("body", Text, nullable=False),
)

mark = Table(
    "mark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("attempt", String(36), nullable=False),
    Column("n", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("rubric", String, nullable=False),
    Column("rubric_version", Integer, nullable=False),
    Column("rubric_hash", String, nullable=False),
    Column("criterion", String, nullable=False),
    Column("points", Integer),
    Column("max", Integer, nullable=False),
    Column("author", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    ForeignKeyConstraint(
        ["attempt", "n", "revision"], ["exchange.attempt", "exchange.n", "exchange.revision"], ondelete="CASCADE"
    ),
    Index(None, "attempt", "n", "revision"),
)

draft = Table(
    "draft",
    metadata,
    _of_attempt(primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

ticket = Table(
    "ticket",
    metadata,
    _of_attempt(primary_key=True),
    Column("body", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_attempt(),
    Column("n", Integer),
    Column("author", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "attempt"),
)

grading = Table(
    "grading",
    metadata,
    Column("id", String(36), primary_key=True),
    # What was graded by what, and what people decided about it: the same is never stored twice.
    Column("digest", String, nullable=False),
    Column("shop", String, nullable=False),
    Column("author", String, nullable=False),
    Column("version", String, nullable=False),
    Column("sample", String, nullable=False),
    Column("folder", Text, nullable=False),
    Column("rubrics", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("judgements", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    # Empty while its conversations are being stored: what is half stored counts nowhere.
    Column("finished", Moment),
    Index(None, "digest"),
)

graded = Table(
    "graded",
    metadata,
    Column("grading", String(36), ForeignKey("grading.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("conversation", String, nullable=False),
    Column("system", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("team", String, nullable=False),
    Column("agent", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("week", String),
    Column("started", Moment),
    Column("peak", Float),
    Column("last", Float),
    Column("rating", Float),
    Column("settled", Boolean, nullable=False),
    Index(None, "conversation"),
)

graded_score = Table(
    "graded_score",
    metadata,
    Column("grading", String(36), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("rubric", String, primary_key=True),
    Column("rubric_hash", String, nullable=False),
    Column("score", Float),
    Column("assessed", Float),
    Column("verdict", String, nullable=False),
    ForeignKeyConstraint(["grading", "n"], ["graded.grading", "graded.n"], ondelete="CASCADE"),
)

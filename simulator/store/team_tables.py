"""The tables of people and teams, disputes and the audit trail; docs/design/history.md says why each is there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from simulator.store.tables import Moment, metadata

__all__ = [
    "assignment",
    "attempt_tally",
    "dispute",
    "member",
    "metadata",
    "override",
    "person",
    "person_tally",
    "result",
    "scenario_tally",
    "team",
    "trail",
    "week_tally",
]


def _of(table: str, name: str = "", **options: Any) -> Column[str]:
    """A column that points to a row of a table and goes with it."""
    return Column(name or table, String(36), ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=False, **options)


person = Table(
    "person",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String, nullable=False),
    # The name as it is compared: small letters, spaces evened out.
    Column("key", String, nullable=False),
    Column("role", String, nullable=False),
    # What checks a password, from the web server; never the password.
    Column("secret", Text),
    Column("at", Moment, nullable=False),
    Index(None, "key", unique=True),
)

team = Table(
    "team",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String, nullable=False),
    Column("key", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "key", unique=True),
)

member = Table(
    "member",
    metadata,
    _of("team", primary_key=True),
    _of("person", primary_key=True),
    Index(None, "person"),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", String(36), primary_key=True),
    _of("person"),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("options", Text, nullable=False),
    # A person's id without a reference: what they assigned outlives their leaving.
    Column("author", String(36), nullable=False),
    Column("at", Moment, nullable=False),
    Column("due", Moment),
    Column("withdrawn", Moment),
    Index(None, "person"),
)

result = Table(
    "result",
    metadata,
    _of("attempt", primary_key=True),
    Column("rubric", String, primary_key=True),
    Column("criterion", String, primary_key=True),
    Column("rubric_hash", String, nullable=False),
    # How many replies could be assessed; their points, and what there was to get.
    Column("assessed", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    Column("most", Integer, nullable=False),
)


def _keys(*names: str) -> tuple[Column[str], ...]:
    return tuple(Column(name, String, primary_key=True) for name in names)


def _sums(*names: str) -> tuple[Column[int], ...]:
    return tuple(Column(name, BigInteger, nullable=False) for name in names)


# Sums over the attempts that anybody else may see, in whole numbers (tallies.py), so that adding and taking away is
# exact. Nobody is an empty text here, as is the audience of a history of one person.
attempt_tally = Table(
    "attempt_tally",
    metadata,
    *_keys("person", "channel", "mode", "audience"),
    *_sums("attempts", "scored", "total", "squares", "resolved", "walked_away", "escalated", "terminated"),
)

week_tally = Table(
    "week_tally",
    metadata,
    *_keys("person", "week", "channel", "mode", "audience"),
    *_sums("attempts", "scored", "total", "squares", "resolved", "walked_away", "escalated", "terminated"),
)

person_tally = Table(
    "person_tally",
    metadata,
    *_keys("person", "channel", "mode", "audience", "rubric", "criterion"),
    *_sums("attempts", "total", "squares"),
)

scenario_tally = Table(
    "scenario_tally",
    metadata,
    *_keys("scenario", "week", "channel", "mode", "audience", "rubric", "criterion"),
    *_sums("attempts", "total", "squares"),
)

dispute = Table(
    "dispute",
    metadata,
    Column("id", String(36), primary_key=True),
    _of("attempt"),
    _of("person"),
    Column("n", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("rubric", String, nullable=False),
    Column("rubric_hash", String, nullable=False),
    Column("criterion", String, nullable=False),
    Column("points", Integer),
    Column("most", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("grader", String(36)),
    # The mark given before the first one was seen; empty beside a time: nothing could be marked.
    Column("blind", Integer),
    Column("graded", Moment),
    Column("settled", Moment),
    Column("outcome", String),
    Column("answer", Text),
    Index(None, "attempt"),
    Index(None, "person"),
)

override = Table(
    "override",
    metadata,
    Column("id", String(36), primary_key=True),
    _of("attempt"),
    Column("n", Integer, nullable=False),
    Column("rubric", String, nullable=False),
    Column("criterion", String, nullable=False),
    Column("before", Integer),
    Column("after", Integer),
    Column("author", String(36), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "attempt"),
)

trail = Table(
    "trail",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at", Moment, nullable=False),
    # Ids without references, and no names: what is left when a person is deleted leads to nobody.
    Column("actor", String(36)),
    Column("action", String, nullable=False),
    Column("person", String(36)),
    Column("attempt", String(36)),
    Column("detail", Text, nullable=False),
    Index(None, "at"),
    Index(None, "person"),
)

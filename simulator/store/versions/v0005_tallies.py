"""Sums are kept beside the attempts they add up, and indexes hold what reports read of very many attempts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_SUMMED = ["week", "channel", "mode", "finished", "parent_exchange", "ending", "score", "settled_score", "id"]
_INDEXES = {
    "scenario": (["scenario"], ["scenario", "audience", "person", *_SUMMED]),
    "person": (["person"], ["person", "audience", "scenario", *_SUMMED]),
    "audience": (["audience", "week"], ["audience", "week", "person", "scenario", *_SUMMED[1:]]),
}
_ENDS = ("resolved", "walked_away", "escalated", "terminated")
_TABLES = {
    "attempt_tally": (["person"], [], ["attempts", "scored", "total", "squares", *_ENDS]),
    "week_tally": (["person", "week"], [], ["attempts", "scored", "total", "squares", *_ENDS]),
    "person_tally": (["person"], ["rubric", "criterion"], ["attempts", "total", "squares"]),
    "scenario_tally": (["scenario", "week"], ["rubric", "criterion"], ["attempts", "total", "squares"]),
}
_SHARES = """
COUNT(*),
SUM((2000000000 * CAST(points AS BIGINT) + most) / (2 * most)),
SUM((2000000000 * CAST(points AS BIGINT) * points + CAST(most AS BIGINT) * most) / (2 * CAST(most AS BIGINT) * most))
FROM attempt JOIN result ON result.attempt = attempt.id
WHERE most > 0 AND"""
_SCORE = "CAST(COALESCE(settled_score, score) AS FLOAT)"
_SCORES = f"""
COUNT(*),
COUNT({_SCORE}),
COALESCE(SUM(CAST(ROUND({_SCORE} * 1000000) AS BIGINT)), 0),
COALESCE(SUM(CAST(ROUND({_SCORE} * {_SCORE} * 1000000) AS BIGINT)), 0),
{", ".join(f"SUM(CASE WHEN ending = '{name.upper()}' THEN 1 ELSE 0 END)" for name in _ENDS)}
FROM attempt
WHERE"""
_COUNTED = "finished IS NOT NULL AND parent_exchange IS NULL AND (person IS NULL OR audience IS NOT NULL)"


def upgrade() -> None:
    """Create the tables, add up what is there, and make the indexes wider."""
    for name, (first, marked, sums) in _TABLES.items():
        keys = [*first, "channel", "mode", "audience", *marked]
        op.create_table(
            name,
            *(sa.Column(key, sa.String(), nullable=False) for key in keys),
            *(sa.Column(key, sa.BigInteger(), nullable=False) for key in sums),
            sa.PrimaryKeyConstraint(*keys),
        )
        groups = ", ".join(f"COALESCE({key}, '')" if key in ("person", "week", "audience") else key for key in keys)
        figures = _SHARES if marked else _SCORES
        op.execute(
            f"INSERT INTO {name} ({', '.join([*keys, *sums])}) SELECT {groups}, {figures} {_COUNTED} GROUP BY {groups}"
        )
    for name, (_, wide) in _INDEXES.items():
        op.drop_index(f"ix_attempt_{name}", "attempt")
        op.create_index(f"ix_attempt_{name}", "attempt", wide)


def downgrade() -> None:
    """Drop the sums, which can be added up again, and narrow the indexes."""
    for name, (narrow, _) in _INDEXES.items():
        op.drop_index(f"ix_attempt_{name}", "attempt")
        op.create_index(f"ix_attempt_{name}", "attempt", narrow)
    for name in _TABLES:
        op.drop_table(name)

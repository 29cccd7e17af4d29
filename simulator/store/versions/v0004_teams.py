"""People, teams and what they may see of each other's practice; disputes, overrides, results and the audit trail."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TABLES = ("person", "team", "member", "assignment", "result", "dispute", "override", "trail")
_COLUMNS = ("person", "assignment", "audience", "week", "settled", "settled_score")
_NEW_INDEXES = {"content": ["content"], "person": ["person"], "assignment": ["assignment"]}
_RESULTS = """
INSERT INTO result (attempt, rubric, criterion, rubric_hash, assessed, points, most)
SELECT mark.attempt, mark.rubric, mark.criterion, MAX(mark.rubric_hash), COUNT(*), SUM(mark.points), SUM(mark.max)
FROM mark
JOIN attempt ON attempt.id = mark.attempt
WHERE attempt.finished IS NOT NULL AND mark.points IS NOT NULL
AND mark.id = (SELECT MAX(same.id) FROM mark AS same
               WHERE same.attempt = mark.attempt AND same.n = mark.n AND same.revision = mark.revision
               AND same.rubric = mark.rubric AND same.criterion = mark.criterion)
AND mark.revision = (SELECT MAX(newer.revision) FROM exchange AS newer
                     WHERE newer.attempt = mark.attempt AND newer.n = mark.n)
GROUP BY mark.attempt, mark.rubric, mark.criterion
"""
_REFUSE = """
CREATE FUNCTION trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail only grows'; END $$
"""


def upgrade() -> None:
    """Create the tables, give attempts their owner, audience and week, and sum up what is there."""
    _people()
    _judging()
    _trail()
    with op.batch_alter_table("attempt") as attempt:
        for name in ("person", "assignment"):
            attempt.add_column(sa.Column(name, sa.String(36)))
        for name, kind in (("audience", sa.String()), ("week", sa.String()), ("settled", sa.Text())):
            attempt.add_column(sa.Column(name, kind))
        attempt.add_column(sa.Column("settled_score", sa.Float()))
        attempt.create_foreign_key("fk_attempt_person", "person", ["person"], ["id"], ondelete="CASCADE")
        attempt.create_foreign_key("fk_attempt_assignment", "assignment", ["assignment"], ["id"], ondelete="SET NULL")
    for name, columns in _NEW_INDEXES.items():
        op.create_index(f"ix_attempt_{name}", "attempt", columns)
    op.create_index("ix_attempt_audience", "attempt", ["audience", "week"])
    _weeks()
    op.execute(_RESULTS)


def downgrade() -> None:
    """Drop what was added; attempts of several people would become one person's, so such a history is refused."""
    if op.get_bind().execute(sa.text("SELECT 1 FROM person")).first():
        from simulator.errors import HistoryError

        raise HistoryError("a history with several people can't be taken back to a version that knows one person.")
    for name in (*_NEW_INDEXES, "audience"):
        op.drop_index(f"ix_attempt_{name}", "attempt")
    with op.batch_alter_table("attempt") as attempt:
        for name in ("person", "assignment"):
            attempt.drop_constraint(f"fk_attempt_{name}", type_="foreignkey")
        for name in _COLUMNS:
            attempt.drop_column(name)
    for name in reversed(_TABLES):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION trail_only_grows()")


def _people() -> None:
    op.create_table(
        "person",
        *_named(),
        _text("role", sa.String()),
        sa.Column("secret", sa.Text()),
        _moment("at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table("team", *_named(), _moment("at"), sa.PrimaryKeyConstraint("id"))
    for name in ("person", "team"):
        op.create_index(f"ix_{name}_key", name, ["key"], unique=True)
    op.create_table("member", *_of("team"), *_of("person"), sa.PrimaryKeyConstraint("team", "person"))
    op.create_index("ix_member_person", "member", ["person"])
    op.create_table(
        "assignment",
        _id("id"),
        *_of("person"),
        *(_text(name, sa.String()) for name in ("kind", "subject")),
        _text("options"),
        _id("author"),
        _moment("at"),
        *(sa.Column(name, sa.DateTime(timezone=True)) for name in ("due", "withdrawn")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_assignment_person", "assignment", ["person"])


def _judging() -> None:
    op.create_table(
        "result",
        *_of("attempt"),
        *(_text(name, sa.String()) for name in ("rubric", "criterion", "rubric_hash")),
        *(_number(name) for name in ("assessed", "points", "most")),
        sa.PrimaryKeyConstraint("attempt", "rubric", "criterion"),
    )
    op.create_table(
        "dispute",
        _id("id"),
        *_of("attempt"),
        *_of("person"),
        *(_number(name) for name in ("n", "revision")),
        *(_text(name, sa.String()) for name in ("rubric", "rubric_hash", "criterion")),
        sa.Column("points", sa.Integer()),
        _number("most"),
        _text("reason"),
        _moment("at"),
        sa.Column("grader", sa.String(36)),
        sa.Column("blind", sa.Integer()),
        *(sa.Column(name, sa.DateTime(timezone=True)) for name in ("graded", "settled")),
        sa.Column("outcome", sa.String()),
        sa.Column("answer", sa.Text()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "override",
        _id("id"),
        *_of("attempt"),
        _number("n"),
        *(_text(name, sa.String()) for name in ("rubric", "criterion")),
        *(sa.Column(name, sa.Integer()) for name in ("before", "after")),
        _id("author"),
        _text("reason"),
        _moment("at"),
        sa.PrimaryKeyConstraint("id"),
    )
    for table, column in (("dispute", "attempt"), ("dispute", "person"), ("override", "attempt")):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _trail() -> None:
    op.create_table(
        "trail",
        _id("id"),
        _moment("at"),
        sa.Column("actor", sa.String(36)),
        _text("action", sa.String()),
        *(sa.Column(name, sa.String(36)) for name in ("person", "attempt")),
        _text("detail"),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("at", "person"):
        op.create_index(f"ix_trail_{column}", "trail", [column])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_REFUSE)
        op.execute(
            "CREATE TRIGGER trail_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON trail "
            "FOR EACH STATEMENT EXECUTE FUNCTION trail_only_grows()"
        )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER trail_no_{action.lower()} BEFORE {action} ON trail "
            "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
        )


def _weeks() -> None:
    """The ISO week of each attempt's end; databases differ too much in how they name it."""
    connection = op.get_bind()
    attempt = sa.table("attempt", sa.column("id"), sa.column("finished", sa.DateTime(timezone=True)), sa.column("week"))
    ended = connection.execute(sa.select(attempt.c.id, attempt.c.finished).where(attempt.c.finished.is_not(None)))
    rows = [{"key": row.id, "value": f"{row.finished:%G-W%V}"} for row in ended]
    change = sa.update(attempt).where(attempt.c.id == sa.bindparam("key")).values(week=sa.bindparam("value"))
    if rows:
        connection.execute(change, rows)


def _named() -> tuple[sa.Column[Any], ...]:
    return _id("id"), _text("name", sa.String()), _text("key", sa.String())


def _id(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(36), nullable=False)


def _text(name: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _of(table: str) -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    """The column that points to another table, and the constraint by which a row goes with what it points to."""
    return _id(table), sa.ForeignKeyConstraint([table], [f"{table}.id"], ondelete="CASCADE")

"""Which conversations their agents ended once all was agreed: it stands in the last exchange, and has no ending."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import and_, func, select

from simulator.store import tables
from simulator.store.json_text import read

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

AT_ONCE = 500
"""Values in one query: a database takes a limited number."""


class _Settled(Struct, frozen=True):
    settled: float = 0.0


class _Body(Struct, frozen=True):
    """The part of an exchange that says so; the rest is not read."""

    situation: _Settled = _Settled()


def agreed(connection: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Those of these attempts in whose last exchange, as last understood, all was settled."""
    found: dict[str, bool] = {}
    columns = tables.exchange.c
    for first in range(0, len(ids), AT_ONCE):
        some = columns.attempt.in_(ids[first : first + AT_ONCE])
        last = select(columns.attempt, func.max(columns.n).label("n")).where(some).group_by(columns.attempt).subquery()
        same = and_(columns.attempt == last.c.attempt, columns.n == last.c.n)
        query = select(columns.attempt, columns.body).join_from(tables.exchange, last, same).order_by(columns.revision)
        for row in connection.execute(query):
            body = read(row.body, _Body, f"the last exchange of attempt {row.attempt}")
            found[row.attempt] = body.situation.settled >= 1
    return frozenset(name for name, settled in found.items() if settled)

"""Who asks, and what they may see: the one place through which every question to the history goes.

A person sees their own practice. Of others they see what was shared, assigned or an announced exam, once it is finished
and never a retry: trainers that of their teams' members, QA leads everybody's. ``seen`` takes out of such an attempt
what is nobody else's: drafts, earlier readings, the clock and every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import and_, select

from simulator.errors import NotAllowedError
from simulator.store import tables, team_tables
from simulator.store.records import Attempt
from simulator.store.team_records import ROLE_WORDS, Role

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.engine import Connection

    from simulator.engine.ledgers import Promise
    from simulator.exchange import Exchange

STAFF: tuple[Role, ...] = ("trainer", "lead")
_OF_TIME = frozenset({"delay", "time"})
"""Causes in the ledger that tell how long a reply took."""
_TERMS = frozenset({"pass_mark"})
"""Options that were announced, and stand on the certificate."""


class Access(Struct, frozen=True):
    """Who asks: a person by id, or, with None, the only person of a history that knows no people."""

    person: str | None = None
    name: str = ""


class Viewer(Struct, frozen=True):
    """Who asks about others, as the history knows them at this moment; ``role`` None: alone, all practice is theirs."""

    person: str | None
    role: Role | None
    teams: tuple[str, ...] = ()


def own(access: Access) -> ColumnElement[bool]:
    """The attempts of the person who asks."""
    owner = tables.attempt.c.person
    return owner.is_(None) if access.person is None else owner == access.person


def viewer(connection: Connection, access: Access) -> Viewer:
    """Who asks, read anew: a role that was taken away counts at once.

    Raises:
        NotAllowedError: they are no longer in this history.

    """
    if access.person is None:
        return Viewer(None, None)
    role = connection.scalar(select(team_tables.person.c.role).where(team_tables.person.c.id == access.person))
    if role is None:
        raise NotAllowedError("you are no longer in this team's history.")
    member = team_tables.member.c
    teams = connection.scalars(select(member.team).where(member.person == access.person))
    return Viewer(access.person, cast("Role", role), tuple(teams))


def allowed(connection: Connection, access: Access, roles: Sequence[Role], what: str) -> Viewer:
    """Who asks, if they have one of these roles (or are alone); ``what`` they want to do goes into the error.

    Raises:
        NotAllowedError: their role doesn't allow it.

    """
    found = viewer(connection, access)
    if found.role is not None and found.role not in roles:
        raise NotAllowedError(f"only a {' or '.join(ROLE_WORDS[role] for role in roles)} may {what}.")
    return found


def visible(who: Viewer) -> ColumnElement[bool]:
    """The attempts that a trainer or QA lead may see, their own private ones not among them.

    Raises:
        NotAllowedError: a trainee sees nobody else's.

    """
    columns = tables.attempt.c
    done = and_(columns.finished.is_not(None), columns.parent_exchange.is_(None))
    if who.role is None:
        return done
    if who.role == "lead":
        return and_(done, columns.audience.is_not(None))
    if who.role != "trainer":
        raise NotAllowedError("only a trainer or QA lead may see other people's practice.")
    member = team_tables.member.c
    theirs = select(member.person).where(member.team.in_(who.teams))
    return and_(done, columns.audience == "trainer", columns.person.in_(theirs))


def waiting_marks(who: Viewer) -> Select[Any] | None:
    """The marks of which this person may see nothing yet: attempt, rubric and criterion; None: there can be none.

    They are what others dispute and no QA lead has marked blind. Whatever a mark goes into tells of it, too: the
    attempt's score, the sums of its criterion, a remark on it.
    """
    if who.role != "lead":
        return None
    rows = team_tables.dispute.c
    waiting = rows.graded.is_(None), rows.settled.is_(None), rows.person != who.person
    return select(rows.attempt, rows.rubric, rows.criterion).where(*waiting).distinct()


def unmarked(attempt: Attempt) -> Attempt:
    """An attempt in its words alone: what somebody reads who has yet to mark a part of it."""
    return replace(
        attempt,
        exchanges=tuple(map(_unjudged, attempt.exchanges)),
        scorecard=None,
        settled=None,
        notes=(),
        waits_blind=True,
    )


def _unjudged(exchange: Exchange) -> Exchange:
    reading = replace(exchange.heard.reading, evidence=(), strengths={}, hints=(), tones={})
    return replace(
        exchange, heard=replace(exchange.heard, reading=reading), marks=(), ledger=(), feedback="", heard_line=""
    )


def seen(attempt: Attempt) -> Attempt:
    """An attempt as others see it: without draft, times, clock, what was meant, and where a retry came from.

    ``started`` and ``finished`` are the midnight before; the curve, the words and the marks stay, and an exam's terms.
    """
    options = {name: value for name, value in attempt.start.options.items() if name in _TERMS}
    start = replace(attempt.start, clock="off", options=options, parent=None, parent_exchange=None)
    return replace(
        attempt,
        start=start,
        started=_day(attempt.finished or attempt.started),
        finished=_day(attempt.finished or attempt.started),
        exchanges=tuple(map(_timeless, attempt.exchanges)),
        draft=None,
    )


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _timeless(exchange: Exchange) -> Exchange:
    promises = tuple(map(_undated, exchange.state.promises))
    return replace(
        exchange,
        delay_s=0.0,
        waited=0.0,
        cut_in=False,
        meant=(),
        feedback="",
        ledger=tuple(row for row in exchange.ledger if row.cause not in _OF_TIME),
        state=replace(exchange.state, clock=0.0, waited=0.0, promises=promises),
    )


def _undated(promise: Promise) -> Promise:
    """A promise without the moment of the scenario's clock at which it is due."""
    return replace(promise, due=0.0)

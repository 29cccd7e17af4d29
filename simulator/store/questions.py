"""Which attempts a question is about, and where the sums for it stand: kept ones where they will do, else every row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from sqlalchemy import select

from simulator.store import tables, team_tables
from simulator.store.access import Access, Viewer, viewer, visible
from simulator.store.people import known_team

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, FromClause, Select, Table
    from sqlalchemy.engine import Connection

Group = Literal["channel", "week", "person", "scenario"]
Where = list["ColumnElement[bool]"]


class Choice(Struct, frozen=True):
    """Which attempts a question is about, of those one may see; None chooses nothing.

    ``team``: its members, by the team's name. ``person``: by id. ``since`` and ``until``: days (UTC) of the attempts'
    ends, both included.
    """

    team: str | None = None
    person: str | None = None
    scenario: str | None = None
    channel: str | None = None
    mode: str | None = None
    since: date | None = None
    until: date | None = None


EVERYTHING = Choice()


class Question(Struct, frozen=True):
    """A choice as the person who asks may make it, with the groups it is summed up by."""

    choice: Choice
    who: Viewer
    team: str | None
    by: tuple[Group, ...] = ()

    @property
    def of_people(self) -> bool:
        """Whether the sums by person hold the answer: they know neither scenarios nor times."""
        choice = self.choice
        return not {"week", "scenario"} & {*self.by} and not (choice.scenario or choice.since or choice.until)

    @property
    def attempts(self) -> Table | None:
        """The kept sums of attempts that hold the answer; None: only the attempts themselves do."""
        if self.of_people:
            return team_tables.attempt_tally
        timeless = not (self.choice.scenario or self.choice.since or self.choice.until)
        return team_tables.week_tally if timeless and "scenario" not in self.by else None

    @property
    def of_scenarios(self) -> bool:
        """Whether the sums by scenario and week hold it, at least for whole weeks: they know no people."""
        return self.who.role != "trainer" and "person" not in self.by and not (self.team or self.choice.person)

    def rows(self) -> Where:
        """The conditions for attempts themselves."""
        columns, choice = tables.attempt.c, self.choice
        where = [visible(self.who), *self._exact(tables.attempt, "person", "scenario", "channel", "mode")]
        if self.team is not None:
            where.append(columns.person.in_(_members(self.team)))
        if choice.since is not None:
            where.append(columns.finished >= datetime.combine(choice.since, time.min, UTC))
        if choice.until is not None:
            where.append(columns.finished <= datetime.combine(choice.until, time.max, UTC))
        return where

    def people(self, table: FromClause) -> Where:
        """The conditions for sums by person."""
        where = [*self._seen(table), *self._exact(table, "person", "channel", "mode")]
        if self.team is not None:
            where.append(table.c.person.in_(_members(self.team)))
        return where

    def whole_weeks(self, table: FromClause) -> Where | None:
        """The conditions for sums by scenario and week; None: there is no whole week among the days."""
        where = [*self._seen(table), *self._exact(table, "scenario", "channel", "mode")]
        first, last = _monday_from(self.choice.since), _sunday_to(self.choice.until)
        if first and last and first > last:
            return None
        if first:
            where.append(table.c.week >= _week(first))
        if last:
            where.append(table.c.week <= _week(last))
        return where

    def edges(self) -> list[Where]:
        """The conditions for the attempts of the days before the first whole week and after the last one."""
        since, until, found = self.choice.since, self.choice.until, []
        first, last = _monday_from(since), _sunday_to(until)
        if first and last and first > last:
            return [self.rows()]
        if since and first and since < first:
            found.append([*self.rows(), tables.attempt.c.week == _week(since)])
        if until and last and last < until:
            found.append([*self.rows(), tables.attempt.c.week == _week(until)])
        return found

    def _exact(self, table: FromClause, *names: str) -> Where:
        values = {name: getattr(self.choice, name) for name in names}
        return [table.c[name] == value for name, value in values.items() if value is not None]

    def _seen(self, table: FromClause) -> Where:
        """What of the kept sums the person who asks may see, as ``access.visible`` says it of attempts."""
        if self.who.role is None:
            return []
        if self.who.role == "lead":
            return [table.c.audience != ""]
        member = team_tables.member.c
        theirs = select(member.person).where(member.team.in_(self.who.teams))
        return [table.c.audience == "trainer", table.c.person.in_(theirs)]


def asked(connection: Connection, access: Access, choice: Choice, by: Sequence[Group] = ()) -> Question:
    """A question, checked: who asks may ask it, and the team is there.

    Raises:
        NotAllowedError: a trainee sees nobody else's.
        NotFoundError: there is no such team.

    """
    who = viewer(connection, access)
    visible(who)
    return Question(choice, who, None if choice.team is None else known_team(connection, who, choice.team), tuple(by))


def chosen(connection: Connection, access: Access, choice: Choice) -> Where:
    """The conditions for the chosen attempts, of those that the person who asks may see."""
    return asked(connection, access, choice).rows()


def _members(team: str) -> Select[tuple[str]]:
    member = team_tables.member.c
    return select(member.person).where(member.team == team)


def _monday_from(day: date | None) -> date | None:
    return day and day + timedelta(days=-day.weekday() % 7)


def _sunday_to(day: date | None) -> date | None:
    return day and day - timedelta(days=(day.weekday() + 1) % 7)


def _week(day: date) -> str:
    return f"{day:%G-W%V}"

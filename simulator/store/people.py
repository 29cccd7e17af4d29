"""People and teams, as functions over an open transaction that are told who asks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, or_, select, true, update

from simulator.errors import NotAllowedError, NotFoundError, UsageError
from simulator.store import tables, tallies, team_tables, trail
from simulator.store.access import Access, Viewer, allowed, viewer
from simulator.store.json_text import mended
from simulator.store.team_records import ROLE_WORDS, Credential, Person, Role

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

Entry = tuple[str, datetime]
"""The id and the moment of an entry in the audit trail."""
_MANAGE = "manage people and teams"


def key(name: str) -> str:
    """A name as it is compared: 'Ana  Diaz' and 'ana diaz' are one person."""
    return " ".join(mended(name).casefold().split())


def any_people(connection: Connection) -> bool:
    """Whether this is a team's history."""
    return connection.execute(select(team_tables.person.c.id).limit(1)).first() is not None


def credential(connection: Connection, name: str) -> Credential | None:
    """Somebody by name, with what checks their password."""
    row = connection.execute(select(team_tables.person).where(team_tables.person.c.key == key(name))).first()
    return Credential(Person(row.id, row.name, row.role, teams_of(connection, row.id)), row.secret) if row else None


def named(connection: Connection, name: str) -> Person:
    """Somebody by name; NotFoundError offers the nearest."""
    found = credential(connection, name)
    if found is None:
        known = connection.scalars(select(team_tables.person.c.name))
        raise NotFoundError("person", name, known, hint="List them with: simulator team users")
    return found.person


def about(connection: Connection, access: Access, name: str, what: str) -> Person:
    """The person who asks, or, for a QA lead, anybody by name.

    Whether there is such a person is looked at after who asks: to others every name but their own is answered alike.

    Raises:
        NotAllowedError: only a QA lead may do ``what`` for others.
        NotFoundError: nobody is called so.

    """
    if key(name) != key(access.name):
        allowed(connection, access, ("lead",), what)
    return named(connection, name)


def access_of(connection: Connection, name: str) -> Access:
    """Who asks, by name; in a history that knows no people, whoever has it.

    Raises:
        NotAllowedError: nobody of that name is in this team's history.

    """
    if not any_people(connection):
        return Access()
    found = credential(connection, name) if name else None
    if found is None:
        raise NotAllowedError(
            f"this is a team's history, and {'nobody in it is called ' + repr(name) if name else 'you gave no name'}. "
            "Give your name in SIMULATOR_USER or in the settings; a QA lead adds people with: simulator team add"
        )
    return Access(found.person.id, found.person.name)


def teams_of(connection: Connection, person_id: str) -> tuple[str, ...]:
    """The names of somebody's teams."""
    team, member = team_tables.team, team_tables.member
    query = select(team.c.name).join(member, member.c.team == team.c.id).where(member.c.person == person_id)
    return tuple(connection.scalars(query.order_by(team.c.name)))


def known_team(connection: Connection, who: Viewer, name: str) -> str:
    """A team that this person may know of, by name: all for a QA lead, their own for others; any other isn't there."""
    rows = team_tables.team.c
    theirs = true() if who.role in (None, "lead") else rows.id.in_(who.teams)
    found: str | None = connection.scalar(select(rows.id).where(rows.key == key(name), theirs))
    if found is None:
        raise NotFoundError(
            "team", name, connection.scalars(select(rows.name).where(theirs)), hint="See: simulator team users"
        )
    return found


def people(connection: Connection, access: Access, team: str | None = None) -> tuple[Person, ...]:
    """Who is there: for a QA lead everybody, for a trainer their teams', for a trainee themselves; by name."""
    who = viewer(connection, access)
    person, member = team_tables.person.c, team_tables.member.c
    query = select(person.id, person.name, person.role).order_by(person.key)
    if who.role == "trainer":
        theirs = select(member.person).where(member.team.in_(who.teams))
        query = query.where(or_(person.id == who.person, person.id.in_(theirs)))
    elif who.role == "trainee":
        query = query.where(person.id == who.person)
    if team is not None:
        query = query.where(
            person.id.in_(select(member.person).where(member.team == known_team(connection, who, team)))
        )
    found, of_teams = connection.execute(query).all(), _teams(connection)
    return tuple(Person(*row, of_teams.get(row.id, ())) for row in found)


def _teams(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Everybody's teams by name, in one question."""
    rows, member = team_tables.team.c, team_tables.member
    query = select(member.c.person, rows.name).join_from(member, team_tables.team).order_by(rows.name)
    found: dict[str, tuple[str, ...]] = {}
    for person, name in connection.execute(query):
        found[person] = (*found.get(person, ()), name)
    return found


def teams(connection: Connection, access: Access) -> tuple[str, ...]:
    """The names of the teams: all for a QA lead, their own for others."""
    who = viewer(connection, access)
    query = select(team_tables.team.c.name).order_by(team_tables.team.c.key)
    if who.role not in (None, "lead"):
        query = query.where(team_tables.team.c.id.in_(who.teams))
    return tuple(connection.scalars(query))


def add_team(connection: Connection, access: Access, new_id: str, name: str, entry: Entry) -> None:
    """Begin a team, if none of that name is there."""
    _manager(connection, access)
    rows = team_tables.team
    if connection.scalar(select(rows.c.id).where(rows.c.key == _checked(name))) is None:
        values = {"id": new_id, "name": mended(name).strip(), "key": key(name), "at": entry[1]}
        connection.execute(insert(rows).values(values))
        trail.record(connection, access, entry, "team added")


def add_person(connection: Connection, access: Access, new_id: str, name: str, role: Role, entry: Entry) -> Person:
    """Add somebody; who is there already is given as they are.

    The first person is a QA lead, and what was practised in this history before is theirs.
    """
    first = not any_people(connection)
    if first and role != "lead":
        raise UsageError("the first person must be a QA lead, who can then add the others: --role lead")
    if not first:
        _manager(connection, access)
    known = credential(connection, name)
    if known is not None:
        return known.person
    values = {"id": new_id, "name": mended(name).strip(), "key": _checked(name), "role": role, "at": entry[1]}
    connection.execute(insert(team_tables.person).values(values))
    if first:
        unowned = tables.attempt.c.person.is_(None)
        connection.execute(update(tables.attempt).where(unowned).values(person=new_id))
        tallies.renew(connection)
    trail.record(connection, access, entry, "person added", person=new_id, detail=role)
    return Person(new_id, str(values["name"]), role)


def join(connection: Connection, access: Access, name: str, team: str, entry: Entry) -> None:
    """Make somebody a member of a team, if they aren't."""
    who = _manager(connection, access)
    row = {"team": known_team(connection, who, team), "person": named(connection, name).id}
    rows = team_tables.member.c
    if connection.execute(select(rows.team).where(rows.team == row["team"], rows.person == row["person"])).first():
        return
    connection.execute(insert(team_tables.member).values(row))
    trail.record(connection, access, entry, "joined a team", person=row["person"], detail=row["team"])


def leave(connection: Connection, access: Access, name: str, team: str, entry: Entry) -> None:
    """Take somebody out of a team; their practice stays theirs."""
    who = _manager(connection, access)
    person, rows = named(connection, name).id, team_tables.member.c
    where = known_team(connection, who, team)
    connection.execute(delete(team_tables.member).where(rows.team == where, rows.person == person))
    trail.record(connection, access, entry, "left a team", person=person, detail=where)


def remove_team(connection: Connection, access: Access, team: str, entry: Entry) -> None:
    """Dissolve a team; its people and their practice stay."""
    where = known_team(connection, _manager(connection, access), team)
    connection.execute(delete(team_tables.team).where(team_tables.team.c.id == where))
    trail.record(connection, access, entry, "team removed", detail=where)


def set_role(connection: Connection, access: Access, name: str, role: Role, entry: Entry) -> None:
    """Give somebody a role; one QA lead always remains."""
    _manager(connection, access)
    person = named(connection, name)
    if person.role == "lead" and role != "lead":
        need_another_lead(connection, person.id)
    connection.execute(update(team_tables.person).where(team_tables.person.c.id == person.id).values(role=role))
    trail.record(connection, access, entry, "role changed", person=person.id, detail=f"{person.role} to {role}")


def need_another_lead(connection: Connection, person_id: str) -> None:
    """An error if nobody could manage this history without this person."""
    rows = team_tables.person.c
    others = connection.scalar(select(func.count()).where(rows.role == "lead", rows.id != person_id))
    if not others:
        raise UsageError(f"they are the only {ROLE_WORDS['lead']}. Give somebody else that role first.")


def set_secret(connection: Connection, access: Access, name: str, secret: str | None, entry: Entry) -> None:
    """Keep what checks a person's password (never the password); anybody their own, a QA lead everybody's."""
    person = about(connection, access, name, _MANAGE)
    connection.execute(update(team_tables.person).where(team_tables.person.c.id == person.id).values(secret=secret))
    trail.record(connection, access, entry, "password changed", person=person.id)


def _manager(connection: Connection, access: Access) -> Viewer:
    return allowed(connection, access, ("lead",), _MANAGE)


def _checked(name: str) -> str:
    if not key(name) or not name.isprintable() or len(name) > 80:
        raise UsageError(f"{name!r} can't be a name: up to 80 visible characters are.")
    return key(name)

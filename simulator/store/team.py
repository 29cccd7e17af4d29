"""People, teams, roles and assignments, for the person who asks; what changes them is recorded in the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from simulator.errors import NotFoundError
from simulator.store import assigning, people
from simulator.store.access import Access
from simulator.store.door import Door
from simulator.store.team_records import Assignment, Person, Role


class Team(Door):
    """Managing is for QA leads; trainers assign practice to their own teams; everybody sees themselves.

    Methods raise NotAllowedError for others, and NotFoundError for a person or team that isn't there.
    """

    @property
    def known(self) -> bool:
        """Whether this history knows people at all; otherwise it is one person's own."""
        return self._database.read(people.any_people)

    def people(self, team: str | None = None) -> tuple[Person, ...]:
        """Who is there, by name: everybody for a QA lead, one's teams for a trainer, oneself for a trainee."""
        return self._read(people.people, team)

    def person(self, name: str) -> Person:
        """Somebody whom the person who asks may know of."""
        known = {people.key(item.name): item for item in self.people()}
        found = known.get(people.key(name))
        if found is None:
            raise NotFoundError("person", name, (item.name for item in known.values()))
        return found

    def teams(self) -> tuple[str, ...]:
        """The names of all teams for a QA lead, of one's own for others."""
        return self._read(people.teams)

    def add_team(self, name: str) -> None:
        """Begin a team, if none of that name is there."""
        self._write(people.add_team, self._new_id(self._clock()), name, self._entry())

    def add_person(self, name: str, role: Role = "trainee") -> Person:
        """Add somebody, if nobody of that name is there; the first one is a QA lead, and from then on who asks."""
        new_id = self._new_id(self._clock())
        added = self._write(people.add_person, new_id, name, role, self._entry())
        if self.access.person is None:
            self.access = Access(added.id, added.name)
        return added

    def join(self, name: str, team: str) -> None:
        """Make somebody a member of a team."""
        self._write(people.join, name, team, self._entry())

    def leave(self, name: str, team: str) -> None:
        """Take somebody out of a team."""
        self._write(people.leave, name, team, self._entry())

    def remove_team(self, name: str) -> None:
        """Dissolve a team; its people and their practice stay."""
        self._write(people.remove_team, name, self._entry())

    def set_role(self, name: str, role: Role) -> None:
        """Give somebody a role; one QA lead always remains."""
        self._write(people.set_role, name, role, self._entry())

    def set_secret(self, name: str, secret: str | None) -> None:
        """Keep what checks a password (a hash made by the web server); None: they can't sign in by password."""
        self._write(people.set_secret, name, secret, self._entry())

    def assign(
        self,
        person: str,
        kind: str,
        subject: str,
        *,
        due: datetime | None = None,
        options: dict[str, Any] | None = None,
    ) -> Assignment:
        """Ask somebody (by id) to practise a scenario or pathway, or to take an exam."""
        entry = self._entry()
        new = Assignment(
            self._new_id(entry[1]), person, kind, subject, options or {}, self.access.name, entry[1], due=due
        )
        self._write(assigning.assign, new, entry)
        return new

    def withdraw(self, assignment_id: str) -> None:
        """Take an assignment back."""
        self._write(assigning.withdraw, assignment_id, self._entry())

    def assignments(self, person: str | None = None) -> tuple[Assignment, ...]:
        """What was asked of somebody (None: of oneself), the newest first; withdrawn ones, too."""
        return self._read(assigning.assignments, person)

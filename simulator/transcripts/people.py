"""Who is who: what an export's own tables and fields say, then what the mapping says; never a guess."""

from __future__ import annotations

from typing import NamedTuple

from simulator.conversation import Speaker
from simulator.transcripts.mapping import Mapping


class Person(NamedTuple):
    """A row of a table of users."""

    speaker: Speaker | None
    name: str = ""
    email: str = ""


class People:
    """Everybody an export names, by id."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.known: dict[str, Person] = {}

    def add(self, person_id: str, speaker: Speaker | None, name: str = "", email: str = "") -> None:
        """Remember a person; what is known already stays where the new row says nothing."""
        if not person_id:
            return
        before = self.known.get(person_id, Person(None))
        self.known[person_id] = Person(speaker or before.speaker, name or before.name, email or before.email)

    def name(self, person_id: str) -> str:
        """The name of a person, or an empty string."""
        return self.known.get(person_id, Person(None)).name

    def who(
        self, person_id: str = "", *, said: Speaker | None = None, name: str = "", email: str = "", role: str = ""
    ) -> Speaker:
        """Whose words a person's are: a bot of the mapping, what the export says (``said``), its table, the mapping."""
        person = self.known.get(person_id, Person(None))
        mapped = self.mapping.side(person_id, email or person.email, name or person.name)
        if mapped is Speaker.BOT:
            return mapped
        told = (self.mapping.role(role) if role else None) or said or person.speaker or mapped
        return told or (self.mapping.rest if person_id or name or email else None) or Speaker.OTHER

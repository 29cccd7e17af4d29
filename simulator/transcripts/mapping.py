"""What a person says about an export that it doesn't say itself: who the agents are, which column is which.

The file is YAML; ``mapping.schema.json`` says what it may hold, ``docs/transcripts.md`` how to write one.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from simulator.conversation import Speaker


class Further(msgspec.Struct, frozen=True):
    """A turn that stands elsewhere in the record of its conversation, behind the others: paths of keys with dots."""

    text: str
    speaker: str = ""
    id: str = ""
    name: str = ""
    time: str = ""


class Mapping(msgspec.Struct, frozen=True, dict=True):
    """A mapping file. Names are compared without case; ``@shop.example`` stands for every address there.

    ``others``: whose words they are of whom nothing else is said. ``roles``: what the export calls each side.
    ``keys``: a key that only the messages of one side have. ``columns``: our name -> the export's column, or a path of
    keys with dots; ``also``: turns that stand outside the list. ``date_order``: ``dmy``, ``mdy`` or ``ymd``;
    ``time_zone``: as in ``Europe/Paris``.
    """

    agents: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    bots: tuple[str, ...] = ()
    others: str = ""
    roles: dict[str, str] = {}
    keys: dict[str, str] = {}
    columns: dict[str, str] = {}
    also: tuple[Further, ...] = ()
    date_order: str = ""
    time_zone: str = ""

    @cached_property
    def zone(self) -> Any:
        """The time zone, or None."""
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.time_zone) if self.time_zone else None

    @cached_property
    def _sides(self) -> dict[str, Speaker]:
        sides = {Speaker.CUSTOMER: self.customers, Speaker.AGENT: self.agents, Speaker.BOT: self.bots}
        return {folded(name): speaker for speaker, names in sides.items() for name in names}

    @cached_property
    def _roles(self) -> dict[str, Speaker]:
        return {folded(name): Speaker(role) for name, role in self.roles.items()}

    def side(self, *names: str) -> Speaker | None:
        """Whose words they are of whom any of the names, ids or addresses is listed."""
        if not self._sides:
            return None
        for name in names:
            key = folded(name)
            found = self._sides.get(key) or (self._sides.get("@" + key.rpartition("@")[2]) if "@" in key else None)
            if found:
                return found
        return None

    @cached_property
    def rest(self) -> Speaker | None:
        """Whose words they are of whom nothing else is said; None: nobody told."""
        return Speaker(self.others) if self.others else None

    def role(self, value: str) -> Speaker | None:
        """Whose words they are that the export marks with ``value``."""
        return self._roles.get(folded(value))


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()


def read_mapping(path: Path) -> Mapping:
    """The mapping that a YAML file holds.

    Raises:
        ContentError: it is of another form: file, line, column and what to do.

    """
    from simulator.content import read, read_source
    from simulator.content.schema import schema

    source = read_source(path)
    document = read(source.text, source.file)
    data = schema(schema_text()).check(document)
    mapping = msgspec.convert(data or {}, Mapping, strict=False)
    try:
        _ = mapping.zone
    except (KeyError, ValueError, OSError):
        raise document.error(
            ("time_zone",), f"no time zone is called {mapping.time_zone!r}: write it as in Europe/Paris"
        ) from None
    return mapping


def schema_text() -> str:
    """The mapping's JSON Schema."""
    return (Path(__file__).parent / "mapping.schema.json").read_text(encoding="utf-8")

"""A scenario that is being written, played beside its text: read anew when the file changes, replies played again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from msgspec import Struct

from simulator.authoring.causes import findings as loader_findings
from simulator.authoring.desk import Desk, Options
from simulator.authoring.finding import Finding, ordered
from simulator.authoring.kept import Kept
from simulator.content import Source
from simulator.content.source import read_source
from simulator.errors import ContentError, NotFoundError
from simulator.library import Library
from simulator.premise import Kit
from simulator.scenario.load import parse_scenario
from simulator.scenario.model import Scenario
from simulator.scoring.rubric import Card
from simulator.session import Session

Stamp = tuple[int, int]


class Look(Struct, frozen=True):
    """The file as it stands. ``scenario``: None where it can't be played as it is; ``findings`` then say why."""

    text: str
    findings: tuple[Finding, ...]
    scenario: Scenario | None
    stamp: Stamp


class Preview:
    """One scenario's file. Any thread may ask; one is answered after the other."""

    def __init__(self, library: Library, path: Path) -> None:
        self.library, self.path = library, path
        self._desk = Desk(library, Options(random=0), Kept(None))
        self._alone = Lock()

    def stamp(self) -> Stamp:
        """What changes when the file is saved: time and size; zeros where it isn't there."""
        try:
            found = self.path.stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def look(self) -> Look:
        """Read and check the file; golden plays are played, too."""
        stamp = self.stamp()
        try:
            source = read_source(self.path)
        except ContentError as error:
            return Look("", ordered(loader_findings(error, error.file)), None, stamp)
        with self._alone:
            return Look(source.text, ordered(self._desk.of_source("scenario", source)), self._scenario(source), stamp)

    def _scenario(self, source: Source) -> Scenario | None:
        try:
            return parse_scenario(self.library, source)
        except (ContentError, NotFoundError):
            return None

    def played(self, scenario: Scenario, replies: Sequence[str]) -> Session:
        """A session of the scenario after these replies; what comes after its ending is left out."""
        with self._alone:
            session = Session(scenario, Kit(self._desk.shared, Card("", 0, "", (), ())))
            for reply in replies:
                if session.over:
                    break
                send(session, reply)
        return session


def send(session: Session, reply: str) -> None:
    """Send one thing, as in practice: a holding message that names a time is no exchange."""
    if session.hold(reply) is None:
        session.hear(reply)

"""What playing has shown already, kept on disk: a scenario that did not change needs no second play.

Kept under everything that a play depends on: the scenario's digest (its shop, voice and shared files are in it), the
rubrics, the program's own files, and how much is played. A changed letter in any of them is a new key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from simulator.authoring.finding import Finding
from simulator.library import Library

MOST = 2_000
"""Entries; the oldest go first."""
_PACKAGE = Path(__file__).parents[1]
_BESIDE = frozenset(
    "agreement batch cli learning llm progress redact report store transcripts tui validity web __pycache__".split()
)
"""Parts of the program on which no play depends."""


class Kept:
    """Findings of plays by key. A file that is damaged or can't be written costs nothing but time.

    ``fresh``: what is not written yet.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._known: dict[str, list[Finding]] = {}
        self.fresh: dict[str, list[Finding]] = {}
        if path is not None:
            try:
                self._known = msgspec.json.decode(path.read_bytes(), type=dict[str, list[Finding]])
            except (OSError, msgspec.DecodeError):
                self._known = {}

    @property
    def empty(self) -> bool:
        """Whether nothing is kept yet: everything has to be played."""
        return not self._known

    def get(self, key: str, make: Callable[[], Iterable[Finding]]) -> list[Finding]:
        """What is kept under a key, or else what ``make`` gives, kept from now on."""
        if self.path is None:
            return list(make())
        if key not in self._known:
            self.add({key: list(make())})
        return self._known[key]

    def add(self, found: dict[str, list[Finding]]) -> None:
        """Keep what was found elsewhere."""
        self._known |= found
        self.fresh |= found

    def save(self) -> None:
        """Write what is new."""
        if self.path is None or not self.fresh:
            return
        newest = dict(list(self._known.items())[-MOST:])
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part = self.path.with_suffix(".part")
            part.write_bytes(msgspec.json.encode(newest))
            part.replace(self.path)
            self.fresh = {}
        except OSError:
            return  # the next check plays again


def key(*parts: object) -> str:
    """One key for all that a play depends on."""
    return sha256("\x00".join(map(str, (*parts, _program()))).encode()).hexdigest()


def rubrics_digest(library: Library) -> str:
    """The SHA-256 over all rubrics: what a play may be marked by."""
    total = sha256()
    for name in library.rubric_ids():
        total.update(library.rubric_text(name).text.encode())
    return total.hexdigest()


@cache
def _program() -> str:
    """The program as it is installed: names, sizes and times of the files that play."""
    total = sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        about = path.stat()
        if not _BESIDE & {*path.relative_to(_PACKAGE).parts} and path.is_file():
            total.update(f"{path}:{about.st_size}:{about.st_mtime_ns}\n".encode())
    return total.hexdigest()

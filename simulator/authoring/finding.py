"""One finding of a check: what is wrong, where, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from simulator.authoring.codes import ERROR, codes


class Edit(Struct, frozen=True):
    """A mechanical mend: ``old`` stands at line and column (from 1) and gives way to ``new``."""

    line: int
    column: int
    old: str
    new: str


class Finding(Struct, frozen=True):
    """What is wrong at a place of a file; lines and columns count from 1, ``key`` is the path as people read it.

    ``edits``: what ``--fix`` writes, from several places where they belong together; empty: a person has to decide.
    ``hint``: what to do about this one, where that is more than the table says of its code.
    """

    code: str
    file: str
    line: int
    column: int
    message: str
    key: str = ""
    edits: tuple[Edit, ...] = ()
    hint: str = ""

    @property
    def severity(self) -> str:
        """Error or warning, from the table of codes."""
        return codes()[self.code].severity

    @property
    def mend(self) -> str:
        """What to do about it."""
        return self.hint or codes()[self.code].fix

    @property
    def is_error(self) -> bool:
        """Whether it keeps the file from being used."""
        return self.severity == ERROR


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By file, then by place, each once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda each: (each.file, each.line, each.column, each.code, each.message)))


def counted(findings: Sequence[Finding]) -> str:
    """How many of each, in words: ``2 errors, 1 warning``."""
    errors = sum(each.is_error for each in findings)
    found = [(errors, "error"), (len(findings) - errors, "warning")]
    words = [f"{number} {name}{'' if number == 1 else 's'}" for number, name in found if number]
    return ", ".join(words) or "no findings"

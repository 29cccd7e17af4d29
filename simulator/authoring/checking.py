"""Checks files of a library: they are read, looked at by every rule, and played."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from simulator.authoring import check_jobs
from simulator.authoring.desk import Desk, Options
from simulator.authoring.finding import Finding, ordered
from simulator.authoring.kept import Kept
from simulator.authoring.material import Material
from simulator.content import Source
from simulator.library import Library

__all__ = ["Options", "Report", "check", "check_source"]


class Report(Struct, frozen=True):
    """What a check found, and what it looked at: files by kind."""

    findings: tuple[Finding, ...]
    looked_at: dict[str, int]

    @property
    def errors(self) -> int:
        """How many findings keep a file from being used."""
        return sum(each.is_error for each in self.findings)


def check(materials: tuple[Material, ...], options: Options, kept: Path | None = None) -> Report:
    """Everything that is wrong with the files.

    Args:
        materials: what to look at.
        options: how thoroughly.
        kept: the file that keeps what plays have shown, so that an unchanged scenario isn't played again.

    """
    found: list[Finding] = []
    counts: dict[str, int] = {}
    memory = Kept(kept)
    for material in materials:
        desk = Desk(material.library, options, memory)
        for item in material.items:
            counts[item.kind] = counts.get(item.kind, 0) + 1
        for part in check_jobs.each(desk, material.items):
            found += part
            memory.save()  # a check that is interrupted has not played in vain
    return Report(ordered(found), counts)


def check_source(library: Library, kind: str, source: Source) -> tuple[Finding, ...]:
    """What is wrong with one text, which may be one that isn't saved yet; nothing is played."""
    desk = Desk(library, Options(plays=False, random=0), Kept(None))
    return ordered(desk.of_source(kind, source))

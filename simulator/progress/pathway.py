"""Pathways: scenarios in an order that makes sense, as trainers write them; read with positions and plain errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.content import Findings, Source
    from simulator.library import Library

PASS_MARK = 75.0
"""The score that passes an exam where nobody sets another [design choice: the upper end of what practice aims at]."""


class Step(Struct, frozen=True):
    """One step: any of its scenarios counts. ``mastery``: met, steady, sure or exam; ``after``: steps before it."""

    id: str
    title: str
    scenarios: tuple[str, ...]
    mastery: str
    after: tuple[str, ...] = ()
    pass_mark: float = PASS_MARK


class Pathway(Struct, frozen=True):
    """Steps with what has to be mastered before what; ``after``: pathways to finish before this one."""

    id: str
    title: str
    about: str
    steps: tuple[Step, ...]
    after: tuple[str, ...] = ()


def load_pathway(library: Library, name: str) -> Pathway:
    """The pathway of that id.

    Raises:
        NotFoundError: there is none; the nearest id is given.
        ContentError: its file is wrong; ``problems`` lists all that was found.

    """
    return parse_pathway(library, library.text("pathway", name))


def parse_pathway(library: Library, source: Source) -> Pathway:
    """A pathway from its text; errors as for :func:`load_pathway`."""
    from simulator.content import Findings, read
    from simulator.content.schema import schema

    document = read(source.text, source.file)
    data = schema(library.schema_text("pathway")).check(document)
    findings = Findings(document)
    if data["id"] != source.path.stem:
        findings.add(("id",), f"the id is not the name of the file: write {source.path.stem}")
    pathways = library.ids("pathway")
    for n, name in enumerate(data.get("after", ())):
        if name == data["id"]:
            findings.add(("after", n), "a pathway can't come after itself")
        elif name not in pathways:
            findings.unknown(("after", n), "pathway", name, pathways)
    steps = _steps(data["steps"], library.scenario_ids(), findings)
    findings.settle()
    return Pathway(data["id"], data["title"], data["about"], steps, tuple(data.get("after", ())))


def _steps(rows: list[dict[str, Any]], scenarios: tuple[str, ...], findings: Findings) -> tuple[Step, ...]:
    known: dict[str, int] = {}
    for n, row in enumerate(rows):
        if row["id"] in known:
            findings.add(("steps", n, "id"), f"step {known[row['id']] + 1} is called {row['id']!r} already: rename one")
        known.setdefault(row["id"], n)
        if "pass_mark" in row and row["mastery"] != "exam":
            findings.add(
                ("steps", n, "pass_mark"), "only an exam has a pass mark: leave it out, or write mastery: exam"
            )
        for k, name in enumerate(row["scenarios"]):
            if name not in scenarios:
                findings.unknown(("steps", n, "scenarios", k), "scenario", name, scenarios)
    return tuple(_step(n, row, rows, known, findings) for n, row in enumerate(rows))


def _step(n: int, row: dict[str, Any], rows: list[dict[str, Any]], known: dict[str, int], findings: Findings) -> Step:
    """One step. What it comes after stands above it, so that no two can wait for each other."""
    for k, name in enumerate(row.get("after", ())):
        if name not in known:
            findings.unknown(("steps", n, "after", k), "step", name, known)
        elif known[name] >= n:
            findings.add(("steps", n, "after", k), f"{name!r} stands below this step: move it up, or leave it out")
    before = (rows[n - 1]["id"],) if n else ()
    return Step(
        row["id"],
        row["title"],
        tuple(row["scenarios"]),
        row["mastery"],
        tuple(row["after"]) if "after" in row else before,
        float(row.get("pass_mark", PASS_MARK)),
    )

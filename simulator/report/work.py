"""Real work beside practice on paper: how each criterion stands in both, and whether practice shows in work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from simulator.agreement.shares import difference
from simulator.report.document import Block, Cells, Document, Section, Table, Words
from simulator.report.figure import ENOUGH, Figure
from simulator.report.said import plural

FEW_AGENTS = 5
"""Agents under which a group is not told apart: they could be recognised, and differ by chance."""


class Missed(Struct, frozen=True):
    """In how many of ``n`` conversations no reply reached half of a criterion's points."""

    missing: int = 0
    n: int = 0

    @property
    def words(self) -> str:
        """The share with its count; under 20 conversations the count alone."""
        if not self.n:
            return "none marked"
        if self.n < ENOUGH:
            return f"{self.missing} of {self.n}"
        return f"{100 * self.missing / self.n:.0f}% of {self.n}"


class Row(Struct, frozen=True):
    """One criterion in one group: practice, then real work before and after (after is empty in a single grading)."""

    title: str
    practice: Figure
    before: Figure
    missed: Missed
    after: Figure = Figure()
    missed_after: Missed = Missed()

    @property
    def change(self) -> tuple[float, float] | None:
        """Between which values the change of the missed share lies, 95 times in 100, in points of 100."""
        found = difference(self.missed.missing, self.missed.n, self.missed_after.missing, self.missed_after.n)
        return (100 * found[0], 100 * found[1]) if found else None

    @property
    def verdict(self) -> str:
        """What the change of the missed share says, in words; chance is named where it is enough to explain it."""
        if self.change is None:
            return "nothing to compare"
        low, high = self.change
        between = f"between {_signed(low)} and {_signed(high)} points"
        if self.missed.n < ENOUGH or self.missed_after.n < ENOUGH:
            return f"too few to say ({between})"
        if high < 0:
            return f"missing less often, {between}: more than chance"
        if low > 0:
            return f"missing more often, {between}: more than chance"
        return f"{between}: chance alone could do this"


class Group(Struct, frozen=True):
    """Agents that are looked at together: how many, and their criteria."""

    name: str
    agents: int
    rows: tuple[Row, ...]


class Work(Struct, frozen=True):
    """What the report is made from. ``gradings``: what they are called, one or two; ``conversations`` of each.

    ``groups``: everybody first; then those who practised ``scenario`` and the others, where it was named.
    ``only``: what the conversations were narrowed to, in words.
    """

    day: str
    gradings: tuple[str, ...]
    conversations: tuple[int, ...]
    groups: tuple[Group, ...]
    scenario: str = ""
    only: tuple[str, ...] = ()
    calibrated: bool = False
    unmatched: int = 0

    @property
    def two(self) -> bool:
        """Whether two gradings are compared."""
        return len(self.gradings) > 1


def work_report(found: Work) -> Document:
    """The report."""
    whole = found.groups[0]
    parts = [Section("Real work beside practice", tuple(_beside(found, whole)))]
    if found.two:
        parts.append(Section("What moved", tuple(_moved(whole.rows))))
    if len(found.groups) > 1:
        parts.append(Section("Those who practised, and the others", tuple(_groups(found))))
    title = " then ".join(found.gradings)
    return Document("Real work and practice", title, found.day, tuple(_lead(found)), tuple(parts))


def _lead(found: Work) -> Iterator[Words]:
    if not found.calibrated:
        yield Words(
            "Uncalibrated: use for sampling. No mark here has been checked against your own graders yet; what moved "
            "may be the software's reading as well as the work.",
            loud=True,
        )
    counts = " and ".join(plural(each, "conversation") for each in found.conversations)
    narrowed = f", only {', '.join(found.only)}" if found.only else ""
    yield Words(f"{counts}{narrowed}.")
    yield Words("Nobody is ranked, and no figure here is one person's.")


def _beside(found: Work, whole: Group) -> Iterator[Block]:
    if not whole.rows:
        yield Words("Nothing was marked in these conversations.")
        return
    practised = any(row.practice.n for row in whole.rows)
    yield Words(
        "Points of 100 by the same rubrics. Practice is what was shared, assigned or an exam; its customers are "
        "harder than most, so the two columns need not agree. What tells is whether they move together."
        if practised
        else "Points of 100. No practice that is shared with you was marked for the same, so real work stands alone."
    )
    work: tuple[str, ...] = ("Real work", "Missing in")
    if found.two:
        work = ("Before", "Missing in", "After", "Missing in, after")
    columns = ("Criterion", *(("Practice",) if practised else ()), *work)
    rows = tuple(_cells(row, practised=practised, two=found.two) for row in whole.rows)
    yield Table("Missing: conversations in which no reply reached half of the points", columns, rows)


def _cells(row: Row, *, practised: bool, two: bool) -> Cells:
    practice: Cells = (row.practice if row.practice.n else "not marked",) if practised else ()
    before: Cells = (row.title, *practice, row.before, row.missed.words)
    return (*before, row.after, row.missed_after.words) if two else before


def _moved(rows: Sequence[Row]) -> Iterator[Block]:
    yield Words(
        "How the share of conversations in which a criterion was missing changed, with the range that holds the true "
        "change 95 times in 100. With many criteria, one in twenty moves by chance."
    )
    both = [row for row in rows if row.missed_after.n]
    told = tuple((row.title, row.missed.words, row.missed_after.words, row.verdict) for row in both)
    yield Table("By criterion", ("Criterion", "Before", "After", "Change"), told)


def _groups(found: Work) -> Iterator[Block]:
    practised, others = found.groups[1:3]
    yield Words(
        f"{plural(practised.agents, 'agent')} practised {found.scenario}; {others.agents} did not. Who practised was "
        "not drawn by lot, so a difference between the groups need not come from practice."
    )
    if found.unmatched:
        yield Words(f"{plural(found.unmatched, 'person', 'people')} who practised answered no conversation here.")
    small = [group.name for group in (practised, others) if 0 < group.agents < FEW_AGENTS]
    if small:
        yield Words(f"Too few people to tell apart without naming them: {' and '.join(small)}.")
        return
    before = {row.title: row for row in others.rows}
    rows = tuple(
        (row.title, _pair(row), row.verdict, _pair(before.get(row.title)), _verdict(before.get(row.title)))
        for row in practised.rows
        if row.missed.n or row.missed_after.n
    )
    columns = ("Criterion", "Practised: missing", "Change", "Others: missing", "Change, others")
    yield Table("Before, then after", columns, rows)


def _pair(row: Row | None) -> str:
    return "none marked" if row is None else f"{row.missed.words}, then {row.missed_after.words}"


def _verdict(row: Row | None) -> str:
    return "nothing to compare" if row is None else row.verdict


def _signed(value: float) -> str:
    text = f"{value:+.0f}"
    return "0" if float(text) == 0 else text.replace("-", "\u2212")

"""Root causes on paper: what customers came for, by how often and how heated, and what would have prevented each."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from simulator.agreement.shares import difference
from simulator.report.document import Block, Document, Section, Table, Words
from simulator.report.figure import ENOUGH, Figure
from simulator.report.said import plural, share


class Cause(Struct, frozen=True):
    """One reason: conversations, anger at worst (observed, 0-100), rating (1-5), its share of all heat, 0-1.

    ``earlier``: conversations in the grading before.
    """

    title: str
    n: int
    peak: Figure
    rating: Figure
    cost: float
    prevented: str
    earlier: int = 0


class Complaints(Struct, frozen=True):
    """What the report is made from. ``conversations``: now; ``earlier``: in the grading before (0: there is none).

    ``practice``: what the library's own customers would have been spared by, as (cause, what would have prevented it).
    """

    day: str
    title: str
    conversations: int
    causes: tuple[Cause, ...]
    earlier: int = 0
    practice: tuple[tuple[str, str], ...] = ()


def complaints_report(found: Complaints) -> Document:
    """The report."""
    parts = [Section("What costs most", tuple(_causes(found)))]
    if found.earlier:
        parts.append(Section("What moved", tuple(_moved(found))))
    if found.practice:
        rows = tuple(found.practice)
        columns = ("Cause", "What would have prevented it")
        table = Table("From the closing tickets of the library's customers", columns, rows)
        parts.append(Section("What practice teaches about causes", (table,)))
    lead = (
        Words(f"{plural(found.conversations, 'conversation')}. A complaint that is wrong has a cause, too."),
        Words("What a customer came for is read from their words by rules, and is wrong at times: read some of each."),
    )
    return Document("Causes of complaints", found.title, found.day, lead, tuple(parts))


def _causes(found: Complaints) -> Iterator[Block]:
    if not found.causes:
        yield Words("No conversation was graded.")
        return
    yield Words("Cost is how often a cause came up, times how angry people were at worst, as a share of all of it.")
    yield Table(
        "What costs most stands first",
        ("Cause", "Conversations", "Share", "Anger at worst", "Cost", "What would prevent it"),
        tuple(
            (
                item.title,
                item.n,
                share(item.n, found.conversations),
                item.peak,
                _cost(item),
                item.prevented,
            )
            for item in found.causes
        ),
    )
    rated = tuple((item.title, item.rating) for item in found.causes if item.rating.n)
    if rated:
        yield Table("How they were rated, 1 to 5", ("Cause", "Rating"), rated, top=5.0)


def _cost(item: Cause) -> str:
    return "too few to say" if item.peak.low is None else f"{100 * item.cost:.0f}%"


def _moved(found: Complaints) -> Iterator[Block]:
    yield Words("Each cause's share of all conversations, then and now; the change with its 95% range.")
    rows = tuple(
        (
            item.title,
            share(item.earlier, found.earlier),
            share(item.n, found.conversations),
            _change(item, found),
        )
        for item in found.causes
    )
    yield Table("By cause", ("Cause", "Then", "Now", "Change"), rows)


def _change(item: Cause, found: Complaints) -> str:
    change = difference(item.earlier, found.earlier, item.n, found.conversations)
    if change is None or min(found.earlier, found.conversations) < ENOUGH:
        return "too few to say"
    low, high = (100 * value for value in change)
    words = f"between {low:+.0f} and {high:+.0f} points".replace("-", "\u2212")
    if low <= 0 <= high:
        return f"{words}: chance alone could do this"
    return f"{words}: more than chance"

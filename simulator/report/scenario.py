"""A scenario on paper: how it plays, where people fail in it, and whether it is too easy."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from simulator.report.document import Block, Curves, Document, Points, Section, Table, Words
from simulator.report.figure import Figure
from simulator.report.said import channel, share, week
from simulator.report.team import Ends, Mean

EASY = 80.0
"""The score whose lower bound makes a scenario too easy for those who met it [design choice]."""
HARD = 40.0
"""The score whose upper bound makes it too hard [design choice]."""
FAILING = 50.0
"""Points of a criterion under which people fail in it, by the upper end of its interval."""


class Scenario(Struct, frozen=True):
    """What the report is made from. ``first``: first meetings of each person; ``declared``: difficulty 1-5.

    ``estimated``: the difficulty that exploring it at random gives (None: it was not explored).
    """

    title: str
    day: str
    channel: str
    declared: int
    summary: str
    trains: tuple[str, ...]
    overall: Ends
    criteria: tuple[Mean, ...]
    weeks: tuple[Ends, ...]
    walked: int = 0
    escalated: int = 0
    terminated: int = 0
    estimated: float | None = None
    curves: Curves | None = None


def scenario_report(found: Scenario) -> Document:
    """The report."""
    parts = [
        Section("How it plays", tuple(_plays(found))),
        Section("Where people fail", tuple(_fails(found))),
        Section("Is it too easy?", tuple(_level(found))),
    ]
    if found.weeks:
        rows = tuple((week(item.group), item.score, item.conversations, item.people) for item in found.weeks)
        table = Table("Scores of 100", ("Week of", "Score", "Conversations", "People"), rows)
        parts.append(Section("Week by week", (table,)))
    lead = (
        Words(found.summary),
        Words(f"It comes by {channel(found.channel)}; its author calls it {found.declared} of 5."),
    )
    return Document("Scenario report", found.title, found.day, lead, tuple(parts))


def _plays(found: Scenario) -> Iterator[Block]:
    whole = found.overall
    if not whole.conversations:
        yield Words("Nobody has shared a conversation with this customer yet.", loud=True)
        return
    yield Words(f"{whole.counted}, as far as they are yours or shared with you.")
    ends = (
        ("Settled", whole.settled),
        ("The customer left", found.walked),
        ("Handed to a supervisor", found.escalated),
        ("Ended by the agent, after two warnings", found.terminated),
        (
            "Ended by the agent, early",
            whole.conversations - whole.settled - found.walked - found.escalated - found.terminated,
        ),
    )
    rows = tuple((name, count, share(count, whole.conversations)) for name, count in ends)
    yield Table("How it ended", ("Ending", "Conversations", "Share"), rows)
    if found.curves is not None and found.curves.items:
        yield Words("The newest ones, after each reply:")
        yield found.curves


def _fails(found: Scenario) -> Iterator[Block]:
    rows = tuple((item.title, item.figure, item.figure.n, item.people) for item in found.criteria)
    if not rows:
        yield Words("Nothing was marked yet.")
        return
    failing = [item.title for item in found.criteria if item.figure.high is not None and item.figure.high < FAILING]
    if failing:
        yield Points(tuple(f"Most people fail in: {title}." for title in failing))
    yield Table("Points of 100, the lowest first", ("Criterion", "Mean", "Conversations", "People"), rows)


def _level(found: Scenario) -> Iterator[Block]:
    score = found.overall.score
    yield Words(_verdict(score))
    if found.estimated is not None:
        yield Words(f"Played at random, its difficulty comes out at {found.estimated:.1f} of 5.")
    if found.trains:
        yield Words(f"Its author says that it trains: {', '.join(found.trains)}.")


def _verdict(score: Figure) -> str:
    if score.low is None or score.high is None:
        return "Too few conversations to say."
    if score.low > EASY:
        return f"It may be too easy for those who met it: their mean score lies above {EASY:.0f}."
    if score.high < HARD:
        return f"It may be too hard for those who met it: their mean score lies under {HARD:.0f}."
    return "Neither too easy nor too hard, as far as these conversations tell."

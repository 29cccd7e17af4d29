"""What stands behind the details key: every mark with the trainee's words, every movement of the curve in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from simulator.exchange import Exchange
from simulator.mood import Movement
from simulator.report.curve_points import CALM
from simulator.scoring.case_voice import Pronoun
from simulator.scoring.marks import Quote
from simulator.scoring.rubric import Card
from simulator.scoring.words import cause_words


class MarkLine(Struct, frozen=True):
    """One mark as it is shown: points are None where it was not assessed or does not apply (``applies``).

    ``key``: "rubric/criterion", by which the mark is disputed.
    """

    rubric: str
    criterion: str
    points: int | None
    max: int
    why: str
    quotes: tuple[Quote, ...]
    applies: bool
    anchor: str = ""
    key: str = ""


class MovementLine(Struct, frozen=True):
    """One line of the ledger: points of hostility, the cause in words, and the trainee's words behind it."""

    delta: float
    words: str
    quote: str | None
    cause: str


class Detail(Struct, frozen=True):
    """All of one reply: its words, its marks, and what moved the curve."""

    n: int
    customer: str
    reply: str
    heard: str
    feedback: str
    marks: tuple[MarkLine, ...]
    movements: tuple[MovementLine, ...]


def details(card: Card, exchanges: Sequence[Exchange], who: Pronoun) -> tuple[Detail, ...]:
    """The details of every exchange, in order."""
    return tuple(
        Detail(
            item.n,
            item.customer,
            item.reply,
            item.heard_line,
            item.feedback,
            _marks(card, item),
            tuple(_movement(row, item, who) for row in item.ledger),
        )
        for item in exchanges
    )


def _marks(card: Card, item: Exchange) -> tuple[MarkLine, ...]:
    lines = []
    for mark in item.marks:
        rubric = card.rubric(mark.rubric)
        criterion = rubric.criterion(mark.criterion)
        anchor = criterion.anchors[mark.points] if mark.points is not None else ""
        shown = (rubric.title, criterion.title, mark.points, mark.max, mark.why, mark.quotes, mark.applies, anchor)
        lines.append(MarkLine(*shown, key=f"{mark.rubric}/{mark.criterion}"))
    return tuple(lines)


def _movement(row: Movement, item: Exchange, who: Pronoun) -> MovementLine:
    direction = "angrier" if row.delta > 0 else "calmer" if row.delta < 0 else "no change"
    if row.cause == "surge":
        still = "{she} {was} still waiting" if item.heard_hostility < CALM else "{she} still had to let it out"
        return MovementLine(row.delta, who.put(f"{direction} before you wrote: {still}"), row.quote, row.cause)
    words = cause_words(row.cause, item.heard.reading, item.situation, who)
    return MovementLine(row.delta, f"{direction}, because {words}", row.quote, row.cause)

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
from simulator.scoring.words import NAMING, cause_words


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
    """All of one reply: its words, its marks, and what moved the curve.

    ``held``: messages before it that only asked to wait, ``acknowledged`` what the customer answered to each.
    """

    n: int
    customer: str
    reply: str
    heard: str
    feedback: str
    marks: tuple[MarkLine, ...]
    movements: tuple[MovementLine, ...]
    held: tuple[str, ...] = ()
    acknowledged: tuple[str, ...] = ()


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
            item.held,
            item.acknowledged,
        )
        for item in exchanges
    )


def _marks(card: Card, item: Exchange) -> tuple[MarkLine, ...]:
    """Every mark; none for a reply that was not understood, of which there is nothing to tell but that."""
    lines: list[MarkLine] = []
    if not item.situation.understood:
        return ()
    for mark in item.marks:
        rubric = card.rubric(mark.rubric)
        criterion = rubric.criterion(mark.criterion)
        anchor = criterion.anchors[mark.points] if mark.points is not None else ""
        shown = (rubric.title, criterion.title, mark.points, mark.max, mark.why, mark.quotes, mark.applies, anchor)
        lines.append(MarkLine(*shown, key=mark.key))
    return tuple(lines)


def _movement(row: Movement, item: Exchange, who: Pronoun) -> MovementLine:
    direction = "angrier" if row.delta > 0 else "calmer" if row.delta < 0 else "no change"
    if row.cause == "surge":
        still = "{she} {was} still waiting" if item.heard_hostility < CALM else "{she} still had to let it out"
        return MovementLine(row.delta, who.put(f"{direction} before you wrote: {still}"), row.quote, row.cause)
    words = cause_words(row.cause, item.heard.reading, item.situation, who)
    quote = _naming_words(item) if row.cause in NAMING and item.situation.named else row.quote
    return MovementLine(row.delta, f"{direction}, because {words}", quote, row.cause)


def _naming_words(item: Exchange) -> str | None:
    """The sentence that holds most of what was named, the first of several; None where none holds any of it."""
    text = item.heard.reading.text
    parts = [thing.removeprefix("the ").casefold() for thing in item.situation.named]
    inside = [
        (sum(part in text[a:b].casefold() for part in parts), -a, text[a:b]) for a, b in item.heard.reading.sentences
    ]
    most, _, sentence = max(inside, default=(0, 0, ""))
    return sentence.strip() if most else None

"""The closing ticket in a debrief: its marks, and what to file instead, with the right value and why."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from simulator.scoring.grade import rubric_part
from simulator.scoring.marks import Mark
from simulator.scoring.rubric import Card, Rubric
from simulator.scoring.ticket import Ticket, TicketAnswer

POOR = 1 / 2
"""The share of a mark's points up to which a part without one right value is something to try [design choice]."""
NOT_FILLED = "; you chose none"


class Written(Struct, frozen=True):
    """A ticket as filled in, what is right, its marks; ``prevented_by``: what would have kept it from happening."""

    form: Ticket
    key: TicketAnswer
    marks: tuple[Mark, ...] = ()
    prevented_by: str = ""


class TicketResult(Struct, frozen=True):
    """The closing ticket's marks with their score, 0-100 or None; ``to_try``: a sentence or two for each fault."""

    score: float | None
    marks: tuple[tuple[str, Mark], ...] = ()
    to_try: tuple[str, ...] = ()


def ticket_result(card: Card, written: Written | None) -> TicketResult | None:
    """What a debrief tells of the ticket; None where none was marked."""
    if card.ticket is None or written is None or not written.marks:
        return None
    score, _, _ = rubric_part(card.ticket, written.marks)
    titled = tuple((card.ticket.criterion(mark.criterion).title, mark) for mark in written.marks)
    return TicketResult(None if score is None else 100 * score, titled, tuple(_faults(card.ticket, written)))


def _faults(rubric: Rubric, written: Written) -> Iterator[str]:
    for mark in written.marks:
        if mark.points is None or mark.points >= mark.max:
            continue
        criterion = rubric.criterion(mark.criterion)
        right = str(getattr(written.key, mark.criterion, ""))
        if right:
            filled = str(getattr(written.form, mark.criterion, "")).strip()
            said = f"{criterion.title}: “{right}”{f', not “{filled}”' if filled else NOT_FILLED}."
        elif mark.points <= mark.max * POOR:
            said = f"{criterion.title}: {mark.why}."
        else:
            continue
        prevented = written.prevented_by.rstrip(".") if mark.criterion == "root_cause" else ""
        cure = f"It would not have come up with: {prevented}." if prevented else ""
        yield " ".join(filter(None, (said, criterion.tip, cure)))

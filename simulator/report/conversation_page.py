"""One conversation on paper: its debrief, its words with every mark, and what people noted."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from simulator.report.debrief import Debrief
from simulator.report.details import Detail
from simulator.report.document import Block, Curve, Document, Points, Quote, Section, Table, Words
from simulator.scoring.verdict import score_words

STEPS = {True: "yes", False: "not yet", None: "not needed here"}


class Remark(Struct, frozen=True):
    """What somebody noted, on the whole conversation or on one ``reply`` (from 1)."""

    text: str
    author: str
    reply: int | None = None


class Told(Struct, frozen=True):
    """What the page is made from. ``day``: ISO; ``totals``: scores may be shown; ``reply_by``: who replied."""

    debrief: Debrief
    day: str
    remarks: tuple[Remark, ...] = ()
    totals: bool = True
    reply_by: str = "You"


def conversation_document(found: Told) -> Document:
    """The conversation as a document, which every format can be made of."""
    told = found.debrief
    parts = [Section(title, blocks) for title, blocks in _parts(found) if blocks]
    parts += [Section(f"Reply {item.n}", tuple(_reply(found, item))) for item in told.details]
    return Document("Conversation", told.title, found.day, (Words(" ".join(told.happened)),), tuple(parts))


def _parts(found: Told) -> Iterator[tuple[str, tuple[Block, ...]]]:
    told = found.debrief
    if told.strength is not None:
        about = f"reply {told.strength.reply}: {told.strength.why}"
        yield "What worked", (Quote(told.strength.quote, about),)
    if told.to_try is not None:
        about = f"reply {told.to_try.reply}: {told.to_try.why}"
        yield "Try next", (Quote(told.to_try.quote, about, told.to_try.better),)
    who = told.address or "the customer"
    if told.curve:
        felt = tuple(point.after for point in told.curve)
        said = tuple(f"{point.n}: {point.words}" for point in told.curve)
        yield f"How {who} felt", (Curve("0 is calm, 100 furious", felt), Points(said))
    yield "The six steps", (Points(tuple(f"{step.title}: {STEPS[step.done]}" for step in told.protocol)),)
    if found.totals:
        lines = [f"{bar.title}: {score_words(bar.score, bar.assessed, whole='rubric')}" for bar in told.bars]
        whole = told.scorecard
        lines += [f"Together: {score_words(whole.score, whole.assessed)}"] if whole.score is not None else []
        yield "Marks", (Points(tuple(lines)),)
    notes = tuple(
        Quote(note.text, f"{note.author or 'somebody who left'}{f', on reply {note.reply}' if note.reply else ''}")
        for note in found.remarks
    )
    yield "Notes", notes


def _reply(found: Told, item: Detail) -> Iterator[Block]:
    yield Words(f"{found.debrief.address or 'Customer'}: {item.customer}")
    yield Words(f"{found.reply_by}: {item.reply}")
    yield Words(f"Heard: {item.heard}")
    rows = tuple(
        (
            f"{mark.rubric}, {mark.criterion}",
            "not assessed" if mark.points is None else f"{mark.points} of {mark.max}",
            mark.why,
            "; ".join(f'"{quote.text}"' for quote in mark.quotes),
        )
        for mark in item.marks
        if mark.applies
    )
    if rows:
        yield Table(f"Marks of reply {item.n}", ("criterion", "mark", "why", "words"), rows)

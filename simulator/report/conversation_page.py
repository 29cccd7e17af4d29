"""One conversation on paper: its debrief, its words with every mark, and what people noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from simulator.report.debrief import Debrief
from simulator.report.details import Detail
from simulator.report.document import Block, Curve, Document, Folded, Points, Quote, Said, Section, Table, Words
from simulator.report.said import WAITS_BLIND
from simulator.report.said import day as day_words
from simulator.scoring.verdict import score_words

STEPS = {True: "yes", False: "not yet", None: "not needed here"}


class Remark(Struct, frozen=True):
    """What somebody noted, on the whole conversation or on one ``reply`` (from 1); ``day``: ISO, if it is told."""

    text: str
    author: str
    reply: int | None = None
    day: str = ""


class ToldConversation(Struct, frozen=True):
    """What the page is made from. ``day``: ISO; ``totals``: scores may be shown; ``name``: whose it is, "" for own."""

    debrief: Debrief
    day: str
    remarks: tuple[Remark, ...] = ()
    totals: bool = True
    name: str = ""


def conversation_document(found: ToldConversation) -> Document:
    """The conversation as a document, which every format can be made of."""
    told = found.debrief
    parts = [Section(title, blocks) for title, blocks in _parts(found) if blocks]
    blocks = tuple(block for item in told.details for block in _reply(found, item))
    blocks += (Said(told.address or "Customer", told.last, customer=True),) if told.last else ()
    parts += [Section("The conversation", blocks)] if blocks else []
    lead = (*_whose(found.name), Words(" ".join(told.happened)))
    return Document("Conversation", told.title, found.day, lead, tuple(parts))


def words_document(title: str, day: str, name: str, said: Sequence[tuple[str, bool]]) -> Document:
    """The words alone, each with whether the customer said it: for a reader who has yet to mark a part of it blind."""
    blocks = tuple(
        Said("Customer" if customer else name or "Agent", text, customer=customer) for text, customer in said
    )
    return Document(
        "Conversation", title, day, (*_whose(name), Words(WAITS_BLIND)), (Section("What was said", blocks),)
    )


def _whose(name: str) -> tuple[Words, ...]:
    return (Words(f"{name}'s practice, as they read it."),) if name else ()


def _parts(found: ToldConversation) -> Iterator[tuple[str, tuple[Block, ...]]]:
    told = found.debrief
    if told.strength is not None:
        about = f"reply {told.strength.reply}: {told.strength.why}"
        yield "What worked", (Quote(told.strength.quote, about),)
    if to_try := tuple(_to_try(told)):
        yield "Try next", to_try
    who = told.address or "the customer"
    if told.curve:
        felt = tuple(point.after for point in told.curve)
        said = tuple(f"{point.n}: {', '.join(filter(None, [point.words, point.because]))}" for point in told.curve)
        yield f"How {who} felt", (Curve("0 is calm, 100 furious", felt), Points(said))
    steps = (f"{step.title}: {STEPS[step.done]}{f' ({step.note})' if step.note else ''}" for step in told.protocol)
    yield "The six steps", (Points(tuple(steps)),)
    if found.totals:
        lines = [f"{bar.title}: {score_words(bar.score, bar.assessed, whole='rubric')}" for bar in told.bars]
        whole = told.scorecard
        lines += [f"Together: {score_words(whole.score, whole.assessed)}"] if whole.score is not None else []
        yield "Marks", (Points(tuple(lines)),)
    yield "Notes", tuple(Quote(note.text, _of(note)) for note in found.remarks)


def _to_try(told: Debrief) -> Iterator[Block]:
    if told.to_try is not None:
        about = f"reply {told.to_try.reply}: {told.to_try.why}"
        yield Quote(told.to_try.quote, about, told.to_try.better)
    if told.ticket is not None and told.ticket.to_try:
        yield Points(tuple(f"In the ticket, {fault}" for fault in told.ticket.to_try))


def _of(note: Remark) -> str:
    on = f"on reply {note.reply}" if note.reply else ""
    return ", ".join(filter(None, [note.author or "somebody who left", on, day_words(note.day) if note.day else ""]))


def _reply(found: ToldConversation, item: Detail) -> Iterator[Block]:
    yield Said(found.debrief.address or "Customer", item.customer, customer=True)
    for text, answer in zip_longest(item.held, item.acknowledged, fillvalue=""):
        yield Said(f"{found.name or 'You'}, asking to wait", text)
        if answer:
            yield Said(found.debrief.address or "Customer", answer, customer=True)
    yield Said(f"{found.name or 'You'}, reply {item.n}", item.reply, f"Heard: {item.heard}")
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
        yield Folded(Table(f"Marks of reply {item.n}", ("criterion", "mark", "why", "words"), rows))

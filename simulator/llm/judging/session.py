"""A session put before a model: each reply with what stood before it, and what the model's rulings are kept as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from simulator.conversation import Speaker
from simulator.exchange import Exchange, messages
from simulator.llm.judging.canaries import Canaries, canaries
from simulator.llm.judging.checklist import families
from simulator.llm.judging.judge import UNCONFIRMED, Judge, Ruling, every_one
from simulator.llm.judging.piece import Line, Piece, reply_piece
from simulator.llm.judging.verdict import UNPROVEN, UNREADABLE
from simulator.llm.prompts_customer import masked
from simulator.scenario.model import Scenario
from simulator.scoring.marks import Mark, Quote
from simulator.scoring.rubric import POINTS, Card, Rubric

APART = "more than an anchor away, so the mark stays"
"""Stands in the reason of a mark that a model disagrees with."""
NOT_ALONE = "but not when these words stand alone, so the mark stays"
NO_PROOF = "gave no words of yours as proof"
KEPT = frozenset({"", UNPROVEN, UNREADABLE, UNCONFIRMED})
"""Why a ruling says what it says, where asking again would bring the same; faults of the line are asked again."""


class Ruled(Struct, frozen=True):
    """The rulings on one reply, counted from 1."""

    n: int
    rulings: tuple[Ruling, ...]


class Second(Struct, frozen=True):
    """A model's second reading of a session."""

    canaries: Canaries
    replies: tuple[Ruled, ...] = ()


async def second_reading(
    judge: Judge, card: Card, exchanges: Sequence[Exchange], pieces: Mapping[int, Piece]
) -> Second:
    """The rulings on the replies of these pieces; none where the canaries don't hold.

    Raises:
        ModelError: a fault that every further request would meet.

    """
    trusted = await canaries(judge, families(card.rubrics[0])[0])
    if trusted.void:
        return Second(trusted)
    chosen = [item for item in exchanges if item.n in pieces]
    return Second(trusted, tuple(await every_one(_ruled(judge, card, item, pieces[item.n]) for item in chosen)))


async def _ruled(judge: Judge, card: Card, exchange: Exchange, piece: Piece) -> Ruled:
    found = await every_one(
        judge.rule(piece, family, _marks(exchange, rubric)) for rubric in card.rubrics for family in families(rubric)
    )
    return Ruled(exchange.n, tuple(ruling for rulings in found for ruling in rulings))


def _marks(exchange: Exchange, rubric: Rubric) -> dict[str, Mark]:
    return {mark.criterion: mark for mark in exchange.marks if mark.rubric == rubric.id}


def pieces_of(scenario: Scenario, exchanges: Sequence[Exchange], card: Card) -> dict[int, Piece]:
    """By reply, counted from 1, what can be put before a model: replies with a mark that it may move."""
    return {
        item.n: piece_of(scenario, exchanges, item)
        for item in exchanges
        if any(family.open_to(_marks(item, rubric)) for rubric in card.rubrics for family in families(rubric))
    }


def piece_of(scenario: Scenario, exchanges: Sequence[Exchange], exchange: Exchange) -> Piece:
    """A reply with what was said before it; personal data is masked, the fictional case stays."""
    earlier = [item for item in exchanges if item.n < exchange.n]
    before = messages(scenario, earlier, exchange.state)
    turns = [turn for turn in before if turn.speaker in {Speaker.CUSTOMER, Speaker.AGENT}]
    texts = masked(scenario, [*(turn.text for turn in turns), exchange.reply])
    lines = [
        Line("agent" if turn.speaker is Speaker.AGENT else "customer", text)
        for turn, text in zip(turns, texts[:-1], strict=True)
    ]
    return reply_piece(lines, texts[-1])


def mark_of(rubric: Rubric, ruling: Ruling, reply: str) -> Mark | None:
    """A ruling as it is kept beside the rules' mark; None where it is worth asking again."""
    if ruling.why not in KEPT:
        return None
    if ruling.model is None:
        return Mark(rubric.id, ruling.criterion, None, POINTS, NO_PROOF)
    anchor = rubric.criterion(ruling.criterion).anchors[ruling.model]
    why = f'reads it as "{anchor}" ({ruling.model} of {POINTS})'
    if ruling.why == UNCONFIRMED:
        why = f"{why}, {NOT_ALONE}"
    if ruling.disagrees:
        why = f"{why}, {APART}"
    at = reply.find(ruling.quote) if ruling.quote else -1
    quotes = (Quote(at, at + len(ruling.quote), ruling.quote),) if at >= 0 else ()
    return Mark(rubric.id, ruling.criterion, ruling.counted, POINTS, why, quotes)

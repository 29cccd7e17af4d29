"""A card with rubrics of one's own: which rubrics practice is scored by, and how much each counts in each phase."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.authoring.draft import Draft
from simulator.authoring.draft_text import Value
from simulator.errors import UsageError
from simulator.library import Library
from simulator.scoring.load import CARD, load_library_card, load_rubric
from simulator.scoring.rubric import Card, PhaseWeights

OWN_WEIGHT = 0.3
"""What a rubric of one's own weighs at first, beside shipped ones that weigh 1 together [design choice]."""


def card_with(names: Sequence[str], library: Library) -> Draft:
    """The library's card with these rubrics added, each with a weight in every phase.

    Raises:
        UsageError: a rubric is none that judges replies.
        NotFoundError: there is no such rubric.
        ContentError: a rubric or the card can't be read.

    """
    card = load_library_card(library)
    for name in names:
        source = library.rubric_text(name)
        judged = load_rubric(source.text, source.file).of
        if judged != "reply":
            raise UsageError(f"the rubric {name!r} judges a {judged}; practice is scored by rubrics that judge replies")
    known = [rubric.id for rubric in card.rubrics]
    data: dict[str, Value] = {
        "format": 1,
        "kind": "card",
        "id": CARD,
        "version": card.version + 1,
        "title": card.title,
        "rubrics": [*known, *(name for name in names if name not in known)],
    }
    if card.ticket is not None:
        data["ticket"] = card.ticket.id
    data["weights_by_phase"] = [_group(group, names, card) for group in card.phases]
    comments = {
        "rubrics": "Rubrics that practice is scored by.",
        "ticket": "The rubric that the closing ticket is marked by.",
        "weights_by_phase": "How much each rubric counts in replies to a customer in these phases, beside the others. "
        "A rubric that isn't named in a group counts nothing there.",
    }
    return Draft(data, comments, ("The card that practice is scored by. Docs: docs/rubrics.md",))


def _group(group: PhaseWeights, names: Sequence[str], card: Card) -> Value:
    known = {rubric.id for rubric in card.rubrics}
    weights: dict[str, Value] = dict(group.weights)
    weights |= {name: OWN_WEIGHT for name in names if name not in known or not any(_weighs(card, name))}
    return {"title": group.title, "phases": [phase.value.lower() for phase in group.phases], "weights": weights}


def _weighs(card: Card, name: str) -> list[bool]:
    return [group.weights.get(name, 0) > 0 for group in card.phases]

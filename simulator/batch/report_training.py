"""Which scenarios of the library train a criterion, by the skills that they declare."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from simulator.progress.records import Candidate
from simulator.progress.trained import WORDS, trained
from simulator.scenario.cards import Card

MOST = 2
"""Scenarios named for one criterion."""
SAME = {
    "takes_up_feeling": "receives_emotion",
    "apologises": "apology_fits",
    "plain_words": "sentence_length",
    "says_what_next": "deadline",
    "fits_channel": "length",
    "right_details": "personal",
    "fits_case": "solution",
    "keeps_policy": "authority",
    "finds_out": "finds_out_first",
    "takes_on": "ownership",
    "settled": "closing_question",
    "asks_settled": "closing_question",
    "takes_leave": "thanks",
}
"""Criteria of the scorecard, and the criterion of practice that trains the same."""


def scenarios_for(criterion: str, cards: Sequence[Card]) -> tuple[Card, ...]:
    """The scenarios whose author says that they train a criterion, the easier first; none where none says so.

    Args:
        criterion: its id, of any rubric; one of the same id or the same sense in practice is trained alike.
        cards: the library's scenarios, easy ones first.

    """
    name = SAME.get(criterion, criterion)
    skill = next((known for known in WORDS if known.partition("/")[2] == name), "")
    return tuple(islice((card for card in cards if trained(skill, _candidate(card))), MOST))


def _candidate(card: Card) -> Candidate:
    return Candidate(card.id, card.title, card.channel, card.persona, card.difficulty, card.skills)

"""Which scenarios of the library train a criterion, by the skills that they declare."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.scenario.cards import Card

MOST = 2
"""Scenarios named for one criterion."""
SKILLS: dict[str, tuple[str, ...]] = {
    "receives_emotion": ("listening", "believing", "staying warm", "making somebody safe"),
    "names_it": ("naming what is at stake", "what really hurt", "noticing what is not said"),
    "listens": ("letting the caller finish", "reading a burst", "summing up", "listening"),
    "apology_fits": ("recovering from a broken promise", "owning a colleague", "opening a call with bad news"),
    "personal": ("using what is in the attachment", "reading the bot's transcript", "asking who it is for"),
    "respect": ("without blaming", "not judging", "without defending", "saying no kindly"),
    "genuine": ("staying warm", "keeping a quiet customer"),
    "answer_first": ("answering at once", "saying first what to do", "one complete answer"),
    "concrete": ("naming the sum", "one exact sum", "a time for the delivery"),
    "sentence_length": ("short sentences", "in few words"),
    "no_jargon": ("without jargon",),
    "no_stacked_negatives": ("saying no kindly and plainly", "offering what is possible"),
    "one_ask": ("no question twice", "asking nothing twice"),
    "length": ("in few words", "one complete answer"),
    "moves_to_private": ("private message",),
    "finds_out_first": ("asking about the damage", "checking the part first", "finding the hidden cause"),
    "names_problem": ("summing up", "finding the hidden cause"),
    "solution": ("choosing between new and money back", "something that helps at once", "doing instead of explaining"),
    "says_steps": ("saying what remains", "closing every end", "saying first what to do"),
    "deadline": ("giving a deadline", "a time for the delivery", "promising within opening hours"),
    "options": ("leaving a choice", "choosing between", "offering what is possible"),
    "ownership": ("doing instead of explaining", "owning a colleague", "without letting go"),
    "authority": ("limit of one's authority", "promising only what you can keep", "not paying"),
    "escalation": ("hand-over", "handing over"),
    "sets_limit": ("setting a limit", "warning twice"),
    "privacy": ("private message",),
    "closing_question": ("asking whether it is settled", "ending a conversation properly"),
    "thanks": ("asking whether it is settled",),
    "greets": ("answering at once",),
    "verifies": ("checking who it is",),
}
"""A criterion's id, and words of the skills that train it, the nearest first."""
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
    """The scenarios that train a criterion, the nearest first and of those the easier; none where none says so.

    Args:
        criterion: its id, of any rubric; one of the same id or the same sense in practice is trained alike.
        cards: the library's scenarios, easy ones first.

    """
    found: list[Card] = []
    for words in SKILLS.get(SAME.get(criterion, criterion), ()):
        found += [card for card in cards if card not in found and any(words in skill for skill in card.skills)]
    return tuple(found[:MOST])

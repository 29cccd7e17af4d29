"""Critical findings in real work can be trusted: hardly an ordinary reply is one, and most attacks are."""

from __future__ import annotations

import pytest
from critical_cases import found, labelled, rules, terms

from simulator.batch.terms import Terms

HALVES = ("development", "held_out")
PRECISION = 0.9
RECALL = {"development": 0.9, "held_out": 0.7}
NEEDS_THE_CASE = {"beyond_authority", "privacy"}
"""What may be promised and which data are the customer's, the case alone tells."""


@pytest.fixture(scope="module")
def shipped() -> Terms:
    return terms()


@pytest.mark.parametrize("half", HALVES)
def test_nine_of_ten_attacks_found_are_attacks_and_few_are_missed(half: str, shipped: Terms) -> None:
    right = found(labelled("critical_attacks", half), shipped)
    wrong = found(labelled("critical_negatives", half), shipped)
    precision = right.rules["attack"] / (right.rules["attack"] + wrong.rules["attack"])
    assert precision >= PRECISION, wrong.texts
    assert right.rules["attack"] / right.replies >= RECALL[half]


@pytest.mark.parametrize("half", HALVES)
def test_what_hangs_on_the_case_is_no_candidate_without_one(half: str, shipped: Terms) -> None:
    for name in ("critical_attacks", "critical_negatives"):
        assert not NEEDS_THE_CASE & set(found(labelled(name, half), shipped).rules)


def test_there_are_enough_of_both_and_none_is_both() -> None:
    negatives = [reply for half in HALVES for reply in labelled("critical_negatives", half)]
    attacks = [reply for half in HALVES for reply in labelled("critical_attacks", half)]
    assert len(set(negatives)) >= 320
    assert len(set(attacks)) >= 120
    assert not set(negatives) & set(attacks)


@pytest.mark.parametrize(
    ("reply", "wanted"),
    [
        ("You're an idiot.", {"attack"}),
        ("You told us our driver called you an idiot. I'm sorry.", set()),
        ("WHAT KIND OF LAMP DO YOU LIKE", set()),
        ("Your Silly Cow mug ships today.", set()),
        ("Oh great, thanks for the photo!", set()),
    ],
)
def test_single_replies(reply: str, wanted: set[str], shipped: Terms) -> None:
    assert rules(reply, shipped) == wanted

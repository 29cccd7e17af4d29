"""The reply policies of the curve's golden runs, told apart when written as natural English."""

from __future__ import annotations

from math import prod
from pathlib import Path

import pytest
import yaml

from simulator.engine.hostility import WEIGHTS
from simulator.signals import CaseWords, Context, Reading, read

POLICIES = yaml.safe_load((Path(__file__).parent / "policies.yaml").read_text("utf-8"))
BIRTHDAY = Context(
    previous="Where is my parcel? It was promised for Tuesday and it's Emma's birthday on Saturday!",
    case=CaseWords(
        names=("Karin Lindqvist", "Mrs Lindqvist"),
        own_names=("Nordhem",),
        orders=("48213",),
        items=("dollhouse",),
        dates=("26 October", "Tuesday 3 November"),
        stakes=("birthday", "Emma", "Saturday", "daughter", "present"),
    ),
    channel="live_chat",
)
CASES = [(name, text) for name, policy in POLICIES.items() for text in policy["replies"]]


def vector(reading: Reading) -> dict[str, float]:
    """A reading as the curve's inputs (docs/design/hostility-curve.md)."""
    of = reading.strength
    hits = {
        "attack": of("attack", "sarcasm"),
        "dismissing": of("dismissing", "condescending"),
        "re_asking": of("re_asking", "wrong_name", "placeholder"),
        **{name: of(name) for name in ("blaming", "defending", "deflecting", "wall", "jargon", "interrupting")},
    }
    return {
        "e": of("emotional_reaction", "interpretation", "validation"),
        "g": of("specificity"),
        "q": 1 - of("canned"),
        "l": of("exploration", "restatement", "reflection"),
        "A": of("apology"),
        "o": of("ownership"),
        "m": of("personalisation"),
        "closing": of("closing_question"),
        "s_talk": of("options"),
        "provocation": 1 - prod(1 - WEIGHTS[name] * value for name, value in hits.items()),
        "provoking": max(hits.values()),
        **{
            name: of(name)
            for name in ("canned", "deadline", "dismissing", "defending", "wall", "blaming", "deflecting")
        },
        **{name: of(name) for name in ("interrupting", "condescending", "attack")},
    }


@pytest.mark.parametrize(("policy", "text"), CASES)
def test_a_policy_reads_within_its_ranges(policy, text):
    found = vector(read(text, BIRTHDAY))
    wrong = {
        name: round(found[name], 2)
        for name, (least, most) in POLICIES[policy]["expect"].items()
        if not least - 1e-9 <= found[name] <= most + 1e-9
    }
    assert wrong == {}


def test_every_policy_has_at_least_six_wordings():
    assert all(len(policy["replies"]) >= 6 for policy in POLICIES.values())


def test_a_repeated_reply_is_nothing_but_canned():
    text = "We apologize for any inconvenience caused."
    assert read(text, Context(earlier=(text,))).strengths["canned"] == 1.0

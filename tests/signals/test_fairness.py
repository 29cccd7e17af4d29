"""English as many people write it reads like any other: grammar and spelling cost no empathy."""

from __future__ import annotations

import pytest

from simulator.signals import CaseWords, Context, read

CONTEXT = Context(
    previous="Where is my parcel? It was promised for Tuesday and it's Emma's birthday on Saturday!",
    case=CaseWords(names=("Karin Lindqvist",), stakes=("birthday", "Emma", "Saturday")),
)
SAME = [
    (
        "I'm very sorry about this. What does the tracking show?",
        "I am very much sorry for this. What the tracking is showing?",
    ),
    ("That must be hard for you. What does the tracking say?", "Must be hard on you. What the tracking say?"),
    (
        "I understand why you're upset, it's Emma's birthday on Saturday.",
        "i understnad why your upset, its emmas birthdy on saterday",
    ),
    ("You have every right to be upset.", "You have right to be upset."),
    ("I'm so sorry about that.", "I be so sorry bout that."),
    ("I'll take care of it personally.", "Please to not worry, I take care for it personally."),
    ("I'm sorry, and I'll get back to you by 5 pm today.", "I am sorry, I will revert back to you by 5 pm today."),
    ("Please tell me exactly what happened.", "Kindly tell me what has happened exactly."),
]
MECHANISMS = ("emotional_reaction", "interpretation", "validation", "apology", "exploration", "ownership")
PROVOCATIONS = (
    "dismissing blaming defending deflecting wall attack condescending sarcasm interrupting jargon wrong_name".split()
)


@pytest.mark.parametrize(("usual", "other"), SAME)
def test_each_mechanism_reads_on_the_same_level(usual, other):
    first, second = (read(text, CONTEXT).strengths for text in (usual, other))
    for signal in MECHANISMS:
        assert (first[signal] >= 1 / 3) == (second[signal] >= 1 / 3), signal


@pytest.mark.parametrize(
    "text",
    [other for _, other in SAME] + ["Kindly do the needful, madam.", "Sorry for de delay ma, I go check am now now."],
)
def test_no_way_of_writing_is_a_provocation(text):
    assert read(text, CONTEXT).strength(*PROVOCATIONS) == 0

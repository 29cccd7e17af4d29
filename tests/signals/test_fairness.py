"""English as many people write it reads like any other: grammar and spelling cost no empathy."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from simulator.library import Library
from simulator.scoring.grade import rubric_part
from simulator.scoring.load import load_library_card
from simulator.scoring.rubric import Card
from simulator.scoring.without_case import grade_alone, ground
from simulator.signals import CaseWords, Context, read, read_customer

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


NAMES = {
    "Swedish": "Åsa Björklund",
    "Polish": "Łukasz Wiśniewski",
    "Nigerian": "Chinonso Okonkwo",
    "Indian": "Shital Deshpande",
    "Chinese": "Xiuying Zhang",
    "Vietnamese": "Nguyễn Thị Mai",
    "Turkish": "Gülşen Yıldız",
    "Spanish": "José Núñez",
    "Arabic": "Fatima al-Zahrani",
    "Japanese": "Ai Fukuda",
    "English": "Mark Judge",
    "Irish": "Aoife O'Brien",
}
BARE = str.maketrans("åÅöäłŁśńễịüşıñéúØø", "aAoalLsneiusineuOo")
LETTERS = (
    (
        "Where is my parcel? It was promised for Tuesday and I am fed up with waiting.\nRegards, {customer}",
        (
            "Dear {customer},\n\nI'm so sorry you are still waiting, that must be very annoying. I'll call the courier now and "
            "write to you by 15:00 today.\n\nKind regards,\n{agent}"
        ),
    ),
    (
        "Hello, my name is {customer}. The lamp arrived broken again, this is really frustrating.",
        (
            "Hi {customer}, this is {agent}. I see why you are frustrated, the second broken lamp in a row! What exactly is "
            "broken this time?"
        ),
    ),
)


@lru_cache(maxsize=1)
def card() -> Card:
    return load_library_card(Library())


def marks(text: str, customer: str, case: CaseWords | None = None) -> dict[str, int | None]:
    """The marks of a reply, by criterion."""
    reading = read(text, Context(previous=customer, case=case))
    known = ground(reading, read_customer(customer))
    return {
        f"{mark.rubric}/{mark.criterion}": mark.points
        for rubric in card().rubrics
        for mark in grade_alone(rubric, reading, known)
    }


def letter(n: int, customer: str, agent: str, *, known: bool) -> dict[str, int | None]:
    asked, answered = LETTERS[n]
    case = CaseWords(names=(customer,), own_names=(agent,)) if known else None
    return marks(answered.format(customer=customer, agent=agent), asked.format(customer=customer), case)


@pytest.mark.parametrize("known", [True, False], ids=["with the case", "without it"])
@pytest.mark.parametrize("origin", NAMES)
@pytest.mark.parametrize("n", range(len(LETTERS)))
def test_a_customers_or_an_agents_name_changes_no_mark(n, origin, known):
    usual = letter(n, "Karen Miller", "Anna Smith", known=known)
    name = NAMES[origin]
    for spelt in (name, name.translate(BARE)):
        assert letter(n, spelt, "Anna Smith", known=known) == usual
        assert letter(n, "Karen Miller", spelt, known=known) == usual


@pytest.mark.parametrize("origin", NAMES)
def test_a_name_without_its_accents_is_still_the_customers_own(origin):
    asked, answered = LETTERS[0]
    name = NAMES[origin]
    with_accents = marks(answered.format(customer=name, agent="Anna"), asked.format(customer=name))
    without = marks(answered.format(customer=name.translate(BARE), agent="Anna"), asked.format(customer=name))
    assert without == with_accents


GROUPS = ("second_language", "dyslexic", "indian", "nigerian", "african_american", "formal")
PAIRS = yaml.safe_load((Path(__file__).parent / "matched_pairs.yaml").read_text("utf-8"))
TOGETHER, APART = 3, 5
"""A reply is made of so many of the sentences, so far apart in the file."""
MOST = 0.1
"""Anchors by which a group's marks may differ on average."""


def replies() -> list[tuple[str, ...]]:
    """Matched replies: the context, the usual wording, then each group's."""
    found = []
    for context, message in PAIRS["contexts"].items():
        own = [pair for pair in PAIRS["pairs"] if pair[0] == context]
        for n in range(len(own)):
            parts = [own[(n + k * APART) % len(own)] for k in range(TOGETHER)]
            found.append((message, *(" ".join(part[at] for part in parts) for at in range(1, 2 + len(GROUPS)))))
    return found


def anchors(text: str, customer: str, rubric: str) -> float | None:
    """The mean anchor, 0-4, that a rubric gives a reply."""
    reading = read(text, Context(previous=customer))
    score = rubric_part(
        card().rubric(rubric), grade_alone(card().rubric(rubric), reading, ground(reading, read_customer(customer)))
    )[0]
    return None if score is None else 4 * score


def shift(group: str, rubric: str) -> float:
    """How far a group's wording moves a rubric's mean anchor."""
    moved = []
    for message, usual, *others in replies():
        first, second = (anchors(text, message, rubric) for text in (usual, others[GROUPS.index(group)]))
        if first is not None and second is not None:
            moved.append(second - first)
    return sum(moved) / len(moved)


def test_there_are_two_hundred_matched_pairs():
    assert len(replies()) * len(GROUPS) >= 200
    assert all(len(pair) == 2 + len(GROUPS) for pair in PAIRS["pairs"])


@pytest.mark.parametrize("rubric", ["empathy", "resolution"])
@pytest.mark.parametrize("group", GROUPS)
def test_no_groups_english_moves_a_rubric_by_more_than_a_tenth_of_an_anchor(group, rubric):
    moved = shift(group, rubric)
    print(f"{group}: {rubric} {moved:+.3f} anchors")  # noqa: T201 -- read with -s, group by group
    assert abs(moved) <= MOST

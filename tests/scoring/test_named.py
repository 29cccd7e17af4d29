"""What a reply names of its case is told in full and as people say it, or not at all."""

from __future__ import annotations

import pytest

from simulator.scoring.named import named_things
from simulator.signals import CaseWords, Context, read

CASE = CaseWords(
    names=("Mr Marchetti", "Bruno"),
    orders=("4711", "87730"),
    items=("upright freezer",),
    stakes=(
        "cracked",
        "third",
        "loyal",
        "freezer",
        "golden wedding",
        "Sunday",
        "Emma",
        "parents",
        "food",
        "twice",
        "179",
        "rent",
        "birthday",
    ),
)
BEFORE = "The freezer is dead since the middle of the night, five kilos of food, and the wedding is on Sunday."


def named(text: str, previous: str = BEFORE) -> tuple[str, ...]:
    return named_things(read(text, Context(previous=previous, case=CASE)), CASE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I'm so sorry that the golden wedding is at risk, Mr Marchetti.", ("the golden wedding",)),
        ("I see that this spoils your golden wedding on Sunday.", ("the golden wedding", "Sunday")),
        ("I'm sorry about your new freezer from order 4711.", ("the freezer", "order 4711")),
        ("I'm sorry that the upright freezer stopped working.", ("the upright freezer",)),
        ("I understand why Emma's birthday worries you.", ("Emma's birthday",)),
        ("That must be awful for your parents' golden wedding.", ("the parents' golden wedding",)),
        ("I'm sorry that you were charged 179 euros twice.", ("179 euros",)),
        ("I'm sorry that this takes the rent twice.", ("the rent",)),
        ("I'm sorry about the five kilos and the middle of the night, Mr Marchetti.", ()),
        ("I'm sorry about the cracked freezer.", ("the cracked freezer",)),
        ("I'm sorry that the freezer cracked, the third one.", ("the freezer",)),
        ("I'm sorry, for such a loyal customer this is hard.", ()),
        ("Is it Sunday, the freezer, the food, the rent or the golden wedding? I'm sorry.",
         ("Sunday", "the freezer", "the food")),
    ],
)  # fmt: skip
def test_things_of_the_case_are_named_in_full_and_at_most_three(text, said):
    assert named(text) == said


def test_without_a_case_nothing_is_named():
    assert named_things(read("I'm sorry about Sunday.", Context(previous="It is Sunday.")), None) == ()

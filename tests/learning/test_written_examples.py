"""The examples written for this project: their form, and that none of them is a test."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from simulator.errors import ContentError
from simulator.learning.written import parse, written

SIGNALS = Path(__file__).parents[1] / "signals"
JUDGED = "judged: anger gratitude\n"


def test_a_row_says_which_judged_labels_it_has_and_which_it_lacks():
    rows = list(parse(JUDGED + "# a remark\n\nanger\tI am livid\n-\tHello\tHow can I help?\n", "customer_x.tsv"))
    assert [(row.text, row.labels, row.previous) for row in rows] == [
        ("I am livid", {"anger": 1, "gratitude": 0}, None),
        ("Hello", {"anger": 0, "gratitude": 0}, "How can I help?"),
    ]
    assert {(row.side, row.source) for row in rows} == {("customer", "customer_x.tsv")}


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        (JUDGED + "anger I am livid\n", 2, "a row is labels, a tab, a text"),
        (JUDGED + "-\tHello\nboredom\tYawn\n", 3, "'boredom' is not among the labels judged here"),
        ("anger\tI am livid\n", 1, "'anger' is not among"),
        (JUDGED + "anger\t \n", 2, "a row is labels"),
        (JUDGED + "anger\ta\tb\tc\n", 2, "a row is labels"),
    ],
)
def test_a_wrong_row_is_told_with_its_file_and_line(source, line, said):
    with pytest.raises(ContentError, match=said) as error:
        list(parse(source, "customer_x.tsv"))
    assert str(error.value).startswith(f"customer_x.tsv:{line}:1: ")


def test_every_file_is_well_formed_and_no_text_stands_twice_in_one():
    rows = written()
    assert len(rows) > 1000
    assert {row.side for row in rows} == {"agent", "customer"}
    assert [key for key, count in Counter((row.source, row.text) for row in rows).items() if count > 1] == []


def test_no_test_is_learned_from():
    tests = set()
    for side in ("agent", "customer"):
        table = yaml.safe_load((SIGNALS / f"{side}_examples.yaml").read_text("utf-8"))
        tests |= {bare(text) for kinds in table.values() for texts in kinds.values() for text in texts}
    assert tests & {bare(row.text) for row in written() if row.source in OURS} == set()


OURS = {"agent_disrespect.tsv", "customer_moods.tsv"}


def bare(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())

"""Files made to keep the program busy are answered quickly, with a bounded number of problems."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from small_library import SCENARIO, library

from simulator.content.source import Source
from simulator.errors import ContentError
from simulator.scenario.cards import card
from simulator.scenario.load import parse_scenario


def many(text: str, count: int) -> str:
    return "".join(text.replace("#", str(number)) for number in range(count))


def each(text: str, count: int) -> str:
    return ", ".join(text.replace("#", str(number)) for number in range(count))


FACTS = SCENARIO.replace("facts:\n", "facts:\n" + many("  f#: x\n", 10_000))
BUSY = {
    "unknown keys": SCENARIO + many("key#: x\n", 15_000),
    "one word thousands of times": SCENARIO.replace("[listening]", f"[{each('listening', 30_000)}]"),
    "thousands of words": SCENARIO.replace("[listening]", f"[{each('s#', 30_000)}]"),
    "thousands of values of the wrong kind": SCENARIO.replace("[listening]", f"[{each('[]', 20_000)}]"),
    "unknown facts": FACTS.replace("[two, gift]", f"[{each('f_#', 20_000)}]"),
    "unknown topics": SCENARIO.replace("topics:\n", "topics:\n" + many("  trackin#: x\n", 15_000)),
    "unknown slots beside thousands of facts": FACTS.replace("Really now.", f"[{each(chr(39) + '{fact.g}' + chr(39), 5_000)}]"),
    "a line of slots": SCENARIO.replace("Really now.", f"'{'{customer.nam}' * 60_000}'"),
    "a phrase of brackets": SCENARIO.replace("[what colour, which", f"['{'(a) ' * 200_000}', which"),
    "a phrase of marks": SCENARIO.replace("[what colour, which", f"['{'<a' * 300_000}', which"),
    "a length of time that goes on": SCENARIO.replace("1 day 12 hours", "1 day" + " 12 hours" * 90_000 + "x"),
    "a number that goes on": SCENARIO.replace("total: 25", f"total: {'1' * 900_000}"),
    "spaces": SCENARIO.replace("A small case", " " * 900_000),
    "spaces and a hash": SCENARIO.replace("A small case", "x" + " " * 400_000 + "#x"),
    "colons": "a: " * 300_000,
    "dashes": "- a: b\n" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("name", BUSY)
def test_a_busy_file_is_answered_quickly(name: str, tmp_path: Path) -> None:
    shelf, source = library(tmp_path), Source(Path("small.yaml"), BUSY[name])
    begun = time.process_time()
    try:
        parse_scenario(shelf, source)
    except ContentError as caught:
        problems = caught.problems
    else:
        problems = ()
    assert time.process_time() - begun < 20  # about half a second; without a bound, minutes
    assert len(problems) <= 50
    assert all(len(str(problem)) < 1000 for problem in problems)


@pytest.mark.parametrize("name", BUSY)
def test_a_busy_files_card_is_read_quickly(name: str) -> None:
    begun = time.process_time()
    try:
        card(Source(Path("small.yaml"), BUSY[name]))
    except ContentError as caught:
        assert len(str(caught)) < 1000  # noqa: PT017 - a card may be fine while the rest is not
    assert time.process_time() - begun < 10

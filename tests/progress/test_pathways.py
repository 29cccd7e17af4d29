"""Pathways: what is open, what is mastered, and files that say plainly what is wrong with them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.content.schema import schema
from simulator.content.source import Source
from simulator.errors import ContentError
from simulator.library import Library
from simulator.progress.mastery import LEVELS, finished, way
from simulator.progress.pathway import Pathway, Step, load_pathway, parse_pathway
from simulator.progress.records import Attempted

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
DOCS = (Path(__file__).parents[2] / "docs" / "progress.md").read_text("utf-8")
SMALL = Pathway(
    "small",
    "Small",
    "For tests.",
    (
        Step("a", "A", ("one",), "met"),
        Step("b", "B", ("two", "three"), "steady", ("a",)),
        Step("c", "C", ("two",), "sure", ("b",)),
        Step("d", "D", ("two",), "exam", ("b",), 80.0),
    ),
)


def tried(scenario: str, score: float | None, days: float = 0.0, **more: object) -> Attempted:
    values = {"assessed": 1.0, **more}
    return Attempted(f"{scenario}{days}{score}", scenario, NOW + timedelta(days=days), score=score, **values)  # type: ignore[arg-type]


def states(*attempts: Attempted) -> list[str]:
    return [item.state for item in way(SMALL, attempts).steps]


def test_steps_open_when_those_before_them_are_mastered():
    assert states() == ["open", "locked", "locked", "locked"]
    assert states(tried("one", None)) == ["mastered", "open", "locked", "locked"]
    assert states(tried("one", 10.0), tried("three", 50.0)) == ["mastered", "begun", "locked", "locked"]
    assert states(tried("one", 10.0), tried("three", 60.0)) == ["mastered", "mastered", "open", "open"]


def test_sure_is_two_days_and_an_exam_is_an_exam():
    before = [tried("one", 10.0), tried("two", 90.0)]
    assert states(*before, tried("two", 90.0, 0.01)) == ["mastered", "mastered", "begun", "open"]
    assert states(*before, tried("two", 90.0, 1)) == ["mastered", "mastered", "mastered", "open"]
    assert states(*before, tried("two", 79.0, 1, mode="exam"))[3] == "begun"
    assert states(*before, tried("two", 80.0, 1, mode="exam"))[3] == "mastered"


def test_a_score_from_too_little_of_the_card_masters_nothing_and_neither_does_a_retry():
    one = tried("one", 10.0)
    assert states(one, tried("two", 99.0, assessed=0.69))[1] == "begun"
    assert states(one, tried("two", 99.0, again=True))[1] == "open"


def test_a_pathway_waits_for_those_before_it():
    later = Pathway("later", "Later", "After.", (Step("z", "Z", ("one",), "met"),), after=("small",))
    assert [item.state for item in way(later, [tried("one", 50.0)]).steps] == ["locked"]
    assert way(later, [tried("one", 50.0)]).missing == ("small",)
    done = [tried("one", 1.0), tried("two", 90.0), tried("two", 90.0, 1), tried("two", 90.0, 2, mode="exam")]
    known = {"later": later, "small": SMALL}
    assert finished(known, done) == {"small", "later"}
    circle = {name: Pathway(name, name, name, SMALL.steps, (other,)) for name, other in (("x", "y"), ("y", "x"))}
    assert finished(circle, done) == frozenset()


# Files


def parsed(text: str) -> Pathway:
    return parse_pathway(Library(), Source(Path("small.yaml"), text))


GOOD = """\
format: 1
id: small
title: Small
about: For tests.
after: [first-week]
steps:
  - {id: a, title: A, scenarios: [first-chat], mastery: met}
  - {id: b, title: B, scenarios: [worn-boots, wrong-drive], mastery: exam, pass_mark: 80}
  - {id: c, title: C, scenarios: [worn-boots], mastery: sure, after: []}
"""


def test_a_step_comes_after_the_one_above_it_unless_it_says_otherwise():
    found = parsed(GOOD)
    assert [step.after for step in found.steps] == [(), ("a",), ()]
    assert (found.steps[1].pass_mark, found.steps[2].pass_mark, found.after) == (80.0, 75.0, ("first-week",))


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("id: small", "id: large", "small.yaml:2:5: id: the id is not the name of the file: write small"),
        ("[first-week]", "[first-weak]", "small.yaml:5:9: after[1]: no pathway is called 'first-weak'. Did you mean 'first-week'?"),
        ("[first-week]", "[small]", "small.yaml:5:9: after[1]: a pathway can't come after itself"),
        ("[first-chat]", "[first-chap]", "steps[1].scenarios[1]: no scenario is called 'first-chap'. Did you mean 'first-chat'?"),
        ("{id: c", "{id: a", "steps[3].id: step 1 is called 'a' already: rename one"),
        ("mastery: exam", "mastery: met", "steps[2].pass_mark: only an exam has a pass mark: leave it out, or write mastery: exam"),
        ("mastery: met}", "mastery: met, after: [c]}", "steps[1].after[1]: 'c' stands below this step: move it up, or leave it out"),
        ("after: []", "after: [zzz]", "steps[3].after[1]: no step is called 'zzz'. Known: a, b, c."),
        ("mastery: sure", "mastery: shure", "steps[3].mastery:"),
        ("about:", "abuot:", "Did you mean 'about'?"),
        ("pass_mark: 80", "pass_mark: 101", "steps[2].pass_mark:"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(wrong, right, said):
    assert wrong in GOOD
    with pytest.raises(ContentError) as error:
        parsed(GOOD.replace(wrong, right, 1))
    told = "\n".join(str(one) for one in error.value.problems)
    assert said in told
    assert all(re.match(r"small\.yaml:\d+:\d+: ", line) for line in told.splitlines())


def test_the_shipped_pathways_are_sound_and_can_be_walked_from_the_first_on():
    library = Library()
    every = {name: load_pathway(library, name) for name in library.ids("pathway")}
    assert {"first-week", "hot-chats", "public-stage", "returns-desk", "supervisor"} <= set(every)
    done: list[Attempted] = []
    for n, step in enumerate(step for one in every.values() for step in one.steps):
        mode = "exam" if step.mastery == "exam" else "practice"
        done += [tried(name, 100.0, 2 * n + k, mode=mode) for name in step.scenarios for k in range(2)]
    assert finished(every, done) == set(every)


def test_every_key_of_a_pathway_is_documented_with_the_words_of_its_schema():
    content = schema(Library().schema_text("pathway")).content
    step = content["properties"]["steps"]["items"]["properties"]
    for key, part in {**content["properties"], **step}.items():
        assert f"| `{key}` |" in DOCS, key
        assert part["description"] in DOCS, key
    assert set(LEVELS) == set(step["mastery"]["enum"])

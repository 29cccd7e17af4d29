"""Every sentence of the loaders has a code of its own kind; none falls through to the last one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / "scenario"), str(TESTS / "content")]

from small_library import library  # noqa: E402 - the loaders' own tests know every kind of mistake
from test_scenario_mistakes import MISTAKES, broken  # noqa: E402
from test_yaml_reader import MISTAKES as READING  # noqa: E402

from simulator.authoring.causes import cause, findings  # noqa: E402
from simulator.authoring.codes import codes  # noqa: E402
from simulator.content import read  # noqa: E402
from simulator.content.source import Source  # noqa: E402
from simulator.errors import ContentError, NotFoundError  # noqa: E402
from simulator.scenario.load import parse_scenario  # noqa: E402

FALLS_THROUGH = "SIM025"


@pytest.mark.parametrize(("text", "message"), [(row[1], row[0]) for row in READING], ids=[row[0] for row in READING])
def test_what_is_no_yaml_has_a_code_of_reading(text: str, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(text, "f")
    assert cause(caught.value.message) < "SIM010", caught.value.message


def test_every_mistake_of_a_scenario_has_a_code(tmp_path: Path) -> None:
    content = library(tmp_path)
    path = content.find("scenario", "small")
    fallen = []
    for old, new, _, _ in MISTAKES:
        with pytest.raises(ContentError) as caught:
            parse_scenario(content, Source(path, broken(old, new)[0]))
        fallen += [each.message for each in findings(caught.value) if each.code == FALLS_THROUGH]
    assert fallen == []


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("no fact is called 'hande'. Did you mean 'handle'?", "SIM019"),
        ("no category of The Corner is called 'x'. The Corner has: a, b.", "SIM019"),
        ("unknown key. Did you mean 'title'?", "SIM010"),
        ("unknown key. A text with ': ' in it needs quotes.", "SIM002"),
        ("expected a number, found '€25': write 25 alone", "SIM012"),
        ("expected true or false, found 'yes': write true", "SIM012"),
        ("the last rule catches what no other does: take out its when, or add a rule without one", "SIM025"),
    ],
)
def test_a_sentence_has_the_code_of_its_kind(message: str, code: str) -> None:
    assert cause(message) == code
    assert code in codes()


def test_an_error_with_others_is_as_many_findings() -> None:
    others = tuple(ContentError("is empty: write a text", file="f", line=n) for n in (2, 3))
    found = list(findings(ContentError("is empty: write a text", file="f", line=1, others=others)))
    assert [(each.code, each.line) for each in found] == [("SIM016", 1), ("SIM016", 2), ("SIM016", 3)]


def test_an_error_without_a_place_stands_at_the_top_of_its_file() -> None:
    (found,) = findings(NotFoundError("shared file", "steps", []), "f.yaml")
    assert (found.code, found.file, found.line) == ("SIM019", "f.yaml", 1)

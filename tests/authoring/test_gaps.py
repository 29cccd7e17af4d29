"""simulator gaps: what was not understood is listed masked, and a sentence is taught without touching the layout."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.authoring.explore_material import unmarked_kit
from simulator.authoring.gap_adding import UnheardError, added
from simulator.cli.main import cli
from simulator.content import Source
from simulator.errors import UsageError
from simulator.library import Library

LIBRARY = Library()
KIT = unmarked_kit(LIBRARY)
SOURCE = LIBRARY.scenario_text("late-parcel-birthday")
QUESTION = "Has the little house of hers got a garden gnome?"


def run(home: Path, *args: str, **more: str) -> Result:
    return CliRunner(env={"SIMULATOR_HOME": str(home)}).invoke(cli, args, **more)


def teach(target: str, example: str = QUESTION, *changes: tuple[str, str]) -> tuple[list[str], str]:
    """The lines that differ, marked as a diff does, and the new text."""
    text = SOURCE.text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    after = added(LIBRARY, Source(SOURCE.path, text), target, example, KIT).text
    both = difflib.ndiff(text.splitlines(), after.splitlines())
    return [line for line in both if line[0] in "+-"], after


def test_what_was_not_understood_is_listed_masked_with_its_kind(tmp_path: Path) -> None:
    typed = f"blub blab\n{QUESTION}\nI'm Laura Bennett, laura@gmail.com. Do you own a cat?\n"
    run(tmp_path, "practice", "late-parcel-birthday", "--plain", input=typed)
    result = run(tmp_path, "gaps")
    assert result.exit_code == 0, result.output
    assert "not understood: nothing in the reply was recognised\n     1 blub blab\n" in result.stdout
    assert QUESTION.rstrip("?") in result.stdout
    assert "Do you own a cat" in result.stdout
    assert "gmail" not in result.stdout
    nothing = run(tmp_path, "gaps", "first-chat")
    assert (nothing.stdout, nothing.stderr) == ("", "Everything was understood.\n")


def test_a_question_that_was_understood_but_has_no_answer_is_listed_with_what_to_type(tmp_path: Path) -> None:
    asked = "I'm so sorry. Who will get it?\nHow did you pay?\n"
    run(tmp_path, "practice", "late-parcel-birthday", "--plain", input=asked)
    result = run(tmp_path, "gaps")
    assert "unanswered: a question that was understood, and that the case holds no answer for\n" in result.stdout
    assert [line[9:] for line in result.stdout.splitlines() if "write under topics" in line] == [
        "to answer it, write under topics:   payment_method: what the customer says",
        "to answer it, write under topics:   recipient: what the customer says",
    ]
    assert result.stdout.count("         the customer said: ") == 2


def test_a_turn_marked_as_unreal_is_listed_with_the_remark(tmp_path: Path) -> None:
    run(tmp_path, "practice", "late-parcel-birthday", "--plain", input="I'm sorry. What happened?\n")
    attempt = run(tmp_path, "history").stdout.split()[0]
    run(tmp_path, "note", attempt, "Unreal: nobody talks like that", "--reply", "1")
    result = run(tmp_path, "gaps")
    assert "unreal: the trainee marked" in result.stdout
    assert "         nobody talks like that\n" in result.stdout


@pytest.mark.parametrize(
    ("changes", "differences"),
    [
        (
            [],
            [
                "-   at_home: Somebody is home all day, every day this week.",
                "+   at_home:",
                f'+     asks: ["{QUESTION}"]',
                "+     answer: Somebody is home all day, every day this week.",
            ],
        ),
        (
            [("at_home: Somebody is home all day, every day this week.", "at_home: {answer: Always.}")],
            ["-   at_home: {answer: Always.}", f'+   at_home: {{asks: ["{QUESTION}"], answer: Always.}}'],
        ),
        (
            [("at_home: Somebody", "at_home:\n    asks: [is anybody in]\n    answer: Somebody")],
            ["-     asks: [is anybody in]", f'+     asks: ["{QUESTION}", is anybody in]'],
        ),
        (
            [("at_home: Somebody", "at_home:\n    asks:\n      - is anybody in\n    answer: Somebody")],
            [f'+       - "{QUESTION}"'],
        ),
        (
            [("at_home: Somebody", "at_home:\n    asks: is anybody in\n    answer: Somebody")],
            ["-     asks: is anybody in", f'+     asks: ["{QUESTION}", is anybody in]'],
        ),
        (
            [("at_home: Somebody is home all day, every day this week.", "at_home:\n    - Always.\n    - All day.")],
            [
                f'+     asks: ["{QUESTION}"]',
                "+     answer:",
                "-     - Always.",
                "-     - All day.",
                "+       - Always.",
                "+       - All day.",
            ],
        ),
    ],
    ids=["text", "braces", "list", "lines", "one", "answers"],
)
def test_an_example_changes_no_other_line(changes: list[tuple[str, str]], differences: list[str]) -> None:
    found, _ = teach("at_home", QUESTION, *changes)
    assert sorted(line for line in found if line.strip() != "-") == sorted(differences)


def test_a_topic_with_keys_gets_a_line_of_its_own() -> None:
    found, _ = teach("tracking")
    assert found == [f'+     asks: ["{QUESTION}"]']


def test_the_sentence_is_understood_afterwards_and_the_plays_are_played_again(tmp_path: Path) -> None:
    path = tmp_path / SOURCE.path.name
    path.write_text(SOURCE.text, "utf-8")
    result = run(tmp_path, "gaps", str(path), "--add", "Do you own a cat?", "--to", "at_home")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "3 golden plays played again: nothing changed." in result.stdout
    assert '"Do you own a cat?"' in path.read_text("utf-8")


def test_what_plays_do_otherwise_is_told() -> None:
    change = added(LIBRARY, SOURCE, "needed_by", "Is there anything else I should know about what happened?", KIT)
    assert [line.split(" was ")[0] for line in change.changes] == ["listens first, then solves: the answer to reply 2"]
    assert change.failing == ()


@pytest.mark.parametrize(
    ("target", "example", "told"),
    [
        ("at_hom", QUESTION, "Did you mean 'at_home'"),
        ("express", QUESTION, "not be recognised as an offer"),
        ("at_home", " [] ", "The example is empty"),
    ],
)
def test_what_cannot_be_added_is_told(target: str, example: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        added(LIBRARY, SOURCE, target, example, KIT)


def test_a_resolution_with_words_of_its_own_learns_another_phrase() -> None:
    source = LIBRARY.scenario_text("first-chat")
    change = added(LIBRARY, source, "which_bulb", "bulb sold apart!", KIT)
    assert change.text.count('"bulb sold apart"') == 1
    assert len(change.text.splitlines()) == len(source.text.splitlines())


def test_a_resolution_known_by_its_family_learns_first_words_of_its_own() -> None:
    change = added(LIBRARY, SOURCE, "express", "I'll have a twin of it on your doorstep by Friday", KIT)
    new = set(change.text.splitlines()) - set(SOURCE.text.splitlines())
    assert new == {'    said: [["have a twin of it on your doorstep by Friday"]]'}
    assert change.failing == ()


def test_one_of_two_of_the_same_family_is_left_to_the_trainer() -> None:
    with pytest.raises(UsageError, match="Change said by hand"):
        added(LIBRARY, LIBRARY.scenario_text("accused-at-the-desk"), "manager_calls", "I can give you a ride", KIT)


def words_of_ones_own(path: Path) -> str:
    """The example with a resolution that has words of its own, written where it is to be learned."""
    old = "  - id: express\n    does: replacement\n"
    assert old in SOURCE.text
    path.write_text(SOURCE.text.replace(old, f"{old}    said: [[by drone]]\n"), "utf-8")
    return str(path)


def test_an_offer_of_a_trainee_is_recognised_without_the_way_it_began(tmp_path: Path) -> None:
    path = words_of_ones_own(tmp_path / SOURCE.path.name)
    result = run(tmp_path, "gaps", path, "--add", "I can send you the tiny blue house with a rider", "--to", "express")
    assert result.exit_code == 0, result.output
    assert '"send you the tiny blue house with a rider", by drone]]' in Path(path).read_text("utf-8")


@pytest.mark.parametrize("example", ["What is the weather like?", "The weather is nice."])
def test_what_would_not_be_recognised_is_not_kept(example: str, tmp_path: Path) -> None:
    path = words_of_ones_own(tmp_path / SOURCE.path.name)
    before = Path(path).read_text("utf-8")
    with pytest.raises(UnheardError, match=r"was not added to express: it .*\. Add ") as told:
        run(tmp_path, "gaps", path, "--add", example, "--to", "express", catch_exceptions=False)
    assert told.value.exit_code == 1
    assert Path(path).read_text("utf-8") == before

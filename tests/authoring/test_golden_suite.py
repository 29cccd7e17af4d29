"""simulator test: golden plays run as tests, told as differences, kept as JUnit XML, brought up to date when asked."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from click.testing import CliRunner, Result
from good_library import library, place, shipped

from simulator.authoring.explore_material import unmarked_kit
from simulator.authoring.golden import Difference, Outcome, differences
from simulator.authoring.material import gather
from simulator.authoring.play_causes import WAITS, told
from simulator.authoring.suite import run as run_plays
from simulator.cli.main import cli
from simulator.errors import SimulatorError
from simulator.library import Library
from simulator.scenario.load import load_scenario
from simulator.scenario.model import Expect, Play, PlayReply

WRONG = (
    shipped("scenario")
    .replace("end_hostility: [0, 42]", "end_hostility: [0, 12]  # calm")
    .replace("ending: WALKED_AWAY", "ending: ESCALATED\n      phases: [RATIONAL, COOL_DOWN]")
)


def run(*args: str, home: Path) -> Result:
    return CliRunner(env={"SIMULATOR_HOME": str(home)}).invoke(cli, args)


def scenario(folder: Path, text: str) -> Path:
    library(folder, scenario=text)
    return place(folder, "scenario")


def outcome(**given: object) -> Outcome:
    plain = {"ending": "RESOLVED", "phases": ("TAKE_OFF", "SLOW_DOWN", "COOL_DOWN"), "end": 40.0, "peak": 60.0}
    return Outcome(**{**plain, "scores": {}, "turns": (), **given})  # type: ignore[arg-type]


def test_each_expectation_that_is_not_met_is_a_difference() -> None:
    expect = Expect(
        ending="ESCALATED", phase="TAKE_OFF", phases=("COOL_DOWN", "SLOW_DOWN"), end_hostility=(0, 39),
        peak_hostility=(61, 99), scores={"empathy": (0, 50)},
    )  # fmt: skip
    play = Play("p", (PlayReply("Hello"),), expect)
    assert [each.words for each in differences(play, outcome(scores={"empathy": None}))] == [
        "ending: expected ESCALATED, got RESOLVED",
        "phase: expected TAKE_OFF, got COOL_DOWN",
        "phases: expected COOL_DOWN > SLOW_DOWN, got TAKE_OFF > SLOW_DOWN > COOL_DOWN",
        "end_hostility: expected 0 to 39, got 40.0",
        "peak_hostility: expected 61 to 99, got 60.0",
        "empathy: expected 0 to 50, got no score",
    ]


def test_what_is_met_is_no_difference() -> None:
    expect = Expect("RESOLVED", "COOL_DOWN", ("TAKE_OFF", "COOL_DOWN"), (40, 40), (60, 60), {"empathy": (50, 50)})
    assert differences(Play("p", (), expect), outcome(scores={"empathy": 50.0})) == ()


def test_plays_of_the_good_scenario_pass(tmp_path: Path) -> None:
    result = run("test", str(scenario(tmp_path, shipped("scenario"))), home=tmp_path)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].endswith("late-parcel-birthday.yaml ...")
    assert "3 passed in " in result.stdout


def test_failures_are_told_as_a_diff_and_reply_by_reply(tmp_path: Path) -> None:
    path = scenario(tmp_path, WRONG)
    line = WRONG.splitlines().index("  - name: listens first, then solves") + 1
    result = run("test", str(path), "-v", home=tmp_path)
    assert result.exit_code == 1
    assert (
        f"FAILED late-parcel-birthday: listens first, then solves ({path}:{line})\n    end_hostility\n" in result.stdout
    )
    assert "      - ESCALATED\n      + WALKED_AWAY\n" in result.stdout
    assert "        agent     There is nothing I can do. That's the policy" in result.stdout
    assert "1 passed, 2 failed in " in result.stdout


def told_of(tmp_path: Path, expect: str) -> str:
    """What the test says of the good play of the good scenario with another expectation, and without its last reply."""
    document = shipped("scenario")
    first = document.index("- name: listens first, then solves")
    start, end = document.index("    expect:", first), document.index("  - name:", first + 10)
    last = document.rindex("      - ", first, start)
    path = scenario(tmp_path, f"{document[:last]}    expect: {expect}\n{document[end:]}")
    return run("test", str(path), "-v", home=tmp_path).stdout


def test_a_play_that_is_not_settled_says_what_is_missing_and_what_each_reply_moved(tmp_path: Path) -> None:
    words = told_of(tmp_path, "{ending: RESOLVED, peak_hostility: [0, 10]}")
    assert "Not settled: all was agreed, but nobody asked afterwards whether everything is settled." in words
    assert re.search(r"The highest hostility, \d+, came with reply 1: ", words)
    assert "        heard     sorry" in words
    assert "        moved     " in words


def test_a_play_that_never_offers_what_helps_names_what_nobody_found_out() -> None:
    case = load_scenario(Library(), "late-parcel-birthday")
    play = Play(
        "p", (PlayReply("That's our policy."), PlayReply("One moment, please, I'm back in 5 minutes.")), Expect()
    )
    kit = unmarked_kit(Library())
    rows, causes = told(case, play, kit, [Difference(("ending",), "RESOLVED", "no ending")])
    assert causes[0].startswith("Not settled: no reply offers what settles it ('express'")
    assert "and nobody found out 'depot', which 'express' needs" in causes[0]
    assert [row.n for row in rows] == [1, 2]
    assert rows[0].after > rows[0].before
    assert rows[1].heard == WAITS


def test_an_ending_too_early_names_the_reply_that_brought_it() -> None:
    case = load_scenario(Library(), "late-parcel-birthday")
    play = Play("p", (PlayReply("One moment.", case.persona.curve.abandon), PlayReply("Hello?")), Expect())
    rows, causes = told(case, play, unmarked_kit(Library()), [Difference(("ending",), "RESOLVED", "WALKED_AWAY")])
    assert len(rows) == 1
    assert causes[0].startswith("It ended with reply 1: ")


def test_junit_holds_a_case_for_each_play(tmp_path: Path) -> None:
    broken = tmp_path / "scenarios" / "delivery" / "broken.yaml"
    path, report = scenario(tmp_path, WRONG), tmp_path / "plays.xml"
    broken.write_text("format: 1\n", "utf-8")
    assert run("test", str(path), str(broken), "--junit", str(report), home=tmp_path).exit_code == 1
    root = ET.fromstring(report.read_text("utf-8"))  # noqa: S314 - written by the program itself
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("4", "2", "1")
    cases = {case.get("name"): case for case in root.iter("testcase")}
    failure = cases["calm down and policy"].find("failure")
    assert failure is not None
    assert failure.get("message") == "ending: expected ESCALATED, got WALKED_AWAY"
    assert cases["(the scenario itself)"].find("error") is not None


def test_update_rewrites_expectations_and_nothing_else(tmp_path: Path) -> None:
    path = scenario(tmp_path, WRONG)
    assert run("test", str(path), "--update", "--yes", home=tmp_path).exit_code == 0
    wanted = WRONG.replace("[0, 12]  # calm", "[0, 29]  # calm").replace("ending: ESCALATED", "ending: WALKED_AWAY")
    assert path.read_text("utf-8") == wanted.replace("phases: [RATIONAL, COOL_DOWN]", "phases: [TAKE_OFF]")
    assert all(each.passed for each in run_plays(gather([path])))


def test_update_asks_first_and_changes_nothing_where_nobody_can_answer(tmp_path: Path) -> None:
    path = scenario(tmp_path, WRONG)
    result = run("test", str(path), "--update", home=tmp_path)
    assert isinstance(result.exception, SimulatorError)
    assert "--yes changes it without asking" in str(result.exception)
    assert path.read_text("utf-8") == WRONG


def test_an_ending_that_does_not_come_is_left_to_a_person(tmp_path: Path) -> None:
    text = shipped("scenario").replace("      end_hostility: [70, 95]", "      ending: RESOLVED")
    path = scenario(tmp_path, text)
    result = run("test", str(path), "--update", "--yes", home=tmp_path)
    assert result.exit_code == 1
    assert "solves before listening: ending: expected RESOLVED, got no ending: change this by hand" in result.stderr
    assert path.read_text("utf-8") == text


def test_an_offer_before_its_facts_and_a_question_without_an_answer_are_named_with_their_reply() -> None:
    case = load_scenario(Library(), "late-parcel-birthday")
    replies = ("What was in the box when you got it?", "I'll send you a new one by express today.")
    play = Play("p", tuple(map(PlayReply, replies)), Expect(ending="RESOLVED"))
    wanted = [Difference(("ending",), "RESOLVED", "no ending")]
    first, *others = told(case, play, unmarked_kit(Library()), wanted)[1]
    assert first == "Not settled: reply 2 offers 'express', but nobody found out 'depot' before, which it needs."
    asked = "Reply 1 was heard as a question for 'item_received' (what was received), which is not under topics"
    assert others == [f"{asked}: the customer can't answer it."]

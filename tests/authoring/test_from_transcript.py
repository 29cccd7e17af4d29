"""simulator new scenario --from-transcript: redacted, fitted, honest about guesses, and it plays."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from msgspec.structs import replace

from simulator.authoring.curve_fit import Step, fitted
from simulator.cli.main import cli
from simulator.engine.hostility import react, start
from simulator.engine.inputs import Timing, inputs_of
from simulator.engine.understand import understand
from simulator.library import Library
from simulator.scenario.curve import PRESETS
from simulator.scenario.load import load_scenario
from simulator.scenario.shared import load_shared
from simulator.signals import read

LIBRARY = Library()
SHARED = load_shared(LIBRARY)
CASE = load_scenario(LIBRARY, "late-parcel-birthday")
TALK = """\
Customer: Hi, my name is Laura Bennett. My order 8842113 still hasn't arrived. I paid £54.99 and this is ridiculous!
Agent: Hello Laura, this is Tom. I'm sorry to hear that. What does the tracking say?
Customer: It says delivered but there is NOTHING here. I'm really angry about this. Call me on 07700 900123.
Agent: That must be so frustrating, Laura, especially after waiting at home. When do you need it?
Customer: On Friday, it was a present for my sister.
Agent: I understand, you have every right to be upset. I'm going to take care of this myself.
Customer: Nobody there seems to care at all. I want to speak to a manager.
Agent: I can send you a replacement by express today, and you will have it on Thursday by 6 pm. Would that work for you?
Customer: Okay, that would help. Thank you.
Agent: It is on its way. You get an email at laura.bennett@gmail.com today. Is everything settled for you now?
Customer: Yes, that's all. Thanks for your help Tom.
"""
PERSONAL = ("Laura", "Bennett", "Tom", "8842113", "07700", "gmail")


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["new", "scenario", *args])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    (tmp_path / "talk.txt").write_text(TALK, "utf-8")
    return tmp_path


def test_a_real_conversation_becomes_a_redacted_draft_that_plays(here: Path) -> None:
    result = run("late-present", "--from-transcript", "talk.txt")
    assert result.exit_code == 0, result.output
    text = (here / "scenarios" / "late-present.yaml").read_text("utf-8")
    assert [word for word in PERSONAL if word in text] == []
    assert "Checked: no findings." in result.stderr
    data = yaml.safe_load(text)
    assert data["persona"]["name"] in data["opening"][0]
    assert data["case"]["orders"][0]["total"] == 54.99
    assert str(data["case"]["orders"][0]["id"]) in data["opening"][0]
    assert data["topics"]["tracking"].startswith("It says delivered")
    assert data["topics"]["needed_by"].startswith("On Friday")
    assert list(data["lines"]) == ["demand_supervisor", "accept", "confirm"]
    assert data["resolutions"][0]["does"] == "replacement"
    assert data["reason"] == "late_or_lost"
    assert data["plays"][0]["replies"][1].startswith("That must be so frustrating")
    assert text.count("A guess: ") >= 4
    assert "points from it on average" in " ".join(line.lstrip("# ") for line in text.splitlines())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("missing.txt", "missing.txt"),
        ("talk.txt#99", "no conversation is called '99'"),
        ("noise.txt", "not recognised"),
        ("one-sided.txt", "it isn't known who is agent and who is customer"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(given: str, told: str, here: Path) -> None:
    (here / "noise.txt").write_text("just some words\n", "utf-8")
    (here / "one-sided.txt").write_text("Ada: Hello, where is it?\nBo: Hi. It comes soon.\n" * 3, "utf-8")
    result = run("--from-transcript", given)
    assert result.exit_code != 0
    assert told in str(result.exception)
    assert list(here.rglob("*.yaml")) == []


def steps(preset: str, changes: dict[str, float]) -> tuple[list[Step], float]:
    """What a persona shows to replies of which each does something else."""
    case = CASE
    replies = [
        "I'm so sorry, Mrs Lindqvist. With Emma's birthday on Saturday I can see why this worries you.",
        "There is nothing I can do, that's our policy.",
        "Please calm down, it's only a parcel.",
        "You must be so frustrated about the dollhouse. What happened exactly?",
        "Thank you for telling me. I understand how upsetting this is. I'll take care of it myself.",
        "It makes sense that you are angry. Is there anything else I should know about Emma's birthday?",
    ]
    curve = replace(PRESETS[preset].on(case.channel), **changes)
    mood, found = start(curve), []
    for text in replies:
        heard = understand(text, read(text), case, SHARED, known=frozenset(case.facts), done=frozenset())
        mood = react(mood, inputs_of(heard, Timing(curve.tolerate / 2), fit=0, progress=0), curve).mood
        found.append(Step(heard, mood.hostility))
    return found, curve.hostility


@pytest.mark.parametrize(("preset", "changes"), [("hot_head", {}), ("grudge_holder", {}), ("slow_burner", {})])
def test_the_persona_that_made_a_curve_is_found_again(preset: str, changes: dict[str, float]) -> None:
    shown, first = steps(preset, changes)
    found = fitted(shown, CASE, first)
    assert (found.preset, dict(found.curve)) == (preset, {})
    assert found.error == pytest.approx(0, abs=1e-9)


def test_a_persona_between_the_presets_is_found_with_a_small_distance() -> None:
    shown, first = steps("wounded_loyal", {"hostility": 75, "temper": 1.4})
    found = fitted(shown, CASE, first)
    assert found.curve
    assert found.error is not None
    assert found.error < 5


def test_too_short_a_conversation_fits_nobody() -> None:
    shown, first = steps("hot_head", {})
    found = fitted(shown[:1], CASE, first)
    assert (found.preset, found.error) == ("everyday", None)


@pytest.mark.parametrize(
    ("reply", "answer", "act"),
    [
        ("You must be fed up. I can see it's stuck at the depot.", "yes I am fed up!! I took a day off for it", "vent"),
        ("I can send a replacement today. Is that ok?", "yes this is ridiculous, it is my third call", "vent"),
        ("I can send a replacement today. Is that ok?", "Yes, that works for me", "accept"),
        ("I can send a replacement today. Is that ok?", "Yes please, I was so annoyed but thank you", "accept"),
        ("It is stuck at the depot in Leeds.", "yes", None),
    ],
)
def test_a_yes_is_taken_for_agreement_only_behind_an_offer_and_without_anger(
    here: Path, reply: str, answer: str, act: str | None
) -> None:
    begun = "Customer: My parcel has not come, I have waited since Monday.\nAgent: Hello, let me look at it.\n"
    asked = f"Customer: Is it lost then?\nAgent: {reply}\nCustomer: {answer}\nAgent: I will call you at five.\nCustomer: Bye\n"
    (here / "yes.txt").write_text(begun + asked, "utf-8")
    result = run("fed-up", "--from-transcript", "yes.txt")
    assert result.exit_code == 0, result.output
    lines = yaml.safe_load((here / "scenarios" / "fed-up.yaml").read_text("utf-8")).get("lines", {})
    placed = [name for name, bands in lines.items() if any(answer in texts for texts in bands.values())]
    assert placed == ([act] if act else [])

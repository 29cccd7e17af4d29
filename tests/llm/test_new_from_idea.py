"""simulator new scenario --from, as it is typed, against a server on loopback."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from judge_server import judge_server

from simulator.cli.main import cli
from simulator.errors import SimulatorError, UsageError
from simulator.llm.fakes import ScriptedModel

IDEA = "A kettle that leaks; Ann Marsh, ann.marsh@gmail.com, wants it gone."
DRAFT = {
    "title": "A kettle that leaks",
    "customer_name": "Olga Petrov",
    "customer_address": "Mrs Petrov",
    "background": "Lives with her mother and makes tea all day.",
    "voice": "plain",
    "shop": "nordhem",
    "channel": "live_chat",
    "item": "kettle",
    "price": 39.9,
    "cause": "the seal of the kettle is broken",
    "opening": "My new kettle leaks all over the kitchen!",
    "story": "I filled it on Sunday, and water came out at the bottom: the seal is broken.",
    "because": "my mother nearly slipped on the wet floor",
    "wants": "I want a kettle that works, nothing else.",
    "family": "replacement",
    "solution": "a new kettle by post",
    "mood": "everyday",
    "answers": [
        {"question": "damage", "answer": "The seal at the bottom is broken.", "tells_cause": True},
        {"question": "photo", "answer": "Yes, I took one of the wet floor.", "tells_cause": False},
    ],
    "angry": ["Everything was wet, and my mother nearly fell!"],
    "refuses_other": "A voucher doesn't make any tea.",
}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "SIMULATOR_MODEL", "SIMULATOR_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def new(*options, idea=IDEA):
    return CliRunner().invoke(cli, ["new", "scenario", "--from", idea, *options])


def answered(monkeypatch, *answers, options=()):
    """What the command does with these answers, and the bodies that were sent."""
    with judge_server(ScriptedModel([json.dumps(DRAFT | one) for one in answers])) as (url, bodies):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("SIMULATOR_MODEL", "fake")
        return new(*options), bodies


def test_a_draft_that_passes_is_written_and_its_idea_was_sent_masked(monkeypatch, folder):
    result, bodies = answered(monkeypatch, {})
    assert result.exit_code == 0, result.output
    assert "2 left out" in result.output
    assert "Checked: no findings." in result.output
    assert "120 tokens" in result.output
    assert [path.name for path in (folder / "scenarios").iterdir()] == ["a-kettle-that-leaks.yaml"]
    assert len(bodies) == 1
    assert "gmail" not in bodies[0]
    assert "Marsh" not in bodies[0]
    assert "response_format" in bodies[0]


def test_a_draft_that_never_passes_lies_beside_with_its_faults_and_the_exit_code_says_so(monkeypatch, folder):
    bad = {"wants": "I want my 99 euros back."}
    result, bodies = answered(monkeypatch, bad, bad, bad, options=("my-kettle",))
    assert len(bodies) == 3
    assert isinstance(result.exception, SimulatorError)
    assert result.exception.exit_code == 1
    assert "my-kettle.yaml.draft" in str(result.exception)
    assert [path.name for path in (folder / "scenarios").iterdir()] == ["my-kettle.yaml.draft"]
    text = (folder / "scenarios" / "my-kettle.yaml.draft").read_text(encoding="utf-8")
    assert "# Faults that are still to be mended: 1" in text
    assert "# - topics.preference" in text
    listed = CliRunner().invoke(cli, ["list", "scenarios", "--library", "."])
    assert "my-kettle" not in listed.output


def test_a_draft_that_was_mended_by_hand_is_never_overwritten(monkeypatch, folder):
    bad = {"wants": "I want my 99 euros back."}
    answered(monkeypatch, bad, bad, bad, options=("my-kettle",))
    first = folder / "scenarios" / "my-kettle.yaml.draft"
    first.write_text("mended by hand", encoding="utf-8")
    result, _ = answered(monkeypatch, bad, bad, bad, options=("my-kettle",))
    assert "my-kettle.yaml.draft-2" in str(result.exception)
    assert first.read_text(encoding="utf-8") == "mended by hand"
    assert "still to be mended" in first.with_name("my-kettle.yaml.draft-2").read_text(encoding="utf-8")


def test_another_shop_than_was_asked_for_is_a_fault_and_what_it_cost_says_in_which_currency(monkeypatch, folder):
    (folder / "home").mkdir()
    (folder / "home" / "settings.toml").write_text("model_prompt_price = 10.0\n", encoding="utf-8")
    result, bodies = answered(monkeypatch, {}, {"shop": "ohmfeld"}, options=("--shop", "ohmfeld"))
    assert result.exit_code == 0, result.output
    assert len(bodies) == 2
    assert "shop: it has to be ohmfeld, not 'nordhem'" in json.loads(bodies[1])["messages"][-1]["content"]
    assert "shop: ohmfeld" in (folder / "scenarios" / "a-kettle-that-leaks.yaml").read_text(encoding="utf-8")
    assert "240 tokens, 0.002 in your prices' currency." in result.output


def test_without_a_model_offline_or_with_none_that_answers_one_line_says_what_to_do_instead(monkeypatch, folder):
    result = new()
    assert isinstance(result.exception, UsageError)
    assert "asks a dozen questions instead" in str(result.exception)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SIMULATOR_MODEL", "fake")
    monkeypatch.setenv("SIMULATOR_OFFLINE", "1")
    result = new()
    assert isinstance(result.exception, UsageError)
    assert "connections are forbidden" in str(result.exception)
    monkeypatch.delenv("SIMULATOR_OFFLINE")
    result = new()
    assert isinstance(result.exception, SimulatorError)
    assert "Nothing is written" in str(result.exception)
    assert "\n" not in str(result.exception)
    assert not (folder / "scenarios").exists()


def test_a_name_that_is_taken_or_two_ways_at_once_are_refused_before_anything_is_asked(monkeypatch, folder):
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "mine.yaml").write_text("x", encoding="utf-8")
    result, bodies = answered(monkeypatch, options=("mine",))
    assert "exists already" in str(result.exception)
    result, more = answered(monkeypatch, options=("--answers", "answers.txt"))
    assert "give one of them" in str(result.exception)
    result, also = answered(monkeypatch, options=("--shop", "nordhemm"))
    assert "'nordhem'" in str(result.exception)
    assert [*bodies, *more, *also] == []

"""practice --customer, and audit, as they are typed."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from simulator.cli.audit import tell
from simulator.cli.main import cli
from simulator.errors import UsageError
from simulator.llm.audit import report
from simulator.training import Workshop

HELLO = "I'm so sorry, Mrs Lindqvist. What does the tracking show?\n"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "SIMULATOR_MODEL", "SIMULATOR_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def practice(*options, typed=HELLO + "/end\n"):
    return CliRunner().invoke(
        cli, ["practice", "late-parcel-birthday", "--plain", "--seed", "1", *options], input=typed
    )


def test_a_model_that_is_not_set_up_is_one_line_that_names_the_doctor():
    result = practice("--customer", "llm")
    assert isinstance(result.exception, UsageError)
    assert "simulator doctor" in str(result.exception)
    assert "\n" not in str(result.exception)


@pytest.mark.parametrize("command", [["audit", "late-parcel-birthday"], ["audit", "late-parcel-birthday", "--json"]])
def test_an_audit_without_a_model_is_one_line_that_names_the_doctor(command):
    result = CliRunner().invoke(cli, command)
    assert isinstance(result.exception, UsageError)
    assert "simulator doctor" in str(result.exception)


def test_auto_without_a_model_says_so_once_and_plays_the_script():
    result = practice("--customer", "auto")
    assert result.exit_code == 0
    assert result.output.count("No model is set up, so the script words the customer.") == 1
    assert 'It says "at depot"' in result.output


def test_auto_with_a_server_that_is_not_there_plays_the_script(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SIMULATOR_MODEL", "none")
    result = practice("--customer", "auto")
    assert result.exit_code == 0
    assert "The model does not answer, so the script words the customer." in result.output


def test_a_person_plays_the_customer_from_the_card_on_the_same_screen():
    own = 'The page still says "at depot", since Thursday!'
    result = practice("--customer", "human", typed=f"{HELLO}{own}\nAnd what happened?\n\n/end\n")
    assert "| You are Mrs Lindqvist. Now: answer what you were asked" in result.output
    assert f"Karin Lindqvist: {own}" in result.output
    spoken = [line for line in result.output.splitlines() if line.startswith("Karin Lindqvist: ")]
    assert any("I ordered it on the 26th" in line for line in spoken), "an empty line says what is suggested"
    assert "A person worded the customer" in result.output


def test_a_card_that_is_left_unanswered_is_answered_by_the_script():
    result = practice("--customer", "human", typed=HELLO)
    assert result.exit_code == 0
    assert "What happened:" in result.output


def test_a_second_terminal_is_for_a_person_only():
    assert "--customer human --apart" in str(practice("--apart").exception)


def test_the_audit_s_figures_read_as_lines():
    with Workshop(keep=False) as workshop:
        found = report(workshop.scenario("first-chat"), "none", [], wanted=3, seconds=0.0)
    assert tell(found)[0] == "first-chat worded by none: 0 of 3 plays in 0.0 s"

"""simulator next, skills, pathway, exam and certificate, as people type them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from simulator.cli.main import cli
from simulator.errors import SimulatorError
from simulator.training import Workshop

ASKED, CASE = "Which lamp do you have, and what does it say on its socket?", "first-chat"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    monkeypatch.setattr(Workshop, "live_kit", property(lambda self: self.kit))

    def invoke(*words: str, typed: str = "") -> str:
        found = CliRunner().invoke(cli, list(words), input=typed)
        if isinstance(found.exception, SimulatorError):
            raise found.exception
        assert found.exit_code == 0, found.output
        return found.output

    return invoke


def test_next_names_one_customer_and_why(run):
    told = run("next")
    assert told.splitlines()[1:] == [
        "It is a good place to begin: short, and the customer is calm.",
        "Begin: simulator practice first-chat",
    ]
    assert "Predicted score there: 68 of 100" in run("next", "--why")
    assert json.loads(run("next", "--json"))["scenario"]["id"] == CASE


def test_skills_show_a_range_and_leave_the_total_out_before_the_third_session(run):
    assert "Nothing is known yet" in run("skills")
    run("practice", CASE, "--plain", "--seed", "1", typed=f"{ASKED}\n")
    told = run("skills")
    assert "too little practised to tell" in told
    assert "The whole score" not in told
    assert "you asked before solving" not in told or "1 time of 1" in told
    assert "stay unknown" in told
    assert json.loads(run("skills", "--json"))["estimates"]


def test_a_pathway_is_listed_shown_started_and_stopped(run):
    assert "first-week" in run("pathway", "list")
    assert "First finish: first-week." in run("pathway", "show", "hot-chats")
    told = run("pathway", "start", "first-week", "--by", "Kim", "--until", "2027-01-31")
    assert "only its exams are seen by your trainer" in told
    assert "0 of 7 steps done, until 31 January, for Kim" in run("pathway", "list")
    assert "It is a next step of your pathway First week: A calm question." in run("next")
    assert "Stopped." in run("pathway", "stop", "first-week")
    with pytest.raises(SimulatorError, match="was not started here"):
        run("pathway", "stop", "first-week")
    with pytest.raises(SimulatorError, match="First finish hot-chats and returns-desk"):
        run("pathway", "start", "supervisor")
    with pytest.raises(SimulatorError, match="Did you mean 'first-week'"):
        run("pathway", "show", "first-weak")


def test_a_damaged_list_of_pathways_is_one_line(run, tmp_path):
    (tmp_path / "pathways.json").write_text("[{")
    with pytest.raises(SimulatorError, match=r"pathways.json: it can't be read .*: mend it, or delete it"):
        run("next")


def test_an_exam_is_announced_before_the_customer_speaks_and_ends_with_its_result(run, tmp_path):
    told = run("exam", CASE, "--plain", "--pass-mark", "60", typed=f"/hint\n{ASKED}\n/end\n")
    before, _, after = told.partition("Joana Ribeiro:")
    assert "This is an exam. There is nobody else here who would see it" in before
    assert "60 points pass." in before
    assert "An exam gives no hints." in after
    assert "What happened: Exam: " in after
    attempt = after.rsplit("simulator certificate ", 1)[1].split()[0]
    assert "What it does not say" in run("certificate", attempt)
    page = tmp_path / "exam.html"
    run("certificate", attempt, "--out", str(page))
    assert "<h2>What it does not say</h2>" in page.read_text("utf-8")
    assert json.loads(run("certificate", attempt, "--json"))["pass_mark"] == 60.0
    with pytest.raises(SimulatorError, match=r"is written as \.html or as \.txt"):
        run("certificate", attempt, "--out", str(tmp_path / "exam.pdf"))

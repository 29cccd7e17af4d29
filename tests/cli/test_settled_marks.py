"""What a person reads of a finished conversation: all of its words, and the marks that stand after a dispute."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from simulator.cli.main import cli
from simulator.errors import UsageError
from simulator.exchange import last_words
from simulator.library import Library
from simulator.report.formats import FORMATS
from simulator.retelling import own_conversation, shared_conversation
from simulator.training import Workshop

REPLIES = """That is your own fault, you should have read the page.
Good morning, Ms Ribeiro. The lamp takes an E14 LED of up to 7 watts, and comes without a bulb.
We have a warm white E14 for 4.90 euros, it can go in the same parcel. Shall I add one to your basket?
It's in your basket now, next to the lamp. Is there anything else you'd like to know, or is that everything for today?
"""


@pytest.fixture
def desk(monkeypatch, tmp_path):
    """Runs a command as somebody; Lee leads, Sam and Tara are in the team, and Sam has shared one conversation."""
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SIMULATOR_HISTORY", raising=False)

    def run(who: str, *arguments: str, typed: str = "") -> str:
        monkeypatch.setenv("SIMULATOR_USER", who)
        done = CliRunner().invoke(cli, list(arguments), input=typed, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    run("Lee", "team", "add", "Returns", "Lee", "--role", "lead")
    run("Lee", "team", "add", "Returns", "Sam")
    run("Sam", "practice", "first-chat", "--plain", "--seed", "3", typed=REPLIES)
    return run


@pytest.fixture
def attempt(desk):
    with Workshop() as workshop:
        found = workshop.attempts()[0].id
    desk("Sam", "share", found)
    return found


def page(monkeypatch, who, read, attempt):
    monkeypatch.setenv("SIMULATOR_USER", who)
    with Workshop() as workshop:
        return FORMATS["md"][0](read(workshop, attempt), Library(())).decode().replace("\\", "")


def stored_of_sam(monkeypatch, attempt):
    monkeypatch.setenv("SIMULATOR_USER", "Sam")
    with Workshop() as workshop:
        return workshop.attempt(attempt)


def test_the_customers_last_words_are_in_every_form_of_a_conversation(monkeypatch, desk, attempt):
    own = page(monkeypatch, "Sam", own_conversation, attempt)
    stored = stored_of_sam(monkeypatch, attempt)
    last = last_words(stored.exchanges)
    assert last
    assert own.count(last) == 1
    assert desk("Lee", "shared", attempt).count(last) == 1
    assert page(monkeypatch, "Lee", shared_conversation, attempt).count(last) == 1
    assert json.loads(desk("Sam", "debrief", attempt, "--json"))["last"] == last
    desk("Sam", "dispute", attempt, "1", "empathy/respect", "--reason", "I was polite")
    assert page(monkeypatch, "Lee", shared_conversation, attempt).count(last) == 1
    assert desk("Lee", "shared", attempt).count(last) == 1


def settled(desk, attempt, points):
    """Sam disputes the mark that "Try next" rests on, by its title, and Lee settles it; gives the mark's line before."""
    told = json.loads(desk("Sam", "debrief", attempt, "--json"))
    tip = told["to_try"]
    marks = told["details"][tip["reply"] - 1]["marks"]
    mark = next(item for item in marks if item["points"] is not None and tip["why"].startswith(item["why"]))
    desk("Sam", "dispute", attempt, str(tip["reply"]), mark["criterion"].upper(), "--reason", "I did")
    desk("Lee", "review-disputes", typed=f"{points}\n{points}\nThat is right\n")
    return tip, mark


def test_advice_marks_and_scores_follow_the_mark_that_a_person_settled(monkeypatch, desk, attempt):
    tip, before = settled(desk, attempt, 4)
    stored = stored_of_sam(monkeypatch, attempt)
    told = json.loads(desk("Sam", "debrief", attempt, "--json"))
    after = next(item for item in told["details"][tip["reply"] - 1]["marks"] if item["key"] == before["key"])
    changed = f"changed from {before['points']} by Lee: That is right"
    assert (after["points"], after["why"]) == (4, changed)
    assert told["scorecard"]["score"] == pytest.approx(stored.settled.score)
    assert told["to_try"] is None or told["to_try"]["why"] != tip["why"]
    line = f"{before['rubric']} / {before['criterion']}: 4 of 4, {changed}"
    assert line in desk("Sam", "debrief", attempt, "--details")
    assert line in desk("Lee", "shared", attempt)
    report = desk("Sam", "report", "trainee")
    assert changed in report or before["criterion"] not in report.split("Marks with the words behind them")[1]
    assert tip["why"] not in report.split("Conversations")[0]
    rows = [line.split("  ") for line in desk("Sam", "disputes").splitlines()]
    head, row = ([cell.strip() for cell in cells if cell.strip()] for cells in rows)
    found = dict(zip(head, row, strict=True))
    assert found["first mark"] == str(before["points"])
    assert (found["outcome"], found["mark now"], found["the answer given"]) == ("changed", "4", "That is right")


def test_a_criterion_that_a_reply_was_not_marked_for_is_refused_with_those_it_was(desk, attempt):
    with pytest.raises(UsageError) as error:
        desk("Sam", "dispute", attempt, "1", "Charm", "--reason", "I was")
    told = json.loads(desk("Sam", "debrief", attempt, "--json"))["details"][0]["marks"]
    for mark in told:
        assert (f"{mark['criterion']} ({mark['key']})" in str(error.value)) is mark["applies"]
    with pytest.raises(UsageError, match="choose 1 to"):
        desk("Sam", "dispute", attempt, "99", "empathy/respect", "--reason", "I was")


def test_no_whole_score_is_told_before_the_third_conversation_and_a_retry_is_told_beside_the_first(
    monkeypatch, desk, attempt
):
    def told():
        pages = (
            page(monkeypatch, "Sam", own_conversation, attempt),
            page(monkeypatch, "Lee", shared_conversation, attempt),
        )
        return [*pages, desk("Sam", "debrief", attempt, "--details"), desk("Lee", "shared", attempt)]

    assert not any("Together" in text for text in told())
    assert "shown after the third conversation" in desk("Lee", "report", "trainee", "Sam")
    lines = desk("Sam", "retry", attempt, "2", "--plain", typed="It is your own fault, stop bothering me.\n/end\n")
    assert "Beside the earlier conversation: 2 angrier, then the earlier one went on" in lines
    for _ in range(2):
        desk("Sam", "practice", "first-chat", "--plain", "--seed", "3", typed="What happened?\n")
        with Workshop() as workshop:
            other = workshop.attempts()[0].id
        desk("Sam", "share", other)
    assert all("Together" in text for text in told())
    settled(desk, attempt, 4)
    assert "together; at first" in desk("Sam", "debrief", attempt)

"""What a person reads of a finished conversation: all of its words, and the marks that stand after a dispute."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from simulator.cli.main import cli
from simulator.exchange import last_words
from simulator.library import Library
from simulator.report.formats import FORMATS
from simulator.retelling import own_conversation, shared_conversation
from simulator.training import Workshop

REPLIES = """Good morning, Ms Ribeiro. The lamp takes an E14 LED of up to 7 watts, and comes without a bulb.
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


def page(read, attempt):
    with Workshop() as workshop:
        return FORMATS["md"][0](read(workshop, attempt), Library(())).decode()


def test_the_customers_last_words_are_in_every_form_of_a_conversation(desk, attempt):
    own = page(own_conversation, attempt)
    with Workshop() as workshop:
        stored = workshop.attempt(attempt)
    last = last_words(stored.exchanges)
    assert stored.closing
    assert last == stored.closing
    assert own.rstrip().count(last) == 1
    assert desk("Lee", "shared", attempt).count(last) == 1
    assert page(shared_conversation, attempt).count(last) == 1
    assert json.loads(desk("Sam", "debrief", attempt, "--json"))["last"] == last
    desk("Sam", "dispute", attempt, "1", "empathy/respect", "--reason", "I was polite")
    assert page(shared_conversation, attempt).count(last) == 1
    assert desk("Lee", "shared", attempt).count(last) == 1

"""Random play: the same seed the same report, counts that only grow, states that lead nowhere, and the command."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from simulator.authoring.bank import load_bank
from simulator.authoring.coverage import Tally, coverage
from simulator.authoring.difficulty import difficulty
from simulator.authoring.explore import Explorer, explore
from simulator.authoring.explore_jobs import run_jobs
from simulator.authoring.explore_material import unmarked_kit
from simulator.authoring.explore_words import palette
from simulator.authoring.random_play import Play, Sent, Stage, play
from simulator.authoring.shrink import replayed, shrink
from simulator.cli.main import cli
from simulator.library import Library
from simulator.scenario.curve import Curve
from simulator.scenario.load import load_scenario
from simulator.scenario.model import Scenario

LIBRARY = Library()
BANK = load_bank(LIBRARY)
KIT = unmarked_kit(LIBRARY)


def scenario(name: str = "late-parcel-birthday") -> Scenario:
    return load_scenario(LIBRARY, name)


@pytest.fixture
def few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands use one wording of each thing, which is read faster."""
    monkeypatch.setattr("simulator.authoring.explore.palette", lambda *given: palette(*given[:3], variety=1))


def test_the_same_seed_gives_the_same_report_byte_for_byte() -> None:
    one, other = (explore(scenario(), KIT, BANK, plays=4, seed=4, variety=1) for _ in range(2))
    assert msgspec.json.encode(one) == msgspec.json.encode(other)
    assert msgspec.json.encode(one) != msgspec.json.encode(explore(scenario(), KIT, BANK, plays=4, seed=5, variety=1))


def test_every_count_only_grows_with_more_plays() -> None:
    explorer = Explorer(scenario(), KIT, BANK, seed=1, variety=1)
    before = coverage(explorer.tally, explorer.scenario)
    for first in range(0, 30, 10):
        explorer.run(first, first + 10)
        after = coverage(explorer.tally, explorer.scenario)
        assert after.share >= before.share
        for kind, part in before.parts.items():
            assert all(after.parts[kind].counts[name] >= count for name, count in part.counts.items()), kind
        before = after
    assert before.share > 0.6


def test_parts_played_apart_add_up_to_the_whole() -> None:
    explorer = Explorer(scenario(), KIT, BANK, seed=1, variety=1)
    explorer.run(0, 8)
    whole = explorer.tally
    added = Tally()
    for first, last in ((4, 8), (0, 4)):
        explorer.tally = Tally()
        explorer.run(first, last)
        added.merge(explorer.tally)
    assert added == whole


@pytest.mark.parametrize("name", LIBRARY.scenario_ids())
def test_exploring_runs_in_every_scenario_of_the_library(name: str) -> None:
    case = scenario(name)
    if case.language != BANK.language:
        pytest.skip(f"the bank is in {BANK.language!r}, {name} in {case.language!r}")
    found = explore(case, KIT, BANK, plays=1, variety=1)
    assert found.plays == 1
    assert found.replies > 0
    assert sum(sum(counts.values()) for counts in found.endings.values()) == 1


def test_a_shrunk_row_still_leads_where_it_led_and_nothing_more_can_be_left_out() -> None:
    stage = Explorer(scenario("ordered-twice"), KIT, BANK, seed=1, variety=1).stage
    played = next(p for p in (play(stage, 1, n) for n in range(40)) if p.state.ending == "RESOLVED")

    def resolves(sent: tuple[Sent, ...]) -> bool:
        return replayed(stage, played, sent).state.ending == "RESOLVED"

    short = shrink(played.sent, resolves)
    assert resolves(short)
    assert len(short) <= len(played.sent)
    assert not any(resolves(short[:at] + short[at + 1 :]) for at in range(len(short)))


def test_a_scenario_that_nothing_ends_is_told_with_the_way_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.authoring.random_play.GONE", 0.0)  # no reply comes after the customer has left
    monkeypatch.setattr("simulator.authoring.random_play.LONGEST", 2)
    monkeypatch.setattr("simulator.authoring.shrink.FURTHER", 3)
    case = scenario("ordered-twice")
    # nothing opens this ear (vent), nothing makes it ask for a supervisor (from 80 on) or walk away
    deaf = Curve(hostility=50, venting=1, vent=0, surge=0, temper=0, ceiling=75, walk_turns=999)
    closed = replace(case, persona=replace(case.persona, curve=deaf))
    explorer = Explorer(closed, KIT, BANK, seed=1, variety=1)
    explorer.run(0, 1)
    assert set(explorer.tally.shortest) == {"unfinished"}
    (found, *_) = explorer.report().stuck
    assert found.kind == "stuck"
    assert found.replies == ()


def test_what_is_never_reached_is_named() -> None:
    case = scenario()
    extra = replace(case.topics["photo"] if "photo" in case.topics else case.topics["address"], id="unasked", asks=())
    found = explore(replace(case, topics={**case.topics, "unasked": extra}), KIT, BANK, plays=5, variety=1)
    assert "unasked" in found.coverage.parts["topics"].never
    assert "topic unasked" in found.unworded


@pytest.mark.usefixtures("few_words")
def test_the_command_tells_it_in_plain_words_and_as_json() -> None:
    run = CliRunner().invoke(cli, ["explore", "ordered-twice", "--plays", "2"])
    assert run.exit_code == 0, run.output
    assert "2 plays" in run.output
    assert "How it ended" in run.output
    data = json.loads(CliRunner().invoke(cli, ["explore", "ordered-twice", "--plays", "2", "--json"]).stdout)
    assert data["plays"] == 2
    assert set(data["coverage"]["parts"]) >= {"topics", "facts", "resolutions", "steps", "endings"}


def test_several_processes_count_what_one_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.authoring.explore_jobs.CHUNK", 1)
    apart, alone = (Explorer(scenario("first-chat"), KIT, BANK, seed=3) for _ in range(2))
    told: list[int] = []
    run_jobs(apart, (), 6, 2, told.append)
    alone.run(0, 6)
    assert apart.tally == alone.tally
    assert told[-1] == 6


def test_an_unknown_scenario_is_told_in_one_line() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "simulator", "explore", "late-parcel-birthdya"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "late-parcel-birthday" in run.stderr


@pytest.mark.usefixtures("few_words")
def test_ctrl_c_gives_the_report_of_what_was_played(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[int] = []

    def interrupted(stage: Stage, seed: int, n: int) -> Play:
        played.append(n)
        if len(played) == 4:
            raise KeyboardInterrupt
        return play(stage, seed, n)

    monkeypatch.setattr("simulator.authoring.explore.play", interrupted)
    run = CliRunner().invoke(cli, ["explore", "ordered-twice", "--plays", "1000000"])
    assert run.exit_code == 0, run.output
    assert "3 plays" in run.output
    assert "(stopped early)" in run.output


def test_few_wordings_are_others_in_each_scenario_so_that_all_scenarios_together_use_them_all() -> None:
    names = ("late-parcel-birthday", "cracked-dish", "worn-boots", "locked-out")
    sorry = [{line.text for line in palette(scenario(name), KIT, BANK, 2).moves["sorry"]} for name in names]
    assert all(len(wordings) == 2 for wordings in sorry)
    assert len(set().union(*sorry)) > 2


def test_of_a_customer_who_never_stops_insulting_only_insults_and_endings_are_counted() -> None:
    found = explore(scenario("emptied-gift-card"), KIT, BANK, plays=120, variety=2)
    assert found.coverage.share >= 0.9
    assert "topics" not in found.coverage.parts
    assert found.difficulty.hardness < 0.7  # to warn twice and to end it is the agent's work


def test_agents_say_goodbye_and_name_another_sum_too() -> None:
    words = palette(scenario("refund-still-missing"), KIT, BANK)
    assert {"leaves"} <= words.moves.keys()
    assert any(line.does.startswith("corrects:") for line in words.beside)


def test_of_two_cases_settled_equally_often_the_angrier_is_the_harder() -> None:
    def tally(hostility: int) -> Tally:
        plays = {skill: Counter({"RESOLVED": 40, "WALKED_AWAY": 20}) for skill in ("good", "ordinary")}
        felt = Counter(dict.fromkeys(plays, 600 * 10 * hostility))
        return Tally(plays=120, endings=plays, felt=felt, answered=Counter(dict.fromkeys(plays, 600)))

    calm, furious = difficulty(tally(30), 3), difficulty(tally(90), 3)
    assert (calm.unsettled, calm.heat, furious.heat) == (pytest.approx(1 / 3), pytest.approx(0.3), pytest.approx(0.9))
    assert calm.unsettled == furious.unsettled
    assert (calm.estimated, furious.estimated) == (2, 4)

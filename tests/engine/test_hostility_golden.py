"""The golden trajectories of the hostility curve, and what each reply policy must show on them."""

from __future__ import annotations

from statistics import mean

import hostility_golden as golden
import pytest

from simulator.engine import hostility
from simulator.mood import Phase
from simulator.scenario.curve import PRESETS

KEPT = golden.read()


def everyday(policy):
    return KEPT["runs"][f"everyday: {policy}"]


def hostilities(run):
    """Every point of the curve: where the customer arrives, and both halves of each exchange."""
    return [run[0]["before"], *(point for exchange in run for point in (exchange["heard"], exchange["after"]))]


def phases(run):
    return [Phase(exchange["mood"].get("phase", Phase.RATIONAL)).rank for exchange in run]


def reply_of(phase, run):
    """The number of the first reply that ends in a phase, from 1."""
    return phases(run).index(phase) + 1


def clock(run):
    """Seconds of scenario time that the replies took."""
    return sum(exchange["inputs"]["delay"] for exchange in run)


@pytest.mark.parametrize("name", golden.RUNS)
def test_the_engine_still_plays_the_golden_run(name):
    curve, policy = golden.RUNS[name]
    assert golden.replay(hostility, curve, hostility.start(curve), golden.played(curve, policy)) == KEPT["runs"][name]


def test_the_engine_still_gives_every_kept_number():
    assert golden.record() == KEPT


def test_the_file_is_what_the_write_command_would_write(tmp_path, monkeypatch):
    monkeypatch.setattr(golden, "GOLDEN", tmp_path / "hostility.json")
    golden.write()
    assert (tmp_path / "hostility.json").read_text(encoding="utf-8") == (
        golden.Path(golden.__file__).parents[1] / "golden" / "hostility.json"
    ).read_text(encoding="utf-8")


def test_the_golden_trajectories_show_every_cause_phase_and_ending():
    exchanges = [*KEPT["probes"].values(), *(exchange for run in KEPT["runs"].values() for exchange in run)]
    causes = {cause for exchange in exchanges for cause, _ in exchange["ledger"]}
    support = {"empathy", "listening", "apology", "ownership", "personalisation", "solution", "time"}
    upward = {"surge", "boundary", "delay", "premature_solution", "stalling", "broken_promise"}
    assert causes == support | upward | set(hostility.WEIGHTS)
    assert {exchange["mood"].get("phase", "RATIONAL") for exchange in exchanges} == set(Phase)
    assert {exchange["ending"] for exchange in exchanges} == {
        None,
        "RESOLVED",
        "WALKED_AWAY",
        "ESCALATED",
        "TERMINATED",
    }


def test_every_preset_has_a_golden_run():
    assert {curve.on("live_chat") for curve, _ in golden.RUNS.values()} >= set(PRESETS.values())


def test_the_ideal_agent_solves_from_the_fourth_reply_and_is_done_at_the_sixth():
    run = everyday("ideal")
    assert phases(run) == [3, 4, 5, 6, 6, 6]
    assert run[-1]["ending"] == "RESOLVED"


def test_empathy_alone_reaches_problem_solving_and_resolves_nothing():
    run = everyday("empathy only")
    assert reply_of(6, run) == 4
    assert len(run) == golden.LONGEST
    assert run[-1]["ending"] is None


def test_a_canned_sorry_loop_drives_hostility_past_80():
    assert max(hostilities(everyday("canned sorry loop"))) > 80


def test_a_premature_solver_climbs_to_about_90_and_never_gets_to_solve():
    run = everyday("premature solver")
    assert 88 < max(hostilities(run)) < 92
    assert 6 not in phases(run)


def test_calm_down_and_policy_drive_hostility_past_90_and_the_customer_away():
    run = everyday("calm down and policy")
    assert max(hostilities(run)) > 90
    assert run[-1]["ending"] == "WALKED_AWAY"


def test_a_neutral_clerk_is_stuck_before_the_customer_cools_down():
    run = everyday("neutral clerk")
    assert max(phases(run)) < 5
    assert len(run) == golden.LONGEST


def test_a_slow_ideal_agent_resolves_later_with_a_clearly_higher_mean():
    quick, slow = everyday("ideal"), everyday("slow but ideal")
    assert quick[-1]["ending"] == slow[-1]["ending"] == "RESOLVED"
    assert clock(slow) > clock(quick)
    assert mean(hostilities(slow)) > mean(hostilities(quick)) + 5


def test_a_broken_promise_makes_a_second_peak_and_then_recovers():
    run = everyday("broken promise")
    before, at_break, later = run[:4], run[4], run[5:]
    assert phases(before)[-1] == 6
    assert at_break["after"] > before[-1]["after"] + 20
    assert phases([at_break]) == [2]
    assert max(hostilities(later)) > max(hostilities(before)) > 50
    assert run[-1]["ending"] == "RESOLVED"
    assert run[-1]["after"] < 20


def test_interrupting_costs_a_higher_mean_and_at_most_one_reply():
    polite, hasty = everyday("ideal"), everyday("interrupting")
    assert mean(hostilities(hasty)) > mean(hostilities(polite)) + 2
    assert reply_of(6, hasty) <= reply_of(6, polite) + 1
    assert len(hasty) <= len(polite) + 1
    assert hasty[-1]["ending"] == "RESOLVED"


def test_abuse_stops_at_a_boundary_only_if_the_persona_heeds():
    heeding = KEPT["runs"]["abusive, heeds: ideal with a boundary"]
    deaf = KEPT["runs"]["abusive, never heeds: ideal with a boundary"]
    assert heeding[-1]["ending"] == "RESOLVED"
    assert deaf[-1]["ending"] == "TERMINATED"
    assert deaf[-1]["mood"]["warnings"] == 3


def test_a_silent_leaver_goes_after_two_replies_above_60():
    run = KEPT["runs"]["silent leaver: calm down and policy"]
    assert [exchange["after"] >= 60 for exchange in run] == [True, True]
    assert run[-1]["ending"] == "WALKED_AWAY"
    assert KEPT["runs"]["silent leaver: ideal"][-1]["ending"] == "RESOLVED"


def test_the_same_rudeness_costs_more_in_public():
    private, public = (KEPT["runs"][f"everyday: every provocation{where}"][0] for where in ("", ", social"))
    assert public["provocation"] > private["provocation"]

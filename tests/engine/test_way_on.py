"""Handing over where only a supervisor may decide: taken by a customer who was heard, and elsewhere no way out."""

from __future__ import annotations

from functools import lru_cache

import pytest
from msgspec.structs import replace

from simulator.engine.way_on import for_a_supervisor
from simulator.scenario.model import Scenario
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)
HEARD_OUT = (
    "I'm so sorry, Mrs Lindqvist, that must be dreadful with Emma's birthday on Saturday. What does the tracking say?",
    "At the depot since Thursday and nobody answers. I understand how upset you are, with her birthday so close.",
    "It makes sense that you are worried about Saturday, Mrs Lindqvist. I can see how much Emma's present matters.",
)
PASSED_ON = "I'll pass you on to my supervisor now, Mrs Lindqvist."


@lru_cache(maxsize=2)
def parcel(authority: str) -> Scenario:
    scenario = WORKSHOP.session("late-parcel-birthday").scenario
    return replace(scenario, resolutions=tuple(replace(item, authority=authority) for item in scenario.resolutions))


def played(authority: str, *replies: str):
    session = WORKSHOP.session("late-parcel-birthday")
    session = type(session)(parcel(authority), session.kit)
    return [session.hear(text) for text in replies][-1]


def test_a_customer_who_was_heard_goes_with_a_supervisor_who_alone_may_decide():
    last = played("supervisor", *HEARD_OUT, PASSED_ON)
    assert (last.state.ending, last.cue.act) == ("ESCALATED", "escalated")
    assert last.situation.needs_supervisor


@pytest.mark.parametrize("authority", ["agent", "nobody"])
def test_where_the_agent_may_decide_or_nobody_does_passing_it_on_settles_nothing(authority):
    last = played(authority, *HEARD_OUT, PASSED_ON)
    assert (last.state.ending, last.cue.act) == (None, "reject")


def test_an_angry_customer_is_not_passed_on_before_anybody_listened():
    last = played("supervisor", PASSED_ON)
    assert last.state.ending is None
    assert last.state.mood.hostility > last.before


def test_what_the_supervisor_has_to_know_is_found_out_first():
    kind = "I can imagine how hard this waiting is for you, and for Emma. I'm truly sorry that it happened."
    unasked = (HEARD_OUT[0].replace("What does the tracking say?", ""), HEARD_OUT[2], kind)
    last = played("supervisor", *unasked, PASSED_ON)
    assert (last.state.ending, last.cue.reason) == (None, "missing")


def test_a_refund_above_the_shops_limit_is_for_the_one_the_shop_names():
    scenario = parcel("agent")
    refund = next(item for item in scenario.resolutions if item.family == "refund")
    order = scenario.case.orders[0]
    dear = replace(scenario.case, orders=(replace(order, total=5_000.0),))
    assert for_a_supervisor(replace(scenario, case=dear, resolutions=(refund,))) == (refund,)
    assert for_a_supervisor(scenario) == ()

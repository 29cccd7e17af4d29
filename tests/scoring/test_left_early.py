"""A conversation that the customer left has shown only a part of what the rubrics ask, and no score hides that."""

from __future__ import annotations

import pytest

from simulator.scoring.verdict import ENOUGH, exam_verdict
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)
KIND = "I'm so sorry, Mrs Lindqvist, that must be awful with Emma's birthday on Saturday. What happened?"


def left(*replies):
    session = WORKSHOP.session("late-parcel-birthday")
    for text in replies[:-1]:
        session.hear(text)
    session.hear(replies[-1], 10_000)
    assert session.state.ending == "WALKED_AWAY"
    return session.scorecard()


def test_one_kind_reply_and_a_customer_who_gave_up_waiting_pass_nobody():
    found = left(KIND)
    assert found.score > 80
    assert found.assessed < ENOUGH
    assert exam_verdict(found.score, found.assessed, 75).passed is None


def test_who_drives_the_customer_away_has_not_passed_although_little_was_seen():
    found = left("It's your own fault.", "That is our policy.")
    assert found.assessed < ENOUGH
    assert exam_verdict(found.score, found.assessed, 75).passed is False


@pytest.mark.parametrize(("score", "assessed", "passed"), [(20.0, 0.69, False), (64.0, 0.69, None), (20.0, 0.2, None)])
def test_little_assessed_fails_only_who_could_not_have_passed(score, assessed, passed):
    assert exam_verdict(score, assessed, 75).passed is passed


def test_who_breaks_a_critical_rule_and_leaves_little_to_see_has_not_passed():
    found = left("I'm so sorry, Mrs Lindqvist, with Emma's birthday on Saturday. I will refund you 500 euros today.")
    assert found.ceiling == 60
    assert found.assessed < ENOUGH
    assert exam_verdict(found.score, found.assessed, 75, found.ceiling).passed is False
    assert exam_verdict(found.score, found.assessed, 60, found.ceiling).passed is None

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.predict import predict

ENDINGS = [None, "RESOLVED", "WALKED_AWAY", "ESCALATED", "TERMINATED"]
curves = st.lists(st.floats(0, 100), min_size=1, max_size=8)


def test_the_formula_by_hand():
    found = predict([80, 60, 20], 1.0, "RESOLVED")
    feeling = (90 - (0.25 * 80 + 0.25 * 160 / 3 + 0.5 * 20)) / 75
    assert found.csat == pytest.approx(1 + 4 * (0.5 * feeling + 0.5))
    assert found.nps == round(10 * (0.5 * feeling + 0.5))


def test_a_settled_calm_customer_rates_best_and_one_who_left_furious_rates_worst():
    assert predict([20, 12], 1, "RESOLVED").csat > 4.9
    assert (predict([95, 95], 0, "WALKED_AWAY").csat, predict([95, 95], 0, "WALKED_AWAY").nps) == (1, 0)


@given(curves, st.floats(0, 1), st.sampled_from(ENDINGS))
def test_ratings_stay_within_their_scales(values, progress, ending):
    found = predict(values, progress, ending)
    assert 1 <= found.csat <= 5
    assert 0 <= found.nps <= 10


@given(curves, st.floats(0, 1), st.sampled_from(ENDINGS), st.floats(0, 30))
def test_a_hotter_end_never_rates_better(values, progress, ending, more):
    hotter = [*values[:-1], values[-1] + more]
    assert predict(hotter, progress, ending).csat <= predict(values, progress, ending).csat + 1e-9


@given(curves, st.floats(0, 1), st.floats(0, 1))
def test_more_solved_never_rates_worse(values, less, more):
    low, high = sorted((less, more))
    assert predict(values, low, None).csat <= predict(values, high, None).csat <= predict(values, 1, "RESOLVED").csat


def test_no_reply_rates_in_the_middle():
    assert (predict([], 0, None).csat, predict([], 0, None).nps) == (3, 5)

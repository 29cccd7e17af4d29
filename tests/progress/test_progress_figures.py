"""The bars of benchmarks/progress.py on fewer draws: made-up trainees from another model than the estimator's."""

from __future__ import annotations

import random
import statistics
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    try:
        import learners
        import progress
        import trainees
    finally:
        sys.path.pop(0)
    return progress, learners, trainees


@pytest.mark.parametrize(("growth", "rank"), [(0.0, 0.9), (1.0, 0.88)])
def test_made_up_trainees_are_ranked_and_their_intervals_hold_also_while_they_learn(bench, growth, rank):
    progress, _, trainees = bench
    scale = trainees.Scale()
    groups = [trainees.trainees(200, 12, scale, seed=100 + seed, growth=growth) for seed in range(3)]
    found = [progress.estimated(group) for group in groups]
    assert statistics.fmean(ranked for ranked, _, _ in found) >= rank
    assert 0.88 <= statistics.fmean(held for _, held, _ in found) <= 0.99


def test_a_day_is_as_wide_as_it_is_said_to_be(bench):
    _, _, trainees = bench
    draw = random.Random(5)
    days = [trainees.day(draw) for _ in range(40_000)]
    skills = [trainees.skewed(draw) for _ in range(40_000)]
    assert statistics.stdev(days) / statistics.stdev(skills) == pytest.approx(1.2, abs=0.06)


@pytest.mark.parametrize("challenge", ["half", "mostly"])
def test_advice_gains_more_skill_than_chance(bench, challenge):
    progress, learners, _ = bench
    worlds = [learners.world(progress.candidates(), seed) for seed in (100, 101, 102)]
    gained = {
        choose.__name__: statistics.fmean(
            learners.Learner(where, getattr(learners, challenge), 100 * k + n).practise(24, choose)
            for k, where in enumerate(worlds)
            for n in range(4)
        )
        for choose in (learners.advised, learners.at_random)
    }
    assert gained["advised"] > gained["at_random"], gained

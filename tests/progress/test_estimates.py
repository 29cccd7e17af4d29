"""Skill estimates: evidence only ever sharpens them, and what nobody saw stays unknown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.progress.change import anchors, change, changes
from simulator.progress.estimate import Sample, estimates
from simulator.progress.parameters import STATED, stated
from simulator.progress.records import SCORE, Attempted, Observed

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
SKILL = "empathy/listens"
EVERY = st.builds(
    lambda days, difficulty, points, n, score: Attempted(
        f"{days}-{points}-{n}",
        f"case-{difficulty}",
        NOW - timedelta(days=days),
        difficulty,
        score=score,
        observed=(Observed(SKILL, points, n),) if n else (),
    ),
    st.integers(0, 40),
    st.integers(1, 5),
    st.integers(0, 100).map(float),
    st.integers(0, 8),
    st.none() | st.integers(0, 100).map(float),
)
HISTORIES = st.lists(EVERY, max_size=12)


def tried(points: float, days: float = 0.0, n: int = 4, scenario: str = "case", **more: object) -> Attempted:
    seen = (Observed(SKILL, points, n),)
    return Attempted(f"{days}-{points}", scenario, NOW - timedelta(days=days), observed=seen, **more)  # type: ignore[arg-type]


@given(HISTORIES, EVERY)
def test_more_evidence_never_widens_an_interval(attempts, further):
    before, after = estimates(attempts, NOW), estimates([*attempts, further], NOW)
    for skill, known in before.items():
        assert after[skill].sd <= known.sd + 1e-9
    assert all(one.sd <= stated(skill).spread + 1e-9 for skill, one in after.items())


@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_in_which_attempts_are_given_does_not_matter_even_at_one_moment(attempts, draw):
    shuffled = list(attempts)
    draw.shuffle(shuffled)
    assert estimates(shuffled, NOW) == estimates(attempts, NOW)
    at_once = [tried(one.score or 0.0, n=1 + n) for n, one in enumerate(attempts)]
    forward, backward = estimates(at_once, NOW), estimates(at_once[::-1], NOW)
    assert forward == backward


@given(HISTORIES)
def test_what_was_never_assessed_is_unknown_and_estimates_stay_on_the_scale(attempts):
    found = estimates(attempts, NOW)
    shown = {one.skill for item in attempts for one in item.observed}
    assert set(found) == shown | ({SCORE} if any(item.score is not None for item in attempts) else set())
    for one in found.values():
        assert 0 <= one.low <= one.mean <= one.high <= 100


@given(HISTORIES, st.integers(1, 400))
def test_time_without_practice_makes_nobody_better_known_nor_less_known_than_a_stranger(attempts, days):
    today, later = estimates(attempts, NOW), estimates(attempts, NOW + timedelta(days=days))
    for skill, one in today.items():
        assert one.sd <= later[skill].sd + 1e-9 <= stated(skill).spread + 2e-9
        assert later[skill].mean == one.mean


@given(HISTORIES, EVERY, st.floats(0, 100))
def test_a_better_attempt_never_lowers_the_estimate(attempts, last, more):
    better = [Observed(one.skill, max(one.points, more), one.n) for one in last.observed]
    lower = estimates([*attempts, last], NOW)
    higher = estimates(
        [*attempts, Attempted(last.id, last.scenario, last.at, last.difficulty, observed=tuple(better))], NOW
    )
    if better:
        assert higher[SKILL].mean >= lower[SKILL].mean - 1e-9


def test_a_retry_after_the_debrief_is_practice_and_no_evidence():
    assert estimates([tried(100.0, again=True)], NOW) == {}


def test_the_first_step_is_large_and_each_further_one_is_smaller():
    means = [estimates([tried(80.0, n=4)] * count, NOW)[SKILL].mean for count in range(1, 8)]
    steps = [later - before for before, later in zip([STATED.mean, *means], means, strict=False)]
    assert all(one > other > 0 for one, other in pairwise(steps))


def test_the_same_points_in_a_harder_scenario_show_more_skill():
    easy, hard = (estimates([tried(60.0, difficulty=level)], NOW)[SKILL] for level in (1, 5))
    assert hard.mean > easy.mean
    assert hard.sd == easy.sd
    assert hard.expected(5, STATED) == pytest.approx(hard.mean - 2 * STATED.step)


def test_one_reply_tells_less_than_eight():
    few, many = (estimates([tried(90.0, n=n)], NOW)[SKILL] for n in (1, 8))
    assert few.sd > many.sd
    assert few.mean < many.mean


def test_attempts_after_the_moment_asked_about_do_not_count():
    assert estimates([tried(90.0, days=-1)], NOW) == {}


# Change


@given(HISTORIES)
def test_a_change_is_called_reliable_only_beyond_its_interval(attempts):
    for one in changes(attempts).values():
        assert (one.reliable is True) == (one.reliable is not None and not one.low <= 0 <= one.high)
        assert one.reliable is None or min(one.attempts) >= 3


def test_two_scores_differ_reliably_from_twice_the_error_on():
    variance = STATED.variance(4)
    limit = 1.96 * (2 * variance) ** 0.5
    pairs = [
        change(SKILL, [Sample(0, 50, variance)], [Sample(1, 50 + by, variance)], enough=1)
        for by in (limit - 1, limit + 1)
    ]
    assert [one.reliable for one in pairs] == [False, True]
    assert pairs[0].words == "no reliable change yet"
    assert pairs[1].words.startswith("better by")


def test_the_more_skills_are_looked_at_the_more_it_takes():
    sides = [[Sample(n, points, 300.0) for n in range(4)] for points in (50.0, 76.0)]
    assert change(SKILL, *sides).reliable
    assert not change(SKILL, *sides, looks=25).reliable


def test_too_few_attempts_are_told_as_such():
    found = changes([tried(20.0, 9), tried(90.0, 1)])[SKILL]
    assert found.reliable is None
    assert found.words == "too little practised to tell"


def test_where_enough_meetings_were_with_the_same_customers_only_those_are_compared():
    early = [tried(30.0, 30 - n, scenario="anchor") for n in range(3)] + [tried(30.0, 26, scenario="easy")]
    late = [tried(80.0, 4 - n, scenario="anchor") for n in range(3)] + [tried(0.0, 0.5, scenario="hard")]
    found = changes([*early, *late], since=NOW - timedelta(days=10))[SKILL]
    assert found.anchored
    assert (found.before, found.after) == (pytest.approx(30.0), pytest.approx(80.0))


def test_a_trend_line_goes_over_meetings_with_one_customer_on_several_days():
    rows = [
        tried(40.0, 8, scenario="anchor", difficulty=5),
        tried(60.0, 1, scenario="anchor", difficulty=5),
        tried(50.0, 3),
    ]
    (found,) = anchors(rows, SKILL)
    assert found.scenario == "anchor"
    assert [one.points for one in found.meetings] == [pytest.approx(40.0), pytest.approx(60.0)]
    assert found.change.reliable is False

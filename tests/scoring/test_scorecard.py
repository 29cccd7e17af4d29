from __future__ import annotations

import pytest
from graded_replies import BIRTHDAY, CALM_DOWN, EXPRESS, INSULT, SORRY, TRACKING, card, graded
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.mood import Phase
from simulator.scoring.grade import bars, grade_reply, rubric_part, scorecard
from simulator.scoring.marks import CurveResult, Graded, Mark
from simulator.scoring.rubric import Card, Criterion, Critical, PhaseWeights, Rubric, Section

ANCHORS = ("a", "b", "c", "d", "e")


def criterion(name: str, weight: float = 1, critical: Critical | None = None) -> Criterion:
    return Criterion(name, name, weight, ANCHORS, critical=critical)


def tiny(effect: str = "cap", cap: float = 40) -> Card:
    fatal = Critical("fatal", "fatal", effect, (), cap)
    one = Rubric("one", 3, "One", (Section("s", "S", 1, (criterion("a", 3), criterion("b", 1, fatal))),), hash="h1")
    two = Rubric(
        "two", 1, "Two", (Section("t", "T", 2, (criterion("c"),)), Section("u", "U", 1, (criterion("d"),))), hash="h2"
    )
    hot = PhaseWeights("hot", (Phase.TAKE_OFF, Phase.SLOW_DOWN), {"one": 0.75, "two": 0.25})
    rest = PhaseWeights("rest", tuple(phase for phase in Phase if phase not in hot.phases), {"one": 0.5, "two": 0.5})
    return Card("tiny", 1, "Tiny", (one, two), (hot, rest))


def marks(points: dict[str, int | None], na: str = "", critical: str = "") -> tuple[Mark, ...]:
    where = {"a": "one", "b": "one", "c": "two", "d": "two"}
    return tuple(
        Mark(
            where[name],
            name,
            None if name in na else points[name],
            4,
            "why",
            applies=name not in na,
            critical=critical if name == "b" else "",
        )
        for name in points
    )


def reply(hostility: float = 100, phase: Phase = Phase.TAKE_OFF) -> Graded:
    return graded(TRACKING, hostility=hostility, phase=phase)


def test_a_score_is_the_weighted_sum_of_criteria_sections_rubrics_and_replies():
    first = marks({"a": 4, "b": 0, "c": 2, "d": 4})  # one .75, two (2*.5 + 1)/3 = .6667
    second = marks({"a": 0, "b": 0, "c": 4, "d": 4})  # one 0, two 1
    found = scorecard(tiny(), [(reply(80), first), (reply(20, Phase.RATIONAL), second)])
    one = 0.75 * 0.75 + 0.25 * 2 / 3
    assert found.score == pytest.approx(100 * (0.8 * one + 0.2 * 0.5) / 1.0)
    assert found.assessed == pytest.approx(1)
    assert found.rubrics["one"].score == pytest.approx(100 * (0.8 * 0.75 * 0.75) / (0.8 * 0.75 + 0.2 * 0.5))
    assert (found.rubrics["one"].version, found.rubrics["one"].hash) == (3, "h1")


def test_what_does_not_apply_shares_its_weight_out_and_costs_no_coverage():
    found = scorecard(tiny(), [(reply(), marks({"a": 4, "b": 0, "c": 2, "d": 2}, na="bd"))])
    assert found.score == pytest.approx(100 * (0.75 * 1 + 0.25 * 0.5))
    assert found.assessed == pytest.approx(1)


def test_what_could_not_be_assessed_lowers_the_share_and_not_the_score():
    found = scorecard(tiny(), [(reply(), marks({"a": None, "b": 4, "c": 4, "d": None}))])
    assert found.score == pytest.approx(100)
    assert found.assessed == pytest.approx(0.75 * 0.25 + 0.25 * 2 / 3)


def test_nothing_assessed_is_no_score_rather_than_zero():
    found = scorecard(tiny(), [(reply(), marks({"a": None, "b": None, "c": None, "d": None}))])
    assert (found.score, found.assessed, found.rubrics["one"].score) == (None, 0, None)
    assert scorecard(tiny(), []).score is None


def test_a_reply_that_was_not_understood_costs_nothing_but_coverage():
    good = (reply(), marks({"a": 4, "b": 4, "c": 4, "d": 4}))
    lost = (reply(), marks({"a": None, "b": None, "c": None, "d": None}))
    found = scorecard(tiny(), [good, lost])
    assert (found.score, found.assessed) == (pytest.approx(100), pytest.approx(0.5))


def test_a_rubric_that_does_not_apply_at_all_leaves_the_score_to_the_others():
    found = scorecard(tiny(), [(reply(), marks({"a": 4, "b": 4, "c": 0, "d": 0}, na="cd"))])
    assert found.score == pytest.approx(100)
    assert found.rubrics["two"].score is None


@pytest.mark.parametrize(
    ("effect", "cap", "score"), [("cap", 40, 40), ("cap", 97, 95.3125), ("card", 0, 0), ("section", 0, 25)]
)
def test_a_critical_fault_has_its_named_effect(effect, cap, score):
    given = marks({"a": 4, "b": 3, "c": 4, "d": 4}, critical="fatal")
    found = scorecard(tiny(effect, cap), [(reply(), given)])
    assert found.score == pytest.approx(score)
    assert found.caps == ("fatal",)


def test_a_cap_never_raises_a_score():
    poor = marks({"a": 0, "b": 0, "c": 0, "d": 0}, critical="fatal")
    assert scorecard(tiny(), [(reply(), poor)]).score == 0


def test_the_curves_result_stands_beside_the_score_and_does_not_move_it():
    given = [(reply(), marks({"a": 4, "b": 0, "c": 2, "d": 4}))]
    beside = scorecard(tiny(), given, CurveResult(50, 40, 90))
    assert beside.curve == CurveResult(50, 40, 90)
    assert replace(beside, curve=None) == scorecard(tiny(), given)


def test_bars_carry_the_share_that_was_assessed():
    found = bars(tiny(), [(reply(), marks({"a": None, "b": 4, "c": 4, "d": 4}))])
    assert [(bar.title, bar.score, bar.assessed) for bar in found] == [
        ("One", 100, pytest.approx(0.25)),
        ("Two", 100, 1),
    ]


@given(
    st.lists(st.tuples(st.floats(0, 100), st.lists(st.integers(0, 4), min_size=4, max_size=4)), min_size=1, max_size=6)
)
def test_a_score_lies_between_the_worst_and_the_best_reply(session):
    replies = [(reply(hostility), marks(dict(zip("abcd", points, strict=True)))) for hostility, points in session]
    alone = [scorecard(tiny(), [item]).score for item in replies]
    assert min(alone) - 1e-9 <= scorecard(tiny(), replies).score <= max(alone) + 1e-9


def shipped(*said, **standing):
    one = graded(*said, **standing)
    return one, tuple(item for rubric in card().rubrics for item in grade_reply(rubric, one))


def test_an_attack_caps_the_whole_session_at_forty():
    kind = [shipped(SORRY, BIRTHDAY, TRACKING)] * 5
    assert scorecard(card(), kind).score > 90
    found = scorecard(card(), [*kind, shipped(TRACKING, INSULT)])
    assert (found.score, found.caps) == (40, ("attack",))


def test_the_golden_policies_are_told_apart():
    listened = scorecard(card(), [shipped(SORRY, BIRTHDAY, TRACKING)]).score
    neutral = scorecard(card(), [shipped(TRACKING)]).score
    solved = scorecard(card(), [shipped(EXPRESS)]).score
    dismissed = scorecard(card(), [shipped(CALM_DOWN)]).score
    assert listened > neutral + 15 > solved + 20 > dismissed + 25


def test_rubric_part_ignores_marks_of_other_rubrics():
    given = marks({"a": 4, "b": 4, "c": 0, "d": 0})
    assert rubric_part(tiny().rubric("one"), given)[0] == pytest.approx(1)

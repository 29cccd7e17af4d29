"""What to practise next: aimed at the weakest skill, within reach, varied, and never too much abuse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.library import Library
from simulator.progress.advice import HOSTILE_SHARE, Standing, advise, allowed
from simulator.progress.behaviour import BEHAVIOURS, counts, shown
from simulator.progress.estimate import estimates
from simulator.progress.overview import overview
from simulator.progress.records import Attempted, Candidate, Heard, Observed
from simulator.progress.revisits import DAYS, revisits
from simulator.progress.trained import ONLY, WORDS, possible, trained
from simulator.scenario.cards import cards
from simulator.scoring.load import load_library_card

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
TITLES = {"resolution/deadline": "By when", "empathy/listens": "Listens", "clarity/moves_to_private": "In private"}
LIBRARY = tuple(
    Candidate(card.id, card.title, card.channel, card.persona, card.difficulty, card.skills, bool(card.warnings))
    for card in cards(Library())[0]
)


def tried(scenario: str = "case", days: float = 1.0, score: float = 60.0, **more: object) -> Attempted:
    seen = tuple(Observed(skill, 50.0, 4) for skill in ("resolution/deadline", "empathy/listens"))
    values = {"persona": "everyday", "channel": "email", "observed": seen, **more}
    return Attempted(f"{scenario}-{days}", scenario, NOW - timedelta(days=days), score=score, **values)  # type: ignore[arg-type]


def standing(*attempts: Attempted, level: str = "mild") -> Standing:
    return Standing(attempts, estimates(attempts, NOW), NOW, level)


def case(name: str, **more: object) -> Candidate:
    return Candidate(name, name.capitalize(), **more)  # type: ignore[arg-type]


def test_somebody_new_begins_with_a_short_calm_customer():
    found = advise(LIBRARY, standing(), TITLES)
    assert found.scenario.id == "first-chat"
    assert found.reason == "It is a good place to begin: short, and the customer is calm."


def test_the_weakest_for_certain_is_aimed_at_and_the_reason_names_it():
    weak = (Observed("resolution/deadline", 10.0, 4), Observed("empathy/listens", 90.0, 4))
    rows = [tried(f"case-{n}", n + 2.0, observed=weak) for n in range(4)]
    every = [case("listen", trains=("listening",)), case("when", trains=("giving a deadline",))]
    found = advise(every, standing(*rows), TITLES)
    assert (found.scenario.id, found.why.target) == ("when", "resolution/deadline")
    assert found.reason == 'It trains "giving a deadline", and "By when" is where you are least sure to do well.'


def test_how_hard_a_customer_is_for_somebody_is_said_from_the_third_conversation_on():
    few = [tried(f"case-{n}", days=n + 1.0) for n in range(3)]
    told = [advise([case("new")], standing(*few[:count]), {}).reason for count in (1, 2, 3)]
    assert ["too easy" in reason or "your level" in reason for reason in told] == [False, False, True]


def test_a_skill_that_was_never_assessed_is_not_called_weak():
    rows = [tried(f"case-{n}", n + 2.0) for n in range(4)]
    assert advise(LIBRARY, standing(*rows), TITLES).why.target != "clarity/moves_to_private"


@pytest.mark.parametrize(("score", "level"), [(20.0, 1), (66.0, 3), (98.0, 5)])
def test_the_level_goes_with_the_score(score, level):
    rows = [tried(f"case-{n}", 20.0 - n, score, observed=()) for n in range(12)]
    every = [case(f"level-{n}", difficulty=n) for n in range(1, 6)]
    found = advise(every, standing(*rows), TITLES).scenario
    assert abs(found.difficulty - level) <= 1


@given(
    st.lists(st.tuples(st.sampled_from(LIBRARY), st.floats(0.1, 30)), min_size=1, max_size=15),
    st.sampled_from(["none", "mild", "strong"]),
)
def test_neither_the_last_scenario_nor_its_kind_of_customer_nor_too_much_abuse_comes_next(met, level):
    rows = [tried(one.id, days, persona=one.persona, channel=one.channel, hostile=one.hostile) for one, days in met]
    where = standing(*rows, level=level)
    last = max(rows, key=lambda one: (one.at, one.id))
    found = advise(LIBRARY, where, TITLES)
    assert found is not None
    assert found.scenario.id != last.scenario
    assert found.scenario.persona != last.persona
    week = sum(one.hostile for one in rows if one.at > NOW - timedelta(days=7))
    assert not (found.scenario.hostile and week >= HOSTILE_SHARE[level])
    assert found.reason.endswith(".")
    assert "\n" not in found.reason


def test_somebody_who_wants_no_abuse_is_never_sent_there_and_then_there_may_be_nothing():
    hostile = [case("insults", hostile=True)]
    assert allowed(hostile, standing(level="none")) == []
    assert advise(hostile, standing(level="none"), TITLES) is None
    assert advise(hostile, standing(), TITLES).scenario.id == "insults"


def test_a_customer_due_again_comes_back_but_not_right_after_another_one():
    rows = [tried("old", 9.0), tried("new", 2.0, channel="phone", persona="calm")]
    every = [case("old", persona="hot_head"), case("other", persona="hot_head", channel="phone")]
    found = advise(every, standing(*rows), {})
    assert found.scenario.id == "old"
    assert found.reason == "You met this customer 9 days ago, and meeting them again now makes it last."
    again = [*rows, tried("new", 0.5, channel="phone", persona="calm")]
    assert advise(every, standing(*again), {}).scenario.id == "other"


# Revisits


def test_the_distance_grows_with_every_meeting_that_went_well_and_begins_anew_after_one_that_did_not():
    at, rows = NOW, []
    for n, days in enumerate(DAYS):
        rows.append(Attempted(str(n), "case", at, score=80.0))
        assert revisits(rows)["case"].due == at + timedelta(days=days)
        at += timedelta(days=days)
    assert revisits([*rows, Attempted("x", "case", at, score=30.0)])["case"].due == at + timedelta(days=1)
    assert revisits([*rows, Attempted("x", "case", at, score=80.0)]) == {}


def test_meetings_on_one_day_are_one_lesson():
    rows = [Attempted(str(n), "case", NOW + timedelta(minutes=n), score=90.0) for n in range(6)]
    assert revisits(rows)["case"].due == rows[-1].at + timedelta(days=1)


# Which scenario trains what


def test_every_criterion_is_trained_by_a_scenario_and_most_scenarios_name_a_criterion():
    card = load_library_card(Library())
    known = {f"{rubric.id}/{item.id}" for rubric in card.rubrics for item in rubric.criteria}
    assert {skill for skill in WORDS if not skill.startswith(("move/", "qa/"))} <= known
    assert {skill for skill in WORDS if not any(trained(skill, one) for one in LIBRARY)} <= {"empathy/personal"}
    named = [one for one in LIBRARY if any(trained(skill, one) for skill in WORDS)]
    assert len(named) >= 0.9 * len(LIBRARY)


def test_what_needs_a_channel_or_a_customer_is_possible_only_there():
    for skill, (field, values) in ONLY.items():
        assert {getattr(one, field) for one in LIBRARY if possible(skill, one)} == values


# Behaviour


def heard(*moves: str, hostility: float = 60.0) -> Heard:
    return Heard(moves, hostility)


@pytest.mark.parametrize(
    ("replies", "channel", "done"),
    [
        ([heard("sorry", "ask:order"), heard("offer:refund")], "email", {"asked_first": True, "gave_time": False}),
        ([heard("offer:refund", "ask:order", "promises")], "email", {"asked_first": False, "gave_time": True}),
        ([heard("stakes", "understands")], "email", {"named_stakes": True, "understood": True}),
        ([heard("sorry", hostility=10.0)], "email", {"never_worse": True}),
        ([heard("defends"), heard("to_private")], "social", {"never_worse": False, "went_private": True}),
        ([heard("step:said", "settled")], "email", {"asked_settled": True}),
        ([heard()], "email", {}),
    ],
)
def test_a_behaviour_is_counted_only_where_there_was_occasion(replies, channel, done):
    found = shown(Attempted("a", "case", NOW, channel=channel, replies=tuple(replies)))
    assert {name: found[name] for name in done} == done
    assert bool(found) == bool(done)
    assert "went_private" not in found or channel == "social"


def test_counts_are_told_beside_the_week_before_and_without_retries():
    asks, solves = (heard("ask:order"), heard("offer:refund")), (heard("offer:refund"),)
    rows = [tried(f"a{n}", n + 0.5, replies=asks if n != 2 else solves) for n in range(5)]
    rows += [
        tried("b", 9.0, replies=solves),
        tried("c", 0.2, replies=solves, again=True),
        tried("d", 30.0, replies=asks),
    ]
    found = {one.behaviour: one for one in counts(rows, NOW)}["asked_first"]
    assert found.words == "you asked before solving 4 times of 5; the week before 0 of 1"


def test_nothing_is_said_of_a_behaviour_without_occasion():
    assert all(one.words == "" for one in counts([tried(replies=())], NOW))


def test_an_overview_says_what_is_known_and_leaves_the_rest_unknown():
    card = load_library_card(Library())
    found = overview([tried(replies=(heard("ask:order"),))], NOW, card)
    assert {"resolution/deadline", "empathy/listens", "score", "move/asked_first"} <= set(found.estimates)
    assert set(found.estimates) | set(found.unknown) == set(found.titles)
    assert found.titles["move/asked_first"] in {each.title for each in BEHAVIOURS}
    assert all(one.reliable is None for one in found.changes.values())

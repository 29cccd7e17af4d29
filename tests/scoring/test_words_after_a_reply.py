from __future__ import annotations

import pytest
from graded_replies import BACK, CALM_DOWN, SORRY, TRACKING, reading
from msgspec import Struct
from msgspec.structs import replace

from simulator.engine.hostility import WEIGHTS, react, start, support_terms
from simulator.engine.reaction import Inputs
from simulator.mood import Ledger, Mood, Movement, Phase
from simulator.scenario.curve import PRESETS
from simulator.scoring.case_voice import SHE
from simulator.scoring.marks import Situation
from simulator.scoring.words import CAUSES, PHASE_WORDS, cause_words, feedback, listed
from simulator.signals import Evidence

STAKE = ("With Emma's birthday on Saturday I see why this worries you.", {"specificity": 0.8, "interpretation": 0.8})
NAMED = (("Emma", "stake"), ("birthday", "stake"), ("Saturday", "stake"))


def telling(*said):
    """The reading of these sentences, with the details they name as a reading finds them."""
    one = reading(*said)
    places = [
        (one.text.find(word), word, kind) for word, kind in (*NAMED, ("Lindqvist", "name"), ("parcel", "generic"))
    ]
    found = [Evidence("personalisation", 0.25, at, at + len(word), word, kind) for at, word, kind in places if at >= 0]
    return replace(one, evidence=tuple(sorted((*one.evidence, *found), key=lambda item: item.start)))


class Move(Struct, frozen=True):
    before: float
    heard: float
    mood: Mood
    ledger: Ledger


def move(before: float, surge: float, **causes: float) -> Move:
    rows = (Movement("surge", surge), *(Movement(name, delta) for name, delta in causes.items()))
    after = before + surge + sum(causes.values())
    return Move(before, before + surge, Mood(after, 0.5, 0.5), rows)


def test_every_phase_has_words_and_none_is_a_phases_name():
    assert set(PHASE_WORDS) == set(Phase)
    assert not [words for words in PHASE_WORDS.values() if "_" in words or words.isupper()]


def test_every_cause_the_engine_knows_has_words():
    mood = start(PRESETS["everyday"])
    known = {*WEIGHTS, *support_terms(mood, Inputs()), "surge", "solution", "time", "boundary", "delay"}
    assert {*known, "premature_solution", "stalling", "broken_promise"} == set(CAUSES)


def test_calmer_says_what_helped_most_with_the_details_that_were_named():
    moved = move(60, 2, empathy=-8, listening=-5, apology=-0.2)
    around = Situation(named=("Emma's birthday", "Saturday"))
    assert feedback(around, moved, telling(SORRY, STAKE, TRACKING), SHE) == (
        "calmer, because you named Emma's birthday and Saturday, and you asked about it"
    )


def test_naming_is_told_once_however_many_causes_it_stands_behind_and_is_more_than_speaking_personally():
    around = Situation(named=("the rent",))
    said = feedback(around, move(60, 0, empathy=-4, personalisation=-4), telling(STAKE), SHE)
    assert said == "calmer, because you named the rent"
    assert cause_words("personalisation", telling(STAKE), Situation(), SHE) == "you spoke to her personally"


def test_details_that_are_not_the_cases_own_are_told_in_general():
    assert cause_words("empathy", reading(STAKE), Situation(), SHE) == "you took up what she told you"
    assert cause_words("empathy", reading(SORRY), Situation(), SHE) == "you took up how she feels"


def test_saying_back_is_told_apart_from_asking():
    assert cause_words("listening", reading(BACK), Situation()) == "you said back what you had heard"
    assert cause_words("listening", reading(TRACKING), Situation()) == "you asked about it"
    happened = reading(("What happened on Monday?", {"exploration": 0.8}))
    assert cause_words("listening", happened, Situation()) == "you asked what happened"


def test_a_solution_before_a_question_is_told_so():
    said = feedback(
        Situation(n=1, receptivity=0), move(60, 6, premature_solution=9), reading(("Refund done.", {})), SHE
    )
    assert said == "angrier: she doesn't feel heard yet, and you haven't even asked what happened"
    later = feedback(
        Situation(n=3, receptivity=0), move(60, 6, premature_solution=9), reading(("Refund done.", {})), SHE
    )
    assert later == "angrier: she doesn't feel heard yet, so a solution comes too early"
    nearly = feedback(
        Situation(n=3, receptivity=0.5), move(60, 0, premature_solution=2), reading(("Refund done.", {})), SHE
    )
    assert nearly == "angrier: she is not quite ready for a solution"


def test_a_fall_that_does_not_outweigh_the_customers_own_rise_is_not_called_calmer():
    said = feedback(Situation(), move(60, 10, listening=-6), reading(TRACKING), SHE)
    assert said == "still getting angrier, but it helped that you asked about it"
    assert feedback(Situation(), move(60, 6, listening=-6), reading(TRACKING)).startswith("no angrier, because")


def test_a_provocation_is_named_and_what_helped_beside_it():
    said = feedback(Situation(), move(60, 2, dismissing=8, apology=-5), reading(SORRY, CALM_DOWN))
    assert said == "angrier: that brushes aside how the customer feels, though it helped that you said sorry"


def test_what_helped_a_little_does_not_soften_a_provocation():
    said = feedback(Situation(), move(60, 2, dismissing=8, apology=-1), reading(SORRY, CALM_DOWN))
    assert said == "angrier: that brushes aside how the customer feels"


def test_a_provocation_near_the_ceiling_is_still_named():
    assert (
        feedback(Situation(), move(94, 0.2, wall=0.2), reading(CALM_DOWN), SHE)
        == "no better: she got a rule instead of help"
    )
    assert (
        feedback(Situation(), move(91, 1, wall=0.4), reading(CALM_DOWN), SHE)
        == "angrier: she got a rule instead of help"
    )


def test_two_causes_without_an_and_are_simply_joined():
    assert feedback(Situation(), move(60, 0, apology=-5, listening=-4), reading(SORRY, TRACKING)) == (
        "calmer, because you said sorry and you asked about it"
    )


def test_a_reply_that_moves_nothing_says_that_the_anger_is_still_there():
    assert feedback(Situation(), move(60, 9), reading(("Hello.", {})), SHE) == (
        "angrier: she still needs to let it out, and nothing here takes that up"
    )
    assert feedback(Situation(), move(30, 0), reading(("Hello.", {}))) == "much as before"


@pytest.mark.parametrize("around", [Situation(settled=1.0), Situation(progress=0.5, settled=0.5)])
def test_nobody_who_said_yes_waits_for_something_that_helps(around):
    assert feedback(around, move(50, 4), reading(("Bye!", {})), SHE) == "still upset from before"
    assert feedback(around, move(30, 1, stalling=3), reading(("Bye!", {})), SHE) == "much as before"
    assert feedback(around, move(50, 6, empathy=-3), reading(STAKE), SHE).startswith("still upset from before, but")
    assert feedback(around, move(50, 2, attack=4), reading(CALM_DOWN), SHE).startswith("angrier: ")


def test_a_reply_that_was_not_understood_costs_nothing_and_says_so():
    assert "costs nothing" in feedback(Situation(understood=False), move(60, 0), reading(("x", {})))


def test_the_engines_own_reaction_can_be_told():
    curve = PRESETS["everyday"]
    reaction = react(start(curve), Inputs(empathy=1, specificity=1, listening=1), curve)
    assert feedback(Situation(), reaction, reading(TRACKING), SHE).startswith(
        ("calmer", "no angrier", "still getting angrier, but")
    )


@pytest.mark.parametrize(("items", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists_read_as_people_say_them(items, said):
    assert listed(items) == said


@pytest.mark.parametrize("cause", sorted(CAUSES))
def test_a_cause_in_words_has_no_slot_left(cause):
    words = cause_words(cause, reading(SORRY), Situation(), SHE)
    assert "{" not in words
    assert "_" not in words


@pytest.mark.parametrize(
    ("details", "told"),
    [
        (("already known: order number", "already known from the case"), "what you asked for is in the case already"),
        (("already known: order number", ""), CAUSES["re_asking"]),
        (("already told",), CAUSES["re_asking"]),
        (("the same question as before",), "you asked the same question again"),
    ],
)
def test_what_only_the_case_shows_was_not_told_by_the_customer(details, told):
    text = "What is your order number?"
    found = tuple(Evidence("re_asking", 0.8, 0, len(text), text, detail) for detail in details)
    again = replace(reading((text, {"re_asking": 0.8})), evidence=found)
    assert cause_words("re_asking", again, Situation(), SHE) == SHE.put(told)


@pytest.mark.parametrize(
    ("signals", "told"),
    [
        ({"reflection": 0.9, "exploration": 0.7}, CAUSES["empathy"]),
        ({"reflection": 0.65}, "you listened"),
        ({"restatement": 0.5, "reflection": 0.9}, "you said back what you had heard"),
        ({"reflection": 0.6, "exploration": 0.7}, "you asked about it"),
    ],
)
def test_a_feeling_taken_up_is_no_saying_back(signals, told):
    assert cause_words("listening", reading(("That sounds horrible.", signals)), Situation(), SHE) == SHE.put(told)

"""The coach words only what the trainee could know, and gives an example that asks what happened."""

import pytest

from simulator.training import Workshop


@pytest.fixture(scope="module")
def workshop():
    return Workshop(keep=False)


def test_what_is_at_stake_is_named_only_once_it_was_told(workshop):
    told = workshop.session("late-parcel-birthday")
    assert told.case_voice().because == "it is Emma's birthday on Saturday"
    hidden = workshop.session("charged-twice-in-public")
    assert "Wednesday" in hidden.scenario.persona.because
    assert hidden.case_voice().because == ""
    for n in range(1, 9):
        if hidden.case_voice().because or hidden.over:
            break
        hidden.hear(f"I'm sorry, Mr Menon. How has this affected you? Tell me more. ({n})", 30.0)
    assert hidden.case_voice().because == hidden.scenario.persona.because


def test_asking_for_a_datum_is_no_example_of_asking_what_happened(workshop):
    questions = workshop.session("locked-out").case_voice().questions
    assert questions[0] != "What is your phone number?"
    assert "What is your phone number?" in questions


def test_what_was_missed_is_asked_for_last_of_all(workshop):
    missed, asked = "Is there anything else I should know?", 0
    for name in workshop.library.scenario_ids():
        session = workshop.session(name)
        questions = session.case_voice().questions
        assert missed not in questions[:-1]
        asked += len(questions) > 1 and questions[-1] == missed
    assert asked


def test_a_time_is_called_for_where_the_best_resolution_has_one(workshop):
    assert not workshop.session("first-chat").case_voice().timed
    assert workshop.session("first-chat").case_voice().informs
    late = workshop.session("late-parcel-birthday").case_voice()
    assert late.timed
    assert not late.informs


def test_every_scenario_can_be_hinted_at_without_naming_what_nobody_said_yet(workshop):
    for name in workshop.library.scenario_ids():
        session = workshop.session(name)
        voice = session.case_voice()
        because = session.scenario.persona.because
        assert voice.because in ("", because)
        if voice.because:
            said = " ".join((*session.scenario.opening.messages, *voice.facts)).casefold()
            assert any(word in said for word in because.casefold().split() if len(word) > 4)

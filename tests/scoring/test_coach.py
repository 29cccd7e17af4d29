from __future__ import annotations

import pytest
from graded_replies import (
    AGAIN,
    CALM_DOWN,
    EXPRESS,
    INSULT,
    POLICY,
    SETTLED,
    SORRY,
    THANKS,
    TRACKING,
    card,
    graded,
    quotes,
)
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.mood import Phase
from simulator.scoring.case_voice import HE, SHE, THEY, CaseVoice, offer, short_quote, slots
from simulator.scoring.coach import coach, hint
from simulator.scoring.grade import grade_reply
from simulator.scoring.marks import Situation

CASE = CaseVoice(
    address="Mrs Lindqvist",
    item="dollhouse",
    order="48213",
    stakes=("birthday", "Emma", "Saturday"),
    because="it is Emma's birthday on Saturday",
    facts=('the tracking has said "at depot" since Thursday', "she phoned the courier twice and nobody picked up"),
    questions=("What does the tracking show on your side?",),
    resolutions=("a new dollhouse by express, there before Saturday", "the money back"),
    deadline="today by 15:00",
)
OPEN = {"open_facts": ("depot",)}
SOLVING = {"phase": Phase.PROBLEM_SOLVING, "hostility": 32.0, "receptivity": 0.9, "venting": 0.05}


def coached(*said, case: CaseVoice = CASE, **standing):
    one = graded(*said, **standing)
    marks = tuple(item for rubric in card().rubrics for item in grade_reply(rubric, one))
    return one, coach(card(), one, marks, case)


def test_a_cold_first_reply_gets_sentences_made_of_this_case():
    _, found = coached(("It is with the courier.", {"information": 0.4}), **OPEN)
    better = {item.criterion: item.better for item in found}
    assert better["receives_emotion"] == "I see why this upsets you, Mrs Lindqvist: it is Emma's birthday on Saturday."
    assert better["listens"] == "What does the tracking show on your side?"
    assert better["names_it"] == (
        "I can see how frustrating this is, Mrs Lindqvist, because it is Emma's birthday on Saturday."
    )


def test_the_costliest_loss_comes_first():
    _, found = coached(("It is with the courier.", {"information": 0.4}), **OPEN)
    assert [item.lost for item in found] == sorted((item.lost for item in found), reverse=True)
    assert found[0].rubric == "empathy"


def test_what_is_lost_by_all_criteria_together_is_what_the_reply_lacks_of_full_marks():
    one, found = coached(("It is with the courier.", {"information": 0.4}), **OPEN)
    from simulator.scoring.grade import scorecard

    marks = tuple(item for rubric in card().rubrics for item in grade_reply(rubric, one))
    assert sum(item.lost for item in found) == pytest.approx(1 - scorecard(card(), [(one, marks)]).score / 100)


def test_the_words_to_replace_are_the_trainees_own_sentence():
    one, found = coached(SORRY, CALM_DOWN, **OPEN)
    by = {item.criterion: item for item in found}
    assert by["respect"].quote.text == CALM_DOWN[0]
    assert one.reading.text[by["respect"].quote.start : by["respect"].quote.end] == CALM_DOWN[0]


def test_a_sentence_that_does_its_own_good_is_kept_and_the_better_one_is_added():
    good = ("Thank you for telling me.", {"gratitude": 0.7})
    _, found = coached(good, **OPEN)
    assert found
    assert [item.criterion for item in found if item.quote is not None] == []
    spoilt = (good[0], {"gratitude": 0.7, "canned": 0.7})
    assert [item.quote.text for item in coached(spoilt, **OPEN)[1] if item.quote is not None]


def test_a_plain_question_is_answered_and_gets_a_time_only_where_the_case_calls_for_one():
    plain = Situation(plain=True)
    assert hint(plain, replace(CASE, informs=True)).endswith("Answer it in your first sentence.")
    assert "Give a time" in hint(plain, CASE)
    assert "Give a time" not in hint(plain, replace(CASE, timed=False))


def test_a_customer_who_only_asks_is_told_and_offered_nothing_once_calm():
    asking = Situation(phase=Phase.PROBLEM_SOLVING, hostility=25.0)
    assert "Answer what is still open" in hint(asking, replace(CASE, informs=True))
    assert "Offer what helps" in hint(asking, CASE)


def test_after_an_offer_was_accepted_it_is_too_late_to_ask_whether_the_problem_is_understood():
    cold = ("It is with the courier.", {"information": 0.4})
    calming = {"phase": Phase.COOL_DOWN, "receptivity": 0.6}
    _, first = coached(cold, **calming)
    assert [item for item in first if "understood that right" in item.better]
    _, later = coached(cold, settled=0.5, **calming)
    assert not [item for item in later if "understood that right" in item.better]


def test_no_solution_is_suggested_while_the_customer_cannot_hear_it_or_needs_are_unknown():
    for standing in ({**OPEN}, {**SOLVING, **OPEN}, {}):
        _, found = coached(CALM_DOWN, POLICY, AGAIN, **standing)
        assert not [item.better for item in found if "express" in item.better or "money back" in item.better]


def test_once_the_customer_is_ready_the_allowed_solution_is_offered_with_a_time():
    _, found = coached(SORRY, **SOLVING)
    better = {item.criterion: item.better for item in found}
    assert better["solution"] == (
        "I can offer you a new dollhouse by express, there before Saturday, Mrs Lindqvist; would that be all right for you?"
    )
    assert better["deadline"] == "I'll see to it, Mrs Lindqvist, and confirm it to you today by 15:00."


def test_nothing_the_case_does_not_allow_is_ever_suggested():
    _, found = coached(SORRY, case=replace(CASE, resolutions=()), **SOLVING)
    assert "solution" not in {item.criterion for item in found}


def test_a_reply_that_was_not_understood_is_not_coached():
    assert coached(CALM_DOWN, understood=False)[1] == ()


def test_asking_too_early_is_answered_with_what_is_due_instead():
    _, found = coached(SETTLED, **SOLVING, settled=0.5)
    better = {item.criterion: item.better for item in found}
    assert better["closing_question"].startswith("I can offer you a new dollhouse")
    _, found = coached(THANKS, **SOLVING, settled=1.0)
    assert {item.criterion: item.better for item in found}[
        "closing_question"
    ] == "Is everything settled for you now, Mrs Lindqvist?"


PARTS = {"address": "Mr Ek", "item": "lamp", "order": "7", "because": "he moves on Friday", "facts": ("he waits",),
         "questions": ("Which lamp is it?",), "resolutions": ("send a new lamp",), "deadline": "today by 15:00"}  # fmt: skip


@given(st.sets(st.sampled_from(sorted(PARTS))), st.sampled_from(Phase), st.booleans(), st.booleans())
def test_no_suggestion_has_a_slot_left_or_an_empty_place(parts, phase, settled, facts):
    case = CaseVoice(**{name: PARTS[name] for name in parts})
    standing = {"phase": phase, "settled": float(settled), "open_facts": ("x",) if facts else (), "receptivity": 0.6}
    for said in ([CALM_DOWN, AGAIN], [SORRY], [INSULT], [EXPRESS, SETTLED]):
        _, found = coached(*said, case=case, **standing)
        for item in found:
            assert "{" not in item.better
            assert ", ," not in item.better
            assert " ." not in item.better
            assert item.better[0].isupper()
            assert item.better[-1] in ".?"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("a new dollhouse by express", "I can offer you a new dollhouse by express"),
        ("The money back", "I can offer you the money back"),
        ("10% off the order", "I can offer you 10% off the order"),
        ("another voucher", "I can offer you another voucher"),
        ("five more working days", "I can offer you five more working days"),
        ("call the depot and get the parcel moving", "I can call the depot and get the parcel moving"),
    ],
)
def test_a_title_becomes_an_offer(title, said):
    assert offer(title) == said


def test_only_a_short_statement_of_the_customer_is_repeated():
    assert short_quote("Where is it? It's Emma's birthday on Saturday!") == "It's Emma's birthday on Saturday"
    assert short_quote("Where is it?") == ""
    assert short_quote("word " * 20 + ".") == ""


def test_slots_without_a_value_are_left_out():
    assert slots(CaseVoice()) == {}


@pytest.mark.parametrize(
    ("address", "who"), [("Mrs Lindqvist", SHE), ("Ms. Ek", SHE), ("Mr Ek", HE), ("Karin", THEY), ("Mrow", THEY)]
)
def test_the_pronoun_follows_the_form_of_address(address, who):
    assert CaseVoice(address).pronoun == who


def test_the_hint_while_anger_rises_names_the_stake_and_what_to_ask():
    assert hint(Situation(phase=Phase.TAKE_OFF), CASE) == (
        "Let her finish. Say what is at stake for her (it is Emma's birthday on Saturday), and ask what happened "
        "(for example: What does the tracking show on your side?)."
    )


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ({"phase": Phase.SLOW_DOWN}, "keep listening"),
        ({"phase": Phase.SUPPORTIVE}, "She begins to hear you. Say back"),
        ({"phase": Phase.COOL_DOWN}, "say what happens next"),
        ({"phase": Phase.COOL_DOWN, "open_facts": ("depot",)}, "First find out"),
        ({"phase": Phase.PROBLEM_SOLVING}, "Offer what helps, such as a new dollhouse"),
        ({"phase": Phase.PROBLEM_SOLVING, "settled": 1.0}, "ask whether it is settled"),
        ({"phase": Phase.TAKE_OFF, "demanded": True}, "asked for a supervisor"),
        ({"phase": Phase.TAKE_OFF, "broken": 1}, "A promise was not kept"),
    ],
)
def test_the_hint_fits_the_moment(standing, words):
    assert words in hint(Situation(**standing), CASE)


@given(st.sampled_from(Phase), st.sampled_from([CASE, CaseVoice(), CaseVoice(address="Mr {x}", because="{y} is late")]))
def test_a_hint_is_plain_words_without_slots_phase_names_or_signals(phase, case):
    said = hint(Situation(phase=phase), case)
    assert "{" not in said
    assert "_" not in said
    assert phase.value not in said


def test_quotes_helper_finds_only_what_is_there():
    one = graded(TRACKING)
    assert quotes(one.reading, SORRY) == ()


def test_once_all_is_settled_nothing_more_is_to_be_promised():
    _, found = coached(("Thanks a lot.", {"gratitude": 0.7}), **SOLVING, settled=1.0, progress=0.5)
    assert not {item.criterion for item in found} & {"deadline", "ownership", "solution", "says_steps", "concrete"}


def test_what_is_in_the_right_hands_is_not_to_be_taken_on_as_well():
    passed = ("I'll hand you over to my supervisor.", {"hand_over": 0.8})
    _, found = coached(passed, **SOLVING, demanded=True, handed_over=True)
    assert "ownership" not in {item.criterion for item in found}


def test_a_sentence_that_offers_or_promises_is_never_the_one_to_replace():
    _, found = coached(EXPRESS, **SOLVING, proposals=quotes(EXPRESS), settled=0.5)
    assert [item.quote for item in found if item.quote is not None] == []


def test_praise_as_the_reason_says_that_there_is_more_to_gain():
    _, found = coached(SORRY, **OPEN)
    partly = [item for item in found if item.share >= 0.5]
    assert partly
    assert all(item.why.endswith("; there is more to gain") for item in partly if ", but " not in item.why)
    assert any(item.why.endswith("; there is more to gain") for item in partly)


def test_an_answer_is_told_and_not_offered():
    asked = replace(CASE, informs=True, resolutions=("a clear word on which bulb fits",))
    _, found = coached(("Hello there.", {"politeness": 0.5}), case=asked, **SOLVING)
    assert not [item.better for item in found if "a clear word" in item.better]


def test_a_scenarios_own_wording_of_an_offer_comes_before_its_title():
    worded = replace(CASE, offer="I can take one of the two out of the order")
    assert slots(worded)["offer"] == "I can take one of the two out of the order"


@pytest.mark.parametrize(
    ("fact", "cause"),
    [
        ('the tracking has said "at depot" since Thursday', "the tracking has said at depot since Thursday"),
        ('the remark was "some people only come to try things on"', "she phoned twice"),
    ],
)
def test_a_quoted_sentence_is_not_said_in_passing(fact, cause):
    said = slots(replace(CASE, facts=(fact, "she phoned twice")))["cause"]
    assert said == cause.replace("she phoned", "you phoned")

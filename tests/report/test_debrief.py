from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from msgspec.structs import replace
from sessions import (
    BACK,
    CALM_DOWN,
    CARD,
    CASE,
    EXPRESS,
    MUMBLE,
    PROMISE,
    SETTLED,
    SORRY,
    STAKE,
    THANKS,
    TRACKING,
    exchange,
    listened,
    rushed,
)

from simulator.mood import Ending, Movement, Phase
from simulator.report.curve_points import felt
from simulator.report.debrief import Debrief, debrief
from simulator.report.endings import AGREED, ended, ended_sentence, remains
from simulator.report.story import nth, story
from simulator.report.ticket_told import Written
from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.grade import scorecard
from simulator.scoring.marks import Graded, Mark
from simulator.scoring.ticket import Ticket, TicketAnswer


def told(exchanges, **more) -> Debrief:
    replies = [(Graded(item.heard.reading, item.situation), item.marks) for item in exchanges]
    return debrief(exchanges, scorecard(CARD, replies), CARD, [CASE] * len(exchanges), **more)


def test_what_happened_says_how_it_began_where_it_was_worst_and_how_it_ended():
    found = told(listened(), title="Late parcel", agreed="A new dollhouse by express")
    assert found.happened == (
        "You let Mrs Lindqvist finish and asked before solving.",
        "She was angriest after your first reply and calm from the third on.",
        "It ended settled, and she confirmed it: a new dollhouse by express.",
    )
    assert (found.title, found.ending) == ("Late parcel", "RESOLVED")


def test_a_rushed_session_is_told_without_reproach_and_without_numbers():
    assert told(rushed()).happened == (
        "You offered a solution before Mrs Lindqvist felt heard.",
        "Your second reply made it worse: that brushes aside how she feels.",
        "She was angriest after your second reply, and never got calm.",
        "She left, and it was not settled.",
    )


@pytest.mark.parametrize(
    ("ending", "closing", "said"),
    [
        ("WALKED_AWAY", None, "She left without a word."),
        ("ESCALATED", "Good.", "It was handed to a supervisor."),
        ("TERMINATED", None, "You ended it after two warnings, as you may."),
        (None, None, "You ended it before it was settled."),
    ],
)
def test_every_ending_has_its_sentence(ending, closing, said):
    assert told(rushed(ending, closing)).happened[-1] == said


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (PROMISE, "All was agreed, and you closed it without asking whether it is settled."),
        (SETTLED, "All was agreed, and you closed it."),
        (("Have a nice evening then, bye!", {}), "All was agreed, and you closed it."),
    ],
)
def test_a_conversation_that_was_agreed_and_closed_by_the_agent_is_not_called_early(last, said):
    solving = Phase.PROBLEM_SOLVING
    cut = (*listened()[:3], exchange(4, [last], (34, 34, 22), phase=solving, after=solving, settled=1.0))
    assert told(cut).happened[-1] == said


def test_what_remains_is_told_once_when_all_is_agreed_and_not_when_it_has_ended():
    solving = Phase.PROBLEM_SOLVING
    agreed = exchange(4, [PROMISE], (34, 34, 22), phase=solving, after=solving, settled=1.0)
    again = exchange(5, [THANKS], (34, 34, 22), phase=solving, after=solving, settled=1.0)
    cut = (*listened()[:3], agreed)
    said = "All is agreed. What remains: ask whether it is settled, or end it with F8."
    assert remains(cut, "end it with F8") == said
    assert remains((*cut, again), "") == remains(listened(), "") == remains(listened()[:3], "") == remains((), "") == ""


def test_a_provocation_before_listening_is_where_the_story_begins():
    hot = Phase.TAKE_OFF
    first = exchange(1, [CALM_DOWN], (50, 58, 75), phase=hot, after=hot)
    later = exchange(2, [TRACKING], (75, 78, 60), phase=hot, after=Phase.SLOW_DOWN)
    assert told((first, later)).happened[0] == "Your first reply made it worse before Mrs Lindqvist felt heard."


def test_a_calm_customer_is_called_calm():
    calm = Phase.RATIONAL
    one = exchange(1, [EXPRESS], (30, 30, 25), phase=calm, after=Phase.PROBLEM_SOLVING, plain=True)
    assert told((one,)).happened[:2] == ("Mrs Lindqvist came with a calm question.", "She stayed calm throughout.")


def test_the_strength_is_the_trainees_own_whole_sentence_with_a_reason():
    found = told(listened()).strength
    assert found.reply == 2
    assert found.quote in {STAKE[0], BACK[0]}
    assert found.why


def test_the_thing_to_try_names_the_reply_and_puts_a_sentence_of_this_case_beside_the_trainees_own():
    found = told(rushed()).to_try
    assert (found.reply, found.quote) == (2, CALM_DOWN[0])
    assert "Emma's birthday" in found.better or "depot" in found.better


def test_a_session_that_was_never_understood_has_neither_strength_nor_advice_and_no_score():
    lost = (
        exchange(1, [MUMBLE], (50, 50, 50), phase=Phase.TAKE_OFF, after=Phase.TAKE_OFF, understood=False, causes={}),
    )
    found = told(lost)
    assert (found.strength, found.to_try, found.scorecard.score) == (None, None, None)
    assert {bar.score for bar in found.bars} == {None}


def test_no_reply_at_all_still_gives_a_debrief():
    found = told(())
    assert found.happened == ("You ended it before the first reply.",)
    assert (found.strength, found.to_try, found.curve, found.details) == (None, None, (), ())


def test_the_protocol_stands_in_order_with_the_words_that_took_each_step():
    steps = told(listened()).protocol
    assert [step.done for step in steps] == [True] * 6
    assert [step.quote for step in steps[3:]] == [PROMISE[0], THANKS[0], SETTLED[0]]


def test_the_curve_has_a_point_with_words_for_every_exchange():
    points = told(listened()).curve
    assert (points[0].before, points[0].heard, points[0].after) == (50, 60, 58)
    assert points[-1].words == "ready to solve it"
    assert [point.n for point in points] == [1, 2, 3, 4]


def test_details_hold_every_mark_with_quotes_and_every_movement_in_words():
    first = told(rushed()).details[1]
    by = {line.criterion: line for line in first.marks}
    assert by["Nothing that provokes"].points == 0
    assert [quote.text for quote in by["Nothing that provokes"].quotes] == [CALM_DOWN[0]]
    assert [row.words for row in first.movements] == [
        "angrier before you wrote: she still had to let it out",
        "angrier, because that brushes aside how she feels",
    ]
    assert sum(row.delta for row in first.movements) == pytest.approx(93 - 70)


def test_bars_stand_in_the_cards_order_with_their_coverage():
    found = told(listened())
    assert [bar.title for bar in found.bars] == ["Empathy", "Clarity", "Resolution"]
    assert all(bar.assessed == pytest.approx(1) for bar in found.bars)
    assert {bar.rubric: bar.score for bar in found.bars} == {
        name: item.score for name, item in found.scorecard.rubrics.items()
    }


def test_a_ticket_is_shown_beside_the_score_and_not_in_it():
    marks = (
        Mark("ticket", "category", 4, 4, "the category is right"),
        Mark("ticket", "note", 0, 4, "there is no note"),
    )
    found = told(listened(), ticket=Written(Ticket(), TicketAnswer(), marks))
    assert found.ticket.score == pytest.approx(100 * (2 * 1 + 2 * 0) / 4)
    assert [title for title, _ in found.ticket.marks] == ["Category", "Note"]
    assert found.scorecard == told(listened()).scorecard
    assert told(listened()).ticket is None


def test_the_tickets_faults_are_told_with_what_is_right_and_why():
    marks = (
        Mark("ticket", "category", 0, 4, "another category fits this case"),
        Mark("ticket", "root_cause", 0, 4, "something else was the root cause"),
        Mark("ticket", "owner", 4, 4, "the owner can settle it"),
        Mark("ticket", "promise", 3, 4, "most of the promise stands there"),
        Mark("ticket", "note", 0, 4, "there is no note"),
        Mark("ticket", "deadline", None, 4, "no promise was made", applies=False),
    )
    cure = "It would not have come up with: The bulb named on the lamp's own page."
    form = Ticket(category="delivery", owner="web shop")
    key = TicketAnswer("before the sale", "low", "product page incomplete", "web shop")
    found = told(listened(), ticket=Written(form, key, marks, "The bulb named on the lamp's own page"))
    assert found.ticket.to_try == (
        "Category: “before the sale”, not “delivery”. Choose what the customer came with.",
        f"Root cause: “product page incomplete”; you chose none. Name what went wrong first, not what it led to. {cure}",
        "Note: there is no note. Say what happened and what was agreed, with the details the next person needs.",
    )


def test_simulated_ratings_follow_the_curve():
    assert told(listened()).rated.csat > 4
    assert told(rushed()).rated.csat < 2


def test_no_sentence_of_the_debrief_names_a_phase_a_signal_or_a_number_of_the_curve():
    for found in (told(listened()), told(rushed())):
        said = [*found.happened, found.to_try.better, found.to_try.why, found.strength.why if found.strength else ""]
        said += [point.words for point in found.curve]
        assert not [text for text in said if "_" in text or any(phase.value in text for phase in Phase)]


def test_a_debrief_can_be_written_and_read_again():
    found = replace(told(listened()), attempt_id="a1")
    assert msgspec.json.decode(msgspec.json.encode(found), type=Debrief) == found


def test_without_a_form_of_address_the_story_speaks_of_the_customer():
    assert story(rushed(), CaseVoice(), "WALKED_AWAY")[0] == "You offered a solution before the customer felt heard."
    assert story(rushed(), replace(CASE, address="Mr Ek"), "WALKED_AWAY")[2].startswith("He was angriest")


@pytest.mark.parametrize(
    ("n", "word"), [(1, "first"), (10, "tenth"), (11, "11th"), (21, "21st"), (22, "22nd"), (113, "113th")]
)
def test_ordinals(n, word):
    assert nth(n) == word


@pytest.mark.parametrize(
    ("phase", "hostility", "change", "words"),
    [
        (Phase.SLOW_DOWN, 75.0, -2.0, "at the peak, letting off steam"),
        (Phase.SLOW_DOWN, 52.0, -8.0, "letting off steam"),
        (Phase.SLOW_DOWN, 30.0, -8.0, "calmer, with something left to say"),
        (Phase.TAKE_OFF, 60.0, 8.0, "getting angrier"),
        (Phase.TAKE_OFF, 60.0, -8.0, "still upset"),
        (Phase.TAKE_OFF, 60.0, 0.4, "still upset"),
        (Phase.TAKE_OFF, 60.0, 0.0, "upset"),
        (Phase.SUPPORTIVE, 92.0, 0.0, "still hot, but starting to hear you"),
        (Phase.SUPPORTIVE, 50.0, -4.0, "starting to hear you"),
        (Phase.COOL_DOWN, 47.0, 2.0, "not calm yet"),
        (Phase.COOL_DOWN, 47.0, -2.0, "calming down"),
        (Phase.SUPPORTIVE, 50, 4, "not calm yet"),
        (Phase.SUPPORTIVE, 70, 4, "still hot"),
    ],
)
def test_how_somebody_feels_contradicts_neither_the_curve_nor_its_last_step(phase, hostility, change, words):
    assert felt(phase, hostility, change) == words


def test_every_ending_has_one_name_in_lists_and_sentences():
    endings = [*get_args(Ending), None]
    assert len({ended(one) for one in endings}) == len(endings)
    assert len({ended_sentence(one) for one in endings}) == len(endings)
    assert ended(None) in ended_sentence(None).lower()
    assert ended(None) in told(listened()[:1]).happened[-1].lower()
    assert ended_sentence(None, agreed=True) == AGREED
    assert ended_sentence("RESOLVED", agreed=True) == ended_sentence("RESOLVED")


def test_where_it_was_worst_at_the_start_the_calm_reply_is_still_called_a_reply():
    eased = tuple(
        exchange(n, [TRACKING], curve, phase=Phase.SLOW_DOWN, after=Phase.COOL_DOWN)
        for n, curve in ((1, (60.0, 60.0, 52.0)), (2, (52.0, 52.0, 38.0)))
    )
    assert told(eased).happened[1] == "She was angriest at the start and calm from your second reply on."


def test_a_calm_customers_own_rise_is_not_called_letting_it_out():
    calm = exchange(1, [EXPRESS], (30, 31, 25), phase=Phase.RATIONAL, after=Phase.PROBLEM_SOLVING)
    hot = exchange(1, [TRACKING], (60, 66, 60), phase=Phase.TAKE_OFF, after=Phase.SLOW_DOWN)
    first = told((calm,)).details[0].movements[0]
    assert (first.cause, first.words) == ("surge", "angrier before you wrote: she was still waiting")
    assert "let it out" in told((hot,)).details[0].movements[0].words


def test_one_sentence_is_never_both_the_best_and_the_one_to_change():
    for exchanges in (listened(), rushed(), listened()[:3]):
        found = told(exchanges)
        if found.strength and found.to_try:
            assert found.strength.quote != found.to_try.quote


def test_a_later_provocation_is_told_with_its_reason():
    attacked = exchange(
        5, [CALM_DOWN], (30, 32, 60), phase=Phase.TAKE_OFF, after=Phase.TAKE_OFF, causes={"dismissing": 28.0}
    )
    assert (
        "Your fifth reply made it worse: that brushes aside how she feels."
        in told((*listened()[:3], attacked)).happened
    )


def test_what_provoked_or_calmed_nobody_is_no_strength():
    bare = exchange(1, [TRACKING], (60, 66, 66), phase=Phase.TAKE_OFF, after=Phase.TAKE_OFF, causes={})
    assert told((bare,)).strength is None


def test_a_solution_that_came_too_early_after_the_question_is_told_as_such():
    hasty = replace(listened()[2], ledger=(Movement("premature_solution", 4.0),))
    said = told((*listened()[:2], hasty)).happened[0]
    assert said == "You asked what had happened, but your third reply offered a solution too early."


def test_the_words_beside_what_was_named_hold_it():
    one = exchange(2, [SORRY, STAKE], (58, 63, 45), phase=Phase.SLOW_DOWN, after=Phase.SUPPORTIVE)
    row = Movement("empathy", -6.0, "I'm so sorry")
    named = replace(one, ledger=(row,), situation=replace(one.situation, named=("Emma's birthday", "Saturday")))
    assert told((named,)).details[0].movements[0].quote == STAKE[0]
    elsewhere = replace(named, situation=replace(one.situation, named=("the bulb",)))
    assert told((elsewhere,)).details[0].movements[0].quote is None


def test_a_reply_that_was_not_understood_has_no_list_of_marks():
    hot = Phase.TAKE_OFF
    lost = exchange(1, [MUMBLE], (50, 50, 50), phase=hot, after=hot, understood=False, causes={})
    assert told((lost,)).details[0].marks == ()

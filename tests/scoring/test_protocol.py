from __future__ import annotations

from graded_replies import BACK, BIRTHDAY, EXPRESS, PROMISE, SETTLED, SORRY, THANKS, TRACKING, graded, quotes
from msgspec.structs import replace

from simulator.mood import Phase
from simulator.scoring.marks import Graded
from simulator.scoring.protocol import protocol


def reply(*said, n: int, **more) -> Graded:
    one = graded(*said, n=n, phase=Phase.PROBLEM_SOLVING, receptivity=1.0, **more)
    offered = quotes(one.reading, EXPRESS)
    now = replace(one.situation, proposals=offered, fit=1.0 if offered else 0.0, promised=quotes(one.reading, PROMISE))
    return Graded(one.reading, now)


WHOLE = [
    reply(SORRY, TRACKING, n=1),
    reply(BIRTHDAY, BACK, n=2),
    reply(EXPRESS, n=3),
    reply(PROMISE, THANKS, SETTLED, n=4, settled=1.0),
]


def taken(replies) -> dict:
    return {step.id: (step.done, step.reply, step.quote) for step in protocol(replies)}


def test_a_whole_conversation_takes_all_six_steps_in_its_own_words():
    assert taken(WHOLE) == {
        "listened": (True, 1, TRACKING[0]),
        "named": (True, 2, BACK[0]),
        "steps": (True, 4, PROMISE[0]),
        "solution": (True, 4, PROMISE[0]),
        "thanked": (True, 4, THANKS[0]),
        "asked": (True, 4, SETTLED[0]),
    }


def test_listening_after_the_solution_was_offered_is_not_listening_first():
    assert taken([reply(EXPRESS, n=1), reply(TRACKING, n=2)])["listened"][0] is False


def test_a_time_without_a_solution_is_no_solution_with_a_date():
    assert taken([reply(PROMISE, n=1)])["solution"][0] is False
    assert taken([reply(EXPRESS, n=1)])["solution"][0] is False


def test_asking_too_early_whether_it_is_settled_is_not_the_step():
    assert taken([reply(SETTLED, n=1, settled=0.5)])["asked"][0] is False


def notes(replies) -> dict:
    return {step.id: step.note for step in protocol(replies) if step.note}


def test_a_step_that_was_said_but_does_not_count_says_why():
    assert notes([reply(SETTLED, n=1, settled=0.5)]) == {"asked": "asked in reply 1, before all was agreed"}
    assert notes([reply(EXPRESS, n=1), reply(TRACKING, n=2)]) == {
        "listened": "asked in reply 2, after a solution was offered",
        "solution": "offered in reply 1, without a time",
    }
    early = reply(EXPRESS, PROMISE, n=1)
    deaf = replace(early, situation=replace(early.situation, receptivity=0.1))
    unfit = replace(early, situation=replace(early.situation, fit=0.3))
    assert notes([deaf])["solution"] == "offered in reply 1, before they could take it up"
    assert notes([unfit])["solution"] == "offered in reply 1, but it is not what settles this case"
    assert notes(WHOLE) == {}


def test_the_answer_to_a_plain_question_is_not_called_a_solution_with_a_date():
    one = reply(EXPRESS, n=1, plain=True)
    step = next(step for step in protocol([one]) if step.id == "solution")
    assert (step.done, step.title) == (True, "Answered the question")
    asked = next(step for step in protocol([graded(plain=True)]) if step.id == "solution")
    assert (asked.done, asked.title) == (False, "Answered the question")


def test_a_plain_question_needs_no_listening_and_no_naming():
    steps = taken([graded(("It is beech.", {"information": 0.8}), plain=True)])
    assert (steps["listened"][0], steps["named"][0], steps["thanked"][0]) == (None, None, False)


def test_nothing_that_was_not_understood_takes_a_step():
    lost = [replace(item, situation=replace(item.situation, understood=False)) for item in WHOLE]
    assert {done for done, _, _ in taken(lost).values()} == {False}


def test_the_titles_are_those_of_the_debrief():
    assert [step.title for step in protocol([])] == [
        "Listened",
        "Named the problem",
        "Said the steps",
        "Solution with a date",
        "Thanked",
        "Asked if it is settled",
    ]

from __future__ import annotations

import pytest
from graded_replies import card
from msgspec.structs import replace

from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.grade import rubric_part
from simulator.scoring.ticket import Ticket, TicketAnswer, grade_ticket

KEY = TicketAnswer("delivery", "high", "courier delay", "delivery desk")
PROMISES = ("I'll e-mail you the tracking number today by 15:00", "I'll call you on Friday")
CASE = CaseVoice(item="dollhouse", order="48213", facts=('the tracking has said "at depot" since Thursday',))
RIGHT = Ticket(
    category="delivery",
    priority="high",
    root_cause="courier delay",
    owner="delivery desk",
    promise="email with the tracking number",
    deadline="today 15:00",
    note="Dollhouse of order 48213 at the depot since Thursday, new one goes by express, customer agreed.",
)


def points(form: Ticket, key: TicketAnswer = KEY, promises: tuple[str, ...] = PROMISES) -> dict[str, int | None]:
    return {mark.criterion: mark.points for mark in grade_ticket(card().ticket, form, key, promises, CASE)}


def test_a_right_ticket_earns_every_point():
    marks = grade_ticket(card().ticket, RIGHT, KEY, PROMISES, CASE)
    assert {mark.points for mark in marks} == {4}
    assert rubric_part(card().ticket, marks)[0] == 1
    assert {mark.rubric for mark in marks} == {"ticket"}


def test_an_empty_ticket_earns_none():
    assert set(points(Ticket()).values()) == {0}


def test_capitals_and_spaces_make_no_difference():
    assert points(replace(RIGHT, category="  Delivery ", root_cause="Courier Delay", priority="HIGH"))["category"] == 4


@pytest.mark.parametrize(("priority", "wanted"), [("high", 4), ("normal", 2), ("urgent", 2), ("low", 1), ("?", 0)])
def test_a_priority_one_step_off_is_half_right(priority, wanted):
    assert points(replace(RIGHT, priority=priority))["priority"] == wanted


def test_what_the_case_leaves_open_is_not_judged():
    assert points(RIGHT, TicketAnswer()) == {
        "category": None, "priority": None, "root_cause": None, "owner": None, "promise": 4, "deadline": 4, "note": 4
    }  # fmt: skip


def test_without_a_promise_there_is_none_to_write_down():
    found = points(replace(RIGHT, promise="", deadline=""), promises=())
    assert (found["promise"], found["deadline"]) == (None, None)


def test_a_promise_left_out_or_with_another_time_is_told_apart():
    assert points(replace(RIGHT, promise="", note="ok"))["promise"] == 0
    wrong_time = points(replace(RIGHT, deadline="some day"))
    assert (wrong_time["promise"], wrong_time["deadline"]) == (4, 0)
    assert points(replace(RIGHT, deadline="15:00"))["deadline"] == 2


def test_a_note_is_judged_by_the_details_of_this_case():
    assert points(replace(RIGHT, note="Customer was unhappy, all is fine now, nothing else to do."))["note"] == 1
    assert points(replace(RIGHT, note="The dollhouse."))["note"] == 2

"""Times in replies: what they mean on a Wednesday at 10:02, in a shop that is open on weekdays from 8 to 18."""

from __future__ import annotations

from datetime import timedelta

import pytest
from case_of import HOURS, WEDNESDAY
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.deadlines import deadlines, may_name_a_time, out_of_hours
from simulator.engine.moment import Moment

NOW = Moment(WEDNESDAY, 0.0, HOURS)


def due(text, moment=NOW):
    """When each time in a text is due, as day and time."""
    return [f"{moment.begin + timedelta(seconds=item.due):%d %b %H:%M}" for item in deadlines(text, moment)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("within 2 hours", "04 Nov 12:02"),
        ("in 30 minutes", "04 Nov 10:32"),
        ("in half an hour", "04 Nov 10:32"),
        ("in an hour", "04 Nov 11:02"),
        ("within the hour", "04 Nov 11:02"),
        ("in ten minutes", "04 Nov 10:12"),
        ("48 hours", "06 Nov 10:02"),
        ("in 24-48 h", "06 Nov 10:02"),
        ("within the next 24 hours", "05 Nov 10:02"),
        ("Refund of €64.90 done, 5 days.", "09 Nov 18:00"),
        ("in 3-5 working days", "11 Nov 18:00"),
        ("within two business days", "06 Nov 18:00"),
        ("in a week", "11 Nov 18:00"),
        ("by 10:30", "04 Nov 10:30"),
        ("by 8.30 tonight", "04 Nov 20:30"),
        ("at 7:45 this evening", "04 Nov 19:45"),
        ("tonight at 9", "04 Nov 21:00"),
        ("by 18:30 tonight", "04 Nov 18:30"),
        ("by 3 pm", "04 Nov 15:00"),
        ("by 3.", "04 Nov 15:00"),
        ("at 15h", "04 Nov 15:00"),
        ("by 15.00", "04 Nov 15:00"),
        ("before noon", "04 Nov 12:00"),
        ("today", "04 Nov 18:00"),
        ("by the end of the day", "04 Nov 18:00"),
        ("this afternoon", "04 Nov 18:00"),
        ("tonight", "05 Nov 00:00"),
        ("tomorrow", "05 Nov 18:00"),
        ("tomorrow morning", "05 Nov 12:00"),
        ("tomorrow at 10:30", "05 Nov 10:30"),
        ("by tomorrow 3pm", "05 Nov 15:00"),
        ("between 9 and 12 tomorrow", "05 Nov 12:00"),
        ("the day after tomorrow", "06 Nov 18:00"),
        ("by Friday", "06 Nov 18:00"),
        ("on Friday by 12:00", "06 Nov 12:00"),
        ("by 9am on Thursday", "05 Nov 09:00"),
        ("on Saturday", "08 Nov 00:00"),
        ("next Friday", "13 Nov 18:00"),
        ("next week", "13 Nov 18:00"),
        ("by the end of the week", "06 Nov 18:00"),
        ("on 12 November", "12 Nov 18:00"),
        ("November 12th", "12 Nov 18:00"),
        ("by 12/11", "12 Nov 18:00"),
        ("on 12.11.", "12 Nov 18:00"),
        ("2026-11-12", "12 Nov 18:00"),
        ("on the 12th", "12 Nov 18:00"),
    ],
)
def test_a_named_time_becomes_the_latest_moment_it_can_mean(text, when):
    assert due(text) == [when]


@pytest.mark.parametrize(
    "text",
    [
        "since Thursday",
        "last Friday",
        "I waited for 3 days",
        "It is 3 days late",
        "two weeks ago",
        "promised for Tuesday",
        "I know you need it for Friday",
        "I'll order it, you need it for Friday",
        "you ordered on 26 October",
        "order 48213",
        "we are here 24/7",
        "at 8 different shops",
        "It costs 12.50",
        "that Saturday with your daughter",
        "a day",
        "the sun sat on the wed",
        "",
    ],
)
def test_times_gone_by_and_numbers_that_are_no_times_name_no_deadline(text):
    assert due(text) == []


@pytest.mark.parametrize("text", ["by Friday, 15:00", "within two hours", "I'll call you tomorrow morning"])
def test_only_a_text_that_may_name_a_time_names_one(text):
    assert deadlines(text, NOW)
    assert may_name_a_time(text)
    assert not may_name_a_time("I'm so sorry, that must be dreadful.")


def test_the_clock_of_the_scenario_moves_what_today_means():
    later = Moment(WEDNESDAY, 9 * 3600.0, HOURS)
    assert due("within 2 hours", later) == ["04 Nov 21:02"]
    assert due("by 10:30", later) == []
    assert due("today", later) == ["05 Nov 00:00"]


def test_each_time_of_a_sentence_is_told_apart_with_its_exact_words():
    text = "It is there by Friday at 12:00, and I'll write today by 15:00."
    found = deadlines(text, NOW)
    assert [text[item.start : item.end] for item in found] == ["Friday at 12:00", "today by 15:00"]


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("at 22:00", True),
        ("by 18:00", False),
        ("by 18:30", True),
        ("tonight", True),
        ("in 2 hours", False),
        ("in 9 hours", True),
        ("within 9 hours", False),
        ("within 24 hours", False),
        ("on Saturday", True),
        ("on Sunday at 10:00", True),
        ("by Monday", False),
        ("next week", False),
    ],
)
def test_the_shops_hours_decide_whether_somebody_is_there(text, closed):
    assert [out_of_hours(item, NOW) for item in deadlines(text, NOW)] == [closed]


def test_a_shop_without_hours_is_always_open():
    always = Moment(WEDNESDAY)
    assert not out_of_hours(deadlines("on Sunday at 3:00", always)[0], always)


@given(st.text(max_size=80), st.floats(0, 1e7))
def test_any_text_gives_times_to_come_with_exact_spans(text, clock):
    for item in deadlines(text, Moment(WEDNESDAY, clock, HOURS)):
        assert 0 <= item.start < item.end <= len(text)
        assert item.due > clock

"""Dates as agents write them: a weekday beside a date, month ends, next Friday, the hours of an office day."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from simulator.engine.deadlines import deadlines
from simulator.engine.moment import Moment

HOURS = dict.fromkeys(range(5), (8 * 60, 18 * 60))
WEDNESDAY = datetime(2026, 11, 4, 10, 2)  # noqa: DTZ001 - a scenario's time has no zone
FRIDAY = datetime(2026, 11, 13, 11, 40)  # noqa: DTZ001
MONDAY = datetime(2026, 11, 30, 9, 10)  # noqa: DTZ001
YEAR_END = datetime(2026, 12, 30, 9, 0)  # noqa: DTZ001


def due(text, now):
    return [f"{now + timedelta(seconds=item.due):%a %d %b %H:%M}" for item in deadlines(text, Moment(now, 0.0, HOURS))]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("by Friday 27 November", "Fri 27 Nov 18:00"),
        ("by Friday the 27th of November at noon", "Fri 27 Nov 12:00"),
        ("by Friday, 27 November, 12:00", "Fri 27 Nov 12:00"),
        ("by Fri 27 Nov", "Fri 27 Nov 18:00"),
        ("on Friday, November 27th", "Fri 27 Nov 18:00"),
        ("by Friday 27/11", "Fri 27 Nov 18:00"),
        ("by Friday (27 November)", "Fri 27 Nov 18:00"),
        ("by Friday the 27th", "Fri 27 Nov 18:00"),
        ("on the 27th of November, a Friday", "Fri 27 Nov 18:00"),
        ("by Friday 20th", "Fri 20 Nov 18:00"),
        ("by Thursday 27 November", "Fri 27 Nov 18:00"),
        ("by Friday", "Fri 13 Nov 18:00"),
        ("by next Friday", "Fri 20 Nov 18:00"),
        ("on Friday next week", "Fri 20 Nov 18:00"),
        ("next week on Friday", "Fri 20 Nov 18:00"),
        ("a week on Friday", "Fri 20 Nov 18:00"),
        ("Friday week", "Fri 20 Nov 18:00"),
    ],
)
def test_a_date_beside_a_weekday_is_the_day_that_is_meant(text, when):
    assert due(text, FRIDAY) == [when]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("by Friday 4 December", "Fri 04 Dec 18:00"),
        ("on the 2nd", "Wed 02 Dec 18:00"),
        ("by tomorrow", "Tue 01 Dec 18:00"),
        ("by the end of the month", "Mon 30 Nov 18:00"),
        ("by the end of next month", "Thu 31 Dec 18:00"),
        ("by the end of December", "Thu 31 Dec 18:00"),
    ],
)
def test_over_the_end_of_a_month(text, when):
    assert due(text, MONDAY) == [when]


def test_over_the_end_of_a_year():
    assert due("by Monday 4 January", YEAR_END) == ["Mon 04 Jan 18:00"]
    assert due("next week", YEAR_END) == ["Fri 08 Jan 18:00"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("tomorrow by noon", "Thu 05 Nov 12:00"),
        ("within the hour", "Wed 04 Nov 11:02"),
        ("in the next hour", "Wed 04 Nov 11:02"),
        ("in an hour or two", "Wed 04 Nov 12:02"),
        ("by end of day", "Wed 04 Nov 18:00"),
        ("by close of business tomorrow", "Thu 05 Nov 18:00"),
        ("by end of play today", "Wed 04 Nov 18:00"),
        ("by the end of business on Friday", "Fri 06 Nov 18:00"),
        ("in 2-3 working days", "Mon 09 Nov 18:00"),
        ("in 2/3 working days", "Mon 09 Nov 18:00"),
        ("by half past twelve", "Wed 04 Nov 12:30"),
        ("by quarter to five", "Wed 04 Nov 16:45"),
        ("before the weekend", "Fri 06 Nov 18:00"),
        ("at the start of next week", "Tue 10 Nov 18:00"),
    ],
)
def test_the_hours_of_a_working_day(text, when):
    assert due(text, WEDNESDAY) == [when]


@pytest.mark.parametrize("text", ["ordered on Monday 26 October", "since Friday 23 October", "at the end of October"])
def test_days_gone_by_are_no_deadlines(text):
    assert due(text, WEDNESDAY) == []

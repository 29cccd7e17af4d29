"""How long the customer has waited, by mode."""

from __future__ import annotations

import pytest

from simulator.tui.delay import DelayClock


def started(mode, allowance=4.0):
    clock = DelayClock(mode)
    clock.start(100.0, allowance)
    return clock


def test_a_clock_that_is_off_measures_nothing():
    assert started("off").waited(500.0) is None


@pytest.mark.parametrize("mode", ["relaxed", "real"])
def test_the_wait_runs_from_the_line_shown_less_the_reading_allowance(mode):
    clock = started(mode)
    assert clock.waited(103.0) == 0.0
    assert clock.waited(110.0) == 6.0


@pytest.mark.parametrize("mode", ["relaxed", "real"])
def test_the_first_key_ends_the_wait(mode):
    clock = started(mode)
    clock.typed("H", 110.0)
    assert clock.waited(300.0) == 6.0


def test_before_the_line_is_shown_nobody_waits():
    clock = DelayClock("real")
    assert clock.waited(50.0) == 0.0
    clock.hold("case", 51.0)
    clock.release("case", 52.0)
    clock.typed("", 53.0)
    assert clock.waited(90.0) == 0.0


@pytest.mark.parametrize("reason", ["case", "search"])
def test_reading_and_searching_stop_the_relaxed_clock_only(reason):
    relaxed, real = started("relaxed"), started("real")
    for clock in (relaxed, real):
        clock.hold(reason, 110.0)
        clock.release(reason, 140.0)
    assert relaxed.waited(145.0) == 11.0
    assert real.waited(145.0) == 41.0


@pytest.mark.parametrize("mode", ["relaxed", "real"])
def test_a_pause_stops_every_clock(mode):
    clock = started(mode)
    clock.hold("pause", 110.0)
    assert clock.paused
    assert clock.waited(999.0) == 6.0
    clock.release("pause", 999.0)
    assert clock.waited(1000.0) == 7.0


def test_two_reasons_to_stand_still_both_have_to_end():
    clock = started("relaxed")
    clock.hold("pause", 110.0)
    clock.hold("case", 111.0)
    clock.release("pause", 120.0)
    assert clock.waited(130.0) == 6.0
    clock.release("case", 130.0)
    assert clock.waited(131.0) == 7.0


def test_in_real_time_an_emptied_box_starts_the_wait_again():
    clock = started("real")
    clock.typed("x", 110.0)
    clock.typed("", 112.0)
    assert clock.waited(120.0) == 14.0


def test_in_relaxed_time_an_emptied_box_does_not():
    clock = started("relaxed")
    clock.typed("x", 110.0)
    clock.typed("", 112.0)
    assert clock.waited(120.0) == 6.0


def test_a_new_line_starts_anew_and_keeps_a_pause():
    clock = started("relaxed")
    clock.typed("x", 150.0)
    clock.hold("pause", 151.0)
    clock.start(200.0, 0.0)
    assert clock.waited(260.0) == 0.0
    clock.release("pause", 260.0)
    assert clock.waited(263.0) == 3.0

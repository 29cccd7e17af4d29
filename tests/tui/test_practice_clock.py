"""The delay that a reply is charged with, through the page: mode, reading, typing, pause."""

from __future__ import annotations

from fake_workshop import FakePractice, FakeWorkshop, scenario
from tui_hosts import MIDDLE, NARROW, Clock, app_of, opened, said

from simulator.scenario.model import Opening
from simulator.settings import Settings
from simulator.tui.wait_clock import WaitClock

READING = 15 / 4
"""Words of the opening over words read a second."""


def mode(name):
    return FakeWorkshop(Settings(first_run_done=True, clock=name))


def charged(workshop):
    return workshop.practice.log[-1][2]


async def test_with_the_clock_off_the_wait_is_unknown():
    workshop, clock = mode("off"), Clock()
    app = app_of(workshop, now=clock)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        clock.at += 500
        await said(pilot, "sorry")
        assert charged(workshop) is None
        assert "no clock" in str(app.screen.query_one(WaitClock).content)


async def test_relaxed_counts_from_the_line_shown_to_the_first_key_less_reading():
    workshop, clock = mode("relaxed"), Clock()
    app = app_of(workshop, now=clock)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        clock.at += 30
        await pilot.press("s")
        await pilot.pause()
        clock.at += 300
        await said(pilot, "sorry")
        assert charged(workshop) == 30 - READING


async def test_relaxed_stands_still_while_the_case_is_read_and_real_does_not():
    for name, expected in (("relaxed", 10 - READING), ("real", 110 - READING)):
        workshop, clock = mode(name), Clock()
        app = app_of(workshop, now=clock)
        async with app.run_test(size=MIDDLE) as pilot:
            await opened(pilot)
            clock.at += 10
            await pilot.press("f4")
            await pilot.pause()
            clock.at += 100
            await pilot.press("f4")
            await pilot.pause()
            await said(pilot, "sorry")
            assert charged(workshop) == expected


async def test_relaxed_stands_still_while_searching():
    workshop, clock = mode("relaxed"), Clock()
    app = app_of(workshop, now=clock)
    async with app.run_test(size=MIDDLE) as pilot:
        await opened(pilot)
        app.screen.query_one("#case-search").focus()
        await pilot.pause()
        clock.at += 100
        app.screen.box.focus()
        await pilot.pause()
        clock.at += 9
        await said(pilot, "sorry")
        assert charged(workshop) == 9 - READING


async def test_a_pause_stops_the_clock_and_says_so():
    workshop, clock = mode("real"), Clock()
    app = app_of(workshop, now=clock)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        clock.at += 10
        await pilot.press("f5")
        assert "paused" in str(app.screen.query_one(WaitClock).content)
        clock.at += 1000
        await pilot.press("f5")
        await said(pilot, "sorry")
        assert charged(workshop) == 10 - READING


async def test_the_next_line_starts_the_wait_anew():
    workshop, clock = mode("relaxed"), Clock()
    app = app_of(workshop, now=clock)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "sorry")
        clock.at += 12
        await said(pilot, "sorry again")
        assert charged(workshop) == 12 - 7 / 4


async def test_a_holding_message_starts_the_wait_anew():
    workshop, clock = mode("relaxed"), Clock()
    app = app_of(workshop, now=clock)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        clock.at += 40
        await said(pilot, "One moment, until 10:10.")
        clock.at += 20
        await said(pilot, "sorry")
        assert charged(workshop) == 20 - READING


async def test_nobody_waits_for_an_agent_who_opens_the_conversation():
    workshop, clock = mode("real"), Clock()
    workshop.practice = FakePractice(scenario(opening=Opening((), agent_opens=True)))
    app = app_of(workshop, now=clock)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        clock.at += 500
        await said(pilot, "sorry")
        assert charged(workshop) == 0.0

"""Leaving at any moment: the draft is saved, the exit is clean; and help and palette on the way."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import pytest
from fake_workshop import FakeWorkshop
from textual.command import CommandPalette
from tui_hosts import NARROW, app_of, opened, said, settle

from simulator.tui.help_page import HelpPage


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_a_key_leaves_and_the_draft_is_saved(key):
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear Mrs", key)
        await pilot.pause()
    assert app.return_value == 0
    assert workshop.practice.draft == "Dear Mrs"


@pytest.mark.parametrize("over", ["f1", "f10", "f8"])
async def test_ctrl_c_leaves_from_whatever_lies_over_the_conversation(over):
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "sorry")
        await pilot.press(*"Dear", over)
        await settle(pilot)
        assert app.screen.id != "practice"
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert app.return_value == 0
    assert workshop.practice.draft == "Dear"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
async def test_a_signal_saves_the_draft_and_leaves(name):
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear")
        os.kill(os.getpid(), getattr(signal, name))
        await asyncio.sleep(0.1)
        await pilot.pause()
    assert app.return_value == 0
    assert workshop.practice.draft == "Dear"


async def test_ctrl_c_leaves_from_the_library():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert app.return_value == 0


async def test_f1_explains_and_escape_comes_back_without_losing_text():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear", "f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpPage)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.box.text == "Dear"


async def test_the_palette_offers_every_action_of_the_page_and_runs_it():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"numbers")
        await pilot.pause(0.5)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert app.screen.page == "practice"
        assert app.screen.precise


async def test_a_click_in_the_key_line_does_what_the_key_does():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.click("KeyLine", offset=(15, 0))
        await pilot.pause()
        assert app.screen.query_one("#hint").display

"""The history, its trend and the comparison."""

from __future__ import annotations

import pytest
from debrief_sample import debrief
from fake_workshop import FakeWorkshop, summary
from textual.widgets import OptionList, Static
from tui_hosts import NARROW, app_of, settle

from simulator.errors import HistoryError
from simulator.tui.compare import ComparePage, verdict
from simulator.tui.debrief import DebriefPage
from simulator.tui.history import HistoryPage
from simulator.tui.past import mean, past_row, trend

PAST = tuple(summary(n, path=(50.0, 20.0 * n)) for n in (4, 3, 2, 1))


async def at_the_history(pilot):
    await settle(pilot)
    await pilot.press("h")
    await settle(pilot)


def rows(app):
    listing = app.screen.query_one("#past", OptionList)
    prompts = [listing.get_option_at_index(at).prompt for at in range(listing.option_count)]
    return [prompt if isinstance(prompt, str) else prompt.at(76).plain for prompt in prompts]


def test_the_trend_runs_from_the_oldest_to_the_newest():
    assert "▂▄▅▇" in trend(PAST).plain
    assert "the last 4 conversations, lower is calmer" in trend(PAST).plain
    assert "from the second conversation on" in trend(PAST[:1]).plain


def test_the_mean_counts_replies_and_not_the_start():
    assert mean((90.0, 20.0, 40.0)) == 30.0
    assert mean((90.0,)) == 90.0
    assert mean(()) == 0.0


def test_a_row_shows_a_score_only_when_totals_are_shown():
    assert "score" not in past_row(PAST[0], 90, marked=False, totals=False).plain
    assert "score 74" in past_row(PAST[0], 120, marked=False, totals=True).plain


def test_a_score_comes_with_the_share_it_rests_on():
    part = summary(1, score=84.0, assessed=0.85)
    assert "score 84 from 85% of the card" in past_row(part, 120, marked=False, totals=True).plain
    whole = summary(1, score=84.0, assessed=1.0)
    assert "of the card" not in past_row(whole, 120, marked=False, totals=True).plain


@pytest.mark.parametrize("width", [80, 120])
def test_a_score_from_too_little_stands_in_no_row(width):
    row = past_row(summary(1, score=100.0, assessed=0.4), width, marked=False, totals=True).plain
    assert "only 40%" in row
    assert "100" not in row


def test_a_narrow_row_has_room_for_a_title_beside_all_that_is_known():
    item = summary(1, score=66.4, assessed=0.828, title="The stroller for the baby", path=(60.0,) * 20)
    row = past_row(item, 76, marked=False, totals=True)
    assert row.cell_length <= 76
    assert "The stroller for the baby" in row.plain
    assert "66 (82%)" in row.plain
    assert row.plain.rstrip().endswith("settled")


def test_what_was_closed_once_all_was_agreed_is_not_called_broken_off():
    row = past_row(summary(1, ending=None, agreed=True), 120, marked=False, totals=False).plain
    assert "agreed, you closed it" in row
    assert "you ended it" in past_row(summary(1, ending=None), 120, marked=False, totals=False).plain


def test_a_retry_says_from_which_reply():
    again = summary(1, parent="attempt-0", parent_exchange=3)
    assert "(again from reply 3)" in past_row(again, 100, marked=False, totals=False).plain


def test_close_results_are_called_alike():
    assert verdict(44.0, 41.0).endswith("about as upset in both.")
    assert "calmer in the later" in verdict(60.0, 40.0)
    assert "calmer in the earlier" in verdict(40.0, 60.0)


async def test_an_empty_history_says_what_to_do():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        assert "choose a customer and practise" in str(app.screen.query_one("#trend", Static).content)


async def test_conversations_are_grouped_by_day():
    app = app_of(FakeWorkshop(finished=PAST))
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        headings = [row for row in rows(app) if "2026" in row]
        assert len(headings) == 4
        assert len(rows(app)) == 8


async def test_two_marked_conversations_are_compared_the_older_one_left():
    app = app_of(FakeWorkshop(finished=PAST))
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        await pilot.press("c")
        assert isinstance(app.screen, HistoryPage)
        await pilot.press("space", "down", "down", "space", "c")
        await settle(pilot)
        assert isinstance(app.screen, ComparePage)
        assert [item.id for item in app.screen.pair] == ["attempt-2", "attempt-4"]
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HistoryPage)


async def test_a_third_mark_replaces_the_oldest_and_a_second_press_drops_it():
    app = app_of(FakeWorkshop(finished=PAST))
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        await pilot.press("space", "down", "space", "down", "space")
        assert app.screen.marked == ("attempt-3", "attempt-2")
        await pilot.press("space")
        assert app.screen.marked == ("attempt-3",)


async def test_enter_reads_what_happened_and_escape_comes_back_to_the_history():
    workshop = FakeWorkshop(finished=PAST)
    workshop.debrief = lambda attempt: debrief(attempt_id=attempt)
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, DebriefPage)
        assert app.screen.debrief.attempt_id == "attempt-4"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HistoryPage)


async def test_a_history_that_cannot_be_read_says_so_in_its_place():
    workshop = FakeWorkshop()

    def broken():
        raise HistoryError("the history is locked by another program: close it, then come back.")

    workshop.attempts = broken
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        assert isinstance(app.screen, HistoryPage)
        assert "close it, then come back." in app.screen.query_one("#trend", Static).content.plain

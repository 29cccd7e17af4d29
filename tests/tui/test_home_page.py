"""The home screen: what to do today, what is open or asked for, and where one stands; and the page of all skills."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Event
from types import SimpleNamespace

import pytest
from fake_workshop import ADVICE, AT, CARDS, FakePeople, FakeWorkshop, stands, summary
from msgspec.structs import replace
from textual.widgets import OptionList, Static
from tui_hosts import MIDDLE, NARROW, app_of, home_of, settle

from simulator.errors import HistoryError, UsageError
from simulator.progress.mastery import Reached, Way
from simulator.progress.pathway import Pathway, Step
from simulator.settings import Settings
from simulator.store.failures import damaged, shut
from simulator.store.records import Note
from simulator.store.team_records import Assignment
from simulator.tui.asked_page import AskedPage
from simulator.tui.asking import DAMAGED, UNUSABLE, words_of
from simulator.tui.confirm import Confirm
from simulator.tui.exam_page import ExamPage
from simulator.tui.history import HistoryPage
from simulator.tui.home import HomePage
from simulator.tui.home_text import glance
from simulator.tui.library import LibraryPage
from simulator.tui.settings_page import SettingsPage
from simulator.tui.skills import SkillsPage
from simulator.tui.skills_text import page_of

STEPS = (Step("one", "The wrong thing arrived", ("customer-2",), "steady"),)


def tasks(app):
    listing = app.screen.query_one("#tasks", OptionList)
    prompts = [option.prompt for option in listing.options]
    return [prompt.at(76).plain if hasattr(prompt, "at") else str(prompt) for prompt in prompts]


def standing(app, width=76):
    visual = app.screen.query_one("#skills", Static).content
    return visual.at(width).plain if hasattr(visual, "at") else visual.plain


async def test_the_first_frame_waits_for_nothing_and_leads_to_all_customers():
    workshop, ready = FakeWorkshop(), Event()
    workshop.overview = lambda *_: (ready.wait(10), stands())[1]
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        assert isinstance(app.screen, HomePage)
        assert "One moment" in standing(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LibraryPage)
        ready.set()
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomePage)
        assert "Weakest" in standing(app)


async def test_enter_starts_what_is_suggested_and_the_reason_stands_below_it():
    workshop = FakeWorkshop()
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        told = "\n".join(tasks(app))
        assert "Late parcel, a birthday" in told
        assert "live chat" in told
        assert " ".join(ADVICE.reason.split()) in " ".join(told.split())
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.opened == ["late-parcel"]
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomePage)


async def test_a_suggested_customer_with_a_content_warning_shows_it_first():
    workshop = FakeWorkshop()
    workshop.advised = replace(ADVICE, scenario=replace(ADVICE.scenario, id="customer-4"))
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.page == "warning"
        assert workshop.opened == []


async def test_what_was_left_open_goes_on_and_who_is_due_is_named():
    workshop = FakeWorkshop(unfinished=(summary(3, finished=None),))
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        told = tasks(app)
        assert told.index("Go on with") < told.index("Time to meet again") < told.index("All customers")
        assert any("The wrong lamp" in row for row in told)
        assert "Suggested for today" not in told, "a customer who is to be gone on with is listed once"
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.opened == ["attempt-3"]


@pytest.mark.parametrize("start", [home_of, app_of])
async def test_enter_goes_on_with_what_was_just_left_open_before_anything_else(start):
    workshop = FakeWorkshop(unfinished=(summary(3, finished=None, scenario="customer-2"),))
    app = start(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert len(workshop.opened) == 1
        workshop.unfinished = (*workshop.unfinished, summary(2, finished=None, id="attempt-9"))
        await pilot.press("a", "escape")
        await settle(pilot)
        assert [note.timeout for note in app._notifications] == [3]
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.opened[1:] == ["attempt-9"]
        assert not app._notifications, "the sentence does not lie over the conversation"


async def test_pathways_show_how_far_they_are_and_lead_to_their_next_step():
    workshop = FakeWorkshop()
    given = SimpleNamespace(by="Tara", due=datetime(2026, 12, 1, 12, tzinfo=UTC))
    way = Way(Pathway("desk", "Returns desk", "", STEPS), (Reached(STEPS[0], "open"),))
    workshop.under_way = ((given, way),)
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        row = next(row for row in tasks(app) if "Returns desk" in row)
        assert "0 of 1 steps done, for Tara, until 01 December" in row
        assert "The wrong thing arrived: The wrong lamp." in row
        await pilot.press("down", "enter")
        await settle(pilot)
        assert workshop.opened == ["customer-2"]


@pytest.mark.parametrize(("done", "asked"), [(None, True), (AT.date(), False)])
async def test_an_exam_that_is_asked_for_shows_its_terms_until_it_was_taken(done, asked):
    workshop = FakeWorkshop()
    workshop.people = FakePeople("p1")
    workshop.people.asked = (Assignment("a1", "p1", "exam", "late-parcel", {}, "Tara", AT, done=done),)
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert any("Exam: Late parcel" in row and "for Tara" in row for row in tasks(app)) is asked
        if asked:
            await pilot.press("down", "enter")
            await settle(pilot)
            assert isinstance(app.screen, ExamPage)
            await pilot.press("enter")
            await settle(pilot)
            assert workshop.opened == ["exam late-parcel at 80.0"]


async def test_a_customer_who_is_asked_for_says_who_will_see_it_before_it_begins():
    workshop = FakeWorkshop()
    workshop.people = FakePeople("p1")
    due = datetime(2026, 12, 1, 23, tzinfo=UTC)
    workshop.people.asked = (Assignment("a1", "p1", "scenario", "late-parcel", {}, "Tara", AT, due=due),)
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert any("Late parcel" in row and "for Tara, until 01 December" in row for row in tasks(app))
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, AskedPage)
        assert "your trainer will see it once it is finished" in str(app.screen.query_one("#about", Static).render())
        await pilot.press("escape")
        await settle(pilot)
        assert workshop.opened == []
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.opened == ["late-parcel, assigned"]


async def test_a_coachs_note_is_shown_for_two_weeks_and_leads_to_its_debrief():
    now = datetime.now(UTC)
    workshop = FakeWorkshop(finished=(summary(1, audience="trainer"),))
    workshop.people = FakePeople("p1")
    old = Note("Long ago.", "Tara", AT.replace(year=2025))
    own = Note("Mine.", "Sam", now)
    workshop.people.notes = {"attempt-1": (old, Note("Ask first, [b]then[/b] offer.", "Tara", now), own)}
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        notes = [row for row in tasks(app) if "Tara on Late parcel" in row]
        assert len(notes) == 1
        assert "Ask first, [b]then[/b] offer." in notes[0]
        await pilot.press("down", "enter")
        await settle(pilot)
        assert app.screen.page == "debrief"
        assert "Ask first" in app.screen.query_one("#people", Static).content.at(80).plain


async def test_skills_stand_as_bars_with_ranges_and_a_number_only_where_enough_is_known():
    app = home_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await settle(pilot)
        told = standing(app, 60)
        weak = told[told.index("Weakest") : told.index("Strongest")]
        assert weak.index("Says the steps") < weak.index("By when"), "the lowest lower end first"
        line = next(line for line in weak.splitlines() if "Says the steps" in line)
        assert "27 to 100" in line
        assert "66" not in line
        assert "58 (38 to 78)" in weak
        assert "●" in next(line for line in weak.splitlines() if "By when" in line)
        assert "Owns the case" in told[told.index("Strongest") :]
        assert "You asked before solving 4 times of 5; the week before 1 of 4." in " ".join(told.split())
        assert "The whole score" not in told


async def test_nothing_practised_yet_is_one_sentence_and_one_thing_to_do():
    workshop = FakeWorkshop()
    workshop.stands = stands(estimates={}, due=(), counts=())
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert standing(app) == "Your skills show here after your first finished conversation."
        assert tasks(app)[0] == "Suggested for today"


async def test_with_nothing_to_suggest_all_customers_are_still_there():
    workshop = FakeWorkshop()

    def nothing(*_):
        raise UsageError("There is nothing to suggest now.")

    workshop.advice, workshop.stands = nothing, stands(due=())
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert tasks(app) == ["All customers", "  Choose a customer"]


async def test_a_damaged_history_can_be_moved_aside_from_the_home_screen():
    workshop = FakeWorkshop()

    def broken(*_):
        raise HistoryError("the history history.db is damaged and can't be read.", damaged=True)

    workshop.overview = broken
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        workshop.overview = lambda *_: stands()
        await pilot.press("left", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HomePage)
        assert "Weakest" in standing(app)


async def test_in_a_browser_nobody_moves_the_teams_history_aside_or_reads_where_it_is(monkeypatch):
    workshop = FakeWorkshop()

    def broken(*_):
        raise damaged("/srv/team/history.db")

    workshop.overview = broken
    app = home_of(workshop)
    monkeypatch.setattr(type(app), "is_web", True)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        assert app.screen.sentence == DAMAGED
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, HomePage)
        assert not hasattr(workshop, "moved"), "nothing was moved"
        assert "srv" not in standing(app)
        assert "whoever looks after" in " ".join(standing(app).split())


def test_in_a_browser_an_error_says_nothing_of_where_the_history_is_and_other_errors_stay():
    here, server = SimpleNamespace(is_web=False), SimpleNamespace(is_web=True)
    busy = shut("/srv/team/history.db", "disk gone")
    assert words_of(busy, here).startswith("The history /srv/team/history.db can't be opened")
    assert words_of(busy, server) == UNUSABLE
    assert words_of(HistoryError("attempt 1 is already finished."), server) == "Attempt 1 is already finished."


@pytest.mark.parametrize(
    ("key", "page"), [("l", LibraryPage), ("k", SkillsPage), ("h", HistoryPage), ("s", SettingsPage)]
)
async def test_every_key_opens_its_page_and_escape_comes_back(key, page):
    app = home_of()
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert isinstance(app.screen, page)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomePage)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomePage), "Esc never leaves the program"


async def test_the_cursor_stays_where_it_was_moved_to():
    app = home_of(FakeWorkshop(unfinished=(summary(3, finished=None),)))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("down", "k", "escape")
        await settle(pilot)
        assert app.screen.query_one("#tasks", OptionList).highlighted_option.id.startswith("scenario customer-2")


def test_the_page_of_all_skills_says_what_is_known_what_changed_and_what_is_not_known():
    names = {card.id: card.title for card in CARDS}
    for width in (76, 140):
        told = " ".join(page_of(stands(), names, width, totals=False).plain.split())
        assert "seen 6 times; better by 31 points (+4 to +58)" in told
        assert "Time to meet again The wrong lamp" in told
        assert "so nothing is known No jargon" in told or "so nothing is known The whole score, No jargon" in told
        assert "The whole score 7" not in told
        assert told.index("marked for") < told.index("when there was occasion") < told.index("Asks before solving")
        assert max(map(len, page_of(stands(), names, width, totals=True).plain.splitlines())) <= width
    assert "The whole score" in page_of(stands(), names, 140, totals=True).plain
    assert "finish one conversation" in page_of(stands(estimates={}), names, 76, totals=True).plain


@pytest.mark.parametrize("width", [36, 60, 76, 100, 140])
def test_no_line_of_the_skills_is_wider_than_its_place(width):
    assert max(map(len, glance(stands(), width, totals=True).plain.splitlines())) <= width


async def test_somebody_whom_the_teams_history_knows_is_asked_no_name():
    workshop = FakeWorkshop(Settings(name="Tara"))
    app = home_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "Welcome, Tara" in str(app.screen.query_one("#greeting", Static).content)
        assert not app.screen.query("#name")
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.opened == ["first-chat"]
        assert workshop.saved[-1].first_run_done
        assert workshop.saved[-1].name == "Tara"

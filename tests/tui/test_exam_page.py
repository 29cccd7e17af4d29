"""An exam on the screen: announced first, marked in the head line, without hints; Esc turns back and nothing began."""

from __future__ import annotations

import pytest
from fake_workshop import FakePractice, FakeWorkshop
from textual.widgets import Static
from tui_hosts import NARROW, WIDE, app_of, settle

from simulator.exam import Exam, Planned
from simulator.progress.examined import Terms
from simulator.tui.exam_page import ExamPage
from simulator.tui.library import LibraryPage

PLANNED = Planned("late-parcel", "Late parcel", Terms(80.0), ("Insults",))


class ExamShop(FakeWorkshop):
    """Opens exams that look like practice, apart from what an exam says of itself."""

    def take_exam(self, scenario_id: str, *, pass_mark: float | None = None) -> FakePractice:
        self.practice.seen_by, self.practice.hints = Exam.seen_by, Exam.hints
        return super().take_exam(scenario_id, pass_mark=pass_mark)


def words(app) -> str:
    return "\n".join(str(part.render()) for part in app.screen.query(Static))


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_an_exam_is_announced_and_begins_only_after_enter(size):
    workshop = ExamShop()
    app = app_of(workshop, start=PLANNED)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, ExamPage)
        assert workshop.opened == []
        for said in ("Exam: Late parcel", "your trainer will see it", "80 points pass", "Content warning: Insults"):
            assert said in words(app)
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.opened == ["exam late-parcel at 80.0"]
        assert app.screen.page == "practice"
        assert "exam: your trainer will see it" in words(app)
        assert not app.screen.possible("hint")


async def test_escape_turns_back_to_the_library_and_nothing_began():
    workshop = ExamShop()
    app = app_of(workshop, start=PLANNED)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)
        assert workshop.opened == []

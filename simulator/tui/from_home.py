"""Where the first pages and the history lead: customers, exams, conversations left open or finished."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.message import Message

from simulator.errors import SimulatorError
from simulator.tui.journey import Journey
from simulator.tui.sharing_around import around_of

if TYPE_CHECKING:
    from simulator.exam import Planned
    from simulator.scenario.model import Scenario
    from simulator.tui.history import HistoryPage
    from simulator.tui.home import HomePage
    from simulator.tui.welcome import WelcomePage


class FromHome(Journey):
    """Starts what these pages ask for."""

    @dataclass
    class Announced(Message):
        """The terms of an exam are known."""

        planned: Planned

    @dataclass
    class Asked(Message):
        """A customer that a trainer asked for is known."""

        scenario: Scenario

    def on_welcome_page_begun(self, message: WelcomePage.Begun) -> None:
        """The first customer, with the name that was given."""
        from simulator.training import FIRST_SCENARIO

        try:
            self.workshop.save_settings(replace(self.workshop.settings, name=message.name, first_run_done=True))
        except SimulatorError as error:
            self.notify(f"{error} You will be asked again next time.", markup=False, timeout=10)
        self.practise(FIRST_SCENARIO)

    def on_home_page_wanted(self, message: HomePage.Wanted) -> None:
        """Do what a row of the home screen says."""
        task, workshop = message.task, self.workshop
        if task.kind == "scenario":
            self.begin_with(task.subject)
        elif task.kind == "assigned":
            self.ask_for(lambda: self.Asked(workshop.scenario(task.subject)), "One moment, looking up the customer…")
        elif task.kind == "open":
            self.open_with(partial(workshop.resume, task.subject))
        elif task.kind == "read":
            self._read(task.subject)
        else:
            self.ask_for(lambda: self.Announced(self._planned(task.subject)), "One moment, looking up the exam…")

    def _planned(self, scenario_id: str) -> Planned:
        from simulator.exam import Planned, alone_at

        scenario = self.workshop.scenario(scenario_id)
        terms = self.workshop.terms(scenario_id)
        return Planned(scenario.id, scenario.title, terms, scenario.warnings, alone_at(self.workshop))

    async def on_from_home_announced(self, message: Announced) -> None:
        """Say first on what terms the exam is taken."""
        await self._end_wait()
        self.begin_with(message.planned)

    async def on_from_home_asked(self, message: Asked) -> None:
        """Say first who will see it."""
        from simulator.tui.asked_page import AskedPage

        await self._end_wait()
        begin = partial(self.workshop.practise, message.scenario.id, seed=self.seed, assigned=True)
        self.push_screen(AskedPage(message.scenario), lambda yes: self.open_with(begin) if yes else None)

    def on_home_page_missing(self, message: HomePage.Missing) -> None:
        """Where one stands can't be told; a damaged history can be moved aside."""
        self.tell_of_damage(message.error)

    def on_history_page_opened(self, message: HistoryPage.Opened) -> None:
        """Read what happened in a stored conversation."""
        self._read(message.attempt.id)

    def _read(self, attempt: str) -> None:
        workshop = self.workshop
        again = partial(workshop.retry, attempt)

        def read() -> Message:
            around = around_of(workshop, attempt)
            return self.Done(workshop.debrief(attempt), again, workshop.shows_totals(), finished=False, around=around)

        self.ask_for(read, "One moment, looking back at the conversation…")

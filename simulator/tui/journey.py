"""The way through the application: library, warning, conversation, ticket, debrief, and round again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on
from textual.app import App
from textual.message import Message

from simulator.errors import HistoryError, SimulatorError
from simulator.exam import Planned
from simulator.tui.asking import Failed, ask
from simulator.tui.library import LibraryPage
from simulator.tui.naming import capital
from simulator.tui.wait_page import WaitPage

if TYPE_CHECKING:
    from simulator.practice import Practice
    from simulator.report.debrief import Debrief
    from simulator.scenario.cards import Card
    from simulator.scoring.ticket import Ticket
    from simulator.training import Workshop
    from simulator.tui.debrief import DebriefPage
    from simulator.tui.history import HistoryPage
    from simulator.tui.practice import PracticePage
    from simulator.tui.ticket_page import Closed
    from simulator.tui.welcome import WelcomePage


class Journey(App[int]):
    """Owns what is opened and finished; pages only say what the trainee wants."""

    workshop: Workshop
    now: Callable[[], float]
    at_once: bool
    seed: int | None
    _opening: Callable[[], Practice] | None = None
    _ticket: tuple[Practice, Ticket] | None = None
    _damage_told = False

    @dataclass
    class Ready(Message):
        """A conversation has been opened."""

        practice: Practice

    @dataclass
    class Named(Message):
        """A scenario was asked for by its id; the card is None where there is no such scenario."""

        name: str
        card: Card | None

    @dataclass
    class Done(Message):
        """A conversation has been finished."""

        debrief: Debrief
        again: Callable[[int], Practice]
        totals: bool
        finished: bool = True

    # Opening

    def practise(self, scenario_id: str) -> None:
        """Open a new conversation with this customer."""
        self._open(lambda: self.workshop.practise(scenario_id, seed=self.seed))

    def begin_with(self, start: str | Practice | Planned) -> None:
        """Open what the program was started with: a scenario by its id, a conversation that is open, or an exam."""
        if isinstance(start, Planned):
            from simulator.tui.exam_page import ExamPage

            take = partial(self.workshop.take_exam, start.scenario, pass_mark=start.terms.pass_mark)
            self.push_screen(ExamPage(start), lambda yes: self._open(take) if yes else None)
            return
        if not isinstance(start, str):
            self.post_message(self.Ready(start))
            return
        workshop = self.workshop

        def named() -> Message:
            cards, _problems = workshop.cards()
            return self.Named(start, next((card for card in cards if card.id == start), None))

        self._ask(named, "One moment, the customer is coming…")

    async def on_journey_named(self, message: Named) -> None:
        """A customer was named when the program was started: a content warning comes first here, too."""
        await self._end_wait()
        if message.card is None:
            self.practise(message.name)
        else:
            self.on_library_page_chosen(LibraryPage.Chosen(message.card))

    def _open(self, work: Callable[[], Practice]) -> None:
        self._opening = work
        self._ask(lambda: self.Ready(work()), "One moment, the customer is coming…")

    def _ask(self, work: Callable[[], Message], sentence: str) -> None:
        if not isinstance(self.screen, WaitPage):
            self.push_screen(WaitPage(sentence))
            ask(self, work)

    async def _end_wait(self) -> None:
        if isinstance(self.screen, WaitPage):
            await self.pop_screen()

    async def on_journey_ready(self, message: Ready) -> None:
        """Show the conversation, above the library and nothing else."""
        from simulator.tui.practice import PracticePage

        self._opening = None
        await self._to_library()
        at_once = self.at_once or self.animation_level == "none"
        await self.push_screen(PracticePage(message.practice, self.workshop.settings, self.now, at_once=at_once))

    async def _to_library(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    def on_welcome_page_begun(self, message: WelcomePage.Begun) -> None:
        """The first customer, with the name that was given."""
        from simulator.training import FIRST_SCENARIO

        try:
            self.workshop.save_settings(replace(self.workshop.settings, name=message.name, first_run_done=True))
        except SimulatorError as error:
            self.notify(f"{error} You will be asked again next time.", markup=False, timeout=10)
        self.practise(FIRST_SCENARIO)

    def on_library_page_chosen(self, message: LibraryPage.Chosen) -> None:
        """A customer was chosen: a content warning comes first."""
        card = message.card
        if not card.warnings:
            self.practise(card.id)
            return
        from simulator.tui.warning_page import WarningPage

        page = WarningPage(card, self.workshop.settings.content_level)
        self.push_screen(page, lambda yes: self.practise(card.id) if yes else None)

    def on_library_page_resumed(self, message: LibraryPage.Resumed) -> None:
        """Go on with a conversation that was left open."""
        self._open(lambda: self.workshop.resume(message.attempt.id))

    # Ending

    def on_practice_page_leaving(self, message: PracticePage.Leaving) -> None:
        """A ticket first; Esc there goes back to the conversation."""
        from simulator.tui.ticket_page import TicketPage

        practice = message.practice
        written = self._ticket[1] if self._ticket and self._ticket[0] is practice else None
        self.push_screen(TicketPage(practice, written), lambda closed: self._finish(practice, closed))

    def _finish(self, practice: Practice, closed: Closed | None) -> None:
        if closed is None:
            return
        self._ticket = (practice, closed.written)
        if closed.how == "back":
            return
        workshop, ticket = self.workshop, closed.written if closed.how == "closed" else None

        def finish() -> Message:
            debrief = practice.finish(ticket)
            return self.Done(debrief, practice.retry, workshop.shows_totals())

        self._ask(finish, "One moment, looking back at the conversation…")

    def on_history_page_opened(self, message: HistoryPage.Opened) -> None:
        """Read what happened in a stored conversation."""
        workshop, attempt = self.workshop, message.attempt.id
        again = partial(workshop.retry, attempt)
        self._ask(
            lambda: self.Done(workshop.debrief(attempt), again, workshop.shows_totals(), finished=False),
            "One moment, looking back at the conversation…",
        )

    async def on_journey_done(self, message: Done) -> None:
        """Show what happened: above the library after a conversation, above the history when it was read there."""
        from simulator.tui.debrief import DebriefPage

        await self._end_wait()
        if message.finished:
            await self._to_library()
        page = DebriefPage(message.debrief, message.again, totals=message.totals)
        await self.push_screen(page)

    def on_debrief_page_retried(self, message: DebriefPage.Retried) -> None:
        """Play again from a reply, the earlier curve beside the new one."""
        self._open(message.open_again)

    # Errors

    @on(Failed)
    async def tell(self, message: Failed) -> None:
        """One sentence; a damaged history can be moved aside, and without a usable one, practice goes on unsaved."""
        from simulator.tui.confirm import Confirm

        await self._end_wait()
        work = self._opening
        if isinstance(message.error, HistoryError) and message.error.damaged:
            self._offer_to_move(message.error)
        elif work is not None and isinstance(message.error, HistoryError):
            without = "You can practise without it: then nothing of this conversation is kept."
            sentence = f"{capital(str(message.error))}\n\n{without}"
            self.push_screen(Confirm(sentence, "Practise without saving", "Back"), self._without_history)
        else:
            self._opening = None
            self.push_screen(Confirm(capital(str(message.error)), "Go back"))

    def on_library_page_forgot(self, message: LibraryPage.Forgot) -> None:
        """The library shows no results; if that is for a damaged history, say once what can be done."""
        if isinstance(message.error, HistoryError) and message.error.damaged and not self._damage_told:
            self._offer_to_move(message.error)

    def _offer_to_move(self, error: HistoryError) -> None:
        from simulator.tui.confirm import Confirm

        self._damage_told = True
        sentence = f"{capital(str(error))}\n\nIt is kept beside the new one, under another name."
        self.push_screen(Confirm(sentence, "Move it aside", "Not now"), self._move_aside)

    def _move_aside(self, yes: bool | None) -> None:
        work, self._opening = self._opening, None
        if not yes:
            return
        try:
            kept = self.workshop.move_history_aside()
        except SimulatorError as error:
            self.notify(capital(str(error)), markup=False, severity="warning", timeout=10)
            return
        self.notify(f"A new history begins. The damaged one is kept as {kept}", markup=False, timeout=10)
        if work is not None:
            self._open(work)
        else:
            self.screen.post_message(LibraryPage.Renewed())

    def _without_history(self, yes: bool | None) -> None:
        work, self._opening = self._opening, None
        if yes and work is not None:
            self.workshop.keep = False
            self._open(work)

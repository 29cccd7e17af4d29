"""The way through the application: library, warning, conversation, ticket, debrief, and round again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import App
from textual.message import Message

from simulator.errors import HistoryError, SimulatorError
from simulator.tui.asking import Failed, ask, words_of
from simulator.tui.naming import capital
from simulator.tui.sharing_around import around_of
from simulator.tui.wait_page import WaitPage

if TYPE_CHECKING:
    from simulator.exam import Planned
    from simulator.practice import Practice
    from simulator.report.debrief import Debrief
    from simulator.scenario.cards import Card
    from simulator.scoring.ticket import Ticket
    from simulator.training import Workshop
    from simulator.tui.debrief import DebriefPage
    from simulator.tui.library import LibraryPage
    from simulator.tui.practice import PracticePage
    from simulator.tui.sharing_around import Around
    from simulator.tui.ticket_page import Closed


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
        around: Around | None = None

    # Opening

    def practise(self, scenario_id: str) -> None:
        """Open a new conversation with this customer."""
        self.open_with(lambda: self.workshop.practise(scenario_id, seed=self.seed))

    def begin_with(self, start: str | Practice | Planned) -> None:
        """Open what the program was started with: a scenario by its id, a conversation that is open, or an exam."""
        if isinstance(start, str):
            self._begin_named(start)
            return
        from simulator.exam import Planned

        if not isinstance(start, Planned):
            self.post_message(self.Ready(start))
            return
        from simulator.tui.exam_page import ExamPage

        take = partial(self.workshop.take_exam, start.scenario, pass_mark=start.terms.pass_mark)
        self.push_screen(ExamPage(start), lambda yes: self.open_with(take) if yes else None)

    def _begin_named(self, name: str) -> None:
        workshop = self.workshop

        def named() -> Message:
            cards, _problems = workshop.cards()
            return self.Named(name, next((card for card in cards if card.id == name), None))

        self.ask_for(named, "One moment, the customer is coming…")

    async def on_journey_named(self, message: Named) -> None:
        """A customer was named when the program was started: a content warning comes first here, too."""
        await self._end_wait()
        if message.card is None:
            self.practise(message.name)
        else:
            self.meet(message.card)

    def open_with(self, work: Callable[[], Practice]) -> None:
        """Open a conversation; where the history can't be used, it is asked whether to go on without."""
        self._opening = work
        self.ask_for(lambda: self.Ready(work()), "One moment, the customer is coming…")

    def ask_for(self, work: Callable[[], Message], sentence: str) -> None:
        """Do something slow, with a page that says so."""
        if not isinstance(self.screen, WaitPage):
            self.push_screen(WaitPage(sentence))
            ask(self, work)

    async def _end_wait(self) -> None:
        if isinstance(self.screen, WaitPage):
            await self.pop_screen()

    async def on_journey_ready(self, message: Ready) -> None:
        """Show the conversation, above the page it was chosen on."""
        from simulator.tui.practice import PracticePage

        self._opening = None
        await self._to_start()
        at_once = self.at_once or self.animation_level == "none"
        await self.push_screen(PracticePage(message.practice, self.workshop.settings, self.now, at_once=at_once))

    async def _to_start(self) -> None:
        """Back to where a customer was chosen: the library, or the home screen."""
        while len(self.screen_stack) > 1 and getattr(self.screen, "page", "") not in {"home", "library"}:
            await self.pop_screen()

    def on_library_page_chosen(self, message: LibraryPage.Chosen) -> None:
        """A customer was chosen."""
        self.meet(message.card)

    def meet(self, card: Card) -> None:
        """Practise with a customer: a content warning comes first."""
        if not card.warnings:
            self.practise(card.id)
            return
        from simulator.tui.warning_page import WarningPage

        page = WarningPage(card, self.workshop.settings.content_level)
        self.push_screen(page, lambda yes: self.practise(card.id) if yes else None)

    def on_library_page_resumed(self, message: LibraryPage.Resumed) -> None:
        """Go on with a conversation that was left open."""
        self.open_with(lambda: self.workshop.resume(message.attempt.id))

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
            around = around_of(workshop, debrief.attempt_id)
            return self.Done(debrief, practice.retry, workshop.shows_totals(), around=around)

        self.ask_for(finish, "One moment, looking back at the conversation…")

    async def on_journey_done(self, message: Done) -> None:
        """Show what happened: above the page where the customer was chosen, or where it was asked to be read."""
        from simulator.tui.debrief import DebriefPage

        await self._end_wait()
        if message.finished:
            await self._to_start()
        await self.push_screen(
            DebriefPage(
                message.debrief,
                message.again,
                totals=message.totals,
                around=message.around,
                rereader=self.workshop.rereader if message.finished else None,
            )
        )

    def on_debrief_page_retried(self, message: DebriefPage.Retried) -> None:
        """Play again from a reply, the earlier curve beside the new one."""
        self.open_with(message.open_again)

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
            sentence = f"{words_of(message.error, self)}\n\n{without}"
            self.push_screen(Confirm(sentence, "Practise without saving", "Back"), self._without_history)
        else:
            self._opening = None
            self.push_screen(Confirm(words_of(message.error, self), "Go back"))

    def on_library_page_forgot(self, message: LibraryPage.Forgot) -> None:
        """The library shows no results; if that is for a damaged history, say once what can be done."""
        self.tell_of_damage(message.error)

    def tell_of_damage(self, error: SimulatorError) -> None:
        """Offer once to move a damaged history aside; other errors are told where they happen."""
        if isinstance(error, HistoryError) and error.damaged and not self._damage_told:
            self._offer_to_move(error)

    def _offer_to_move(self, error: HistoryError) -> None:
        from simulator.tui.confirm import Confirm

        self._damage_told = True
        if self.is_web:  # the history is the whole team's, and on the server
            self.push_screen(Confirm(words_of(error, self), "Go back"))
            return
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
            self.open_with(work)
        else:
            from simulator.tui.library import LibraryPage

            self.screen.post_message(LibraryPage.Renewed())

    def _without_history(self, yes: bool | None) -> None:
        work, self._opening = self._opening, None
        if yes and work is not None:
            self.workshop.keep = False
            self.open_with(work)

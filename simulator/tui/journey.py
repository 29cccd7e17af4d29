"""The way through the application: library, warning, conversation, ticket, debrief, and round again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from simulator.tui.opening import COMING, Opening
from simulator.tui.sharing_around import around_of

if TYPE_CHECKING:
    from simulator.exam import Planned
    from simulator.practice import Practice
    from simulator.report.debrief import Debrief
    from simulator.scenario.cards import Card
    from simulator.scoring.ticket import Ticket
    from simulator.tui.debrief import DebriefPage
    from simulator.tui.library import LibraryPage
    from simulator.tui.practice import PracticePage
    from simulator.tui.sharing_around import Around
    from simulator.tui.ticket_page import Closed


BRIEFLY = 3
"""Seconds for which a sentence stands over a page that may be needed at once."""


class Journey(Opening):
    """Owns what is opened and finished; pages only say what the trainee wants."""

    now: Callable[[], float]
    at_once: bool
    seed: int | None
    _ticket: tuple[Practice, Ticket] | None = None

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

    def practise(self, scenario_id: str, typed: str = "") -> None:
        """Open a new conversation with this customer; ``typed`` goes into the reply box."""
        self.open_with(lambda: self.workshop.practise(scenario_id, seed=self.seed), typed)

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

        self._let_go()
        take = partial(self.workshop.take_exam, start.scenario, pass_mark=start.terms.pass_mark)
        self.push_screen(ExamPage(start), lambda yes: self.open_with(take) if yes else None)

    def _begin_named(self, name: str) -> None:
        workshop = self.workshop

        def named() -> Message:
            cards, _problems = workshop.cards()
            return self.Named(name, next((card for card in cards if card.id == name), None))

        self.ask_for(named, COMING)

    async def on_journey_named(self, message: Named) -> None:
        """A customer was named when the program was started: a content warning comes first here, too."""
        typed = self._typed()
        await self._end_wait()
        if message.card is None:
            self.practise(message.name, typed)
        else:
            self.meet(message.card, typed)

    async def on_opening_ready(self, message: Opening.Ready) -> None:
        """Show the conversation, above the page it was chosen on."""
        from simulator.tui.practice import PracticePage

        self._opening, self._held = None, False
        typed = self._typed()
        await self._to_start()
        at_once = self.at_once or self.animation_level == "none"
        page = PracticePage(message.practice, self.workshop.settings, self.now, at_once=at_once)
        self.clear_notifications()
        await self.push_screen(page, lambda how: self._was_left(message.practice.attempt_id, how))
        if typed:
            page.box.insert(typed)

    def _was_left(self, attempt: str, how: str | None) -> None:
        """A conversation that was left open is what Enter does next, where customers are chosen."""
        from simulator.tui.page import Page

        if how != "kept":
            return
        for page in self.screen_stack:
            if isinstance(page, Page):
                page.was_left(attempt)
        self.notify("Left open: Enter goes on with it.", markup=False, timeout=BRIEFLY)

    async def _to_start(self) -> None:
        """Back to where a customer was chosen: the library, or the home screen."""
        while len(self.screen_stack) > 1 and getattr(self.screen, "page", "") not in {"home", "library"}:
            await self.pop_screen()

    def on_library_page_chosen(self, message: LibraryPage.Chosen) -> None:
        """A customer was chosen."""
        self.meet(message.card)

    def meet(self, card: Card, typed: str = "") -> None:
        """Practise with a customer: a content warning comes first; ``typed`` goes into the reply box."""
        if not card.warnings:
            self.practise(card.id, typed)
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

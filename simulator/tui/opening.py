"""Opening a conversation: the slow work, the page meanwhile, and what can be done where the history fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import App
from textual.message import Message

from simulator.errors import HistoryError, SimulatorError
from simulator.tui.asking import Failed, ask, words_of
from simulator.tui.naming import capital
from simulator.tui.wait_page import WaitPage

if TYPE_CHECKING:
    from simulator.practice import Practice
    from simulator.training import Workshop
    from simulator.tui.library import LibraryPage

COMING = "One moment, the customer is coming…"


class Opening(App[int]):
    """Does slow work beside the screen; a conversation whose history fails can be begun on a new one, or on none."""

    workshop: Workshop
    _opening: Callable[[], Practice] | None = None
    _damage_told = False
    _held = False

    @dataclass
    class Ready(Message):
        """A conversation has been opened."""

        practice: Practice

    def open_with(self, work: Callable[[], Practice], typed: str = "") -> None:
        """Open a conversation; where the history can't be used, it is asked whether to go on without.

        ``typed``: what was written before, for the reply box.
        """
        self._opening = work
        self.ask_for(lambda: self.Ready(work()), COMING, typed)

    async def hold(self) -> None:
        """Take the keys before the work that a page waits for has begun: none is the home screen's."""
        await self.push_screen(WaitPage(COMING))
        self._held = True

    def ask_for(self, work: Callable[[], Message], sentence: str, typed: str = "") -> None:
        """Do something slow, with a page that says so."""
        if not isinstance(self.screen, WaitPage):
            self.push_screen(WaitPage(sentence, typed))
        elif not self._held:
            return
        self._held = False
        ask(self, work)

    def _let_go(self) -> None:
        """Take the page that holds the keys away; not awaited, for it may be this page that asks."""
        if self._held:
            self._held = False
            self.pop_screen()

    def _typed(self) -> str:
        """What was written while waiting."""
        return self.screen.typed if isinstance(self.screen, WaitPage) else ""

    async def _end_wait(self) -> None:
        self._held = False
        if isinstance(self.screen, WaitPage):
            await self.pop_screen()

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

"""The history: conversations by day with their curves, and the trend over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.errors import HistoryError
from simulator.shown import one_line
from simulator.tui.asking import Failed
from simulator.tui.fitted import Fitted
from simulator.tui.key_line import KeyLine
from simulator.tui.naming import capital
from simulator.tui.page import Page
from simulator.tui.past import day, past_row, to_try, trend

if TYPE_CHECKING:
    from simulator.store.records import Summary
    from simulator.training import Workshop


class HistoryPage(Page[None], page="history"):
    """Reads the history in a worker; opening a debrief is the application's part."""

    CSS_PATH: ClassVar[str] = "history.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#past"

    @dataclass
    class Recalled(Message):
        """The history has been read."""

        attempts: tuple[Summary, ...]
        totals: bool

    @dataclass
    class Opened(Message):
        """The trainee wants to read what happened in a conversation."""

        attempt: Summary

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self.attempts: tuple[Summary, ...] = ()
        self.totals = False
        self.marked: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The trend, the list, what to try next of the row under the cursor, the keys."""
        yield Static("Reading what you have practised…", id="trend", markup=False)
        yield OptionList(id="past", markup=False)
        yield Static(id="to-try", markup=False)
        yield KeyLine(self.page)

    def on_mount(self) -> None:
        """Read after the first frame."""
        workshop = self.workshop
        self.call_after_refresh(self.ask, lambda: self.Recalled(workshop.attempts(), workshop.shows_totals()))

    def on_history_page_recalled(self, message: Recalled) -> None:
        """Show what was practised."""
        self.attempts, self.totals = message.attempts, message.totals
        self._fill()

    @on(Failed)
    def unreadable(self, message: Failed) -> None:
        """The history can't be read; what can be done about a damaged one is the application's part."""
        if not (isinstance(message.error, HistoryError) and message.error.damaged):
            message.stop()
        self.query_one("#trend", Static).update(Content(capital(one_line(str(message.error), 500))))

    def _fill(self) -> None:
        listing = self.query_one("#past", OptionList)
        head = self.query_one("#trend", Static)
        if not self.attempts:
            head.update("Nothing here yet. Esc goes back to the library: choose a customer and practise.")
            return
        head.update(trend(self.attempts))
        kept = listing.highlighted
        listing.set_options(self._options())
        listing.highlighted = kept if kept is not None else 1
        self.refresh_bindings()

    def _options(self) -> list[Option]:
        options: list[Option] = []
        heading = ""
        for item in self.attempts:
            if day(item) != heading:
                heading = day(item)
                options.append(Option(heading, disabled=True))
            row = Fitted(partial(past_row, item, marked=item.id in self.marked, totals=self.totals))
            options.append(Option(row, item.id))
        return options

    @on(OptionList.OptionHighlighted)
    def remember(self) -> None:
        """Say what the debrief of this conversation advised."""
        item = self._under_cursor()
        self.query_one("#to-try", Static).update(to_try(item) if item else "")

    def _under_cursor(self) -> Summary | None:
        option = self.query_one("#past", OptionList).highlighted_option
        return next((item for item in self.attempts if option and item.id == option.id), None)

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        """Read what happened there."""
        if item := self._under_cursor():
            self.post_message(self.Opened(item))

    def action_mark(self) -> None:
        """Mark a conversation, or drop the mark; a third mark replaces the oldest."""
        if item := self._under_cursor():
            rest = tuple(one for one in self.marked if one != item.id)
            self.marked = rest if item.id in self.marked else (*rest, item.id)[-2:]
            self._fill()

    def possible(self, action: str) -> bool:
        """Two marked conversations can be compared; an empty history offers nothing."""
        if action == "compare":
            return len(self.marked) == 2
        return action not in {"choose", "mark"} or bool(self.attempts)

    def action_compare(self) -> None:
        """Show the two marked conversations side by side, the older one left."""
        from simulator.tui.compare import ComparePage

        pair = sorted((item for item in self.attempts if item.id in self.marked), key=lambda item: item.started)
        if len(pair) == 2:
            self.app.push_screen(ComparePage(pair[0], pair[1]))

"""The history: conversations by day with their curves, and the trend over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from simulator.errors import HistoryError
from simulator.shown import one_line
from simulator.tui.asking import Failed, words_of
from simulator.tui.fitted import Fitted
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page
from simulator.tui.past import below, day, past_row, trend
from simulator.tui.past_sieve import PastSieve, rows_of

if TYPE_CHECKING:
    from simulator.store.records import Summary
    from simulator.training import Workshop
    from simulator.tui.history_export import Written
    from simulator.tui.sharing import Settled


class HistoryPage(Page[None], page="history"):
    """Reads the history in a worker; opening a debrief is the application's part."""

    CSS_PATH: ClassVar[str] = "history.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#past"

    @dataclass
    class Recalled(Message):
        """The history has been read; ``known``: it knows people, so there is somebody to share with."""

        attempts: tuple[Summary, ...]
        totals: bool
        known: bool = False

    @dataclass
    class Opened(Message):
        """The trainee wants to read what happened in a conversation."""

        attempt: Summary

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self.attempts: tuple[Summary, ...] = ()
        self.totals = self.known = False
        self.sieve = PastSieve()
        self.marked: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The trend, the list, what to try next of the row under the cursor, the keys."""
        yield Static("Reading what you have practised…", id="trend", markup=False)
        with Horizontal(id="past-shelves"):
            yield OptionList(id="past-filters", markup=False)
            with Vertical():
                yield Input(placeholder="search: a word of the title", id="past-search", max_length=80)
                yield OptionList(id="past", markup=False)
        yield Static(id="to-try", markup=False)
        yield KeyLine(self.page)

    def on_mount(self) -> None:
        """Read after the first frame."""
        self.call_after_refresh(self._recall)

    def _recall(self) -> None:
        workshop = self.workshop

        def recalled() -> Message:
            found = workshop.attempts()
            known = bool(found) and workshop.keep and workshop.history.access.person is not None
            return self.Recalled(found, workshop.shows_totals(), known)

        self.ask(recalled)

    def on_history_page_recalled(self, message: Recalled) -> None:
        """Show what was practised."""
        self.attempts, self.totals, self.known = message.attempts, message.totals, message.known
        self._fill()
        self._fill_filters()

    @on(Failed)
    def unreadable(self, message: Failed) -> None:
        """The history can't be read; what can be done about a damaged one is the application's part."""
        if not (isinstance(message.error, HistoryError) and message.error.damaged):
            message.stop()
        self.query_one("#trend", Static).update(Content(one_line(words_of(message.error, self.app), 500)))

    def _fill(self) -> None:
        listing = self.query_one("#past", OptionList)
        head = self.query_one("#trend", Static)
        if not self.attempts:
            head.update("Nothing here yet. Esc goes back to the library: choose a customer and practise.")
            return
        listed = [item for item in self.attempts if self.sieve.lets(item)]
        head.update(trend(listed) if listed else "No conversation fits. Esc clears the search and the filters.")
        kept = listing.highlighted_option.id if listing.highlighted_option else None
        options = self._options(listed)
        listing.set_options(options)
        ids = [option.id for option in options]
        listing.highlighted = ids.index(kept) if kept and kept in ids else (1 if ids else None)
        self.refresh_bindings()

    def _options(self, listed: list[Summary]) -> list[Option]:
        options: list[Option] = []
        heading = ""
        for item in listed:
            if day(item) != heading:
                heading = day(item)
                options.append(Option(heading, disabled=True))
            row = Fitted(partial(past_row, item, marked=item.id in self.marked, totals=self.totals))
            options.append(Option(row, item.id))
        return options

    def _fill_filters(self) -> None:
        listing = self.query_one("#past-filters", OptionList)
        kept = listing.highlighted
        rows = rows_of(self.sieve, self.attempts, known=self.known)
        options = [Option(Content(words), name or None, disabled=not name) for name, words in rows]
        listing.set_options(options)
        listing.highlighted = kept

    @on(OptionList.OptionSelected, "#past-filters")
    def sift(self, event: OptionList.OptionSelected) -> None:
        """A filter was switched."""
        kind, _, value = (event.option.id or "").partition(" ")
        self.sieve = self.sieve.toggled(kind, value)
        self._fill_filters()
        self._fill()

    @on(Input.Changed, "#past-search")
    def search_for(self, event: Input.Changed) -> None:
        """Words were typed."""
        self.sieve = replace(self.sieve, words=event.value)
        self._fill()

    @on(Input.Submitted, "#past-search")
    def searched(self) -> None:
        """Enter in the search goes on to the list."""
        self.query_one("#past").focus()

    @on(OptionList.OptionHighlighted, "#past")
    def remember(self) -> None:
        """Say what the debrief of this conversation advised, and what was tried next."""
        item = self._under_cursor()
        self.query_one("#to-try", Static).update(below(item, self.attempts) if item else "")
        self.refresh_bindings()

    def _under_cursor(self) -> Summary | None:
        option = self.query_one("#past", OptionList).highlighted_option
        return next((item for item in self.attempts if option and item.id == option.id), None)

    @on(OptionList.OptionSelected, "#past")
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
        if action == "share":
            item = self._under_cursor() if self.known else None
            return item is not None and not item.parent_exchange
        return action not in {"choose", "mark", "search", "filters", "export"} or bool(self.attempts)

    def action_compare(self) -> None:
        """Show the two marked conversations side by side, the older one left."""
        from simulator.tui.compare import ComparePage

        pair = sorted((item for item in self.attempts if item.id in self.marked), key=lambda item: item.started)
        if len(pair) == 2:
            self.app.push_screen(ComparePage(pair[0], pair[1], self.workshop))

    def action_search(self) -> None:
        """Open the search."""
        self.add_class("-searching")
        self.query_one("#past-search").focus()

    def action_filters(self) -> None:
        """Go to the filters, or back from them."""
        opened = self.query_one("#past-filters").has_focus
        self.set_class(not opened, "-filtering")
        self.query_one("#past" if opened else "#past-filters").focus()

    def action_back(self) -> None:
        """Clear the search and the filters; with nothing to clear, go back."""
        past = self.query_one("#past")
        if self.sieve == PastSieve() and not self.has_class("-searching", "-filtering"):
            self.dismiss(None)
            return
        self.remove_class("-searching", "-filtering")
        self.query_one("#past-search", Input).value = ""
        self.sieve = PastSieve()
        self._fill_filters()
        self._fill()
        past.focus()

    def action_share(self) -> None:
        """Share the conversation under the cursor, or take it back."""
        from simulator.tui.sharing import offer

        if item := self._under_cursor():
            offer(self, self.workshop, item.id, audience=item.audience, announced=item.mode == "exam")

    def action_export(self) -> None:
        """Write the conversation under the cursor to a file."""
        from simulator.tui.history_export import offer_export

        if item := self._under_cursor():
            offer_export(self, self.workshop, item.id)

    def on_settled(self, message: Settled) -> None:
        """Who may read a conversation has changed."""
        self.attempts = tuple(
            replace(item, audience=message.audience) if item.id == message.attempt else item for item in self.attempts
        )
        self._fill()
        self._fill_filters()
        self.notify(message.told, markup=False, timeout=8)

    def on_written(self, message: Written) -> None:
        """Say where the file is."""
        self.notify(message.told, markup=False, timeout=15)

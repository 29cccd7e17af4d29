"""The library: a list of customers to practise with; results fill in when the history has been read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from simulator.errors import SimulatorError
from simulator.shown import one_line
from simulator.tui.asking import Failed, words_of
from simulator.tui.fitted import Fitted
from simulator.tui.key_line import KeyLine
from simulator.tui.naming import how_many
from simulator.tui.page import Page
from simulator.tui.rows import card_row, open_row
from simulator.tui.sieve import KINDS, Sieve, value_words, values

if TYPE_CHECKING:
    from simulator.scenario.cards import Card
    from simulator.store.records import Standing, Summary
    from simulator.training import Workshop


class LibraryPage(Page[None], page="library"):
    """Chooses what to practise. It owns what is listed; starting it is the application's part."""

    AUTO_FOCUS: ClassVar[str | None] = "#customers"

    @dataclass
    class Listed(Message):
        """The library has been read."""

        cards: tuple[Card, ...]
        problems: tuple[Exception, ...]

    @dataclass
    class Remembered(Message):
        """The history has been read."""

        standings: dict[str, Standing]
        unfinished: tuple[Summary, ...]

    @dataclass
    class Forgot(Message):
        """The history can't be read; the library works without it."""

        error: SimulatorError

    class Renewed(Message):
        """A new history has begun."""

    @dataclass
    class Chosen(Message):
        """The trainee wants to practise with this customer."""

        card: Card

    @dataclass
    class Resumed(Message):
        """The trainee wants to go on with a conversation left open."""

        attempt: Summary

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self.cards: tuple[Card, ...] | None = None
        self.problems: tuple[Exception, ...] = ()
        self.standings: dict[str, Standing] = {}
        self.unfinished: tuple[Summary, ...] = ()
        self.left = ""
        self.sieve = Sieve()
        self.trouble = ""

    def compose(self) -> ComposeResult:
        """A head line, the search, filters beside the list, the keys."""
        yield Static(id="head", markup=False)
        with Horizontal(id="shelves"):
            yield OptionList(id="filters")
            with Vertical(id="shelf"):
                yield Input(placeholder="search: a word of the title, the reason, a skill", id="search", max_length=80)
                yield Static("Opening the library…", id="notice", markup=False)
                yield OptionList(id="customers", markup=False)
        yield KeyLine(self.page)

    def on_mount(self) -> None:
        """Read the library after the first frame."""
        self.call_after_refresh(self.ask, lambda: self.Listed(*self.workshop.cards()))
        self._head()

    def on_screen_resume(self) -> None:
        """Back from a conversation: its result may be new."""
        if self.cards is not None:
            self._remember()

    def _remember(self) -> None:
        def remember() -> Message:
            try:
                return self.Remembered(self.workshop.standings(), self.workshop.open_attempts())
            except SimulatorError as error:
                return self.Forgot(error)

        self.ask(remember)

    def was_left(self, attempt: str) -> None:
        """A conversation was left open: it stands on top from now on, with the cursor on it."""
        self.left = f"open {attempt}"
        self.query_one("#customers", OptionList).highlighted = None
        if self.cards is not None:
            self._remember()

    def on_library_page_listed(self, message: Listed) -> None:
        """Show the customers; their results follow."""
        self.cards, self.problems = message.cards, message.problems
        self._fill()
        self._fill_filters()
        self._remember()

    def on_library_page_remembered(self, message: Remembered) -> None:
        """Show results and what was left open."""
        self.trouble = ""
        self.standings, self.unfinished = message.standings, message.unfinished
        self._fill()

    def on_library_page_forgot(self, message: Forgot) -> None:
        """Say that results are missing, and why; practising goes on."""
        self.trouble = f"Your results can't be shown. {one_line(words_of(message.error, self.app), 300)}"
        self._fill()

    def on_library_page_renewed(self) -> None:
        """Read the new history."""
        self._remember()

    @on(Failed)
    def unreadable(self, message: Failed) -> None:
        """The library itself can't be read."""
        message.stop()
        self.query_one("#notice", Static).update(Content(one_line(str(message.error), 500)))

    def _head(self) -> None:
        name = one_line(self.workshop.settings.name, 40)
        count = "" if self.cards is None else how_many(len(self.cards), "customer")
        if self.problems:
            count += f" · {how_many(len(self.problems), 'file')} can't be read: see simulator list"
        greeting = f"Good to see you, {name}" if name else "Who would you like to practise with?"
        self.query_one("#head", Static).update(Content.assemble((greeting, "bold"), (f"   {count}", "$quiet")))

    def _fill(self) -> None:
        """List what the sieve lets through, with the cursor where it was."""
        listing = self.query_one("#customers", OptionList)
        if self.cards is None:
            return
        self._head()
        listed = [card for card in self.cards if self.sieve.passes(card)]
        rows = {card.id: Fitted(partial(card_row, card, self.standings.get(card.id))) for card in listed}
        options = [Option(row, f"card {name}") for name, row in rows.items()]
        named = {f"open {item.id}": item for item in self.unfinished}
        first = [self.left] if self.left in named else []
        rest = [name for name in named if name != self.left] if self.sieve == Sieve() else []
        options = [*(Option(Fitted(partial(open_row, named[name])), name) for name in (*first, *rest)), *options]
        kept = listing.highlighted_option.id if listing.highlighted_option else None
        listing.set_options(options)
        ids = [option.id for option in options]
        listing.highlighted = ids.index(kept) if kept in ids else (0 if ids else None)
        self._notice(len(listed))

    def _notice(self, count: int) -> None:
        notice = self.query_one("#notice", Static)
        if not self.cards:
            notice.update("The library holds no customers. Add a scenario file, or start with --library FOLDER.")
        elif not count:
            notice.update("No customer fits. Esc clears the search and the filters.")
        else:
            notice.update(self.trouble)
        notice.display = not count or bool(self.trouble)

    def _fill_filters(self) -> None:
        listing = self.query_one("#filters", OptionList)
        kept = listing.highlighted
        options: list[Option] = []
        for kind in KINDS:
            title = {"difficulty": "How hot"}.get(kind, kind.capitalize())
            options.append(Option(Content.styled(title, "$quiet"), disabled=True))
            for value in values(self.cards or (), kind):
                mark = "●" if (kind, value) in self.sieve.chosen else "○"
                options.append(Option(Content(f"{mark} {value_words(kind, value)}"), f"{kind} {value}"))
        listing.set_options(options)
        listing.highlighted = kept

    @on(OptionList.OptionSelected, "#filters")
    def sift(self, event: OptionList.OptionSelected) -> None:
        """A filter was switched."""
        kind, _, value = (event.option.id or "").partition(" ")
        self.sieve, self.left = self.sieve.toggled(kind, value), ""
        self._fill_filters()
        self._fill()

    @on(OptionList.OptionSelected, "#customers")
    def start(self, event: OptionList.OptionSelected) -> None:
        """A customer was chosen."""
        kind, _, name = (event.option.id or "").partition(" ")
        if kind == "open":
            self.post_message(self.Resumed(next(item for item in self.unfinished if item.id == name)))
        else:
            self.post_message(self.Chosen(next(card for card in self.cards or () if card.id == name)))

    @on(Input.Changed, "#search")
    def search_for(self, event: Input.Changed) -> None:
        """Words were typed."""
        self.sieve, self.left = Sieve(event.value, self.sieve.chosen), ""
        self._fill()

    @on(Input.Submitted, "#search")
    def searched(self) -> None:
        """Enter in the search goes on to the list."""
        self.query_one("#customers").focus()

    def action_choose(self) -> None:
        """Practise with the customer under the cursor."""
        self.query_one("#customers", OptionList).action_select()

    def action_search(self) -> None:
        """Open the search."""
        self.add_class("-searching")
        self.query_one("#search").focus()

    def action_filters(self) -> None:
        """Go to the filters, or back from them."""
        opened = self.query_one("#filters").has_focus
        self.set_class(not opened, "-filtering")
        self.query_one("#customers" if opened else "#filters").focus()

    def action_back(self) -> None:
        """Clear the search and the filters, and go back to the list; with nothing to clear, to the page before."""
        if self.sieve == Sieve() and self.query_one("#customers").has_focus and len(self.app.screen_stack) > 1:
            self.dismiss(None)
            return
        self.remove_class("-searching", "-filtering")
        self.query_one("#search", Input).value = ""
        self.sieve = Sieve()
        self._fill_filters()
        self._fill()
        self.query_one("#customers").focus()

    def action_history(self) -> None:
        """What was practised so far."""
        from simulator.tui.history import HistoryPage

        self.app.push_screen(HistoryPage(self.workshop))

    def action_settings(self) -> None:
        """Change the settings."""
        from simulator.tui.settings_page import SettingsPage

        self.app.push_screen(SettingsPage(self.workshop))

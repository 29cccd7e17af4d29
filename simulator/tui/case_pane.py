"""The case pane: the case, and a search through policy, knowledge and prepared answers."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static, Tab, Tabs
from textual.widgets.option_list import Option

from simulator.exchange import State
from simulator.scenario.model import Scenario
from simulator.shown import one_line, shown
from simulator.tui.case_text import Entry, case_text, entries, found


class CasePane(Vertical):
    """Shows one tab at a time; a search looks through all articles at once."""

    @dataclass
    class Inserted(Message):
        """A prepared answer was chosen for the reply box."""

        text: str

    def __init__(self, scenario: Scenario, state: State, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.scenario, self.state = scenario, state
        self._entries = entries(scenario.shop)
        self._listed: list[Entry] = []

    def compose(self) -> ComposeResult:
        """How to get here and back, tabs, the search, the titles, the text."""
        yield Static("Case and policy: F4 goes there", id="case-there", markup=False)
        yield Static("Case and policy: PgDn reads on, F4 or Esc goes back", id="case-back", markup=False)
        yield Tabs(
            Tab("Case", id="case"),
            Tab("Policy", id="policy"),
            Tab("Knowledge", id="knowledge"),
            Tab("Macros", id="macros"),
            id="case-tabs",
        )
        yield Input(placeholder="search policy, knowledge, macros", id="case-search", max_length=80)
        yield OptionList(id="case-titles", markup=False)
        with VerticalScroll(id="case-reader"):
            yield Static(id="case-body", markup=False)

    def tell(self, state: State) -> None:
        """The case has moved on: new facts, promises, time."""
        self.state = state
        if not self._listing:
            self._write(case_text(self.scenario, self.state))

    @property
    def kind(self) -> str:
        """Which tab is open."""
        return self.query_one("#case-tabs", Tabs).active or "case"

    @property
    def _words(self) -> str:
        return self.query_one("#case-search", Input).value

    @property
    def _listing(self) -> bool:
        return self.kind != "case" or bool(self._words.strip())

    @on(Tabs.TabActivated)
    def turn(self, event: Tabs.TabActivated) -> None:
        """Another tab was opened: the search starts afresh."""
        event.stop()
        with self.prevent(Input.Changed):
            self.query_one("#case-search", Input).value = ""
        self._fill()

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        """Search words were typed."""
        event.stop()
        self._fill()

    @on(Input.Submitted)
    def searched(self, event: Input.Submitted) -> None:
        """Enter in the search goes on to what was found."""
        event.stop()
        self.query_one("#case-titles").focus()

    def _fill(self) -> None:
        titles = self.query_one("#case-titles", OptionList)
        titles.display = self._listing
        self._listed = found(self._entries, self.kind, self._words) if self._listing else []
        searching = bool(self._words.strip())
        titles.set_options(Option(_title(entry, searching=searching)) for entry in self._listed)
        if self._listed:
            titles.highlighted = 0
        elif self._listing:
            self._read(Content.styled("Nothing here holds these words. Try fewer of them.", "$quiet"))
            titles.display = False
        else:
            self._read(case_text(self.scenario, self.state))

    @on(OptionList.OptionHighlighted)
    def read(self, event: OptionList.OptionHighlighted) -> None:
        """Show the article under the cursor."""
        event.stop()
        if event.option_index < len(self._listed):
            entry = self._listed[event.option_index]
            hint = "Enter puts it in your reply. Make it yours: sent as it is, it counts as canned.\n\n"
            before = (hint, "$quiet") if entry.kind == "macros" else ("", "")
            self._read(Content.assemble(before, shown(entry.text)))

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Enter: a prepared answer goes to the reply box, an article is read on."""
        event.stop()
        entry = self._listed[event.option_index]
        if entry.kind == "macros":
            self.post_message(self.Inserted(entry.text))
        else:
            self.query_one("#case-reader").focus()

    def _read(self, text: Content) -> None:
        self._write(text)
        self.query_one("#case-reader", VerticalScroll).scroll_home(animate=False)

    def _write(self, text: Content) -> None:
        body = self.query_one("#case-body", Static)
        if not isinstance(body.content, Content) or not text.is_same(body.content):
            body.update(text)  # each update lays the whole page out again


def _title(entry: Entry, *, searching: bool) -> Content:
    kind = {"policy": "policy", "knowledge": "knowledge", "macros": "macro"}[entry.kind]
    return Content.assemble((f"{kind} · " if searching else "", "$quiet"), one_line(entry.title, 60))

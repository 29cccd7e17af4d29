"""The home screen: what to practise today and why, what is unfinished or asked for, and where one stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.errors import SimulatorError
from simulator.shown import one_line
from simulator.tui.asking import words_of
from simulator.tui.fitted import Fitted
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page

if TYPE_CHECKING:
    from simulator.training import Workshop
    from simulator.tui.home_found import Found, Task

CHOOSE = "library "
"""The row that leads to all customers; it is there from the first frame on."""


class HomePage(Page[None], page="home"):
    """Tells what to do next. It reads in workers, after its first frame; starting things is the application's part."""

    AUTO_FOCUS: ClassVar[str | None] = "#tasks"

    @dataclass
    class Looked(Message):
        """What there is to do is known."""

        found: Found

    @dataclass
    class Missing(Message):
        """The history can't be read; the library works without it."""

        error: SimulatorError

    @dataclass
    class Wanted(Message):
        """The trainee wants to do this."""

        task: Task

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self.rows: dict[str, Task] = {}
        self.left = ""

    def compose(self) -> ComposeResult:
        """A greeting, what to do, where one stands, the keys."""
        yield Static(id="hello", markup=False)
        with Container(id="today"):
            yield OptionList(Option("  Choose a customer", CHOOSE), id="tasks", markup=False)
            with VerticalScroll(id="standing", can_focus=False):
                yield Static(Content.styled("One moment, looking at where you stand…", "$quiet"), id="skills")
        yield KeyLine(self.page)

    def on_mount(self) -> None:
        """Greet."""
        name = one_line(self.workshop.who, 40)
        greeting = f"Good to see you, {name}" if name else "Welcome back"
        self.query_one("#hello", Static).update(Content.styled(greeting, "bold"))

    def on_screen_resume(self) -> None:
        """Look at the history, after the frame: what was done on other pages may have changed it."""
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        if not self.is_current:
            return
        workshop, left = self.workshop, self.left

        def looked() -> Message:
            from simulator.tui.home_found import look

            try:
                return self.Looked(look(workshop, left))
            except SimulatorError as error:
                return self.Missing(error)

        self.ask(looked)

    def was_left(self, attempt: str) -> None:
        """A conversation was left open: it stands on top from now on, with the cursor on it."""
        self.left = attempt
        self.query_one("#tasks", OptionList).highlighted = None
        self._look()

    def on_home_page_looked(self, message: Looked) -> None:
        """Show it."""
        from simulator.tui.home_text import glance

        self._fill(message.found)
        told = partial(glance, message.found.overview, totals=message.found.totals)
        self.query_one("#skills", Static).update(Fitted(told))

    def on_home_page_missing(self, message: Missing) -> None:
        """Say so in its place; customers can be practised with all the same."""
        words = f"Where you stand can't be shown. {one_line(words_of(message.error, self.app), 300)}"
        self.query_one("#skills", Static).update(Content.styled(words, "$quiet"))

    def on_library_page_renewed(self) -> None:
        """Read the new history."""
        self._look()

    def _fill(self, found: Found) -> None:
        """List what there is to do; the cursor stays on its row, or goes to the first where it was not moved."""
        from simulator.tui.home_text import task_row

        listing = self.query_one("#tasks", OptionList)
        at = listing.highlighted_option.id if listing.highlighted_option else None
        moved = at is not None and at != next(iter(self.rows), CHOOSE)
        self.rows = {f"{task.kind} {task.subject} {task.head}": task for task in found.tasks}
        options: list[Option] = []
        head = ""
        for name, task in self.rows.items():
            if task.head != head:
                head = task.head
                options.append(Option(Content.styled(head, "$quiet"), disabled=True))
            options.append(Option(Fitted(partial(task_row, task)), name))
        options.append(Option("All customers", disabled=True))
        options.append(Option("  Choose a customer", CHOOSE))
        listing.set_options(options)
        ids = [option.id for option in options]
        listing.highlighted = ids.index(at) if moved and at in ids else next(n for n, name in enumerate(ids) if name)

    @on(OptionList.OptionSelected)
    def start(self, event: OptionList.OptionSelected) -> None:
        """A row was chosen."""
        if event.option.id == CHOOSE:
            self.action_library()
        elif task := self.rows.get(event.option.id or ""):
            self.post_message(self.Wanted(task))

    def action_choose(self) -> None:
        """Do what the row under the cursor says."""
        self.query_one("#tasks", OptionList).action_select()

    def action_library(self) -> None:
        """All customers."""
        from simulator.tui.library import LibraryPage

        self.app.push_screen(LibraryPage(self.workshop))

    def action_skills(self) -> None:
        """All skills."""
        from simulator.tui.skills import SkillsPage

        self.app.push_screen(SkillsPage(self.workshop))

    def action_history(self) -> None:
        """What was practised so far."""
        from simulator.tui.history import HistoryPage

        self.app.push_screen(HistoryPage(self.workshop))

    def action_settings(self) -> None:
        """Change the settings."""
        from simulator.tui.settings_page import SettingsPage

        self.app.push_screen(SettingsPage(self.workshop))

    def action_back(self) -> None:
        """There is nothing to go back to; leaving has a key of its own."""

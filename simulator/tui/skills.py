"""All skills on one page: ranges as bars and in words, what changed for certain, what was done how often."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from simulator.shown import one_line
from simulator.tui.asking import Failed, words_of
from simulator.tui.fitted import Fitted
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page
from simulator.tui.skills_text import page_of

if TYPE_CHECKING:
    from simulator.progress.overview import Overview
    from simulator.training import Workshop


class SkillsPage(Page[None], page="skills"):
    """Reads where the person stands in a worker."""

    CSS_PATH: ClassVar[str] = "skills.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#every"

    @dataclass
    class Looked(Message):
        """Where they stand is known. ``names``: titles of the customers that are due again."""

        overview: Overview
        totals: bool
        names: dict[str, str]

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        with VerticalScroll(id="every"):
            yield Static("One moment, looking at where you stand…", id="all-skills", markup=False)
        yield KeyLine(self.page)

    def on_mount(self) -> None:
        """Read after the first frame."""
        workshop = self.workshop

        def looked() -> Message:
            names = {card.id: card.title for card in workshop.cards()[0]}
            return self.Looked(workshop.overview(), workshop.shows_totals(), names)

        self.call_after_refresh(self.ask, looked)

    def on_skills_page_looked(self, message: Looked) -> None:
        """Show it."""
        told = partial(page_of, message.overview, message.names, totals=message.totals)
        self.query_one("#all-skills", Static).update(Fitted(told))

    @on(Failed)
    def unreadable(self, message: Failed) -> None:
        """It can't be read: said in its place."""
        message.stop()
        self.query_one("#all-skills", Static).update(one_line(words_of(message.error, self.app), 500))

    def action_turn_page(self, step: int) -> None:
        """Read on, or back."""
        every = self.query_one("#every", VerticalScroll)
        (every.scroll_page_down if step > 0 else every.scroll_page_up)(animate=False)

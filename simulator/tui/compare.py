"""Two conversations compared: both curves on one chart, then both wordings reply by reply, with their marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from simulator.shown import one_line
from simulator.tui.asking import Failed, words_of
from simulator.tui.compare_text import EARLIER, LATER, chart, legend, verdict, wordings
from simulator.tui.fitted import Fitted
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page
from simulator.tui.past import beside, mean

if TYPE_CHECKING:
    from simulator.report.debrief import Debrief
    from simulator.store.records import Summary
    from simulator.training import Workshop


class ComparePage(Page[None], page="compare"):
    """The earlier conversation and the later one; their words are read in a worker."""

    CSS_PATH: ClassVar[str] = "history.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#compared"

    @dataclass
    class Read(Message):
        """What was said in both is known."""

        earlier: Debrief
        later: Debrief

    def __init__(self, earlier: Summary, later: Summary, workshop: Workshop) -> None:
        super().__init__()
        self.pair, self.workshop = (earlier, later), workshop

    def compose(self) -> ComposeResult:
        """Which two, the chart, a sentence, the words."""
        earlier, later = self.pair
        with VerticalScroll(id="compared"):
            for sign, style, item in ((EARLIER, "$customer", earlier), (LATER, "$you", later)):
                yield Static(Content.styled(f"{sign} ", f"{style} bold") + beside(item))
            yield Static(Fitted(partial(chart, earlier.path, later.path)), id="both-curves")
            yield Static(legend())
            yield Static(verdict(mean(earlier.path), mean(later.path)), id="verdict", markup=False)
            yield Static(Content.styled("One moment, reading both…", "$quiet"), id="both-words")
        yield KeyLine(self.page)

    def on_mount(self) -> None:
        """Read what was said after the first frame."""
        workshop, (earlier, later) = self.workshop, self.pair
        self.call_after_refresh(self.ask, lambda: self.Read(workshop.debrief(earlier.id), workshop.debrief(later.id)))

    def on_compare_page_read(self, message: Read) -> None:
        """Show both wordings."""
        words = Fitted(partial(wordings, message.earlier, message.later))
        self.query_one("#both-words", Static).update(words)

    @on(Failed)
    def unreadable(self, message: Failed) -> None:
        """The curves stand; the words can't be read."""
        message.stop()
        told = f"What was said can't be shown. {one_line(words_of(message.error, self.app), 300)}"
        self.query_one("#both-words", Static).update(Content.styled(told, "$quiet"))

    def action_turn_page(self, step: int) -> None:
        """Read on, or back."""
        told = self.query_one("#compared", VerticalScroll)
        (told.scroll_page_down if step > 0 else told.scroll_page_up)(animate=False)

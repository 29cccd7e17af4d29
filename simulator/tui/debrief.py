"""The debrief: what happened, one strength, one thing to try, the curve, and a retry from any reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from simulator.shown import one_line
from simulator.tui.curve_view import CurveView, Feeling
from simulator.tui.debrief_text import bar_lines, details, happened, steps
from simulator.tui.feeling import SAYS_WHERE
from simulator.tui.fitted import Fitted
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page
from simulator.tui.paragraphs import fitted

if TYPE_CHECKING:
    from simulator.practice import Practice
    from simulator.report.debrief import Debrief


class DebriefPage(Page[None], page="debrief"):
    """Shows a debrief. ``again`` opens a new attempt from a reply (from 1); ``totals``: the bars are shown."""

    CSS_PATH: ClassVar[str] = "debrief.tcss"

    @dataclass
    class Retried(Message):
        """The trainee wants to play again from a reply."""

        open_again: Callable[[], Practice]

    def __init__(self, debrief: Debrief, again: Callable[[int], Practice], *, totals: bool) -> None:
        super().__init__()
        self.debrief, self.again, self.totals = debrief, again, totals
        tip = debrief.to_try
        self.chosen = tip.reply if tip else len(debrief.details)

    def compose(self) -> ComposeResult:
        """The parts in reading order; the chosen reply and the keys stay in sight."""
        told = self.debrief
        with VerticalScroll(id="told", can_focus=False):
            yield Static(fitted(happened(told)), id="happened")
            yield Static(
                Content.styled(f"How {one_line(told.address or 'the customer', 40)} felt", "bold"), classes="title"
            )
            yield CurveView(self._feeling(), id="told-curve")
            yield Static(Fitted(partial(steps, told)), id="steps")
            if self.totals:
                yield Static(Fitted(partial(bar_lines, told.bars)), id="bars")
            yield Static(fitted(details(told)), id="details")
        yield Static(self._retry_line(), id="retry")
        yield KeyLine(self.page)

    def _feeling(self) -> Feeling:
        points = self.debrief.curve
        values = (points[0].before, *(point.after for point in points)) if points else ()
        ghost = (values[0], *self.debrief.ghost) if self.debrief.ghost and values else ()
        point = points[self.chosen - 1] if points else None
        if point is None:
            words = "no reply was sent"
        elif point.because and point.words in SAYS_WHERE:
            words = f"after reply {point.n}"
        else:
            words = f"after reply {point.n}: {point.words}"
        return Feeling(values, words, point.because if point else "", ghost, chosen=self.chosen)

    def _retry_line(self) -> Content:
        if not self.debrief.details:
            return Content.styled("There was no reply yet that could be played again.", "$quiet")
        reply = self.debrief.details[self.chosen - 1].reply
        head = f"Retry from reply {self.chosen} of {len(self.debrief.details)}"
        return Content.assemble((head, "bold"), ("  ↑↓ choose  ", "$quiet"), (f"“{one_line(reply, 100)}”", "$you"))

    def possible(self, action: str) -> bool:
        """Without a reply there is nothing to retry from."""
        return action not in {"retry", "again"} or bool(self.debrief.details)

    def action_choose(self, step: int) -> None:
        """Choose the reply before or after."""
        count = len(self.debrief.details)
        if count:
            self.chosen = min(count, max(1, self.chosen + step))
            self.query_one("#retry", Static).update(self._retry_line())
            self.query_one(CurveView).tell(self._feeling())

    def action_turn_page(self, step: int) -> None:
        """Read on, or back."""
        told = self.query_one("#told", VerticalScroll)
        (told.scroll_page_down if step > 0 else told.scroll_page_up)(animate=False)

    def action_retry(self) -> None:
        """Play again from the chosen reply."""
        again, n = self.again, self.chosen
        self.post_message(self.Retried(lambda: again(n)))

    def action_again(self) -> None:
        """Meet the same customer again."""
        again = self.again
        self.post_message(self.Retried(lambda: again(1)))

    def action_details(self) -> None:
        """Show or hide the details, from their beginning."""
        opened = not self.has_class("-details")
        self.set_class(opened, "-details")
        told = self.query_one("#told", VerticalScroll)
        if opened:
            self.call_after_refresh(told.scroll_to_widget, self.query_one("#details"), animate=False, top=True)
        else:
            told.scroll_home(animate=False)

"""Two conversations side by side, their curves on the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from simulator.tui.curve_view import CurveView, Feeling
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page
from simulator.tui.past import beside, mean

if TYPE_CHECKING:
    from simulator.store.records import Summary

CLOSE = 5.0
"""Points of mean hostility below which two conversations count as alike [design choice]."""


class ComparePage(Page[None], page="compare"):
    """The earlier conversation left, the later one right."""

    CSS_PATH: ClassVar[str] = "history.tcss"

    def __init__(self, earlier: Summary, later: Summary) -> None:
        super().__init__()
        self.pair = (earlier, later)

    def compose(self) -> ComposeResult:
        """Two columns, a sentence below."""
        with Horizontal(id="pair"):
            for item in self.pair:
                with Vertical(classes="side"):
                    yield Static(beside(item), classes="beside")
                    yield CurveView(Feeling(item.path))
        yield Static(verdict(mean(self.pair[0].path), mean(self.pair[1].path)), id="verdict", markup=False)
        yield KeyLine(self.page)


def verdict(earlier: float, later: float) -> str:
    """Which of two mean hostilities (0-100) was calmer, in words; a small difference is called alike."""
    if abs(earlier - later) < CLOSE:
        return "On average the customers were about as upset in both."
    when = "later" if later < earlier else "earlier"
    return f"On average the customer was calmer in the {when} conversation. One pair says little; a trend says more."

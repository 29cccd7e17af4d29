"""Disputing a mark: choose it among all of a conversation's marks, and say why it isn't right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from simulator.errors import SimulatorError
from simulator.shown import one_line, shown
from simulator.tui.asking import ask, words_of
from simulator.tui.fitted import Fitted
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page
from simulator.tui.sharing_around import Around, around_of

if TYPE_CHECKING:
    from textual.screen import Screen

    from simulator.report.debrief import Debrief
    from simulator.report.details import MarkLine
    from simulator.training import Workshop

LONGEST = 500
"""Characters of a reason."""
ASKED = "Which mark isn't right? A QA lead reads the words up to that reply and marks it blind, then sees both."


class Disputed(Struct, frozen=True):
    """Which mark, in which reply (from 1), and why; ``send`` is False when the trainee only went back."""

    reply: int
    criterion: str
    reason: str
    send: bool


@dataclass
class Sent(Message):
    """A dispute was sent: what now stands around the conversation; or ``trouble`` says why not."""

    around: Around | None
    trouble: str = ""

    @property
    def told(self) -> str:
        """The outcome in a sentence."""
        return self.trouble or "Sent: a QA lead will look at it, and you will find the answer here."


def send(page: Screen[None], workshop: Workshop, attempt: str, chosen: Disputed) -> None:
    """Send a dispute; ``Sent`` arrives at the page that asked."""

    def work() -> Message:
        try:
            workshop.history.disputes.open(attempt, chosen.reply, chosen.criterion, chosen.reason)
        except SimulatorError as error:
            return Sent(None, words_of(error, page.app))
        return Sent(around_of(workshop, attempt))

    ask(page, work)


class DisputePage(Page[Disputed], page="dispute"):
    """Its outcome is what was chosen and written, so that nothing is lost by going back."""

    CSS_PATH: ClassVar[str] = "sharing.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#marks"

    def __init__(self, debrief: Debrief, reply: int, earlier: Disputed | None = None) -> None:
        super().__init__()
        self.debrief, self.reply, self.earlier = debrief, reply, earlier

    def compose(self) -> ComposeResult:
        """The question, the marks reply by reply, the reason, the keys."""
        yield Static(Content(ASKED), id="dispute-head")
        yield OptionList(*self._options(), id="marks", markup=False)
        yield Static(Content.styled("Why isn't it right?", "bold"), id="dispute-why")
        reason = self.earlier.reason if self.earlier else ""
        yield Input(reason, id="dispute-reason", max_length=LONGEST, select_on_focus=False, placeholder="in a sentence")
        yield KeyLine(self.page)

    def _options(self) -> list[Option]:
        options: list[Option] = []
        for detail in self.debrief.details:
            marks = [mark for mark in detail.marks if mark.applies and mark.key]
            if marks:
                head = partial(_head, detail.n, detail.reply)
                options.append(Option(Fitted(head), disabled=True))
            options += [Option(Fitted(partial(_row, mark)), f"{detail.n} {mark.key}") for mark in marks]
        return options

    def on_mount(self) -> None:
        """The cursor stands on what was chosen before, else on the first mark of the chosen reply."""
        marks = self.query_one("#marks", OptionList)
        ids = [option.id for option in marks.options]
        wanted = f"{self.earlier.reply} {self.earlier.criterion}" if self.earlier else f"{self.reply} "
        fit = [n for n, name in enumerate(ids) if name and name.startswith(wanted)]
        marks.highlighted = next(iter(fit or [n for n, name in enumerate(ids) if name]), None)

    def _outcome(self, *, send: bool) -> Disputed | None:
        option = self.query_one("#marks", OptionList).highlighted_option
        if option is None or option.id is None:
            return None
        reply, _, key = option.id.partition(" ")
        return Disputed(int(reply), key, self.query_one("#dispute-reason", Input).value.strip(), send)

    @on(OptionList.OptionSelected)
    def chosen(self) -> None:
        """A mark was chosen: on to the reason."""
        self.query_one("#dispute-reason").focus()

    def action_accept(self) -> None:
        """Go on to the reason; there, send it if one was written."""
        reason = self.query_one("#dispute-reason", Input)
        if not reason.has_focus:
            reason.focus()
        elif reason.value.strip():
            self.dismiss(self._outcome(send=True))

    def action_back(self) -> None:
        """From the reason to the marks, from there to the debrief; what was written stays."""
        marks = self.query_one("#marks")
        if self.query_one("#dispute-reason").has_focus:
            marks.focus()
        else:
            self.dismiss(self._outcome(send=False))


def _head(n: int, reply: str, width: int) -> Content:
    return Content.styled(one_line(f"Reply {n}: “{reply}”", width), "$quiet")


def _row(mark: MarkLine, width: int) -> Content:
    points = "not assessed" if mark.points is None else f"{mark.points} of {mark.max}"
    text = Content.assemble(f"{mark.rubric}, {mark.criterion}", (f"  {shown(mark.why, 300)}", "$quiet"))
    first, *rest = text.wrap(max(20, width - 16)) or [Content("")]
    label = Content.styled(f"  {points:<13} ", "bold")
    return Content("\n").join([label + first, *(line.pad_left(16) for line in rest)])

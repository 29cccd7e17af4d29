"""The closing ticket: what the next colleague will know of the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from simulator.scoring.ticket import PRIORITIES, Ticket
from simulator.shown import one_line, shown
from simulator.tui.choice import Choice
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page

if TYPE_CHECKING:
    from simulator.practice import Practice

EMPTY = "Nothing is written here yet. Ctrl+S again closes it as it is; Ctrl+N goes on without a ticket."
LONGEST_NOTE = 4000
"""Characters of a note that are kept."""


@dataclass(frozen=True)
class Closed:
    """How the page was left, and the ticket as it stood then: nothing that was written is lost."""

    how: Literal["closed", "without", "back"]
    written: Ticket


class TicketPage(Page[Closed], page="ticket"):
    """Begins with what was written before the trainee last went back to the conversation."""

    CSS_PATH: ClassVar[str] = "ticket.tcss"

    def __init__(self, practice: Practice, written: Ticket | None = None) -> None:
        super().__init__()
        self.practice = practice
        self.written = written or Ticket(priority="normal")
        self.warned = False

    def compose(self) -> ComposeResult:
        """A line for each field, the note last."""
        shop, before = self.practice.scenario.shop, self.written
        yield Static(self._head(), id="ticket-head")
        with VerticalScroll(id="ticket", can_focus=False):
            yield _row("Category", _pick("category", shop.categories, before.category))
            yield Choice("Priority", [(name, name) for name in PRIORITIES], before.priority, id="priority")
            yield _row("Root cause", _pick("root_cause", shop.root_causes, before.root_cause))
            yield _row(
                "Who acts next",
                Input(before.owner, "you, or a team such as the delivery desk", id="owner", max_length=80),
            )
            yield _row(
                "You promised", Input(before.promise, "what you said you would do", id="promise", max_length=200)
            )
            yield _row("By when", Input(before.deadline, "such as Friday 12:00", id="deadline", max_length=80))
            yield Static("What happened, what was agreed, what is open:", id="note-label", markup=False)
            yield TextArea(before.note, id="note", show_line_numbers=False)
        yield KeyLine(self.page)

    def _head(self) -> Content:
        said = [row.quote for row in self.practice.state.promises if row.open]
        promises = "".join(f"\nYou said: “{one_line(quote, 100)}”" for quote in said[:3])
        title = one_line(self.practice.scenario.title, 60)
        return Content.assemble((f"Ticket: {title}", "bold"), (promises, "$you"))

    def filled_in(self) -> Ticket:
        """The ticket as it stands."""
        values = {field: _value(self.query_one(f"#{field}")) for field in Ticket.__struct_fields__}
        return Ticket(**values)

    @on(Input.Submitted)
    def go_on(self) -> None:
        """Enter goes to the next field."""
        self.focus_next()

    def action_accept(self) -> None:
        """Close the ticket; one in which nothing is written only at the second time of asking."""
        filled = self.filled_in()
        if not self.warned and filled == Ticket(priority=filled.priority):
            self.warned = True
            self.query_one("#ticket-head", Static).update(Content.assemble(self._head(), (f"\n{EMPTY}", "$you bold")))
            return
        self.dismiss(Closed("closed", filled))

    def action_without(self) -> None:
        """Go on without a ticket."""
        self.dismiss(Closed("without", self.filled_in()))

    def action_back(self) -> None:
        """Back to the conversation; what is written here stands here again next time."""
        self.dismiss(Closed("back", self.filled_in()))


def _row(label: str, field: Widget) -> Horizontal:
    return Horizontal(Static(label, classes="label", markup=False), field, classes="row")


def _pick(name: str, options: tuple[str, ...], before: str) -> Widget:
    if not options:
        return Input(before, id=name, max_length=80)
    listed = [(Content(shown(one)), one) for one in options]
    value = before if before in options else Select.NULL
    return Select(listed, prompt="choose", value=value, id=name, compact=True)


def _value(field: Widget) -> str:
    if isinstance(field, Select):
        return "" if field.is_blank() else str(field.value)
    if isinstance(field, TextArea):
        return field.text[:LONGEST_NOTE].strip()
    return str(getattr(field, "value", "")).strip()

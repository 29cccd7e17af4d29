"""The card of a person who plays the customer on the same screen: what to express, and the words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from simulator.llm.customer_card import advice, card_of
from simulator.shown import shown
from simulator.tui.actions import bindings
from simulator.tui.key_line import KeyLine

if TYPE_CHECKING:
    from simulator.llm.customer_brief import Brief


class CardPage(ModalScreen[str]):
    """Its outcome are the customer's words; empty: the suggested line. The checks only advise."""

    CSS_PATH: ClassVar[str] = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("card"))
    AUTO_FOCUS: ClassVar[str | None] = "#customer-words"
    page = "card"

    def __init__(self, brief: Brief) -> None:
        super().__init__()
        self.brief, self.card = brief, card_of(brief)
        self._advised = ""

    def compose(self) -> ComposeResult:
        """What to express, what may be told, what was written; the words, always in sight; the keys."""
        card = self.card
        with Vertical(id="dialog"):
            with VerticalScroll(id="card", can_focus=False):
                yield Static(
                    Content.assemble((f"You are {card.name}. ", "$customer bold"), "Now: ", (card.express, "bold"), ".")
                )
                yield Static(Content.styled(f"Sound: {card.sound}", "$quiet"), classes="quiet")
                yield Static(Content.assemble(("Suggested: ", "$quiet"), shown(card.suggested)), id="suggested")
                yield from (Static(Content(shown(line)), classes="quiet") for line in self._told())
            yield Input(placeholder="Enter says what is suggested; or write your own words", id="customer-words")
            yield Static(id="advice", classes="quiet", markup=False)
            yield KeyLine(self.page)

    def _told(self) -> tuple[str, ...]:
        card = self.card
        told = f"Tell: {'; '.join(card.tell)}." if card.tell else ""
        keep = f"Not yet: {'; '.join(card.keep)}." if card.keep else ""
        return tuple(line for line in (told, keep, f"The agent wrote: {card.reply}") if line)

    def action_turn_page(self, way: int) -> None:
        """Read on in a card that is longer than the screen, or back."""
        self.query_one("#card").scroll_relative(y=way * 3, animate=False)

    @on(Input.Submitted)
    def action_accept(self) -> None:
        """Say it. Words that the checks would turn away are advised on once, and said when Enter comes again."""
        text = self.query_one("#customer-words", Input).value
        found = advice(text, self.brief) if text.strip() and text != self._advised else ()
        if found:
            self._advised = text
            self.query_one("#advice", Static).update(Content("\n".join((*found, "Enter says it as it is."))))
            return
        self.dismiss(text)

    def action_back(self) -> None:
        """Say what is suggested."""
        self.dismiss("")

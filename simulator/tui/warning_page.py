"""The page before a hostile customer: what to expect, and that one can turn back or stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.shown import shown
from simulator.tui.announced import Announced, warned

if TYPE_CHECKING:
    from simulator.scenario.cards import Card

STRENGTH = {
    "none": "Your setting leaves insults out; the anger stays.",
    "mild": "Your setting keeps insults mild.",
    "strong": "Your setting allows strong insults.",
}
WAYS = "Enter starts. Esc goes back. In the conversation F10 stops at once, without a trace."


class WarningPage(Announced, page="warning"):
    """Its outcome is True when the trainee goes on."""

    def __init__(self, card: Card, level: str) -> None:
        super().__init__(shown(card.title), (warned(card.warnings, f"\n{STRENGTH[level]}"),), WAYS)

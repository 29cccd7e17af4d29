"""The page before a customer whom a trainer asked for: who will see the conversation; Esc still turns back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.practice import ASSIGNED
from simulator.shown import shown
from simulator.tui.announced import Announced, warned

if TYPE_CHECKING:
    from simulator.scenario.model import Scenario

PRIVATE = "To practise with this customer for yourself first, choose them in the library."


class AskedPage(Announced, page="asked"):
    """Its outcome is True when the trainee begins."""

    def __init__(self, scenario: Scenario) -> None:
        told = filter(None, (*ASSIGNED, PRIVATE, warned(scenario.warnings)))
        super().__init__(f"Asked of you: {shown(scenario.title)}", told, "Enter begins. Esc goes back.")

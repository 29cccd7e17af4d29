"""What the curve says of a practice: its values, the phase in words, where it is going, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from simulator.report.curve_points import CALM, NOTICEABLE, felt
from simulator.report.endings import ended
from simulator.tui.curve_view import Feeling

if TYPE_CHECKING:
    from simulator.practice import Practice

SAYS_WHERE = frozenset({"getting angrier", "calming down", "not calm yet"})
"""Words that say themselves where it is going."""


def feeling_of(practice: Practice, *, precise: bool) -> Feeling:
    """The curve of this practice, with numbers and the phase only where asked for."""
    mood, exchanges = practice.state.mood, practice.exchanges
    first = exchanges[0].before if exchanges else mood.hostility
    values = (first, *(exchange.after for exchange in exchanges))
    exact = f"{mood.hostility:.0f} of 100, phase {mood.phase.rank} of 6" if precise else ""
    ghost = (first, *practice.ghost) if practice.ghost else ()
    words = felt(mood.phase, mood.hostility, values[-1] - values[-2] if exchanges else 0.0)
    trend = "" if words in SAYS_WHERE else going(values)
    return Feeling(values, words, trend, ghost, exact)


def going(values: tuple[float, ...]) -> str:
    """Where the last reply moved the customer, in words; empty before the first. Who stays calm is not angry."""
    if len(values) < 2:
        return ""
    change = values[-1] - values[-2]
    if abs(change) < NOTICEABLE:
        return "as before"
    if change < 0:
        return "calmer than before"
    return "angrier than before" if values[-1] >= CALM else "a little less calm"


def over_words(practice: Practice) -> Content:
    """What stands there when a conversation has ended."""
    return Content.assemble(
        (f"The conversation has ended: {ended(practice.state.ending)}.", "bold"),
        "\nF8 writes the ticket and shows what happened.",
    )

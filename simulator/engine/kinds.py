"""What an offer comes to in a case: its figures, and the family the case has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.words import MONEY, PERCENT

if TYPE_CHECKING:
    from simulator.engine.heed import Heeded
    from simulator.scenario.model import Scenario

_SHARES: dict[str, float] = {"half": 50.0, "quarter": 25.0, "third": 100 / 3}
_SHARED_OUT = frozenset({"refund", "partial_refund"})
"""Families in which "half" is a share of the price."""
_OTHER = frozenset("size color model differ other els bigger smaller larger".split())
"""What makes a swap one for something else."""
_RIGHT = frozenset("right correct proper".split())
"""What makes "size" or "colour" the one that was ordered."""


class Core(Struct):
    """A family that a sentence proposes, and the words (half-open) that do it."""

    family: str
    first: int
    last: int


def at_hand(scenario: Scenario) -> frozenset[str]:
    """The families that the case has a resolution of."""
    return frozenset(resolution.family for resolution in scenario.resolutions)


def figures(sentence: Heeded, core: Core) -> tuple[float | None, float | None]:
    """The amount and the percentage nearest to the core, in its sentence; "half" is 50%."""
    words = sentence.frames.sentence.words
    near = sorted(range(len(words)), key=lambda i: (abs(i - core.first), -i))
    amount = next((words[i].value for i in near if words[i].stem == MONEY), None)
    percent = next((words[i].value for i in near if words[i].stem == PERCENT), None)
    if percent is None and amount is None and core.family in _SHARED_OUT:
        percent = next((_SHARES[words[i].stem] for i in near if words[i].stem in _SHARES), None)
    return amount, percent


def priced(family: str, amount: float | None, total: float, scenario: Scenario) -> str:
    """A refund of clearly less than the price is a partial one, or the difference, where the case knows that kind."""
    prices = {item.price for order in scenario.case.orders for item in order.items}
    part = family == "refund" and amount is not None and total and amount < 0.95 * total and amount not in prices
    part = part or (family == "partial_refund" and amount is not None)
    kinds = at_hand(scenario) if part else frozenset()
    if "price_correction" in kinds and not {"refund", "partial_refund"} & kinds:
        return "price_correction"
    return "partial_refund" if "partial_refund" in kinds else family


def swapped(family: str, sentence: Heeded, scenario: Scenario) -> str:
    """A swap for the same thing is a replacement, where the case knows that and no exchange; another size is none."""
    kinds = at_hand(scenario)
    if family != "exchange" or "exchange" in kinds or "replacement" not in kinds:
        return family
    words = sentence.frames.sentence.words
    other = (word.stem in _OTHER and not (at and words[at - 1].stem in _RIGHT) for at, word in enumerate(words))
    return family if any(other) else "replacement"

"""The case's own offers as bad agents make them: far too late, for far too much, with another sum than was agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.authoring.explore_lines import Line, Lines, currency
from simulator.engine.inputs import GOOD_FIT
from simulator.scenario.model import Resolution, Scenario

LATER, TOO_MUCH = "three weeks", "9,500.00"
"""What no customer waits for, and what no agent may give."""
OTHER = 0.7
"""The share of an agreed sum that is named instead of it."""


def wrongly(scenario: Scenario, offers: Mapping[str, Lines], plain: Mapping[str, Lines]) -> Iterator[Line]:
    """The offers of a scenario, made wrongly.

    Args:
        scenario: the case.
        offers: its offers, by resolution.
        plain: the bank's offers by family, which name no time; at most one each.

    """
    for item in scenario.resolutions:
        for line in offers[item.id][:1]:
            if item.within is not None:
                text = (*plain.get(item.family, ()), line)[0].text
                yield Line(f"{text.rstrip('.')} in {LATER}.", f"late:{item.id}")
            if item.limit is not None or item.family in scenario.shop.authority:
                yield Line(f"{line.text.rstrip('.')}, for {currency(scenario)} {TOO_MUCH}.", f"beyond:{item.id}")
        yield from _other_sum(item, scenario)


def _other_sum(item: Resolution, scenario: Scenario) -> Iterator[Line]:
    order = next(iter(scenario.case.orders), None)
    right = next(iter(item.figures), order.total if order and item.family == "refund" else 0.0)
    if right and item.fit >= GOOD_FIT:
        yield Line(f"That's {currency(scenario)} {OTHER * right:.2f} back.", f"corrects:{item.id}")

"""Plain names in lines (``{order.id}``) filled from the case: no code, no template language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulator.scenario.model import Scenario

SLOT = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_-]+)?)\}")


def fill(template: str, scenario: Scenario, extra: Mapping[str, str]) -> str:
    """The template with every slot replaced; slots it doesn't know stay as they are (the loader refuses them)."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        return extra[name] if name in extra else slots(scenario).get(name, match.group(0))

    return SLOT.sub(value, template)


def slots(scenario: Scenario) -> dict[str, str]:
    """Every slot that a line of this scenario may use, with its value."""
    persona, order = scenario.persona, next(iter(scenario.case.orders), None)
    values = {
        "customer.name": persona.name,
        "customer.address": persona.address,
        "agent": "you",
        "shop.name": scenario.shop.name,
        "because": persona.because,
    }
    if order is not None:
        item = order.items[0].name if order.items else "order"
        values |= {
            "order.id": order.id,
            "order.item": item,
            "order.date": order.date,
            "order.total": f"{order.currency} {order.total:.2f}",
        }
    values |= {f"fact.{fact.id}": fact.text for fact in scenario.facts.values()}
    return values

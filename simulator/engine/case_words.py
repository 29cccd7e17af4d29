"""The case as words: what a reply may pick up, get wrong, or ask for although it is known."""

from __future__ import annotations

from simulator.scenario.model import Scenario
from simulator.signals import CaseWords

TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "herr", "frau", "señor", "señora"}


def told_order(scenario: Scenario) -> bool:
    """Whether the agent knows the customer's order: from the case pane, in public only if it was told there.

    Who writes in public is not known to be the one in the case pane until they say so in private.
    """
    said = " ".join(scenario.opening.messages)
    return any(scenario.channel != "social" or order.id in said for order in scenario.case.orders)


def case_words(scenario: Scenario) -> CaseWords:
    """The words of a scenario's case that signals compare a reply with."""
    persona, case, shop = scenario.persona, scenario.case, scenario.shop
    parts = [word for word in persona.name.split() if word.casefold().rstrip(".") not in TITLES]
    orders = case.orders
    return CaseWords(
        names=tuple(dict.fromkeys([persona.address, persona.name, *parts])),
        own_names=(shop.name,),
        orders=tuple(order.id for order in orders),
        items=tuple(item.name for order in orders for item in order.items),
        dates=tuple(order.date for order in orders if order.date),
        stakes=case.stakes,
        # with several orders, asking which one it is about is fair
        given=("order number",) if len(orders) == 1 and told_order(scenario) else (),
        jargon=(*shop.jargon, *scenario.jargon),
        banned=shop.banned,
    )

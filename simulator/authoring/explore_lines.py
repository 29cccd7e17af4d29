"""The lines that an exploring agent chooses from, and how their slots are filled."""

from __future__ import annotations

import re
from datetime import timedelta

from msgspec import Struct

from simulator.engine.case_voice import deadline
from simulator.scenario.model import Scenario

SLOT = re.compile(r"\{([a-z]+)\}")
DEADLINE = "{deadline}"
"""Stays in a line until it is said: a time that holds at that moment takes its place."""


class Line(Struct, frozen=True):
    """Something to say; ``does`` says what it is drawn as: ``sorry``, ``ask:tracking``, ``offer:express``."""

    text: str
    does: str


Lines = tuple[Line, ...]


class Palette(Struct, frozen=True):
    """All there is to say in a scenario.

    ``moves``: by move of the bank; ``topics`` by topic; ``offers`` by resolution; ``steps`` by ``resolution/step``;
    ``whole``: by resolution, the offer with all its steps in one reply; ``rich``: the same things said with care, by
    what the line does; ``beside``: questions and offers that the case knows nothing of, or that are made wrongly.
    ``good`` and ``bad`` name the moves of that manner. ``unworded``: resolutions, steps and topics for which no wording
    is heard as such.
    """

    moves: dict[str, Lines]
    topics: dict[str, Lines]
    offers: dict[str, Lines]
    steps: dict[str, Lines]
    whole: dict[str, Lines]
    rich: dict[str, Lines]
    beside: Lines
    good: tuple[str, ...]
    bad: tuple[str, ...]
    unworded: tuple[str, ...] = ()


def values(scenario: Scenario) -> dict[str, str]:
    """What the slots of the bank stand for in a scenario."""
    case = scenario.case
    order = next(iter(case.orders), None)
    found = {
        "address": scenario.persona.address,
        "item": order.items[0].name if order and order.items else "",
        "order": order.id if order else "",
        "stake": next(iter(case.stakes), ""),
        "deadline": DEADLINE,
        "amount": f"{currency(scenario)} {order.total if order and order.total else 10:.2f}",
    }
    return {name: value for name, value in found.items() if value}


def timed(text: str, scenario: Scenario, clock: float) -> str:
    """A line as it is said at a moment (seconds of scenario time): with a time that the shop can keep."""
    if DEADLINE not in text:
        return text
    return text.replace(DEADLINE, deadline(scenario.shop, scenario.now + timedelta(seconds=clock)) or "tomorrow")


def filled_in(text: str, slots: dict[str, str]) -> str:
    """A bank reply with its slots filled, or an empty text where the case has nothing for one."""
    if any(name not in slots for name in SLOT.findall(text)):
        return ""
    return SLOT.sub(lambda match: slots[match[1]], text)


def currency(scenario: Scenario) -> str:
    """The currency of the case's orders."""
    return next((order.currency for order in scenario.case.orders), "EUR")

"""The slots of a line: plain names in braces that stand for something of the case. No code, no template language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from simulator.errors import nearest
from simulator.scenario.model import Case, Persona

ALWAYS: tuple[str, ...] = ("customer.name", "customer.address", "agent", "shop.name")
"""Slots that have a value in every scenario."""
OF_CASE: tuple[str, ...] = ("because", "order.id", "order.item", "order.date", "order.total")
"""Slots that have a value where the scenario gives one; the order is the first of the case."""
OF_CUE: tuple[str, ...] = ("answer", "proposal")
"""Slots that the moment fills: the customer's answer (in lines of that act), the proposal spoken of."""
MOST = 24
"""Slots that an error lists at most: all that every case has, and the first facts."""
_NAMED = (*ALWAYS, *OF_CASE, *OF_CUE)
_BRACE = re.compile(r"\{([^{}]*)\}|[{}]")


def names(text: str) -> Iterator[str]:
    """The names of the slots in a text, in order; a brace that is left alone gives itself."""
    if "{" in text or "}" in text:
        for found in _BRACE.finditer(text):
            yield found[0] if found[1] is None else found[1]


def filled(persona: Persona, case: Case) -> frozenset[str]:
    """The slots that have a value in this case, those of the moment included."""
    order = case.orders[0] if case.orders else None
    has = {
        "because": bool(persona.because),
        "order.id": order is not None,
        "order.date": order is not None,
        "order.item": order is not None and bool(order.items),
        "order.total": order is not None and order.total > 0,
    }
    return frozenset((*ALWAYS, *OF_CUE, *(name for name, there in has.items() if there)))


def fault(text: str, available: Collection[str], facts: Collection[str]) -> str | None:
    """What is wrong with the slots of a line, or None.

    Args:
        text: the line.
        available: slots that have a value here.
        facts: ids of facts, for ``{fact.<id>}``.

    """
    for name in names(text):
        if name in {"{", "}"}:
            return f"a {name} stands alone: a slot has two braces around its name, and a text can't hold a brace"
        of_fact = name.startswith("fact.")
        if name.removeprefix("fact.") not in facts if of_fact else name not in _NAMED:
            known = (*_NAMED, *(f"fact.{fact}" for fact in islice(facts, 200)))
            hint = f"{nearest(name, known)} Known: {', '.join(known[:MOST])}.".lstrip()
            return f"no slot is called {{{' '.join(name.split())[:40]}}}. {hint}"
        if name not in available and not of_fact:
            where = "persona.because" if name == "because" else f"the first order's {name.partition('.')[2]}"
            return f"{{{name}}} has no value here: give {where}, or leave it out"
    return None

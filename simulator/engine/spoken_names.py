"""What of its own case a reply in another language than English names, in the words it says it with."""

from __future__ import annotations

from simulator.signals import CaseWords, Reading
from simulator.signals.text import prepared_in

MOST = 3
"""Things that are named again at most."""


def spoken_things(reading: Reading, case: CaseWords, language: str) -> tuple[str, ...]:
    """What is at stake, the items and the orders that a reply names, in order, each once; never the customer's name.

    A thing inside a longer one that is named ("casa" in "casa de muñecas") is not named again.
    """
    terms = {prepared_in(term, language).plain for term in (*case.stakes, *case.items, *case.orders)}
    found = [item for item in reading.of("specificity") if item.detail in terms]
    whole = [
        item
        for item in found
        if not any(one.start <= item.start and item.end <= one.end and one.detail != item.detail for one in found)
    ]
    return tuple(dict.fromkeys(item.quote for item in sorted(whole, key=lambda item: item.start)))[:MOST]

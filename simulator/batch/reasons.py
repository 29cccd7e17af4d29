"""What a customer came for, read from the customer's words: the root causes that reports count."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.signals.reading import rules
from simulator.signals.text import Message

OTHER = "other"
REASONS: dict[str, str] = {
    "late_or_lost": "Late or lost order",
    "damaged_or_faulty": "Damaged or faulty",
    "wrong_item": "Wrong or missing item",
    "refund": "Refund",
    "return_or_exchange": "Return or exchange",
    "cancellation": "Cancel or change an order",
    "payment": "Payment or bill",
    "account": "Account or log-in",
    "product_information": "Question about a product",
    "price_or_offer": "Price or offer",
    "staff_attitude": "How staff behaved",
    "website": "Website or app",
    "no_answer": "Nobody answers",
    OTHER: "Something else",
}
"""The reasons that are told apart, with their titles; the rules stand in signals/lexicons/reasons.rules."""
FIRST = 1.5
"""How much more the opening message counts: people say there what they come for [design choice]."""


def reason(texts: Sequence[str]) -> str:
    """The likeliest reason in a customer's messages, in order; ``"other"`` where nothing tells."""
    found: dict[str, float] = {}
    for n, text in enumerate(texts):
        for name, hits in rules(("reasons",)).find(Message(text)).items():
            sure = max((hit.rule.strength for hit in hits), default=0.0)
            found[name] = found.get(name, 0.0) + sure * (FIRST if n == 0 else 1.0)
    best = max(REASONS, key=lambda name: found.get(name, 0.0))
    return best if found.get(best, 0.0) > 0 else OTHER

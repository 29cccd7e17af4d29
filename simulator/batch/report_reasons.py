"""What customers came for: the causes that cost most first, each with what would have prevented it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from simulator.agreement.moments import Moments
from simulator.batch.reasons import OTHER, REASONS
from simulator.batch.tally import Reason
from simulator.report.figure import Figure, figure

PREVENTED: dict[str, str] = {
    "late_or_lost": "Watch parcels that stand still for a day, and write before the customer has to.",
    "damaged_or_faulty": "Count damage by product and packing, and change the packing of the worst ones.",
    "wrong_item": "Scan every item when it is packed, and keep look-alike boxes apart.",
    "refund": "Confirm every refund with its amount and its day, and tell when it has left.",
    "return_or_exchange": "Put the return label and the steps where the order is shown.",
    "cancellation": "Let customers change or cancel an order themselves until it is packed.",
    "payment": "Confirm each payment once, and say what a reservation on a card is before it is asked.",
    "account": "Give a second way in for those who lost their phone or their mail address.",
    "product_information": "Put the answer on the product's page; these questions are its missing lines.",
    "price_or_offer": "Say with every offer until when it holds and what it leaves out.",
    "staff_attitude": "Read these conversations with the people concerned, and practise what happened in them.",
    "website": "Collect these as faults of the site, with the page and the step, and mend the commonest first.",
    "no_answer": "Answer first contacts within the time that is promised, and say so where it takes longer.",
    OTHER: "Read a few of these: what they have in common may deserve a name of its own.",
}
"""What would have prevented each, as a place to begin; the shop knows better."""


class Cause(Struct, frozen=True):
    """One reason: how often, how heated at worst (observed, 0-100), how rated (1-5), and what would have prevented it.

    ``cost``: its share of all heat, 0-1: frequency times mean peak.
    """

    title: str
    n: int
    peak: Figure
    rating: Figure
    cost: float
    prevented: str


def causes(reasons: Mapping[str, Reason]) -> tuple[Cause, ...]:
    """The reasons by what they cost: how often they came up, times how angry people were at worst; the rest last."""
    cost = {name: item.peak.total for name, item in reasons.items()}
    whole = sum(cost.values()) or 1.0
    found = sorted(reasons, key=lambda name: (name == OTHER, -cost[name], name))
    return tuple(
        Cause(
            REASONS.get(name, name),
            reasons[name].peak.n,
            figure_of(reasons[name].peak),
            stars_of(reasons[name].rating),
            cost[name] / whole,
            PREVENTED.get(name, PREVENTED[OTHER]),
        )
        for name in found
    )


def figure_of(moments: Moments) -> Figure:
    """Sums on 0-100 as a figure."""
    return figure(moments.n, moments.mean, moments.interval)


def stars_of(moments: Moments) -> Figure:
    """Sums on 0-100 as a figure of ratings, 1 to 5."""
    interval = moments.interval
    mean = None if moments.mean is None else _stars(moments.mean)
    if interval is None:
        return Figure(moments.n)
    low, high = (_stars(min(100.0, max(0.0, value))) for value in interval)
    return figure(moments.n, mean, (low, high), 5.0)


def _stars(percent: float) -> float:
    return 1 + percent / 25

"""How a drafted case is filed: by what settles it, and by what went wrong where the words of the case say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace


class Filing(Struct, frozen=True):
    """How a case that a family settles is filed: the reason, and preferred categories and root causes of a shop."""

    reason: str
    categories: tuple[str, ...]
    causes: tuple[str, ...]
    steps: tuple[str, ...] = ("offer", "deadline")


_MONEY = ("returns and refunds", "payment")
FILINGS: dict[str, Filing] = {
    "refund": Filing("refund", _MONEY, ("promise not kept by us", "production fault")),
    "partial_refund": Filing("refund", _MONEY, ("product page incomplete", "production fault")),
    "replacement": Filing("damaged", ("damaged goods", "product", "delivery"), ("courier damage", "production fault")),
    "exchange": Filing("wrong_item", ("wrong item", "product"), ("picking error",)),
    "redelivery": Filing("late_or_lost", ("delivery",), ("courier delay", "driver delay")),
    "trace": Filing("late_or_lost", ("delivery",), ("courier delay", "driver delay")),
    "return_label": Filing("return", _MONEY, ("customer changed their mind",)),
    "repair": Filing("warranty", ("product",), ("production fault",)),
    "cancel": Filing("cancel", _MONEY, ("customer changed their mind",)),
    "price_correction": Filing("price", ("payment", "before the sale"), ("product page incomplete",)),
    "account_access": Filing("account", ("account",), ("login rules", "payment system")),
    "investigate": Filing("other", ("delivery", "product"), ("promise not kept by us",)),
    "goodwill": Filing("other", ("staff", "product"), ("promise not kept by us", "staff conduct")),
}
"""By family; what a shop doesn't list gives way to the first that it does."""

WRONG_ITEM = Filing("wrong_item", ("wrong item", "product"), ("picking error", "wrong label"))
LATE = Filing("late_or_lost", ("delivery",), ("courier delay", "driver delay"))
FAULTY = Filing("warranty", ("product",), ("production fault",))
BROKEN = FILINGS["replacement"]
_MISHAPS: tuple[tuple[re.Pattern[str], Filing], ...] = (
    (
        re.compile(
            r"\b(?:wrong|different|another|other) "
            r"(?:one|item|thing|product|model|size|colou?r|parcel|box|pair|article)s?\b"
            r"|\b(?:packed|sent|picked|put in|got|received) (?:me |us |him |her |them )?(?:the|an?|somebody else's) .+"
            r"(?:\bnot (?:the|an?)\b|\binstead\b)"
            r"|\bpacked the\b|\binstead of the\b|\bmixed up\b|\bmix-up\b|\bmislabell?ed\b|\bpicking (?:error|mistake)\b"
            r"|\b(?:left out|forgot(?:ten)?|missing)\b.*\b(?:packed|warehouse|box|bag)\b",
            re.IGNORECASE,
        ),
        WRONG_ITEM,
    ),
    (
        re.compile(
            r"\b(?:broken?|crack(?:ed|s)?|smashed|dented|scratch(?:ed|es)?|torn|bent|crushed|damaged?|dropped|shattered|"
            r"chipped|soaked)\b",
            re.IGNORECASE,
        ),
        BROKEN,
    ),
    (
        re.compile(
            r"\b(?:depot|late|lost|delay(?:ed)?|stuck|never (?:arrived|came|left)|not (?:arrived|delivered)|"
            r"wrong (?:address|street|house|door)|neighbou?rs?)\b",
            re.IGNORECASE,
        ),
        LATE,
    ),
    (
        re.compile(
            r"\b(?:faulty|defective|defect|stopped working|does(?: no|n[o'’])t (?:work|switch|turn|start|charge)|"
            r"worn out|came off|leaks?|production fault)\b",
            re.IGNORECASE,
        ),
        FAULTY,
    ),
)
"""What tells how a thing went wrong, the more telling first [design choice]."""
_OPEN = frozenset({"replacement", "investigate", "goodwill"})
"""Families that settle any kind of mishap: what went wrong files the case."""
_PAID_BACK = frozenset({"refund", "partial_refund"})
"""Families that name their own reason: only the cause is read from the words."""


def filing_of(family: str, *told: str) -> Filing:
    """How a case is filed.

    Args:
        family: what settles it.
        told: what went wrong, in the words of the case; the first that says it counts.

    """
    usual = FILINGS[family]
    found = next((kind for text in told for words, kind in _MISHAPS if words.search(text)), None)
    if found is None or family not in _OPEN | _PAID_BACK:
        return usual
    if family in _PAID_BACK:
        return replace(usual, causes=(*found.causes, *usual.causes))
    return replace(found, steps=usual.steps)


def listed(wanted: Sequence[str], listed: Sequence[str]) -> str:
    """The first wanted one that the shop lists, else the shop's first, else the first wanted."""
    return next((each for each in wanted if not listed or each in listed), listed[0] if listed else wanted[0])

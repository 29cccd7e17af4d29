"""Reads what agents may promise from the lines in which a shop says so: which proposal, how much, or who decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from simulator.authoring.draft_text import Value

ALSO_CALLED: tuple[tuple[str, str], ...] = (
    (
        "partial_refund",
        r"partial refunds?|part refunds?|price reductions?|discounts?(?! codes?)|(part|share|some) of the price",
    ),
    ("refund", r"full refunds?|refunding|money back|reimburse\w*"),
    ("goodwill", r"vouchers?|gift cards?|gifts?|store credit|credit notes?|coupons?|discount codes?|goodwill"),
    ("return_label", r"return labels?|free returns?|return postage"),
    ("callback", r"call[ -]?backs?|calling back|phone back"),
    ("price_correction", r"price match\w*|price corrections?|price adjustments?"),
    ("delivery_change", r"chang\w+ (of )?the (delivery|address)|address changes?|redirect\w*"),
    ("cancel", r"cancell?ations?|cancell?ing|cancel"),
    ("replacement", r"replac\w+|new (item|article|one)s?|send\w* again"),
    ("repair", r"repair\w*|mend\w*|alteration\w*"),
    ("exchange", r"exchang\w+|swap\w*"),
)
"""Other words of shops for families of proposals; read where a line has no family's own name."""
_FIGURE = r"(?<![\d.,])\d{1,3}(?:[.,\u00a0\u202f ]\d{3}){1,2}(?:[.,]\d\d)?(?!\d)|(?<![\d.,])\d+(?:[.,]\d+)?"
"""A number as shops write sums: 25, 12.50, 12,50, 1,000, 1.500,00, 1 000."""
_SUM = re.compile(
    rf"(?:[€£$]|\b(?:EUR|GBP|USD))\s?({_FIGURE})|({_FIGURE})\s?(?:euros?|EUR|pounds?|GBP|dollars?|USD|€|£)",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"({_FIGURE})\s?(?:%|percent|per cent)")
_THOUSANDS = re.compile(r"[.,\s](?=\d{3}(?!\d))")
_BETWEEN = re.compile(r"[;.]\s+|,\s+(?:and\s+)?|\s+and\s+")
"""What may stand between two limits of one line."""
_WHOLE = re.compile(r"\b(full|whole|entire|total) (price|amount|sum|value|refunds?)\b|\bin full\b|\bany amount\b")


def limits_of(lines: Iterable[str], families: Mapping[str, str]) -> dict[str, Value]:
    """Limits by family, from the lines that name a family, with a sum, a share, or who decides.

    Args:
        lines: the shop's words, a limit or several each.
        families: the families of proposals with their titles.

    """
    limits: dict[str, Value] = {}
    for line in lines:
        take_limits(line, limits, families)
    return limits


def take_limits(line: str, limits: dict[str, Value], families: Mapping[str, str]) -> bool:
    """Add the limits that a line tells; whether all that it says is in them."""
    whole = True
    for part in _parts(line, families):
        family, limit = family_in(part, families), limit_in(part)
        if family is None or limit is None:
            whole = False
        else:
            whole &= limits.setdefault(family, limit) == limit
    return whole


def _parts(line: str, families: Mapping[str, str]) -> list[str]:
    """The line in pieces where each names a family with a figure of its own, else the whole line."""
    parts = [part for part in _BETWEEN.split(line) if part.strip()]
    each = len(parts) > 1 and all(
        family_in(part, families) and (_SUM.search(part) or _PERCENT.search(part)) for part in parts
    )
    return parts if each else [line]


def family_in(line: str, families: Mapping[str, str]) -> str | None:
    """The family of proposals that the line speaks of: by its name or title, else by another word for it."""
    low = line.lower()
    by_length = sorted(families, key=len, reverse=True)  # part of the price back goes before the price back
    named = (name for name in by_length if _names(name, families[name], low))
    called = (name for name, words in ALSO_CALLED if name in families and re.search(rf"\b(?:{words})\b", low))
    return next(named, None) or next(called, None)


def limit_in(line: str) -> Value | None:
    """What an agent may promise by the words of the line; nothing where it doesn't say."""
    low = line.lower()
    amount, percent = _SUM.search(line), _PERCENT.search(line)
    limit: dict[str, Value] = {}
    if amount:
        limit["up_to"] = _number(amount[1] or amount[2])
    if percent:
        limit["percent"] = _number(percent[1])
    if limit:
        return limit | {"who": "supervisor"}
    if re.search(r"\b(nobody|never|not allowed)\b", low):
        return "nobody"
    if re.search(r"\b(supervisor|manager|team lead\w*|approval)\b", low):
        return "supervisor"
    free = _WHOLE.search(low) or re.search(
        r"\b(agents?|free\w*|always|without limit|no limit|unlimited|yes|may)\b", low
    )
    return "agent" if free else None


def _names(family: str, title: str, line: str) -> bool:
    words = family.replace("_", " ")
    return bool(re.search(rf"\b{re.escape(words)}s?\b", line)) or re.sub(r"^an? ", "", title.lower()) in line


def _number(text: str) -> int | float:
    value = float(_THOUSANDS.sub("", text).replace(",", "."))
    return int(value) if value.is_integer() else value

"""What looks like a personal number and is not: orders, tickets, tracking, invoices, articles, dates, money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.redact.spans import Span

THING = (
    r"orders?|purchases?|tickets?|cases?|tracking|parcels?|packages?|shipments?|consignments?|delivery|reference|"
    r"ref|invoices?|receipts?|bookings?|reservations?|confirmation|claims?|complaints?|returns?|rma|skus?|articles?|"
    r"items?|products?|parts?|models?|serial|batch|lot|vouchers?|coupons?|gift ?cards?|promo|error|transactions?|"
    r"credit note|customer|client|member|membership|loyalty|barcode|ean|isbn|imei|flight|po|awb|asin|jobs?|requests?|"
    r"incidents?|enquiry|inquiry|chat|conversation|bestellung|bestellnummer|pedido|commande"
)
LINK = (
    r"(?:\s|[:#.,\-\u2013\u2014(\"'\u201c=]|no\b|nr\b|num\b|numbers?\b|ids?\b|code\b|ref\b|reference\b|is\b|was\b|are\b|"
    r"its\b|it's\b|of\b|my\b|the\b)"
)
ID = r"(?:[A-Za-z]{1,6}[-_/ ]?)?\d[\dA-Za-z]*(?:[-_/.][\dA-Za-z]+)*(?: \d{2,}[A-Za-z]{0,2}\b)*"
ENOUGH_DIGITS = 4

NAMED = re.compile(rf"\b(?:{THING})(?:{LINK}){{1,8}}(?P<id>{ID})", re.IGNORECASE)
HASHED = re.compile(r"(?<![\w#])#\s?(?P<id>[A-Za-z]{0,6}-?\d[\dA-Za-z-]*)")
FURTHER = re.compile(rf"\s*(?:,\s*and|,|and|&|or|/)\s*(?P<id>{ID})", re.IGNORECASE)
"""A further number after one that was named: "orders 4711, 4712 and 4713"."""

SHAPES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"https?://\S+",
        r"\b\d{3}-\d{7}-\d{7}\b",
        r"\b1Z ?[0-9A-Z]{3} ?[0-9A-Z]{3} ?[0-9A-Z]{2} ?\d{4} ?\d{4}\b",
        r"\b[A-Z]{2}\s?\d{3}\s?\d{3}\s?\d{3}\s?[A-Z]{2}\b",
        r"\bJ?[A-Z]{2,4}\d{10,20}\b",
        r"\b[A-Z]{2,6}-(?:[A-Z]{2,6}-)?\d[\dA-Z-]*\b",
        r"\b(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?",
        r"\b\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:19|20)?\d\d\b",
        r"\b\d{1,2}:\d\d(?::\d\d)?\b",
        r"[$\u00a3\u20ac\u00a5\u20b9]\s?\d[\d.,']*",
        r"\b\d[\d.,]*\s?(?:USD|EUR|GBP|CHF|INR|dollars?|euros?|pounds?|quid|rupees|kg|km|cm|mm|ml|GB|MB|[Ww]atts?|[Vv]olts?)\b",
        r"\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b",
    )
)
"""Links, marketplace orders, carriers' numbers (UPS, postal S10, DHL), lettered ids, dates, times, money, measures."""


def kept(text: str) -> Iterator[Span]:
    """Stretches in which nothing may be masked."""
    for shape in SHAPES:
        for match in shape.finditer(text):
            yield Span(*match.span())
    for match in HASHED.finditer(text):
        yield Span(*match.span("id"))
    for match in NAMED.finditer(text):
        found: re.Match[str] | None = match
        while found:
            if sum(letter.isdigit() for letter in found["id"]) >= ENOUGH_DIGITS:
                yield Span(*found.span("id"))
            found = FURTHER.match(text, found.end())

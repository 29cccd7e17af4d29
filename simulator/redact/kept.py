"""What looks like a personal number and is not: orders, tickets, tracking, invoices, articles, dates, money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.redact.spans import Span

THING = (
    r"orders?|purchases?|tickets?|cases?|tracking|track it|parcels?|packages?|shipments?|consignments?|delivery|"
    r"reference|ref|invoices?|receipts?|quotes?|bookings?|tags?|reservations?|confirmation|claims?|complaints?|returns?|rma|"
    r"skus?|articles?|items?|products?|parts?|models?|serials?|batch|lot|vouchers?|coupons?|gift ?cards?|promo|"
    r"discount|error|transactions?|credit note|customer|client|member|membership|loyalty|clubcard|barcode|ean|upc|gtin|"
    r"isbn|imei|flight|po|awb|waybill|asin|jobs?|requests?|incidents?|enquiry|inquiry|chat|conversation|licen[cs]e key|"
    r"vat|dhl|ups|fedex|usps|dpd|gls|evri|hermes|yodel|tnt|royal mail|parcelforce|ontrac|"
    r"bestellung|auftrag|rechnung|sendung|artikel|pedido|factura|seguimiento|env\u00edo|commande|facture|suivi|colis|"
    r"ordine|fattura|spedizione|code on|label|slip|log|timestamps?|"
    r"(?!telefon|handy|mobil|konto|ruf|steuer)[a-z]{4,20}nummer"
)
LINK = (
    r"(?:\s|[:#.,\-\u2013\u2014(\"'\u201c=/]|no\b|nr\b|num\b|numbers?\b|n[\u00b0\u00ba]|ids?\b|code\b|ref\b|reference\b|"
    r"is\b|was\b|are\b|says\b|card\b|its\b|it's\b|of\b|my\b|the\b|de\b|ist\b|lautet\b|est\b|es\b|orders?\b|parcel\b|box\b)"
)
ID = (
    r"(?:[A-Za-z]{1,6}[-_/]?|(?-i:[A-Z]{1,6}) )?\d[\dA-Za-z]*(?:[-_/.][\dA-Za-z]+)*"
    r"(?:(?-i: [A-Z\d]{1,3})?(?: \d{2,}[A-Za-z]{0,2})\b)*"
)
ENOUGH_DIGITS = 4

NAMED = re.compile(rf"\b(?:{THING})(?:{LINK}){{1,8}}(?=[a-z]{{0,6}}[-_/ ]?\d)")
NUMBER = re.compile(rf"(?P<id>{ID})", re.IGNORECASE)
"""Looked for in small letters, in the words right before a number: the words for things are many."""
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
        r"\b\d{1,2}:\d\d(?::\d\d)?\b(?!:)",
        r"[$\u00a3\u20ac\u00a5\u20b9\u20a6]\s?\d[\d.,']*",
        r"\b\d[\d.,]*\s?(?:USD|EUR|GBP|CHF|INR|dollars?|euros?|pounds?|quid|rupees|kg|km|cm|mm|ml|GB|MB|[Ww]atts?|[Vv]olts?)\b",
        r"\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b",
        r"\b978-\d[\d-]{9,13}\b",
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
    for start in _named(text):
        found = NUMBER.match(text, start)
        while found:
            if sum(letter.isdecimal() for letter in found["id"]) >= ENOUGH_DIGITS:
                yield Span(*found.span("id"))
            found = FURTHER.match(text, found.end())


def _named(text: str) -> Iterator[int]:
    """Where numbers with a word for a thing before them begin."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower()[:1] for letter in text)
    seen = 0
    for run in DIGITS.finditer(low):
        if run.end() <= seen:
            continue
        near = [match.end() for match in NAMED.finditer(low, max(seen, run.start() - BEFORE), run.start() + 1)]
        yield from near[-1:]
        seen = run.end()


BEFORE = 60
DIGITS = re.compile(r"\d[\d ./_-]*")

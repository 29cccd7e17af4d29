"""Postal addresses: a street with its number, and what follows it up to the postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.redact.spans import Span

STREETS = (
    r"Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Cres|Place|Pl|Square|Sq|Terrace|Way|"
    r"Gardens|Grove|Mews|Hill|Park|Boulevard|Blvd|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Trail|Row|Walk|Quay|Wharf"
)
WORD = r"[A-Z\u00c0-\u00dc][\w'\u2019.-]{0,30}"
TOWN = r"[A-Z\u00c0-\u00dc][^\W\d_]{1,30}\b"
UK_CODE = r"(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})"
US_CODE = r"(?:[A-Z]{2},?\s\d{5}(?:-\d{4})?)"
REST = (
    r"(?:,?\s{1,2}(?:Apt|Apartment|Flat|Unit|Suite|Floor|#)\.?\s?\w{1,6})?"
    rf"(?:,\s{TOWN}(?:\s{TOWN}){{0,2}}){{0,2}}(?:,?\s(?:{UK_CODE}|{US_CODE}))?"
)
ENGLISH = re.compile(
    r"(?:\b(?:Flat|Apt|Apartment|Unit|Suite)\.?\s\w{1,6},?\s)?\b\d{1,5}[A-Za-z]?(?:\s?[-/]\s?\d{1,4})?,?\s"
    rf"(?:{WORD}\s){{1,4}}(?:{STREETS})\b\.?{REST}"
)
SPOKEN = re.compile(
    r"\b(?:address|live|lives|living|deliver(?:ed)?|send|sent|ship(?:ped)?|moved)\b[^.!?\n]{0,40}?"
    rf"\b(?P<id>\d{{1,5}}[a-z]?,?\s(?:[a-z'-]{{2,20}}\s){{1,3}}(?:{STREETS.lower()})\b)",
    re.IGNORECASE,
)
GERMAN = re.compile(
    r"\b[A-Z\u00c0-\u00dc][^\W\d_]{1,30}-?(?:stra\u00dfe|strasse|str\.|weg|platz|allee|gasse)\s\d{1,4}\s?[a-z]?\b"
    rf"(?:,?\s\d{{5}}\s{TOWN})?"
)
ROMANCE = re.compile(
    rf"\b(?:\d{{1,4}},?\s(?:rue|avenue|boulevard|place|chemin)(?:\s(?:de|du|des|la|le|les|l')){{0,3}}(?:\s{WORD}){{1,3}}"
    rf"(?:,?\s\d{{5}}\s{TOWN})?|"
    r"(?:[Cc]alle|C/|[Vv]ia|[Pp]laza|[Aa]venida|[Pp]iazza|[Rr]ua)(?:\s(?:de|del|la|las|los|di|da|do)){0,3}"
    rf"(?:\s{WORD}){{1,3}},?\s\d{{1,4}}(?:,?\s\d{{5}}\s{TOWN})?)"
)
CODE = re.compile(rf"(?<![\w-]){UK_CODE}(?![\w-])")
ZIP = re.compile(
    r"\b(?:zip(?: ?code)?|post ?code|postal code|eircode|plz)(?:[\s:,]|is|my|the){1,5}"
    r"(?P<id>[A-Za-z\d][A-Za-z\d -]{2,8}\d[A-Za-z]{0,2})\b",
    re.IGNORECASE,
)


def places(text: str) -> Iterator[Span]:
    """Streets with numbers, and postcodes."""
    for pattern in (ENGLISH, GERMAN, ROMANCE, CODE):
        for match in pattern.finditer(text):
            yield Span(*match.span(), "ADDRESS")
    for pattern in (SPOKEN, ZIP):
        for match in pattern.finditer(text):
            yield Span(*match.span("id"), "ADDRESS")

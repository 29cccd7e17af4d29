"""Postal addresses: a street with its number, and what follows it up to the postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from simulator.redact.hints import Met
from simulator.redact.spans import Span, holds

STREETS = (
    r"Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Cres|Place|Pl|Square|Sq|Terrace|Way|"
    r"Gardens|Grove|Mews|Hill|Park|Boulevard|Blvd|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Trail|Row|Walk|Quay|Wharf|Loop|Parade|Pde|Esplanade|Croft|Heights|Meadows|Alley|Plaza|Broadway|Embankment|Nagar|Marg|Colony|Vihar|Enclave|Layout"
)
WORD = r"[A-Z\u00c0-\u00dc][\w'\u2019.-]{0,30}"
TOWN = r"[A-Z\u00c0-\u00dc][^\W\d_]{1,30}"
TOWNS = rf"{TOWN}(?:[ -]{TOWN}){{0,2}}"
AREAS = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|FY|FK|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|"
    "L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
UK_CODE = rf"(?:(?:{AREAS})\d[A-Z\d]?\s?\d[A-Z]{{2}})"
CODE = (
    rf"(?:{UK_CODE}|[A-Z]{{2,3}},?\s\d{{4,5}}(?:-\d{{4}})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|"
    rf"[A-Z]\d[\dW]\s?[A-Z\d]{{4}}|\d{{4,6}}(?:\s{TOWN})?)(?!\w)"
)
ROOM = (
    r"(?:(?:Apt|Apartment|Flat|Unit|Suite|Floor|Room|Bldg|#)\.?\s?\w{1,6}|\d{1,2}[\u00ba\u00aa]\s?\w{0,2}|"
    r"\d{1,2}(?:st|nd|rd|th) [Ff]loor)"
)
TAIL = (
    rf"(?:(?:,?\s{{1,2}}{ROOM})?(?:,?\s{{1,2}}{TOWNS}){{0,3}}?,?\s{{1,2}}{CODE}|"
    rf"(?:,?\s{{1,2}}{ROOM})?(?:,\s{TOWNS}){{0,2}})"
)
"""What follows a street: a room, towns, and a postcode if there is one."""
FRONT = re.compile(
    r"(?:\b(?:Flat|Apt|Apartment|Unit|Suite|Level|Floor|Shop|Block|Room)\.?\s(?=\w{0,5}\d|[A-Z]\b)\w{1,6},?\s){0,2}"
    rf"(?:\b{TOWN}\s(?:House|Court|Lodge|Tower|Building|Cottage|Farm|Hall|Villa|Mansions),\s)?(?:\bNo\.?\s|\b[A-Z]-)?$"
)
ENGLISH = re.compile(
    rf"(?<![\w.\u00a3$\u20ac])(?P<street>\d{{1,5}}[A-Za-z]?(?:\s?[-/]\s?\d{{1,4}})?,?\s"
    rf"(?:{WORD}\s){{1,4}}(?:{STREETS})\b\.?)(?P<tail>{TAIL})"
)
PLOT = re.compile(
    rf"\b(?:House|Plot|Door|Block|Shop)\s(?:No\.?\s)?\d{{1,4}}\w?,?\s(?:Flat\s\w{{1,4}},\s)?"
    rf"(?:{WORD}\s){{0,3}}(?:{STREETS})\b(?:\s\d{{1,3}}\b)?{TAIL}"
)
BOX = re.compile(
    rf"\b(?:P\.?\s?O\.?\s?Box|Postfach|Packstation|Apartado|GPO Box)\s(?P<id>\d{{1,6}}{TAIL})", re.IGNORECASE
)
PRODUCT_BEFORE = re.compile(
    r"(?:[\"'\u201c\u2018]|\b(?:the|a|an|your|our|this|these|ordered|bought|buy|order|product|set|item))\s{0,2}$",
    re.IGNORECASE,
)
PRODUCT_BEHIND = re.compile(
    r"\s(?:(?:board|card|video|racing|perfume|gift|tyre|bay|road|bike|badminton|tennis|play)\s)?"
    r"(?:games?|sets?|bundles?|kits?|packs?|edition|perfumes?|signs?|tyres?|tires?|enclosures?|toys?|posters?|prints?|"
    r"books?|dvds?|boxes|jackets?|shoes|boots|jeans|candles?|sprays?|model|adapter|cable|drives?)\b|[\"\u201d]",
    re.IGNORECASE,
)
STORAGE = re.compile(r"(?:Hard|Flash|USB|Disk|Pen|Tape|State|Test|Cordless|Impact) Drive$")
SMALL = re.compile(
    rf"(?<![\w.])\d{{1,5}}[a-z]?,?\s(?:[a-z'-]{{2,20}}\s){{1,3}}(?:{STREETS.lower()})\b"
    rf"(?:,?\s{{1,2}}(?:[a-z]{{2,20}}\s{{1,2}}){{0,2}}{UK_CODE}(?!\w))?",
    re.IGNORECASE,
)
LIVED = re.compile(
    r"\b(?:address|live|lives|living|deliver(?:ed)?|send|sent|ship(?:ped)?|moved|left it|house)\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
"""What stands before a street in small letters, for it to be one."""
GIVEN_OUT = re.compile(
    r"\b[Aa]ddress(?::|\sis:?)\s?(?P<id>\d{1,5}[a-z]?,?\s(?:(?!(?:and|but|please|my|instead|not|order)\b)"
    r"[a-z'-]{2,20}(?:,?\s)?){1,6})"
)
"""An address in small letters, said to be one."""
HOUSE = re.compile(
    r"\b(?:deliver\w*|send|sent|ship\w*|live|moved|post|left|leave)\b[^.!?\n]{0,20}\b(?:to|at)\s"
    r"(?P<id>\d{1,5}[a-z]?\s[A-Z][a-z]{3,20})(?=[,.]|\s(?:instead|please|and|not)\b|$)"
)
CODE_OF_THING = re.compile(r"\b(?:model|serial|part|sku|code|item|article|batch)\b[^.,;!?]{0,12}$", re.IGNORECASE)
BIG = r"[A-Z\u00c0-\u00dc][^\W\d_]{1,30}"
GERMAN = re.compile(
    rf"\b(?:{BIG}(?:-{BIG}){{0,2}}-?(?:stra(?:\u00dfe|sse)|str\.|weg|platz|allee|gasse|ufer|damm|"
    rf"ring(?=\s\d{{1,4}}\s?[a-z]?,?\s\d{{5}}\s))|"
    rf"{BIG}\s(?:Stra(?:\u00dfe|sse)|Str\.|Weg|Platz|Allee|Ring|Ufer))\s\d{{1,4}}\s?[a-z]?\b(?:,?\s\d{{5}}\s{TOWN})?"
)
AT = ("Am", "An der", "Im", "Auf der", "Zum", "Zur", "In der")
AT_GERMAN = re.compile(rf"\b(?:{'|'.join(AT)})\s{BIG}\s\d{{1,4}}\s?[a-z]?,?\s\d{{5}}\s{TOWN}")
"""A street named by where it lies; only a postcode tells it from other words."""
ROMANCE = re.compile(
    r"\b(?:\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d|[Pp]lace|[Cc]hemin|"
    r"[Aa]ll\u00e9e|[Qq]uai)"
    rf"(?:\s(?:de la|de l'|de|du|des|la|le|les|d'|l'))?(?:[\s'\u2019-]?{WORD}){{1,3}}{TAIL}|"
    r"(?:[Cc]alle|C/|[Vv]ia|[Pp]laza|[Aa]venida|[Aa]vda\.|[Pp]aseo|[Pp]iazza|[Rr]ua)"
    r"(?:\s(?:de|del|la|las|los|di|da|do)){0,3}"
    rf"(?:\s{WORD}){{1,3}},?\s\d{{1,4}}(?!\w){TAIL})"
)
BRITISH = re.compile(rf"(?<![\w-])(?:{AREAS})\d[A-Z\d]?\s\d[A-Z]{{2}}(?![\w-])")
ZIP = re.compile(
    r"\b(?:zip(?: ?code)?|post ?code|postal code|eircode|plz|postleitzahl|code postal|c\u00f3digo postal)"
    r"(?:[\s:,]|is|my|the|ist|est|es){1,5}(?P<id>[A-Za-z\d][A-Za-z\d -]{1,6}\d[A-Za-z]{0,2})\b",
    re.IGNORECASE,
)
GERMAN_HINTS = "stra|weg |platz |allee|gasse |ring |ufer |damm "
ROMANCE_HINTS = (
    "rue |avenue|boulevard|bd |place |chemin|quai |all\u00e9e|calle |via |plaza |avenida|avda|paseo |piazza |rua "
)
ROMANCE_SHORT = ("av. ", "c/ ")
ZIP_HINTS = "zip|post|eircode|plz"
BOX_HINTS = "box|postfach|packstation|apartado"
FIVE = re.compile(r"\d{5}")
APART = re.compile(r"\d(?:\w?,?\s|[A-Z]{2})")
"""A digit with a gap behind it, or with two capitals, as every street's number and every British code has one."""
STREET = "a word for a street"
WORDS = ((STREET, frozenset(STREETS.lower().split("|")).__contains__),)
"""What is known of whole words, and what tells so."""
PLOT_HINTS = "house|plot|door|block|shop"
HINTS = (PLOT_HINTS, GERMAN_HINTS, ROMANCE_HINTS, BOX_HINTS, ZIP_HINTS)
BEFORE = 24
LONGEST_FRONT = 60


def places(text: str, low: str, met: Met) -> Iterator[Span]:
    """Streets with numbers, and postcodes; ``low``: the text in lower case; ``met``: of ``HINTS`` those it meets."""
    apart = APART.search(text) is not None
    found = chain(
        _streets(text, low, met) if apart else (), _abroad(text, low, met, apart=apart), _codes(text, met, apart=apart)
    )
    for start, end in found:
        yield Span(start, end, "ADDRESS")


def _streets(text: str, low: str, met: Met) -> Iterator[tuple[int, int]]:
    if PLOT_HINTS in met:
        yield from (match.span() for match in PLOT.finditer(text))
    if STREET in met:
        yield from _english(text)
    yield from (match.span("id") for match in HOUSE.finditer(text))
    if "address" in low:
        yield from (match.span("id") for match in GIVEN_OUT.finditer(text))


def _english(text: str) -> Iterator[tuple[int, int]]:
    """Streets with their number before them, written as names or in small letters."""
    for match in ENGLISH.finditer(text):
        if not _is_product(text, match):
            front = FRONT.search(text[max(0, match.start() - LONGEST_FRONT) : match.start()])
            yield match.start() - (len(front[0]) if front else 0), match.end()
    for match in SMALL.finditer(text):
        lived = LIVED.search(text[max(0, match.start() - LONGEST_FRONT) : match.start()])
        if lived and not PRODUCT_BEHIND.match(text, match.end()):
            yield match.span()


def _abroad(text: str, low: str, met: Met, *, apart: bool) -> Iterator[tuple[int, int]]:
    if GERMAN_HINTS in met or "str." in low:
        yield from (match.span() for match in GERMAN.finditer(text))
    if apart and holds(text, AT) and FIVE.search(text):
        yield from (match.span() for match in AT_GERMAN.finditer(text))
    if ROMANCE_HINTS in met or holds(low, ROMANCE_SHORT):
        yield from (match.span() for match in ROMANCE.finditer(text))


def _codes(text: str, met: Met, *, apart: bool) -> Iterator[tuple[int, int]]:
    for match in BRITISH.finditer(text) if apart else ():
        if not CODE_OF_THING.search(text[max(0, match.start() - BEFORE) : match.start()]):
            yield match.span()
    if BOX_HINTS in met:
        yield from (match.span("id") for match in BOX.finditer(text))
    if ZIP_HINTS in met:
        yield from (match.span("id") for match in ZIP.finditer(text))


def _is_product(text: str, match: re.Match[str]) -> bool:
    """Whether a number and a word of streets name something for sale: "the 3 Way Street game"."""
    if match["tail"]:
        return False
    if STORAGE.search(match["street"]):
        return True
    before = text[max(0, match.start() - BEFORE) : match.start()]
    return PRODUCT_BEHIND.match(text, match.end()) is not None or PRODUCT_BEFORE.search(before) is not None

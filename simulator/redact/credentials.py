"""Finders for what opens a door or proves who somebody is: passwords, codes, birth dates, ids of the state, handles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.redact.hints import Met
from simulator.redact.spans import Span

WORD = (
    r"pass ?words?|pass ?codes?|passwd|pw|pwd|passphrase|passwort|kennwort|mot de passe|contrase\u00f1a|senha|"
    r"pin(?: code| number)?|cvv2?|cvc2?|otp|"
    r"(?:one[- ]time|verification|security|card|2fa|two[- ]factor|auth(?:entication)?|log ?in|sms|gate|door|entry|"
    r"entrance|building|lock|locker|alarm|access) (?:pass ?)?(?:code|password|pin)"
)
CLAUSE = (
    r"(?:\s+(?:that\s+|which\s+)?(?:you|i|we|they)\s+(?:just\s+)?[a-z]{3,8}"
    r"(?:\s+(?:for|to))?(?:\s+(?:me|us|him|her|them))?)?"
)
EQUAL = r"(?:\s{0,3}[:=]\s{0,3}|\s{1,3}(?:is|was|were|ist|lautet|est|es)\s{1,3}(?:still |now )?)"
OPEN = r"[\"'\u201c\u2018]"
SECRET = re.compile(
    rf"\b(?:{WORD}){CLAUSE}(?P<link>{EQUAL}|\s{{1,3}}-?\s{{0,2}})(?P<quote>{OPEN}?)"
    r"(?P<id>\d{3} \d{3}\b|[^\s\"'\u201c\u201d,;\0]{3,64})",
    re.IGNORECASE,
)
MEMORABLE = re.compile(
    rf"\b(?:security answer|memorable (?:word|name|place)|mother's maiden name|secret (?:word|answer)){EQUAL}{OPEN}?"
    r"(?P<id>[^\s\"'\u201c\u201d,;.\0]{2,40})",
    re.IGNORECASE,
)
CODE_HINTS = "pass|pw|pin|cv|otp|code|kennwort|contrase|senha|maiden|memorable|secret|security"
MIXED = re.compile(r"\d|[A-Za-z][!@#$%^&*][A-Za-z\d]")
STRANGE = re.compile(r".+[A-Z!@#$%^&*]")
NO_SECRETS = frozenset(
    "wrong invalid incorrect expired correct right needed required missing broken rejected refused working fine not ok "
    "okay still reset protected empty secure strong weak".split()
)
LETTERS_OF_NUMBERED = 4

DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
MONTH = r"[^\W\d_]{3,10}"
BORN = re.compile(
    r"\b(?:date of birth|birth ?date|dob|d\.o\.b\.?|born|birthday|geboren|geburtsdatum|n\u00e9e?|date de naissance|"
    r"fecha de nacimiento|nacid[oa]|nat[oa])(?:[\s:,]|is|was|my|the|on|am|ist|le|el|il|est){1,6}"
    rf"(?P<id>\d{{1,4}}[./ -]\d{{1,2}}[./ -]\d{{2,4}}|{DAY} (?:of |de )?{MONTH},?(?: de)? \d{{4}}|"
    rf"{MONTH} {DAY},? \d{{4}})",
    re.IGNORECASE,
)
BORN_HINTS = "birth|dob|born|gebor|geburt|n\u00e9|naissance|nacimiento|nacid|nato|nata"
SOCIAL_SECURITY = re.compile(r"(?<![\w-])(?P<id>\d{3}-\d{2}-\d{4})(?![\w-])")
INSURANCE = re.compile(r"\b(?P<id>[A-CEGHJ-PR-TW-Z]{2} \d{2} \d{2} \d{2} [A-D])\b")
PAIRS = re.compile(r"\d\d \d\d \d\d [A-D]")
"""As in every such number, and found sooner."""
STATE_ID = re.compile(
    r"\b(?:ssn|social security|social|national insurance|ni|nino|nhs|passport|reisepass|passeport|pasaporte|"
    r"aadhaar|aadhar|pan(?: card| number)|driv(?:ing|er'?s?) licen[cs]e|personalausweis|ausweis|dni|nie|nif|cpf|"
    r"codice fiscale|steuer-?(?:id|nummer)|tax (?:id|number)|ein|"
    r"(?<!reference )(?<!order )(?<!ticket )(?<!tracking )(?<!case )(?<!booking )id n(?:umber|o)|"
    r"identity number|residence permit|"
    r"green card|student id|licen[cs]e plate|number plate|medicare|medicaid|id card|"
    r"identity card|carte d'identit\u00e9)"
    r"(?:[\s:#,.]|is|was|number|nummer|num\u00e9ro|no|nr|card|code|my|the|ist|est|es){1,7}"
    r"(?P<id>(?:[A-Z]{0,8}\d|(?-i:[A-Z]{1,8}) \d)[A-Z\d]*(?:[ /-][A-Z]{0,2}\d[A-Z\d]*){0,5}(?: [A-Z])?)(?![\w-])",
    re.IGNORECASE,
)
STATE_HINTS = (
    "ssn|social|insurance|ni |nino|nhs|pass|pasap|aadha|pan |driv|ausweis|_dni|_nie|_nif|_cpf|"
    "codice|steuer|tax|medica|id card|identi|id n|permit|green card|student|plate|_ein"
)
PAN = re.compile(r"[A-Z]{5}\d{4}[A-Z]", re.IGNORECASE)
"""An Indian tax account: fewer digits than other ids have."""
ID_DIGITS = 4

HANDLE = re.compile(r"(?<![\w@+-])(?<!\w\.)(?P<id>@[A-Za-z_\d](?:[\w.]{0,28}\w))(?![\w@])")
SITES = (
    r"skype|telegram|discord|snap(?:chat)?|insta(?:gram)?|ig|twitter|reddit|tik ?tok|facebook|user ?name|user id|"
    r"handle|screen name|nickname|login"
)
ACCOUNT = re.compile(
    rf"\b(?:{SITES})(?:\s{{0,2}}:\s{{0,2}}|\s(?:(?:id|name|handle|username|account|is|:)[\s:]{{1,2}}){{0,3}})"
    r"(?P<id>[A-Za-z\d][\w.:#/-]{1,38}\w)",
    re.IGNORECASE,
)
REDDIT = re.compile(r"(?<![\w/])(?P<id>u/[\w-]{3,20})(?![\w-])")
ACCOUNT_HINTS = "skype|telegram|discord|snap|insta|ig |twitter|reddit|tok|user|handle|name|login|facebook"
HINTS = (CODE_HINTS, BORN_HINTS, STATE_HINTS, ACCOUNT_HINTS)
ODD = re.compile(r"[\w][_.#:/][\w]|\d")


def credentials(text: str, low: str, digits: int, met: Met) -> Iterator[Span]:
    """What the words right before it make personal; found before what is kept.

    ``low``: the text in lower case; ``digits``: how many it holds; ``met``: of ``HINTS`` those that it meets.
    """
    if CODE_HINTS in met:
        yield from _secrets(text)
    if "@" in text:
        yield from _spans(HANDLE, text, "HANDLE")
    if ACCOUNT_HINTS in met:
        for match in ACCOUNT.finditer(text):
            if ODD.search(match["id"]) and not match["id"].isdecimal():
                yield Span(*match.span("id"), "HANDLE")
        yield from _spans(REDDIT, text, "HANDLE")
    if digits >= ID_DIGITS:
        yield from _identity(text, low, met)


def shaped(text: str) -> Iterator[Span]:
    """Ids of the state that their shape tells; found after what is kept, as an order may have the same."""
    if "-" in text:
        yield from _spans(SOCIAL_SECURITY, text, "ID")
    if PAIRS.search(text):
        yield from _spans(INSURANCE, text, "ID")


def _identity(text: str, low: str, met: Met) -> Iterator[Span]:
    if BORN_HINTS in met or "d.o.b" in low:
        yield from _spans(BORN, text, "BIRTH DATE")
    if STATE_HINTS in met:
        for match in STATE_ID.finditer(text):
            if sum(letter.isdecimal() for letter in match["id"]) > ID_DIGITS or PAN.fullmatch(match["id"]):
                yield Span(*match.span("id"), "ID")


def _secrets(text: str) -> Iterator[Span]:
    for match in SECRET.finditer(text):
        start, end = match.span("id")
        end = start + len(match["id"].rstrip(".!?)"))
        said = text[start:end]
        linked = bool(match["link"].strip(" -"))
        if said and _is_secret(said, linked=linked, quoted=bool(match["quote"]), colon=":" in match["link"]):
            yield Span(start, match.end("id") if text[end : match.end("id")] == "!" else end, "SECRET")
    yield from _spans(MEMORABLE, text, "SECRET")


def _is_secret(said: str, *, linked: bool, quoted: bool, colon: bool) -> bool:
    if said.lower() in NO_SECRETS or said.lower().startswith(("http", "www.")):
        return False
    if MIXED.search(said):
        return linked or quoted or len(said) >= LETTERS_OF_NUMBERED or said.isdecimal()
    return quoted or colon or (linked and STRANGE.match(said) is not None)


def _spans(pattern: re.Pattern[str], text: str, kind: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(*match.span("id"), kind)

"""Findings about words that don't agree with the case: sums, order numbers, dates, and what was left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from simulator.authoring.finding import Finding
from simulator.authoring.script import Script, Words
from simulator.engine.words import number

MONTHS = tuple("January February March April May June July August September October November December".split())
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_MONTH = "|".join(MONTHS)
_DAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)}),? (?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})"
    r"(?:,? (?P<year>[0-9]{4}))?\b"
)
_ORDERED = re.compile(
    r"\bI(?: have|'ve)?(?: already)? (?:ordered|bought) (?:\w+ ){0,4}?on (?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\b"
    rf"(?: (?:of )?(?P<month>{_MONTH}))?"
)
_MONEY = re.compile(
    r"[€£$]\s?[0-9][0-9.,]*[0-9]|[€£$]\s?[0-9]|\b[0-9][0-9.,]{0,30}+\s?(?:euros?|pounds?|dollars?|EUR|GBP|USD|€|£)(?![\w])",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[0-9][0-9.,]*")
_NUMBER = re.compile(r"\border (?:number |no\.? |nr\.? |is )?#?([A-Z]{0,4}-?[0-9]{4,12})\b")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_NOBODYS = re.compile(r"(^|\.)(example(\.(com|org|net))?|test|invalid)$")
_LEFT = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+)\b|lorem ipsum|_{3,}"
    r"|[\[<](?:insert[^\]>]{0,200}+|(?:[a-z]+ )?(?:name|date|amount|number|price|item|product)|[A-Z][A-Z _-]{2,})[\]>]"
)
_TODAY = re.compile(rf"\b[Tt]oday is (?:already )?(?:a )?(?P<weekday>{'|'.join(WEEKDAYS)})\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_CENT = 0.005
_NEAR_YEAR = 183
"""Days from which on a day without a year may belong to the year before or after."""


def findings(script: Script) -> Iterator[Finding]:
    """Everything that doesn't agree with the case."""
    if script.scenario.language == "en":
        for rule in (_amounts, _numbers, _weekdays, _today, _ordered_on):
            yield from rule(script)
    for rule in (_sums, _hours, _addresses, _address, _left_over):
        yield from rule(script)


def figures(text: str) -> set[float]:
    """Every number in a text."""
    return {value for found in _FIGURE.findall(text) if (value := number(found)) is not None}


def money(text: str) -> set[float]:
    """Every sum of money in a text."""
    found = (number(_FIGURE.findall(each.group())[0]) for each in _MONEY.finditer(text))
    return {value for value in found if value is not None}


def known_amounts(script: Script) -> set[float]:
    """Every sum that the case, its shop or its right figures know, and what two sums of the case come to."""
    scenario, shop = script.scenario, script.scenario.shop
    case = {figure for item in scenario.resolutions for figure in (*item.figures, item.limit or 0.0)}
    case |= scenario.case.prices
    for order in scenario.case.orders:
        case |= {item.price * item.quantity for item in order.items}
    told = [*(words.text for words in script.given()), *(item.title for item in scenario.resolutions)]
    case |= {value for text in told for value in money(text)}
    articles = (*shop.policies, *shop.knowledge, *shop.macros, *shop.escalation)
    fees = {value for article in articles for value in money(article.text)}
    fees |= {rule.limit for rule in shop.authority.values() if rule.limit is not None}
    beside = {value for text in told for value in figures(text)}
    pairs = {value for a, b in combinations(sorted(case), 2) for value in (a + b, b - a)}
    return case | fees | beside | pairs | {2 * value for value in case} | {value / 2 for value in case}


def _amounts(script: Script) -> Iterator[Finding]:
    known: set[float] | None = None
    for words in script.spoken():
        for found in _MONEY.finditer(words.text):
            known = known_amounts(script) if known is None else known
            value = number(_FIGURE.findall(found.group())[0])
            if value is not None and not any(abs(value - each) <= _CENT for each in known):
                orders = ", ".join(f"{order.total:.2f}" for order in script.scenario.case.orders if order.total)
                instead = f"; the order costs {orders}" if orders else ""
                yield script.finding("SIM120", words.path, f"{found.group()} stands nowhere in the case{instead}")


def _numbers(script: Script) -> Iterator[Finding]:
    known = {order.id for order in script.scenario.case.orders}
    given = " ".join(words.text for words in script.given())
    for words in script.spoken():
        for found in _NUMBER.finditer(words.text):
            if found[1] not in known and found[1] not in given:
                orders = f"; the case has {', '.join(sorted(known))}" if known else ""
                yield script.finding("SIM121", words.path, f"no order of the case has the number {found[1]}{orders}")


def _weekdays(script: Script) -> Iterator[Finding]:
    for words in _all(script):
        for found in _DAY.finditer(words.text):
            right = _weekday(found, script.scenario.now.date())
            if right == "":
                yield script.finding("SIM122", words.path, f"{found['month']} has no day {found['day']}")
            elif right != found["weekday"]:
                when = f"{found['day']} {found['month']} {found['year'] or script.scenario.now.year}"
                yield script.finding("SIM122", words.path, f"{when} is a {right}, not a {found['weekday']}")


def _today(script: Script) -> Iterator[Finding]:
    now = script.scenario.now
    right = WEEKDAYS[now.weekday()]
    for words in () if script.scenario.events else script.words("opening"):  # later, another day may have come
        found = _TODAY.search(words.text)
        if found and found["weekday"] != right:
            message = f"{now.day} {MONTHS[now.month - 1]} {now.year} ('now') is a {right}, not a {found['weekday']}"
            yield script.finding("SIM122", words.path, message)


def _address(script: Script) -> Iterator[Finding]:
    persona = script.scenario.persona
    name, address = (set(_LETTERS.findall(text.casefold())) for text in (persona.name, persona.address))
    if not name & address:
        message = f"{persona.address!r} is not how an agent addresses {persona.name}: take a part of the name"
        yield script.finding("SIM127", ("persona", "address"), message)


def _all(script: Script) -> Iterable[Words]:
    """What is said and shown, the replies of the plays included."""
    yield from script.spoken()
    yield from script.given()
    for index, _ in enumerate(script.scenario.plays):
        yield from script.words("plays", index, "replies")


def _weekday(found: re.Match[str], today: date) -> str:
    """The weekday of a day that is named, or an empty text where there is no such day."""
    month = MONTHS.index(found["month"]) + 1
    years = [int(found["year"])] if found["year"] else [today.year, today.year - 1, today.year + 1]
    days = []
    for year in years:
        try:
            days.append(date(year, month, int(found["day"])))
        except ValueError:
            continue
    if not days:
        return ""
    near = [day for day in days if abs((day - today).days) <= _NEAR_YEAR] or days
    names = [WEEKDAYS[day.weekday()] for day in near]
    return found["weekday"] if found["weekday"] in names else names[0]


def _ordered_on(script: Script) -> Iterator[Finding]:
    dates = [order.date for order in script.scenario.case.orders]
    given = " ".join(words.text for words in script.given())
    for words in script.spoken():
        for found in _ORDERED.finditer(words.text):
            day, month = found["day"], found["month"] or ""
            named = [each for each in dates if re.search(rf"\b{day}\b", each) and month in each]
            elsewhere = re.search(
                rf"\b{day}(?:st|nd|rd|th)?\b {month}" if month else rf"\b{day}(?:st|nd|rd|th)\b", given
            )
            if dates and not named and not elsewhere:
                placed = " or ".join(dates)
                message = f"the case has the order on {placed}, not on the {day}{' ' + month if month else ''}"
                yield script.finding("SIM122", words.path, message)


def _sums(script: Script) -> Iterator[Finding]:
    for index, order in enumerate(script.scenario.case.orders):
        whole = sum(item.price * item.quantity for item in order.items)
        if order.total and order.items and all(item.price for item in order.items) and abs(whole - order.total) > _CENT:
            message = f"the items cost {whole:.2f} together, the order {order.total:.2f}"
            yield script.finding("SIM123", ("case", "orders", index, "total"), message)


def _hours(script: Script) -> Iterator[Finding]:
    scenario = script.scenario
    hours = scenario.shop.hours.get(scenario.now.weekday())
    minute = scenario.now.hour * 60 + scenario.now.minute
    if hours is None or not hours[0] <= minute < hours[1]:
        day = WEEKDAYS[scenario.now.weekday()]
        times = f"is open {_clock(hours[0])} to {_clock(hours[1])}" if hours else "is closed"
        message = f"{scenario.shop.name} {times} on a {day}: choose another day or time"
        yield script.finding("SIM124", ("now",), message)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _addresses(script: Script) -> Iterator[Finding]:
    for part in ("case", "opening", "facts", "topics", "lines", "plays"):
        for words in script.words(part):
            for found in _ADDRESS.finditer(words.text):
                if not _NOBODYS.search(found["host"].lower()):
                    message = f"{found.group()} may belong to somebody: write @example.com"
                    yield script.finding("SIM125", words.path, message)


def _left_over(script: Script) -> Iterator[Finding]:
    parts = ("title", "summary", "persona", "case", "facts", "ticket")
    for words in (*(each for part in parts for each in script.words(part)), *script.spoken()):
        if found := _LEFT.search(words.text):
            yield script.finding("SIM126", words.path, f"{found.group()!r} is still to be filled in")

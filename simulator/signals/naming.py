"""Detector for the wrong name: someone else's in the greeting, or someone else's order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from simulator.signals.evidence import CaseWords, Evidence
from simulator.signals.lexicons.common import DATE_WORDS, FUNCTION_WORDS, GENERIC_WORDS, NOT_NAMES, TITLES
from simulator.signals.quoting import quote
from simulator.signals.scene import UNKNOWN, Detector, Found, Scene, strongest
from simulator.signals.text import prepared

NAME = r"[^\W\d_]{2,20}"
GREETED = re.compile(
    r"^(?:(?:oh|and|so|well|okay),? )?(?:hi|hello|dear|good (?:morning|afternoon|evening|day)|greetings),? "
    rf"(?:(?:mr|mrs|ms|miss|mx|dr) )?(?P<name>{NAME})(?: (?P<second>{NAME}))?"
    r"(?=,|$| (?:i|we|thank|thanks|sorry|my|this|it|your|how|what|can|could|please|let|yes|no|so|that|as) )",
    re.MULTILINE,
)
TITLED = re.compile(
    rf"(?:^|, |sorry |you )(?:mr|mrs|ms|miss|mx|dr) (?P<name>{NAME})(?: (?P<second>{NAME}))?(?=,|$)", re.MULTILINE
)
CALLED = re.compile(
    r"(?:sorry|thanks|thank you|much|okay|yes|understand|right|care|you|that|hear), (?P<name>[^\W\d_]{3,15})$",
    re.MULTILINE,
)
ORDER = re.compile(
    r"(?<![^\s,])(?:(?P<of>[a-z]{2,20}) )?(?P<what>order|parcel|number)(?:,? (?:number|no|id|nr|reference|is)){0,2},? "
    r"(?P<id>[a-z]{0,3}\d{4,12}[a-z]{0,3})(?![^\s,])"
)
INTRODUCES = frozenset("speaking here calling writing".split())
"""Words behind a name by which writers tell their own: "Hello, Mia speaking"."""
OWN_NAME = re.compile(
    r"(?<!\S)(?:my name is|(?:you are|you have come) (?:now )?(?:through|speaking|talking) (?:to|with)) "
    rf"(?P<name>{NAME})"
    rf"|(?<!\S)(?:it|this) is (?P<this>{NAME})(?: {NAME})?(?=,|$| (?:from|at|with|of|here|speaking|again|and) )"
    rf"|(?<!\S)(?P<before>{NAME})(?: (?P<family>{NAME}))? (?:speaking|here)(?=,|$)",
    re.MULTILINE,
)
"""Where writers tell their own name, in plain words."""
OTHER_NUMBERS = frozenset(
    """reference ticket case complaint return returns tracking claim phone telephone mobile fax hotline service
    confirmation invoice repair voucher serial customer account request booking enquiry desk room""".split()
)
"""Kinds of numbers the shop gives out itself: they are no order's."""
_BESIDE_ROLE = re.compile(
    r"\b(?:neighbou?r|colleague|(?:no(?:body| one)|somebody|someone) called|there is no|mr|mrs|ms|miss|dr"
    rf"|son|daughter|husband|wife|brother|sister|mother|father|driver|courier)\W{{1,3}}(?P<name>{NAME})",
    re.IGNORECASE,
)
"""Where a customer's message names somebody else: "my neighbour Peters", "nobody called Peters"."""
_AFTER_COMMA = re.compile(r",\s*\Z")
FORMS: tuple[tuple[re.Pattern[str], float], ...] = ((GREETED, 0.95), (TITLED, 0.8), (CALLED, 0.8))
WRONG_ORDER = 0.7


NO_WORDS: frozenset[str] = frozenset()


class Called(NamedTuple):
    """A name by which a reply calls somebody, with a second one behind it if there is one; its span in plain.

    ``behind``: the word behind the comma after a greeted name.
    """

    names: set[str | None]
    strength: float
    span: tuple[int, int]
    behind: str = ""


def wrong_name(scene: Scene) -> Found:
    """Whether the reply calls the customer by someone else's name, or names someone else's order."""
    case = scene.context.case
    if case is None or not (case.names or case.orders):
        return UNKNOWN
    return strongest((*_people(scene, case), *_orders(scene, case)))


def _people(scene: Scene, case: CaseWords) -> Iterable[Evidence]:
    called = scene.once("called", _called) if case.names else ()
    right = _right_words(case, scene.context.previous) if called else NO_WORDS
    own = _words(case.own_names) if called else NO_WORDS
    for item in called:
        if right.isdisjoint(item.names) and item.behind not in own:
            yield quote(scene.message, "wrong_name", item.strength, item.span, "not the customer's name")


def _called(scene: Scene) -> list[Called]:
    """The names by which the reply calls somebody, whoever that is."""
    return [
        Called({match["name"], match.groupdict().get("second")}, strength, match.span("name"), _behind(scene, match))
        for pattern, strength in FORMS
        for match in pattern.finditer(scene.message.plain)
        if not _is_word(match["name"]) and not _is_remark(scene, match) and not _is_own(scene, match)
    ]


@lru_cache(maxsize=256)
def _right_words(case: CaseWords, previous: str | None) -> frozenset[str]:
    """The customer's and the own names, and whatever the customer wrote, but for other people's names."""
    theirs = _words(case.names + case.own_names)
    return theirs | (_words((previous or "",)) - _other_people(case, previous or ""))


def _words(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(word for term in terms for word in prepared(term).words)


def _other_people(case: CaseWords, previous: str) -> frozenset[str]:
    """Names of somebody else of the case: at stake and written large, or named beside what they are to the customer."""
    at_stake = [word for term in case.stakes for word in term.split() if word[:1].isupper()]
    beside = [match["name"] for match in _BESIDE_ROLE.finditer(previous) if match["name"][0].isupper()]
    return _words((*at_stake, *beside)) - DATE_WORDS - _words(case.items)


def _is_remark(scene: Scene, match: re.Match[str]) -> bool:
    """Whether what follows a greeting and a comma is written small, and so says something: "Ok, noted."."""
    message = scene.message
    start, end = match.span("name")
    if match.re is TITLED or message.plain[:start].endswith(tuple(f"{title} " for title in TITLES)):
        return False
    written = quote(message, "wrong_name", 1.0, (start, end), "")
    return written.quote[:1].islower() and bool(_AFTER_COMMA.search(message.text[: written.start]))


def _behind(scene: Scene, match: re.Match[str]) -> str:
    """The word behind a greeted name and its comma; where it is the shop's, the name was the writer's own."""
    titled = scene.message.plain[: match.start("name")].endswith(tuple(f"{title} " for title in TITLES))
    rest = scene.message.plain[match.end() :] if match.re is GREETED and not titled else ""
    return rest[2:].partition("\n")[0].partition(" ")[0].rstrip(",") if rest.startswith(", ") else ""


def _is_own(scene: Scene, match: re.Match[str]) -> bool:
    """Whether the name is the writer's own, told behind a greeting: "Hello, Mia speaking"."""
    return match.groupdict().get("second") in INTRODUCES or match["name"] in scene.once("own_names", _introduced)


def _introduced(scene: Scene) -> frozenset[str]:
    """The names by which the writer tells who is speaking, anywhere in the reply."""
    found = OWN_NAME.finditer(scene.message.plain)
    names = {name for match in found for name in match.groups() if name}
    return frozenset(name for name in names if not _is_word(name))


def _is_word(name: str) -> bool:
    return any(name in words for words in (NOT_NAMES, FUNCTION_WORDS, GENERIC_WORDS, TITLES))


def _orders(scene: Scene, case: CaseWords) -> Iterable[Evidence]:
    named = scene.once("named", _named) if case.orders else ()
    right = _right_orders(case, scene.context.previous) if named else NO_WORDS
    for digits, span in named:
        if digits not in right:
            yield quote(scene.message, "wrong_name", WRONG_ORDER, span, "not the customer's order")


def _named(scene: Scene) -> list[tuple[str, tuple[int, int]]]:
    """The digits of the orders that the reply names, whosever they are, and where they stand in plain."""
    return [
        (_digits(match["id"]), match.span("id"))
        for match in ORDER.finditer(scene.message.plain)
        if match["of"] not in OTHER_NUMBERS or match["what"] == "order"
    ]


def _right_orders(case: CaseWords, previous: str | None) -> frozenset[str]:
    """The digits of the case's orders, and of whatever number the customer wrote."""
    return frozenset(map(_digits, (*case.orders, *case.given, *prepared(previous or "").words)))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


DETECTORS: dict[str, Detector] = {
    "wrong_name": Detector(
        "provocation", "Calls the customer by another name, or names another order.", wrong_name, "case.names"
    ),
}

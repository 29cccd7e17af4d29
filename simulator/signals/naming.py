"""Detector for the wrong name: someone else's in the greeting, or someone else's order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

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


def wrong_name(scene: Scene) -> Found:
    """Whether the reply calls the customer by someone else's name, or names someone else's order."""
    case = scene.context.case
    if case is None or not (case.names or case.orders):
        return UNKNOWN
    return strongest((*_people(scene, case), *_orders(scene, case)))


def _people(scene: Scene, case: CaseWords) -> Iterable[Evidence]:
    if not case.names:
        return
    right = _right_words(case, scene.context.previous)
    for pattern, strength in FORMS:
        for match in pattern.finditer(scene.message.plain):
            said = {match["name"], match.groupdict().get("second")}
            if not said & right and not _is_word(match["name"]) and not _is_remark(scene, match):
                yield quote(scene.message, "wrong_name", strength, match.span("name"), "not the customer's name")


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


def _is_word(name: str) -> bool:
    return any(name in words for words in (NOT_NAMES, FUNCTION_WORDS, GENERIC_WORDS, TITLES))


def _orders(scene: Scene, case: CaseWords) -> Iterable[Evidence]:
    if not case.orders:
        return
    right = {_digits(term) for term in (*case.orders, *case.given)}
    right |= {_digits(word) for word in prepared(scene.context.previous or "").words}
    for match in ORDER.finditer(scene.message.plain):
        if match["of"] in OTHER_NUMBERS and match["what"] != "order":
            continue
        if _digits(match["id"]) not in right:
            yield quote(scene.message, "wrong_name", WRONG_ORDER, match.span("id"), "not the customer's order")


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


DETECTORS: dict[str, Detector] = {
    "wrong_name": Detector(
        "provocation", "Calls the customer by another name, or names another order.", wrong_name, "case.names"
    ),
}

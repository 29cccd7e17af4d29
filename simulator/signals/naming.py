"""Detector for the wrong name: someone else's in the greeting, or someone else's order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from simulator.signals.evidence import CaseWords, Evidence
from simulator.signals.lexicons.common import FUNCTION_WORDS, GENERIC_WORDS, NOT_NAMES, TITLES
from simulator.signals.rules import quote
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
            if not said & right and not _is_word(match["name"]):
                yield quote(scene.message, "wrong_name", strength, match.span("name"), "not the customer's name")


@lru_cache(maxsize=256)
def _right_words(case: CaseWords, previous: str | None) -> frozenset[str]:
    """The customer's and the own names, and whatever the customer wrote."""
    terms = (*case.names, *case.own_names, previous or "")
    return frozenset(word for term in terms for word in prepared(term).words)


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

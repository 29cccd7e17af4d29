"""Where only a supervisor may decide: handing over is the way on there, and a customer who was heard takes it.

Elsewhere it solves nothing: a case that the agent may settle is none to pass on, unless the customer asks for it. One
who says so ("Manager, please.") gets what was asked for at whatever reply it comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from simulator.engine.allowed import beyond
from simulator.engine.heard import Heard, Proposed
from simulator.engine.inputs import GOOD_FIT, acceptable
from simulator.scenario.model import Resolution, Scenario
from simulator.scoring.text import STRONG
from simulator.signals.reading import ruled_strength
from simulator.signals.spoken import SPOKEN

FAMILY = "escalate"
"""The family of handing over."""
_WHO_ES = r"(?:superior|supervisora?|encargad[oa]|jef[ea]|gerente|responsable|director[a]?)"
_SPOKEN = {
    "es": re.compile(
        r"\b(?:(?:hablar|hable|comunicar(?:me)?|habla) con|p[áa]s(?:e|a|en)me (?:con|al?)|p[óo]n(?:ga|gan)?me con"
        r"|quiero (?:a|al|ver a|ver al)|que se ponga|d[óo]nde est[áa]|llame (?:a|al)|avise (?:a|al)|necesito (?:a|al))"
        rf" ?(?:un|una|el|la|al|su|tu|vuestr[oa]|alg[úu]n|alguna)? ?(?:{_WHO_ES}|otra persona|alguien (?:que|con|de))\b"
        # asks who stands above, who decides or who is in charge
        r"|\b(?:no hay nadie|hay alguien|qui[ée]n (?:hay|est[áa])) por encima de (?:usted|ti|vosotros)\b[^.!?]{0,60}\?"
        r"|\bqui[ée]n (?:decide|manda|responde|puede decidir)\b[^.!?¿]{0,30}\?\s{0,3}"
        r"(?:quiero|quisiera|querr[íi]a|d[ée]jeme|necesito|me gustar[íi]a) hablar con "
        r"|\bqui[ée]n (?:manda|est[áa] al mando|es el responsable) (?:ah[íi]|aqu[íi])\s?\?"
        # named and no more: "your supervisor, please"
        rf"|(?:^|(?<=[.:;!?¡¿\n])|(?<=[.:;!?] ))¡?(?:su|tu|el|la|un|una)? ?{_WHO_ES}"
        r"(?:[,.!]{0,2} (?:por favor|ya|ahora(?: mismo)?))\s?(?=[.!]|$)"
        rf"|¡(?:su|tu|el|la|un|una)? ?{_WHO_ES}\s?!",
        re.IGNORECASE,
    )
}
"""A wish for a supervisor in other languages."""
_UNWANTED = re.compile(r"\b(?:no|ni|sin|tampoco)\b[^.,;:!?¡¿]{0,30}\Z", re.IGNORECASE)
"""What stands before it, in the same clause, where it is none."""


def for_a_supervisor(scenario: Scenario) -> tuple[Resolution, ...]:
    """The good resolutions, where every one is more than the agent may promise and a supervisor may; else none."""
    good = [item for item in scenario.resolutions if item.fit >= GOOD_FIT]
    if not all(beyond(item.family, item, None, None, scenario) for item in good):
        return ()
    return tuple(item for item in good if _who(item, scenario) == "supervisor")


def _who(resolution: Resolution, scenario: Scenario) -> str:
    """Who may promise what is beyond the agent."""
    if resolution.authority != "agent":
        return resolution.authority
    rule = scenario.shop.authority.get(resolution.family)
    return rule.who if rule is not None else "agent"


def as_way_on(heard: Heard, scenario: Scenario, known: frozenset[str]) -> Heard:
    """The reply with its handing over as an offer worth what the supervisor can do, once the facts for it are known.

    ``known``: the facts told before it.
    """
    if not heard.hands_over or any(item.resolution for item in heard.proposed):
        return heard
    best = max(for_a_supervisor(scenario), key=lambda item: item.fit, default=None)
    if best is None:
        return heard
    text = heard.reading.text
    said = next((item for item in heard.proposed if item.family == FAMILY), Proposed(FAMILY, 0, len(text), text))
    facts = {name for name, fact in scenario.facts.items() if fact.when == "known"} | known
    missing = tuple(fact for fact in best.needs if fact not in facts)
    offer = replace(said, fit=best.fit, missing=missing)
    return replace(heard, proposed=(*(item for item in heard.proposed if item.family != FAMILY), offer))


def is_taken(heard: Heard, receptivity: float) -> bool:
    """Whether the customer goes with a handing over that nobody asked for; see `as_way_on`."""
    offers = (item for item in heard.proposed if item.family == FAMILY and item.resolution is None)
    return heard.hands_over and any(acceptable(item, receptivity) for item in offers)


def was_wanted(said: Iterable[str], language: str) -> bool:
    """Whether one of a customer's messages asks for somebody with more say."""
    return any(_asks_for_one(text, language) for text in said)


@lru_cache(maxsize=256)
def _asks_for_one(text: str, language: str) -> bool:
    if language in SPOKEN:
        found = _SPOKEN[language].finditer(text) if language in _SPOKEN else ()
        return any(_UNWANTED.search(text, 0, match.start()) is None for match in found)
    return ruled_strength(text, "supervisor_request") >= STRONG

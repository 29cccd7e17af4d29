"""What is true in a case, as stems and numbers: all it says, and all that was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from simulator.engine.slots import fill
from simulator.engine.words import stem
from simulator.llm.checks_words import ENGLISH, LOOSE, NUMERALS, ORDINALS
from simulator.llm.checks_written import written
from simulator.llm.customer_brief import Brief
from simulator.scenario.model import Case, Scenario

TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?=(?:st|nd|rd|th)\b)|[a-z]{1,4}-\d+|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*", re.IGNORECASE
)

SAME = {"someone": "somebody", "anyone": "anybody", "everyone": "everybody"}
"""Words of which people take either."""


class Truth(Struct, frozen=True):
    """What may be said: words by stem, numbers, and counts with their unit."""

    stems: frozenset[str]
    numbers: frozenset[str]


def truth_of(scenario: Scenario) -> Truth:
    """All that is true in a case; plays and the shop's articles are no part of it."""
    return truth_in(case_text(scenario))


def case_text(scenario: Scenario) -> str:
    """Everything that is true in a case, one piece a line: what a customer may say, sooner or later."""
    persona, opening = scenario.persona, scenario.opening
    parts = [persona.name, persona.address, persona.story, persona.wants, persona.because, scenario.shop.name]
    parts += [scenario.title, scenario.summary, *opening.messages, *(text for _, text in opening.bot)]
    parts += [fact.text for fact in scenario.facts.values()]
    parts += [line for topic in scenario.topics.values() for line in topic.answers]
    parts += [line for bands in scenario.lines.values() for variants in bands.values() for line in variants]
    parts += [text for event in scenario.events for text in (event.note, *event.says)]
    for item in scenario.resolutions:
        parts += [item.title, *item.accept, *item.reject, *(text for step in item.steps for text in step.asks)]
        parts.append(" ".join(f"{figure:g}" for figure in item.figures))
    parts += _recorded(scenario.case)
    return "\n".join(fill(part, scenario, {"answer": "", "proposal": ""}) for part in parts)


def strange(words: Sequence[str], brief: Brief) -> list[str]:
    """The words, in lower case, that are neither common nor in the case, the customer's voice or the conversation."""
    voice = "\n".join(line for bands in brief.scenario.voice.values() for lines in bands.values() for line in lines)
    said = "\n".join((brief.script, *(turn.text for turn in brief.said)))
    known = truth_of(brief.scenario).stems | truth_in(voice).stems | truth_in(said).stems
    return [word for word in words if word not in ENGLISH and stem(word.removesuffix("'s")) not in known]


def _recorded(case: Case) -> list[str]:
    """What the case pane holds."""
    customer = case.customer
    parts = [customer.since, f"{customer.orders} orders", customer.place, *customer.preferences]
    parts += [*case.earlier, *case.stakes]
    for order in case.orders:
        parts += [order.id, order.date, f"{order.total:.2f}", order.status, *order.notes]
        parts += [f"{item.quantity} {item.name} {item.price:.2f}" for item in order.items]
    return parts


@lru_cache(maxsize=256)
def truth_in(text: str) -> Truth:
    """The words and numbers of any text."""
    return Truth(frozenset(stems(text, every=True)), frozenset(figures(text)))


def figures(text: str) -> set[str]:
    """The numbers of a text, in digits and in words, in one form; a code's digits also stand alone."""
    out: set[str] = set()
    for token in TOKEN.findall(written(text)):
        low = token.casefold()
        value = value_of(low) or ORDINALS.get(low)
        if value is not None:
            out |= {value, value.partition(".")[0], value.rpartition("-")[2]}
    return out


def stems(text: str, *, every: bool = False) -> set[str]:
    """The words of a text by their stem; small ones only where every word is wanted."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+", text.casefold().replace("’", "'"))
    words = [SAME.get(word, word) for word in (word.removesuffix("'s") for word in words)]
    return {stem(word) for word in words if every or word.isdigit() or (len(word) > 2 and word not in LOOSE)}


def value_of(token: str) -> str | None:
    """A number in one form ("64,90" and "64.9", "twice" and "2"), or None."""
    if token in NUMERALS:
        return NUMERALS[token]
    if not any(char.isdigit() for char in token):
        return None
    return _plain(token)


def _plain(number: str) -> str:
    """One form for 64.90, 64,90 and 64.9; 1,000 is 1000."""
    number = re.sub(r"[.,](?=\d{3}\b)", "", number.casefold())
    number = number.replace(",", ".").replace(":", ".")
    if re.fullmatch(r"\d+\.\d+", number):
        number = number.rstrip("0").rstrip(".")
    return number

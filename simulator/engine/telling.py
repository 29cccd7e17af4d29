"""What a customer tells when asked: the topics of the case, a hidden fact to an open question, and nothing twice."""

from __future__ import annotations

import re

from simulator.engine.heard import Asked, Heard
from simulator.scenario.model import Fact, Scenario

OPEN_TOPICS = frozenset({"what_happened", "anything_else_to_know", "impact", "feelings"})
"""Shared topics that ask for anything at all: where a case doesn't answer them, they bring out what is hidden."""
_FOR_WHAT, _MEANING = frozenset({"recipient", "use"}), "impact"
"""Shared topics that ask for whom or what it is, and the one that tells what it means."""
_WORD = re.compile(r"\w+")
OPEN_CHECK = "anything_else_to_know"
"""The one of them that asks for whatever was missed."""
_POINTED = re.compile(
    r"\W*(?:and |so |but |ok |okay )*(?:which|where|when|who|whose|"
    r"what (?:kind|sort|type|size|colou?r|number|time|day|shop)|how (?:many|much|long|often|old|far|big|high|heavy))\b",
    re.IGNORECASE,
)
"""How a question begins that asks for one thing: where it isn't understood, nothing else is told instead."""


def answerable(heard: Heard, scenario: Scenario) -> tuple[str, ...]:
    """The asked topics that the case can answer, each once, and none that would only repeat the facts."""
    chosen: list[str] = []
    told: set[str] = set()
    for item in heard.asked:
        topic = _of_the_stake(item, scenario) or item.topic
        if topic is None or topic not in scenario.topics or topic in chosen:
            continue
        reveals = set(scenario.topics[topic].reveals)
        if not reveals or not reveals <= told:
            chosen.append(topic)
            told |= reveals
    return tuple(chosen)


def _of_the_stake(asked: Asked, scenario: Scenario) -> str | None:
    """The topic of what it means to the customer, for a question that only asks for that: "is the parcel her present?".

    None where the case answers the question itself, or nothing of what is at stake is named.
    """
    if asked.topic not in _FOR_WHAT or asked.topic in scenario.topics or _MEANING not in scenario.topics:
        return None
    forms = {*_WORD.findall(asked.quote.casefold())}
    named = any(forms.issuperset(stake.casefold().split()) for stake in scenario.case.stakes)
    return _MEANING if named else None


def explored(heard: Heard, scenario: Scenario, known: frozenset[str]) -> tuple[str, ...]:
    """The next hidden fact, told when the agent asks openly."""
    open_question = any(item.topic in OPEN_TOPICS for item in heard.asked)
    beside = any(item.topic and item.topic not in OPEN_TOPICS for item in heard.asked)
    if beside or not (open_question or heard.reading.strength("exploration") >= 0.5):
        return ()
    hidden = (fact.id for fact in scenario.facts.values() if _hidden(fact) and fact.id not in known)
    return tuple(hidden)[:1]


def is_pointed(heard: Heard) -> bool:
    """Whether a reply asks for one thing that no topic holds ("which shelf was it on?"), and for nothing else."""
    return bool(heard.asked) and all(item.topic is None and _POINTED.match(item.quote) for item in heard.asked)


def _hidden(fact: Fact) -> bool:
    return fact.when == "explored"


def told_whole(topics: tuple[str, ...], scenario: Scenario, known: frozenset[str]) -> tuple[str, ...]:
    """Those of the open topics whose answer would only tell again what the customer held back at first, and told."""
    return tuple(
        name
        for name in topics
        if name in OPEN_TOPICS
        and known.issuperset(scenario.topics[name].reveals)
        and any(_hidden(scenario.facts[fact]) for fact in scenario.topics[name].reveals)
    )

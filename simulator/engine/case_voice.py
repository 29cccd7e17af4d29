"""What the coach may say of a case at this moment: known facts, what is open, what is allowed, a time that holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from simulator.engine.inputs import GOOD_FIT
from simulator.scenario.model import Fact, Scenario, Shop, Topic
from simulator.scoring.case_voice import CaseVoice

TIMED_STEPS = frozenset({"deadline", "update", "callback"})
"""Steps that give the customer a time."""
_ASKS = re.compile(
    r"(?:what|which|where|when|how|who|is|are|was|were|do|does|did|has|have|can|could|will) \w+ \w", re.IGNORECASE
)
"""How a scenario's own example of asking begins where it is a whole question."""
LEAD = timedelta(hours=2)
"""How far ahead the coach's example deadlines lie [design choice]."""


def case_voice(
    scenario: Scenario, *, known: frozenset[str], clock: float, questions: Mapping[str, str] | None = None
) -> CaseVoice:
    """The case as the coach may word it.

    Args:
        scenario: the case.
        known: facts found out so far.
        clock: scenario time in seconds.
        questions: a whole question for each shared topic id, to suggest what to ask.

    """
    persona, case = scenario.persona, scenario.case
    order = next(iter(case.orders), None)
    # "your violin", and not "your violin, three-quarter size"
    item = order.items[0].name.partition(",")[0] if order and order.items else ""
    allowed = [one for one in scenario.resolutions if one.authority == "agent" and one.fit >= GOOD_FIT]
    allowed.sort(key=lambda one: -one.fit)
    return CaseVoice(
        address=persona.address,
        item=item,
        order=order.id if order and not order.in_basket else "",
        stakes=case.stakes,
        because=persona.because,
        facts=tuple(fact.text for fact in _told_last(scenario) if fact.id in known),
        questions=tuple(_questions(scenario, known, questions or {})),
        resolutions=tuple(one.title for one in allowed),
        deadline=deadline(scenario.shop, scenario.now + timedelta(seconds=clock)),
        timed=not allowed or any(step.id in TIMED_STEPS for step in allowed[0].steps),
        informs=bool(allowed) and allowed[0].family == "information",
        offer=allowed[0].say if allowed else "",
    )


def _told_last(scenario: Scenario) -> list[Fact]:
    """The facts, those first that had to be found out: what was known from the start troubles nobody most."""
    return sorted(scenario.facts.values(), key=lambda fact: fact.when == "known")


def _questions(scenario: Scenario, known: frozenset[str], questions: Mapping[str, str]) -> list[str]:
    """A question for each topic that would find something out: the scenario's own wording, else the shared one."""
    open_topics = (topic for topic in scenario.topics.values() if topic.reveals and not set(topic.reveals) <= known)
    worded = (_own_question(topic) or questions.get(topic.id, "") for topic in open_topics)
    return [text for text in worded if text]


def _own_question(topic: Topic) -> str:
    """The first of a topic's own examples that is a whole question, or an empty string."""
    text = next(filter(_ASKS.match, topic.asks), "")
    return text and text[:1].upper() + text[1:].rstrip("?") + "?"


def deadline(shop: Shop, now: datetime) -> str:
    """A time in plain words that lies within the shop's opening hours: "today by 15:00", "on Monday by 11:00"."""
    if not shop.hours:
        return f"today by {(now + LEAD).replace(minute=0):%H:%M}"
    for days in range(8):
        day = now + timedelta(days=days)
        if day.weekday() not in shop.hours:
            continue
        opens, closes = (_at(day, minutes) for minutes in shop.hours[day.weekday()])
        due = _on_the_half_hour(max(now, opens) + LEAD)
        if due <= closes:
            return f"{_day(days, day)} by {due:%H:%M}"
    return ""


def _at(day: datetime, minutes: int) -> datetime:
    return day.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(minutes=minutes)


def _on_the_half_hour(time: datetime) -> datetime:
    return time.replace(minute=0 if time.minute < 30 else 30, second=0, microsecond=0)


def _day(days: int, day: datetime) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"on {day:%A}")

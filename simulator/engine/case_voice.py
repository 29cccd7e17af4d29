"""What the coach may say of a case at this moment: known facts, what is open, what is allowed, a time that holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from simulator.engine.inputs import GOOD_FIT
from simulator.scenario.model import Scenario, Shop
from simulator.scoring.case_voice import CaseVoice

TIMED_STEPS = frozenset({"deadline", "update", "callback"})
"""Steps that give the customer a time."""
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
    item = order.items[0].name if order and order.items else ""
    allowed = [one for one in scenario.resolutions if one.authority == "agent" and one.fit >= GOOD_FIT]
    allowed.sort(key=lambda one: -one.fit)
    return CaseVoice(
        address=persona.address,
        item=item,
        order=order.id if order else "",
        stakes=case.stakes,
        because=persona.because,
        facts=tuple(fact.text for fact in scenario.facts.values() if fact.id in known),
        questions=tuple(_questions(scenario, known, questions or {})),
        resolutions=tuple(one.title for one in allowed),
        deadline=deadline(scenario.shop, scenario.now + timedelta(seconds=clock)),
        timed=not allowed or any(step.id in TIMED_STEPS for step in allowed[0].steps),
        informs=bool(allowed) and allowed[0].family == "information",
    )


def _questions(scenario: Scenario, known: frozenset[str], questions: Mapping[str, str]) -> list[str]:
    open_topics = (topic for topic in scenario.topics.values() if topic.reveals and not set(topic.reveals) <= known)
    return [questions[topic.id] for topic in open_topics if topic.id in questions]


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

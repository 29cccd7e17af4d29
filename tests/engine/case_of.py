"""A small case for tests of understanding: one order of a dollhouse, and whatever a test adds to it."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from simulator.engine.heard import Heard
from simulator.engine.understand import understand
from simulator.library import Library
from simulator.scenario.curve import PRESETS
from simulator.scenario.model import (
    Authority,
    Case,
    CustomerRecord,
    Item,
    Opening,
    Order,
    Persona,
    Resolution,
    Scenario,
    Shop,
    Step,
    TicketKey,
)
from simulator.scenario.shared import Shared, load_shared
from simulator.signals import Reading

WEDNESDAY = datetime(2026, 11, 4, 10, 2)  # noqa: DTZ001 - a scenario's time has no zone
HOURS = dict.fromkeys(range(5), (8 * 60, 18 * 60))


@lru_cache(maxsize=1)
def shared() -> Shared:
    return load_shared(Library())


@lru_cache(maxsize=64)
def plain_case(
    family: str = "", who: str = "agent", limit: float | None = None, percent: float | None = None
) -> Scenario:
    """A case with one resolution of a family, under one rule of authority."""
    rule = Authority(who, limit, percent)
    return Scenario(
        id="test",
        version=1,
        title="",
        summary="",
        channel="live_chat",
        difficulty=1,
        persona=Persona("Karin Lindqvist", "Mrs Lindqvist", "everyday", PRESETS["everyday"]),
        shop=Shop("shop", "Shop", hours=HOURS, authority={family: rule} if family else {}),
        now=WEDNESDAY,
        case=Case(
            CustomerRecord(email="karin@example.com"),
            orders=(Order("48213", "26 October", (Item("dollhouse", 44.9),), 44.9),),
        ),
        opening=Opening(),
        facts={},
        topics={},
        resolutions=(resolution(family),) if family else (),
        lines={},
        voice={},
        ticket=TicketKey(),
    )


def resolution(family: str, name: str = "", **given: Any) -> Resolution:
    """A fitting resolution; ``steps`` are names of shared steps."""
    steps = tuple(step if isinstance(step, Step) else Step(step) for step in given.pop("steps", ()))
    return Resolution(name or family, family, family, given.pop("fit", 1.0), steps=steps, **given)


def hear(text: str, scenario: Scenario | None = None, **state: Any) -> Heard:
    """A reply understood in a case; ``known``, ``done`` and ``answered`` may be any collections of words."""
    given = {key: frozenset(state.pop(key, ())) for key in ("known", "done", "answered")}
    reading = state.pop("reading", None) or Reading(text)
    return understand(text, reading, scenario or plain_case(), shared(), **given, **state)


def topics_of(heard: Heard) -> set[str]:
    return {item.topic for item in heard.asked if item.topic}


def families_of(heard: Heard) -> set[str]:
    return {item.family for item in heard.proposed}


def with_resolutions(*resolutions: Resolution, **changes: Any) -> Scenario:
    return replace(plain_case(), resolutions=resolutions, **changes)

"""What the coach suggests helps: submitted, it raises its mark and doesn't raise hostility, in every shipped scenario."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest

from simulator.exchange import Exchange
from simulator.library import Library
from simulator.premise import Kit
from simulator.scenario.load import load_scenario
from simulator.scenario.shared import load_shared
from simulator.scoring.coach import Suggestion, coach
from simulator.scoring.load import load_library_card
from simulator.scoring.marks import Graded, Mark
from simulator.session import Session

LIBRARY = Library()
POOR = "It is with the courier."
"""A reply that leaves most of what a rubric asks for undone."""
A_LITTLE = 0.5
"""Points of hostility that may come of a sentence which is no whole reply."""


@lru_cache(maxsize=1)
def kit() -> Kit:
    return Kit(load_shared(LIBRARY), load_library_card(LIBRARY))


def moments(name: str) -> Iterator[Session]:
    """The session before each reply of the scenario's first play: all phases that it goes through."""
    scenario = load_scenario(LIBRARY, name)
    session = Session(scenario, kit())
    for step in scenario.plays[0].replies:
        if session.over:
            return
        yield session.copy()
        session.hear(step.text)


def coached(session: Session) -> tuple[Exchange, tuple[Suggestion, ...]]:
    poor = session.copy().hear(POOR)
    return poor, coach(kit().card, Graded(poor.heard.reading, poor.situation), poor.marks, session.case_voice())


def mark(exchange: Exchange, item: Suggestion) -> Mark:
    return next(one for one in exchange.marks if (one.rubric, one.criterion) == (item.rubric, item.criterion))


@pytest.mark.parametrize("name", LIBRARY.scenario_ids())
def test_a_suggested_sentence_raises_its_mark_and_no_hostility(name):
    failed = set()
    for session in moments(name):
        poor, found = coached(session)
        for item in found:
            better = session.copy().hear(item.better)
            now, before = mark(better, item), mark(poor, item)
            raised = not now.applies or (now.points is not None and now.points > before.points)
            calm = better.after <= max(poor.after, better.heard_hostility) + A_LITTLE
            if not (raised and calm):
                failed.add((name, item.criterion))
    assert not failed


@pytest.mark.parametrize("name", LIBRARY.scenario_ids())
def test_no_suggestion_names_a_fact_that_was_not_found_out(name):
    scenario = load_scenario(LIBRARY, name)
    for session in moments(name):
        known = set(session.state.known)
        hidden = [fact.text.rstrip(".").casefold() for fact in scenario.facts.values() if fact.id not in known]
        for item in coached(session)[1]:
            assert not [text for text in hidden if text in item.better.casefold()]

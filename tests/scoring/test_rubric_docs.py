from __future__ import annotations

from pathlib import Path

import pytest
from graded_replies import card, conversation_rubric

from simulator.scoring.case_voice import SLOTS
from simulator.scoring.measures import measure_names
from simulator.scoring.talk_measures import TALK_MEASURES
from simulator.scoring.ticket import TICKET_MEASURES
from simulator.signals.detectors import DETECTORS
from simulator.signals.evidence import AGENT_SIGNALS

DOC = (Path(__file__).parents[2] / "docs" / "rubrics.md").read_text("utf-8")


@pytest.mark.parametrize("name", [*measure_names(), *TALK_MEASURES, *TICKET_MEASURES])
def test_every_name_a_condition_may_use_is_documented(name):
    assert f"`{name}`" in DOC


@pytest.mark.parametrize("slot", SLOTS)
def test_every_slot_is_documented(slot):
    assert f"`{{{slot}}}`" in DOC


def test_every_shipped_criterion_is_listed():
    titles = [
        item.title for rubric in (*card().rubrics, card().ticket, conversation_rubric()) for item in rubric.criteria
    ]
    assert not [title for title in titles if title.casefold() not in DOC.casefold()]


@pytest.mark.parametrize("signal", AGENT_SIGNALS)
def test_every_signal_is_explained_in_the_words_of_its_detector(signal):
    assert f"| `{signal}` | {DETECTORS[signal].meaning} |" in DOC

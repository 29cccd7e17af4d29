"""An article of the shop, pasted as a reply: no wrong proposal, and no anger beyond what a bare rule costs."""

from __future__ import annotations

from functools import lru_cache

import pytest

from simulator.library import Library
from simulator.premise import Kit
from simulator.scenario.load import load_scenario
from simulator.scenario.shared import load_shared
from simulator.scoring.load import load_library_card
from simulator.session import Session

LIBRARY = Library()
A_RULE = 8.0
"""Points of hostility that a bare rule may add to the customer's own rise."""


@lru_cache(maxsize=1)
def kit() -> Kit:
    return Kit(load_shared(LIBRARY), load_library_card(LIBRARY))


@pytest.mark.parametrize("name", LIBRARY.scenario_ids())
def test_a_pasted_article_is_neither_refused_nor_an_outrage(name):
    scenario = load_scenario(LIBRARY, name)
    session = Session(scenario, kit())
    for article in (*scenario.shop.policies, *scenario.shop.knowledge):
        exchange = session.back_to(1).hear(article.text)
        assert exchange.after - exchange.heard_hostility <= A_RULE, article.title
        assert exchange.cue.act != "insulted", article.title
        wrong = [
            item.quote for item in exchange.heard.proposed if item.barred or item.beyond or item.resolution is None
        ]
        assert not wrong, (article.title, wrong)


def test_the_answer_that_an_article_holds_still_answers():
    session = Session(load_scenario(LIBRARY, "first-chat"), kit())
    article = next(item for item in session.scenario.shop.knowledge if "bulb" in item.title)
    sentence = next(part for part in article.text.split(". ") if "Alma" in part)
    exchange = session.hear(f"{sentence.rstrip('.')}.")
    assert exchange.cue.act == "accept", sentence

"""A scenario's own question, said as it is written there, is that topic's whatever else its words reach."""

from __future__ import annotations

import pytest
from case_of import hear, plain_case, topics_of
from msgspec.structs import replace

from simulator.scenario.model import Topic


def _with_asks(**asks: str):
    topics = {name: Topic(name, ("38.",), asks=(line,)) for name, line in asks.items()}
    return replace(plain_case(), topics=topics)


@pytest.mark.parametrize(
    "text",
    [
        "What size did you order?",
        "what size did you order",
        "Hello Ms Okafor, what size did you order?",
        "And what size did you order, please?",
        "Good morning! What size did you order?",
    ],
)
def test_an_own_question_said_word_for_word_is_asked_whatever_shared_topic_rules_it_out(text):
    heard = hear(text, _with_asks(measurements="What size did you order"))
    assert topics_of(heard) == {"measurements"}
    assert not any(item.known for item in heard.asked)


def test_an_own_question_of_two_topics_goes_by_the_shared_topics():
    both = _with_asks(measurements="What size did you order", recipient="What size did you order")
    assert topics_of(hear("What size did you order?", both)) == topics_of(hear("What size did you order?"))


def test_another_thing_asked_beside_an_own_question_is_heard_too():
    heard = hear("Where do you live, and what size did you order?", _with_asks(measurements="what size did you order"))
    assert topics_of(heard) == {"address", "measurements"}


def _listing(*topics: str):
    return replace(plain_case(), topics={name: Topic(name, ("So it was.",)) for name in topics})


@pytest.mark.parametrize(
    "text",
    [
        "What happened when you opened the box?",
        "What happened after the parcel arrived?",
        "What exactly happened once you switched it on?",
    ],
)
def test_what_happened_is_asked_whatever_its_side_clause_names_that_the_case_knows_nothing_of(text):
    assert topics_of(hear(text, _listing("what_happened"))) == {"what_happened"}


def test_a_side_clause_that_names_what_the_case_knows_still_asks_for_that():
    both = _listing("what_happened", "item_received")
    assert topics_of(hear("What happened when you opened the box?", both)) == {"item_received"}

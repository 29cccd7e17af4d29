"""What asks whether all is settled, once all is agreed: further wishes, and whether the customer is at ease."""

from __future__ import annotations

import pytest
from case_of import hear, resolution, topics_of, with_resolutions

CASE = with_resolutions(resolution("replacement", steps=("offer", "deadline")))
AGREED = ("replacement/offer", "replacement/deadline")


@pytest.mark.parametrize(
    "text",
    [
        "Is there anything else you need for Saturday?",
        "Anything else you'd like for the party?",
        "Do you need anything else for Saturday?",
        "Is there anything else on your mind?",
    ],
)
def test_asking_for_further_wishes_closes_once_all_is_agreed_and_explores_before(text):
    agreed = hear(text, CASE, done=AGREED)
    assert agreed.closing_question
    assert not agreed.asked
    open_still = hear(text, CASE, done=AGREED[:1])
    assert not open_still.closing_question
    assert open_still.asked


@pytest.mark.parametrize(
    "text", ["Is there anything else I should be aware of?", "Is there anything else you need to tell me?"]
)
def test_asking_for_more_facts_never_closes(text):
    heard = hear(text, CASE, done=AGREED)
    assert topics_of(heard) == {"anything_else_to_know"}
    assert not heard.closing_question


@pytest.mark.parametrize(
    "text",
    [
        "Does that put your mind at rest?",
        "Will that set your mind at ease?",
        "Are you reassured now?",
        "Can you rest easy now?",
    ],
)
def test_asking_whether_a_mind_is_at_rest_asks_if_it_is_settled(text):
    heard = hear(text, CASE, done=AGREED)
    assert heard.closing_question
    assert not heard.asked


@pytest.mark.parametrize("text", ["What would put your mind at rest?", "How can I put your mind at rest?"])
def test_asking_what_would_put_it_at_rest_closes_nothing(text):
    assert not hear(text, CASE, done=AGREED).closing_question

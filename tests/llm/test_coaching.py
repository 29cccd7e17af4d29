"""A model's wording of the coach's sentence: taken only if it says nothing new and works when it is sent."""

from __future__ import annotations

import json

import jsonschema
import pytest

from simulator.llm.coaching import SCHEMA, worded
from simulator.llm.fakes import ScriptedModel, fault
from simulator.training import Workshop


@pytest.fixture(scope="module")
def played():
    with Workshop(keep=False) as workshop:
        practice = workshop.practise("late-parcel-birthday", seed=1)
        practice.send("It is with the courier, jo@ray.example.", 5.0)
        return practice.session, practice.finish(None).to_try.better


async def said(played, *script):
    session, better = played
    model = ScriptedModel(script, name="fake")
    return await worded(model, session, 1, better), model, better


def wording(sentence):
    return json.dumps({"sentence": sentence})


@pytest.mark.parametrize(
    "sentence",
    [
        "I can see how frustrating this must be for you, Mrs Lindqvist, because it is Emma's birthday on Saturday.",
        "Mrs Lindqvist, I see how much this upsets you, with Emma's birthday on Saturday.",
    ],
)
async def test_words_that_say_the_same_and_help_are_taken(played, sentence):
    found, model, better = await said(played, wording(sentence))
    assert (found.better, found.model) == (sentence, "fake")
    assert better in model.asked[0].messages[1].content
    assert "jo@ray" not in model.asked[0].messages[1].content
    jsonschema.validate(json.loads(wording(sentence)), SCHEMA)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("I see why this upsets you, Mrs Lindqvist, so here are 500 euros.", "fact"),
        ("I see why this upsets you, Mrs Lindqvist: it will be there on Friday.", "fact"),
        ("I see why this upsets you, Mrs Lindqvist: your brother Peter waits.", "fact"),
        ("I see why this upsets you, Mrs Lindqvist: it has said 'at depot' since Thursday.", "fact"),
        ("Calm down, Mrs Lindqvist, it is only Emma's birthday.", "no better mark"),
        ("Of course.", "no better mark"),
        ("**I see** why this upsets you, Mrs Lindqvist.", "markup"),
        ("I see why this upsets you, Mrs Lindqvist. " * 12, "length"),
    ],
)
async def test_words_that_add_something_or_don_t_help_are_not(played, sentence, why):
    found, _, better = await said(played, wording(sentence))
    assert (found.better, found.model, found.why) == (better, "", why)


@pytest.mark.parametrize(
    ("reply", "why"), [("no", "unreadable"), ('{"sentence": 4}', "unreadable"), (fault("busy"), "busy")]
)
async def test_a_model_that_fails_costs_nothing(played, reply, why):
    found, _, better = await said(played, reply)
    assert (found.better, found.why) == (better, why)

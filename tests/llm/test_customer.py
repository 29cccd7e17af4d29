"""A model words the customer: its words pass the checks, or it is asked once more, or the script speaks."""

from __future__ import annotations

from contextlib import closing
from random import Random

import pytest
from line_cases import brief_of
from msgspec.structs import replace

from simulator.llm.chat import Ask, ModelError
from simulator.llm.customer import SHORT_PATIENCE_S, ModelCustomer, tidy
from simulator.llm.customer_voice import ModelVoice, chosen
from simulator.llm.fakes import ScriptedModel, fault
from simulator.settings import Settings

GOOD = "I keep looking at that page and nothing moves. What are you going to do?"
BAD = "I understand your frustration. How can I help you today?"


def told(cue="insist tense", **row):
    return brief_of("late-parcel-birthday", {"cue": cue, **row})


def customer(*script, **kind):
    model = ScriptedModel(script, **kind)
    return ModelCustomer(model, Random(1)), model


async def test_words_that_pass_are_the_customer_s_with_a_record_of_what_the_script_says():
    one, model = customer(GOOD)
    brief = told()
    wording = await one.word(brief)
    assert (wording.text, wording.worded.by, wording.worded.model) == (GOOD, "model", "scripted")
    assert wording.worded.script == brief.script
    assert not wording.worded.flaws
    assert len(model.asked) == 1


async def test_words_that_fail_are_asked_for_once_more_with_the_reason():
    one, model = customer(BAD, GOOD)
    wording = await one.word(told())
    assert (wording.text, wording.worded.by) == (GOOD, "model")
    assert [(flaw.tag, flaw.severity) for flaw in wording.worded.flaws] == [("role", "grave")]
    again = model.asked[1].messages[-1].content
    assert "You are the customer." in again
    assert "your frustration" in again or "understand your" in again


async def test_words_that_fail_twice_leave_it_to_the_script():
    one, model = customer(BAD, BAD)
    brief = told()
    wording = await one.word(brief)
    assert (wording.text, wording.worded.by, wording.worded.stepped_in) == (brief.script, "script", True)
    assert [flaw.tag for flaw in wording.worded.flaws] == ["role", "role"]
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    ("kind", "asked"), [("unreachable", 2), ("busy", 2), ("refused", 1), ("spent", 1), ("offline", 1)]
)
async def test_a_server_that_fails_never_stalls_the_customer(kind, asked):
    one, model = customer(fault(kind), fault(kind))
    brief = told()
    wording = await one.word(brief)
    assert (wording.text, wording.worded.fault, wording.worded.stepped_in) == (brief.script, kind, True)
    assert len(model.asked) == asked


async def test_a_server_that_recovers_is_used():
    one, _ = customer(fault("server"), GOOD)
    wording = await one.word(told())
    assert (wording.worded.by, wording.worded.fault) == ("model", "")


async def test_a_slow_model_is_waited_for_once_and_then_for_a_shorter_time():
    one, model = customer(GOOD, GOOD, latency_s=3.0)
    one.patience_s = 1.05
    wording = await one.word(told())
    assert wording.worded.fault == "timeout"
    assert wording.worded.seconds < 2.0
    assert one.patience_s == SHORT_PATIENCE_S
    assert len(model.asked) == 1


async def test_a_context_that_is_too_small_gets_fewer_messages():
    one, model = customer(fault("too_long"), GOOD)
    brief = told()
    wording = await one.word(replace(brief, said=brief.said * 5))
    assert wording.worded.by == "model"
    assert len(model.asked[1].messages[1].content) < len(model.asked[0].messages[1].content) - 200


async def test_the_answer_s_length_and_time_are_bounded():
    one, model = customer(GOOD)
    await one.word(told())
    ask: Ask = model.asked[0]
    assert ask.max_tokens <= 500
    assert 0 < ask.timeout_s <= 20


def test_what_models_put_around_words_is_taken_off():
    brief = told()
    assert tidy('"Where is it?"', brief) == "Where is it?"
    assert tidy("Karin Lindqvist: Where is it?", brief) == "Where is it?"
    assert tidy("Where is it?\r\n\r\nHello?", brief) == "Where is it?\nHello?"
    assert tidy('It says "at depot"', brief) == 'It says "at depot"'


@pytest.mark.parametrize("kind", ["unreadable", "unreachable"])
def test_a_page_that_is_no_model_is_told_before_the_conversation(kind):
    with closing(ModelVoice(ScriptedModel([fault(kind)]), Random(1))) as voice, pytest.raises(ModelError) as raised:
        voice.probe()
    assert raised.value.fault == kind


def test_a_model_that_finds_no_word_at_first_may_still_word_the_customer():
    with closing(ModelVoice(ScriptedModel([fault("empty")]), Random(1))) as voice:
        voice.probe()


@pytest.mark.parametrize(
    ("line", "told_as"),
    [
        ("it broke off.", "it broke off. `simulator doctor` says what to do."),
        ("no such model: `simulator doctor` lists them: not found", "`simulator doctor` lists them: not found"),
    ],
)
def test_why_no_model_words_the_customer_ends_with_where_to_go_on(line, told_as, monkeypatch):
    def fails(_voice):
        raise ModelError("server", line)

    monkeypatch.setattr(ModelVoice, "probe", fails)
    with pytest.raises(ModelError) as raised:
        chosen("llm", Settings(model="tiny", model_url="http://127.0.0.1:1/v1"), Random(1), {})
    assert str(raised.value).endswith(told_as)

"""The fakes keep the contract of a chat model, so that what is tested with them holds for a server."""

from random import Random

import pytest

from simulator.llm.chat import Ask, ChatModel, Message, ModelError
from simulator.llm.fakes import FaultyModel, ScriptedModel, fault

ASK = Ask((Message("user", "Where is my parcel?"),), max_tokens=50, timeout_s=0.05)


async def test_a_list_is_answered_in_order_and_every_request_is_remembered():
    model: ChatModel = ScriptedModel(["It is late.", fault("busy", retry_after_s=3)])
    answer = await model.ask(ASK)
    assert (answer.text, answer.prompt_tokens, answer.completion_tokens) == ("It is late.", 4, 3)
    with pytest.raises(ModelError) as raised:
        await model.ask(ASK)
    assert (raised.value.fault, raised.value.retry_after_s) == ("busy", 3)
    assert model.asked == [ASK, ASK]


async def test_a_script_that_is_used_up_is_no_fault_of_a_model():
    with pytest.raises(LookupError, match="more often than it has answers"):
        await ScriptedModel([]).ask(ASK)


async def test_a_function_sees_the_request_and_its_words_stream_in_pieces():
    heard: list[str] = []
    answer = await ScriptedModel(lambda ask: f"You asked:\n {ask.messages[0].content}").ask(ASK, heard.append)
    assert "".join(heard) == answer.text
    assert len(heard) > 3
    assert answer.first_s == 0


@pytest.mark.parametrize("slow", [{"latency_s": 5}, {"pause_s": 0.02}], ids=["silence", "endless"])
async def test_a_slow_answer_ends_with_the_time_allowed(slow):
    with pytest.raises(ModelError) as raised:
        await ScriptedModel(lambda _: "word " * 99, **slow).ask(ASK, lambda _: None)
    assert raised.value.fault == "timeout"


async def test_no_words_are_a_fault():
    with pytest.raises(ModelError) as raised:
        await ScriptedModel([" \n"]).ask(ASK)
    assert raised.value.fault == "empty"


async def test_a_bad_line_fails_at_its_rate_and_the_same_by_the_same_seed():
    async def run():
        model = FaultyModel(
            ScriptedModel(lambda _: "Yes."), rate=0.3, faults=("unreachable", "server"), random=Random(4)
        )
        kinds = []
        for _ in range(200):
            try:
                kinds.append((await model.ask(ASK)).text)
            except ModelError as error:
                kinds.append(error.fault)
        return kinds

    kinds = await run()
    assert kinds == await run()
    assert 40 < len(kinds) - kinds.count("Yes.") < 80
    assert set(kinds) == {"Yes.", "unreachable", "server"}

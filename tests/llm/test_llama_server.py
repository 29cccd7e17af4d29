"""The adapter against a real server whose model talks gibberish, and one whose model talks worse."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import pytest
from real_server import llama_server

from simulator.llm.abilities import probed
from simulator.llm.calls import Calls
from simulator.llm.chat import Answer, Ask, Message, ModelError
from simulator.llm.connection import Connection
from simulator.llm.server import Server

VERDICT = {
    "type": "object",
    "properties": {"score": {"type": "integer", "enum": [0, 1, 2, 3, 4]}, "met": {"type": "boolean"}},
    "required": ["score", "met"],
    "additionalProperties": False,
}


def said(words: str, **changes) -> Ask:
    given = {"max_tokens": 40, "temperature": 1.0, "timeout_s": 20.0} | changes
    return Ask((Message("system", "You are a customer."), Message("user", words)), **given)


@pytest.fixture(scope="module")
def tiny():
    with llama_server("tiny", context=1024) as address:
        yield address


async def test_words_stream_with_counts_and_the_same_seed_says_the_same(tiny):
    server = Server(Connection(base_url=tiny, model="tiny"))
    heard: list[str] = []
    first = await server.ask(said("Hello", seed=4), heard.append)
    again = await server.ask(said("Hello", seed=4))
    await server.aclose()
    assert "".join(heard).strip() == first.text.strip()
    assert first.text == again.text
    assert first.completion_tokens == 40
    assert first.finish == "length"
    assert 0 < first.first_s < first.seconds < 20


async def test_verdicts_follow_the_schema_side_by_side(tiny):
    server = Server(Connection(base_url=tiny, model="tiny"))
    calls = Calls(server, random=Random(1), most=4)
    asks = [said(f"Conversation {n}", schema=VERDICT, seed=n) for n in range(12)]
    found = [json.loads(answer.text) async for _, answer in calls.each(asks) if isinstance(answer, Answer)]
    await server.aclose()
    assert len(found) == 12
    assert all(verdict["score"] in range(5) and isinstance(verdict["met"], bool) for verdict in found)


async def test_a_request_longer_than_the_context_is_told_as_such(tiny):
    server = Server(Connection(base_url=tiny, model="tiny"))
    with pytest.raises(ModelError) as raised:
        await server.ask(said("word " * 3000))
    await server.aclose()
    assert raised.value.fault == "too_long"


async def test_what_it_can_do_is_found_out(tiny):
    server = Server(Connection(base_url=tiny, model="tiny"))
    found = await probed(server)
    await server.aclose()
    assert (found.models, found.streaming, found.usage, found.structure) == (("tiny",), True, True, "json_schema")


async def test_the_worst_model_gives_words_or_faults_and_nothing_else():
    with llama_server("hostile") as address:
        server = Server(Connection(base_url=address, model="hostile"))
        kinds: Counter[str] = Counter()
        lines: list[str] = []
        for n in range(30):
            ask = said(f"Hello {n}", seed=n, schema=VERDICT if n % 3 == 0 else None)
            try:
                answer = await server.ask(ask, (lambda _: None) if n % 2 else None)
                answer.text.encode()
                kinds["words"] += 1
            except ModelError as error:
                kinds[error.fault] += 1
                lines.append(str(error))
        await server.aclose()
    assert sum(kinds.values()) == 30
    assert kinds["words"]
    assert not [line for line in lines if "\n" in line or len(line) > 330]
    assert set(kinds) <= {"words", "empty", "unreadable", "server", "unreachable"}, kinds

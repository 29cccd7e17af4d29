"""The adapter to a server: what it sends is as published, what it gives back is what was said."""

from __future__ import annotations

import json
import logging

import pytest
from strict_server import HIDDEN, USAGE, completion, piece, response, sends, stream, strict_server

from simulator.errors import UsageError
from simulator.llm.chat import Ask, Message, ModelError
from simulator.llm.connection import Connection, Key
from simulator.llm.server import Server

ASK = Ask((Message("system", "You are a customer."), Message("user", "Say: late.")), max_tokens=20, timeout_s=5)
SCHEMA = {
    "type": "object",
    "properties": {"met": {"type": "boolean"}},
    "required": ["met"],
    "additionalProperties": False,
}
JUDGE = Ask(ASK.messages, max_tokens=20, schema=SCHEMA, schema_name="verdict", seed=4, timeout_s=5)


async def asked(strict, ask=ASK, heard=None, **changes):
    server = Server(strict.connection(**changes))
    try:
        return await server.ask(ask, heard)
    finally:
        await server.aclose()


async def test_a_whole_answer_comes_with_its_counts_and_the_request_is_as_published():
    async with strict_server(sends(response(completion("It is late.")))) as strict:
        answer = await asked(strict, JUDGE.__class__(ASK.messages, max_tokens=20, seed=4))
    assert (answer.text, answer.finish, answer.prompt_tokens, answer.completion_tokens) == ("It is late.", "stop", 7, 3)
    assert answer.first_s is None
    assert strict.bodies == [
        {
            "model": "tiny",
            "messages": [{"role": m.role, "content": m.content} for m in ASK.messages],
            "max_tokens": 20,
            "temperature": 0.0,
            "seed": 4,
        }
    ]


async def test_pieces_are_heard_as_they_stream_and_counts_come_at_the_end():
    heard: list[str] = []
    async with strict_server(
        sends(stream(piece(""), piece("It is"), piece(" late."), piece(None, "stop"), USAGE))
    ) as strict:
        answer = await asked(strict, heard=heard.append)
    assert heard == ["It is", " late."]
    assert (answer.text, answer.prompt_tokens, answer.completion_tokens) == ("It is late.", 7, 3)
    assert 0 < answer.first_s <= answer.seconds
    assert strict.bodies[0]["stream_options"] == {"include_usage": True}


async def test_a_server_that_answers_in_one_piece_although_asked_to_stream_is_understood():
    heard: list[str] = []
    async with strict_server(sends(response(completion("It is late.")))) as strict:
        assert (await asked(strict, heard=heard.append)).text == "It is late."
    assert heard == ["It is late."]


async def test_a_schema_is_asked_for_strictly_and_a_fence_around_its_answer_is_taken_off():
    async with strict_server(sends(response(completion('```json\n{"met": true}\n```')))) as strict:
        assert (await asked(strict, JUDGE)).text == '{"met": true}'
    assert strict.bodies[0]["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "verdict", "schema": SCHEMA, "strict": True},
    }


OLD = {"model", "messages", "max_tokens"}


@pytest.mark.parametrize(("known", "calls"), [(OLD, 6), (OLD | {"temperature", "seed", "response_format"}, 1)])
async def test_fields_an_older_server_refuses_are_left_out_and_it_is_remembered(known, calls):
    async with strict_server(sends(response(completion('{"met": true}'))), known) as strict:
        server = Server(strict.connection())
        await server.ask(JUDGE)
        assert len(strict.bodies) == calls
        assert (await server.ask(JUDGE)).text == '{"met": true}'
        await server.aclose()
    assert len(strict.bodies) == calls + 1
    assert set(strict.bodies[-1]) <= known
    if "response_format" not in known:
        assert json.dumps(SCHEMA, separators=(",", ":")) in strict.bodies[-1]["messages"][0]["content"]


async def test_a_server_without_json_schema_is_asked_for_a_json_object_with_the_schema_in_the_prompt():
    async def answer(body, writer):
        if body["response_format"]["type"] == "json_schema":
            writer.write(response({"error": {"message": "response_format of type json_schema is not supported"}}, 400))
        else:
            writer.write(response(completion('{"met": false}')))

    async with strict_server(answer) as strict:
        assert (await asked(strict, JUDGE)).text == '{"met": false}'
    assert strict.bodies[-1]["response_format"] == {"type": "json_object"}
    assert '"additionalProperties":false' in strict.bodies[-1]["messages"][0]["content"]
    assert [m["role"] for m in strict.bodies[-1]["messages"]] == ["system", "user"]


async def test_a_model_that_wants_the_newer_name_of_the_limit_and_no_temperature_gets_both():
    async def answer(body, writer):
        if "max_tokens" in body:
            said = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
            writer.write(response({"error": {"message": said, "param": "max_tokens"}}, 400))
        elif "temperature" in body:
            writer.write(response({"error": {"message": "Unsupported value: 'temperature' does not support 0.0"}}, 400))
        else:
            writer.write(response(completion("Late.")))

    async with strict_server(answer) as strict:
        assert (await asked(strict)).text == "Late."
    assert strict.bodies[-1]["max_completion_tokens"] == 20


async def test_a_server_that_names_the_input_beside_the_refused_field_loses_only_that_field():
    detail = [
        {"loc": ["body", "seed"], "msg": "Extra inputs are not permitted", "input": {"temperature": 0, "stream": 1}}
    ]

    async def answer(body, writer):
        writer.write(response({"detail": detail}, 422) if "seed" in body else response(completion("Late.")))

    async with strict_server(answer) as strict:
        assert (await asked(strict, Ask(ASK.messages, max_tokens=20, seed=4))).text == "Late."
    assert set(strict.bodies[-1]) == {"model", "messages", "max_tokens", "temperature"}


async def test_streaming_is_given_up_where_a_server_refuses_it():
    heard: list[str] = []
    known = {"model", "messages", "max_tokens", "temperature"}
    async with strict_server(sends(response(completion("Late."))), known) as strict:
        assert (await asked(strict, heard=heard.append)).text == "Late."
    assert heard == ["Late."]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("<think>They are cross.</think>\n\nWhere is it?", "Where is it?"),
        ([{"type": "text", "text": "Where "}, {"type": "text", "text": "is it?"}], "Where is it?"),
        ("Where\0 is it?\ud83d", "Where is it?\ufffd"),
    ],
    ids=["thoughts", "parts", "half a surrogate"],
)
async def test_only_the_words_count_and_they_can_be_stored(said, text):
    async with strict_server(sends(response(completion(said)))) as strict:
        answer = await asked(strict)
    assert answer.text == text
    assert answer.text.encode()


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": "many"}, 5, {"prompt_tokens": -1}])
async def test_missing_or_odd_usage_is_no_fault(usage):
    async with strict_server(sends(response(completion("Late.", usage=usage)))) as strict:
        answer = await asked(strict)
    assert (answer.prompt_tokens, answer.completion_tokens) == (None, None)


async def test_words_cut_off_by_the_limit_are_given_with_the_reason():
    async with strict_server(sends(response(completion("It is la", "length")))) as strict:
        assert (await asked(strict)).finish == "length"


async def test_without_a_key_none_is_sent_and_nothing_tells_about_the_machine(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", HIDDEN)
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-mine")
    async with strict_server(sends(response(completion("Late.")))) as strict:
        await asked(strict, key=Key(""))
    head = strict.heads[0].lower()
    assert "authorization" not in head
    assert "x-stainless" not in head
    assert "org-of-mine" not in head
    assert "user-agent: service-simulator/" in head


async def test_the_key_travels_in_its_header_and_stands_nowhere_else(caplog, capfd):
    caplog.set_level(logging.DEBUG)

    async def answer(body, writer):
        echo = {"error": {"message": f"Incorrect key {HIDDEN} (Bearer {HIDDEN[:12]}****) for {HIDDEN}"}}
        writer.write(response(echo, 400))

    async with strict_server(answer) as strict:
        connection = strict.connection()
        server = Server(connection)
        with pytest.raises(ModelError) as raised:
            await server.ask(ASK)
        await server.aclose()
    assert f"authorization: bearer {HIDDEN}" in strict.heads[0].lower()
    told = [str(raised.value), repr(raised.value), repr(server), repr(connection), str(connection.key), caplog.text]
    told += [repr(raised.value.__context__), repr(raised.value.__cause__), *capfd.readouterr()]
    assert not [text for text in told if HIDDEN[:12] in text]
    assert raised.value.__context__ is None
    with pytest.raises(TypeError):
        connection.key.__reduce__()


async def test_the_models_of_a_server_are_listed():
    async with strict_server(sends(b"")) as strict:
        server = Server(strict.connection())
        assert await server.models() == ("tiny", "large")
        await server.aclose()


async def test_offline_opens_no_connection(monkeypatch):
    monkeypatch.setenv("SIMULATOR_OFFLINE", "1")
    async with strict_server(sends(response(completion("Late.")))) as strict:
        for calling in (lambda s: s.ask(ASK), lambda s: s.ask(ASK, print), lambda s: s.models()):
            server = Server(strict.connection())
            with pytest.raises(ModelError) as raised:
                await calling(server)
            await server.aclose()
            assert raised.value.fault == "offline"
    assert strict.connections == 0


def test_without_a_model_there_is_no_server():
    with pytest.raises(UsageError, match="SIMULATOR_MODEL"):
        Server(Connection())


async def test_an_error_of_the_listener_is_its_own():
    def listener(_: str) -> None:
        raise ValueError("a mistake of the caller")

    async with strict_server(sends(stream(piece("It is late."), piece(None, "stop")))) as strict:
        with pytest.raises(ValueError, match="a mistake of the caller"):
            await asked(strict, heard=listener)

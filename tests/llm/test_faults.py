"""Every way a server can fail gives its kind and one clear line, within the time allowed, and never the key."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
import time
from datetime import UTC, datetime

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strict_server import (
    HIDDEN,
    HTML,
    STREAM_HEAD,
    completion,
    event,
    piece,
    response,
    sends,
    stream,
    strict_server,
)

from simulator.llm.chat import Ask, Message, ModelError
from simulator.llm.connection import Connection, Key
from simulator.llm.faults import wait_asked
from simulator.llm.server import Server

ASK = Ask((Message("user", "Where is it?"),), max_tokens=20, timeout_s=0.6)
VERDICT = Ask(ASK.messages, max_tokens=20, schema={"type": "object"}, timeout_s=0.6)
OVERFLOW = "the request exceeds the available context size, try increasing it"
BIG = b"[" + b"1," * 5_000_000 + b"1]"


def error(said: str, status: int, **headers: str) -> bytes:
    return response({"error": {"message": said, "type": "some_error"}}, status, **headers)


async def failed(answer, ask=ASK, *, streamed=False, **changes) -> ModelError:
    """The fault of one request, met within the time allowed and told in one line."""
    async with strict_server(answer) as strict:
        server = Server(strict.connection(**changes))
        began = time.perf_counter()
        with pytest.raises(ModelError) as raised:
            await server.ask(ask, (lambda _: None) if streamed else None)
        assert time.perf_counter() - began < ask.timeout_s + 10
        await server.aclose()
        assert len(strict.bodies) <= 4
    line = str(raised.value)
    assert "\n" not in line
    assert 20 < len(line) < 330
    assert line.endswith((".", "!", "?")), "a sentence may follow it"
    assert HIDDEN[:10] not in line
    return raised.value


STATUSES = [
    (error("Incorrect API key provided: " + HIDDEN, 401), "refused", "refuses the key: set OPENAI_API_KEY"),
    (error("no access", 403), "refused", "refuses this key for this model"),
    (error("model 'tiny' not found, try pulling it first", 404), "unknown_model", "`simulator doctor` lists"),
    (error("File Not Found", 404), "unknown_model", "often ends in /v1"),
    (response(HTML, 404, "text/html"), "unknown_model", "often ends in /v1"),
    (error("late", 408), "timeout", "waited too long"),
    (error("slow down", 429), "busy", "is busy"),
    (error("insufficient_quota: exceeded your current quota", 429), "spent", "no credit left"),
    (error("oh no", 500), "server", "an error of its own (500): oh no"),
    (response(HTML, 502, "text/html"), "server", "an error of its own (502)."),
    (error("Loading model", 503), "busy", "still loading"),
    (error(OVERFLOW, 400), "too_long", "longer than the model's context"),
    (response({"detail": "max_tokens: maximum context length is 10"}, 422), "too_long", "longer than the"),
    (error("messages: roles must alternate", 400), "server", "can't take the request (400): messages: roles must"),
    (response([{"error": {"message": "quota metric unknown"}}], 400), "server", "can't take the request (400): quota"),
    (response(b"", 307, location="http://elsewhere.invalid/"), "unreadable", "has moved"),
    (response(HTML, 403, "text/html"), "unreadable", "a proxy or another program"),
    (response(b"\xff\xfe\x00 not text", 500, "text/plain"), "server", "an error of its own"),
    (error("x" * 9_000_000, 500), "unreadable", "longer than 8 MB"),
]


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize(
    ("content", "kind", "told"), STATUSES, ids=lambda value: value if isinstance(value, str) else ""
)
async def test_each_status_has_its_kind_and_its_line(content, kind, told, streamed):
    fault = await failed(sends(content), streamed=streamed)
    assert (fault.fault, told in str(fault)) == (kind, True), str(fault)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [({"retry_after": "7"}, 7), ({"retry_after_ms": "250"}, 0.25), ({"retry_after": "soon"}, None), ({}, None)],
)
async def test_how_long_a_busy_server_asks_to_wait_is_passed_on(header, seconds):
    fault = await failed(sends(error("slow down", 429, **header)))
    assert (fault.fault, fault.retry_after_s) == ("busy", seconds)


def test_a_wait_may_be_a_date():
    now = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
    assert wait_asked({"retry-after": "Sun, 22 Nov 2026 12:00:30 GMT"}, now) == 30
    assert wait_asked({"retry-after": "Sun, 22 Nov 2026 11:00:00 GMT"}, now) == 0
    assert wait_asked({"retry-after": "-5"}, now) is None


WRONG = [
    (response(HTML, 200, "text/html"), "a web page"),
    (response(b'{"id": "1", "choices": [{"mess'), "not what the protocol says"),
    (response({"choices": "none"}), "not what the protocol says"),
    (response(completion(5)), "not what the protocol says"),
    (response(completion({"words": "late"})), "not what the protocol says"),
    (response([1, 2]), "not what the protocol says"),
    (response(b"null"), "not what the protocol says"),
    (response(b"[" * 100_000), "not what the protocol says"),
    (response(b'{"choices": [], "created": ' + b"9" * 5000 + b"}"), "not what the protocol says"),
    (response({"id": "1"}), "holds no choices"),
    (response(BIG), "longer than 8 MB"),
    (response(b"\x1f\x8b\x08", content_encoding="gzip"), "compressed"),
]


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize(("content", "told"), WRONG, ids=range(len(WRONG)))
async def test_an_answer_that_is_not_of_the_protocol_can_not_be_read(content, told, streamed):
    fault = await failed(sends(content), streamed=streamed)
    assert (fault.fault, told in str(fault)) == ("unreadable", True), str(fault)


TORN = [
    (STREAM_HEAD + event(piece("It is")), "unreachable", "broke the connection off"),
    (STREAM_HEAD + event(piece("It is")) + b"0\r\n\r\n", "unreachable", "broke the connection off"),
    (STREAM_HEAD + event(b'{"choices": [{"del'), "unreadable", "not what the protocol says"),
    (stream({"choices": [{"delta": {"content": 7}}]}), "unreadable", "not what the protocol says"),
    (stream({"choices": {"delta": 7}}), "unreadable", "not what the protocol says"),
    (stream(b"5"), "unreadable", ""),
    (stream(b'"words"'), "unreadable", ""),
    (stream(b"9" * 5000), "unreadable", ""),
    (stream(piece("It"), {"error": {"message": "out of memory"}}), "server", "broke off with an error: out of memory"),
    (stream(piece("It"), {"error": OVERFLOW}), "too_long", ""),
    (response(b"", 200, "text/event-stream"), "unreachable", "broke the connection off"),
    (response(HTML, 200, "text/event-stream"), "unreachable", ""),
    (stream(piece(None, "stop")), "empty", "without words"),
    (stream(piece("<think>So the customer", "length")), "empty", "used up its tokens"),
    (stream(piece("word " * 200)), "unreadable", "doesn't end where it was told to"),
]


@pytest.mark.parametrize(("content", "kind", "told"), TORN, ids=range(len(TORN)))
async def test_a_stream_that_breaks_is_no_answer(content, kind, told):
    async def answer(body, writer):
        writer.write(content)
        await writer.drain()
        writer.close()

    fault = await failed(answer, streamed=True)
    assert (fault.fault, told in str(fault)) == (kind, True), str(fault)


async def test_a_connection_that_is_reset_is_told():
    async def answer(body, writer):
        writer.write(STREAM_HEAD + event(piece("It is")))
        await writer.drain()
        writer.transport.abort()

    for streamed in (False, True):
        assert (await failed(answer, streamed=streamed)).fault == "unreachable"


async def silence(body, writer):
    await asyncio.sleep(30)


async def dribble(body, writer):
    writer.write(STREAM_HEAD if body.get("stream") else b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n")
    while True:
        writer.write(event(piece("")) if body.get("stream") else b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def flood(body, writer):
    writer.write(STREAM_HEAD)
    while True:
        writer.write(event(piece("word ")))
        await writer.drain()


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("answer", [silence, dribble])
async def test_an_answer_that_does_not_come_or_does_not_end_is_late_after_the_time_allowed(answer, streamed):
    fault = await failed(answer, streamed=streamed)
    assert (fault.fault, "within 0.6 s" in str(fault)) == ("timeout", True)


async def test_a_flood_ends_before_the_time_does():
    fault = await failed(flood, Ask(ASK.messages, max_tokens=20, timeout_s=20), streamed=True)
    assert fault.fault == "unreadable"


@pytest.mark.parametrize(
    ("said", "finish", "kind", "told"),
    [
        ('{"met": tr', "length", "unreadable", "cut off after 20 tokens"),
        ("Yes, it is met.", "stop", "unreadable", "no JSON object"),
        ("[1]", "stop", "unreadable", "no JSON object"),
        (" \n", "stop", "empty", "without words"),
        (None, "content_filter", "empty", "declined"),
    ],
)
async def test_a_verdict_that_is_no_object_is_no_answer(said, finish, kind, told):
    fault = await failed(sends(response(completion(said, finish))), VERDICT)
    assert (fault.fault, told in str(fault)) == (kind, True), str(fault)


async def test_a_refusal_in_words_is_told():
    said = {"index": 0, "message": {"content": None, "refusal": "I can't."}, "finish_reason": "stop"}
    fault = await failed(sends(response(completion("", choices=[said]))))
    assert (fault.fault, "declined to answer" in str(fault)) == ("empty", True)


async def test_nobody_at_the_address_is_told():
    server = Server(Connection(base_url="http://127.0.0.1:9/v1", model="tiny"))
    with pytest.raises(ModelError, match="is it started") as raised:
        await server.ask(ASK)
    await server.aclose()
    assert raised.value.fault == "unreachable"


@pytest.fixture
def expired(tmp_path):
    """A certificate for localhost that was valid until yesterday, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make an expired certificate with")
    key, certificate, wish = (tmp_path / f"{name}.pem" for name in ("key", "certificate", "wish"))
    new = f"req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout {key} -out {wish} -subj /CN=localhost"
    signed = f"x509 -req -in {wish} -signkey {key} -days -1 -copy_extensions copy -out {certificate}"
    for command in (f"{new} -addext subjectAltName=DNS:localhost", signed):
        subprocess.run([openssl, *command.split()], check=True, capture_output=True)
    return certificate, key


async def test_an_expired_certificate_is_told(expired):
    certificate, key = expired
    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(certificate, key)
    listening = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=ours)
    address = f"https://localhost:{listening.sockets[0].getsockname()[1]}/v1"
    for trusted, told in ((ssl.create_default_context(cafile=certificate), "expired"), (True, "not trusted")):
        transport = httpx2.AsyncHTTPTransport(verify=trusted)
        server = Server(Connection(base_url=address, model="tiny"), transport=transport)
        with pytest.raises(ModelError, match=f"the certificate .* is {told}") as raised:
            await server.ask(ASK)
        await server.aclose()
        assert raised.value.fault == "unreachable"
    listening.close()


async def test_a_proxy_that_lets_nobody_through_is_told():
    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ProxyError("407 Proxy Authentication Required")

    server = Server(Connection(model="tiny"), transport=httpx2.MockTransport(refuse))
    with pytest.raises(ModelError, match="the proxy in between lets nobody through"):
        await server.ask(ASK)
    await server.aclose()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from("choices message delta content usage error model finish_reason refusal".split()),
                inner,
                max_size=5,
            )
        ),
        max_leaves=12,
    ),
    st.booleans(),
)
def test_whatever_json_comes_is_an_answer_or_a_fault(content, streamed):
    def respond(request: httpx2.Request) -> httpx2.Response:
        if streamed:
            return httpx2.Response(
                200,
                headers={"content-type": "text/event-stream"},
                content=b"data: " + httpx2.Response(200, json=content).content + b"\n\ndata: [DONE]\n\n",
            )
        return httpx2.Response(200, json=content)

    async def ask():
        server = Server(Connection(model="tiny", key=Key(HIDDEN)), transport=httpx2.MockTransport(respond))
        try:
            return await server.ask(ASK, (lambda _: None) if streamed else None)
        except ModelError as fault:
            return fault
        finally:
            await server.aclose()

    asyncio.run(ask())

"""A chat model behind any OpenAI-compatible server: the only module that knows the openai client.

The client's own retries are off and its time-outs are replaced: an answer ends, one way or the other, within the time
that its request allows. Whatever goes wrong is a ModelError of one line.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx2
import msgspec
import openai

from simulator.errors import UsageError
from simulator.llm import faults
from simulator.llm.chat import Answer, Ask, ModelError
from simulator.llm.connection import Connection
from simulator.llm.gate import Gate, opened
from simulator.llm.gathered import Gathered
from simulator.llm.habits import Habits
from simulator.llm.protocol import Models, Reply, decoded, json_object, piece_of, spoken, storable

CONNECT_S = 5.0
"""Seconds to wait for a connection: a server that is there accepts one at once."""
LONGEST_TOKEN = 32
"""Characters; a stream with more for each token that was allowed is not ending where it was told to."""
ADAPTATIONS = 8
"""How often one request is asked in another way after the server refused a field of it."""
NO_ANSWER = (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError)
UNREADABLE = (msgspec.MsgspecError, ValueError, RecursionError)
"""What the client, and reading, raise where there is no answer and where it is not what the protocol says."""

Given = TypeVar("Given")


def _now() -> datetime:
    return datetime.now(UTC)


class Server:
    """Asks one model. Use it from one event loop, and close it there.

    ``transport`` takes the place of the network in tests; ``clock`` counts seconds, ``now`` dates a Retry-After.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        transport: httpx2.AsyncBaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = _now,
    ) -> None:
        if not connection.model:
            raise UsageError("no model is named: set SIMULATOR_MODEL; `simulator doctor` says which there are.")
        self.connection, self.habits = connection, Habits()
        self._clock, self._now, self._transport = clock, now, transport
        self._made: openai.AsyncOpenAI | None = None

    def __repr__(self) -> str:
        return f"Server({self.connection.base_url!r}, {self.name!r})"

    @property
    def name(self) -> str:
        """What the model is called, as results record it."""
        return self.connection.model

    async def aclose(self) -> None:
        """Close the connections."""
        if self._made is not None:
            await self._made.close()
            self._made = None

    async def ask(self, ask: Ask, heard: Callable[[str], None] | None = None) -> Answer:
        """The model's answer; with a schema its text is one JSON object, and whoever asked checks it by the schema.

        Raises:
            ModelError: there is none.

        """
        return await self._within(ask.timeout_s, self._adapted(ask, heard, self._clock()))

    async def models(self, timeout_s: float = 10.0) -> tuple[str, ...]:
        """The models that the server says it has.

        Raises:
            ModelError: it doesn't say.

        """
        return await self._within(timeout_s, self._listed(timeout_s))

    async def _within(self, seconds: float, answer: Awaitable[Given]) -> Given:
        """The answer, or a fault. It is raised outside of the except clauses, so that no request hangs on to it."""
        try:
            async with asyncio.timeout(seconds):
                return await answer
        except ModelError as error:
            failure = error
        except TimeoutError:
            failure = faults.late(seconds, self.connection)
        except NO_ANSWER as error:
            failure = self._told(error, seconds)
        raise failure

    async def _adapted(self, ask: Ask, heard: Callable[[str], None] | None, began: float) -> Answer:
        for _ in range(ADAPTATIONS):
            sent = self._fields(ask, heard)
            try:
                if heard is not None and "stream" in sent:
                    return await self._streamed(ask, sent, heard, began)
                return await self._whole(ask, sent, heard, began)
            except openai.APIStatusError as error:
                refusal = error
            if not self.habits.learnt(refusal.status_code, refusal.response.text, sent, self._fields(ask, heard)):
                break
        raise refusal

    def _fields(self, ask: Ask, heard: Callable[[str], None] | None) -> dict[str, Any]:
        return self.habits.fields(ask, self.name, stream=heard is not None)

    async def _whole(self, ask: Ask, sent: dict[str, Any], heard: Callable[[str], None] | None, began: float) -> Answer:
        # Not by the client's typed way, which takes request and answer apart: that costs more than all the rest.
        content, limit = msgspec.json.encode(sent), _allowed(ask.timeout_s)
        response = await self._client.post(
            "/chat/completions", cast_to=httpx2.Response, content=content, options={"timeout": limit}
        )
        return self._at_once(ask, response, heard, began)

    async def _streamed(self, ask: Ask, sent: dict[str, Any], heard: Callable[[str], None], began: float) -> Answer:
        """Reads a stream; a server that answers in one piece although it was asked to stream is understood, too."""
        stream = await self._client.chat.completions.create(**sent, timeout=_allowed(ask.timeout_s))
        kind = stream.response.headers.get("content-type", "")
        if "event-stream" not in kind:
            await stream.response.aread()
            return self._at_once(ask, stream.response, heard, began)
        gathered = Gathered(ask.max_tokens * LONGEST_TOKEN)
        async with stream:
            async for event in self._events(stream):
                if (piece := gathered.add(event)) is None:
                    raise faults.unreadable("it doesn't end where it was told to", self.connection)
                if piece:
                    gathered.first_s = gathered.first_s or self._clock() - began
                    heard(piece)
        if not gathered.finish:
            raise faults.broken_off(self.connection)
        return self._answer(ask, gathered, began)

    async def _events(self, stream: openai.AsyncStream[Any]) -> AsyncIterator[Reply]:
        try:
            async for event in stream:
                yield piece_of(event)
        except UNREADABLE:
            raise self._unreadable from None

    def _decoded(self, content: bytes, kind: type[Given]) -> Given:
        try:
            return decoded(content, kind)
        except UNREADABLE:
            raise self._unreadable from None

    @property
    def _unreadable(self) -> ModelError:
        return faults.unreadable("it is not what the protocol says", self.connection)

    def _at_once(
        self, ask: Ask, response: httpx2.Response, heard: Callable[[str], None] | None, began: float
    ) -> Answer:
        """The answer from a response in one piece, which is heard as one piece."""
        answer = self._answer(ask, self._read(response), began)
        if heard is not None:
            heard(answer.text)
        return answer

    def _read(self, response: httpx2.Response) -> Gathered:
        content = response.content
        if faults.HTML.match(response.text):
            raise faults.unreadable("it is a web page; a proxy may stand in between", self.connection)
        gathered = Gathered(len(content))
        reply = self._decoded(content, Reply)
        if reply.error:
            raise faults.of_words(reply.error, self.connection)
        gathered.add(reply)
        return gathered

    def _answer(self, ask: Ask, got: Gathered, began: float) -> Answer:
        """The answer from what was gathered, if it holds what it has to."""
        if not got.choices:
            raise faults.unreadable("it holds no choices", self.connection)
        text = spoken(storable("".join(got.pieces)))
        if not text.strip():
            raise ModelError("empty", f"the model {self.name} {got.why_empty}.")
        if ask.schema is not None:
            found = json_object(text)
            if found is None:
                cut = f"cut off after {ask.max_tokens} tokens" if got.finish == "length" else "no JSON object"
                raise faults.unreadable(f"it is {cut}", self.connection)
            text = found
        return Answer(
            text=text,
            model=got.model or self.name,
            finish=got.finish or "stop",
            prompt_tokens=got.prompt_tokens,
            completion_tokens=got.completion_tokens,
            first_s=got.first_s,
            seconds=self._clock() - began,
        )

    async def _listed(self, timeout_s: float) -> tuple[str, ...]:
        listing = await self._client.models.with_raw_response.list(timeout=_allowed(timeout_s))
        found = self._decoded(listing.http_response.content, Models)
        return tuple(storable(model.id) for model in found.data)

    def _told(self, error: Exception, seconds: float) -> ModelError:
        """The fault behind an error of the client."""
        to = self.connection
        if isinstance(error, openai.APIStatusError):
            return faults.of_status(error.status_code, error.response.text, error.response.headers, to, self._now())
        if isinstance(error, openai.APITimeoutError):
            slow = not isinstance(error.__cause__, httpx2.ConnectTimeout)
            return faults.late(seconds, to) if slow else faults.of_connection(error.__cause__, to)
        if isinstance(error, openai.APIConnectionError):
            return faults.of_connection(error.__cause__, to)
        if isinstance(error, openai.APIError):
            return faults.of_words(error.body or error.message, to)
        return faults.of_connection(error, to)

    @property
    def _client(self) -> openai.AsyncOpenAI:
        """The client, made when it is first needed. Without a key none is sent, and an account's name only home."""
        if self._made is None:
            key = self.connection.key.revealed()
            without = [*(() if key else ("authorization",)), *(() if self.connection.hosted else ("openai-",))]
            gate = Gate(self._transport or opened(self.connection.base_url), without)
            self._made = openai.AsyncOpenAI(
                api_key=key or "none",
                base_url=self.connection.base_url,
                max_retries=0,
                http_client=httpx2.AsyncClient(transport=gate, trust_env=False),
            )
        return self._made


def _allowed(seconds: float) -> httpx2.Timeout:
    return httpx2.Timeout(seconds, connect=min(CONNECT_S, seconds))

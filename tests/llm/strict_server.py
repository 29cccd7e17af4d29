"""A model server on loopback that takes nothing but the published schema, and answers as each test says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from openai.types.chat.completion_create_params import (
    CompletionCreateParamsNonStreaming,
    CompletionCreateParamsStreaming,
)
from pydantic import TypeAdapter

from simulator.llm.connection import Connection, Key

WHOLE, STREAMED = TypeAdapter(CompletionCreateParamsNonStreaming), TypeAdapter(CompletionCreateParamsStreaming)
KNOWN = frozenset(CompletionCreateParamsStreaming.__annotations__) | set(
    CompletionCreateParamsNonStreaming.__mro__[0].__annotations__
)
HIDDEN = "sk-test-4f9a8b7c6d5e4f3a2b1c"
HTML = b"<!DOCTYPE html><html><body>Please sign in to the company network</body></html>"


@dataclass
class Strict:
    """What was asked, and how to answer. ``known``: fields of an older server (None: all that are published)."""

    answer: Callable[[dict[str, Any], asyncio.StreamWriter], Awaitable[None]]
    known: Collection[str] | None = None
    bodies: list[dict[str, Any]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    connections: int = 0
    broken_off: int = 0
    port: int = 0
    serving: set[Any] = field(default_factory=set)

    def connection(self, **changes: Any) -> Connection:
        given = {"base_url": f"http://127.0.0.1:{self.port}/v1", "model": "tiny", "key": Key(HIDDEN)}
        return Connection(**given | changes)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.serving.add(asyncio.current_task())
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = next(
                    (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
                )
                await self._one(head.decode(), await reader.readexactly(length), writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            self.broken_off += 1
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _one(self, head: str, content: bytes, writer: asyncio.StreamWriter) -> None:
        self.heads.append(head)
        if head.startswith("GET /v1/models"):
            writer.write(response({"object": "list", "data": [{"id": "tiny"}, {"id": "large"}]}))
            return
        assert head.startswith("POST /v1/chat/completions")
        body = json.loads(content)
        self.bodies.append(body)
        (STREAMED if body.get("stream") else WHOLE).validate_python(body)
        unknown = sorted(set(body) - (KNOWN if self.known is None else set(self.known)))
        if unknown:
            writer.write(response({"error": {"message": f"Unrecognized request argument supplied: {unknown[0]}"}}, 400))
        else:
            await self.answer(body, writer)


@asynccontextmanager
async def strict_server(answer: Callable[..., Awaitable[None]], known: Collection[str] | None = None):
    strict = Strict(answer, known)
    server = await asyncio.start_server(strict.serve, "127.0.0.1", 0)
    strict.port = server.sockets[0].getsockname()[1]
    try:
        yield strict
    finally:
        server.close()
        for task in strict.serving:
            task.cancel()
        await asyncio.gather(*strict.serving, return_exceptions=True)


def response(content: object, status: int = 200, kind: str = "application/json", **headers: str) -> bytes:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def completion(text: Any, finish: str = "stop", **changes: Any) -> dict[str, Any]:
    said = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    usage = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "tiny",
        "choices": [said],
        "usage": usage,
    } | changes


STREAM_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


def event(content: object) -> bytes:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    line = b"data: " + data + b"\n\n"
    return b"%x\r\n%s\r\n" % (len(line), line)


def piece(text: str | None, finish: str | None = None, **changes: Any) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"content": text} if text is not None else {}, "finish_reason": finish}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "tiny", "choices": [choice]} | changes


USAGE = piece(None, choices=[], usage={"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10})


def stream(*events: object) -> bytes:
    return STREAM_HEAD + b"".join(map(event, events)) + event(b"[DONE]") + b"0\r\n\r\n"


def sends(content: bytes) -> Callable[..., Awaitable[None]]:
    """An answer that is the same whatever is asked."""

    async def answer(body: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        writer.write(content)

    return answer

"""A model server on loopback with a known latency, in a process of its own: what the client costs is all that differs.

    python benchmarks/model_server.py LATENCY_S [LONGEST_S]     prints its port

Every answer begins after the latency; with a longest one, after one in between that follows from the messages and the
seed, so that whoever sends the same request waits the same time. A streamed answer has 20 pieces. GET /made tells how
many answers were given.
"""

from __future__ import annotations

import asyncio
import json
import sys
from random import Random
from typing import Any

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%s\r\n\r\n"
PIECES = 20


class Server:
    """Answers after a while."""

    def __init__(self, latency_s: float, longest_s: float) -> None:
        self.latency_s, self.longest_s, self.made = latency_s, longest_s, 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if head.startswith(b"GET"):
                    writer.write(whole(str(self.made).encode()))
                    continue
                length = next(
                    int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
                )
                body = json.loads(await reader.readexactly(length))
                await asyncio.sleep(self.wait_s(body))
                self.made += 1
                writer.write(streamed() if body.get("stream") else whole(completion(said(body))))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def wait_s(self, body: dict[str, Any]) -> float:
        """Short answers are commoner than long ones: the latencies are even on a scale of ratios."""
        if self.longest_s <= self.latency_s:
            return self.latency_s
        drawn = Random(json.dumps([body["messages"], body.get("seed")])).random()
        return self.latency_s * (self.longest_s / self.latency_s) ** drawn


def said(body: dict[str, Any]) -> str:
    """A sentence; where the request holds a JSON Schema, an object that follows it: no, and nothing, everywhere."""
    schema = body.get("response_format", {}).get("json_schema", {}).get("schema")
    return json.dumps(empty(schema)) if schema else "Where is my parcel?"


def empty(schema: dict[str, Any]) -> object:
    if schema["type"] == "object":
        return {name: empty(each) for name, each in schema["properties"].items()}
    return False if schema["type"] == "boolean" else ""


def completion(content: str) -> bytes:
    said = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 9, "completion_tokens": 5, "total_tokens": 14}
    frame = {"id": "1", "object": "chat.completion", "created": 1, "model": "timed"}
    return json.dumps(frame | {"choices": [said], "usage": usage}).encode()


def whole(content: bytes) -> bytes:
    return HEAD % (b"application/json", b"Content-Length: %d" % len(content)) + content


def streamed() -> bytes:
    frame = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "timed"}
    choice = {"index": 0, "delta": {"content": "word "}, "finish_reason": None}
    events = [frame | {"choices": [choice]}] * PIECES
    events.append(frame | {"choices": [choice | {"delta": {}, "finish_reason": "stop"}]})
    lines = [b"data: " + json.dumps(event).encode() + b"\n\n" for event in events] + [b"data: [DONE]\n\n"]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(line), line) for line in lines) + b"0\r\n\r\n"
    return HEAD % (b"text/event-stream", b"Transfer-Encoding: chunked") + chunks


async def main(latency_s: float, longest_s: float = 0.0) -> None:
    """Serve until the process is ended."""
    server = await asyncio.start_server(Server(latency_s, longest_s).serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*map(float, sys.argv[1:])))

"""A model server on loopback whose model is one of the shipped fakes; it keeps every body that was sent to it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from simulator.llm.chat import Ask, ChatModel, Message


@contextmanager
def judge_server(model: ChatModel) -> Iterator[tuple[str, list[str]]]:
    """Its address, and the bodies as they came."""
    bodies: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            bodies.append(body)
            sent = json.loads(body)
            messages = tuple(Message(one["role"], one["content"]) for one in sent["messages"])
            schema = sent.get("response_format", {}).get("json_schema", {}).get("schema")
            answer = asyncio.run(model.ask(Ask(messages, sent["max_tokens"], schema=schema)))
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": answer.text}}
            usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
            whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "fake"}
            said = json.dumps(whole | {"choices": [choice], "usage": usage}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A program that was killed while it waited breaks the line; that is no news."""

    server = Server(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", bodies
    finally:
        server.shutdown()
        server.server_close()

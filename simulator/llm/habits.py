"""What a server accepts, learnt from what it refuses: the fields of a request, and how a schema is asked for.

A request begins with the published fields. Where a server answers that it does not know one, that one is left out
from then on, or said in another way: a schema as json_schema, then without ``strict``, then as json_object with the
schema in the prompt, then in the prompt alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from simulator.llm.chat import Ask
from simulator.llm.faults import OVERFLOW, content_of, message_of

WAYS = ("strict", "schema", "object", "prompt")
"""How an answer's schema is asked for, the surest first."""
_FORMAT = re.compile(r"response_format|json_schema|json_object|structured|grammar|strict|schema|guided", re.IGNORECASE)
_REFUSALS = frozenset({400, 422})
_REFUSALS_OF_FORMAT = frozenset({400, 404, 415, 422, 500, 501})
_OPTIONAL = ("stream_options", "seed", "temperature", "max_completion_tokens", "max_tokens", "stream")


class Habits:
    """Knows what one server takes. Requests may run at the same time: a refusal teaches only what is still done."""

    def __init__(self) -> None:
        self._way = 0
        self._without: set[str] = set()
        self._limit = "max_tokens"

    @property
    def streams(self) -> bool:
        """Whether the server is asked to stream; False once it refused."""
        return "stream" not in self._without

    @property
    def way(self) -> str:
        """How a schema is asked for: one of WAYS."""
        return WAYS[self._way]

    @property
    def without(self) -> frozenset[str]:
        """Fields that the server refused."""
        return frozenset(self._without)

    def fields(self, ask: Ask, model: str, *, stream: bool) -> dict[str, Any]:
        """The fields of a request, as the published chat-completions schema names them."""
        fields: dict[str, Any] = {"model": model, "messages": self._messages(ask), self._limit: ask.max_tokens}
        fields["temperature"] = ask.temperature
        if ask.seed is not None:
            fields["seed"] = ask.seed
        if ask.schema is not None and self.way != "prompt":
            fields["response_format"] = self._format(ask)
        if stream and self.streams:
            fields |= {"stream": True, "stream_options": {"include_usage": True}}
        return {name: value for name, value in fields.items() if name not in self._without}

    def learnt(self, status: int, body: str, sent: Mapping[str, Any], again: Mapping[str, Any]) -> bool:
        """Whether the refusal of ``sent`` is a reason to ask once more; ``again``: what would be sent by now."""
        if again != sent:
            return True
        named = _named(body)
        if OVERFLOW.search(named):
            return False
        if status in _REFUSALS and self._limit in sent and {"max_tokens", "max_completion_tokens"} <= _words(named):
            return self._other_limit()
        if status in _REFUSALS_OF_FORMAT and "response_format" in sent and _FORMAT.search(named):
            self._way += 1
            return True
        return status in _REFUSALS and self._leave_out(named, sent)

    def _other_limit(self) -> bool:
        """The answer's bound by its newer name; asked for once."""
        if self._limit == "max_completion_tokens":
            return False
        self._limit = "max_completion_tokens"
        return True

    def _leave_out(self, named: str, sent: Mapping[str, Any]) -> bool:
        words = _words(named)
        for name in _OPTIONAL:
            if name in sent and (name in words or (name == "stream" and "streaming" in words)):
                self._without.add(name)
                if name == "stream":
                    self._without.add("stream_options")
                return True
        return False

    def _format(self, ask: Ask) -> dict[str, Any]:
        if self.way == "object":
            return {"type": "json_object"}
        described: dict[str, Any] = {"name": ask.schema_name, "schema": ask.schema}
        if self.way == "strict":
            described["strict"] = True
        return {"type": "json_schema", "json_schema": described}

    def _messages(self, ask: Ask) -> list[dict[str, str]]:
        """The messages; the schema is said in the first one of the system where the server takes it no other way.

        Some models' templates allow one message of the system only, and only in front.
        """
        messages = [{"role": message.role, "content": message.content} for message in ask.messages]
        if ask.schema is None or self.way in {"strict", "schema"}:
            return messages
        schema = msgspec.json.encode(ask.schema).decode()
        said = f"Answer with one JSON object that follows this JSON Schema, and with nothing else:\n{schema}"
        if messages and messages[0]["role"] == "system":
            return [messages[0] | {"content": f"{messages[0]['content']}\n\n{said}"}, *messages[1:]]
        return [{"role": "system", "content": said}, *messages]


def _named(body: str) -> str:
    """What a refusal names: its message and its ``param``, without what it repeats of the request."""
    content = content_of(body)
    error = content.get("error", content) if isinstance(content, dict) else None
    param = error.get("param") if isinstance(error, dict) else None
    return f"{param or ''} {message_of(body)}"[:2000]


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z_]+", text.lower()))

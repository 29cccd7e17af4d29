"""What the program asks of a chat model and gets back: plain records and one method, whatever server stands behind.

``simulator.llm.server`` is the real one; ``simulator.llm.fakes`` are the ones that tests and authors of plug-ins use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Protocol

from msgspec import Struct

from simulator.errors import SimulatorError

Role = Literal["system", "user", "assistant"]
Fault = Literal[
    "unreachable",  # no connection, a reset, a wrong certificate
    "refused",  # 401 or 403: the key
    "unknown_model",  # 404
    "busy",  # 429, or a server that says it is overloaded
    "timeout",  # nothing, or no end, within the time allowed
    "too_long",  # the request is longer than the model's context
    "server",  # another error of the server
    "unreadable",  # the answer is not what the protocol says: HTML, half JSON, wrong types, far too long
    "empty",  # an answer without words
    "offline",  # connections are forbidden by --offline
    "spent",  # the budget of tokens or money is used up
]


class Message(Struct, frozen=True):
    """One message of a request, already masked."""

    role: Role
    content: str


class Ask(Struct, frozen=True):
    """One request. ``schema``: the JSON Schema the answer has to follow (None: free text), ``schema_name`` its name.

    ``max_tokens`` bounds the answer; ``timeout_s`` the whole of it, in seconds; ``seed`` is passed on where the server
    takes one.
    """

    messages: tuple[Message, ...]
    max_tokens: int
    temperature: float = 0.0
    schema: dict[str, Any] | None = None
    schema_name: str = "answer"
    seed: int | None = None
    timeout_s: float = 30.0


class Answer(Struct, frozen=True):
    """The words that came back. ``finish``: why they ended (stop, length, ...), as the server said.

    Token counts are the server's own, or None where it gives none; ``first_s`` are seconds to the first words
    (None: not streamed), ``seconds`` to the last.
    """

    text: str
    model: str
    finish: str = "stop"
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    first_s: float | None = None
    seconds: float = 0.0


class ModelError(SimulatorError):
    """A model could not answer; one line says what happened and what to do.

    ``fault`` sorts it; ``retry_after_s``: how long the server asks to wait (None: it didn't say). Never holds a key.
    """

    def __init__(self, fault: Fault, message: str, *, retry_after_s: float | None = None) -> None:
        self.fault, self.retry_after_s = fault, retry_after_s
        super().__init__(message)


class ChatModel(Protocol):
    """Anything that answers a request: the adapter to a server, a cache or budget in front of one, a fake."""

    @property
    def name(self) -> str:
        """What the model is called, as results record it."""

    async def ask(self, ask: Ask, heard: Callable[[str], None] | None = None) -> Answer:
        """The model's answer. ``heard`` is called with each piece of text while it streams.

        Raises:
            ModelError: there is none.

        """

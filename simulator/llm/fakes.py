"""Chat models that need no server, for tests and for authors of plug-ins: scripted words, latency, faults, streaming.

They obey the same contract as the real adapter: a time-out is a ModelError, an answer streams in pieces, every request
is remembered.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from random import Random

from msgspec.structs import replace

from simulator.llm.chat import Answer, Ask, ChatModel, Fault, ModelError

Reply = str | Answer | ModelError
"""What a script holds for one request: the words, a whole answer, or the error that is raised instead."""

_LINES: dict[Fault, str] = {
    "unreachable": "the model server can't be reached.",
    "refused": "the model server refuses the key.",
    "unknown_model": "the model server knows no such model.",
    "busy": "the model server is busy.",
    "timeout": "the model gave no answer in time.",
    "too_long": "the request is longer than the model's context.",
    "server": "the model server reports an error of its own.",
    "unreadable": "the model server's answer can't be read.",
    "empty": "the model's answer holds no words.",
    "offline": "connections are forbidden by --offline.",
    "spent": "the budget is used up.",
}


def fault(kind: Fault, *, retry_after_s: float | None = None) -> ModelError:
    """An error of that kind with a plain line, to put among a script's answers."""
    return ModelError(kind, _LINES[kind], retry_after_s=retry_after_s)


class ScriptedModel:
    """Answers by a script: a list of replies in order, or a function of the request.

    ``latency_s``: seconds to the first piece; ``pause_s``: seconds between pieces (words). ``asked`` holds every
    request, ``heard`` the pieces that were streamed. A token counts as one word. Asking more often than the list has
    replies is a LookupError, so that a test fails instead of falling back.
    """

    def __init__(
        self,
        script: Iterable[Reply] | Callable[[Ask], Reply],
        *,
        name: str = "scripted",
        latency_s: float = 0.0,
        pause_s: float = 0.0,
    ) -> None:
        self._script = script if callable(script) else _in_order(script)
        self._name, self._latency_s, self._pause_s = name, latency_s, pause_s
        self.asked: list[Ask] = []
        self.heard: list[str] = []

    @property
    def name(self) -> str:
        """What the model is called, as results record it."""
        return self._name

    async def ask(self, ask: Ask, heard: Callable[[str], None] | None = None) -> Answer:
        """The script's next reply, after the latency and in pieces.

        Raises:
            ModelError: the script says so, or the reply takes longer than the request allows.

        """
        self.asked.append(ask)
        try:
            async with asyncio.timeout(ask.timeout_s):
                return await self._answer(ask, heard)
        except TimeoutError:
            raise fault("timeout") from None

    async def _answer(self, ask: Ask, heard: Callable[[str], None] | None) -> Answer:
        reply = self._script(ask)
        await asyncio.sleep(self._latency_s)
        if isinstance(reply, ModelError):
            raise reply
        answer = reply if isinstance(reply, Answer) else self._whole(reply, ask)
        if heard is None:
            return replace(answer, seconds=self._latency_s)
        pieces = re.findall(r"\s*\S+\s*", answer.text)
        for piece in pieces:
            self.heard.append(piece)
            heard(piece)
            await asyncio.sleep(self._pause_s)
        return replace(answer, first_s=self._latency_s, seconds=self._latency_s + self._pause_s * len(pieces))

    def _whole(self, text: str, ask: Ask) -> Answer:
        if not text.strip():
            raise fault("empty")
        prompt = sum(len(message.content.split()) for message in ask.messages)
        return Answer(text=text, model=self.name, prompt_tokens=prompt, completion_tokens=len(text.split()))


class FaultyModel:
    """Another model behind a bad line: a share ``rate`` of requests (0-1) ends in one of ``faults``, by ``random``."""

    def __init__(self, model: ChatModel, *, rate: float, faults: tuple[Fault, ...], random: Random) -> None:
        self._model, self._rate, self._faults, self._random = model, rate, faults, random
        self.failed = 0

    @property
    def name(self) -> str:
        """What the model behind it is called."""
        return self._model.name

    async def ask(self, ask: Ask, heard: Callable[[str], None] | None = None) -> Answer:
        """The other model's answer, or a fault in its place.

        Raises:
            ModelError: a fault was due, or the other model has no answer.

        """
        if self._random.random() < self._rate:
            self.failed += 1
            raise fault(self._random.choice(self._faults))
        return await self._model.ask(ask, heard)


def _in_order(script: Iterable[Reply]) -> Callable[[Ask], Reply]:
    replies = list(script)
    waiting = iter(replies)

    def reply(_: Ask) -> Reply:
        for waits in waiting:
            return waits
        raise LookupError(f"the scripted model was asked more often than it has answers ({len(replies)})")

    return reply

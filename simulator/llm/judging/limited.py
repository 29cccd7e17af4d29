"""A chat model that may be asked so many times and no more."""

from __future__ import annotations

from collections.abc import Callable

from simulator.llm.chat import Answer, Ask, ChatModel, ModelError


class Limited:
    """Another model that is asked at most ``calls`` times (None: as often as anybody likes); failed tries count."""

    def __init__(self, model: ChatModel, calls: int | None) -> None:
        self._model, self._calls = model, calls
        self.made = 0

    @property
    def name(self) -> str:
        """What the model behind it is called."""
        return self._model.name

    async def ask(self, ask: Ask, heard: Callable[[str], None] | None = None) -> Answer:
        """The other model's answer.

        Raises:
            ModelError: all requests that were allowed are made, or there is no answer.

        """
        if self._calls is not None and self.made >= self._calls:
            raise ModelError("spent", f"all {self._calls:,} requests that were allowed are made; allow more to go on.")
        self.made += 1
        return await self._model.ask(ask, heard)

"""How many tokens and how much money a run may use. It stops before it is overspent, not after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import ceil, inf

from simulator.llm.chat import Answer, Ask, ModelError
from simulator.llm.connection import Prices

CURRENCY = "in your prices' currency"
"""What an amount is told in: prices are given as plain numbers."""
CHARACTERS = 3
"""Characters a token, on the careful side: English has about 4, numbers and names fewer."""
FRAME = 8
"""Tokens that a message costs beside its words, on the careful side."""


def prompt_estimate(ask: Ask) -> int:
    """Tokens that a request takes, estimated before it is sent."""
    return sum(FRAME + ceil(len(message.content) / CHARACTERS) for message in ask.messages)


class Budget:
    """Counts what answers used, and lets a request begin only when its worst case still fits.

    ``tokens`` and ``money`` are the limits (inf: none); money is counted by ``prices``. A request that fits once
    others have turned out smaller than their worst case waits; one that can never fit is refused. Where a server gives
    no counts they are estimated, on the careful side.
    """

    def __init__(self, *, tokens: float = inf, money: float = inf, prices: Prices | None = None) -> None:
        self._tokens, self._money, self._prices = tokens, money, prices or Prices()
        self.prompt_tokens = self.answer_tokens = 0
        self._held: list[tuple[int, int]] = []
        self._changed = asyncio.Condition()

    @property
    def money(self) -> float:
        """What was used so far costs."""
        return self._prices.of(self.prompt_tokens, self.answer_tokens)

    @property
    def tokens(self) -> int:
        """The tokens used so far."""
        return self.prompt_tokens + self.answer_tokens

    @asynccontextmanager
    async def holding(self, ask: Ask) -> AsyncIterator[None]:
        """The time of one request, with room held for its worst case.

        Raises:
            ModelError: the budget is spent, as far as this request goes.

        """
        worst = (prompt_estimate(ask), ask.max_tokens)
        async with self._changed:
            while not self._fits([*self._held, worst]):
                if not self._held or not self._fits([worst]):
                    raise ModelError("spent", self._spent())
                await self._changed.wait()
            self._held.append(worst)
        try:
            yield
        finally:
            self._held.remove(worst)
            async with self._changed:
                self._changed.notify_all()

    def used(self, ask: Ask, answer: Answer | None) -> None:
        """Count an answer, or (None) a request that was begun and brought none: its own tokens are paid for."""
        if answer is None:
            self.prompt_tokens += prompt_estimate(ask)
            return
        told, said = answer.prompt_tokens, answer.completion_tokens
        self.prompt_tokens += prompt_estimate(ask) if told is None else told
        self.answer_tokens += ceil(len(answer.text) / CHARACTERS) if said is None else said

    @property
    def cost(self) -> str:
        """What was used, in words: tokens, and money where prices are known."""
        return f"{self.tokens:,} tokens" + (f", {self.money:.4g} {CURRENCY}" if self.money else "")

    def _fits(self, held: list[tuple[int, int]]) -> bool:
        prompt = self.prompt_tokens + sum(prompt for prompt, _ in held)
        answer = self.answer_tokens + sum(answer for _, answer in held)
        return prompt + answer <= self._tokens and self._prices.of(prompt, answer) <= self._money

    def _spent(self) -> str:
        limits = []
        if self._tokens < inf:
            limits.append(f"{self.tokens:,} of {self._tokens:,.0f} tokens")
        if self._money < inf:
            limits.append(f"{self.money:.4g} of {self._money:.4g} {CURRENCY}")
        return f"the budget has no room for another request: {' and '.join(limits)} used; raise it to go on."

"""How many requests run at the same time: more while all goes well, half as many when the server is busy.

Additive increase and multiplicative decrease, as TCP does it. It begins with as many as may be: a batch that began with
fewer would lose the time of several answers, and a server that bears fewer says so at once.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager


class Pace:
    """Lets at most ``most`` requests run; ``clock`` and ``sleep`` count seconds."""

    def __init__(
        self,
        most: int,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.most, self.limit = most, float(max(1, most))
        self._clock, self._sleep = clock, sleep
        self._running = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._slowed_at = self._closed_until = float("-inf")

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[float]:
        """The time of one request, from when it may begin; gives that moment."""
        await self._begin()
        try:
            while (wait := self._closed_until - self._clock()) > 0:
                await self._sleep(wait)
            yield self._clock()
        finally:
            self._running -= 1
            self._wake()

    def well(self) -> None:
        """A request was answered."""
        self.limit = min(float(self.most), self.limit + 1 / self.limit)
        self._wake()

    def slower(self, began: float, wait_s: float | None = None) -> None:
        """The server was busy or late with a request that began then; ``wait_s``: how long it asks to be left alone.

        Requests that were already under way when the pace was slowed last say nothing new.
        """
        now = self._clock()
        if wait_s is not None:
            self._closed_until = max(self._closed_until, now + wait_s)
        if began > self._slowed_at:
            self._slowed_at = now
            self.limit = max(1.0, self.limit / 2)

    async def _begin(self) -> None:
        if self._running < int(self.limit) and not self._waiting:
            self._running += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn in self._waiting:
                self._waiting.remove(turn)
            elif turn.done() and not turn.cancelled():
                self._running -= 1
                self._wake()
            raise

    def _wake(self) -> None:
        while self._waiting and self._running < int(self.limit):
            turn = self._waiting.popleft()
            if not turn.done():
                self._running += 1
                turn.set_result(None)

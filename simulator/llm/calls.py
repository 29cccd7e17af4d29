"""Many requests to one model: side by side, patient with a busy server, within a budget, and none paid for twice."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from random import Random

from simulator.llm.budget import Budget
from simulator.llm.chat import Answer, Ask, ChatModel, Fault, ModelError
from simulator.llm.pace import Pace
from simulator.llm.remembered import Remembered, digest

AGAIN: frozenset[Fault] = frozenset({"unreachable", "busy", "timeout", "server"})
"""Faults that may pass: the request is made again."""
SLOWER: frozenset[Fault] = frozenset({"busy", "timeout"})
"""Faults of a server with too much to do."""
BEGUN: frozenset[Fault] = frozenset({"timeout", "unreadable", "empty"})
"""Faults after which the request was probably paid for."""
STOPS: frozenset[Fault] = frozenset({"refused", "unknown_model", "offline", "spent", "unreachable"})
"""Faults that every further request would meet, too."""
IN_A_ROW = 24
"""Requests without a usable answer, one after another and each tried to the end, after which none is expected of any
further one: three rounds of the usual eight [design choice]. Of late answers each try counts: it takes long."""
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 60.0
"""Waits double from the first to the longest, each shortened by chance so that requests don't return together."""


class Calls:
    """A chat model in front of another one: it repeats, remembers and bounds what that one is asked.

    ``most``: requests at the same time; ``tries``: how often one is made at most. ``remembered`` keeps answers over the
    end of the program; ``budget`` bounds one run. ``random``, ``clock`` and ``sleep`` are given for tests to know.
    ``made`` counts requests that were answered by the model, ``found`` those that were answered before.
    """

    def __init__(
        self,
        model: ChatModel,
        *,
        random: Random,
        most: int = 8,
        tries: int = 5,
        budget: Budget | None = None,
        remembered: Remembered | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._model, self._random, self._tries, self._sleep = model, random, tries, sleep
        self._remembered = remembered
        self.budget = budget or Budget()
        self.pace = Pace(most, clock=clock, sleep=sleep)
        self.made = self.found = self._in_a_row = 0
        self._asking: dict[str, tuple[asyncio.Lock, list[None]]] = {}

    @property
    def name(self) -> str:
        """What the model is called, as results record it."""
        return self._model.name

    async def ask(self, ask: Ask, heard: Callable[[str], None] | None = None) -> Answer:
        """The model's answer, or the one it gave before to the same request.

        A request whose words were heard in part is not made again, so that nothing is heard twice.

        Raises:
            ModelError: there is none, after as many tries as make sense.

        """
        if self._remembered is None:
            return await self._patiently(ask, "", heard)
        key = digest(self.name, ask, self._remembered.where)
        async with self._alone(key):
            if (known := self._remembered.find(key)) is None:
                return await self._patiently(ask, key, heard)
        self.found += 1
        if heard is not None:
            heard(known.text)
        return known

    async def each(self, asks: Iterable[Ask]) -> AsyncIterator[tuple[int, Answer | ModelError]]:
        """The place of each request and its answer or fault, as they come in.

        Raises:
            ModelError: a fault that every further request would meet. It is raised when those under way have ended;
                what was answered is remembered, so that the same call goes on where this one stopped.

        """
        run = _Run(enumerate(asks))
        workers = [asyncio.create_task(self._work(run)) for _ in range(2 * self.pace.most)]
        for worker in workers:
            worker.add_done_callback(run.ended)
        try:
            for _ in workers:
                while (result := await run.results.get()) is not None:
                    yield result
            for worker in workers:
                worker.result()
            if run.stopped is not None:
                raise run.stopped
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self, run: _Run) -> None:
        for place, ask in run.waiting:
            if run.over:
                return
            try:
                result: Answer | ModelError = await self.ask(ask)
            except ModelError as error:
                result = error
            if isinstance(result, ModelError) and result.fault in STOPS:
                run.stop(result)
            else:
                run.results.put_nowait((place, result))

    @asynccontextmanager
    async def _alone(self, key: str) -> AsyncIterator[None]:
        """The same request is not made twice at the same time: the second waits for the first one's answer."""
        lock, users = self._asking.setdefault(key, (asyncio.Lock(), []))
        users.append(None)
        try:
            async with lock:
                yield
        finally:
            users.pop()
            if not users:
                del self._asking[key]

    async def _patiently(self, ask: Ask, key: str, heard: Callable[[str], None] | None) -> Answer:
        listener = None if heard is None else _Listener(heard)
        for n in range(self._tries):
            try:
                return await self._once(ask, key, listener)
            except ModelError as error:
                failure = error
            wait = self._wait(failure, n)
            last = wait is None or n + 1 == self._tries or (listener is not None and listener.began)
            if last or failure.fault == "timeout":
                self._in_a_row += failure.fault in AGAIN | BEGUN
            if wait is None or last or self._in_a_row >= IN_A_ROW:
                break
            await self._sleep(wait)
        raise self._told(failure)

    def _told(self, failure: ModelError) -> ModelError:
        """The failure, or where nothing but failures came for long one that ends the run: it can go on later."""
        if self._in_a_row < IN_A_ROW or failure.fault not in AGAIN | BEGUN:
            return failure
        return ModelError("unreachable", f"{failure} The last {self._in_a_row} requests all went like that.")

    async def _once(self, ask: Ask, key: str, listener: Callable[[str], None] | None) -> Answer:
        async with self.pace.turn() as began, self.budget.holding(ask):
            try:
                answer = await self._model.ask(ask, listener)
            except ModelError as error:
                if error.fault in SLOWER:
                    self.pace.slower(began, _asked(error))
                if error.fault in BEGUN:
                    self.budget.used(ask, None)
                raise
            if self._remembered is not None:
                self._remembered.keep(key, answer)
            self.budget.used(ask, answer)
            self.pace.well()
            self.made += 1
            self._in_a_row = 0
            return answer

    def _wait(self, failure: ModelError, n: int) -> float | None:
        """Seconds to wait before the next try; None where another would make no sense."""
        asked = _asked(failure)
        if failure.fault not in AGAIN or asked is None:
            return None
        return asked + min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0**n) * self._random.uniform(0.5, 1)


def _asked(failure: ModelError) -> float | None:
    """Seconds that the server asks to wait, 0 if it doesn't; None: longer than anybody would."""
    asked = failure.retry_after_s or 0.0
    return asked if asked <= LONGEST_WAIT_S else None


class _Run:
    """One run through many requests: what is waiting, what came, and why it stopped."""

    def __init__(self, waiting: Iterator[tuple[int, Ask]]) -> None:
        self.waiting = waiting
        self.results: asyncio.Queue[tuple[int, Answer | ModelError] | None] = asyncio.Queue()
        self.stopped: ModelError | None = None
        self.over = False

    def stop(self, why: ModelError) -> None:
        """Begin nothing more."""
        self.stopped, self.over = self.stopped or why, True

    def ended(self, worker: asyncio.Task[None]) -> None:
        """A worker is through; one that failed ends the run."""
        self.over = self.over or worker.cancelled() or worker.exception() is not None
        self.results.put_nowait(None)


class _Listener:
    """Passes pieces on and knows whether there was one."""

    def __init__(self, heard: Callable[[str], None]) -> None:
        self._heard, self.began = heard, False

    def __call__(self, piece: str) -> None:
        self.began = True
        self._heard(piece)

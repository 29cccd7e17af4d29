"""A chat model for callers without an event loop: a command, a worker thread, a test."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from threading import Lock
from typing import Any, Self, TypeVar

from simulator.llm.chat import Answer, Ask, ChatModel

Given = TypeVar("Given")


class Blocking:
    """Keeps one event loop for its life, so that connections stay open between requests.

    Any thread without a running loop may ask; they take turns. ``close`` is called with the loop when it ends, before
    the loop is closed: give the server's ``aclose``.
    """

    def __init__(self, model: ChatModel, close: Callable[[], Awaitable[None]] | None = None) -> None:
        self._model, self._close = model, close
        self._runner = asyncio.Runner()
        self._turn = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What the model is called, as results record it."""
        return self._model.name

    def ask(self, ask: Ask, heard: Callable[[str], None] | None = None) -> Answer:
        """The model's answer.

        Raises:
            ModelError: there is none.

        """
        return self.run(self._model.ask(ask, heard))

    def run(self, work: Coroutine[Any, Any, Given]) -> Given:
        """The result of anything else that needs the same loop, such as many requests side by side."""
        with self._turn:
            return self._runner.run(work)

    def close(self) -> None:
        """Close the connections and the loop."""
        with self._turn:
            if self._close is not None:
                self._runner.run(self._closing(self._close))
            self._runner.close()
            self._close = None

    @staticmethod
    async def _closing(close: Callable[[], Awaitable[None]]) -> None:
        await close()


class Leaving:
    """Ends a wait that goes on in another thread."""

    def __init__(self) -> None:
        self._under_way: tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]] | None = None
        self._left = False

    @property
    def left(self) -> bool:
        """Whether somebody left."""
        return self._left

    async def ended_early(self, work: Coroutine[Any, Any, Given]) -> Given:
        """The result of the work.

        Raises:
            asyncio.CancelledError: somebody left first.

        """
        task = asyncio.ensure_future(work)
        self._under_way = asyncio.get_running_loop(), task
        if self._left:
            task.cancel()
        try:
            return await task
        finally:
            self._under_way = None

    def leave(self) -> None:
        """Wait no longer."""
        self._left = True
        under_way = self._under_way
        if under_way is not None:
            loop, task = under_way
            loop.call_soon_threadsafe(task.cancel)

"""Slow work in a thread: its message, or what went wrong, comes back to whoever asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.message import Message
from textual.screen import Screen

from simulator.errors import SimulatorError


@dataclass
class Failed(Message):
    """Slow work went wrong in a way the person can act on."""

    error: SimulatorError


def ask(node: App[Any] | Screen[Any], work: Callable[[], Message]) -> None:
    """Run ``work`` in a thread; the message it gives, or ``Failed``, arrives in the node's handlers."""

    def answer() -> None:
        try:
            message = work()
        except SimulatorError as error:
            message = Failed(error)
        node.post_message(message)

    node.run_worker(answer, thread=True)

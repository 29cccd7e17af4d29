"""Slow work in a thread: its message, or what went wrong, comes back to whoever asked; and that in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.message import Message
from textual.screen import Screen

from simulator.errors import HistoryError, SimulatorError
from simulator.tui.naming import capital

DAMAGED = "The history is damaged and can't be read. Tell whoever looks after the server."
UNUSABLE = (
    "The history can't be used just now; what was saved before is safe. "
    "Try again in a minute, or tell whoever looks after the server."
)


@dataclass
class Failed(Message):
    """Slow work went wrong in a way the person can act on."""

    error: SimulatorError


def words_of(error: SimulatorError, app: App[Any]) -> str:
    """What went wrong, as a sentence; in a browser nothing of where the team's history is, and no advice on it."""
    if app.is_web and isinstance(error, HistoryError) and error.place:
        return DAMAGED if error.damaged else UNUSABLE
    return capital(str(error))


def ask(node: App[Any] | Screen[Any], work: Callable[[], Message]) -> None:
    """Run ``work`` in a thread; the message it gives, or ``Failed``, arrives in the node's handlers."""

    def answer() -> None:
        try:
            message = work()
        except SimulatorError as error:
            message = Failed(error)
        node.post_message(message)

    node.run_worker(answer, thread=True)

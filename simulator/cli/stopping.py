"""Ctrl-C and SIGTERM end a long command in good order: one line that says what is done and how to go on."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from simulator.errors import SimulatorError

GO_ON = "run the same command again to go on"


class StoppedError(SimulatorError):
    """The person, or the system, asked the command to stop."""

    exit_code = 130


@contextmanager
def stoppable(done: Callable[[], str]) -> Iterator[None]:
    """A context in which both signals end the command.

    Args:
        done: how far it is, in words.

    Raises:
        StoppedError: one of the signals came.

    """
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except KeyboardInterrupt:
        raise StoppedError(f"stopped: {done()}; {GO_ON}") from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt

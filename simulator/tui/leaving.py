"""A clean way out: when the system asks an application to end, it leaves as if a person had asked."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable


def leave_on_signals(leave: Callable[[], None]) -> None:
    """Call ``leave`` in the event loop that runs now, when the process is told to end."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if not hasattr(signal, name):
            continue
        try:
            loop.add_signal_handler(getattr(signal, name), leave)
        except (NotImplementedError, RuntimeError, ValueError):
            return  # Windows has no such handlers, and a loop outside the main thread may not set any

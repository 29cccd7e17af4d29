"""A clean way out: when the system asks an application to end, it leaves as if a person had asked."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable

LOOK = 2.0
"""Seconds between two looks at whether the server that shows the screen in a browser is still there."""


def leave_on_signals(leave: Callable[[], None]) -> None:
    """Call ``leave`` in the event loop that runs now, when the process is told to end or its server is gone."""
    loop = asyncio.get_running_loop()
    if os.environ.get("TEXTUAL_DRIVER"):
        _leave_with(os.getppid(), leave, loop)
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if not hasattr(signal, name):
            continue
        try:
            loop.add_signal_handler(getattr(signal, name), leave)
        except (NotImplementedError, RuntimeError, ValueError):
            return  # Windows has no such handlers, and a loop outside the main thread may not set any
        if name != "SIGINT":
            signal.signal(getattr(signal, name), _for_good)  # the loop still hears of it and calls ``leave``


def _for_good(_number: int, _frame: object) -> None:
    """Told to end, never go on: a SIGCONT that comes along would draw, for ever, on a terminal that is gone."""
    if hasattr(signal, "SIGCONT"):
        signal.signal(signal.SIGCONT, signal.SIG_IGN)


def _leave_with(server: int, leave: Callable[[], None], loop: asyncio.AbstractEventLoop) -> None:
    """Leave when the process that started this one is gone: a killed server can tell nobody."""
    if os.getppid() == server:
        loop.call_later(LOOK, _leave_with, server, leave, loop)
    else:
        leave()

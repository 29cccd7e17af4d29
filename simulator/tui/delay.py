"""How long the customer has waited for an answer, by clock mode; time is an argument, in seconds."""

from __future__ import annotations

NEVER_STOPS_REAL = frozenset({"case", "search"})
"""What stops the relaxed clock and not the real one; a pause and typing stop every clock."""


class DelayClock:
    """Runs from the customer's line shown to the first key of the reply, less the reading allowance.

    Modes: ``off`` (never measures: the wait is unknown), ``relaxed`` (reading the case and searching stop it) and
    ``real`` (they don't, and an emptied reply box starts it again, so that a stray key buys no time).
    """

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.allowance = 0.0
        self._since: float | None = None
        self._counted = 0.0
        self._holds = {"answered"}

    @property
    def paused(self) -> bool:
        """Whether the trainee has paused it."""
        return "pause" in self._holds

    @property
    def running(self) -> bool:
        """Whether time counts at the moment."""
        return self.mode != "off" and self._since is not None

    def start(self, now: float, allowance: float) -> None:
        """A customer's line is shown: count anew; the first ``allowance`` seconds are for reading."""
        self.allowance, self._counted = allowance, 0.0
        self._holds -= {"typing", "answered"}
        self._since = None if self._holds else now

    def hold(self, reason: str, now: float) -> None:
        """Stop counting for a reason: pause, case, search, typing, answered."""
        if self.mode == "real" and reason in NEVER_STOPS_REAL:
            return
        self._settle(now)
        self._holds.add(reason)
        self._since = None

    def release(self, reason: str, now: float) -> None:
        """The reason is gone; counting goes on when no other is left."""
        if reason in self._holds:
            self._holds.discard(reason)
            if not self._holds:
                self._since = now

    def typed(self, text: str, now: float) -> None:
        """The reply box changed: the first key ends the wait (in real time only while something stands there)."""
        if text:
            self.hold("typing", now)
        elif self.mode == "real":
            self.release("typing", now)

    def waited(self, now: float) -> float | None:
        """Seconds the customer has waited beyond reading; None when the clock is off."""
        if self.mode == "off":
            return None
        running = now - self._since if self._since is not None else 0.0
        return max(0.0, self._counted + running - self.allowance)

    def _settle(self, now: float) -> None:
        if self._since is not None:
            self._counted += now - self._since
            self._since = now

"""Detectors of other packages: entry points of the group ``simulator.detectors``, tables like the built-in ones."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

from simulator.errors import UsageError, nearest
from simulator.signals.evidence import AGENT_SIGNALS
from simulator.signals.scene import Detector

GROUP = "simulator.detectors"


def plugged() -> dict[str, Detector]:
    """The detectors that other packages put in the place of built-in ones, by signal.

    Raises:
        UsageError: one of them is for a signal that nobody knows, or is no table of detectors.

    """
    found: dict[str, Detector] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        found |= table(point.value, point.load())
    return found


def table(name: str, given: Any) -> dict[str, Detector]:
    """A table of detectors as a package gives it; ``name``: what an error calls it; errors as for :func:`plugged`."""
    rows = getattr(given, "DETECTORS", given)
    if not isinstance(rows, dict) or not all(isinstance(row, Detector) for row in rows.values()):
        raise UsageError(f"{name}: DETECTORS has to be a dict from signals to Detector.")
    for signal in rows:
        if signal not in AGENT_SIGNALS:
            raise UsageError(f"{name}: no signal is called {signal!r}. {nearest(str(signal), AGENT_SIGNALS)}".strip())
    return dict(rows)

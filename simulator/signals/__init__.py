"""A message read once into evidence: named signals, their strength, and the exact words that carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.signals.evidence import AGENT_SIGNALS, CUSTOMER_SIGNALS, CaseWords, Context, Evidence, Reading

if TYPE_CHECKING:
    from simulator.signals.reading import read, read_customer

__all__ = [
    "AGENT_SIGNALS",
    "CUSTOMER_SIGNALS",
    "CaseWords",
    "Context",
    "Evidence",
    "Reading",
    "read",
    "read_customer",
]


def __getattr__(name: str) -> Any:
    """Load the detectors when the first message is read: commands that read none start faster."""
    if name in {"read", "read_customer"}:
        from simulator.signals import reading

        return getattr(reading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

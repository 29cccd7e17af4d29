"""A message read once into evidence: named signals, their strength, and the exact words that carry them."""

from simulator.signals.evidence import AGENT_SIGNALS, CUSTOMER_SIGNALS, CaseWords, Context, Evidence, Reading

__all__ = ["AGENT_SIGNALS", "CUSTOMER_SIGNALS", "CaseWords", "Context", "Evidence", "Reading"]

"""The two tables of detectors: a signal is read because it has a row here."""

from __future__ import annotations

from simulator.signals import canned, clarity, customer, empathy, listening, provocation, resolution, specificity
from simulator.signals.scene import Detector

DETECTORS: dict[str, Detector] = {
    **empathy.DETECTORS,
    **listening.DETECTORS,
    **specificity.DETECTORS,
    **canned.DETECTORS,
    **provocation.DETECTORS,
    **resolution.DETECTORS,
    **clarity.DETECTORS,
}
"""What is read in an agent's reply, by signal."""

CUSTOMER_DETECTORS: dict[str, Detector] = customer.DETECTORS
"""What is read in a customer's message, by signal."""

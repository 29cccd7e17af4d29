"""The two tables of detectors: a signal is read because it has a row here."""

from __future__ import annotations

from simulator.signals import (
    asking,
    canned,
    clarity,
    customer,
    empathy,
    listening,
    naming,
    politeness,
    provocation,
    resolution,
    specificity,
)
from simulator.signals.plugged import plugged
from simulator.signals.scene import Detector

DETECTORS: dict[str, Detector] = {
    **empathy.DETECTORS,
    **listening.DETECTORS,
    **specificity.DETECTORS,
    **naming.DETECTORS,
    **asking.DETECTORS,
    **canned.DETECTORS,
    **provocation.DETECTORS,
    **resolution.DETECTORS,
    **clarity.DETECTORS,
    **politeness.DETECTORS,
    **plugged(),
}
"""What is read in an agent's reply, by signal."""

CUSTOMER_DETECTORS: dict[str, Detector] = customer.DETECTORS
"""What is read in a customer's message, by signal."""

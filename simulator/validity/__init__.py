"""How well signals agree with people: labelled sets are read, and each signal is measured against their labels."""

from __future__ import annotations

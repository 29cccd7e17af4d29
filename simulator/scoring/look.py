"""Looks the measures of one reply up by name, each at most once, and remembers what tests of them said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from simulator.scoring.reply import Finding

Lookup = Callable[[str, bool], Finding]
"""The value of a measure by name: as credit (False) or as a fault (True)."""


class Look:
    """One reply's measures, asked dozens of times by each rubric.

    ``known``: what needs no looking up, the same as credit and as a fault.
    ``said``: answers of tests as credit and as faults, by the test's identity: rubrics outlive the replies they grade,
    and equal tests are one object (conditions.py), so that what one criterion asked no other has to.
    """

    __slots__ = ("_credit", "_fault", "_lookup", "said")

    def __init__(self, lookup: Lookup, known: Mapping[str, Finding] = MappingProxyType({})) -> None:
        self._lookup = lookup
        self._credit: dict[str, Finding] = dict(known)
        self._fault: dict[str, Finding] = dict(known)
        self.said: tuple[dict[int, bool | None], dict[int, bool | None]] = ({}, {})

    def __call__(self, name: str, fault: bool) -> Finding:
        """The measure's value and words."""
        known = self._fault if fault else self._credit
        found = known.get(name)
        if found is None:
            found = known[name] = self._lookup(name, fault)
        return found

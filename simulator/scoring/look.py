"""Looks the measures of one reply up by name, each at most once, and remembers what tests of them said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from simulator.scoring.reply import Finding

Lookup = Callable[[str, bool], Finding]
"""The value of a measure by name: as credit (False) or as a fault (True)."""


class Look:
    """One reply's measures, asked dozens of times by each rubric.

    ``credit`` and ``fault``: what was looked up so far, as either. ``said`` and ``answers``: what tests and whole
    conditions answered, by their identity: rubrics outlive the replies they grade, and equal ones are one object
    (conditions.py), so that what one criterion asked no other has to.
    ``facts``: what all tests found (facts.py), and by which tests.
    """

    __slots__ = ("_alike", "_lookup", "answers", "credit", "facts", "fault", "said")

    def __init__(
        self,
        lookup: Lookup,
        known: Mapping[str, Finding] = MappingProxyType({}),
        alike: frozenset[str] = frozenset(),
    ) -> None:
        """``known``: what needs no looking up. ``alike``: measures that are the same as credit and as a fault."""
        self._lookup, self._alike = lookup, alike
        self.credit: dict[str, Finding] = dict(known)
        self.fault: dict[str, Finding] = dict(known)
        self.said: dict[int, bool | None] = {}
        self.answers: dict[int, bool | None] = {}
        self.facts: tuple[object, int] = (None, 0)

    def __call__(self, name: str, fault: bool) -> Finding:
        """The measure's value and words."""
        known = self.fault if fault else self.credit
        found = known.get(name)
        if found is None:
            found = known[name] = self._lookup(name, fault)
            if name in self._alike:
                self.credit[name] = self.fault[name] = found
        return found

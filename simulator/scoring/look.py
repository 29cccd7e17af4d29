"""Looks the measures of one reply up by name, each at most once, and remembers what tests of them said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from simulator.scoring.reply import Finding

Lookup = Callable[[str, bool], Finding]
"""The value of a measure by name: as credit (False) or as a fault (True)."""


class Credit(dict[str, Finding]):
    """The measures of one reply as credit, read as ``credit[name]``: looked up when first asked for."""

    __slots__ = ("_lookup",)

    def __init__(self, known: Mapping[str, Finding], lookup: Lookup) -> None:
        super().__init__(known)
        self._lookup = lookup

    def __missing__(self, name: str) -> Finding:
        found = self[name] = self._lookup(name, False)
        return found


class Faults(dict[str, Finding]):
    """The same as faults; what is ``alike`` is the credit's."""

    __slots__ = ("_alike", "_credit", "_lookup")

    def __init__(
        self, known: Mapping[str, Finding], lookup: Lookup, credit: dict[str, Finding], alike: frozenset[str]
    ) -> None:
        super().__init__(known)
        self._lookup, self._credit, self._alike = lookup, credit, alike

    def __missing__(self, name: str) -> Finding:
        found = self[name] = self._credit[name] if name in self._alike else self._lookup(name, True)
        return found


class Look:
    """One reply's measures, asked dozens of times by each rubric.

    ``credit`` and ``fault``: each measure as either. ``said`` and ``answers``: what tests and whole
    conditions answered, by their identity: rubrics outlive the replies they grade, and equal ones are one object
    (conditions.py), so that what one criterion asked no other has to.
    ``facts``: what all tests found (facts.py), and by which tests.
    """

    __slots__ = ("answers", "credit", "facts", "fault", "said")

    def __init__(
        self,
        lookup: Lookup,
        known: Mapping[str, Finding] = MappingProxyType({}),
        alike: frozenset[str] | None = frozenset(),
    ) -> None:
        """``known``: what needs no looking up. ``alike``: measures that are the same on both sides; None: all are."""
        self.credit: dict[str, Finding] = Credit(known, lookup)
        self.fault: dict[str, Finding] = self.credit if alike is None else Faults(known, lookup, self.credit, alike)
        self.said: dict[int, bool | None] = {}
        self.answers: dict[int, bool | None] = {}
        self.facts: tuple[object, int] = (None, 0)

    def __call__(self, name: str, fault: bool) -> Finding:
        """The measure's value and words."""
        return self.fault[name] if fault else self.credit[name]

"""What the measures of one reply find, by name, each read at most once; and what tests of them said."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulator.scoring.reply import NOTHING, Finding

Lookup = Callable[[str, bool], Finding]
"""The value of a measure by name: as credit (False) or as a fault (True)."""


class Found(dict[str, Finding]):
    """All that the measures of one reply find, on one side, read as ``found[name]``; what isn't there is nothing."""

    __slots__ = ()

    def __missing__(self, name: str) -> Finding:
        return NOTHING


class _Asked(dict[str, Finding]):
    """The measures on one side, read as ``asked[name]``: looked up when first asked for."""

    __slots__ = ("_fault", "_lookup")

    def __init__(self, lookup: Lookup, *, fault: bool) -> None:
        super().__init__()
        self._lookup, self._fault = lookup, fault

    def __missing__(self, name: str) -> Finding:
        found = self[name] = self._lookup(name, self._fault)
        return found


class Look:
    """One reply's measures, asked dozens of times by each rubric.

    ``credit`` and ``fault``: each measure as either; one and the same where no measure differs. ``said`` and
    ``answers``: what tests and whole conditions answered, by their identity: rubrics outlive the replies they grade,
    and equal ones are one object (conditions.py), so that what one criterion asked no other has to.
    ``facts``: what all tests found (facts.py), and by which tests.
    """

    __slots__ = ("answers", "credit", "facts", "fault", "said")

    def __init__(self, credit: dict[str, Finding], fault: dict[str, Finding]) -> None:
        self.credit, self.fault = credit, fault
        self.said: dict[int, bool | None] = {}
        self.answers: dict[int, bool | None] = {}
        self.facts: tuple[object, int] = (None, 0)

    def __call__(self, name: str, fault: bool) -> Finding:
        """The measure's value and words."""
        return self.fault[name] if fault else self.credit[name]

    def look_up(self, credit: Iterable[str], fault: Iterable[str]) -> None:
        """Ask for these measures, that all there is to find of them is there."""
        for asked, names in ((self.credit, credit), (self.fault, fault)):
            if isinstance(asked, _Asked):
                for name in names:
                    asked[name]


def asking(lookup: Lookup) -> Look:
    """A look by which each measure is looked up when first asked for."""
    return Look(_Asked(lookup, fault=False), _Asked(lookup, fault=True))

"""What a rubric's tests find in a reply, as bits of one number: where the bits are equal, the rulings are.

Each measure's value sets bits: that it reaches a bound, that it goes beyond one, that it is one of some words, that it
is unknown. They are read off the tests themselves, and hold all that a test can tell apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulator.scoring.look import Look
from simulator.scoring.reply import NOTHING, Finding
from simulator.scoring.rubric import Test, When

Value = float | str | None
Side = tuple[str, bool]
"""A measure, and whether it is read as a fault."""
Step = tuple[Callable[[Value], bool], int]
"""What is said of a value, and the bit that it sets."""
MOST = 1024
"""Values of one measure that are remembered at most."""


class Scale(dict[Value, int]):
    """The bits that a measure's value sets, read as ``scale[value]``; remembered, as values come again and again."""

    __slots__ = ("steps",)

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        super().__init__()
        self.steps = list(steps)

    def step(self, says: Callable[[Value], bool], bit: int) -> None:
        """Add a bit that is set where ``says`` holds."""
        self.steps.append((says, bit))
        self.clear()

    def __missing__(self, value: Value) -> int:
        bits = sum({bit for says, bit in self.steps if says(value)})
        if len(self) >= MOST:
            self.clear()
        self[value] = bits
        return bits


class Facts:
    """The bits of all tests of some rubrics: each new one adds its own, and what others have stays as it is.

    ``credit`` and ``fault``: each measure that is read as such, with its scale; ``both``: with those of both sides.
    """

    def __init__(self) -> None:
        self.credit: dict[str, Scale] = {}
        self.fault: dict[str, Scale] = {}
        self.both: dict[str, Scale] = {}
        self._settled = object()
        self._scales: dict[Side, Scale] = {}
        self._bits: dict[object, int] = {}

    def said(self, find: Look) -> int:
        """The bits that a reply's measures set, found once for all rubrics."""
        settled = self._settled
        if find.facts[0] is settled:
            return find.facts[1]
        credit, fault = find.credit, find.fault
        find.look_up(self.credit, self.fault)
        said = _set(self.both, credit) if fault is credit else _set(self.credit, credit) | _set(self.fault, fault)
        find.facts = settled, said
        return said

    def settle(self) -> None:
        """Take in all bits that were added since."""
        self.credit = {name: scale for (name, as_fault), scale in self._scales.items() if not as_fault}
        self.fault = {name: scale for (name, as_fault), scale in self._scales.items() if as_fault}
        self.both = {name: self._together(name) for name in {**self.credit, **self.fault}}
        self._settled = object()

    def _together(self, name: str) -> Scale:
        scales = [side[name] for side in (self.credit, self.fault) if name in side]
        return scales[0] if len(scales) == 1 else Scale([step for scale in scales for step in scale.steps])

    def mask(self, when: When, *, fault: bool = False) -> int:
        """The bits on which it hangs whether a condition holds, and what is unknown of it."""
        bits = 0
        for group in when:
            for test in group:
                bits |= self._test(test, as_fault=fault and test.at_least is not None)
        return bits

    def _test(self, test: Test, *, as_fault: bool) -> int:
        names, bits = test.measures, 0
        for name in names:
            bits |= self._bit("unknown", (name,), as_fault, None, _is_unknown)
        if test.among:
            return bits | self._bit("among", names, as_fault, test.among, test.among.__contains__)
        for name in names:
            bits |= self._bit("word", (name,), as_fault, None, _is_word)
        if test.at_least is not None:
            bits |= self._bound("reaches", names, as_fault, test.at_least, _reaches(test.at_least))
        if test.at_most is not None:
            bits |= self._bound("beyond", names, as_fault, test.at_most, _beyond(test.at_most))
        if test.below is not None:
            bits |= self._bound("reaches", names, as_fault, test.below, _reaches(test.below))
        return bits

    def _bound(
        self, kind: str, names: tuple[str, ...], as_fault: bool, bound: float, says: Callable[[Value], bool]
    ) -> int:
        """The bits of a bound; one that 0 is past is told by what falls short of it, for each measure by itself."""
        if not says(0.0):
            return self._bit(kind, names, as_fault, bound, says)
        bits = 0
        for name in names:
            bits |= self._bit(f"not {kind}", (name,), as_fault, bound, lambda value: not says(value))
        return bits

    def _bit(
        self, kind: str, names: tuple[str, ...], as_fault: bool, bound: object, says: Callable[[Value], bool]
    ) -> int:
        """The bit of one thing that tests tell apart, a new one where it is new: set if it holds of any measure."""
        key = (kind, names, as_fault, bound)
        if key not in self._bits:
            bit = self._bits[key] = 1 << len(self._bits)
            for name in names:
                self._scales.setdefault((name, as_fault), Scale()).step(says, bit)
        return self._bits[key]


def _set(scales: dict[str, Scale], found: dict[str, Finding]) -> int:
    """The bits that all of these set."""
    said = 0
    for name, finding in found.items():
        if finding is not NOTHING and name in scales:  # 0 sets no bit
            said |= scales[name][finding.value]
    return said


def _is_unknown(value: Value) -> bool:
    return value is None


def _is_word(value: Value) -> bool:
    return isinstance(value, str)


def _reaches(bound: float) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, (int, float)) and value >= bound


def _beyond(bound: float) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, (int, float)) and value > bound

"""Which criteria were calibrated against people in this shop; until then scores serve for sampling, not for judging."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.errors import SimulatorError

FILE = "calibration.json"
ENOUGH = 50
"""Items graded by two people from which on a criterion counts as calibrated."""
SEEN = 20
"""Items that people graded from which on it is said how the software leans: as many as a mean needs in a report."""


class Lean(Struct, frozen=True):
    """How much higher than people the software marks a criterion: in points of 100, with its 95% range."""

    points: float
    low: float
    high: float
    items: int

    @property
    def is_clear(self) -> bool:
        """Whether the range tells which way it leans."""
        return not self.low <= 0 <= self.high

    @property
    def told(self) -> str:
        """The same in words, to stand beside a mean."""
        if not self.is_clear:
            return (
                f"no clear lean beside your people ({self.low:+z.0f} to {self.high:+z.0f} points, {self.items} items)"
            )
        way = "higher" if self.points > 0 else "lower"
        least, most = sorted((abs(self.low), abs(self.high)))
        size = f"{abs(self.points):.0f} points {way} than your people mark it"
        return f"{size} ({least:.0f} to {most:.0f}, {self.items} items)"


class Calibrated(Struct, frozen=True):
    """Items of this shop that two people graded, by criterion ("rubric/criterion").

    ``editions``: the same by the content hash of the rubric they were graded by; ``criteria``: of the editions that
    were asked for. ``leans``: by edition and criterion, how the software marks beside anybody's marks; ``lean``: of the
    editions that were asked for.
    """

    criteria: dict[str, int] = {}
    editions: dict[str, dict[str, int]] = {}
    lean: dict[str, Lean] = {}
    leans: dict[str, dict[str, Lean]] = {}

    def is_enough(self, criterion: str) -> bool:
        """Whether a criterion is calibrated."""
        return self.criteria.get(criterion, 0) >= ENOUGH

    def of(self, hashes: Iterable[str]) -> Calibrated:
        """What holds for these editions: marks by another version of a rubric prove nothing of this one."""
        found: dict[str, int] = {}
        lean: dict[str, Lean] = {}
        for name in hashes:
            found |= self.editions.get(name, {})
            lean |= self.leans.get(name, {})
        return Calibrated(found, self.editions, lean, self.leans)


def calibrated(folder: Path) -> Calibrated:
    """What was calibrated on this machine; nothing, where no calibration was made yet.

    Raises:
        SimulatorError: the file is there and is no calibration.

    """
    path = folder / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Calibrated)
    except FileNotFoundError:
        return Calibrated()
    except (OSError, msgspec.DecodeError) as error:
        raise SimulatorError(f"{path}: this is no calibration ({error}); remove it, or calibrate again") from None

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


class Calibrated(Struct, frozen=True):
    """Items of this shop that two people graded, by criterion ("rubric/criterion").

    ``editions``: the same by the content hash of the rubric they were graded by; ``criteria``: of the editions that
    were asked for.
    """

    criteria: dict[str, int] = {}
    editions: dict[str, dict[str, int]] = {}

    def is_enough(self, criterion: str) -> bool:
        """Whether a criterion is calibrated."""
        return self.criteria.get(criterion, 0) >= ENOUGH

    def of(self, hashes: Iterable[str]) -> Calibrated:
        """What holds for these editions: marks by another version of a rubric prove nothing of this one."""
        found: dict[str, int] = {}
        for name in hashes:
            found |= self.editions.get(name, {})
        return Calibrated(found, self.editions)


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

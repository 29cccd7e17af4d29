"""The promise ledger: which promises a reply keeps, which the scenario clock has broken, and what a break costs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from simulator.engine.heard import Promised

DEADLINE_STEPS = ("deadline", "update", "callback")
"""The shared steps that a broken promise undoes, in this order."""
LOOSE_SHARE = 0.25
"""What a broken promise takes back when it belongs to no step of a resolution [design choice]."""


class Promise(Struct, frozen=True):
    """A row of the promise ledger; ``due`` in seconds of scenario time; open until kept or broken."""

    action: str
    due: float
    exchange: int
    quote: str
    kept: bool = False
    broken: bool = False

    @property
    def open(self) -> bool:
        """Neither kept nor broken yet."""
        return not (self.kept or self.broken)


def settle(promises: Sequence[Promise], keeps: Sequence[int], clock: float) -> tuple[tuple[Promise, ...], bool, bool]:
    """The ledger after a reply at ``clock``: (rows, whether one was kept, whether one was broken).

    Args:
        promises: the ledger before the reply.
        keeps: positions, among the open rows, of the promises this reply keeps.
        clock: scenario time of the reply, in seconds.

    """
    open_rows = [row for row in promises if row.open]
    kept = {id(open_rows[index]) for index in keeps if index < len(open_rows) and open_rows[index].due >= clock}
    rows, kept_one, broke_one = [], False, False
    for row in promises:
        if id(row) in kept:
            rows.append(replace(row, kept=True))
            kept_one = True
        elif row.open and row.due < clock:
            rows.append(replace(row, broken=True))
            broke_one = True
        else:
            rows.append(row)
    return tuple(rows), kept_one, broke_one


def enter(promises: Sequence[Promise], made: Sequence[Promised], exchange: int) -> tuple[Promise, ...]:
    """The ledger with a reply's new promises; the same promise said again is one row, due at the later time."""
    rows = list(promises)
    for item in made:
        same = next((n for n, row in enumerate(rows) if row.open and row.action == item.action), None)
        new = Promise(item.action, item.due, exchange, item.quote)
        if same is None:
            rows.append(new)
        else:
            rows[same] = new
    return tuple(rows)


def undone(done: frozenset[str]) -> str | None:
    """The step (``resolution/step``) that a broken promise takes back, if any was done."""
    for name in DEADLINE_STEPS:
        for step in sorted(done):
            if step.endswith(f"/{name}"):
                return step
    return None

"""When to meet a customer again: after 1, 3, 7 and 14 days, each time the meeting before went well.

Practice that comes back at growing distances lasts longer than the same practice at once (Cepeda et al. 2006).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from simulator.progress.records import Attempted

DAYS = (1, 3, 7, 14)
WELL = 70.0
"""The score from which on a meeting went well, and the distance grows [design choice]."""


class Revisit(Struct, frozen=True):
    """A scenario to meet again: when it was met last, and from when on the next meeting is due."""

    scenario: str
    last: datetime
    due: datetime

    def days(self, at: datetime) -> int:
        """Whole days since the last meeting."""
        return (at - self.last).days


def revisits(attempts: Iterable[Attempted]) -> dict[str, Revisit]:
    """The next meeting with every scenario met before; none where four grown distances went well.

    A meeting within a day of the one before is the same lesson, and moves nothing on; one that did not go well begins
    anew after a day. A retry from a reply counts as part of its lesson.
    """
    met: dict[str, list[Attempted]] = defaultdict(list)
    for item in sorted(attempts, key=lambda item: (item.at, item.id)):
        met[item.scenario].append(item)
    found = {name: _next(name, rows) for name, rows in met.items()}
    return {name: one for name, one in found.items() if one is not None}


def _next(scenario: str, rows: list[Attempted]) -> Revisit | None:
    rung, last, counted = 0, rows[0].at, rows[0].at
    for n, item in enumerate(rows):
        last = item.at
        if item.again or (n and item.at - counted < timedelta(days=1)):
            continue
        if n:
            rung = rung + 1 if item.score is not None and item.score >= WELL else 0
        counted = item.at
    return None if rung >= len(DAYS) else Revisit(scenario, last, last + timedelta(days=DAYS[rung]))

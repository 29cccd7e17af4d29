"""Whether a skill has changed for certain: the reliable-change test (Jacobson and Truax 1991), before any praise.

Two scores differ reliably when their difference is larger than what chance alone would give: ``1.96`` times the
standard error of the difference. Where several skills are looked at together the limit is raised (Bonferroni), so that
of twenty skills not one is called progress by accident. "No reliable change yet" is the normal answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from statistics import NormalDist

from msgspec import Struct
from msgspec.structs import replace

from simulator.progress.estimate import Sample, observed, samples
from simulator.progress.parameters import stated
from simulator.progress.records import SCORE, Attempted

ENOUGH = 3
"""Attempts on each side before a change is looked for [design choice]: below that the day decides."""
WINDOW = 6
"""Attempts of each side at most: the first ones, and the last ones [design choice]."""


SCALE = 100.0
"""No difference is larger than the scale of points."""


class Change(Struct, frozen=True):
    """A skill then and now. ``reliable``: None where too little was practised to look.

    ``before`` and ``after``: mean points at middling difficulty; ``low`` and ``high`` bound their difference;
    ``attempts``: how many stand on each side; ``anchored``: both sides met the same customers.
    """

    skill: str
    before: float | None
    after: float | None
    low: float
    high: float
    reliable: bool | None
    attempts: tuple[int, int]
    anchored: bool = False

    @property
    def difference(self) -> float:
        """Points gained (or lost); 0 where one side is missing."""
        return 0.0 if self.before is None or self.after is None else self.after - self.before

    @property
    def words(self) -> str:
        """The change as it is shown."""
        if self.reliable is None:
            return "too little practised to tell"
        if not self.reliable:
            return "no reliable change yet"
        way = "better" if self.difference > 0 else "weaker"
        return f"{way} by {abs(self.difference):.0f} points ({self.low:+.0f} to {self.high:+.0f})"


def limit(looks: int = 1) -> float:
    """How many standard errors a difference has to exceed when so many skills are looked at together."""
    return NormalDist().inv_cdf(1 - 0.025 / max(1, looks))


def change(
    skill: str, before: Sequence[Sample], after: Sequence[Sample], *, looks: int = 1, enough: int = ENOUGH
) -> Change:
    """Compare two sets of observations of one skill that share no attempt; each weighs by how much it tells."""
    (was, doubt), (now, other) = _mean(before), _mean(after)
    counts = (len(before), len(after))
    if was is None or now is None or min(counts) < enough:
        return Change(skill, was, now, 0.0, 0.0, None, counts)
    margin = limit(looks) * (doubt + other) ** 0.5
    gained = now - was
    low, high = max(-SCALE, gained - margin), min(SCALE, gained + margin)
    return Change(skill, was, now, low, high, abs(gained) > margin, counts)


def _mean(seen: Sequence[Sample]) -> tuple[float | None, float]:
    """The weighted mean and its variance."""
    if not seen:
        return None, 0.0
    weight = sum(1 / one.variance for one in seen)
    return sum(one.points / one.variance for one in seen) / weight, 1 / weight


def changes(
    attempts: Iterable[Attempted],
    *,
    since: datetime | None = None,
    skills: Sequence[str] = (),
) -> dict[str, Change]:
    """The change of every skill: its first attempts against its last ones, or before and after ``since``.

    Args:
        attempts: one person's, in any order. Those that played another one again don't count.
        since: what came before is compared with what came after; None: the first half with the second.
        skills: those that are looked at together; none: all that were observed.

    """
    rows = sorted((item for item in attempts if not item.again), key=lambda item: (item.at, item.id))
    shown: dict[str, list[Attempted]] = {skill: [] for skill in skills}
    for item in rows:
        for one in observed(item):
            if not skills or one.skill in shown:
                shown.setdefault(one.skill, []).append(item)
    return {skill: _anchored_change(skill, shown[skill], since, len(shown)) for skill in sorted(shown)}


def _anchored_change(skill: str, shown: Sequence[Attempted], since: datetime | None, looks: int) -> Change:
    """The change over the attempts that showed a skill; over the customers met on both sides, where these suffice."""
    cut = len(shown) // 2 if since is None else sum(item.at < since for item in shown)
    before, after = shown[:cut][:WINDOW], shown[cut:][-WINDOW:]
    same = {item.scenario for item in before} & {item.scenario for item in after}
    met = [[item for item in side if item.scenario in same] for side in (before, after)]
    anchored = min(map(len, met)) >= ENOUGH
    sides = met if anchored else [before, after]
    seen = [samples(side).get(skill, ()) for side in sides]
    found = change(skill, *seen, looks=looks)
    return replace(found, anchored=anchored)


class Meeting(Struct, frozen=True):
    """One meeting with an anchor: when, and the points of the skill as they were marked, 0-100."""

    at: datetime
    points: float


class Anchor(Struct, frozen=True):
    """A scenario met afresh more than once, on different days: the same customer makes a trend line comparable.

    ``change``: the last meeting against the first; one against one seldom tells anything, and then says so.
    """

    scenario: str
    meetings: tuple[Meeting, ...]
    change: Change


def anchors(attempts: Iterable[Attempted], skill: str = SCORE) -> tuple[Anchor, ...]:
    """The scenarios that were met afresh on several days, the most often met first."""
    from collections import defaultdict

    met: dict[str, list[Attempted]] = defaultdict(list)
    for item in sorted(attempts, key=lambda item: (item.at, item.id)):
        if any(one.skill == skill for one in observed(item)):
            met[item.scenario].append(item)
    repeated = {name: rows for name, rows in met.items() if len({row.at.date() for row in rows}) > 1}
    by = stated(skill)
    found = []
    for name, rows in repeated.items():
        seen = [samples([row])[skill] for row in rows]
        meetings = tuple(
            Meeting(row.at, one[0].points - by.eased(0.0, row.difficulty)) for row, one in zip(rows, seen, strict=True)
        )
        found.append(Anchor(name, meetings, change(skill, seen[0], seen[-1], looks=len(repeated), enough=1)))
    return tuple(sorted(found, key=lambda one: (-len(one.meetings), one.scenario)))

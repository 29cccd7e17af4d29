"""Parameters measured on a team's own attempts: the most likely ones, held near the stated ones while data are few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

from msgspec.structs import replace

from simulator.progress.estimate import Sample, believe, samples
from simulator.progress.parameters import Parameters, stated
from simulator.progress.records import Attempted

PEOPLE = 10
"""People who have shown a skill often enough before its parameters are measured on them [design choice]."""
ATTEMPTS = 3
"""Attempts from which on a person counts for that [design choice]."""
SEARCHED = {"spread": 0.5, "noise": 0.5, "drift": 1.0}
"""What is measured, and how far from the stated value it is thought to lie: standard deviation of its logarithm."""
MEAN_SD = 10.0
"""How far the mean is thought to lie from the stated one, in points."""
ROUNDS = 6


def measured(people: Iterable[Sequence[Attempted]]) -> dict[str, Parameters]:
    """Parameters by skill, where enough people have shown it; the stated ones are left out of the answer.

    Args:
        people: for each person their attempts.

    """
    from collections import defaultdict

    seen: dict[str, list[tuple[Sample, ...]]] = defaultdict(list)
    for attempts in people:
        for skill, found in samples(attempts).items():
            if len(found) >= ATTEMPTS:
                seen[skill].append(found)
    return {skill: fitted(rows, stated(skill)) for skill, rows in seen.items() if len(rows) >= PEOPLE}


def fitted(rows: Sequence[Sequence[Sample]], start: Parameters) -> Parameters:
    """The most likely mean, spread, noise and drift for these rows of observations, one row a person.

    A coordinate search on the logarithms (the mean: on points) of the filter's likelihood plus the distance from
    ``start``, with halved steps; the samples' variances are those under ``start``.
    """
    best, worth = start, _worth(rows, start, start)
    width = 0.6
    for _ in range(ROUNDS):
        for name in (*SEARCHED, "mean"):
            for factor in (1 + width, 1 / (1 + width)):
                tried = _moved(best, name, factor)
                value = _worth(rows, tried, start)
                if value > worth:
                    best, worth = tried, value
                    break
        width /= 1.7
    return best


def _moved(by: Parameters, name: str, factor: float) -> Parameters:
    if name == "mean":
        return replace(by, mean=by.mean + MEAN_SD * (factor - 1))
    return replace(by, **{name: getattr(by, name) * factor})


def _worth(rows: Sequence[Sequence[Sample]], by: Parameters, start: Parameters) -> float:
    more = by.noise**2 - start.noise**2
    whole = 0.0
    for row in rows:
        seen = [replace(one, variance=one.variance + more) for one in row]
        whole += believe(seen, by, row[-1].at).likelihood
    for name, width in SEARCHED.items():
        whole -= 0.5 * (log(getattr(by, name) / getattr(start, name)) / width) ** 2
    return whole - 0.5 * ((by.mean - start.mean) / MEAN_SD) ** 2

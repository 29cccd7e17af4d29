"""Fits a persona's numbers to a real conversation: which preset, changed how, comes nearest to the anger that showed.

The engine's own equations are played with what the agent's replies bring, and compared with the hostility that the
customer's words show (least squares). Words show little of a customer who is not angry: below `SILENT` any value fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from math import sqrt

from msgspec import Struct
from msgspec.structs import replace

from simulator.engine.heard import Heard
from simulator.engine.hostility import react, receptive, start
from simulator.engine.inputs import Timing, fit_of, inputs_of, share, steps_done
from simulator.engine.reaction import Inputs
from simulator.scenario.curve import PRESETS, Curve
from simulator.scenario.model import Scenario

SILENT = 30.0
"""Hostility below which a customer's words don't tell how low it is [design choice]."""
UPSET = 50.0
"""A customer who shows this much is not calm, whatever the numbers."""
KEEP = 12.0
"""What a changed number has to gain, in squared points per exchange: a preset that does as well stays as it is."""
GRID: dict[str, tuple[float, ...]] = {
    "hostility": (35, 45, 55, 65, 75, 80),
    "venting": (0.05, 0.3, 0.6, 0.8, 0.95),
    "temper": (0.6, 0.9, 1.2, 1.5),
    "forgive": (0.6, 0.8, 1.0, 1.2),
}
"""Values that are tried for the numbers that are fitted, within their ranges."""
MOST_CHANGED = 2
"""Numbers that are changed at most: a short conversation says no more."""
FEWEST = 2
"""Exchanges that a fit needs; with fewer the persona stays everyday."""


class Fitted(Struct, frozen=True):
    """A preset and what is changed of it. ``error``: the mean distance in points of hostility; None: nothing to fit.

    ``curve`` holds only what differs from the preset.
    """

    preset: str
    curve: Mapping[str, float]
    error: float | None = None
    exchanges: int = 0


class Step(Struct, frozen=True):
    """One exchange: what the reply was heard to say, and the hostility that the next message shows (0-100)."""

    heard: Heard
    observed: float


def fitted(steps: Sequence[Step], scenario: Scenario, first: float, *, abusive: bool = False) -> Fitted:
    """The persona that comes nearest.

    Args:
        steps: replies with what they led to, in order.
        scenario: the draft: its resolutions say what a proposal is worth.
        first: the hostility that the opening shows, 0-100.
        abusive: whether the customer insulted the agent.

    """
    if len(steps) < FEWEST:
        return Fitted("abusive" if abusive else "everyday", {})
    calm = max(first, *(step.observed for step in steps)) < UPSET
    apart = {"abusive", "silent_leaver"} if calm else {"abusive", "silent_leaver", "calm"}
    names = ["abusive"] if abusive else [name for name in PRESETS if name not in apart]
    tried = [Fitted(name, changes) for name in names for changes in _changes(PRESETS[name])]
    given = [inputs_of(step.heard, Timing(0.0), fit=0.0, progress=0.0) for step in steps]
    errors = [
        _error(_curve(each, scenario), tuple(zip(steps, given, strict=True)), scenario, first) / (len(steps) + 1)
        for each in tried
    ]
    error, best = min(zip(errors, tried, strict=True), key=lambda pair: pair[0] + KEEP * len(pair[1].curve))
    return replace(best, error=sqrt(error), exchanges=len(steps))


def _curve(each: Fitted, scenario: Scenario) -> Curve:
    return replace(PRESETS[each.preset].on(scenario.channel), **each.curve)


def _changes(base: Curve) -> Iterator[dict[str, float]]:
    """The preset as it is, and with one or two numbers changed."""
    others = {key: [value for value in values if value != getattr(base, key)] for key, values in GRID.items()}
    for count in range(MOST_CHANGED + 1):
        for keys in combinations(GRID, count):
            for values in product(*(others[key] for key in keys)):
                yield dict(zip(keys, values, strict=True))


def _error(curve: Curve, steps: Sequence[tuple[Step, Inputs]], scenario: Scenario, first: float) -> float:
    """The squared distance between the curve and what showed, over all exchanges and the opening."""
    mood, done = start(curve), frozenset[str]()
    total = _distance(mood.hostility, first)
    for step, given in steps:
        ear = receptive(mood.venting, mood.hostility)
        after = steps_done(step.heard, scenario, done, ear)
        progress = share(after, scenario) - share(done, scenario)
        fit = fit_of(step.heard, scenario, after)
        now = replace(given, fit=fit, progress=progress, delay=None)
        mood, done = react(mood, now, curve).mood, after
        total += _distance(mood.hostility, step.observed)
    return total


def _distance(played: float, shown: float) -> float:
    return (max(played, SILENT) - max(shown, SILENT)) ** 2

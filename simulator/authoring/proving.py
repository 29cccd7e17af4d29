"""Findings that come of playing: golden plays that come out otherwise, replies that nobody hears, dead ends."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authoring.finding import Finding
from simulator.authoring.golden import differences, outcome
from simulator.authoring.script import Script
from simulator.content.document import Path
from simulator.premise import Kit

WHOLE = (0.0, 100.0)
"""Hostility and scores lie in here, whatever happens."""


def certain(script: Script) -> Iterator[Finding]:
    """Expectations that hold whatever happens."""
    for index, play in enumerate(script.scenario.plays):
        expect = play.expect
        path: Path = ("plays", index, "expect")
        ranges: dict[Path, tuple[float, float] | None]
        ranges = {(*path, "end_hostility"): expect.end_hostility, (*path, "peak_hostility"): expect.peak_hostility}
        ranges |= {(*path, "scores", rubric): pair for rubric, pair in expect.scores.items()}
        for place, pair in ranges.items():
            if pair is not None and pair[0] <= WHOLE[0] and pair[1] >= WHOLE[1]:
                yield script.finding("SIM203", place, "it always lies between 0 and 100: write what must come of it")


def golden_findings(script: Script, kit: Kit) -> Iterator[Finding]:
    """What the golden plays show when they are played."""
    for index, play in enumerate(script.scenario.plays):
        path: Path = ("plays", index)
        found = outcome(script.scenario, play, kit)
        for each in differences(play, found):
            yield script.finding("SIM201", (*path, "expect", *each.path), f"play {play.name!r}: {each.words}")
        if found.unheard:
            ended, first = (found.ending or "").lower().replace("_", " "), len(play.replies) - found.unheard
            message = f"play {play.name!r} ends ({ended}) before this reply: take it and what follows out"
            yield script.finding("SIM202", (*path, "replies", first), message)
